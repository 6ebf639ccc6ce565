"""The overview strip: where labels and suggestions are, and which part is in view. A click scrolls there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from labeler.gui.look.theme import themes, tokens
from labeler.gui.page.surface import STRIP_WIDTH

_CELL = 3
_FILLED_RUN = re.compile(b"\1+")
PAUSE_MS = 100

# Start and end as shares of the text, 0 to 1, and whether it is a suggestion.
Share: TypeAlias = tuple[float, float, bool]


class OverviewStrip(QWidget):
    """16 pixels wide; it serves the mouse alone: the keyboard has the text itself, so it takes no focus."""

    asked = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks: list[Share] = []
        self._source: Callable[[], Iterable[Share]] = tuple
        self._picture: QPixmap | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._draw_anew)
        self._view = (0.0, 1.0)
        self.setAccessibleName(self.tr("Overview"))
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        themes().changed.connect(self._draw_anew)

    def show_marks(self, marks: Callable[[], Iterable[Share]]) -> None:
        """Show the marks that `marks` gives; it is asked after a pause: that costs more than a key press may."""
        self._source = marks
        self._pause.start(PAUSE_MS)

    def add_mark(self, mark: Share) -> None:
        """Show one mark more."""
        self._marks.append(mark)
        if self._picture is not None:
            painter = QPainter(self._picture)
            self._draw(painter, [mark])
            painter.end()
        self.update()

    def show_view(self, start: float, end: float) -> None:
        """Frame the part in view, in shares of the text."""
        if (start, end) != self._view:
            self._view = (start, end)
            self.update()

    def sizeHint(self) -> QSize:
        """Return the width of the strip."""
        return QSize(STRIP_WIDTH, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew at the new height."""
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, labels, suggestions and the frame."""
        look = tokens()
        painter = QPainter(self)
        if self._picture is None:
            self._picture = self._drawn()
        painter.drawPixmap(0, 0, self._picture)
        top, foot = (share * self.height() for share in self._view)
        if foot - top < self.height():  # a frame around all of it would say nothing
            painter.setPen(QPen(look.color("text2"), 1.5))
            painter.drawRect(QRectF(0.75, top + 0.75, self.width() - 1.5, max(foot - top - 1.5, 8)))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the place that was pressed."""
        self._ask(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow a drag."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._ask(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        event.accept()

    def _ask(self, point: QPointF) -> None:
        self.asked.emit(min(max(point.y() / max(self.height(), 1), 0.0), 1.0))

    def _draw_anew(self) -> None:
        self._pause.stop()
        self._marks = list(self._source())
        self._picture = None
        self.update()

    def _drawn(self) -> QPixmap:
        look, ratio = tokens(), self.devicePixelRatioF()
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.fillRect(self.rect(), look.color("window"))
        painter.fillRect(0, 0, 1, self.height(), look.color("line"))
        self._draw(painter, self._marks)
        painter.end()
        return picture

    def _draw(self, painter: QPainter, marks: list[Share]) -> None:
        height = self.height()
        labels, suggestions = bytearray(height + _CELL), bytearray(height + _CELL)
        # Of tens of thousands, many fall on the same rows.
        for top, foot, suggested in {(int(start * height), int(end * height), how) for start, end, how in marks}:
            size = max(foot - top, _CELL)  # at least so many that the shortest is seen
            (suggestions if suggested else labels)[top : top + size] = b"\1" * size
        colour = tokens().color("claimL")
        for top, size in _runs(labels):
            painter.fillRect(QRectF(3, top, 5, size), colour)
        painter.setPen(QPen(colour, 1))
        for top, size in _runs(suggestions):
            painter.drawRect(QRectF(9.5, top + 0.5, 4, max(size - 1, 2)))


def _runs(cells: bytearray) -> list[tuple[int, int]]:
    """Return the runs of filled rows as (top, height)."""
    return [(found.start(), len(found.group())) for found in _FILLED_RUN.finditer(cells)]
