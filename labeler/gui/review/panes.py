"""The columns of Review: list, article, decision. In a narrow window the decision is a dock below the article."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QWidget

from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes
from labeler.gui.remembered import Remembered
from labeler.gui.review.centre import Centre
from labeler.gui.review.column import Column
from labeler.gui.review.decision import DecisionPanel

# Widths of the page at 100 % text: below the first the list is hidden, below the second the decision is below the
# article, from the third on everything is wider.
_TIGHT, _NARROW, _WIDE = 700, 1060, 2000
_DOCK, _LEAST = 228, 300
_PAUSE = 300


class ReviewPanes(QSplitter):
    """tightened(bool): the list is hidden for want of room, or no longer."""

    tightened = Signal(bool)

    def __init__(self, column: Column, centre: Centre, decision: DecisionPanel, remembered: Remembered) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._column, self._centre, self._decision = column, centre, decision
        self._remembered = remembered
        self._band = ""
        # Sizes are stored once nobody drags any more.
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._keep)
        self.setObjectName("reviewPanes")
        self.setAccessibleName(self.tr("Panels"))
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._inner = QSplitter(Qt.Orientation.Horizontal)
        self._inner.setAccessibleName(self.tr("Article and decision"))
        self._inner.setHandleWidth(1)
        self._inner.setChildrenCollapsible(False)
        self._inner.addWidget(centre)
        self._inner.addWidget(decision)
        self._inner.setStretchFactor(0, 1)
        self.addWidget(column)
        self.addWidget(self._inner)
        self.setStretchFactor(1, 1)
        self.splitterMoved.connect(lambda _place, _index: self._pause.start())
        self._inner.splitterMoved.connect(lambda _place, _index: self._pause.start())
        themes().changed.connect(self.fit)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: below it the panels change places, so theirs together are not asked."""
        return QSize(px(480), px(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each panel its place."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Give each panel its place for the width there is."""
        self._decision.setMinimumWidth(px(_LEAST))
        bands = (("tight", _TIGHT), ("narrow", _NARROW), ("usual", _WIDE))
        band = next((name for name, limit in bands if self.width() < px(limit)), "wide")
        if band == self._band:
            self._leave_half()
            return
        self._band = band
        below = band in {"tight", "narrow"}
        self._inner.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
        self._column.setVisible(band != "tight")
        listed, decided = {"narrow": (256, _DOCK), "usual": (320, 360), "wide": (400, 480)}.get(band, (256, _DOCK))
        listed, decided = self._remembered.review_panes(band) or (listed, decided)
        self.setSizes([px(listed), max(self.width() - px(listed), 1)])
        whole = self._inner.height() if below else self._inner.width()
        # With large text the dock leaves the article half of the height all the same.
        decided = min(px(decided), whole // 2) if below else px(decided)
        self._inner.setSizes([max(whole - decided, 1), decided])
        self._decision.set_low(below)
        self._decision.setMinimumHeight(200 if below else 0)
        self.tightened.emit(band == "tight")

    def _leave_half(self) -> None:
        """Leave the article half of the height where the decision is below it, also in a window that got lower."""
        whole = self._inner.height()
        if self._inner.orientation() == Qt.Orientation.Vertical and self._inner.sizes()[1] > max(whole // 2, 200):
            self._inner.setSizes([whole - whole // 2, whole // 2])

    def _keep(self) -> None:
        """Remember the sizes as they were dragged, at 100 % text."""
        scale = px(1000) / 1000
        listed, decided = self._column.width(), self._inner.sizes()[1]
        if self._column.isVisible():
            self._remembered.keep_review_panes(self._band, round(listed / scale), round(decided / scale))

    def toggle_column(self) -> None:
        """Show or hide the list."""
        self._column.setVisible(not self._column.isVisible())
        (self._column.focus_widget if self._column.isVisible() else self._centre.focus_widget).setFocus()

    def step(self, step: int) -> None:
        """Move the focus to the next panel, or the one before."""
        panels: list[QWidget] = [self._column, self._centre, self._decision]
        shown = [one for one in panels if one.isVisible()]
        focus = QApplication.focusWidget()
        here = next(
            (n for n, one in enumerate(shown) if one is focus or (focus is not None and one.isAncestorOf(focus))), 0
        )
        goal = shown[(here + step) % len(shown)]
        if goal is self._column:
            goal = self._column.focus_widget
        else:
            goal = self._centre.focus_widget if goal is self._centre else self._decision.focus_widget
        goal.setFocus(Qt.FocusReason.ShortcutFocusReason)
