"""The items of many articles at once: how many wait in each, and all of a project. Remembered until it changes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from labeler.agreement.units import ArticleUnits
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.registry import Entity, resolve
from labeler.domain.sets import GOLD, Annotator
from labeler.services.agreement_units import unit_set
from labeler.services.reviewing_sides import place_of
from labeler.services.reviewing_state import Reviewed
from labeler.store import Reader
from labeler.store.dataset import sets_in_order
from labeler.store.listing import SetState, has_entry, newest_entry, set_states
from labeler.store.records import Adjudication

if TYPE_CHECKING:
    from labeler.agreement.corpus import Corpus
    from labeler.agreement.disagreements import Items
    from labeler.agreement.overlap import Alignment

# So many counts are remembered at most.
_MOST = 50_000


class Counts(NamedTuple):
    """What an article's review holds: `open` items, how many of these are `disagreements`, `settled` ones.

    `imported` tells of finished gold that nobody settled here: it came from a file.
    """

    open: int
    disagreements: int
    settled: int
    imported: bool = False


@dataclass(frozen=True, slots=True)
class FinishedItems:
    """The items of finished sets, under the names of annotators, with the articles' ids."""

    article_ids: Sequence[str]
    items: Items
    alignment: Alignment


@dataclass(frozen=True, slots=True)
class _Held:
    """A project's items, found in a state of what they are made of; `newest` was the journal's newest entry then."""

    project: str
    newest: tuple[str, str]
    state: object
    found: FinishedItems


@dataclass(slots=True)
class _Known:
    """What was counted before, by project and article, with the state that it was counted in; one project's items."""

    counts: dict[tuple[str, str], tuple[object, Counts]]
    items: _Held | None = None

    def get(self, project: str, article_id: str, state: object) -> Counts | None:
        """Return what was counted in that very state."""
        held = self.counts.get((project, article_id))
        return held[1] if held is not None and held[0] == state else None

    def put(self, project: str, article_id: str, state: object, counts: Counts) -> None:
        """Remember what was counted."""
        if len(self.counts) >= _MOST:
            self.counts.clear()
        self.counts[project, article_id] = state, counts


_KNOWN = _Known({})


def counts_of(read: Reader, sets: Mapping[str, Sequence[SetState]], most: int | None) -> dict[str, Counts]:
    """Return what each article's review holds; counted again only where something changed since.

    Where more than `most` have changed, the first of them are counted, the rest left out.
    """
    project = place_of(read)
    merged = ((one.id, one.merged_into) for one in read.all(Entity) if one.merged_into)
    merges = hash(tuple(sorted(merged)))
    found: dict[str, Counts] = {}
    states: dict[str, object] = {}
    for article_id, held in sets.items():
        state = (merges, *(one[:1] + one[2:] for one in held))
        known = _KNOWN.get(project, article_id, state)
        if known is not None:
            found[article_id] = known
        elif most is None or len(states) < most:
            states[article_id] = state
    for article_id, counts in _counted(read, {one: sets[one] for one in states}).items():
        _KNOWN.put(project, article_id, states[article_id], counts)
        found[article_id] = counts
    return found


def finished_items(read: Reader, wanted: Collection[str] | None = None) -> FinishedItems:
    """Return the items of all finished sets, or of those of some articles; those of a whole project are kept."""
    if wanted is not None:
        return _items_of(read, wanted)
    project, newest, held = place_of(read), newest_entry(read), _KNOWN.items
    if held is not None and held.project != project:
        held = None
    if held is not None and held.newest == newest:
        return held.found
    # What reviewers decide meanwhile changes no finished set. Numbers in the journal tell so as long as it only grew.
    state = _finished_state(read)
    same = held is not None and held.state == state and has_entry(read, *held.newest)
    found = held.found if held is not None and same else _items_of(read, None)
    _KNOWN.items = _Held(project, newest, state, found)
    return found


def _finished_state(read: Reader) -> object:
    """Return what tells one state of all that items are made of from another."""
    sets = (one for held in set_states(read).values() for one in held)
    finished = frozenset(
        (one.set_id, one.number) for one in sets if one.annotator_id != GOLD and one.state == "finished"
    )
    names = frozenset((one.id, one.name) for one in read.all(Annotator))
    return finished, names, frozenset((one.id, one.name, one.merged_into) for one in read.all(Entity))


def _items_of(read: Reader, wanted: Collection[str] | None) -> FinishedItems:
    from labeler.agreement.disagreements import items
    from labeler.agreement.overlap import Alignment

    article_ids, corpus = _corpus(read, wanted)
    alignment = Alignment(corpus)
    return FinishedItems(article_ids, items(corpus, alignment), alignment)


def _counted(read: Reader, sets: Mapping[str, Sequence[SetState]]) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    untouched: set[str] = set()
    for article_id, held in sets.items():
        gold = next((one for one in held if one.annotator_id == GOLD), None)
        if gold is None:
            untouched.add(article_id)
        elif gold.state == "finished" and not gold.stale:
            settled = read.count(Adjudication, set_id=gold.set_id)
            found[article_id] = Counts(0, 0, settled, not settled and _came_from_a_file(read, gold.set_id))
        else:
            found[article_id] = _begun(Reviewed.of(read, article_id))
    if untouched:
        import numpy as np

        from labeler.agreement.disagreements import by_article

        held = finished_items(read, untouched)
        corpus = held.items.corpus
        sizes, differing = np.bincount(held.items.article, minlength=len(corpus)), by_article(held.items)
        for at, article_id in enumerate(held.article_ids):
            found[article_id] = Counts(int(sizes[at]), int(differing[at]), 0)
    return found


def _came_from_a_file(read: Reader, set_id: str) -> bool:
    return any(read.count(kind, set_id=set_id, origin="imported") for kind in (Claim, Speaker, Stance))


def _begun(state: Reviewed) -> Counts:
    waiting = [one for one in state.items.values() if one.id not in state.settled]
    return Counts(len(waiting), sum(bool(one.kind) for one in waiting), len(state.settled))


def _corpus(read: Reader, wanted: Collection[str] | None) -> tuple[list[str], Corpus]:
    """Return the finished sets of articles as columns, under the names of annotators, with the articles' ids."""
    from labeler.agreement.corpus import corpus_of

    entities = {one.id: one for one in read.all(Entity)}
    standing = {one: resolve(one, entities) for one in entities}
    article_ids: list[str] = []

    def articles() -> Iterator[ArticleUnits]:
        rows = sets_in_order(
            read, lambda one, _name: one.annotator_id != GOLD and one.state == "finished", article_ids=wanted
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
