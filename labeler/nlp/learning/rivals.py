"""What the first regressions say of a span and of those that want the same words, as features of the second."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from labeler.nlp.learning.features import Key
from labeler.nlp.learning.spans import Span
from labeler.nlp.learning.table import Table

_STEPS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
_DIFFERENCES = (-0.5, -0.3, -0.2, -0.1, -0.05, -0.02, 0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5)
_FEW = (-0.3, -0.1, 0.0, 0.1, 0.3)
_HALF = 0.5
LEAST = 0.05
"""Below so much quality a span is nobody's rival, and never chosen."""


def rival_names(
    table: Table, spans: Sequence[Span], quality: Sequence[float], border: Sequence[float]
) -> list[list[str]]:
    """Return the features of the second regressions for the spans of one paragraph that have `LEAST` quality."""
    return [
        [name for key in keys for name in rival_names_of(key)] for keys in rival_keys(table, spans, quality, border)
    ]


def rival_keys(
    table: Table, spans: Sequence[Span], quality: Sequence[float], border: Sequence[float]
) -> list[list[Key]]:
    """Return what these features depend on, in small parts that many spans share."""
    rivals = _Rivals(table, spans, quality, border)
    return [
        [
            ("rival-main", span.kind),
            _step("e", quality[i]),
            _step("b", border[i]),
            _step("x", quality[i] * border[i]),
            *rivals.against(i),
        ]
        for i, span in enumerate(spans)
    ]


def rival_names_of(key: Key) -> list[str]:
    """Return the features that depend on a key."""
    match key:
        case ("rival-main", kind):
            return [f"main={kind}"]
        case ("rival-lead", kind, ahead, rank, steps, few):
            return [
                f"rank={rank}",
                f"rival={kind}",
                f"rival={kind}|lead={ahead}",
                *(f"lead>{step}" for step in _DIFFERENCES[:steps]),
                *(f"rival={kind}|lead>{step}" for step in _FEW[:few]),
            ]
        case (name, steps):
            every = _STEP_NAMES[name][:steps]
            return every[::2] if name in {"inner", "outer"} else every
        case _:
            raise ValueError(key)


class _Rivals:
    """The spans of a paragraph against each other."""

    def __init__(self, table: Table, spans: Sequence[Span], quality: Sequence[float], border: Sequence[float]) -> None:
        self.ranges = [span.tokens for span in spans]
        self.sizes = [table.words(*tokens) for tokens in self.ranges]
        self.table = table
        self.quality = quality
        self.exact = [e * b for e, b in zip(quality, border, strict=True)]
        self.worth = [e * (1 + b) for e, b in zip(quality, border, strict=True)]

    def against(self, i: int) -> list[Key]:
        """Return how a span stands to its rivals: its rank, its lead, and how much of them it would also cover."""
        first, last = self.ranges[i]
        rank, best, kind = 0, 0.0, "none"
        mass = total = share_of_exact = inner = outer = 0.0
        for j, (start, end) in enumerate(self.ranges):
            if start > last or end < first:
                continue
            common = self.table.words(max(first, start), min(last, end))
            share = common / (self.sizes[i] + self.sizes[j] - common)
            half = share >= _HALF
            total += self.exact[j]
            if half:
                mass += self.exact[j]
                share_of_exact += self.exact[j] * share
            if j == i:
                continue
            within, around = start >= first and end <= last, start <= first and end >= last
            if not half:
                inner = max(inner, self.quality[j]) if within else inner
                outer = max(outer, self.quality[j]) if around else outer
            rank += self.worth[j] > self.worth[i]
            if self.worth[j] > best:
                best = self.worth[j]
                ends = "start" if start == first else "end" if end == last else ""
                kind = ("in" if within else "out" if around else "cross") + ends + ("+" if half else "-")
        lead = self.worth[i] - best
        keys: list[Key] = [
            (
                "rival-lead",
                kind,
                lead > 0,
                min(5, rank),
                bisect_left(_DIFFERENCES, lead),
                bisect_left(_FEW, lead),
            ),
            _step("sum", mass),
            _step("inner", inner),
            _step("outer", outer),
        ]
        if total > 0:
            keys += [
                _step("mass", mass / total),
                _step("exact", share_of_exact / total),
                _step("own", self.exact[i] / total),
            ]
        return keys


def _step(name: str, value: float) -> Key:
    return name, bisect_left(_STEPS, value)


_STEP_NAMES = {
    name: [f"{name}>{step}" for step in _STEPS]
    for name in ("e", "b", "x", "mass", "exact", "own", "sum", "inner", "outer")
}
