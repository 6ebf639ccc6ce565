"""Measures as sums over articles: what an article adds, what the totals say, and how sure that is.

A coefficient of a corpus is a function of sums over its articles. So it is never a mean of coefficients of articles,
and a bootstrap over articles is one product of matrices: drawn weights times the table of what each article adds.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeler.agreement.defaults import DRAWS, ENOUGH, SEED, TOO_FEW

Floats: TypeAlias = NDArray[np.float64]
Narrow: TypeAlias = NDArray[np.float32]
Value: TypeAlias = Callable[[Floats], Floats]
"""Totals [..., k] to values [...], NaN where a value is not defined."""

# Why a value is not defined.
NO_OVERLAP = "no_overlap_annotators"
NO_PAIRS = "no_pairable_units"
NO_VARIATION = "no_variation"
NO_UNITS = "no_units"
NO_ORDER = "values_without_order"

# Whole numbers whose sums stay below this are added up in half the time, and none is rounded on the way.
_EXACT = 2**24


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
        return Statistic(pairs[0].table[:, :0], undefined, reason, articles, units, coverage)
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


def undefined(totals: Floats) -> Floats:
    """Return the value of what nothing can be said of, as a Value."""
    return np.full(totals.shape[:-1], np.nan)


def share(part: Floats, whole: Floats) -> Floats:
    """Return shares, NaN of nothing."""
    return np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=whole > 0)


class Estimate(NamedTuple):
    """A value with the bounds of its 95 % interval, or the reason why there is none. `kept`: share of draws defined."""

    value: float | None
    low: float | None
    high: float | None
    reason: str
    kept: float = 1.0


class Draws:
    """Articles drawn with replacement, as often as there are articles, many times. Made once for all measures.

    A column that occurs in several tables is drawn once: its totals are kept.
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
        self._most = float(self._weights.max(initial=0))
        self._narrow: Narrow | None = None
        # Totals by the content of a column.
        self._known: dict[bytes, Floats] = {}
        self._made: dict[int, tuple[Floats, Floats]] = {}

    def make(self, tables: Sequence[Floats]) -> None:
        """Draw several tables at once, which takes less than one by one; `totals` gives those of each until the next.

        Only tables of all articles.
        """
        own = {id(one): one for one in tables}
        widths = [one.shape[1] for one in own.values()]
        if not sum(widths):
            self._made = {key: (one, np.empty((self.draws, 0))) for key, one in own.items()}
            return
        columns = np.empty((sum(widths), self._weights.shape[1]))
        np.concatenate([one.T for one in own.values()], out=columns)
        totals = self._totals_of(columns)
        edges = np.cumsum([0, *widths]).tolist()
        self._made = {
            key: (one, np.stack(totals[start:end], axis=1) if end > start else np.empty((self.draws, 0)))
            for (key, one), start, end in zip(own.items(), edges, edges[1:], strict=False)
        }

    def totals(self, table: Floats) -> Floats:
        """Return the totals of each draw, [draws, k]."""
        if id(table) not in self._made:
            self.make([table])
        return self._made[id(table)][1]

    def _totals_of(self, columns: Floats) -> list[Floats]:
        """Return the totals of columns, here [columns, articles], each as it is or as it was drawn before."""
        narrow = columns.astype(np.float32)
        whole = (narrow == columns) & (np.rint(narrow) == narrow)
        fits = whole.all(axis=1) & (self._most * np.abs(narrow).sum(axis=1, dtype=np.float64) < _EXACT)
        keys = [
            hashlib.sha256(narrow[i] if is_narrow else columns[i]).digest() for i, is_narrow in enumerate(fits.tolist())
        ]
        new = {key: i for i, key in enumerate(keys) if key not in self._known}
        chosen = np.fromiter(new.values(), np.int64, len(new))
        for part, held in ((chosen[fits[chosen]], narrow), (chosen[~fits[chosen]], columns)):
            for i, totals in zip(part.tolist(), self._added(held[part]), strict=True):
                self._known[keys[i]] = totals
        return [self._known[key] for key in keys]

    def _added(self, columns: Floats | Narrow) -> Floats:
        """Return the totals of columns, [columns, draws]."""
        weights = self._weights
        if columns.dtype == np.float32:
            if self._narrow is None:
                self._narrow = weights.astype(np.float32)
            weights = self._narrow
        used = np.flatnonzero(columns.any(axis=0))
        if 2 * len(used) < columns.shape[1]:
            weights, columns = weights[:, used], columns[:, used]
        return (weights @ columns.T).T.astype(np.float64)


def estimate(one: Statistic, draws: Draws | None, sums: Floats | None = None) -> Estimate:
    """Return the value of a statistic, with an interval where there are articles enough.

    Draws for which it is not defined are left out; `kept` is the share of those that are. `sums` are those of its
    table, where they are known already.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(one.value(one.table.sum(axis=0) if sums is None else sums))
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
