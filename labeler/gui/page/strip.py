"""The overview strip: where labels and suggestions are, and which part is in view. A click scrolls there."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from labeler.gui.look.theme import themes, tokens
from labeler.gui.page.surface import STRIP_WIDTH

_CELL = 3


class OverviewStrip(QWidget):
    """16 pixels wide; it serves the mouse alone: the keyboard has the text itself, so it takes no focus."""

    asked = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks: list[tuple[float, float, bool]] = []
        self._rows: tuple[int, set[int], set[int]] | None = None
        self._view = (0.0, 1.0)
        self.setAccessibleName(self.tr("Overview"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        themes().changed.connect(self.update)

    def show_marks(self, marks: Iterable[tuple[float, float, bool]]) -> None:
        """Show marks as shares of the text: (start, end, suggested)."""
        self._marks = list(marks)
        self._rows = None
        self.update()

    def add_mark(self, start: float, end: float, suggested: bool) -> None:
        """Show one mark more."""
        self._marks.append((start, end, suggested))
        if self._rows is not None:
            height, labels, suggestions = self._rows
            (suggestions if suggested else labels).update(_cells(start, end, height))
        self.update()

    def show_view(self, start: float, end: float) -> None:
        """Frame the part in view, in shares of the text."""
        if (start, end) != self._view:
            self._view = (start, end)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the strip."""
        return QSize(STRIP_WIDTH, 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, labels, suggestions and the frame."""
        look = tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("window"))
        painter.fillRect(0, 0, 1, self.height(), look.color("line"))
        labels, suggestions = self._cells_now()
        for top, height in _runs(labels):
            painter.fillRect(QRectF(3, top, 5, height), look.color("claimL"))
        painter.setPen(QPen(look.color("claimL"), 1))
        for top, height in _runs(suggestions):
            painter.drawRect(QRectF(9.5, top + 0.5, 4, max(height - 1, 2)))
        painter.setPen(QPen(look.color("text2"), 1.5))
        top, foot = (share * self.height() for share in self._view)
        painter.drawRect(QRectF(0.75, top + 0.75, self.width() - 1.5, max(foot - top - 1.5, 8)))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the place that was pressed."""
        self._ask(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event.position())

    def _ask(self, point: QPointF) -> None:
        self.asked.emit(min(max(point.y() / max(self.height(), 1), 0.0), 1.0))

    def _cells_now(self) -> tuple[set[int], set[int]]:
        height = self.height()
        if self._rows is None or self._rows[0] != height:
            labels, suggestions = set[int](), set[int]()
            for start, end, suggested in self._marks:
                (suggestions if suggested else labels).update(_cells(start, end, height))
            self._rows = (height, labels, suggestions)
        return self._rows[1], self._rows[2]


def _cells(start: float, end: float, height: int) -> range:
    """Return the rows of pixels that a mark fills: at least 3, so that the shortest is seen."""
    top = int(start * height)
    return range(top, max(int(end * height), top + _CELL))


def _runs(cells: set[int]) -> list[tuple[int, int]]:
    """Return neighbouring rows as (top, height)."""
    out: list[tuple[int, int]] = []
    for row in sorted(cells):
        if out and out[-1][0] + out[-1][1] == row:
            out[-1] = (out[-1][0], out[-1][1] + 1)
        else:
            out.append((row, 1))
    return out
