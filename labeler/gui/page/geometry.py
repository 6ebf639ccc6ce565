"""Rectangles of a span on the page: one for each part of a line, also in right-to-left text.

`line` rectangles are in the coordinates of the viewport; heights are ascent + descent, so the gap that Qt leaves under
each line stays free for lanes and tags.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LEAST = 0.5
# Qt rounds the width of a line up: a blank at its end keeps up to a pixel.
_THIN = 1.5
_END = attrgetter("end")


class Shape:
    """One line of a paragraph, in lengths from the paragraph's corner: Qt is asked once for each of them.

    It keeps figures alone: what Qt calls a line dies with the text.
    """

    __slots__ = ("_rects", "bidi", "box", "column", "end", "start")

    def __init__(self, line: QTextLine, *, bidi: bool) -> None:
        natural = line.naturalTextRect()
        self.bidi = bidi
        self.start = line.textStart()
        self.end = self.start + line.textLength()
        self.box = QRectF(natural.left(), line.y(), natural.width(), line.ascent() + line.descent())
        self.column = line.x() + line.width()
        self._rects: dict[tuple[int, int], list[QRectF]] = {}

    def rects(self, block: QTextBlock, number: int, start: int, end: int) -> list[QRectF]:
        """Return the boxes of `[start, end)`; white space that hangs over the wrapped line's end is left out."""
        found = self._rects.get((start, end))
        if found is None:
            layout = layout_of(block)
            if layout is None:
                return []
            line, box = layout.lineAt(number), self.box
            found = self._rects[start, end] = []
            for left, right in _runs(line, start, end) if self.bidi else [_ends(line, start, end)]:
                a, b = max(left, box.left()), min(right, box.right())
                if b - a >= _THIN:
                    found.append(QRectF(a, box.top(), b - a, box.height()))
        return found


@dataclass(frozen=True, slots=True)
class Line:
    """One line as laid out: `[start, end)` in units of its paragraph, its box and the right end of the column.

    The block is kept, not its layout: a wrapper that outlives what it wraps is taken for what Qt makes in its place.
    """

    number: int
    start: int
    end: int
    box: QRectF
    column: float
    shape: Shape
    block: QTextBlock
    origin: QPointF

    def parts(self, start: int, end: int) -> list[Part]:
        """Return the pieces of what the line holds of `[start, end)`."""
        a, b = max(start, self.start), min(end, self.end)
        origin = self.origin
        return [Part(box.translated(origin), self, a, b) for box in self.shape.rects(self.block, self.number, a, b)]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a span on one line, where the span holds `[start, end)` in units of the paragraph."""

    rect: QRectF
    line: Line
    start: int
    end: int

    def leading(self) -> float:
        """Return where the span's first character on the line begins: at its right side in right-to-left text."""
        return self._edge(self.start, first=True)

    def trailing(self) -> float:
        """Return where the span's last character on the line ends: at its left side in right-to-left text."""
        return self._edge(self.end - 1, first=False)

    def _edge(self, at: int, *, first: bool) -> float:
        if not self.line.shape.bidi:
            return self.rect.left() if first else self.rect.right()
        layout = layout_of(self.line.block)
        if layout is None:
            return self.rect.left() if first else self.rect.right()
        line = layout.lineAt(self.line.number)
        # The first unit of a pair bears its glyph.
        runs = line.glyphRuns(at, 1) or line.glyphRuns(max(at - 1, 0), 2)
        if not runs:
            return self.rect.left() if first else self.rect.right()
        box, backwards = runs[0].boundingRect(), runs[0].isRightToLeft()
        return self.line.origin.x() + (box.left() if backwards != first else box.right())


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph's lines that lie in sight; `start` is its position in the document."""

    number: int
    start: int
    lines: list[Line]

    def parts(self, start: int, end: int) -> list[Part]:
        """Return the pieces of `[start, end)`, in units of the paragraph, in the order of lines."""
        out: list[Part] = []
        for at in range(bisect_right(self.lines, start, key=_END), len(self.lines)):
            line = self.lines[at]
            if line.start >= end:
                break
            out += line.parts(start, end)
        return out


