"""How near each annotator is to the gold sets: precision, recall and F1 by label, and how far choices agree.

Gold is made from the annotators' own labels, so whoever was often followed stands better; that is what is measured.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from labeler.agreement import entities, frames, links, spans
from labeler.agreement.assembling import Measured
from labeler.agreement.choices import Choice, Choices
from labeler.agreement.corpus import LAYERS, Bools, Corpus, Ints, LayerName
from labeler.agreement.overlap import Alignment, people
from labeler.agreement.report import GROUPS, Row
from labeler.agreement.sums import NO_OVERLAP, NO_UNITS, Statistic, Value
from labeler.agreement.units import GOLD

_PARTS: dict[str, Value] = {"precision": spans.precision, "recall": spans.recall}


class _Beside(NamedTuple):
    """One annotator (by number) beside gold, and the articles that both finished."""

    corpus: Corpus
    alignment: Alignment
    threshold: float
    annotator: int
    gold: int
    both: Bools

    def row(self, layer: str, measure: str, attribute: str = "", category: str = "", topic: str = "") -> Row:
        """Return a row without a value yet."""
        least = self.threshold if measure in {"f1_overlap", "precision", "recall"} else None
        names = self.corpus.annotators[self.annotator], GOLD
        return Row(layer, measure, attribute, category, topic, annotators=names, threshold=least)

    @property
    def two(self) -> tuple[int, int]:
        """The annotator and gold, by number."""
        return self.annotator, self.gold


def against_gold(
    corpus: Corpus, alignment: Alignment, *, layers: Collection[str] = GROUPS, threshold: float = spans.ABOUT
) -> Iterator[Measured]:
    """Yield the figures of each annotator against gold; nothing where there is no finished gold.

    Args:
        corpus: with gold sets.
        alignment: that of this corpus.
        layers: which of GROUPS.
        threshold: the IoU from which labels match.
    """
    if GOLD not in corpus.annotators:
        return
    gold = corpus.annotators.index(GOLD)
    choices = Choices(corpus, alignment)
    for annotator in people(corpus):
        both = corpus.finished[:, annotator] & corpus.finished[:, gold]
        one = _Beside(corpus, alignment, threshold, annotator, gold, both)
        for layer in LAYERS:
            if layer in layers:
                yield from _spans(one, layer)
        if "claim" in layers:
            yield from _types(one)
            for attribute in choices.attributes:
                yield from _choices(one, "claim", attribute, choices.pair(attribute, *one.two))
        if "stance" in layers:
            yield from _stances(one)
            yield from _choices(one, "stance", "value", choices.pair_stances(*one.two))
        yield from _ties(one, layers)


def _spans(one: _Beside, layer: LayerName) -> Iterator[Measured]:
    for measure in spans.SPAN_MEASURES:
        found = spans.pair(one.corpus, one.alignment, layer, *one.two, measure=measure, threshold=one.threshold)
        if measure == "f1_overlap":
            yield from _parts(one, one.row(layer, ""), found)
        yield Measured(one.row(layer, measure), found)


def _types(one: _Beside) -> Iterator[Measured]:
    """Yield precision, recall and F1 of each claim type: a match has the same type."""
    claims, types = one.corpus.layers["claim"], one.corpus.attributes["type"]
    ours, theirs = one.alignment.pairs("claim", *one.two, one.threshold)
    for code, word in enumerate(types.words):
        mine = types.codes == code
        matched = mine[ours] & mine[theirs]
        columns = [claims.article[ours[matched]]]
        columns += [claims.article[mine & (claims.annotator == who)] for who in one.two]
        yield from _by_label(one, one.row("claim", "f1_overlap", "type", word), columns)


def _stances(one: _Beside) -> Iterator[Measured]:
    """Yield precision, recall and F1 of stances, all, by topic and by value.

    A stance of a claim is right if the claim matches one of gold's that holds the same on this topic.
    """
    held, claims = one.corpus.stances, one.corpus.layers["claim"]
    match = np.full(len(claims), -1, np.int64)
    ours, theirs = one.alignment.pairs("claim", *one.two, one.threshold)
    match[ours] = theirs
    whose, article = claims.annotator[held.claim], claims.article[held.claim]
    kind = held.topic.codes * len(held.value.words) + held.value.codes
    kinds = len(held.topic.words) * len(held.value.words)
    mine, golds = whose == one.annotator, whose == one.gold
    known = held.claim[golds] * kinds + kind[golds]
    right = mine & (match[held.claim] >= 0) & np.isin(match[held.claim] * kinds + kind, known)
    parts = [("", "", np.ones(len(kind), np.bool_))]
    parts += [(word, "", held.topic.codes == code) for code, word in enumerate(held.topic.words)]
    parts += [("", word, held.value.codes == code) for code, word in enumerate(held.value.words)]
    for topic, value, part in parts:
        columns = [article[part & which] for which in (right, mine, golds)]
        yield from _by_label(one, one.row("stance", "f1", "value", value, topic), columns)


def _by_label(one: _Beside, row: Row, columns: list[Ints]) -> Iterator[Measured]:
    """Yield precision, recall and F1 (`row`) of labels: articles of those in common, of the annotator's, of gold's."""
    table = np.column_stack([np.bincount(articles, minlength=len(one.both)) for articles in columns]).astype(np.float64)
    table *= one.both[:, None]
    count = int(table[:, 1:].sum())
    reason = NO_OVERLAP if not one.both.any() else "" if count else NO_UNITS
    found = Statistic(table, spans.f1, reason, int(one.both.sum()), count)
    yield from _parts(one, row, found)
    yield Measured(row, found)


def _parts(one: _Beside, row: Row, found: Statistic) -> Iterator[Measured]:
    """Yield precision and recall of a table of what is common, the annotator's and gold's."""
    for number, (measure, value) in enumerate(_PARTS.items(), start=1):
        reason = found.reason or ("" if found.table[:, number].any() else NO_UNITS)
        yield Measured(
            row._replace(measure=measure, threshold=one.threshold), replace(found, value=value, reason=reason)
        )


def _choices(one: _Beside, layer: str, attribute: str, found: Iterable[Choice]) -> Iterator[Measured]:
    for choice in found:
        if not choice.category and not choice.topic:
            yield Measured(one.row(layer, choice.measure, attribute), choice.statistic)


def _ties(one: _Beside, layers: Collection[str]) -> Iterator[Measured]:
    corpus, alignment, least = one.corpus, one.alignment, one.threshold
    if "link" in layers:
        linked = links.pair(corpus, alignment, *one.two, threshold=least)
        yield Measured(one.row("link", "conditional")._replace(threshold=least), linked.conditional)
        yield Measured(one.row("link", "f1")._replace(threshold=least), linked.f1)
    if "entity" in layers:
        meant = entities.pair(corpus, alignment, *one.two)
        yield Measured(one.row("entity", "b3"), meant.b3)
        yield Measured(one.row("entity", "observed"), meant.observed)
    if "frame" in layers:
        yield from _frames(one)


def _frames(one: _Beside) -> Iterator[Measured]:
    """Yield precision, recall and F1 of whole frames: a match has the same source and the same stances."""
    claims, held = one.corpus.layers["claim"], frames.frames_of(one.corpus)
    ours, theirs = one.alignment.pairs("claim", *one.two, one.threshold)
    right = frames.same(held, ours, theirs)
    columns = [claims.article[ours[right]], *(claims.article[claims.annotator == who] for who in one.two)]
    row = one.row("frame", "f1")._replace(threshold=one.threshold)
    yield from _by_label(one, row, columns)
