"""Which labels of several people are the same: how much they overlap decides.

Two people are aligned one to one, so that the total IoU (common code points by those of either) is as great as it can
be; more than two by clusters, the most alike first. Labels of no length overlap nothing.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from labeler.agreement.aligning import clustered, one_to_one
from labeler.agreement.corpus import Bools, Corpus, Ints, Layer, LayerName
from labeler.agreement.sums import Floats
from labeler.agreement.units import GOLD

# Candidates that are looked at together: this many numbers a column are in memory.
_AT_ONCE = 4_000_000
# What makes one of equally good alignments the chosen one: more pairs first, then those that rank higher. Both are
# smaller than what tells two totals apart that are not equal.
_MORE = 1e-9
_HIGHER = 1e-11


class Crossings(NamedTuple):
    """Units of two annotators that overlap: their numbers (those of `first` the smaller), common code points."""

    first: Ints
    second: Ints
    shared: Ints


class Overlaps(NamedTuple):
    """The same with the IoU, in the order of the pair of annotators, first, second.

    `rank` orders all by falling IoU; among equals the earlier, then the longer, then those with the smaller numbers
    come first. `weight` is what is added up where two are aligned: the IoU, and so little more that it only decides
    among equally good alignments.
    """

    first: Ints
    second: Ints
    shared: Ints
    iou: Floats
    rank: Ints
    weight: Floats


def people(corpus: Corpus) -> tuple[int, ...]:
    """Return the numbers of those who annotated: all but the gold."""
    return tuple(number for number, name in enumerate(corpus.annotators) if name != GOLD)


def crossings(article: Ints, annotator: Ints, start: Ints, end: Ints) -> Crossings:
    """Return which units of different annotators overlap in an article. The columns may be in any order."""
    count = len(article)
    stride = int(end.max(initial=0)) + 1
    order = np.argsort(article * stride + start, kind="stable")
    begins = (article * stride + start)[order]
    # Of the units that begin no earlier, those that begin before this one ends.
    following = np.searchsorted(begins, (article * stride + end)[order]) - np.arange(1, count + 1)
    following = np.maximum(following, 0)
    found: list[Crossings] = []
    before = np.concatenate(([0], np.cumsum(following)))
    at = 0
    while at < count:
        to = max(at + 1, int(np.searchsorted(before, before[at] + _AT_ONCE, side="right")) - 1)
        here = np.repeat(np.arange(at, to), following[at:to])
        there = here + 1 + np.arange(len(here)) - (before[at:to] - before[at]).repeat(following[at:to])
        one, other = order[here], order[there]
        shared = np.minimum(end[one], end[other]) - start[other]
        meant = (annotator[one] != annotator[other]) & (shared > 0)
        one, other = one[meant], other[meant]
        found.append(Crossings(np.minimum(one, other), np.maximum(one, other), shared[meant]))
        at = to
    if not found:
        none = np.empty(0, np.int64)
        return Crossings(none, none, none)
    return Crossings(*(np.concatenate(column) for column in zip(*found, strict=True)))


class Alignment:
    """Which labels of a corpus are the same. What was asked once is kept."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._overlaps: dict[LayerName, Overlaps] = {}
        self._codes: dict[LayerName, Ints] = {}
        self._matched: dict[tuple[LayerName, int, int, float, bool], Bools] = {}
        self._clusters: dict[tuple[LayerName, tuple[int, ...]], Ints] = {}
        self._repeated: dict[LayerName, Bools] = {}
        self._nested: dict[LayerName, Bools] = {}
        self._extent: dict[LayerName, tuple[Ints, Ints]] = {}
        self._groups: dict[tuple[LayerName, int, int], tuple[Ints, Ints]] = {}

    def overlaps(self, layer: LayerName) -> Overlaps:
        """Return all pairs of labels of different annotators that overlap."""
        if layer not in self._overlaps:
            self._overlaps[layer] = _overlaps(self._corpus.layers[layer])
        return self._overlaps[layer]

    def between(self, layer: LayerName, first: int, second: int) -> Overlaps:
        """Return the pairs of labels of two annotators that overlap; `first` is the one with the smaller number."""
        low, high = min(first, second), max(first, second)
        held = self.overlaps(layer)
        size = len(self._corpus.annotators)
        if layer not in self._codes:
            annotator = self._corpus.layers[layer].annotator
            self._codes[layer] = annotator[held.first] * size + annotator[held.second]
        code = low * size + high
        part = slice(*np.searchsorted(self._codes[layer], (code, code + 1)))
        columns = (held.first[part], held.second[part], held.shared[part])
        return Overlaps(*columns, held.iou[part], held.rank[part], held.weight[part])

    def repeated(self, layer: LayerName) -> Bools:
        """Return which labels mark what another label of their annotator marks that comes before them."""
        if layer not in self._repeated:
            one = self._corpus.layers[layer]
            same = np.zeros(len(one), np.bool_)
            columns = (one.article, one.annotator, one.start, one.end)
            same[1:] = np.logical_and.reduce([column[1:] == column[:-1] for column in columns])
            self._repeated[layer] = same
        return self._repeated[layer]

    def nested(self, layer: LayerName) -> Bools:
        """Return by article and annotator whether any of her labels overlap each other."""
        if layer not in self._nested:
            one = self._corpus.layers[layer]
            stride = int(one.end.max(initial=0)) + 1
            found = np.zeros_like(self._corpus.finished)
            if len(one):
                base = (one.article * len(self._corpus.annotators) + one.annotator) * stride
                ends = np.maximum.accumulate(base + one.end)
                within = np.flatnonzero((base + one.start)[1:] < ends[:-1]) + 1
                found[one.article[within], one.annotator[within]] = True
            self._nested[layer] = found
        return self._nested[layer]

    def pairs(
        self, layer: LayerName, first: int, second: int, least: float, *, distinct: bool = False
    ) -> tuple[Ints, Ints]:
        """Return the numbers of the matched labels of two annotators, side by side.

        Args:
            layer: whose labels.
            first: the number of an annotator.
            second: the number of another.
            least: pairs need this IoU, or more than 0 where it is 0.
            distinct: labels of an annotator that mark just the same are one, the first of them.
        """
        if first > second:
            ours, theirs = self.pairs(layer, second, first, least, distinct=distinct)
            return theirs, ours
        held = self.between(layer, first, second)
        distinct = distinct and bool(self.repeated(layer).any())
        key = layer, first, second, least, distinct
        if key not in self._matched:
            near = held.iou >= least
            if distinct:
                near &= ~(self.repeated(layer)[held.first] | self.repeated(layer)[held.second])
            self._matched[key] = self._one_to_one(layer, held, near, key)
        matched = self._matched[key]
        return held.first[matched], held.second[matched]

    def _one_to_one(
        self, layer: LayerName, held: Overlaps, near: Bools, key: tuple[LayerName, int, int, float, bool]
    ) -> Bools:
        """Return which of the pairs of two annotators are matched, of those that are near enough.

        Where an article's pairs are all near enough they are matched as they are at any overlap.
        """
        _, first, second, least, distinct = key
        article = self._corpus.layers[layer].article[held.first]
        chosen, matched = np.flatnonzero(near), np.zeros(len(near), np.bool_)
        if least:
            self.pairs(layer, first, second, 0, distinct=distinct)
            at_all = self._matched[layer, first, second, 0, distinct]
            lost = np.zeros(len(self._corpus), np.bool_)
            lost[article[~near]] = True
            again = lost[article[chosen]]
            matched[chosen[~again]] = at_all[chosen[~again]]
            chosen = chosen[again]
        nested = np.logical_or(self.nested(layer)[:, first], self.nested(layer)[:, second])
        columns = article[chosen], held.first[chosen], held.second[chosen], held.weight[chosen]
        matched[chosen] = one_to_one(*columns, nested)
        return matched

    def extent(self, layer: LayerName) -> tuple[Ints, Ints]:
        """Return by article and annotator how many labels there are, and their code points.

        Labels that mark just the same are one, those of no length none.
        """
        if layer not in self._extent:
            one, shape = self._corpus.layers[layer], self._corpus.finished.shape
            kept = np.flatnonzero((one.end > one.start) & ~self.repeated(layer))
            at = one.article[kept] * shape[1] + one.annotator[kept]
            lengths = np.bincount(at, one.end[kept] - one.start[kept], shape[0] * shape[1])
            counts = np.bincount(at, minlength=shape[0] * shape[1])
            self._extent[layer] = counts.reshape(shape), lengths.astype(np.int64).reshape(shape)
        return self._extent[layer]

    def groups(self, layer: LayerName, first: int, second: int) -> tuple[Ints, Ints]:
        """Return the labels of two annotators, and the group of each, by the number of one of its labels.

        Labels that are matched at any overlap are a group, with those of their annotators that mark just the same.
        Labels of no length are left out.
        """
        key = layer, first, second
        if key not in self._groups:
            one = self._corpus.layers[layer]
            mine = np.flatnonzero(((one.annotator == first) | (one.annotator == second)) & (one.end > one.start))
            # A label that is marked twice is in the group of the first of the two.
            group = np.maximum.accumulate(np.where(self.repeated(layer), 0, np.arange(len(one))))
            matched, match = self.pairs(layer, first, second, 0, distinct=True)
            to = np.arange(len(one))
            to[match] = matched
            self._groups[key] = mine, to[group[mine]]
        return self._groups[key]

    def clusters(self, layer: LayerName, annotators: tuple[int, ...] | None = None) -> Ints:
        """Return the number of the cluster of each label, -1 for labels of annotators who are not asked.

        A cluster has at most one label of an annotator; a label that matches none is a cluster of its own. Clusters
        are numbered in the order of their first labels. In articles that just two of those asked finished, labels are
        aligned one to one; in the others the pairs with the greatest IoU come first.
        """
        asked = tuple(sorted(people(self._corpus) if annotators is None else annotators))
        key = layer, asked
        if key not in self._clusters:
            self._clusters[key] = self._clustered(layer, asked)
        return self._clusters[key]

    def _clustered(self, layer: LayerName, asked: tuple[int, ...]) -> Ints:
        one = self._corpus.layers[layer]
        is_asked = np.zeros(len(self._corpus.annotators), np.bool_)
        is_asked[list(asked)] = True
        finished = self._corpus.finished & is_asked
        held = self.overlaps(layer)
        meant = is_asked[one.annotator[held.first]] & is_asked[one.annotator[held.second]]
        meant &= (finished.sum(axis=1) > 2)[one.article[held.first]]
        order = np.argsort(held.rank[meant], kind="stable")
        cluster = clustered(one.annotator, held.first[meant][order], held.second[meant][order])
        by_two = finished.sum(axis=1) == 2
        for i, first in enumerate(asked):
            for second in asked[i + 1 :]:
                just_these = by_two & finished[:, first] & finished[:, second]
                if just_these.any():
                    ours, theirs = self.pairs(layer, first, second, 0)
                    here = just_these[one.article[ours]]
                    cluster[theirs[here]] = ours[here]
        numbers = np.full(len(one), -1, np.int64)
        mine = is_asked[one.annotator]
        numbers[mine] = np.unique(cluster[mine], return_inverse=True)[1]
        return numbers


