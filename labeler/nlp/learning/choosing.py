"""Choosing among spans that want the same words: the best first, and nothing that shares much with what was chosen."""

from __future__ import annotations

from collections.abc import Sequence

from labeler.nlp.learning.linear import Floats
from labeler.nlp.learning.spans import Span
from labeler.nlp.learning.table import Table

_SHARED = 0.25
_NEARLY = 0.7
_HALF = 0.5


def choose(
    paragraphs: Sequence[tuple[Table, Sequence[Span]]], quality: Floats, border: Floats, threshold: float
) -> list[tuple[int, int]]:
    """Return (paragraph, number of the span in the article) of what is chosen, the best of each paragraph first.

    `quality` and `border` are of the article's spans in their order; below `threshold` quality nothing is chosen.
    """
    out: list[tuple[int, int]] = []
    offset = 0
    for number, (table, spans) in enumerate(paragraphs):
        e = quality[offset : offset + len(spans)].tolist()
        b = border[offset : offset + len(spans)].tolist()
        out += [(number, offset + i) for i in choose_one(table, spans, e, b, threshold)]
        offset += len(spans)
    return out


def choose_one(
    table: Table, spans: Sequence[Span], quality: Sequence[float], border: Sequence[float], threshold: float
) -> list[int]:
    """Return the numbers of the spans of one paragraph that are chosen, the best first.

    A span a little below the threshold is chosen where it keeps one out that is above and means the same words.
    """
    order = sorted(
        (i for i in range(len(spans)) if quality[i] >= _NEARLY * threshold),
        key=lambda i: (-quality[i] * (1 + border[i]), i),
    )
    kept: dict[int, bool] = {}
    for i in order:
        rival = next((j for j in kept if _shares(table, spans[i], spans[j])), None)
        if rival is None:
            kept[i] = quality[i] >= threshold
        elif quality[i] >= threshold and _is_half(table, spans[i], spans[rival]):
            kept[rival] = True
    return [i for i, good in kept.items() if good]


def _shares(table: Table, one: Span, other: Span) -> bool:
    """Tell whether two spans share more than a quarter of the shorter one."""
    low, high = max(one.first, other.first), min(one.last, other.last)
    if low > high:
        return False
    shorter = min(table.words(*one.tokens), table.words(*other.tokens))
    return table.words(low, high) > _SHARED * shorter


def _is_half(table: Table, one: Span, other: Span) -> bool:
    """Tell whether two spans that share words share half of all that they hold."""
    common = table.words(max(one.first, other.first), min(one.last, other.last))
    return common >= _HALF * (table.words(*one.tokens) + table.words(*other.tokens) - common)
