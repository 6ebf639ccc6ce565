"""Spans: `[start, end)` in Unicode code points of an article's text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from labeler.domain.errors import LabelerError, sentence

BAD_SPAN = sentence("bad_span", "The characters {start} to {end} are no span of a text of {length} characters.")
EMPTY_SPAN = sentence("empty_span", "The characters {start} to {end} are no span: it has to begin before it ends.")
BLANK_SPAN = sentence("blank_span", "There is nothing but white space between the characters {start} and {end}.")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points, `0 <= start < end`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise LabelerError(EMPTY_SPAN, start=self.start, end=self.end)

    def __len__(self) -> int:
        """Return the number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the words of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether both share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether the other lies in this one (or is the same)."""
        return self.start <= other.start and other.end <= self.end

    def gap(self, other: Span) -> int:
        """Return the number of characters between both; 0 if they touch or overlap."""
        return max(0, other.start - self.end, self.start - other.end)


class Cover:
    """What many spans cover together, asked quickly whether it reaches into another span.

    `spans` are its parts: disjoint, in order.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        disjoint = merged(list(spans))
        self.spans = tuple(disjoint)
        self._starts = [one.start for one in disjoint]
        self._ends = [one.end for one in disjoint]

    def touches(self, span: Span) -> bool:
        """Tell whether any of them overlaps a span."""
        return self.overlaps(span.start, span.end)

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether any of them overlaps [start, end)."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end

    def holds(self, point: int) -> bool:
        """Tell whether any of them holds the character at a point."""
        at = bisect_right(self._ends, point)
        return at < len(self._starts) and self._starts[at] <= point


def iou(a: Span, b: Span) -> float:
    """Return intersection over union in characters, 0 to 1."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return max(0, common) / (len(a) + len(b) - max(0, common))


def check(span: Span, text: str) -> Span:
    """Return the span if it lies in the text and holds more than white space.

    Raises:
        LabelerError: `bad_span` beyond the end, `blank_span` for white space alone.
    """
    if span.end > len(text):
        raise LabelerError(BAD_SPAN, start=span.start, end=span.end, length=len(text))
    if span.of(text).isspace():
        raise LabelerError(BLANK_SPAN, start=span.start, end=span.end)
    return span


def trim(span: Span, text: str) -> Span | None:
    """Return the span without white space at its ends, None where nothing is left."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = span.end - (len(words) - len(words.rstrip()))
    return Span(start, end) if start < end else None


def merged(spans: list[Span]) -> list[Span]:
    """Return the union as disjoint spans in order; spans that touch become one."""
    out: list[Span] = []
    for span in sorted(spans, key=attrgetter("start")):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out
