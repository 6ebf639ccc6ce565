"""The heads of a chart's columns: words, scales of interval bars, badges of annotators."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView

from labeler.gui.agreement import drawing
from labeler.gui.agreement.cells import Column, GridModel
from labeler.gui.agreement.faces import wide
from labeler.gui.agreement.ink import Ink, Side
from labeler.gui.agreement.rows import PADDING
from labeler.gui.look.fonts import px


class ChartHead(QHeaderView):
    """Shows the columns of a model's grid."""

    def __init__(self, model: GridModel, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        """Return the height of a line of text and its padding."""
        return QSize(px(120), px(30) if self._badged() else px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the heads of all columns at one go."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink, badged = Ink(painter), self._badged()
        width, high = self.viewport().width(), self.viewport().height()
        ink.fill(0, 0, width, high, "page" if badged else "raised")
        if not badged:
            ink.fill(0, high - 1, width, 1, "line2")
        for number, column in enumerate(self._model.grid.columns):
            if self.isSectionHidden(number):
                continue
            rect = QRect(self.sectionViewportPosition(number), 0, self.sectionSize(number), high)
            if column.axis is not None:
                drawing.draw_ticks(ink, rect, column.axis)
            else:
                _write_name(ink, rect, column)
        painter.end()

    def _badged(self) -> bool:
        grid = self._model.grid
        return grid.is_map or any(one.letter >= 0 for one in grid.columns)


def _write_name(ink: Ink, rect: QRect, column: Column) -> None:
    left, top, width, high = rect.left(), rect.top(), rect.width(), rect.height()
    padding = 2 if column.centred else px(PADDING)
    side: Side = "centre" if column.centred else "right" if column.right else "left"
    start, room = left + padding, width - 2 * padding
    if column.letter >= 0:
        needed = drawing.badges_width((column.letter,)) + wide(column.head, 11, bold=True)
        begin = left + 2 + max((width - 4 - needed) / 2, 0)
        start = round(drawing.draw_badges(ink, begin, top + high / 2, (column.letter,)))
        room, side = left + width - 2 - start, "left"
    ink.write(column.head, start, top, room, high, size=11, bold=True, hue="text2", side=side)
