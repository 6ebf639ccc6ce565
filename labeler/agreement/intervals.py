"""How sure a figure is: percentile bootstrap over articles, and Wilson's interval for a share.

Marks of one article depend on each other, so whole articles are drawn, with replacement, and the sums of their counts
give one figure a draw. Draws come from a fixed seed and do not depend on the order of the articles: the same counts
give the same interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeler.agreement.defaults import DRAWS, ENOUGH, SEED
from labeler.agreement.measures import Counts

Part: TypeAlias = Literal["precision", "recall", "f1"]
Array: TypeAlias = NDArray[np.float64]

# Rows that are drawn together: this many numbers a column are in memory.
_AT_ONCE = 1_000_000
_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, 0 to 1, and the bounds of its 95 % interval. None: not defined, or too few articles for an interval."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Precision, recall and F1 of one measure over articles."""

    counts: Counts
    precision: Figure
    recall: Figure
    f1: Figure


@dataclass(frozen=True, slots=True)
class Difference:
    """How much the first of two systems is better on the same articles, with its 95 % interval, in shares (-1 to 1)."""

    value: float | None
    low: float | None = None
    high: float | None = None

    @property
    def better(self) -> bool:
        """Whether the first is better for sure: the whole interval lies above 0."""
        return self.low is not None and self.low > 0

    @property
    def worse(self) -> bool:
        """Whether the first is worse for sure."""
        return self.high is not None and self.high < 0


def figures(articles: Sequence[Counts], *, draws: int = DRAWS, seed: int = SEED, enough: int = ENOUGH) -> Figures:
    """Return the figures over articles: of the sums, with intervals from `enough` articles on.

    Articles without a mark on either side are counted among them: whether one is drawn is part of the chance.
    """
    sums = _sum(articles)
    values = (sums.precision, sums.recall, sums.f1)
    if len(articles) < enough:
        return Figures(counts=sums, precision=Figure(values[0]), recall=Figure(values[1]), f1=Figure(values[2]))
    drawn = _drawn(sorted(articles), draws, seed)
    parts = [_bounds(one) for one in (_precision(drawn), _recall(drawn), _f1(drawn))]
    precision, recall, f1 = (
        Figure(None) if value is None else Figure(value, *bounds) for value, bounds in zip(values, parts, strict=True)
    )
    return Figures(counts=sums, precision=precision, recall=recall, f1=f1)


def difference(
    first: Sequence[Counts],
    second: Sequence[Counts],
    part: Part = "f1",
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    enough: int = ENOUGH,
) -> Difference:
    """Return first minus second, both on the same articles in the same order, each draw taking both of an article.

    Raises:
        ValueError: the two do not have the same number of articles.
    """
    pairs = sorted(zip(first, second, strict=True))
    ours, theirs = getattr(_sum(first), part), getattr(_sum(second), part)
    if ours is None or theirs is None:
        return Difference(None)
    if len(pairs) < enough:
        return Difference(ours - theirs)
    drawn = _drawn([(*a, *b) for a, b in pairs], draws, seed)
    of = {"precision": _precision, "recall": _recall, "f1": _f1}[part]
    return Difference(ours - theirs, *_bounds(of(drawn[:, :3]) - of(drawn[:, 3:])))


def wilson(right: int, cases: int) -> Figure:
    """Return the share of right cases with Wilson's 95 % interval, for cases that do not depend on each other."""
    if not cases:
        return Figure(None)
    share, z2 = right / cases, _Z95**2
    middle = (share + z2 / (2 * cases)) / (1 + z2 / cases)
    reach = _Z95 / (1 + z2 / cases) * sqrt(share * (1 - share) / cases + z2 / (4 * cases**2))
    return Figure(share, min(share, max(0.0, middle - reach)), max(share, min(1.0, middle + reach)))


def _sum(articles: Sequence[Counts]) -> Counts:
    sums = Counts()
    for one in articles:
        sums = sums.plus(one)
    return sums


def _drawn(rows: Sequence[tuple[int, ...]], draws: int, seed: int) -> Array:
    """Return the sums of each draw: as many rows as there are, with replacement."""
    table = np.asarray(rows, dtype=np.float64)
    generator = np.random.default_rng(seed)
    count = len(table)
    at_once = max(1, _AT_ONCE // count)
    blocks: list[Array] = []
    for start in range(0, draws, at_once):
        chosen = generator.integers(count, size=(min(at_once, draws - start), count))
        blocks.append(table[chosen].sum(axis=1))
    return np.concatenate(blocks)


def _precision(drawn: Array) -> Array:
    return _ratio(drawn[:, 0], drawn[:, 1])


def _recall(drawn: Array) -> Array:
    return _ratio(drawn[:, 0], drawn[:, 2])


def _f1(drawn: Array) -> Array:
    return _ratio(2 * drawn[:, 0], drawn[:, 1] + drawn[:, 2])


def _ratio(over: Array, under: Array) -> Array:
    """Return the ratio, NaN where it is not defined."""
    return np.divide(over, under, out=np.full_like(over, np.nan), where=under > 0)


def _bounds(values: Array) -> tuple[Any, Any] | tuple[None, None]:
    """Return the middle 95 % of the defined values."""
    defined = values[~np.isnan(values)]
    if not len(defined):
        return None, None
    low, high = np.quantile(defined, (0.025, 0.975))
    return float(low), float(high)
