"""The three columns of Annotate: which are shown in which width, and how the focus goes from one to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from labeler.gui.annotate.inspector.panel import BESIDE, Inspector
from labeler.gui.annotate.sidebar import ARTICLES, LEAST, Sidebar
from labeler.gui.look.fonts import px
from labeler.gui.page.view import ArticlePage
from labeler.gui.remembered import Remembered

# Widths of the page at 100 % text: below the first list and inspector are drawers over the article, below the second
# the list is a drawer beside it, from the third on the suggestions have a column of their own.
_TIGHT, _NARROW, _WIDE = 700, 1000, 2000


class Panes(QSplitter):
    """Left column, article, inspector. tightened(bool): both sides are drawers now, or no longer."""

    tightened = Signal(bool)

    def __init__(
        self,
        side: Sidebar,
        centre: QWidget,
        inspector: Inspector,
        page: ArticlePage,
        remembered: Remembered,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._side, self._inspector, self._page = side, inspector, page
        self._remembered = remembered
        self._band = ""
        self._alone = False
        self.setObjectName("panes")
        self.setAccessibleName(self.tr("Panels"))
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for part in (side, centre, inspector):
            self.addWidget(part)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(self._remember)
        side.left.connect(self._leave_side)
        side.turned.connect(self._side_turned)
        inspector.wanted.connect(self.open_inspector)
        page.installEventFilter(self)

    @property
    def tight(self) -> bool:
        """Whether the inspector is a drawer."""
        return self._band == "tight"

    def set_alone(self, alone: bool) -> None:
        """Show the article alone, the inspector as a drawer and the left column when it is asked for; or all again."""
        if alone != self._alone:
            self._alone = alone
            self.fit(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the columns that there is room for."""
        super().resizeEvent(event)
        self.fit(self.width())

    def fit(self, width: int) -> None:
        """Show what there is room for."""
        bands = (("tight", _TIGHT), ("narrow", _NARROW), ("usual", _WIDE))
        band = next((name for name, limit in bands if self._alone or width < px(limit)), "wide")
        if band != self._band:
            was, self._band = self._band, band
            self._side.setVisible(band in {"usual", "wide"})
            if self.tight:
                for drawer in (self._side, self._inspector):
                    drawer.setParent(self.parentWidget())
                    drawer.hide()
            elif was == "tight":
                self.insertWidget(0, self._side)
                self.addWidget(self._inspector)
                self._side.setVisible(band != "narrow")
                self._inspector.show()
            # Beside the article the splitter's line is its edge, over it its own.
            self._inspector.setProperty("drawer", self.tight)
            self._inspector.style().polish(self._inspector)
            self._share()
            self.tightened.emit(self.tight)
        self._place_drawers()

    def toggle_list(self) -> None:
        """Show or hide the left column with the articles."""
        if self._side.isVisible() and self._side.current == ARTICLES:
            self._side.hide()
            self._page.setFocus()
        else:
            self.show_side(ARTICLES)

    def show_side(self, name: str) -> None:
        """Show a panel of the left column and go to it."""
        if not self._side.isVisible():
            self._side.show()
            self._share()
        if self.tight:
            self._place_drawers()
            self._side.raise_()
        self._side.open(name)

    def open_inspector(self) -> None:
        """Bring the inspector into sight where it is a drawer."""
        if self.tight:
            self._place_drawers()
            self._inspector.show()
            self._inspector.raise_()

    def toggle_inspector(self) -> None:
        """Open the drawer and go into it, or close it."""
        if self._inspector.isVisible():
            self._page.setFocus()
            self._inspector.setVisible(not self.tight)
        else:
            self.open_inspector()
            self._inspector.focus_widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, step: int) -> None:
        """Move the focus to the next panel, or the one before."""
        shown: list[QWidget] = [self._side, self._page, self._inspector]
        shown = [one for one in shown if one.isVisible() or (one is self._inspector and self.tight)]
        here = next((n for n, one in enumerate(shown) if one.hasFocus() or _holds_focus(one)), 0)
        goal = shown[(here + step) % len(shown)]
        if goal is self._inspector:
            self.open_inspector()
            goal = self._inspector.focus_widget
        elif goal is self._side:
            goal = self._side.focus_widget
        goal.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the drawers when the article has the focus again."""
        if watched is self._page and event.type() == QEvent.Type.FocusIn and self.tight:
            self._inspector.hide()
            self._side.hide()
        return super().eventFilter(watched, event)

    def _share(self) -> None:
        if self.tight:
            return
        wide = self._band == "wide"
        if self._band in {"usual", "wide"} and self._remembered.restore_panes(self, wide=wide):
            return
        inspector = px(2 * 400 if wide else 336 if self._band == "usual" else 288)
        listed = 0 if not self._side.isVisibleTo(self) else px(320 if wide else 272)
        whole = self.width()
        sizes = [listed, max(whole - listed - inspector, px(320)), inspector]
        self.setSizes(sizes)

    def _place_drawers(self) -> None:
        parent = self.parentWidget()
        if self.tight and isinstance(parent, QWidget):
            wanted = max(px(LEAST), self._side.minimumSizeHint().width())
            self._side.setGeometry(0, 0, min(wanted, parent.width() - px(24)), parent.height())
            least = max(px(320), self._inspector.minimumSizeHint().width())
            width = min(least, px(BESIDE) - 1, parent.width() - px(24))
            self._inspector.setGeometry(parent.width() - width, 0, width, parent.height())

    def _remember(self) -> None:
        if self._band in {"usual", "wide"}:
            self._remembered.save_panes(self, wide=self._band == "wide")

    def _leave_side(self) -> None:
        if self._band in {"tight", "narrow"}:
            self._side.hide()
        self._page.setFocus()

    def _side_turned(self, name: str) -> None:
        if name == ARTICLES:
            self._share()


def _holds_focus(pane: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return isinstance(focus, QWidget) and pane.isAncestorOf(focus)
