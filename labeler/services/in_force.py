"""What a project has its articles read by: the scheme and the weights in use. Cheap to ask again and again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from labeler.domain.changes import Changed
from labeler.domain.clock import now
from labeler.domain.scheme import Scheme
from labeler.domain.sets import GOLD, Actor, AnnotationSet
from labeler.domain.suggestions import SuggestionRun, run_id
from labeler.services.articles import article_of
from labeler.services.projects import known, project_row, scheme_of
from labeler.store import PROGRAM, Reader, Store
from labeler.store.learned import bodies_in_use, versions
from labeler.store.listing import latest_run
from labeler.store.past import BROUGHT_FORWARD


@dataclass(frozen=True, slots=True)
class Stamp:
    """Tells one state from another: the scheme's version, the hashes of the weights in use; `learns`: by itself."""

    scheme: int
    learnt: tuple[tuple[str, str], ...] = ()
    learns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The scheme, and the weights in use as JSON text by part: what a worker loads."""

    stamp: Stamp
    scheme: Scheme
    learnt: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Finished:
    """How many articles are finished, and how many of them with suggestions hidden from everybody."""

    articles: int
    hidden: int


def stamp(store: Store, actor: Actor) -> Stamp:
    """Return what tells whether anything else is in force than before.

    Raises:
        LabelerError: `no_annotator`.
    """
    with store.read() as read:
        known(read, actor)
        return _stamp(read)


def in_force(store: Store) -> InForce:
    """Return what articles are read by."""
    with store.read() as read:
        found = _stamp(read)
        return InForce(stamp=found, scheme=scheme_of(read, found.scheme), learnt=bodies_in_use(read))


def finished(store: Store, actor: Actor) -> Finished:
    """Return how many articles there are to learn from; for leads: it tells what others have done.

    Raises:
        LabelerError: `needs_role`.
    """
    seen: dict[str, bool] = {}
    gold: set[str] = set()
    with store.read() as read:
        known(read, actor).needs("lead", "count what everybody finished")
        for one in read.each(AnnotationSet, state="finished"):
            if one.annotator_id == GOLD:
                gold.add(one.article_id)
            else:
                seen[one.article_id] = seen.get(one.article_id, False) or one.suggestions != "blind"
    seen |= dict.fromkeys(gold - seen.keys(), True)
    return Finished(len(seen), sum(not one for one in seen.values()))


def bring_forward(store: Store, article_id: str, version: str) -> Changed | None:
    """Let what a version suggested stand for the article again, where another version has read it since.

    So it is once a change of the scheme or of the weights was undone: that version reads nothing twice. None where
    nothing is to be done.

    Raises:
        LabelerError: `no_article`.
    """
    with store.read() as read:
        newest = latest_run(read, article_of(read, article_id).id)
        known_run = read.one(SuggestionRun, id=run_id(version, article_id))
    if known_run is None or newest is None or newest.id == known_run.id:
        return None
    with store.edit(BROUGHT_FORWARD, PROGRAM, article_id, reversible=False) as edit:
        edit.put(replace(known_run, at=now()))
    return edit.changed


def _stamp(read: Reader) -> Stamp:
    project = project_row(read)
    used = tuple((one.part, one.sha256) for one in versions(read, in_use=True))
    return Stamp(project.scheme_version, used, project.learns)