def _overlaps(layer: Layer) -> Overlaps:
    first, second, shared = crossings(layer.article, layer.annotator, layer.start, layer.end)
    by_pair = np.lexsort((second, first, layer.annotator[second], layer.annotator[first]))
    first, second, shared = first[by_pair], second[by_pair], shared[by_pair]
    length = layer.end - layer.start
    either = length[first] + length[second] - shared
    iou = shared / either
    starts = layer.start[first], layer.start[second]
    best = np.lexsort((second, first, -either, np.maximum(*starts), np.minimum(*starts), -iou))
    rank = np.empty(len(first), np.int64)
    rank[best] = np.arange(len(first))
    # Ranks within an article and two annotators: what a third marked does not decide between these two.
    size = int(layer.annotator.max(initial=0)) + 1
    group = (layer.article[first] * size + layer.annotator[first]) * size + layer.annotator[second]
    group = np.unique(group, return_inverse=True)[1]
    in_group = best[np.argsort(group[best], kind="stable")]
    sizes = np.bincount(group)
    behind = np.empty(len(first))
    behind[in_group] = np.arange(len(first)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    # By the root, so that the first with the last outdo the two between them, as where all four mark just the same.
    weight = iou + _MORE - _HIGHER * np.sqrt(behind / sizes[group])
    return Overlaps(first, second, shared, iou, rank, weight)
