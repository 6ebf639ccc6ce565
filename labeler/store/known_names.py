"""The names of the registry that can stand for names found in an article."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, Table, func, literal, or_, select

from labeler.domain.recognition import KnownName
from labeler.domain.registry import Alias, Entity, resolve
from labeler.store.read import Reader
from labeler.store.rows import BY_KIND

_ENTITY: Table = BY_KIND[Entity].sql
_ALIAS: Table = BY_KIND[Alias].sql
_AT_ONCE = 100


def known_names(read: Reader, words: Collection[str]) -> list[KnownName]:
    """Return the names of the registry that hold one of some words (lower case), with what stands for them.

    Merges are followed. More names than needed may come: those with a longer word that begins so.
    """
    found: list[tuple[str, str]] = []
    wanted = sorted(set(words))
    for at in range(0, len(wanted), _AT_ONCE):
        some = wanted[at : at + _AT_ONCE]
        own = select(_ENTITY.c.name, _ENTITY.c.id).where(_holds(_ENTITY, some))
        others = select(_ALIAS.c.name, _ALIAS.c.entity_id).where(_holds(_ALIAS, some))
        found += [(row[0], row[1]) for query in (own, others) for row in read.connection.execute(query)]
    return _standing(read, found)


def _holds(table: Table, words: Collection[str]) -> ColumnElement[bool]:
    spaced = literal(" ").concat(func.lower(table.c.name))
    return or_(*(spaced.contains(f" {word}", autoescape=True) for word in words))


def _standing(read: Reader, found: list[tuple[str, str]]) -> list[KnownName]:
    """Return names with the entries that stand for them after all merges."""
    entities = read.by_id(Entity, {entity_id for _, entity_id in found})
    newest = entities
    while newest:  # a damaged project may name entries that are nowhere
        into = {one.merged_into for one in newest.values() if one.merged_into is not None}
        newest = read.by_id(Entity, into - entities.keys())
        entities |= newest
    there = sorted((name, entity_id) for name, entity_id in set(found) if entity_id in entities)
    return [KnownName(name, resolve(entity_id, entities)) for name, entity_id in there]
