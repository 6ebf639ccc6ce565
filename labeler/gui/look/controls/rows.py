"""A list of any length: only what is in sight costs anything."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes


class Rows(QTableView):
    """One column of rows of one height, for models of 100,000 rows: a QListView would ask about each of them.

    typed(str): characters were typed at the list, which searches nothing by itself.
    `height` is that of a row at 100 % text, in pixels.
    """

    typed = Signal(str)

    def __init__(self, name: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = height
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.hide()
        across.setMinimumSectionSize(1)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        themes().changed.connect(self._grow)
        self._grow()

    def row_height(self) -> int:
        """Return the height of a row in pixels."""
        return px(self._row)

    def step(self, step: int) -> None:
        """Go some rows on (or back), not beyond the ends."""
        model = self.model()
        count = model.rowCount()
        if count:
            here = self.currentIndex().row()
            self.go(0 if here < 0 else min(max(here + step, 0), count - 1))

    def go(self, row: int) -> None:
        """Make a row the current one and bring it into sight; none where there is no such row."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        if index.isValid():
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the first or the last row by Home and End; else what Qt does."""
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: self.model().rowCount() - 1}
        row = ends.get(Qt.Key(event.key()))
        if row is None:
            super().keyPressEvent(event)
        else:
            self.go(row)

    def keyboardSearch(self, search: str, /) -> None:
        """Hand on what was typed: Qt would ask every row."""
        self.typed.emit(search)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Keep the current row in sight, however it became current."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def _grow(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self.row_height())
