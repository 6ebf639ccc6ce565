"""How much two people, and a team, mark the same text: F1 of labels that are the same, that overlap, and of characters.

F1 of two people is what they share by what both marked on average: it is the same whoever comes first. The figure of a
team is the mean over its pairs, each over the articles that both finished. Labels of an annotator that mark just the
same are one here, labels of no length are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Literal, TypeAlias

import numpy as np

from labeler.agreement.corpus import Bools, Corpus, Ints, Layer, LayerName
from labeler.agreement.overlap import Alignment, crossings, people
from labeler.agreement.pairing import ABOUT
from labeler.agreement.subsets import ALL, Subset, counted
from labeler.agreement.sums import NO_OVERLAP, NO_UNITS, Floats, Statistic, mean_over, share

SpanMeasure: TypeAlias = Literal["f1_exact", "f1_overlap", "f1_characters"]
SPAN_MEASURES: tuple[SpanMeasure, ...] = ("f1_exact", "f1_overlap", "f1_characters")

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
    return _statistic(_compared(corpus, alignment, layer, (first, second), subset), measure, threshold)


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
    return TeamSpans(corpus, alignment, layer, subset, annotators=annotators).statistic(measure, threshold)


class TeamSpans:
    """The labels of all pairs of annotators that are compared: found once for all measures."""

    def __init__(
        self,
        corpus: Corpus,
        alignment: Alignment,
        layer: LayerName,
        subset: Subset = ALL,
        *,
        annotators: Sequence[int] | None = None,
    ) -> None:
        """Compare what some annotators (default: all but the gold) marked; `subset` as in `pair`."""
        asked = people(corpus) if annotators is None else tuple(annotators)
        self._found = [_compared(corpus, alignment, layer, two, subset) for two in combinations(asked, 2)]
        self._size = len(corpus)
        self._articles, self._units = _articles(self._found), _units(self._found)

    def statistic(self, measure: SpanMeasure, threshold: float = ABOUT) -> Statistic:
        """Return the mean F1 over the pairs of annotators; the arguments are those of `pair`."""
        pairs = [_short(_statistic(one, measure, threshold)) for one in self._found]
        if not pairs:
            pairs.append(Statistic(np.zeros((self._size, 2)), _f1_of_short, NO_OVERLAP, 0, 0))
        return mean_over(pairs, articles=self._articles, units=self._units)


def counting(
    corpus: Corpus, alignment: Alignment, layer: LayerName, two: tuple[int, int], subset: Subset = ALL
) -> Bools:
    """Return which labels of two annotators count: of labels that mark just the same, the first alone."""
    found = _compared(corpus, alignment, layer, two, subset)
    if found.kept is not None:
        return found.kept
    one = corpus.layers[layer]
    theirs = found.both[one.article] & ((one.annotator == two[0]) | (one.annotator == two[1]))
    return theirs & (one.end > one.start) & ~alignment.repeated(layer)


def f1(totals: Floats) -> Floats:
    """Return F1 of totals [..., (common, of the first, of the second)]."""
    return share(2 * totals[..., 0], totals[..., 1] + totals[..., 2])


def precision(totals: Floats) -> Floats:
    """Return which share of the first's labels the second has, of totals as for `f1`."""
    return share(totals[..., 0], totals[..., 1])


def recall(totals: Floats) -> Floats:
    """Return which share of the second's labels the first has, of totals as for `f1`."""
    return share(totals[..., 0], totals[..., 2])


def _short(one: Statistic) -> Statistic:
    """Return an F1 of two with less to add up: twice what is common, what both marked."""
    return replace(one, table=one.table @ [[2, 0], [0, 1], [0, 1]], value=_f1_of_short)


def _f1_of_short(totals: Floats) -> Floats:
    return share(totals[..., 0], totals[..., 1])


def _compared(
    corpus: Corpus, alignment: Alignment, layer: LayerName, two: tuple[int, int], subset: Subset
) -> _Compared:
    finished = corpus.finished if subset.sets is None else corpus.finished & subset.sets
    both = finished[:, two[0]] & finished[:, two[1]]
    one = corpus.layers[layer]
    if subset.aided is None and not subset.rule:
        return _Compared(alignment, one, two, both, None)
    units, groups = alignment.groups(layer, *two)
    groups = np.where(both[one.article[units]], groups, -1)
    counts = counted(one, subset, groups, len(one), units)
    counting = units[(groups >= 0) & counts[groups]]
    kept = np.zeros(len(one), np.bool_)
    kept[counting] = True
    return _Compared(alignment, one, two, both, kept & ~alignment.repeated(layer))


