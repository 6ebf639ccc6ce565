"""The labels that keep a figure from being 1: what somebody else who finished the article has not, or has otherwise.

They are what a reader wants to see of a figure. Each is compared as the figure compares it: labels that differ in their
type alone lower no F1 of spans, labels with other edges no agreement on types.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from labeler.agreement import entities, frames, links, spans
from labeler.agreement.choices import ORDER
from labeler.agreement.confusing import stance_values
from labeler.agreement.corpus import LAYERS, Bools, Codes, Corpus, Ints, LayerName
from labeler.agreement.overlap import Alignment
from labeler.agreement.pairing import compared, double, pairs_of
from labeler.agreement.report import Row
from labeler.agreement.subsets import ALL, Subset, counted

Two = tuple[int, int]
_COEFFICIENTS = frozenset({"observed", "alpha_nominal", "alpha_ordinal", "kappa", "ac1"})
_CHARACTERS = frozenset({"f1_characters", "bar_u_alpha"})
_ONE_SIDED = {"precision": 0, "recall": 1}


class Lowering(NamedTuple):
    """Labels of a layer, by number."""

    layer: LayerName
    labels: Ints


def lowering(
    corpus: Corpus,
    alignment: Alignment,
    row: Row,
    two: Two | None = None,
    *,
    threshold: float = spans.ABOUT,
    subset: Subset = ALL,
) -> Lowering:
    """Return the labels that lower a figure.

    Args:
        corpus: with the sets that count alone (`corpus.only`).
        alignment: that of this corpus.
        row: which figure; its numbers are not looked at.
        two: the numbers of two annotators, None for all people.
        threshold: the IoU from which labels match where the figure names none.
        subset: which labels count; its sets are not looked at.
    """
    least = threshold if row.threshold is None else row.threshold
    if row.layer not in {"link", "entity", "frame"} and row.attribute and row.measure in _COEFFICIENTS:
        return Lowering("claim", _chosen_otherwise(corpus, row, *_groups(corpus, alignment, two, subset)))
    layer = _layer_of(row)
    found = np.zeros(len(corpus.layers[layer]), np.bool_)
    for pair in pairs_of(corpus) if two is None else [two]:
        if row.layer in {"link", "entity", "frame"}:
            mine = _ties(corpus, alignment, row, pair, least, subset)
        elif row.measure in {"cu_alpha", "ku_alpha"}:
            mine = _crossing(corpus, alignment, row, pair)
        else:
            mine = _spans(corpus, alignment, row, layer, pair, least, subset)
        if row.measure in _ONE_SIDED:
            mine &= corpus.layers[layer].annotator == pair[_ONE_SIDED[row.measure]]
        found |= mine
    return Lowering(layer, np.flatnonzero(found))


def _layer_of(row: Row) -> LayerName:
    if row.layer == "entity":
        return "speaker"
    found: list[LayerName] = [name for name in LAYERS if name == row.layer]
    return found[0] if found else "claim"


def _spans(  # noqa: PLR0917  what is compared, and how
    corpus: Corpus, alignment: Alignment, row: Row, layer: LayerName, two: Two, least: float, subset: Subset
) -> Bools:
    """Return which labels of two annotators the other has not, or not with the same edges, characters or type."""
    found = spans.counting(corpus, alignment, layer, two, subset)
    step = least if row.measure in {"f1_overlap", "precision", "recall", "f1"} else 1.0
    ours, theirs = alignment.pairs(layer, *two, step, distinct=True)
    same = found[ours] & found[theirs]
    if row.attribute == "type":
        codes = corpus.attributes["type"].codes
        same &= codes[ours] == codes[theirs]
    differ = found.copy()
    differ[ours[same]] = differ[theirs[same]] = False
    return differ & ~_covered(corpus, alignment, layer, two, found) if row.measure in _CHARACTERS else differ


def _covered(corpus: Corpus, alignment: Alignment, layer: LayerName, two: Two, found: Bools) -> Bools:
    """Return which labels the other covers, if with several of hers; not where labels of a set lie over each other."""
    one, held = corpus.layers[layer], alignment.between(layer, *two)
    here = found[held.first] & found[held.second]
    both = np.concatenate((held.first[here], held.second[here]))
    shared = np.bincount(both, np.concatenate((held.shared[here], held.shared[here])), len(one))
    nested = alignment.nested(layer)
    return (shared >= one.end - one.start) & ~(nested[:, two[0]] | nested[:, two[1]])[one.article]


def _ties(  # noqa: PLR0917  what is compared, and how
    corpus: Corpus, alignment: Alignment, row: Row, two: Two, least: float, subset: Subset
) -> Bools:
    """Return which claims, or mentions, of two annotators are tied to other labels otherwise."""
    if row.layer == "entity":
        of_two = compared(corpus, alignment, "speaker", two, 0, subset=subset)
        other_entity, other_group = entities.apart(corpus, of_two)
        differ = other_group if row.measure == "b3" else other_entity
        return _marked(len(of_two.units), of_two.first[differ], of_two.second[differ])
    if row.layer == "link":
        held = links.linked(corpus, alignment, two, least, subset)
        if row.measure == "conditional":
            differ = held.either & ~held.common
            return _marked(len(held.links), held.found.first[differ], held.found.second[differ])
        return held.links & ~_marked(len(held.links), held.found.first[held.common], held.found.second[held.common])
    of_two = compared(corpus, alignment, "claim", two, least, subset=subset)
    same = frames.same(frames.frames_of(corpus), of_two.first, of_two.second)
    return of_two.units & ~_marked(len(of_two.units), of_two.first[same], of_two.second[same])


def _crossing(corpus: Corpus, alignment: Alignment, row: Row, two: Two) -> Bools:
    """Return which claims of two annotators overlap one of another type; with a category, of it or against it."""
    types, held = corpus.attributes["type"], alignment.between("claim", *two)
    ours, theirs = types.codes[held.first], types.codes[held.second]
    differ = ours != theirs
    if row.category:
        meant = types.words.index(row.category) if row.category in types.words else -1
        differ &= (ours == meant) | (theirs == meant)
    return _marked(len(types.codes), held.first[differ], held.second[differ])


def _groups(corpus: Corpus, alignment: Alignment, two: Two | None, subset: Subset) -> tuple[Ints, Ints]:
    """Return the claims whose values are compared, and which of them are compared with each other."""
    if two is not None:
        found = compared(corpus, alignment, "claim", two, 0, subset=subset)
        numbers = np.arange(len(found.first))
        return np.concatenate((found.first, found.second)), np.concatenate((numbers, numbers))
    layer, cluster = corpus.layers["claim"], alignment.clusters("claim")
    counts = counted(layer, subset, cluster, int(cluster.max(initial=-1)) + 1)
    claims = np.flatnonzero((cluster >= 0) & double(corpus)[layer.article])
    claims = claims[counts[cluster[claims]]]
    claims = claims[np.bincount(cluster[claims])[cluster[claims]] > 1] if len(claims) else claims
    return claims, np.unique(cluster[claims], return_inverse=True)[1]


def _chosen_otherwise(corpus: Corpus, row: Row, claims: Ints, group: Ints) -> Ints:
    """Return the claims of groups in which not all have the value: on a topic, or on any."""
    differ = np.zeros(int(group.max(initial=-1)) + 1, np.bool_)
    for column in _columns(corpus, row):
        codes, meant = column.codes[claims], np.ones(len(claims), np.bool_)
        if row.measure == "alpha_ordinal":
            meant = np.isin(codes, _ordered(column.words))
        if row.category:
            codes = (codes == (column.words.index(row.category) if row.category in column.words else -1)).astype(int)
        low, high = np.full(len(differ), np.iinfo(np.int64).max), np.full(len(differ), -1)
        np.minimum.at(low, group[meant], codes[meant])
        np.maximum.at(high, group[meant], codes[meant])
        differ |= low < high
    return np.sort(claims[differ[group]])


def _columns(corpus: Corpus, row: Row) -> Iterable[Codes]:
    if row.layer != "stance":
        return [corpus.attributes[row.attribute]] if row.attribute in corpus.attributes else []
    stances = stance_values(corpus)
    return [column for topic, column in stances.items() if row.topic in {"", topic}]


def _ordered(words: Sequence[str]) -> list[int]:
    return [number for number, word in enumerate(words) if word in ORDER]


def _marked(count: int, *numbers: Ints) -> Bools:
    found = np.zeros(count, np.bool_)
    for some in numbers:
        found[some] = True
    return found
