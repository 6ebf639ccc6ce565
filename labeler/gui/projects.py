"""Making and opening projects. This module brings the database along: import it when a project is wanted."""

from __future__ import annotations

from dataclasses import dataclass

from labeler.config import paths
from labeler.domain.scheme import Scheme, parse_scheme
from labeler.domain.sets import Actor, Annotator
from labeler.services import in_force, projects
from labeler.services.in_force import InForce
from labeler.services.projects import ProjectInfo
from labeler.store import Store, open_store


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedProject:
    """A project as it is when its window opens. `sure` tells whether it is known who works on it.

    `force` is what its articles are read by.
    """

    location: str
    info: ProjectInfo
    scheme: Scheme
    force: InForce
    people: list[Annotator]
    actor: Actor
    sure: bool


def new_project(location: str, name: str, owner: str) -> Store:
    """Make a project with the default scheme and guidelines.

    Raises:
        LabelerError: what `create_project` raises.
    """
    scheme = parse_scheme(paths.default_scheme().read_text(encoding="utf-8"))
    guidelines = (paths.seeds() / "guidelines.md").read_text(encoding="utf-8")
    return projects.create_project(location, name=name, scheme=scheme, guidelines=guidelines, owner=owner)


def opened(store: Store, location: str, wanted: str, remembered: str) -> OpenedProject:
    """Read what the window needs to begin.

    Args:
        store: the project.
        location: its file or URL, as it is remembered.
        wanted: the name of the annotator asked for, "" for none.
        remembered: the id of who labelled last time, "" for nobody.

    Raises:
        LabelerError: `no_annotator` for an unknown name.
    """
    actor = projects.actor_named(store, wanted or None)
    people = projects.annotators(store, actor)
    before = next((one for one in people if one.id == remembered), None)
    if not wanted and before is not None:
        actor = projects.actor_named(store, before.name)
    force = in_force.in_force(store)
    return OpenedProject(
        location=location,
        info=projects.project(store),
        scheme=force.scheme,
        force=force,
        people=people,
        actor=actor,
        sure=bool(wanted) or before is not None or len(people) == 1,
    )


def open_location(location: str) -> Store:
    """Open a project's file or database.

    Raises:
        LabelerError: it can't be opened.
    """
    return open_store(location)
