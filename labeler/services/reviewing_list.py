"""What there is to review: the articles with what waits in each, and the items behind a figure of the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

import numpy as np

from labeler.agreement.choices import ABSENT
from labeler.agreement.corpus import Bools, Corpus, corpus_of
from labeler.agreement.disagreements import Items, by_article, items
from labeler.agreement.overlap import Alignment
from labeler.agreement.report import NONE
from labeler.agreement.units import UNSET, ArticleUnits
from labeler.domain.errors import LabelerError
from labeler.domain.registry import Entity, resolve
from labeler.domain.sets import GOLD, Actor, AnnotationSet, Annotator
from labeler.services.agreement_units import unit_set
from labeler.services.articles import article_of
from labeler.services.projects import NO_ANNOTATOR, project_row
from labeler.services.reviewing_state import Reviewed, reviewer
from labeler.services.reviewing_values import ItemQuery, ReviewRow
from labeler.store import Reader, Store
from labeler.store.dataset import article_keys, sets_in_order
from labeler.store.journal import heads
from labeler.store.records import Adjudication, Listed

# So many counts are remembered at most.
_MOST = 50_000


class _Counts(NamedTuple):
    """What an article's review holds: `open` items, how many of these are `disagreements`, `settled` ones."""

    open: int
    disagreements: int
    settled: int


@dataclass(slots=True)
class _Known:
    """What was counted before, by project and article, with the state that it was counted in."""

    counts: dict[tuple[str, str], tuple[object, _Counts]]

    def get(self, project_id: str, article_id: str, state: object) -> _Counts | None:
        """Return what was counted in that very state."""
        held = self.counts.get((project_id, article_id))
        return held[1] if held is not None and held[0] == state else None

    def put(self, project_id: str, article_id: str, state: object, counts: _Counts) -> None:
        """Remember what was counted."""
        if len(self.counts) >= _MOST:
            self.counts.clear()
        self.counts[project_id, article_id] = state, counts


_KNOWN = _Known({})


def review_list(store: Store, actor: Actor) -> list[ReviewRow]:
    """Return the articles that somebody finished, or that have a gold set, in the order of the article list.

    Raises:
        LabelerError: `needs_role`.
    """
    with store.read() as read:
        actor = reviewer(read, actor)
        names = {one.id: one.name for one in read.all(Annotator)}
        sets: defaultdict[str, list[AnnotationSet]] = defaultdict(list)
        for one in read.each(AnnotationSet):
            sets[one.article_id].append(one)
        shown = {article_id: held for article_id, held in sets.items() if any(_shows(one) for one in held)}
        counts = _counts(read, shown)
        listed = sorted(read.all(Listed), key=lambda one: (one.number, one.key))
        return [_row(one, shown[one.article_id], counts, names, actor) for one in listed if one.article_id in shown]


def items_of(store: Store, actor: Actor, query: ItemQuery) -> list[tuple[str, str]]:
    """Return (article id, item id) of the items that a cell of the report counts, by article and place.

    Raises:
        LabelerError: `needs_role`, `no_annotator`, `no_article`.
    """
    with store.read() as read:
        reviewer(read, actor)
        wanted = None if not query.article_id else {article_of(read, query.article_id).id}
        if query.articles:
            among = {ident for ident, key in article_keys(read).items() if key in set(query.articles)}
            wanted = among if wanted is None else wanted & among
        article_ids, corpus = _corpus(read, wanted)
        names = {one.name for one in read.all(Annotator)}
    for unknown in (one for one in query.pair if one not in names):
        raise LabelerError(NO_ANNOTATOR, name=unknown)
    if any(one not in corpus.annotators for one in query.pair):
        return []
    alignment = Alignment(corpus)
    whole = items(corpus, alignment)
    if not query.pair:
        asked: list[int] = np.flatnonzero(_asked(whole, query)).tolist()
        return [(article_ids[int(whole.article[at])], whole.id(at)) for at in asked]
    first, second = (corpus.annotators.index(one) for one in query.pair)
    of_two = items(corpus, alignment, (first, second))
    meant = _asked(of_two, query) & corpus.finished[of_two.article][:, [first, second]].all(axis=1)
    if query.attribute:
        meant &= _valued(of_two, query, first, second)
    numbers: list[int] = np.flatnonzero(meant).tolist()
    return _in_whole(whole, of_two, numbers, article_ids)


