"""A chart: a table whose cells are painted. Arrows walk, Enter opens in Review, Space lists the items.

Being a table of Qt's, it is read row by row and cell by cell by screen readers.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableView, QWidget

from labeler.gui.agreement import drawing
from labeler.gui.agreement.cells import Cell, Grid, GridModel
from labeler.gui.agreement.faces import high, wide
from labeler.gui.agreement.heads import ChartHead
from labeler.gui.agreement.rows import PADDING, State, natural_width, paint_rows
from labeler.gui.agreement.wanted import Wanted
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes

# Rows beyond which a chart scrolls by itself rather than growing.
_MOST = 40


class Chart(QTableView):
    """opened(Wanted), listed(Wanted): the items of a cell are wanted. moved(): another cell is the current one."""

    opened = Signal(object)
    listed = Signal(object)
    moved = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.cells = GridModel(self)
        self.setHorizontalHeader(ChartHead(self.cells, self))
        self.setModel(self.cells)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        # The current cell is what is chosen: a selection would be filled by the style sheet on top of what is painted.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        down = self.verticalHeader()
        down.hide()
        down.setMinimumSectionSize(1)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._least, self._most = 0, _MOST
        self._wider = 1.0
        self._natural: tuple[int, ...] = ()
        # The cell below the pointer, by row and column.
        self._over = (-1, -1)
        self.entered.connect(self._entered)
        self.doubleClicked.connect(self._double_clicked)
        themes().changed.connect(self._grow)

    @property
    def grid(self) -> Grid:
        """What is shown."""
        return self.cells.grid

    def show_grid(self, grid: Grid) -> None:
        """Show this; the cell that was the current one stays so if it is still there."""
        kept = self.currentIndex()
        key = self.grid.lines[kept.row()].key if 0 <= kept.row() < len(self.grid.lines) else ""
        self.clearSpans()
        self.cells.show_grid(grid)
        self.horizontalHeader().setVisible(not grid.headless)
        for row in grid.headings:
            self.setSpan(row, 0, 1, max(len(grid.columns), 1))
        self._grow()
        self._choose(key, max(kept.row(), 0), max(kept.column(), 0))
        self.moved.emit()

    def set_wider(self, factor: float) -> None:
        """Let the rows and the scales of bars be larger than on a small window."""
        if factor != self._wider:
            self._wider = factor
            self._grow()

    def set_least(self, rows: int) -> None:
        """Keep room for so many rows at least; further ones are scrolled to. 0: for all rows."""
        if rows != self._least:
            self._least = rows
            self.updateGeometry()

    def set_most(self, rows: int) -> None:
        """Grow to so many rows at most; further ones are scrolled to."""
        if rows != self._most:
            self._most = rows
            self.updateGeometry()

    def current(self) -> Cell | None:
        """Return the cell that is the current one: of a row, the first that stands for items."""
        index = self.currentIndex()
        cell = self.cells.cell(index)
        if cell is None or self.grid.by_cell:
            return cell
        cells = self.grid.lines[index.row()].cells
        return next((one for one in cells if one.wanted is not None), cell)

    def key(self) -> str:
        """Return the key of the current row, "" without one."""
        row = self.currentIndex().row()
        return self.grid.lines[row].key if 0 <= row < len(self.grid.lines) else ""

    def wanted(self) -> Wanted | None:
        """Return which items the current cell stands for, None if for none."""
        cell = self.current()
        return cell.wanted if cell is not None else None

    def act(self, *, listing: bool) -> bool:
        """Open the items of the current cell, or list them; return whether it stands for any."""
        wanted = self.wanted()
        if wanted is not None:
            (self.listed if listing else self.opened).emit(wanted)
        return wanted is not None

    def rows(self) -> list[list[str]]:
        """Return head and cells as words, for a table elsewhere; headings in a row of their own."""
        shown = [
            place for place, one in enumerate(self.grid.columns)
            if one.axis is None and any(not line.heading and line.cells[place].text for line in self.grid.lines)
        ]  # fmt: skip
        out = [[self.grid.columns[place].named or self.grid.columns[place].head for place in shown]]
        for line in self.grid.lines:
            if line.heading:
                out.append([line.cells[0].text, *[""] * (len(shown) - 1)])
            else:
                out.append([_plain(line.cells[place]) for place in shown])
        return out

    def sizeHint(self) -> QSize:
        """Return the height of head and rows."""
        return QSize(px(240), self._height(self._most))

    def minimumSizeHint(self) -> QSize:
        """Return the least height: that of the rows that must be seen."""
        return QSize(px(120), self._height(self._least or self._most))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter, list by Space, go to the ends by Home and End; else what a table does."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.act(listing=key == Qt.Key.Key_Space)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and not self.grid.by_cell:
            self._go_to_end(last=key == Qt.Key.Key_End)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str, /) -> None:
        """Search nothing: letters are keys of the page."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows in sight."""
        index = self.currentIndex()
        state = State(index.row(), index.column(), self._over, self.hasFocus(), self.isActiveWindow())
        painter = QPainter(self.viewport())
        paint_rows(painter, self, self.grid, state, event.rect())
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        """Forget where the pointer was once it has left."""
        if event.type() == QEvent.Type.Leave:
            self._over = (-1, -1)
        return super().viewportEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the columns of what came while it was hidden their room."""
        super().showEvent(event)
        if not self._natural:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the focus on the whole row."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus off the whole row."""
        super().focusOutEvent(event)
        self.viewport().update()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Draw the row that was left, and the one that is reached."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its room, and the cells of a map some of what is left below."""
        super().resizeEvent(event)
        self._fit()
        if self.grid.is_map:
            self._set_heights()

    def _entered(self, index: QModelIndex) -> None:
        self._over = index.row(), index.column()

    def _double_clicked(self, _index: QModelIndex) -> None:
        self.act(listing=False)

    def _choose(self, key: str, row: int, column: int) -> None:
        if self.grid.empty:
            return
        found = self.grid.place_of(key)
        if found < 0:
            found = min(self._open_rows(), key=lambda place: (abs(place - row), place))
        if self.grid.by_cell and not key:
            told = [place for place, one in enumerate(self.grid.lines[found].cells) if one.wanted is not None]
            column = next(iter(told), 1)
        self.setCurrentIndex(self.cells.index(found, min(column, len(self.grid.columns) - 1)))

    def _go_to_end(self, *, last: bool) -> None:
        rows = self._open_rows()
        if rows:
            self.setCurrentIndex(self.cells.index(rows[-1 if last else 0], max(self.currentIndex().column(), 0)))

    def _open_rows(self) -> Sequence[int]:
        headings, rows = self.grid.headings, range(len(self.grid.lines))
        return [row for row in rows if row not in headings] if headings else rows

    def _height(self, most: int) -> int:
        down, row_high = self.verticalHeader(), self._high()
        headings = [row for row in self.grid.headings if row < most]
        rows = (min(len(self.grid.lines), most) - len(headings)) * row_high + sum(map(down.sectionSize, headings))
        head = 0 if self.grid.headless else self.horizontalHeader().sizeHint().height()
        return head + rows + 2

    def _grow(self) -> None:
        self._natural = ()
        self._set_heights()
        if self.isVisible():
            self._fit()
        self.updateGeometry()

    def _high(self) -> int:
        line = high() + px(8)
        return max(round(px(self.grid.high) * self._wider), line)

    def _set_heights(self) -> None:
        row_high, small = self._high(), max(px(22), high(11, bold=True) + px(6))
        if self.grid.is_map and self.grid.lines:
            room = self.viewport().height() // len(self.grid.lines)
            row_high = min(max(row_high, room), row_high * 3 // 2)
        down = self.verticalHeader()
        if down.defaultSectionSize() != row_high:
            # Of the rows that are there, too.
            down.setDefaultSectionSize(row_high)
        for row in self.grid.headings:
            self.setRowHeight(row, small)

    def _fit(self) -> None:
        """Give each column the width of its words; leave out what may go where there is too little room."""
        columns, room = self.grid.columns, self.viewport().width()
        if len(self._natural) != len(columns):
            self._natural = tuple(self._needed(place) for place in range(len(columns)))
        natural = list(self._natural)
        least = [min(width, px(one.least)) if one.least else width for width, one in zip(natural, columns, strict=True)]
        shown = set(range(len(columns)))
        for place in sorted((one for one in shown if columns[one].drop), key=lambda one: -columns[one].drop):
            if sum(least[one] for one in shown) > room:
                shown.discard(place)
        widths = fitted(natural, least, [one.wide for one in columns], shown, room)
        if self.grid.is_map and len(columns) > 1:
            even = max((room - widths[0]) // (len(columns) - 1), *least[1:])
            rest = max(room - widths[0] - even * (len(columns) - 1), 0)
            widths = [widths[0] + rest, *[even] * (len(columns) - 1)]
        for place, width in enumerate(widths):
            self.setColumnHidden(place, place not in shown)
            self.setColumnWidth(place, width)

    def _needed(self, place: int) -> int:
        column = self.grid.columns[place]
        if column.axis is not None:
            return round(px(column.least) * self._wider)
        head = wide(column.head, 11, bold=True) + 2 * px(PADDING) + 2
        if column.letter >= 0:
            head += drawing.badges_width((column.letter,)) - px(PADDING)
        cells = [natural_width(line.cells[place]) for line in self.grid.widest if not line.heading]
        widest = max([*cells, 0 if self.grid.headless else head, px(column.least) if not cells else 0])
        return min(widest, px(column.most)) if column.most else widest


def fitted(natural: list[int], least: list[int], weights: list[int], shown: set[int], room: int) -> list[int]:
    """Return the widths of columns: cut down towards the least where room is short, else the rest by weight."""
    widths = list(natural)
    over = sum(natural[one] for one in shown) - room
    for place in sorted(shown, key=lambda one: least[one] - natural[one]):
        taken = min(max(over, 0), natural[place] - least[place])
        widths[place] -= taken
        over -= taken
    weight = sum(weights[one] for one in shown)
    if over < 0 and weight:
        for place in shown:
            widths[place] += -over * weights[place] // weight
    return widths


def _plain(cell: Cell) -> str:
    below = getattr(cell.drawing, "below", "")
    words = f"{cell.text} ({below})" if below else cell.text
    return " / ".join(words.split("\n"))