def _statistic(compared: _Compared, measure: SpanMeasure, threshold: float) -> Statistic:
    articles, units = compared.size
    reason = NO_OVERLAP if not compared.both.any() else "" if units else NO_UNITS
    return Statistic(compared.table(measure, threshold), f1, reason, articles, units)


def _articles(found: Sequence[_Compared]) -> int:
    """Return how many articles could add anything: of some labels alone, those that have such a label."""
    any_ = [one.both if one.kept is None else one.marked[0].any(axis=1) for one in found]
    return int(np.logical_or.reduce(any_).sum()) if any_ else 0


def _units(found: Sequence[_Compared]) -> int:
    """Return how many labels are compared in any of the pairs."""
    if not found:
        return 0
    if kept := [one.kept for one in found if one.kept is not None]:
        return int(np.logical_or.reduce(kept).sum())
    counts, _ = found[0].alignment.extent(found[0].layer.name)
    asked = np.zeros(counts.shape, np.bool_)
    for one in found:
        asked[:, one.two[0]] |= one.both
        asked[:, one.two[1]] |= one.both
    return int(counts[asked].sum())


@dataclass(frozen=True)
class _Compared:
    """The labels of two annotators that are compared, in the articles that both finished: all, or those in `kept`."""

    alignment: Alignment
    layer: Layer
    two: tuple[int, int]
    both: Bools
    kept: Bools | None

    def table(self, measure: SpanMeasure, threshold: float) -> Floats:
        """Return by article what is common, what the first marked, what the second marked."""
        table = np.zeros((len(self.both), 3))
        counts, lengths = self.marked
        if measure == "f1_characters":
            table[:, 0], table[:, 1:] = self._common_characters(), lengths
            return table
        least = 1.0 if measure == "f1_exact" else threshold
        ours, theirs = self.alignment.pairs(self.layer.name, *self.two, least, distinct=True)
        if self.kept is not None:
            ours = ours[self.kept[ours] & self.kept[theirs]]
        table[:, 0] = self.both * np.bincount(self.layer.article[ours], minlength=len(table))
        table[:, 1:] = counts
        return table

    @cached_property
    def size(self) -> tuple[int, int]:
        """How many articles could add anything, and how many labels are compared."""
        return _articles([self]), _units([self])

    @cached_property
    def marked(self) -> tuple[Ints, Ints]:
        """By article how many labels the two have, [articles, 2], and their code points."""
        if self.kept is None:
            counts, lengths = self.alignment.extent(self.layer.name)
            return counts[:, self.two] * self.both[:, None], lengths[:, self.two] * self.both[:, None]
        layer, kept = self.layer, np.flatnonzero(self.kept)
        at = 2 * layer.article[kept] + (layer.annotator[kept] == self.two[1])
        size = 2 * len(self.both)
        lengths = np.bincount(at, layer.end[kept] - layer.start[kept], size).astype(np.int64)
        return np.bincount(at, minlength=size).reshape(-1, 2), lengths.reshape(-1, 2)

    def _common_characters(self) -> Floats:
        """Return by article how many marked positions are shared; what both marked twice is shared twice."""
        layer, size = self.layer, len(self.both)
        by_set = self.alignment.nested(layer.name)
        nested = np.logical_or(by_set[:, self.two[0]], by_set[:, self.two[1]]) & self.both
        held = self.alignment.between(layer.name, *self.two)
        article = layer.article[held.first]
        plain = (self.both & ~nested)[article]
        if self.kept is not None:
            plain &= self.kept[held.first] & self.kept[held.second]
        common = np.bincount(article[plain], held.shared[plain], size).astype(np.float64)
        deep = nested[layer.article] & ((layer.annotator == self.two[0]) | (layer.annotator == self.two[1]))
        deep &= ~self.alignment.repeated(layer.name) if self.kept is None else self.kept
        if deep.any():
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
