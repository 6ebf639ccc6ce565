"""What two annotators are compared on, and how figures of pairs become the team's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from labeler.agreement.corpus import Bools, Corpus, Ints, Layer, LayerName
from labeler.agreement.overlap import Alignment, people
from labeler.agreement.subsets import ALL, Subset, counted
from labeler.agreement.sums import NO_OVERLAP, NO_PAIRS, NO_UNITS, Floats, Statistic, mean_over, undefined

ABOUT = 0.5
"""The IoU from which two labels are the same one, marked a little differently."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The labels of one layer that two annotators are compared on.

    `both` tells which articles both finished, `adding` which of them could add anything. `first` and `second` are the
    numbers of matched labels, side by side, `article` is where they are. `units` tells which labels of the layer count
    at all, matched or not.
    """

    both: Bools
    adding: Bools
    first: Ints
    second: Ints
    article: Ints
    units: Bools

    @property
    def articles(self) -> int:
        """How many articles could add anything."""
        return int(self.adding.sum())

    @property
    def reason(self) -> str:
        """Why nothing is compared, "" if something is."""
        if not self.both.any():
            return NO_OVERLAP
        if not self.units.any():
            return NO_UNITS
        return "" if len(self.first) else NO_PAIRS

    @property
    def coverage(self) -> float | None:
        """The share of the labels that are matched, None without labels."""
        return share_of(2 * len(self.first), int(self.units.sum()))


def share_of(part: float, whole: float) -> float | None:
    """Return a share, None of nothing."""
    return part / whole if whole else None


def pairs_of(corpus: Corpus) -> list[tuple[int, int]]:
    """Return all pairs of annotators, by number; the gold is in none."""
    return list(combinations(people(corpus), 2))


def double(corpus: Corpus) -> Bools:
    """Return which articles two annotators or more finished."""
    return corpus.finished[:, list(people(corpus))].sum(axis=1) > 1


def is_part(subset: Subset) -> bool:
    """Return whether just some labels of a set count."""
    return subset.aided is not None or bool(subset.rule)


def compared(
    corpus: Corpus,
    alignment: Alignment,
    layer: LayerName,
    pair: tuple[int, int],
    least: float,
    *,
    subset: Subset = ALL,
) -> Compared:
    """Return what two annotators (by number) are compared on, labels matched at an IoU of `least`, above 0 if it is 0.

    Labels that overlap are in a part of the data together, whatever the IoU from which they match.
    """
    first, second = pair
    one = corpus.layers[layer]
    finished = corpus.finished if subset.sets is None else corpus.finished & subset.sets
    both = adding = finished[:, first] & finished[:, second]
    units = both[one.article] & ((one.annotator == first) | (one.annotator == second))
    if is_part(subset):
        groups = _groups(one, *alignment.pairs(layer, first, second, 0), units)
        units &= counted(one, subset, groups, len(one))[groups]
        adding = np.zeros(len(corpus), np.bool_)
        adding[one.article[units]] = True
    ours, theirs = alignment.pairs(layer, first, second, least)
    here = units[ours] & units[theirs]
    ours, theirs = ours[here], theirs[here]
    return Compared(both, adding, ours, theirs, one.article[ours], units)


def per_article(corpus: Corpus, article: Ints, weights: Floats | Bools | None = None) -> Floats:
    """Return how much each article adds; without weights, how often it occurs."""
    return np.bincount(article, weights, len(corpus)).astype(np.float64)


def team_of(
    corpus: Corpus, found: Sequence[Compared], pairs: Sequence[Statistic], units: int, coverage: float | None = None
) -> Statistic:
    """Return the team's measure, the mean of those of its pairs; `found` is what these were compared on."""
    adding = np.zeros(len(corpus), np.bool_)
    for one in found:
        adding |= one.adding
    nobody = Statistic(np.zeros((len(corpus), 0)), undefined, NO_OVERLAP, 0, 0)
    return mean_over(pairs or [nobody], articles=int(adding.sum()), units=units, coverage=coverage)


def _groups(layer: Layer, first: Ints, second: Ints, units: Bools) -> Ints:
    """Return the group of each label that counts, by a number below that of labels: matched ones share theirs."""
    groups = np.where(units, np.arange(len(layer)), -1)
    here = units[first]
    groups[second[here]] = first[here]
    return groups
