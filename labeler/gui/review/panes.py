"""The columns of Review: list, article, decision. Where there is no room for three, the list is a drawer over them.

In a narrow window the decision is a dock below the article, as long as that leaves the article enough height.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from labeler.gui.look.fonts import px, scale
from labeler.gui.look.theme import themes
from labeler.gui.remembered import Remembered
from labeler.gui.review.centre import Centre
from labeler.gui.review.column import Column
from labeler.gui.review.decision import DecisionPanel
from labeler.gui.review.opened import OpenReview

# Least widths at 100 % text. The words of the article have their own size: its column keeps _ARTICLE in any case.
_LISTED, _DECIDED, _ARTICLE = 272, 300, 480
# From the first width of the page at 100 % text on, list and article stand beside each other; from the second on
# everything is wider.
_NARROW, _WIDE = 700, 2000
# The dock's height, what stands above the article's words, both at 100 % text; and the least height of those words.
_DOCK, _HEAD, _WORDS = 228, 110, 240
_PAUSE = 300
_DOCKED, _DRAWN = {"tight", "narrow"}, {"tight", "beside"}


class ReviewPanes(QSplitter):
    """tightened(bool): the list is hidden for want of room, or no longer."""

    tightened = Signal(bool)

    def __init__(self, opened: OpenReview, remembered: Remembered, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        # Each where it stays: what is moved is dressed anew, with all that is in it.
        self.column = Column(opened, self)
        self._inner = QSplitter(Qt.Orientation.Horizontal, self)
        self.centre = Centre(opened, self._inner)
        self.decision = DecisionPanel(opened, self._inner)
        self._remembered = remembered
        self._band = ""
        # Sizes are stored once nobody drags any more.
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._keep)
        self.setObjectName("reviewPanes")
        self.setAccessibleName(self.tr("Panels"))
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._inner.setAccessibleName(self.tr("Article and decision"))
        self._inner.setHandleWidth(1)
        self._inner.setChildrenCollapsible(False)
        self._inner.setStretchFactor(0, 1)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(lambda _place, _index: self._pause.start())
        self._inner.splitterMoved.connect(lambda _place, _index: self._pause.start())
        self.column.left.connect(lambda: self.centre.focus_widget.setFocus(Qt.FocusReason.OtherFocusReason))
        themes().changed.connect(self.fit)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: below it the panels change places, so theirs together are not asked."""
        return QSize(px(480), px(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each panel its place."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give each panel its place for the room there is."""
        if self.parentWidget() is None:
            return
        self.decision.setMinimumWidth(px(_DECIDED))
        band = self._fitting()
        if band == self._band:
            self._leave_half()
            self._place_drawer()
            return
        self._band = band
        below = band in _DOCKED
        self._inner.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
        self._draw_out()
        listed, decided = self._remembered.review_panes(band) or self._usual(band)
        self.setSizes([px(listed), max(self.width() - px(listed), 1)])
        whole = self._inner.height() if below else self._inner.width()
        # With large text the dock leaves the article half of the height all the same.
        decided = min(px(decided), whole // 2) if below else px(decided)
        self._inner.setSizes([max(whole - decided, 1), decided])
        self.decision.set_low(below)
        self.decision.setMinimumHeight(200 if below else 0)
        self._place_drawer()
        self.tightened.emit(band in _DRAWN)

    def _fitting(self) -> str:
        """Return what there is room for: `wide`, `usual` (all three), `narrow`, `beside` or `tight`."""
        width = self.width()
        if width >= px(_WIDE):
            return "wide"
        if width >= px(_LISTED) + _ARTICLE + px(_DECIDED):
            return "usual"
        if width >= px(_NARROW) and self.height() >= px(_DOCK + _HEAD) + _WORDS:
            return "narrow"
        return "beside" if width >= _ARTICLE + px(_DECIDED) else "tight"

    def _usual(self, band: str) -> tuple[int, int]:
        """Return how wide the list is at first and how wide (or high) the decision, at 100 % text."""
        if band not in {"usual", "beside"}:
            return (400, 480) if band == "wide" else (256, _DOCK)
        spare = round((self.width() - _ARTICLE) / scale())
        listed = min(max(spare * 320 // 680, _LISTED), 320) if band == "usual" else 0
        return listed, min(max(spare - listed, _DECIDED), 360 if listed else 300)

    def _draw_out(self) -> None:
        """Make the list a drawer over the article, or a column beside it."""
        column = self.column
        if self._band not in _DRAWN:
            self.insertWidget(0, column)
            column.show()
        else:
            column.setParent(self.parentWidget())
            column.hide()
        column.setProperty("drawer", self._band in _DRAWN)
        column.style().polish(column)

    def _place_drawer(self) -> None:
        page = self.parentWidget()
        if self._band in _DRAWN and page is not None:
            wanted = max(px(320), self.column.minimumSizeHint().width())
            self.column.setGeometry(0, 0, min(wanted, page.width() - px(24)), page.height())
            self.column.raise_()

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Close the drawer once the focus is in the article or the decision again."""
        if self._band in _DRAWN and now is not None and self.isAncestorOf(now):
            self.column.hide()

    def _leave_half(self) -> None:
        """Leave the article half of the height where the decision is below it, also in a window that got lower."""
        whole = self._inner.height()
        if self._inner.orientation() == Qt.Orientation.Vertical and self._inner.sizes()[1] > max(whole // 2, 200):
            self._inner.setSizes([whole - whole // 2, whole // 2])

    def _keep(self) -> None:
        """Remember the sizes as they were dragged, at 100 % text."""
        decided = round(self._inner.sizes()[1] / scale())
        if self._band in _DRAWN:
            self._remembered.keep_review_panes(self._band, self._usual(self._band)[0], decided)
        elif self.column.isVisible():
            self._remembered.keep_review_panes(self._band, round(self.column.width() / scale()), decided)

    def toggle_column(self) -> None:
        """Show or hide the list, and go there or back."""
        if self.column.isVisible():
            self.centre.focus_widget.setFocus()
            self.column.hide()
        else:
            self.show_column()
            self.column.focus_widget.setFocus()

    def show_column(self) -> None:
        """Bring the list into sight."""
        self._place_drawer()
        self.column.show()

    def step(self, step: int) -> None:
        """Move the focus to the next panel, or the one before."""
        panels: list[QWidget] = [self.column, self.centre, self.decision]
        shown = [one for one in panels if one.isVisible()]
        focus = QApplication.focusWidget()
        here = next(
            (n for n, one in enumerate(shown) if one is focus or (focus is not None and one.isAncestorOf(focus))), 0
        )
        goal = shown[(here + step) % len(shown)]
        if goal is self.column:
            goal = self.column.focus_widget
        else:
            goal = self.centre.focus_widget if goal is self.centre else self.decision.focus_widget
        goal.setFocus(Qt.FocusReason.ShortcutFocusReason)
