"""How much two people, and a team, mark the same text: F1 of labels that are the same, that overlap, and of characters.

F1 of two people is what they share by what both marked on average: it is the same whoever comes first. The figure of a
team is the mean over its pairs, each over the articles that both finished. Labels of an annotator that mark just the
same are one here, labels of no length are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, TypeAlias

import numpy as np

from labeler.agreement.corpus import Bools, Corpus, Ints, Layer, LayerName
from labeler.agreement.overlap import Alignment, crossings, people
from labeler.agreement.subsets import ALL, Subset, counted
from labeler.agreement.sums import NO_OVERLAP, NO_UNITS, Floats, Statistic, mean_over

SpanMeasure: TypeAlias = Literal["f1_exact", "f1_overlap", "f1_characters"]
SPAN_MEASURES: tuple[SpanMeasure, ...] = ("f1_exact", "f1_overlap", "f1_characters")

ABOUT = 0.5
"""The IoU from which two labels are the same one, marked a little differently."""
CURVE = tuple(tenth / 10 for tenth in range(11))
"""The thresholds of the curve of f1_overlap; 0 is any overlap."""


def pair(
    corpus: Corpus,
    alignment: Alignment,
    layer: LayerName,
    first: int,
    second: int,
    *,
    measure: SpanMeasure,
    threshold: float = ABOUT,
    subset: Subset = ALL,
) -> Statistic:
    """Return the F1 of two annotators.

    Its table holds for each article what both share, what the first marked, what the second marked: so precision and
    recall can be told from it, too.

    Args:
        corpus: whose labels.
        alignment: those of this corpus.
        layer: which of them.
        first: the number of an annotator.
        second: the number of another.
        measure: labels with the same edges, labels that match, or code points.
        threshold: the IoU from which labels match; 0 is any overlap. For f1_overlap alone.
        subset: which sets and labels count. Labels that overlap are in it together, whatever the measure.
    """
    compared = _compared(corpus, alignment, layer, (first, second), subset)
    return _statistic(compared, measure, threshold, subset)


def team(
    corpus: Corpus,
    alignment: Alignment,
    layer: LayerName,
    *,
    measure: SpanMeasure,
    threshold: float = ABOUT,
    subset: Subset = ALL,
    annotators: Sequence[int] | None = None,
) -> Statistic:
    """Return the mean F1 over the pairs of annotators (default: of all but the gold); the rest as in `pair`."""
    asked = people(corpus) if annotators is None else tuple(annotators)
    pairs: list[Statistic] = []
    double, kept = np.zeros(len(corpus), np.bool_), np.zeros(len(corpus.layers[layer]), np.bool_)
    for two in combinations(asked, 2):
        compared = _compared(corpus, alignment, layer, two, subset)
        pairs.append(_statistic(compared, measure, threshold, subset))
        double |= compared.both
        kept |= compared.kept
    if not pairs:
        pairs.append(Statistic(np.zeros((len(corpus), 3)), f1, NO_OVERLAP, 0, 0))
    articles = _articles(corpus.layers[layer], double, kept, subset)
    return mean_over(pairs, articles=articles, units=int(kept.sum()))


def f1(totals: Floats) -> Floats:
    """Return F1 of totals [..., (common, of the first, of the second)]."""
    return _ratio(2 * totals[..., 0], totals[..., 1] + totals[..., 2])


def precision(totals: Floats) -> Floats:
    """Return which share of the first's labels the second has, of totals as for `f1`."""
    return _ratio(totals[..., 0], totals[..., 1])


def recall(totals: Floats) -> Floats:
    """Return which share of the second's labels the first has, of totals as for `f1`."""
    return _ratio(totals[..., 0], totals[..., 2])


def _ratio(over: Floats, under: Floats) -> Floats:
    return np.where(under > 0, over / np.where(under > 0, under, 1), np.nan)


