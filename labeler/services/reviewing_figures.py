"""The labels behind the figures of a report and behind decisions on suggestions, told by whose they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from labeler.agreement.corpus import Bools, Corpus, Ints, LayerName, corpus_of, only
from labeler.agreement.lowering import Lowering, lowering
from labeler.agreement.overlap import Alignment
from labeler.agreement.repeated import twice
from labeler.agreement.report import Asked, Row
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.units import GOLD, ArticleUnits, UnitSet
from labeler.domain.adjudication import compared_of, taken_of
from labeler.domain.registry import Entity, resolve
from labeler.domain.sets import GOLD as GOLD_ID
from labeler.domain.sets import AnnotationSet, Annotator
from labeler.domain.suggestions import Decision, Suggestion
from labeler.services.agreement_gathering import Gathered
from labeler.services.agreement_units import unit_set
from labeler.services.reviewing_counts import FinishedItems
from labeler.store import Reader
from labeler.store.dataset import SetRows, sets_in_order
from labeler.store.past import first_made
from labeler.store.records import Adjudication


class Label(NamedTuple):
    """A label by whose it is, its layer and its id; `near` names its article where no item need hold it."""

    annotator: str
    layer: str
    id: str
    near: str = ""


class Held(NamedTuple):
    """Finished sets as a corpus, with the articles' ids."""

    article_ids: Sequence[str]
    corpus: Corpus
    alignment: Alignment

    @classmethod
    def of(cls, held: FinishedItems) -> Held:
        """Return the sets that items are of."""
        return cls(held.article_ids, held.items.corpus, held.alignment)


@dataclass(frozen=True, slots=True)
class Part:
    """Some of the finished sets: their corpus, its alignment, and for each layer the numbers its labels have there.

    A part that leaves nothing out is the whole.
    """

    corpus: Corpus
    alignment: Alignment
    numbers: Mapping[LayerName, Ints]


def part_of(held: Held, sets: Bools) -> Part:
    """Return the sets `sets[a, m]` of finished ones."""
    corpus = held.corpus
    kept: dict[LayerName, Ints] = {
        name: np.flatnonzero((corpus.finished & sets)[one.article, one.annotator])
        for name, one in corpus.layers.items()
    }
    if not (corpus.finished & ~sets).any():
        return Part(corpus, held.alignment, kept)
    corpus = only(corpus, sets)
    return Part(corpus, Alignment(corpus), kept)


def sets_asked(read: Reader, held: Held, asked: Asked) -> Bools:
    """Return which sets a report counts, by article and annotator."""
    corpus = held.corpus
    sets = corpus.finished.copy()
    if asked.annotators:
        sets &= np.isin(corpus.annotators, asked.annotators)
    if asked.articles:
        sets &= np.isin(corpus.keys, asked.articles)[:, None]
    if asked.guidelines:
        sets &= corpus.guidelines == asked.guidelines
    if asked.since or asked.until:
        sets &= _finished_then(read, held, asked)
    return sets


def sets_of_part(read: Reader, held: Held, name: str) -> Bools:
    """Return which sets a part of the data is made of: all, but of a month, a version, or sets shown or blind."""
    corpus = held.corpus
    kind, _, rest = name.partition(":")
    if kind == "month":
        return corpus.month == (corpus.months.index(rest) if rest in corpus.months else -1)
    if kind == "guidelines":
        return corpus.guidelines == int(rest)
    if kind in {"shown", "blind"}:
        return _saw(read, held, seen=kind == "shown")
    return np.ones_like(corpus.finished)


def labels_of_figures(part: Part, rows: Iterable[Row], threshold: float) -> Iterator[Lowering]:
    """Yield the labels that lower figures of the team or of two people, by their numbers in the whole."""
    annotators = part.corpus.annotators
    for row in rows:
        if any(one not in annotators for one in row.annotators):
            continue
        two = _two(part.corpus, row) if row.annotators else None
        found = lowering(part.corpus, part.alignment, row, two, threshold=threshold, subset=_labels_of_part(row.subset))
        yield Lowering(found.layer, part.numbers[found.layer][found.labels])


def labels_beside_gold(
    read: Reader, wanted: Collection[str] | None, rows: Iterable[Row], asked: Asked
) -> Iterator[Label]:
    """Yield the labels that lower figures against finished gold.

    In the place of a label of gold's stand those that it was settled from, else the one that is most like it.
    """
    golden = gold_articles(read, wanted)
    held = _with_gold(read, golden) if golden else None
    if held is None:
        return
    corpus = held.corpus
    sets = sets_asked(read, held, replace(asked, annotators=()))
    sets[:, corpus.annotators.index(GOLD)] = corpus.finished[:, corpus.annotators.index(GOLD)]
    part = part_of(held, sets)
    stands_for = _settled_from(read, golden)
    for row in rows:
        for layer, numbers in labels_of_figures(part, [row], asked.threshold):
            for number in numbers.tolist():
                yield from _for_person(held, layer, number, stands_for)


def gold_articles(read: Reader, wanted: Collection[str] | None) -> dict[str, str]:
    """Return the articles whose gold is finished and not stale, with the ids of the gold sets."""
    sets = read.all(AnnotationSet, annotator_id=GOLD_ID, state="finished")
    return {one.article_id: one.id for one in sets if not one.stale and (wanted is None or one.article_id in wanted)}


def labels_of_oneself(gathered: Gathered, rows: Iterable[Row], threshold: float) -> Iterator[Label]:
    """Yield the labels in which the sets of a person on the same text, once more, differ from her first."""
    again = gathered.again
    if not again:
        return
    both = twice(gathered.corpus, again)
    who = [one.set.annotator for one in again]
    for row in rows:
        mine = np.isin(who, row.annotators) if row.annotators else np.ones(len(who), np.bool_)
        corpus = only(both, np.repeat(mine[:, None], 2, axis=1))
        found = lowering(corpus, Alignment(corpus), row._replace(annotators=()), threshold=threshold)
        layer = corpus.layers[found.layer]
        for number in found.labels.tolist():
            yield Label(who[int(layer.article[number])], found.layer, str(layer.ids[number]))


