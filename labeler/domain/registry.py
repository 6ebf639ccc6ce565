"""The speaker registry: entities, their aliases, and merges, which every reader resolves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

EntityKind: TypeAlias = Literal["person", "organisation", "group", "unnamed", ""]
ENTITY_KINDS: tuple[EntityKind, ...] = ("person", "organisation", "group", "unnamed", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who a speaker is, for the whole project. Never deleted: a merge sets `merged_into`."""

    id: str
    name: str
    kind: EntityKind = ""
    affiliation: str = ""
    merged_into: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name under which an entity is known."""

    id: str
    entity_id: str
    name: str


def resolve(entity_id: str, entities: Mapping[str, Entity]) -> Entity:
    """Return the entity that stands for the given one after all merges.

    A ring of merges ends where it began, a merge into nothing before it.
    """
    seen = {entity_id}
    entity = entities[entity_id]
    while (into := entity.merged_into) is not None and into in entities and into not in seen:
        seen.add(into)
        entity = entities[into]
    return entity
