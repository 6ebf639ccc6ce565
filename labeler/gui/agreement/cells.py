"""What a chart shows: rows of cells with words, what a screen reader says, what Enter opens, and what is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from labeler.gui.agreement.wanted import Wanted
from labeler.gui.look.controls.labels import plain_tooltip

CELL = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()
Tone: TypeAlias = Literal["", "strong", "faint", "soft"]


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of a column of interval bars. `marks` are dotted lines through those bars that want them."""

    low: float = 0.4
    high: float = 1.0
    step: float = 0.2
    marks: tuple[float, ...] = (0.667, 0.8)

    @property
    def ticks(self) -> list[float]:
        """The values that the head of the column names."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * one for one in range(count + 1)]

    def place(self, value: float) -> float:
        """Return where a value stands, 0 at the left to 1 at the right."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its interval, to be drawn on an axis; `second` is the other series, `marked` an alpha."""

    value: float | None
    low: float | None = None
    high: float | None = None
    second: bool = False
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Heat:
    """A cell of a map: a step of the scale, 0 (unfilled) to 3; `below` is a second line, `diagonal` an agreement."""

    step: int = 0
    below: str = ""
    diagonal: bool = False
    framed: bool = True


@dataclass(frozen=True, slots=True)
class Amount:
    """A plain bar: its length as a share of the longest."""

    share: float


@dataclass(frozen=True, slots=True)
class Point:
    """One place of a line, with what stands before and after it: shares of the height, None where nothing is."""

    here: float | None
    low: float | None = None
    high: float | None = None
    before: float | None = None
    after: float | None = None


Drawing: TypeAlias = tuple[Interval, ...] | Heat | Amount | Point | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell. `spoken` and `tip` are its words where they are "". `letters` are annotators by number, as badges."""

    text: str = ""
    spoken: str = ""
    tip: str = ""
    wanted: Wanted | None = None
    drawing: Drawing = None
    tone: Tone = ""
    letters: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `wide` takes the room that is left, at least `least`; of narrow charts the highest `drop` goes first.

    `named` is what a screen reader says of a head that shows no words. Lengths in pixels at 100 % text.
    """

    head: str = ""
    named: str = ""
    right: bool = False
    centred: bool = False
    wide: int = 0
    least: int = 0
    most: int = 0
    drop: int = 0
    axis: Axis | None = None
    letter: int = -1


@dataclass(frozen=True, slots=True)
class Line:
    """One row. A heading holds one cell, across all columns. `key` tells the row from others when figures change."""

    cells: tuple[Cell, ...]
    heading: bool = False
    key: str = ""


class Later(Sequence[Line]):
    """Many rows, none of them a heading, each made when it is looked at: of long lists few ever are.

    `keys` are the rows' own, `make` makes the row of a place. `widest` stand for all where columns get their widths.
    """

    def __init__(self, keys: Sequence[str], make: Callable[[int], Line], widest: Callable[[], Sequence[Line]]) -> None:
        self.keys, self._make, self._measure = keys, make, widest
        self._made: dict[int, Line] = {}
        self._widest: Sequence[Line] | None = None

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Line: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Line]: ...
    def __getitem__(self, place: int | slice) -> Line | Sequence[Line]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self.keys)))]
        if place not in self._made:
            if not -len(self.keys) <= place < len(self.keys):
                raise IndexError(place)
            self._made[place] = self._make(place % len(self.keys))
        return self._made[place]

    def widest(self) -> Sequence[Line]:
        """Return rows of which one has the longest words of each column."""
        if self._widest is None:
            self._widest = self._measure() if self.keys else ()
        return self._widest


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A chart's contents. `by_cell`: each cell is chosen by itself, else whole rows are. `high`: a row's height.

    `even`: of a grid by cell all columns but the first are alike, as in a map; else it is a table.
    """

    columns: tuple[Column, ...] = ()
    lines: Sequence[Line] = ()
    by_cell: bool = False
    even: bool = True
    high: int = 26
    headless: bool = False
    note: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return len(self.headings) == len(self.lines)

    @property
    def is_map(self) -> bool:
        """Whether it is a map of cells that are all alike."""
        return self.by_cell and self.even

    @property
    def headings(self) -> Sequence[int]:
        """The places of the rows that are headings."""
        if isinstance(self.lines, Later):
            return ()
        return [place for place, one in enumerate(self.lines) if one.heading]

    @property
    def widest(self) -> Sequence[Line]:
        """Rows of which one has the longest words of each column."""
        return self.lines.widest() if isinstance(self.lines, Later) else self.lines

    def place_of(self, key: str) -> int:
        """Return where the row with a key stands, -1 if nowhere."""
        if not key:
            return -1
        keys = self.lines.keys if isinstance(self.lines, Later) else [one.key for one in self.lines]
        return keys.index(key) if key in keys else -1


class GridModel(QAbstractTableModel):
    """A grid as Qt asks for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.grid = Grid()

    def show_grid(self, grid: Grid) -> None:
        """Show this grid and no other."""
        self.beginResetModel()
        self.grid = grid
        self.endResetModel()

    def cell(self, index: QModelIndex | QPersistentModelIndex) -> Cell | None:
        """Return a cell, None where there is none."""
        if not index.isValid() or index.row() >= len(self.grid.lines):
            return None
        cells = self.grid.lines[index.row()].cells
        return cells[index.column()] if index.column() < len(cells) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.grid.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.grid.columns)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Return that headings cannot be chosen."""
        if not index.isValid() or self.grid.lines[index.row()].heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the head of a column."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.grid.columns):
            return None
        column = self.grid.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return "" if column.axis is not None else column.head
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return column.named or column.head
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(column.named or column.head)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        return None

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows and says."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell.spoken or self._heard(index.column(), cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(cell.tip or cell.text)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(self.grid.columns[index.column()])
        return None

    def _heard(self, column: int, cell: Cell) -> str:
        head = self.grid.columns[column]
        name = head.named or head.head
        return f"{name}: {cell.text}" if name and cell.text else cell.text


def _side(column: Column) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignLeft
    if column.right:
        across = Qt.AlignmentFlag.AlignRight
    elif column.centred:
        across = Qt.AlignmentFlag.AlignHCenter
    return across | Qt.AlignmentFlag.AlignVCenter