def labels_decided(read: Reader, annotator: str, rule: str, verdict: str) -> Iterator[Label]:
    """Yield the labels that came of one person's decisions on suggestions, of one rule or of all (`rule` "")."""
    ids = {one.id: one.name for one in read.all(Annotator)}
    sets = {one.id for one in read.all(AnnotationSet, state="finished") if ids.get(one.annotator_id) == annotator}
    made = [one for one in read.all(Decision, verdict=verdict) if one.set_id in sets and one.label_id]
    offered = read.by_id(Suggestion, (one.suggestion_id for one in made))
    for one in made:
        found = offered.get(one.suggestion_id)
        if found is not None and rule in {"", found.rule}:
            yield Label(annotator, found.kind, one.label_id or "")


def _two(corpus: Corpus, row: Row) -> tuple[int, int]:
    first, second = (corpus.annotators.index(one) for one in row.annotators)
    return first, second


def _labels_of_part(name: str) -> Subset:
    kind, _, rest = name.partition(":")
    if kind == "rule":
        return Subset(name, rule=rest)
    return Subset(name, aided=name == "suggested") if name in {"suggested", "unaided"} else ALL


def _finished_then(read: Reader, held: Held, asked: Asked) -> Bools:
    corpus = held.corpus
    names = {one.id: one.name for one in read.all(Annotator)}
    place = {ident: number for number, ident in enumerate(held.article_ids)}
    who = {name: number for number, name in enumerate(corpus.annotators)}
    found = np.zeros_like(corpus.finished)
    for one in read.all(AnnotationSet, state="finished"):
        day, name = one.finished[:10], names.get(one.annotator_id, GOLD)
        in_time = (not asked.since or day >= asked.since) and (not asked.until or day <= asked.until)
        if in_time and one.article_id in place and name in who:
            found[place[one.article_id], who[name]] = True
    return found


def _saw(read: Reader, held: Held, *, seen: bool) -> Bools:
    from labeler.services.agreement import saw_suggestions

    corpus, made = held.corpus, first_made(read)
    place = {ident: number for number, ident in enumerate(held.article_ids)}
    found = np.zeros_like(corpus.finished)
    for rows in sets_in_order(read, _is_finished, article_ids=held.article_ids):
        if saw_suggestions(read, rows, made) is seen:
            found[place[rows.article.id], corpus.annotators.index(rows.annotator)] = True
    return found


def _is_finished(one: AnnotationSet, _name: str) -> bool:
    return one.annotator_id != GOLD_ID and one.state == "finished"


def _with_gold(read: Reader, golden: Collection[str]) -> Held:
    """Return the finished sets of articles beside their gold."""
    entities = {one.id: one for one in read.all(Entity)}
    standing = {one: resolve(one, entities) for one in entities}
    article_ids: list[str] = []

    def articles() -> Iterator[ArticleUnits]:
        rows = sets_in_order(read, lambda one, _name: one.state == "finished" and not one.stale, article_ids=golden)
        for article, held in groupby(rows, key=attrgetter("article")):
            article_ids.append(article.id)
            sets = [_units(one, standing) for one in held]
            gold = next((one for one in sets if one.annotator == GOLD), None)
            own = tuple(one for one in sets if one is not gold)
            yield ArticleUnits(key=article.key, length=len(article.text), sets=own, gold=gold)

    corpus = corpus_of(articles(), gold=True)
    return Held(article_ids, corpus, Alignment(corpus))


def _units(one: SetRows, standing: Mapping[str, Entity]) -> UnitSet:
    name = GOLD if one.set.annotator_id == GOLD_ID else one.annotator
    held = one.claims, one.speakers, one.stances, one.regions
    return unit_set(one.article.text, name, one.set, *held, standing)


def _settled_from(read: Reader, golden: Mapping[str, str]) -> dict[str, list[Label]]:
    """Return which labels of people each label of gold was settled from, by its id."""
    names = {one.id: one.name for one in read.all(Annotator)}
    found: dict[str, list[Label]] = {}
    for one in read.each(Adjudication, set_id=list(golden.values())):
        taken = taken_of(one.taken)
        if taken is None:
            continue
        compared = [
            Label(names[part.annotator_id], taken.layer, part.label_id)
            for part in compared_of(one.sources)
            if part.annotator_id in names
        ]
        for label in taken.labels:
            found.setdefault(label, []).extend(compared)
    return found


def _for_person(held: Held, layer: LayerName, number: int, stands_for: Mapping[str, list[Label]]) -> Iterator[Label]:
    """Yield a label as that of a person."""
    corpus = held.corpus
    one = corpus.layers[layer]
    name = corpus.annotators[int(one.annotator[number])]
    near = held.article_ids[int(one.article[number])]
    if name != GOLD:
        yield Label(name, layer, one.ids[number], near)
        return
    known = stands_for.get(one.ids[number])
    if known:
        yield from (label._replace(near=near) for label in known)
        return
    overlaps = held.alignment.overlaps(layer)
    beside = np.flatnonzero((overlaps.first == number) | (overlaps.second == number))
    if not len(beside):
        yield Label("", layer, "", near)
        return
    best = int(beside[np.argmin(overlaps.rank[beside])])
    other = int(overlaps.first[best] + overlaps.second[best]) - number
    yield Label(corpus.annotators[int(one.annotator[other])], layer, one.ids[other], near)
