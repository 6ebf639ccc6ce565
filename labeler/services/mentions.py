"""What the speaker registry means for one's own work: who is mentioned how often, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.registry import Alias, Entity, resolve
from labeler.domain.sets import Actor
from labeler.services.projects import known
from labeler.store import Reader, Store
from labeler.store.mentions import Mention, counts_by_article, named_by_anyone, own_mentions

__all__ = ["EntityRow", "Mention", "Mentions", "mentions", "overview"]

NO_ENTITY = sentence("no_entity", "The registry has no such entry.")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRow:
    """One entry that stands for itself, after all merges.

    `aliases` are all its other names, those of `merged` entries included; `mentions` and `articles` count the actor's
    own speakers and the articles that they stand in. `used` tells whether any speaker of the project names it.
    """

    entity: Entity
    aliases: tuple[str, ...]
    merged: tuple[Entity, ...]
    mentions: int
    articles: int
    used: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """The first mentions by article and place, and how many there are."""

    rows: list[Mention]
    count: int


def overview(store: Store, actor: Actor) -> list[EntityRow]:
    """Return the registry by name, merges resolved, with the counts of the actor's own mentions."""
    with store.read() as read:
        actor = known(read, actor)
        entities = {one.id: one for one in read.all(Entity)}
        names = _names(read, entities)
        counts = counts_by_article(read, actor.id)
        used = {resolve(one, entities).id for one in named_by_anyone(read)}
    merged: dict[str, list[Entity]] = {}
    mentions: Counter[str] = Counter()
    articles: dict[str, set[str]] = {}
    for one in entities.values():
        stands = resolve(one.id, entities).id
        own = counts.get(one.id, {})
        mentions[stands] += sum(own.values())
        articles.setdefault(stands, set()).update(own)
        if stands != one.id:
            merged.setdefault(stands, []).append(one)
    rows = [
        EntityRow(
            entity=entities[one],
            aliases=_sorted(names[one] - {entities[one].name}),
            merged=tuple(sorted(merged.get(one, ()), key=lambda other: (other.name.casefold(), other.id))),
            mentions=mentions[one],
            articles=len(articles[one]),
            used=one in used,
        )
        for one in articles
    ]
    return sorted(rows, key=lambda row: (row.entity.name.casefold(), row.entity.id))


def mentions(store: Store, actor: Actor, entity_id: str | None, limit: int = 200) -> Mentions:
    """Return the actor's own speakers that name an entry, or one merged into it; None asks for those that name none.

    Raises:
        LabelerError: `no_entity`.
    """
    with store.read() as read:
        actor = known(read, actor)
        wanted = None if entity_id is None else _same(read, entity_id)
        rows, count = own_mentions(read, actor.id, wanted, max(0, limit))
    return Mentions(rows=rows, count=count)


def _same(read: Reader, entity_id: str) -> set[str]:
    """Return the ids of all entries for which the same one stands."""
    entities = {one.id: one for one in read.all(Entity)}
    if entity_id not in entities:
        raise LabelerError(NO_ENTITY)
    stands = resolve(entity_id, entities).id
    return {one for one in entities if resolve(one, entities).id == stands}


def _names(read: Reader, entities: Mapping[str, Entity]) -> dict[str, set[str]]:
    """Return all names of each entry that stands for others, by its id."""
    found: dict[str, set[str]] = {}
    own = ((one.id, one.name) for one in entities.values())
    further = ((one.entity_id, one.name) for one in read.all(Alias))
    for entity_id, name in (*own, *further):
        found.setdefault(resolve(entity_id, entities).id, set()).add(name)
    return found


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda one: (one.casefold(), one)))
