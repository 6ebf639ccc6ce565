"""Rectangles of a span on the page: one for each part of a line, also in right-to-left text.

`line` rectangles are in the coordinates of the viewport; heights are ascent + descent, so the gap that Qt leaves under
each line stays free for lanes and tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextLayout, QTextLine

_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_LEAST = 0.5
# Qt rounds the width of a line up: a blank at its end keeps up to a pixel.
_THIN = 1.5


@dataclass(frozen=True, slots=True)
class Line:
    """One line as laid out: `[start, end)` in units of its paragraph, its box and the right end of the column."""

    number: int
    start: int
    end: int
    box: QRectF
    column: float
    bidi: bool
    shape: QTextLine
    origin: QPointF


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
        if not self.line.bidi:
            return self.rect.left() if first else self.rect.right()
        # The first unit of a pair bears its glyph.
        runs = self.line.shape.glyphRuns(at, 1) or self.line.shape.glyphRuns(max(at - 1, 0), 2)
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
        for line in self.lines:
            if line.start < end and start < line.end:
                a, b = max(start, line.start), min(end, line.end)
                out += [Part(rect, line, a, b) for rect in _rects(line, a, b)]
        return out


def paragraph(block: QTextBlock, origin: QPointF, top: float, bottom: float, *, bidi: bool) -> Paragraph:
    """Return a paragraph with its lines between `top` and `bottom` (viewport); `origin` is its upper left corner.

    `bidi` says that text of both directions may stand in it: its pieces are then looked up character by character.
    """
    return Paragraph(block.blockNumber(), block.position(), _lines(block.layout(), origin, top, bottom, bidi=bidi))


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


def _lines(layout: QTextLayout, origin: QPointF, top: float, bottom: float, *, bidi: bool) -> list[Line]:
    lines: list[Line] = []
    low, high = 0, layout.lineCount()
    while low < high:  # the first line whose foot is below the top
        middle = (low + high) // 2
        shape = layout.lineAt(middle)
        if origin.y() + shape.y() + shape.height() < top:
            low = middle + 1
        else:
            high = middle
    for number in range(low, layout.lineCount()):
        shape = layout.lineAt(number)
        y = origin.y() + shape.y()
        if y > bottom:
            break
        natural = shape.naturalTextRect()
        box = QRectF(origin.x() + natural.left(), y, natural.width(), shape.ascent() + shape.descent())
        start = shape.textStart()
        column = origin.x() + shape.x() + shape.width()
        lines.append(Line(number, start, start + shape.textLength(), box, column, bidi, shape, origin))
    return lines


def _rects(line: Line, start: int, end: int) -> list[QRectF]:
    """Return the boxes of `[start, end)`; white space that hangs over the wrapped line's end is left out."""
    if not line.bidi:
        left, right = (_cursor_x(line, at) for at in (start, end))
        pieces = [(min(left, right), max(left, right))]
    else:
        pieces = _runs(line, start, end)
    out: list[QRectF] = []
    for left, right in pieces:
        a, b = max(left, line.box.left()), min(right, line.box.right())
        if b - a >= _THIN:
            out.append(QRectF(a, line.box.top(), b - a, line.box.height()))
    return out


def _runs(line: Line, start: int, end: int) -> list[tuple[float, float]]:
    """Return the visual pieces in mixed directions: neighbours in the text need not be neighbours on the line.

    The glyphs are asked: between two directions a place in the text has two places on the line.
    """
    boxes = [run.boundingRect() for run in line.shape.glyphRuns(start, end - start)]
    pieces: list[tuple[float, float]] = []
    for left, right in sorted((box.left() + line.origin.x(), box.right() + line.origin.x()) for box in boxes):
        if pieces and left <= pieces[-1][1] + _LEAST:
            pieces[-1] = (pieces[-1][0], max(right, pieces[-1][1]))
        else:
            pieces.append((left, right))
    return pieces


def _cursor_x(line: Line, at: int) -> float:
    # Qt's stubs call the pair of (x, position) an object.
    found = cast("tuple[float, int]", line.shape.cursorToX(at))
    return line.origin.x() + found[0]
