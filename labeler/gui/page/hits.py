"""A marked text on which a search shows its hits, and a command what it would label."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from labeler.domain.spans import Span
from labeler.gui.look import theme
from labeler.gui.page.geometry import Part
from labeler.gui.page.marked import MarkedText


class HitText(MarkedText):
    """Hits are underlined, the current one is framed too; a preview is framed in the colour of the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits: list[tuple[int, int]] = []
        self._hit: tuple[int, int] | None = None
        self._preview: list[tuple[int, int]] = []

    def set_article(self, text: str) -> None:
        """Show another article, without marks, hits and preview, from its beginning."""
        self._hits, self._hit, self._preview = [], None, []
        super().set_article(text)

    def show_hits(self, spans: Iterable[Span], current: Span | None = None) -> None:
        """Underline what a search found, and frame the current hit; none takes the lines away. The view stays."""
        self._hits = self._in_units(spans)
        self._hit = None if current is None else self._in_units([current])[0]
        self.viewport().update()

    def preview(self, spans: Sequence[Span]) -> None:
        """Frame what a command would label; none takes the frames away. The view stays."""
        self._preview = self._in_units(spans)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hits and preview over text and labels."""
        super().paintEvent(event)
        if self._hits or self._hit or self._preview:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_hits(painter, QRectF(event.rect()))
            painter.end()

    def _paint_hits(self, painter: QPainter, area: QRectF) -> None:
        look, s = theme.tokens(), self.scale
        for part in self._seen(self._hits, area):
            box = part.rect
            painter.fillRect(QRectF(box.left(), box.bottom() - 4 * s, box.width(), 2 * s), look.color("text"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.color("text"), 2 * s))
        for part in self._seen([] if self._hit is None else [self._hit], area):
            painter.drawRoundedRect(part.rect.adjusted(-3 * s, -1 * s, 3 * s, 1 * s), 2 * s, 2 * s)
        painter.setPen(QPen(look.color("focus"), 2 * s))
        for part in self._seen(self._preview, area):
            painter.drawRoundedRect(part.rect.adjusted(-3 * s, -1 * s, 3 * s, 1 * s), 3 * s, 3 * s)

    def _in_units(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        return sorted((self.map.to_units(span.start), self.map.to_units(span.end)) for span in spans)

    def _seen(self, extents: list[tuple[int, int]], area: QRectF) -> list[Part]:
        """Return the pieces of those extents (sorted) that may lie in a part of the viewport."""
        if not extents:
            return []
        low = self.unit_at(QPointF(0, area.top() - 40 * self.scale))
        high = self.unit_at(QPointF(area.right() + self.viewport().width(), area.bottom() + 40 * self.scale))
        # The one before may reach into sight; none further up can: they do not overlap.
        first = max(bisect_left(extents, (low, 0)) - 1, 0)
        out: list[Part] = []
        for start, end in extents[first:]:
            if start > high:
                break
            if end >= low:
                out += self.parts(start, end)
        return out
