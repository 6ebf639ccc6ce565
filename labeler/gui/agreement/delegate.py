"""How a cell of a chart is painted: what lies behind it, its drawing, its words, and the focus."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from labeler.gui.agreement import drawing
from labeler.gui.agreement.cells import CELL, Amount, Cell, Column, GridModel, Heat, Point
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import tokens

PADDING = 8


class CellDelegate(QStyledItemDelegate):
    """Paints the cells of one table."""

    def __init__(self, table: QTableView, model: GridModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room that a cell's words and badges need."""
        cell: Cell | None = index.data(CELL)
        return QSize(natural_width(cell) if cell is not None else 0, px(self._model.grid.high))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell."""
        cell: Cell | None = index.data(CELL)
        if cell is None:
            return
        line, column = self._model.grid.lines[index.row()], self._model.grid.columns[index.column()]
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.heading:
            _draw_heading(painter, rect, cell)
        else:
            self._draw_ground(painter, rect, index, hover=bool(state & QStyle.StateFlag.State_MouseOver))
            _draw_contents(painter, rect, cell, column)
        self._draw_focus(painter, rect, index)
        painter.restore()

    def _chosen(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        current = self._table.currentIndex()
        return current.row() == index.row() and (not self._model.grid.by_cell or current.column() == index.column())

    def _draw_ground(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, *, hover: bool
    ) -> None:
        look = tokens()
        if self._model.grid.by_cell:
            return
        # Many charts stand side by side: only the one with the focus shows its row in full.
        held = self._table.hasFocus()
        if self._chosen(index) and held:
            painter.fillRect(rect, look.color("accentT"))
        elif hover:
            painter.fillRect(rect, look.color("raised"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        if self._chosen(index) and self._first(index):
            active = held and self._table.isActiveWindow()
            bar = QRect(rect.left(), rect.top(), 3, rect.height() - 1)
            painter.fillRect(bar, look.color("accent" if active else "line2"))

    def _draw_focus(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        if not self._chosen(index):
            return
        look, held = tokens(), self._table.hasFocus()
        if self._model.grid.by_cell:
            if held:
                painter.setPen(QPen(look.color("focus"), 2))
                painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -2, -2), 3, 3)
        elif held:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawLine(rect.left(), rect.top() + 1, rect.right() + 1, rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom(), rect.right() + 1, rect.bottom())
            if self._first(index):
                painter.drawLine(rect.left() + 1, rect.top(), rect.left() + 1, rect.bottom())
            if index.column() == self._last():
                painter.drawLine(rect.right(), rect.top(), rect.right(), rect.bottom())

    def _first(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        return not any(not self._table.isColumnHidden(one) for one in range(index.column()))

    def _last(self) -> int:
        count = len(self._model.grid.columns)
        return max((one for one in range(count) if not self._table.isColumnHidden(one)), default=0)


def natural_width(cell: Cell) -> int:
    """Return the width at which nothing of a cell is cut."""
    metrics = QFontMetrics(_font(cell))
    wide = max(metrics.horizontalAdvance(one) for one in cell.text.split("\n"))
    if isinstance(cell.drawing, Heat) and cell.drawing.below:
        wide = max(wide, QFontMetrics(ui_font(11, tabular=True)).horizontalAdvance(cell.drawing.below))
    # Elided words need a pixel more than their advance.
    return wide + drawing.badges_width(cell.letters) + 2 * px(PADDING) + 2


def _draw_heading(painter: QPainter, rect: QRect, cell: Cell) -> None:
    look = tokens()
    painter.fillRect(rect, look.color("raised"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
    painter.setFont(ui_font(11, bold=True))
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
    painter.setFont(_font(cell))
    painter.setPen(look.color({"faint": "text3", "soft": "text2"}.get(cell.tone, "text")))
    side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    side = Qt.AlignmentFlag.AlignHCenter if column.centred else side
    # Several lines stand one below the other: the two series of one row.
    lines = cell.text.split("\n")
    high = room.height() / len(lines)
    for number, text in enumerate(lines):
        place = QRectF(room.left(), room.top() + number * high, room.width(), high)
        fits = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fits)


def _font(cell: Cell) -> QFont:
    size = 12 if cell.tone == "soft" else 13
    return ui_font(size, bold=cell.tone == "strong", tabular=True)


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
        font = ui_font(11, bold=True)
        metrics = QFontMetrics(font)
        if column.letter >= 0:
            wide = drawing.badges_width((column.letter,)) + metrics.horizontalAdvance(column.head)
            room = QRectF(rect.adjusted(2, 0, -2, 0))
            left = room.left() + max((room.width() - wide) / 2, 0)
            room.setLeft(drawing.draw_badges(painter, QPointF(left, room.center().y()), (column.letter,)))
        painter.setFont(font)
        painter.setPen(tokens().color("text2"))
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        side = Qt.AlignmentFlag.AlignHCenter if column.centred and column.letter < 0 else side
        fits = metrics.elidedText(column.head, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, fits)

    def _badged(self) -> bool:
        return any(one.letter >= 0 for one in self._model.grid.columns) or self._model.grid.by_cell