def _compared(
    corpus: Corpus, alignment: Alignment, layer: LayerName, two: tuple[int, int], subset: Subset
) -> _Compared:
    finished = corpus.finished if subset.sets is None else corpus.finished & subset.sets
    both = finished[:, two[0]] & finished[:, two[1]]
    one = corpus.layers[layer]
    theirs = (one.annotator == two[0]) | (one.annotator == two[1])
    theirs &= both[one.article] & (one.end > one.start)
    repeated = alignment.repeated(layer)
    kept = theirs & ~repeated
    if subset.aided is not None or subset.rule:
        # A label that is marked twice is in the group of the first of the two.
        group = np.maximum.accumulate(np.where(repeated, 0, np.arange(len(one))))
        matched, match = alignment.pairs(layer, *two, 0, distinct=True)
        to = np.arange(len(one))
        to[match] = matched
        groups = np.where(theirs, to[group], -1)
        kept &= counted(one, subset, groups, len(one))[groups]
    return _Compared(alignment, one, two, both, kept)


def _statistic(compared: _Compared, measure: SpanMeasure, threshold: float, subset: Subset) -> Statistic:
    both, kept = compared.both, compared.kept
    reason = NO_OVERLAP if not both.any() else "" if kept.any() else NO_UNITS
    articles = _articles(compared.layer, both, kept, subset)
    return Statistic(compared.table(measure, threshold), f1, reason, articles, int(kept.sum()))


def _articles(layer: Layer, both: Bools, kept: Bools, subset: Subset) -> int:
    """Return how many articles could add anything: of some labels alone, those that have such a label."""
    if subset.aided is None and not subset.rule:
        return int(both.sum())
    return len(np.unique(layer.article[kept]))


@dataclass(frozen=True, slots=True)
class _Compared:
    """The labels of two annotators that are compared, in the articles that both finished."""

    alignment: Alignment
    layer: Layer
    two: tuple[int, int]
    both: Bools
    kept: Bools

    def table(self, measure: SpanMeasure, threshold: float) -> Floats:
        """Return by article what is common, what the first marked, what the second marked."""
        layer, size = self.layer, len(self.both)
        table = np.zeros((size, 3))
        for column, annotator in enumerate(self.two, start=1):
            mine = np.flatnonzero(self.kept & (layer.annotator == annotator))
            weights = layer.end[mine] - layer.start[mine] if measure == "f1_characters" else None
            table[:, column] = np.bincount(layer.article[mine], weights, size)
        if measure == "f1_characters":
            table[:, 0] = self._common_characters()
        else:
            least = 1.0 if measure == "f1_exact" else threshold
            ours, theirs = self.alignment.pairs(layer.name, *self.two, least, distinct=True)
            matched = self.kept[ours] & self.kept[theirs]
            table[:, 0] = np.bincount(layer.article[ours[matched]], minlength=size)
        return table

    def _common_characters(self) -> Floats:
        """Return by article how many marked positions are shared; what both marked twice is shared twice."""
        layer, size = self.layer, len(self.both)
        by_set = self.alignment.nested(layer.name)
        nested = np.logical_or(by_set[:, self.two[0]], by_set[:, self.two[1]])
        held = self.alignment.between(layer.name, *self.two)
        article = layer.article[held.first]
        plain = self.kept[held.first] & self.kept[held.second] & ~nested[article]
        common = np.bincount(article[plain], held.shared[plain], size).astype(np.float64)
        deep = np.flatnonzero(self.kept & nested[layer.article])
        if len(deep):
            columns = (layer.article, layer.annotator, layer.start, layer.end)
            common += np.bincount(*shared_levels(*(column[deep] for column in columns)), size)
        return common


def shared_levels(article: Ints, annotator: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Return articles and how many positions are shared there, of two annotators whose labels lie over each other.

    What an annotator marked at least once is one level, what she marked at least twice the next: labels of a level do
    not overlap, and a position is shared as often as both have it on the same level.
    """
    articles, annotators = np.concatenate((article, article)), np.concatenate((annotator, annotator))
    places, steps = np.concatenate((start, end)), np.repeat((1, -1), len(start))
    order = np.lexsort((places, annotators, articles))
    articles, annotators, places = articles[order], annotators[order], places[order]
    # From each place to the next as many labels are open as levels are held; none between two annotators.
    depth = np.cumsum(steps[order])[:-1]
    level = np.arange(depth.sum()) - np.repeat(np.cumsum(depth) - depth, depth)
    at = np.repeat(np.arange(len(depth)), depth)
    deepest = int(depth.max(initial=0)) + 1
    found = crossings(articles[at] * deepest + level, annotators[at], places[at], places[at + 1])
    return articles[at][found.first], found.shared