def _shows(one: AnnotationSet) -> bool:
    return one.annotator_id == GOLD or one.state == "finished"


def _row(
    listed: Listed,
    held: Iterable[AnnotationSet],
    counts: Mapping[str, _Counts],
    names: Mapping[str, str],
    actor: Actor,
) -> ReviewRow:
    gold = next((one for one in held if one.annotator_id == GOLD), None)
    finished = sorted(names[one.annotator_id] for one in held if one.annotator_id != GOLD and one.state == "finished")
    counted = counts[listed.article_id]
    return ReviewRow(
        article_id=listed.article_id,
        key=listed.key,
        title=listed.heading,
        finished=tuple(finished),
        open=counted.open,
        disagreements=counted.disagreements,
        settled=counted.settled,
        gold="" if gold is None or gold.state == "assigned" else gold.state,
        stale=gold is not None and gold.stale,
        own=any(one.annotator_id == actor.id and one.state != "assigned" for one in held),
    )


def _counts(read: Reader, sets: Mapping[str, list[AnnotationSet]]) -> dict[str, _Counts]:
    """Return what each article's review holds; counted again only where something changed since."""
    project_id = project_row(read).id
    numbers = {stream: number for stream, number, _ in heads(read.connection)}
    merges = hash(tuple(sorted((one.id, one.merged_into) for one in read.all(Entity) if one.merged_into)))
    states = {
        article_id: (merges, tuple(sorted((one.id, numbers.get(one.id, 0)) for one in held)))
        for article_id, held in sets.items()
    }
    found: dict[str, _Counts] = {}
    untouched: set[str] = set()
    for article_id, held in sets.items():
        known = _KNOWN.get(project_id, article_id, states[article_id])
        gold = next((one for one in held if one.annotator_id == GOLD), None)
        if known is not None:
            found[article_id] = known
        elif gold is None:
            untouched.add(article_id)
        elif gold.state == "finished" and not gold.stale:
            found[article_id] = _Counts(0, 0, read.count(Adjudication, set_id=gold.id))
        else:
            found[article_id] = _begun(Reviewed.of(read, article_id))
    if untouched:
        article_ids, corpus = _corpus(read, untouched)
        every = items(corpus, Alignment(corpus))
        sizes, differing = np.bincount(every.article, minlength=len(corpus)), by_article(every)
        for at, article_id in enumerate(article_ids):
            found[article_id] = _Counts(int(sizes[at]), int(differing[at]), 0)
    for article_id, counted in found.items():
        _KNOWN.put(project_id, article_id, states[article_id], counted)
    return found


def _begun(state: Reviewed) -> _Counts:
    waiting = [one for one in state.items.values() if one.id not in state.settled]
    return _Counts(len(waiting), sum(bool(one.kind) for one in waiting), len(state.settled))


def _corpus(read: Reader, wanted: Collection[str] | None) -> tuple[list[str], Corpus]:
    """Return the finished sets of articles as columns, under the names of annotators, with the articles' ids."""
    entities = {one.id: one for one in read.all(Entity)}
    standing = {one: resolve(one, entities) for one in entities}
    article_ids: list[str] = []

    def articles() -> Iterator[ArticleUnits]:
        rows = sets_in_order(
            read,
            lambda one, _name: (
                one.annotator_id != GOLD and one.state == "finished" and (wanted is None or one.article_id in wanted)
            ),
        )
        for article, held in groupby(rows, key=attrgetter("article")):
            article_ids.append(article.id)
            units = tuple(
                unit_set(
                    article.text, one.annotator, one.set, one.claims, one.speakers, one.stances, one.regions, standing
                )
                for one in held
            )
            yield ArticleUnits(key=article.key, length=len(article.text), sets=units)

    corpus = corpus_of(articles())
    return article_ids, corpus


