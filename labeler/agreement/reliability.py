"""Whether scores are what they promise: of all suggestions with a score of .7, seven of ten should be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from labeler.agreement.intervals import Figure, wilson

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The suggestions with a score from `low` (included) to `high` (excluded, 1 included)."""

    low: float
    high: float
    count: int
    mean: float
    right: int
    share: Figure


@dataclass(frozen=True, slots=True)
class Reliability:
    """The bins that hold any; the Brier score (mean squared distance); the expected calibration error.

    The calibration error is the mean distance between a bin's mean score and its share right, by size of the bins.
    All are None without cases.
    """

    bins: tuple[Bin, ...]
    count: int
    mean: float | None
    share: float | None
    brier: float | None
    error: float | None


def reliability(scores: Sequence[float], right: Sequence[bool], bins: int = BINS) -> Reliability:
    """Return how scores, 0 to 1, compare with what is right.

    Raises:
        ValueError: there are not as many answers as scores, or a score is none.
    """
    cases = list(zip(scores, right, strict=True))
    if not all(0 <= score <= 1 for score, _ in cases):
        raise ValueError("a score lies between 0 and 1")
    if not cases:
        return Reliability((), 0, None, None, None, None)
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for score, hit in cases:
        sorted_in[min(bins - 1, int(score * bins))].append((score, hit))
    table = tuple(_bin(number, bins, held) for number, held in enumerate(sorted_in) if held)
    count = len(cases)
    return Reliability(
        bins=table,
        count=count,
        mean=sum(score for score, _ in cases) / count,
        share=sum(hit for _, hit in cases) / count,
        brier=sum((score - hit) ** 2 for score, hit in cases) / count,
        error=sum(one.count * abs(one.mean - one.right / one.count) for one in table) / count,
    )


def _bin(number: int, bins: int, held: Sequence[tuple[float, bool]]) -> Bin:
    right = sum(hit for _, hit in held)
    mean = sum(score for score, _ in held) / len(held)
    return Bin(number / bins, (number + 1) / bins, len(held), mean, right, wilson(right, len(held)))
