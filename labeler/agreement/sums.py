"""Measures as sums over articles: what an article adds, what the totals say, and how sure that is.

A coefficient of a corpus is a function of sums over its articles. So it is never a mean of coefficients of articles,
and a bootstrap over articles is one product of matrices: drawn weights times the table of what each article adds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeler.agreement.defaults import DRAWS, ENOUGH, SEED, TOO_FEW

Floats: TypeAlias = NDArray[np.float64]
Value: TypeAlias = Callable[[Floats], Floats]
"""Totals [..., k] to values [...], NaN where a value is not defined."""

# Why a value is not defined.
NO_OVERLAP = "no_overlap_annotators"
NO_PAIRS = "no_pairable_units"
NO_VARIATION = "no_variation"
NO_UNITS = "no_units"
NO_ORDER = "values_without_order"


@dataclass(frozen=True, slots=True)
class Statistic:
    """A measure over articles.

    `table[a]` is what article a adds, k numbers; `value` says what totals mean; `reason` (NO_…) says why the value of
    all articles is not defined, if it is not. `articles` is how many articles could add anything (two finished sets),
    `units` how many units were compared, `coverage` which share of all units these are, None where all are.
    """

    table: Floats
    value: Value
    reason: str
    articles: int
    units: int
    coverage: float | None = None


def mean_over(pairs: Sequence[Statistic], *, articles: int, units: int, coverage: float | None = None) -> Statistic:
    """Return the mean of a measure over pairs of annotators; pairs for which it is not defined are left out.

    Args:
        pairs: the measure of each pair, all over the same articles; at least one.
        articles: how many articles two of all these annotators finished.
        units: how many units of these articles were compared.
        coverage: which share of all units these are.
    """
    held = [one for one in pairs if one.articles]
    if not held:
        reason = next((one.reason for one in pairs if one.reason != NO_OVERLAP), NO_OVERLAP)
        return Statistic(pairs[0].table[:, :0], _undefined, reason, articles, units, coverage)
    bounds = np.cumsum([0, *(one.table.shape[1] for one in held)])

    def value(totals: Floats) -> Floats:
        parts = zip(held, bounds, bounds[1:], strict=False)
        values = np.stack([one.value(totals[..., start:end]) for one, start, end in parts], axis=-1)
        defined = ~np.isnan(values)
        return np.where(defined, values, 0).sum(axis=-1) / defined.sum(axis=-1)

    # Why not even one pair has a value: what holds for most of them.
    reasons = [one.reason for one in held if one.reason]
    reason = max(sorted(set(reasons)), key=reasons.count) if len(reasons) == len(held) else ""
    return Statistic(np.hstack([one.table for one in held]), value, reason, articles, units, coverage)


def _undefined(totals: Floats) -> Floats:
    return np.full(totals.shape[:-1], np.nan)


class Estimate(NamedTuple):
    """A value with the bounds of its 95 % interval, or the reason why there is none. `kept`: share of draws defined."""

    value: float | None
    low: float | None
    high: float | None
    reason: str
    kept: float = 1.0


class Draws:
    """Articles drawn with replacement, as often as there are articles, many times. Made once for all measures.

    Totals of the table asked for last are kept: measures that share a table are drawn once if they come together.
    """

    def __init__(
        self, articles: int, draws: int = DRAWS, seed: int = SEED, *, among: NDArray[np.int64] | None = None
    ) -> None:
        """Draw from so many articles; from those whose numbers `among` has, in this order, where it is given."""
        self.seed = seed
        self.draws = draws
        chosen = np.arange(articles) if among is None else among
        generator = np.random.default_rng(seed)
        self._weights = np.zeros((draws, articles), np.float64)
        if len(chosen):
            for row in self._weights:
                row[chosen] = np.bincount(generator.integers(len(chosen), size=len(chosen)), minlength=len(chosen))
        self._last: tuple[Floats, Floats] | None = None
        self._made: dict[int, tuple[Floats, Floats]] = {}

    def make(self, tables: Sequence[Floats]) -> None:
        """Draw several tables at once, which takes less than one by one; `totals` gives those of each until the next.

        Only tables of all articles; a table that is among them twice is drawn once.
        """
        own = list({id(one): one for one in tables}.values())
        if not own:
            return
        drawn = self._added(np.hstack(own))
        edges = np.cumsum([0, *(one.shape[1] for one in own)]).tolist()
        self._made = {
            id(one): (one, drawn[:, start:end]) for one, start, end in zip(own, edges, edges[1:], strict=False)
        }

    def totals(self, table: Floats) -> Floats:
        """Return the totals of each draw, [draws, k]. Asked twice in a row for a table, it adds up once."""
        if (made := self._made.get(id(table))) is not None:
            return made[1]
        if self._last is None or self._last[0] is not table:
            self._last = table, self._added(table)
        return self._last[1]

    def _added(self, table: Floats) -> Floats:
        used = np.flatnonzero(table.any(axis=1))
        if 2 * len(used) < len(table):
            return self._weights[:, used] @ table[used]
        return self._weights @ table


def estimate(one: Statistic, draws: Draws | None) -> Estimate:
    """Return the value of a statistic, with an interval where there are articles enough.

    Draws for which it is not defined are left out; `kept` is the share of those that are.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(one.value(one.table.sum(axis=0)))
    if np.isnan(value):
        return Estimate(None, None, None, one.reason or NO_VARIATION)
    if draws is None or one.articles < ENOUGH:
        return Estimate(value, None, None, TOO_FEW)
    if not draws.draws:
        return Estimate(value, None, None, "")
    with np.errstate(divide="ignore", invalid="ignore"):
        drawn = one.value(draws.totals(one.table))
    defined = drawn[~np.isnan(drawn)]
    if not len(defined):
        return Estimate(value, None, None, NO_VARIATION)
    low, high = np.quantile(defined, (0.025, 0.975))
    return Estimate(value, float(low), float(high), "", len(defined) / len(drawn))
