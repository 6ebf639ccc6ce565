"""The edits of a project as a history shows them: by page, newest first, without what they hold."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select

from labeler.domain.journal import PROJECT_STREAM, EntryKind, changes_of
from labeler.domain.sets import AnnotationSet
from labeler.store.journal import JOURNAL
from labeler.store.read import Reader
from labeler.store.rows import BY_KIND
from labeler.store.store import PROGRAM

BROUGHT_FORWARD = "bring suggestions forward"
"""The title of edits by which suggestions made before stand for their article again."""

_SET = BY_KIND[AnnotationSet].sql
_COLUMNS = JOURNAL.c


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEdit:
    """One edit. `article_id` is the one article that it concerns, "" if there are several or none.

    `reversed` tells whether it stands undone.
    """

    edit_id: str
    kind: EntryKind
    title: str
    annotator_id: str
    at: str
    article_id: str
    reversed: bool


def past_edits(
    read: Reader,
    annotator_id: str,
    streams: frozenset[str] | None,
    *,
    project: bool,
    limit: int,
    offset: int,
) -> list[PastEdit]:
    """Return a page of a person's edits, newest first; with `project`, also those of the project, whoever made them.

    Args:
        read: the project.
        annotator_id: whose edits.
        streams: limits them to what these streams hold.
        project: also imports, merges, people, runs; not the registry entries that labels of others brought along.
        limit: how many.
        offset: how many newer ones are passed over.
    """
    where = _COLUMNS.annotator_id == annotator_id
    if streams is not None:
        where = and_(where, _COLUMNS.stream.in_(sorted(streams)))
    if project:
        where = or_(where, _of_project())
    last = func.max(_COLUMNS.at)
    page = select(_COLUMNS.edit_id, last).where(where).group_by(_COLUMNS.edit_id)
    page = page.order_by(last.desc()).limit(limit).offset(offset)
    ids = [row[0] for row in read.connection.execute(page)]
    sets = _sets(read, ids)
    runs = _runs(read, ids)
    back = _reversed(read, ids)
    facts = select(_COLUMNS.edit_id, _COLUMNS.kind, _COLUMNS.title, _COLUMNS.annotator_id, _COLUMNS.at).distinct()
    found = {row[0]: row for row in read.connection.execute(facts.where(_COLUMNS.edit_id.in_(ids)))}
    return [
        PastEdit(
            edit_id=one,
            kind=found[one].kind,
            title=found[one].title,
            annotator_id=found[one].annotator_id,
            at=found[one].at,
            article_id=sets.get(one) or runs.get(one, ""),
            reversed=one in back,
        )
        for one in ids
    ]


def _of_project() -> ColumnElement[bool]:
    other = JOURNAL.alias()
    elsewhere = select(other.c.id).where(other.c.edit_id == _COLUMNS.edit_id, other.c.stream != PROJECT_STREAM)
    return and_(_COLUMNS.stream == PROJECT_STREAM, or_(_COLUMNS.reversible.is_(True), ~elsewhere.exists()))


def _sets(read: Reader, ids: list[str]) -> dict[str, str]:
    """Return the article of each edit that touches one set."""
    stream = func.max(_COLUMNS.stream).label("stream")
    touched = select(_COLUMNS.edit_id, stream).where(_COLUMNS.edit_id.in_(ids), _COLUMNS.stream != PROJECT_STREAM)
    touched = touched.group_by(_COLUMNS.edit_id).having(func.count(_COLUMNS.stream.distinct()) == 1).subquery()
    query = select(touched.c.edit_id, _SET.c.article_id).join(_SET, _SET.c.id == touched.c.stream)
    return {row[0]: row[1] for row in read.connection.execute(query)}


def _runs(read: Reader, ids: list[str]) -> dict[str, str]:
    """Return the article of each edit that stored a run of the pipeline."""
    query = select(_COLUMNS.edit_id, _COLUMNS.body, _COLUMNS.schema)
    query = query.where(_COLUMNS.edit_id.in_(ids), _COLUMNS.annotator_id == PROGRAM.id)
    return {
        edit_id: str((change.after or change.before or {})["article_id"])
        for edit_id, body, schema in read.connection.execute(query)
        for change in changes_of(body, schema)
        if change.table == "suggestion_run"
    }


def _reversed(read: Reader, ids: list[str]) -> set[str]:
    """Return which of the edits stand reversed: by an undo that no redo took back."""
    undo = select(_COLUMNS.edit_id, _COLUMNS.reverses).where(_COLUMNS.kind == "undo", _COLUMNS.reverses.in_(ids))
    undone = {row[0]: row[1] for row in read.connection.execute(undo)}
    redo = select(_COLUMNS.reverses).where(_COLUMNS.kind == "redo", _COLUMNS.reverses.in_(list(undone)))
    redone = {row[0] for row in read.connection.execute(redo)}
    return {reverses for edit_id, reverses in undone.items() if edit_id not in redone}


def first_made(read: Reader) -> dict[str, str]:
    """Return when suggestions that were brought forward since were first made, by the id of their run."""
    query = select(_COLUMNS.body, _COLUMNS.schema).where(_COLUMNS.title == BROUGHT_FORWARD).order_by(_COLUMNS.at)
    found: dict[str, str] = {}
    for body, schema in read.connection.execute(query):
        for change in changes_of(body, schema):
            if change.table == "suggestion_run" and change.before is not None:
                found.setdefault(change.id, str(change.before["at"]))
    return found
