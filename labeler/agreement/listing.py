"""The items that figures are made of: which labels were compared with which, over all of the data and parts of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

import numpy as np

from labeler.agreement import disagreements, spans
from labeler.agreement.assembling import Team
from labeler.agreement.corpus import LAYERS, Bools, Corpus, Ints, LayerName, only
from labeler.agreement.frames import frames_of
from labeler.agreement.over_time import parts
from labeler.agreement.overlap import Alignment
from labeler.agreement.pairing import compared, double, is_part
from labeler.agreement.spans import CURVE
from labeler.agreement.subsets import ALL, Subset, counted, of_sets
from labeler.agreement.units import GOLD

NOT_COUNTED = "-"
"""Stands for thresholds where an item does not count for the measures in question."""


class Item(NamedTuple):
    """Labels that were compared: matched ones, or one that matches no other.

    `two` are the names of a pair, empty for all annotators. `spans` and `values` are the thresholds at which a pair's
    labels match: for span measures, in which identical labels of one annotator are one, and for all others. `kind` is
    the kind of disagreement, of all annotators' items alone, "-" if none is told. `same` says what else the two have
    in common: frame (source and stances), link (mentions that match at the threshold), entity. `labels` are numbers in
    the layer of the corpus that was given.
    """

    subset: str
    layer: LayerName
    two: tuple[str, ...]
    article: int
    spans: str
    values: str
    kind: str
    same: str
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class World:
    """A part of the data, as a corpus of its own: `numbers` holds by layer those of its labels in the whole corpus."""

    subset: Subset
    corpus: Corpus
    alignment: Alignment
    numbers: dict[LayerName, Ints]


def worlds(whole: Corpus, team: Team) -> Iterator[World]:
    """Yield the team's data, then each part of them that figures are given for."""
    base = _within(whole, team.corpus, team.alignment, ALL)
    yield base
    corpus = team.corpus
    chosen: list[Subset] = list(parts(team))
    for name, known in (("shown", 1), ("blind", 0)):
        sets = corpus.finished & (corpus.shown == known)
        if sets.any():
            chosen.append(of_sets(name, corpus, sets))
    for one in chosen:
        if one.sets is None:
            yield World(one, corpus, team.alignment, base.numbers)
        else:
            own = only(corpus, one.sets)
            yield _within(whole, own, Alignment(own), Subset(one.name))
    if any(corpus.layers[layer].aided.any() for layer in LAYERS):
        for name, aided in (("suggested", True), ("unaided", False)):
            yield World(Subset(name, aided=aided), corpus, team.alignment, base.numbers)
    for rule in sorted({word for layer in LAYERS for word in corpus.layers[layer].rule.words if word}):
        yield World(Subset(f"rule:{rule}", rule=rule), corpus, team.alignment, base.numbers)


def _within(whole: Corpus, corpus: Corpus, alignment: Alignment, subset: Subset) -> World:
    numbers: dict[LayerName, Ints] = {}
    for name, one in whole.layers.items():
        numbers[name] = np.flatnonzero(corpus.finished[one.article, one.annotator]).astype(np.int64)
    return World(subset, corpus, alignment, numbers)


def items(world: World, threshold: float) -> Iterator[Item]:
    """Yield the items of a part of the data: those of all annotators, then pair by pair."""
    corpus = world.corpus
    people = [number for number, name in enumerate(corpus.annotators) if name != GOLD]
    yield from _clusters(world)
    for two in combinations(people, 2):
        yield from pair_items(world, two, threshold)


def gold_items(whole: Corpus, threshold: float) -> Iterator[Item]:
    """Yield the items of each annotator beside gold."""
    if GOLD not in whole.annotators:
        return
    gold = whole.annotators.index(GOLD)
    world = _within(whole, whole, Alignment(whole), ALL)
    for number in range(len(whole.annotators)):
        if number != gold:
            yield from pair_items(world, (number, gold), threshold)


