"""The claims whose values are compared: matched claims of two annotators, or clusters of claims of all.

Both count a column of values by article, in blocks of one number a value, which add up over articles and over columns.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import numpy as np

from labeler.agreement.coefficients import coincidences
from labeler.agreement.corpus import Corpus, Ints
from labeler.agreement.overlap import Alignment
from labeler.agreement.pairing import compared, double, is_part, share_of
from labeler.agreement.subsets import ALL, Subset, counted
from labeler.agreement.sums import NO_OVERLAP, NO_PAIRS, NO_UNITS, Floats

LEVELS = 3
"""How many values are in order."""
MANY = 100
"""An attribute with more values than this is no choice among values: they are counted together."""


class Frame(NamedTuple):
    """What all measures on the same claims have in common; the fields are those of a Statistic."""

    articles: int
    units: int
    coverage: float | None
    reason: str


class Ordered(NamedTuple):
    """Coincidences of ordered values by article, [articles, 9], of claims that two or more gave one.

    `units` is the number of these claims, `given` of the values they were given, `all_given` of those of all claims.
    """

    table: Floats
    units: int
    given: int
    all_given: int

    def plus(self, other: Ordered) -> Ordered:
        """Return the sums."""
        return Ordered(
            self.table + other.table,
            self.units + other.units,
            self.given + other.given,
            self.all_given + other.all_given,
        )


class Units(Protocol):
    """Claims whose values are compared. A column of values has one entry for each claim of the corpus."""

    frame: Frame

    def nominal(self, codes: Ints, values: int) -> Floats:
        """Return what each article adds, [articles, blocks, values], for a column of values from 0.

        More than MANY values are one in what is returned, yet only equal ones agree.
        """
        ...

    def ordered(self, ranks: Ints) -> Ordered:
        """Return the same for a column of ranks, 0 to 2, -1 without one."""
        ...

    def agreed_and_used(self, blocks: Floats) -> tuple[Floats, Floats]:
        """Return what nominal coefficients take, of totals [..., blocks, values]."""
        ...


class PairUnits:
    """The matched claims of two annotators. Blocks: both gave the value, the first gave it, the second gave it."""

    def __init__(self, corpus: Corpus, alignment: Alignment, pair: tuple[int, int], subset: Subset = ALL) -> None:
        self._found = compared(corpus, alignment, "claim", pair, 0, subset=subset)
        self._articles = len(corpus)
        found = self._found
        self.frame = Frame(found.articles, len(found.first), found.coverage, found.reason)

    def nominal(self, codes: Ints, values: int) -> Floats:
        """Return what each article adds, [articles, 3, values]."""
        ours, theirs = codes[self._found.first], codes[self._found.second]
        at = self._found.article * 3 * values
        same = ours == theirs
        places = np.concatenate((at[same] + ours[same], at + values + ours, at + 2 * values + theirs))
        return _by_value(places, None, self._articles, 3, values)

    def ordered(self, ranks: Ints) -> Ordered:
        """Return coincidences of ranks where both gave one."""
        ours, theirs = ranks[self._found.first], ranks[self._found.second]
        given = (ours >= 0) & (theirs >= 0)
        ours, theirs, article = ours[given], theirs[given], self._found.article[given]
        at = article * LEVELS**2
        places = np.concatenate((at + ours * LEVELS + theirs, at + theirs * LEVELS + ours))
        table = _sums(places, self._articles, LEVELS**2)
        return Ordered(table, len(ours), 2 * len(ours), int((ranks[self._found.units] >= 0).sum()))

    def agreed_and_used(self, blocks: Floats) -> tuple[Floats, Floats]:
        """Return what nominal coefficients take: each claim stands for two ordered pairs."""
        return 2 * blocks[..., 0, :], blocks[..., 1, :] + blocks[..., 2, :]


class TeamUnits:
    """The clusters with claims of two annotators or more. Blocks: diagonal of the coincidences, uses of the value."""

    def __init__(self, corpus: Corpus, alignment: Alignment, subset: Subset = ALL) -> None:
        layer = corpus.layers["claim"]
        cluster = alignment.clusters("claim")
        count = int(cluster.max(initial=-1)) + 1
        counts = counted(layer, subset, cluster, count)
        doubly = double(corpus)
        claims = np.flatnonzero((cluster >= 0) & doubly[layer.article])
        self._claims = claims[counts[cluster[claims]]]
        size = np.bincount(cluster[self._claims], minlength=count)
        self._matched = self._claims[size[cluster[self._claims]] > 1]
        units, self._unit = np.unique(cluster[self._matched], return_inverse=True)
        self._size = size[units]
        self._article = np.empty(len(units), np.int64)
        self._article[self._unit] = layer.article[self._matched]
        self._articles = len(corpus)
        articles = len(np.unique(layer.article[self._claims])) if is_part(subset) else int(doubly.sum())
        reason = "" if len(units) else NO_PAIRS if len(self._claims) else NO_UNITS
        coverage = share_of(len(self._matched), len(self._claims))
        self.frame = Frame(articles, len(units), coverage, reason if doubly.any() else NO_OVERLAP)

    def nominal(self, codes: Ints, values: int) -> Floats:
        """Return what each article adds, [articles, 2, values]."""
        given, often = np.unique(self._unit * values + codes[self._matched], return_counts=True)
        unit, value = np.divmod(given, max(values, 1))
        at = self._article[unit] * 2 * values + value
        agreed = often * (often - 1) / (self._size[unit] - 1)
        places, weights = np.concatenate((at, at + values)), np.concatenate((agreed, often.astype(np.float64)))
        return _by_value(places, weights, self._articles, 2, values)

    def ordered(self, ranks: Ints) -> Ordered:
        """Return coincidences of ranks in clusters in which two or more gave one."""
        rank = ranks[self._matched]
        given = rank >= 0
        places = self._unit[given] * LEVELS + rank[given]
        ratings = _sums(places, len(self._size), LEVELS)
        several_gave = ratings.sum(axis=1) > 1
        ratings = ratings[several_gave]
        each = coincidences(ratings[:, np.newaxis, :]).reshape(-1, LEVELS**2)
        article = self._article[several_gave]
        at = article[:, np.newaxis] * LEVELS**2 + np.arange(LEVELS**2)
        table = _sums(at.ravel(), self._articles, LEVELS**2, weights=each.ravel())
        return Ordered(table, len(ratings), int(ratings.sum()), int((ranks[self._claims] >= 0).sum()))

    def agreed_and_used(self, blocks: Floats) -> tuple[Floats, Floats]:
        """Return what nominal coefficients take."""
        return blocks[..., 0, :], blocks[..., 1, :]


def _by_value(places: Ints, weights: Floats | None, articles: int, blocks: int, values: int) -> Floats:
    if values > MANY:
        return _sums(places // values, articles, blocks, 1, weights=weights)
    return _sums(places, articles, blocks, values, weights=weights)


def _sums(places: Ints, *shape: int, weights: Floats | None = None) -> Floats:
    """Return sums by place of an array of a shape, places counted through all its axes."""
    count = int(np.prod(shape))
    return np.bincount(places, weights, count).astype(np.float64, copy=False).reshape(shape)
