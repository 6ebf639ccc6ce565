"""How the rows of a chart are painted: the ground, drawings, words, and the focus.

All cells in sight are painted at one go: a call of a delegate's for each would take longer than its words do.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QTableView

from labeler.gui.agreement import drawing
from labeler.gui.agreement.cells import Amount, Cell, Column, Grid, Heat, Line, Point
from labeler.gui.agreement.faces import wide
from labeler.gui.agreement.ink import Ink, Side
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import tokens

PADDING = 8
_TONES = {"faint": "text3", "soft": "text2"}


class State(NamedTuple):
    """Which row and cell are the current ones and below the pointer, -1 for none, and whether the table has the focus.

    `active`: so has its window.
    """

    row: int
    column: int
    over: tuple[int, int]
    focused: bool
    active: bool


class Place(NamedTuple):
    """A column that is shown, and where."""

    number: int
    column: Column
    left: int
    width: int


def paint_rows(painter: QPainter, table: QTableView, grid: Grid, state: State, exposed: QRect) -> None:
    """Paint the rows that stand in a rectangle of the viewport."""
    places = [
        Place(number, column, table.columnViewportPosition(number), table.columnWidth(number))
        for number, column in enumerate(grid.columns)
        if not table.isColumnHidden(number)
    ]
    first, last = table.rowAt(max(exposed.top(), 0)), table.rowAt(exposed.bottom())
    if first < 0 or not places:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ink = Ink(painter)
    across = places[-1].left + places[-1].width
    for row in range(first, (len(grid.lines) - 1 if last < 0 else last) + 1):
        line, top, high = grid.lines[row], table.rowViewportPosition(row), table.rowHeight(row)
        if line.heading:
            _paint_heading(ink, QRect(places[0].left, top, across - places[0].left, high), line.cells[0])
            continue
        if not grid.is_map:
            _paint_ground(ink, places, row, QRect(0, top, across, high), state)
        seen = [one for one in places if one.left <= exposed.right() and one.left + one.width >= exposed.left()]
        _paint_cells(ink, seen, line, top, high)
    if state.focused and state.row >= 0:
        top, high = table.rowViewportPosition(state.row), table.rowHeight(state.row)
        held = [one for one in places if one.number == state.column] if grid.by_cell else places
        if held:
            area = QRect(QPoint(held[0].left, top), QPoint(held[-1].left + held[-1].width - 1, top + high - 1))
            _paint_focus(painter, area, rounded=grid.by_cell)


def natural_width(cell: Cell) -> int:
    """Return the width at which nothing of a cell is cut."""
    size, bold = _look_of(cell)
    text = cell.text
    widest = (
        max(wide(one, size, bold=bold) for one in text.split("\n")) if "\n" in text else wide(text, size, bold=bold)
    )
    if isinstance(cell.drawing, Heat) and cell.drawing.below:
        widest = max(widest, wide(cell.drawing.below, 11))
    # Elided words need a pixel more than their advance.
    return widest + drawing.badges_width(cell.letters) + 2 * px(PADDING) + 2


def _paint_ground(ink: Ink, places: list[Place], row: int, band: QRect, state: State) -> None:
    left, top, high = places[0].left, band.top(), band.height()
    width = band.width() - left
    # Many charts stand side by side: only the one with the focus shows its row in full.
    if row == state.row and state.focused:
        ink.fill(left, top, width, high, "accentT")
    elif row == state.over[0]:
        for one in places:
            if one.number == state.over[1]:
                ink.fill(one.left, top, one.width, high, "raised")
    ink.fill(left, top + high - 1, width, 1, "line")
    if row == state.row:
        ink.fill(left, top, 3, high - 1, "accent" if state.focused and state.active else "line2")


def _paint_heading(ink: Ink, rect: QRect, cell: Cell) -> None:
    left, top, width, high = rect.left(), rect.top(), rect.width(), rect.height()
    ink.fill(left, top, width, high, "raised")
    ink.fill(left, top + high - 1, width, 1, "line")
    ink.write(cell.text, left + px(PADDING), top, width - px(PADDING), high, size=11, bold=True, hue="text2")


def _paint_cells(ink: Ink, places: list[Place], line: Line, top: int, high: int) -> None:
    for number, column, left, width in places:
        if number >= len(line.cells):
            continue
        cell = line.cells[number]
        what = cell.drawing
        if what is None:
            _write_cell(ink, QRect(left, top, width, high), cell, column)
        elif isinstance(what, Heat):
            drawing.draw_heat(ink, QRect(left, top, width, high), what, cell.text, faint=cell.tone == "faint")
        elif isinstance(what, Point):
            drawing.draw_point(ink, QRect(left, top, width, high), what, cell.text)
        elif isinstance(what, Amount):
            drawing.draw_amount(ink, QRect(left + px(4), top, width - 2 * px(4), high), what)
        elif column.axis is not None:
            drawing.draw_intervals(ink, QRect(left, top, width, high), column.axis, what)


def _write_cell(ink: Ink, rect: QRect, cell: Cell, column: Column) -> None:
    if not cell.text and not cell.letters:
        return
    left, top, width, high = rect.left(), rect.top(), rect.width(), rect.height()
    left, width = left + px(PADDING), width - 2 * px(PADDING)
    if cell.letters:
        beyond = round(drawing.draw_badges(ink, left, top + high // 2, cell.letters))
        left, width = beyond, width - (beyond - left)
    size, bold = _look_of(cell)
    hue = _TONES.get(cell.tone, "text")
    side: Side = "centre" if column.centred else "right" if column.right else "left"
    # Several lines stand one below the other: the two series of one row.
    texts = cell.text.split("\n")
    each = high / len(texts)
    for place, text in enumerate(texts):
        ink.write(text, left, top + place * each, width, each, size=size, bold=bold, hue=hue, side=side)


def _paint_focus(painter: QPainter, area: QRect, *, rounded: bool) -> None:
    painter.setPen(QPen(tokens().color("focus"), 2))
    if rounded:
        painter.drawRoundedRect(QRectF(area).adjusted(2, 2, -2, -2), 3, 3)
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawRect(area.adjusted(1, 1, 0, 0))


def _look_of(cell: Cell) -> tuple[int, bool]:
    """Return the size of a cell's words, and whether they are bold."""
    return 12 if cell.tone == "soft" else 13, cell.tone == "strong"
