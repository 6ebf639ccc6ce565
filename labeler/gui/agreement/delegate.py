"""How a cell of a chart is painted: what lies behind it, its drawing, its words, and the focus."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from labeler.gui.agreement import drawing
from labeler.gui.agreement.cells import Amount, Cell, Column, GridModel, Heat, Point
from labeler.gui.agreement.faces import face, fitting, wide
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import tokens

PADDING = 8


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of one table."""

    def __init__(self, table: QTableView, model: GridModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room that a cell's words and badges need."""
        cell = self._model.cell(index)
        return QSize(natural_width(cell) if cell is not None else 0, px(self._model.grid.high))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell."""
        grid, row, place = self._model.grid, index.row(), index.column()
        line, column = grid.lines[row], grid.columns[place]
        if place >= len(line.cells):
            return
        cell = line.cells[place]
        current = self._table.currentIndex()
        chosen = current.row() == row and (not grid.by_cell or current.column() == place)
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.heading:
            _draw_heading(painter, rect, cell)
        else:
            if not grid.by_cell:
                state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
                self._draw_ground(painter, rect, place, chosen=chosen, state=state)
            _draw_contents(painter, rect, cell, column)
            if chosen and self._table.hasFocus():
                self._draw_focus(painter, rect, place)
        painter.restore()

    def _draw_ground(
        self, painter: QPainter, rect: QRect, place: int, *, chosen: bool, state: QStyle.StateFlag
    ) -> None:
        look = tokens()
        # Many charts stand side by side: only the one with the focus shows its row in full.
        held = chosen and self._table.hasFocus()
        if held:
            painter.fillRect(rect, look.color("accentT"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("raised"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        if chosen and place == self._shown()[0]:
            active = held and self._table.isActiveWindow()
            bar = QRect(rect.left(), rect.top(), 3, rect.height() - 1)
            painter.fillRect(bar, look.color("accent" if active else "line2"))

    def _draw_focus(self, painter: QPainter, rect: QRect, place: int) -> None:
        painter.setPen(QPen(tokens().color("focus"), 2))
        if self._model.grid.by_cell:
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 3, 3)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawLine(rect.left(), rect.top() + 1, rect.right() + 1, rect.top() + 1)
        painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
        if place == self._shown()[0]:
            painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
        if place == self._shown()[-1]:
            painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())

    def _shown(self) -> list[int]:
        return [one for one in range(len(self._model.grid.columns)) if not self._table.isColumnHidden(one)]


def natural_width(cell: Cell) -> int:
    """Return the width at which nothing of a cell is cut."""
    size, bold = _look_of(cell)
    widest = max(wide(one, size, bold=bold) for one in cell.text.split("\n"))
    if isinstance(cell.drawing, Heat) and cell.drawing.below:
        widest = max(widest, wide(cell.drawing.below, 11))
    # Elided words need a pixel more than their advance.
    return widest + drawing.badges_width(cell.letters) + 2 * px(PADDING) + 2


def _draw_heading(painter: QPainter, rect: QRect, cell: Cell) -> None:
    look = tokens()
    painter.fillRect(rect, look.color("raised"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
    painter.setFont(face(11, bold=True))
    painter.setPen(look.color("text2"))
    painter.drawText(rect.adjusted(px(PADDING), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, cell.text)


def _draw_contents(painter: QPainter, rect: QRect, cell: Cell, column: Column) -> None:
    what = cell.drawing
    if isinstance(what, Heat):
        drawing.draw_heat(painter, QRectF(rect), what, cell.text, faint=cell.tone == "faint")
    elif isinstance(what, Point):
        drawing.draw_point(painter, QRectF(rect), what, cell.text)
    elif isinstance(what, Amount):
        drawing.draw_amount(painter, QRectF(rect.adjusted(px(4), 0, -px(4), 0)), what)
    elif isinstance(what, tuple) and column.axis is not None:
        drawing.draw_intervals(painter, QRectF(rect), column.axis, what)
    else:
        _draw_words(painter, rect.adjusted(px(PADDING), 0, -px(PADDING), 0), cell, column)


def _draw_words(painter: QPainter, room: QRect, cell: Cell, column: Column) -> None:
    look = tokens()
    if cell.letters:
        beyond = drawing.draw_badges(painter, QPointF(room.left(), room.center().y() + 0.5), cell.letters)
        room = room.adjusted(round(beyond) - room.left(), 0, 0, 0)
    size, bold = _look_of(cell)
    painter.setFont(face(size, bold=bold))
    painter.setPen(look.color({"faint": "text3", "soft": "text2"}.get(cell.tone, "text")))
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    side = Qt.AlignmentFlag.AlignHCenter if column.centred else side
    # Several lines stand one below the other: the two series of one row.
    lines = cell.text.split("\n")
    high = room.height() / len(lines)
    for number, text in enumerate(lines):
        place = QRectF(room.left(), room.top() + number * high, room.width(), high)
        fits = fitting(text, room.width(), size, bold=bold)
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fits)


def _look_of(cell: Cell) -> tuple[int, bool]:
    """Return the size of a cell's words, and whether they are bold."""
    return 12 if cell.tone == "soft" else 13, cell.tone == "strong"


class ChartHead(QHeaderView):
    """The heads of the columns: words, scales of interval bars, badges of annotators."""

    def __init__(self, model: GridModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        """Return the height of a line of text and its padding."""
        return QSize(super().sizeHint().width(), px(30) if self._badged() else px(28))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Draw the head of one column."""
        if not rect.isValid() or logicalIndex >= len(self._model.grid.columns):
            return
        look, column = tokens(), self._model.grid.columns[logicalIndex]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look.color("page" if self._badged() else "raised"))
        if not self._badged():
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line2"))
        if column.axis is not None:
            drawing.draw_ticks(painter, QRectF(rect), column.axis)
        else:
            self._draw_name(painter, rect, column)
        painter.restore()

    def _draw_name(self, painter: QPainter, rect: QRect, column: Column) -> None:
        padding = 2 if column.centred else px(PADDING)
        room = QRectF(rect.adjusted(padding, 0, -padding, 0))
        if column.letter >= 0:
            needed = drawing.badges_width((column.letter,)) + wide(column.head, 11, bold=True)
            room = QRectF(rect.adjusted(2, 0, -2, 0))
            left = room.left() + max((room.width() - needed) / 2, 0)
            room.setLeft(drawing.draw_badges(painter, QPointF(left, room.center().y()), (column.letter,)))
        painter.setFont(face(11, bold=True))
        painter.setPen(tokens().color("text2"))
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        side = Qt.AlignmentFlag.AlignHCenter if column.centred and column.letter < 0 else side
        fits = fitting(column.head, int(room.width()), 11, bold=True)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fits)

    def _badged(self) -> bool:
        return any(one.letter >= 0 for one in self._model.grid.columns) or self._model.grid.by_cell
