"""Words of the article as a link to their place; what does not fit is elided, with the whole as the tooltip."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeler.gui.look.controls import LinkButton
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px


class JumpLink(LinkButton):
    """A link as wide as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setToolTip(plain_tooltip(words))
        self._cut()

    def sizeHint(self) -> QSize:
        """Return a usual width."""
        return QSize(px(160), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters: the words may be elided."""
        return QSize(px(60), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words anew."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width() - px(8)
        self.set_text(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, max(room, px(40))))
        self.setAccessibleName(self._words)
