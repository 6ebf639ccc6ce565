"""The report on agreement that was kept of a project: found without what would make one, which takes long to import."""

from __future__ import annotations

from dataclasses import dataclass

from labeler.agreement.defaults import DRAWS, SEED
from labeler.agreement.report import Asked, Report
from labeler.domain.errors import LabelerError
from labeler.domain.sets import NEEDS_ROLE, Actor
from labeler.services import agreement_cache as cache
from labeler.services.projects import known, project_row
from labeler.store import Reader, Store
from labeler.store.dataset import last_change

ALL = Asked()


@dataclass(frozen=True, slots=True)
class State:
    """Which project, and its last change."""

    project: str
    change: str


def kept_agreement(store: Store, actor: Actor, asked: Asked = ALL) -> Report | None:
    """Return the report that was kept, None if there is none of the project as it is. Quick.

    Raises:
        LabelerError: the actor is neither reviewer nor lead.
    """
    with store.read() as read:
        state = state_for(read, actor)
    return cache.kept(cache.place(state.project, asked, DRAWS, SEED), state.change)


def state_for(read: Reader, actor: Actor) -> State:
    """Return the state of a project for one who may measure it.

    Raises:
        LabelerError: the actor is neither reviewer nor lead.
    """
    allowed(read, actor)
    return State(project_row(read).id, last_change(read))


def allowed(read: Reader, actor: Actor) -> Actor:
    """Return who may measure agreement.

    Raises:
        LabelerError: the actor is neither reviewer nor lead.
    """
    actor = known(read, actor)
    if not actor.roles & {"reviewer", "lead"}:
        raise LabelerError(NEEDS_ROLE, actor=actor.name, verb="measure agreement", role="reviewer or lead")
    return actor
