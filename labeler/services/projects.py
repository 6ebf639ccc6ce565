"""Projects: making one, who works on it, its scheme and guidelines."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from labeler.domain.changes import Changed
from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id, new_id
from labeler.domain.scheme import Scheme, parse_scheme
from labeler.domain.sets import GOLD, ROLES, Actor, Annotator, Role, check_name, name_key, roles_text
from labeler.store import Reader, Store, create_store
from labeler.store.records import GuidelinesVersion, Project, SchemeVersion

NO_ANNOTATOR = sentence("no_annotator", "No annotator of this project is called {name!r}.")
NAME_TAKEN = sentence("name_taken", "An annotator of this project is called {name!r} already.")
NO_ROLES = sentence("no_roles", "An annotator needs at least one role: annotator, reviewer or lead.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectInfo:
    """What a project says about itself."""

    id: str
    name: str
    format: int
    owner_id: str
    scheme_version: int
    guidelines_version: int


def create_project(location: str, *, name: str, scheme: Scheme, guidelines: str, owner: str) -> Store:
    """Make a project; its owner becomes annotator, reviewer and lead.

    Args:
        location: path of a new file, or the `postgresql://` URL of an empty database.
        name: the project's name for people.
        scheme: its first scheme.
        guidelines: its first guidelines, Markdown.
        owner: the name of the person who makes it.

    Raises:
        LabelerError: `reserved_name`, `bad_name`, and what `create_store` raises.
    """
    lead = Annotator(id=new_id(), name=check_name(owner), roles=roles_text(frozenset(ROLES)))
    store = create_store(location)
    try:
        with store.edit("create project", Actor(id=lead.id, name=lead.name), reversible=False) as edit:
            edit.add(SchemeVersion(version=scheme.version, name=scheme.name, text=scheme.text, sha256=scheme.sha256))
            digest = hashlib.sha256(guidelines.encode("utf-8")).hexdigest()
            edit.add(GuidelinesVersion(version=1, text=guidelines, sha256=digest))
            # The owner of the gold sets: a row for their sake, never a person.
            edit.add(Annotator(id=GOLD, name=GOLD, roles=""))
            edit.add(lead)
            edit.add(Project(id=new_id(), name=name, owner_id=lead.id, scheme_version=scheme.version, created=now()))
    except BaseException:
        store.close()
        if store.is_file:
            Path(store.name).unlink(missing_ok=True)
        raise
    return store


def project(store: Store) -> ProjectInfo:
    """Return what the project says about itself."""
    with store.read() as read:
        row = project_row(read)
    return ProjectInfo(
        id=row.id,
        name=row.name,
        format=row.format,
        owner_id=row.owner_id,
        scheme_version=row.scheme_version,
        guidelines_version=row.guidelines_version,
    )


def current_scheme(store: Store) -> Scheme:
    """Return the scheme that new sets are made with."""
    with store.read() as read:
        return scheme_of(read, project_row(read).scheme_version)


def current_guidelines(store: Store) -> str:
    """Return the text of the guidelines in force (Markdown)."""
    with store.read() as read:
        version = read.one(GuidelinesVersion, version=project_row(read).guidelines_version)
    return "" if version is None else version.text


def annotators(store: Store, actor: Actor) -> list[Annotator]:
    """Return the people of the project by name. Gold is nobody."""
    with store.read() as read:
        known(read, actor)
        people = read.all(Annotator)
    return sorted((one for one in people if one.id != GOLD), key=lambda one: one.name)


def add_annotator(store: Store, actor: Actor, name: str, roles: frozenset[Role], *, id: str | None = None) -> Changed:  # noqa: A002
    """Add a person to the project; for leads. Not undone by undo: work may rest on it.

    Raises:
        LabelerError: `needs_role`, `reserved_name`, `bad_name`, `name_taken`, `no_roles`.
    """
    check_name(name)
    if not roles & set(ROLES):
        raise LabelerError(NO_ROLES)
    edit_id = None if id is None else derived_id("edit", "annotator", id)
    with store.edit("add annotator", actor, edit_id=edit_id, reversible=False) as edit:
        known(edit.read, actor).needs("lead", "add annotators")
        if edit.repeated:
            return edit.changed
        if any(name_key(one.name) == name_key(name) for one in edit.read.all(Annotator)):
            raise LabelerError(NAME_TAKEN, name=name)
        edit.add(Annotator(id=id or new_id(), name=name, roles=roles_text(roles)))
    return edit.changed


def actor_named(store: Store, name: str | None) -> Actor:
    """Return the actor of a name; None stands for the person who made the project.

    Raises:
        LabelerError: `no_annotator`.
    """
    with store.read() as read:
        found = read.one(Annotator, id=project_row(read).owner_id) if name is None else read.one(Annotator, name=name)
    if found is None or found.id == GOLD:
        raise LabelerError(NO_ANNOTATOR, name=name)
    return _actor(found)


def known(read: Reader, actor: Actor) -> Actor:
    """Return the actor with the roles that the project gives her: what she claims to be does not count.

    Raises:
        LabelerError: `no_annotator`.
    """
    found = read.one(Annotator, id=actor.id)
    if found is None or found.id == GOLD:
        raise LabelerError(NO_ANNOTATOR, name=actor.name)
    return _actor(found)


def project_row(read: Reader) -> Project:
    """Return the one row of the project."""
    return read.all(Project)[0]


def scheme_of(read: Reader, version: int) -> Scheme:
    """Return a version of the scheme."""
    row = read.one(SchemeVersion, version=version)
    assert row is not None
    return _parsed(row.text)


@lru_cache(maxsize=16)
def _parsed(text: str) -> Scheme:
    return parse_scheme(text)


def _actor(row: Annotator) -> Actor:
    return Actor(id=row.id, name=row.name, roles=frozenset(role for role in ROLES if row.has(role)))
