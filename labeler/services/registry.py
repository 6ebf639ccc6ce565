"""The speaker registry: who is known to the project, by which names. Shared, and never deleted from."""

from __future__ import annotations

from dataclasses import replace

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id, new_id
from labeler.domain.journal import PROJECT_STREAM
from labeler.domain.registry import ENTITY_KINDS, Alias, Entity, EntityKind, resolve
from labeler.domain.sets import GOLD, NEEDS_ROLE, Actor, Annotator
from labeler.services.mentions import EntityRow, Mention, Mentions, mentions, overview
from labeler.services.projects import known
from labeler.store import Edit, Reader, Store
from labeler.store.journal import head

__all__ = [
    "EntityRow",
    "Mention",
    "Mentions",
    "add_alias",
    "add_entity",
    "aliases",
    "change_entity",
    "complete_entity",
    "entities",
    "entity_for",
    "entity_of",
    "governs",
    "may_govern",
    "mentions",
    "merge_entities",
    "named",
    "new_entity",
    "newest",
    "overview",
    "standing",
    "unmerge_entity",
]

NO_ENTITY = sentence("no_entity", "The registry has no such entry.")
BLANK_NAME = sentence("blank_name", "A name in the registry needs 1 to 200 printable characters.")
ENTITY_EXISTS = sentence("entity_exists", "The registry has {name!r} already.")
BAD_KIND = sentence("bad_entity_kind", "{kind!r} is no kind of entry: person, organisation, group, unnamed or nothing.")
NOT_MERGED = sentence("not_merged", "{name!r} stands for itself: it is merged into no other entry.")
SELF_MERGE = sentence("self_merge", "{name!r} can't be merged into itself.")


def entities(store: Store, actor: Actor) -> list[Entity]:
    """Return all entries by name, merged ones included."""
    with store.read() as read:
        known(read, actor)
        return sorted(read.all(Entity), key=lambda one: (one.name.casefold(), one.id))


def aliases(store: Store, actor: Actor) -> list[Alias]:
    """Return all further names."""
    with store.read() as read:
        known(read, actor)
        return sorted(read.all(Alias), key=lambda one: (one.name.casefold(), one.id))


def newest(store: Store, actor: Actor) -> int:
    """Return a number that grows with every change of the registry (and of the project around it)."""
    with store.read() as read:
        known(read, actor)
        return head(read.connection, PROJECT_STREAM)[0]


def governs(store: Store, actor: Actor) -> bool:
    """Tell whether the actor may rename, merge and change entries: everyone may while she is alone."""
    with store.read() as read:
        try:
            may_govern(read, actor, "")
        except LabelerError:
            return False
        return True


def add_entity(
    store: Store,
    actor: Actor,
    name: str,
    kind: EntityKind = "",
    affiliation: str = "",
    *,
    id: str | None = None,  # noqa: A002
) -> Changed:
    """Add an entry to the registry. Not undone by undo: labels may name it.

    Raises:
        LabelerError: `blank_name`, `bad_entity_kind`, `entity_exists`.
    """
    with store.edit("add registry entry", actor, edit_id=_edit_id("entity", id)) as edit:
        known(edit.read, actor)
        if edit.repeated:
            return edit.changed
        if named(edit.read, name) is not None:
            raise LabelerError(ENTITY_EXISTS, name=name)
        new_entity(edit, name, kind, affiliation, id=id)
    return edit.changed


def add_alias(store: Store, actor: Actor, entity_id: str, name: str, *, id: str | None = None) -> Changed:  # noqa: A002
    """Add a further name to an entry. Not undone by undo.

    Raises:
        LabelerError: `no_entity`, `blank_name`, `entity_exists`.
    """
    with store.edit("add name", actor, edit_id=_edit_id("alias", id)) as edit:
        known(edit.read, actor)
        if edit.repeated:
            return edit.changed
        entity = entity_of(edit.read, entity_id)
        if any(one.name == name for one in (entity, *edit.read.all(Alias, entity_id=entity_id))):
            raise LabelerError(ENTITY_EXISTS, name=name)
        edit.add(Alias(id=id or new_id(), entity_id=entity_id, name=_checked(name)))
    return edit.changed


def change_entity(
    store: Store,
    actor: Actor,
    entity_id: str,
    *,
    name: str | None = None,
    kind: EntityKind | None = None,
    affiliation: str | None = None,
) -> Changed:
    """Rename an entry, or change its kind or affiliation; once there are two annotators, for leads and reviewers.

    Raises:
        LabelerError: `needs_role`, `no_entity`, `blank_name`, `bad_entity_kind`.
    """
    with store.edit("change registry entry", actor) as edit:
        may_govern(edit.read, actor, "change the registry")
        entity = entity_of(edit.read, entity_id)
        edit.put(
            replace(
                entity,
                name=entity.name if name is None else _checked(name),
                kind=entity.kind if kind is None else _checked_kind(kind),
                affiliation=entity.affiliation if affiliation is None else affiliation,
            )
        )
    return edit.changed