def pair_items(world: World, two: tuple[int, int], threshold: float) -> Iterator[Item]:
    """Yield the items of two annotators, by number."""
    corpus = world.corpus
    names = tuple(corpus.annotators[one] for one in two)
    steps = sorted({*CURVE, threshold})
    for layer in LAYERS:
        found = compared(corpus, world.alignment, layer, two, 0, subset=world.subset)
        pairs = _Pairs(world, layer, two)
        same = _Same(world, layer, two, threshold)
        near = sorted({0.0, threshold})
        # Of a part that some labels are, identical ones may be in it for one kind of measure and not for the other.
        counting = spans.counting(corpus, world.alignment, layer, two, world.subset)
        by_place = pairs.texts(steps, counting, distinct=True)
        by_value = pairs.texts(near, found.units, distinct=False)
        turns = [(by_place, by_value, found.units)]
        if is_part(world.subset):
            turns = [(by_place, None, counting), (None, by_value, found.units)]
        for place, value, units in turns:
            article, numbers = corpus.layers[layer].article, world.numbers[layer]
            held = sorted({*(place or ()), *(value or ())})
            matched = {number for key in held for number in key}
            for key in [*held, *((one,) for one in np.flatnonzero(units).tolist() if one not in matched)]:
                steps_of = [NOT_COUNTED if one is None else one.get(key, "") for one in (place, value)]
                labels = tuple(int(numbers[one]) for one in key)
                both = same.of(*key) if len(key) == 2 else ""
                at = int(article[key[0]])
                yield Item(world.subset.name, layer, names, at, steps_of[0], steps_of[1], "-", both, labels)


class _Same:
    """What two labels of a pair have in common beside their place."""

    def __init__(self, world: World, layer: LayerName, two: tuple[int, int], threshold: float) -> None:
        self._corpus = world.corpus
        self._layer = layer
        self._frames = frames_of(world.corpus) if layer == "claim" else None
        self._mentions: set[tuple[int, int]] = set()
        if layer == "claim":
            again = world.alignment.repeated("speaker")
            self._first = np.maximum.accumulate(np.where(again, 0, np.arange(len(again))))
            ours, theirs = world.alignment.pairs("speaker", *two, threshold, distinct=True)
            self._mentions = set(zip(ours.tolist(), theirs.tolist(), strict=True))

    def of(self, first: int, second: int) -> str:
        """Return what two labels, by number, have in common."""
        found: list[str] = []
        if self._layer == "speaker" and self._corpus.entity.codes[first] == self._corpus.entity.codes[second]:
            found.append("entity")
        if self._frames is not None:
            one, other = self._frames
            if one[first] == one[second] and other[first] == other[second]:
                found.append("frame")
            ours, theirs = int(self._corpus.linked[first]), int(self._corpus.linked[second])
            if ours >= 0 and theirs >= 0 and (self._first[ours], self._first[theirs]) in self._mentions:
                found.append("link")
        return " ".join(found)


@dataclass(frozen=True, slots=True)
class _Pairs:
    world: World
    layer: LayerName
    two: tuple[int, int]

    def texts(self, steps: Sequence[float], units: Bools, *, distinct: bool) -> dict[tuple[int, ...], str]:
        """Return the thresholds at which labels that count match, by pair of labels."""
        found: dict[tuple[int, ...], list[str]] = {}
        for step in steps:
            ours, theirs = self.world.alignment.pairs(self.layer, *self.two, step, distinct=distinct)
            kept = units[ours] & units[theirs]
            for key in zip(ours[kept].tolist(), theirs[kept].tolist(), strict=True):
                found.setdefault(key, []).append(f"{step:g}")
        return {key: " ".join(words) for key, words in found.items()}


def _clusters(world: World) -> Iterator[Item]:
    """Yield the clusters of labels of all annotators, with the kind of disagreement over all of the data."""
    corpus, subset = world.corpus, world.subset
    doubly = double(corpus)
    if not subset.name:
        found = disagreements.items(corpus, world.alignment)
        for number in range(len(found)):
            layer, at = found.layer_of(number), int(found.article[number])
            if doubly[at]:
                members = found.members[found.bounds[number] : found.bounds[number + 1]]
                labels = tuple(world.numbers[layer][members].tolist())
                yield Item("", layer, (), at, "", "", found.kind_of(number), "", labels)
        return
    layer = corpus.layers["claim"]
    cluster = world.alignment.clusters("claim")
    counts = counted(layer, subset, cluster, int(cluster.max(initial=-1)) + 1)
    kept = np.flatnonzero((cluster >= 0) & doubly[layer.article])
    kept = kept[counts[cluster[kept]]]
    order = kept[np.argsort(cluster[kept], kind="stable")]
    edges = np.flatnonzero(np.diff(cluster[order], prepend=-1, append=-2))
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        labels = tuple(world.numbers["claim"][order[start:end]].tolist())
        yield Item(subset.name, "claim", (), int(layer.article[order[start]]), "", "", "-", "", labels)