def _asked(found: Items, query: ItemQuery) -> Bools:
    """Return which items are of the layer and kind that are asked for."""
    meant = np.ones(len(found), np.bool_)
    for at in range(len(found)):
        layer = not query.layer or found.layer_of(at) == query.layer
        kind = found.kind_of(at)
        meant[at] = layer and _is_of(kind, query.kind)
    return meant


def _is_of(kind: str, wanted: str) -> bool:
    if wanted in {"", "any"}:
        return not wanted or bool(kind)
    # Both kinds that are about a stance begin so.
    return kind == wanted or (wanted == "stance" and kind.startswith("stance "))


def _valued(found: Items, query: ItemQuery, first: int, second: int) -> Bools:
    """Return for which claims the two gave the values that are asked for."""
    meant = np.zeros(len(found), np.bool_)
    values = _Values(found.corpus, query)
    annotator = found.corpus.layers["claim"].annotator
    for at in range(len(found)):
        if found.layer_of(at) != "claim":
            continue
        units: list[int] = found.members[found.bounds[at] : found.bounds[at + 1]].tolist()
        by = {int(annotator[unit]): unit for unit in units}
        meant[at] = values.meet(by.get(first), by.get(second))
    return meant


class _Values:
    """What claims have of an attribute, one or, for stances on any topic, several."""

    def __init__(self, corpus: Corpus, query: ItemQuery) -> None:
        self._query = query
        self._column = corpus.attributes.get(query.attribute)
        self._stances: defaultdict[int, dict[str, str]] = defaultdict(dict)
        self._topics = (query.topic,) if query.topic else corpus.stances.topic.words
        if query.attribute == "value":
            held = corpus.stances
            for claim, topic, value in zip(held.claim, held.topic.codes, held.value.codes, strict=True):
                self._stances[int(claim)][held.topic.words[int(topic)]] = held.value.words[int(value)] or UNSET

    def meet(self, first: int | None, second: int | None) -> bool:
        """Tell whether the claims of the two (None: not marked) have the values that are asked for."""
        query = self._query
        if query.attribute != "value":
            return (self._of(first, ""), self._of(second, "")) == (query.first, query.second)
        return any(
            (self._of(first, topic), self._of(second, topic)) == (query.first, query.second) for topic in self._topics
        )

    def _of(self, claim: int | None, topic: str) -> str:
        if claim is None:
            return NONE
        if self._query.attribute == "value":
            return self._stances[claim].get(topic, ABSENT)
        return UNSET if self._column is None else self._column.words[int(self._column.codes[claim])]


def _in_whole(whole: Items, part: Items, numbers: list[int], article_ids: list[str]) -> list[tuple[str, str]]:
    """Return the items of all annotators that hold the labels of items of some, each once.

    A cue that differs between two stands in the item of its own, or, where others disagree on more, in its claim's.
    """
    place: dict[tuple[str, int], int] = {}
    for at in range(len(whole)):
        for unit in whole.members[whole.bounds[at] : whole.bounds[at + 1]].tolist():
            place[whole.layer_of(at), unit] = at
    claim_of = {
        int(cue): int(claim) for cue, claim in zip(part.corpus.stances.cue, part.corpus.stances.claim, strict=True)
    }
    found: dict[int, None] = {}
    for number in numbers:
        unit = int(part.members[part.bounds[number]])
        layer = part.layer_of(number)
        at = place.get((layer, unit))
        if at is None and layer == "stance":
            at = place.get(("claim", claim_of.get(unit, -1)))
        if at is not None:
            found[at] = None
    return [(article_ids[int(whole.article[at])], whole.id(at)) for at in sorted(found)]