def complete_entity(
    store: Store,
    actor: Actor,
    entity_id: str,
    *,
    kind: EntityKind | None = None,
    affiliation: str | None = None,
) -> Changed:
    """Fill in what an entry does not say yet. Whoever may add entries may; not undone by undo, as adding is not.

    Raises:
        LabelerError: `no_entity`, `bad_entity_kind`, `needs_role` (it says something else already).
    """
    with store.edit("describe registry entry", actor, reversible=False) as edit:
        known(edit.read, actor)
        entity = entity_of(edit.read, entity_id)
        kind = entity.kind if kind is None else _checked_kind(kind)
        affiliation = entity.affiliation if affiliation is None else affiliation
        if entity.kind not in {"", kind} or entity.affiliation not in {"", affiliation}:
            may_govern(edit.read, actor, "change the registry")
        edit.put(replace(entity, kind=kind, affiliation=affiliation))
    return edit.changed


def merge_entities(store: Store, actor: Actor, from_id: str, into_id: str) -> Changed:
    """Let one entry stand for another from now on; mentions keep what they were given.

    Raises:
        LabelerError: `needs_role`, `no_entity`, `self_merge` (also where it would make a ring).
    """
    with store.edit("merge registry entries", actor) as edit:
        may_govern(edit.read, actor, "merge registry entries")
        entity, into = entity_of(edit.read, from_id), entity_of(edit.read, into_id)
        everyone = {one.id: one for one in edit.read.all(Entity)}
        if resolve(into.id, everyone).id in {entity.id, resolve(entity.id, everyone).id}:
            raise LabelerError(SELF_MERGE, name=entity.name)
        edit.put(replace(resolve(entity.id, everyone), merged_into=resolve(into.id, everyone).id))
    return edit.changed


def unmerge_entity(store: Store, actor: Actor, entity_id: str) -> Changed:
    """Let an entry that was merged stand for itself again; mentions keep what they were given.

    Raises:
        LabelerError: `needs_role`, `no_entity`, `not_merged`.
    """
    with store.edit("unmerge registry entry", actor) as edit:
        may_govern(edit.read, actor, "unmerge registry entries")
        entity = entity_of(edit.read, entity_id)
        if entity.merged_into is None:
            raise LabelerError(NOT_MERGED, name=entity.name)
        edit.put(replace(entity, merged_into=None))
    return edit.changed


def entity_of(read: Reader, entity_id: str) -> Entity:
    """Return an entry by its id.

    Raises:
        LabelerError: `no_entity`.
    """
    found = read.one(Entity, id=entity_id)
    if found is None:
        raise LabelerError(NO_ENTITY)
    return found


def named(read: Reader, name: str) -> Entity | None:
    """Return the entry that a name stands for: its own name first, else an alias; exact; merges are followed."""
    found = [one.id for one in read.all(Entity, name=name)]
    # An entry that stands for itself comes before one that was merged away.
    own = read.by_id(Entity, found)
    candidates = sorted(found, key=lambda one: (own[one].merged_into is not None, one))
    candidates += [one.entity_id for one in read.all(Alias, name=name)]
    return standing(read, candidates[0]) if candidates else None


def standing(read: Reader, entity_id: str) -> Entity:
    """Return the entry that stands for another after all merges."""
    entity = entity_of(read, entity_id)
    seen = {entity.id}
    while entity.merged_into is not None and entity.merged_into not in seen:
        entity = entity_of(read, entity.merged_into)
        seen.add(entity.id)
    return entity


def entity_for(edit: Edit, name: str, kind: EntityKind = "", affiliation: str = "") -> str:
    """Return the id of the entry that a name stands for; an unknown name is added to the registry."""
    found = named(edit.read, name)
    return found.id if found is not None else new_entity(edit, name, kind, affiliation).id


def new_entity(edit: Edit, name: str, kind: EntityKind, affiliation: str, *, id: str | None = None) -> Entity:  # noqa: A002
    """Add an entry within an edit; the journal holds it as an entry of its own."""
    entity = Entity(id=id or new_id(), name=_checked(name), kind=_checked_kind(kind), affiliation=affiliation)
    edit.add(entity)
    return entity


def may_govern(read: Reader, actor: Actor, verb: str) -> None:
    """Refuse annotators once there is someone else whose mentions would change their meaning.

    Raises:
        LabelerError: `needs_role`.
    """
    actor = known(read, actor)
    people = [one for one in read.all(Annotator) if one.id != GOLD]
    if len(people) > 1 and not actor.roles & {"reviewer", "lead"}:
        raise LabelerError(NEEDS_ROLE, actor=actor.name, verb=verb, role="reviewer or lead")


def _edit_id(kind: str, given: str | None) -> str | None:
    return None if given is None else derived_id("edit", kind, given)


def _checked(name: str) -> str:
    if not 0 < len(name) <= 200 or not name.isprintable() or name != name.strip():
        raise LabelerError(BLANK_NAME)
    return name


def _checked_kind(kind: EntityKind) -> EntityKind:
    if kind not in ENTITY_KINDS:
        raise LabelerError(BAD_KIND, kind=kind)
    return kind