class Shapes:
    """The lines of paragraphs as laid out, kept until they are laid out anew."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[QRectF, int, dict[int, Shape]]] = {}

    def forget(self) -> None:
        """Keep nothing: the text, its size or its width is another."""
        self._kept.clear()

    def paragraph(self, block: QTextBlock, origin: QPointF, top: float, bottom: float, *, bidi: bool) -> Paragraph:
        """Return a paragraph with its lines between `top` and `bottom` (viewport); `origin` is its upper left corner.

        `bidi` says that text of both directions may stand in it: its pieces are then looked up glyph by glyph. A
        paragraph that is not laid out, as one that is folded away, has no lines.
        """
        number, layout = block.blockNumber(), layout_of(block)
        if layout is None:
            return Paragraph(number, block.position(), [])
        whole, count = layout.boundingRect(), layout.lineCount()
        kept = self._kept.get(number)
        if kept is None or kept[0] != whole or kept[1] != count:
            kept = self._kept[number] = whole, count, {}
        return Paragraph(number, block.position(), _lines(block, kept[2], origin, top, bottom, bidi=bidi))


def layout_of(block: QTextBlock) -> QTextLayout | None:
    """Return how a paragraph is laid out; None for one that is in no document (any more)."""
    # Qt's stubs know no paragraph without one.
    return cast("QTextLayout | None", block.layout()) if block.isValid() else None


def has_right_to_left(text: str) -> bool:
    """Tell whether some of a text runs from right to left."""
    return not text.isascii() and _RTL.search(text) is not None


def line_heights(layout: QTextLayout, top: float, y: float) -> tuple[float, float] | None:
    """Return where the text of a line begins and ends: of that to which a height belongs, gap included; None without.

    `top` is the height of the paragraph's upper edge.
    """
    low, high = 0, layout.lineCount()
    if not high:
        return None
    while high - low > 1:  # the last line that begins at or above the height
        middle = (low + high) // 2
        if top + layout.lineAt(middle).y() <= y:
            low = middle
        else:
            high = middle
    shape = layout.lineAt(low)
    return top + shape.y(), top + shape.y() + shape.ascent() + shape.descent()


def _lines(
    block: QTextBlock, shapes: dict[int, Shape], origin: QPointF, top: float, bottom: float, *, bidi: bool
) -> list[Line]:
    lines: list[Line] = []
    layout = block.layout()
    x, corner, count = origin.x(), origin.y(), layout.lineCount()
    low, high = 0, count
    while low < high:  # the first line whose foot is below the top
        middle = (low + high) // 2
        line = layout.lineAt(middle)
        if corner + line.y() + line.height() < top:
            low = middle + 1
        else:
            high = middle
    for number in range(low, count):
        shape = shapes.get(number)
        if shape is None:
            shape = shapes[number] = Shape(layout.lineAt(number), bidi=bidi)
        box = shape.box.translated(x, corner)
        if box.top() > bottom:
            break
        lines.append(Line(number, shape.start, shape.end, box, x + shape.column, shape, block, origin))
    return lines


def _ends(line: QTextLine, start: int, end: int) -> tuple[float, float]:
    # Qt's stubs call the pair of (x, position) an object.
    a, b = (cast("tuple[float, int]", line.cursorToX(at))[0] for at in (start, end))
    return (a, b) if a <= b else (b, a)


def _runs(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """Return the visual pieces in mixed directions: neighbours in the text need not be neighbours on the line.

    The glyphs are asked: between two directions a place in the text has two places on the line.
    """
    boxes = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    pieces: list[tuple[float, float]] = []
    for left, right in sorted((box.left(), box.right()) for box in boxes):
        if pieces and left <= pieces[-1][1] + _LEAST:
            pieces[-1] = (pieces[-1][0], max(right, pieces[-1][1]))
        else:
            pieces.append((left, right))
    return pieces
