"""The notices under the header: one for each matter, the worst first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.gui.look.controls import Notice
from labeler.gui.look.controls.notice import Kind
from labeler.gui.look.fonts import px


class Notices(QWidget):
    """Each matter has one notice at most; it goes when it is closed, acted upon, or settled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, Notice] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(8), px(6), px(8), px(6))
        self._column.setSpacing(px(6))
        self.hide()

    def tell(
        self,
        matter: str,
        kind: Kind,
        cause: str,
        *,
        action: str = "",
        act: Callable[[], object] | None = None,
        closable: bool = True,
    ) -> None:
        """Show a notice about a matter in place of the one before."""
        self.settle(matter)
        notice = Notice(kind, cause, action, closable=closable)
        notice.closed.connect(lambda: self.settle(matter))
        if act is not None:
            notice.acted.connect(lambda: self._act(matter, act))
        self._shown[matter] = notice
        self._column.insertWidget(0 if kind == "bad" else self._column.count(), notice)
        self.show()

    def settle(self, matter: str) -> None:
        """Take the notice about a matter away."""
        notice = self._shown.pop(matter, None)
        if notice is not None:
            self._column.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        self.setVisible(bool(self._shown))

    def clear(self) -> None:
        """Take all notices away."""
        for matter in list(self._shown):
            self.settle(matter)

    def shown(self) -> dict[str, str]:
        """Return the sentences on screen by matter."""
        return {matter: notice.accessibleName() for matter, notice in self._shown.items()}

    def _act(self, matter: str, act: Callable[[], object]) -> None:
        self.settle(matter)
        act()
