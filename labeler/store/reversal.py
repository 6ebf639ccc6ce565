"""Undo and redo: a person's newest edit that is not reversed, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.journal import PROJECT_STREAM, Change, EntryKind, Row, changes_of
from labeler.domain.suggestions import SuggestionRun
from labeler.store.edit import Edit
from labeler.store.journal import JOURNAL, entries_of
from labeler.store.read import Reader
from labeler.store.records import SplitRow
from labeler.store.rows import BY_TABLE, VOLATILE, to_value

CHANGED_SINCE = sentence("changed_since", "“{title}” can't be {verb}: its {what} was changed since.")
STILL_NAMED = sentence("still_named", "“{title}” can't be {verb}: other work rests on it.")
_CHUNK = 100
_LABELS = frozenset({"claim", "speaker", "stance", "region"})


@dataclass(frozen=True, slots=True)
class Step:
    """An edit that can be taken back: an undo names the edit itself, a redo names the undo."""

    edit_id: str
    title: str
    kind: EntryKind
    changes: tuple[tuple[str, Change], ...]

    @property
    def verb(self) -> str:
        """What happens to it, as a participle."""
        return "redone" if self.kind == "undo" else "undone"


@dataclass(slots=True)
class _Head:
    edit_id: str
    title: str
    kind: EntryKind
    reverses: str | None


def next_step(read: Reader, annotator_id: str, *, redo: bool, streams: frozenset[str] | None = None) -> Step | None:
    """Return what undo or redo would take back for a person, None if there is nothing.

    `streams` limits both to edits that touch these streams and no others.
    """
    over: set[str] = set()
    for head in _newest_first(read.connection, annotator_id, streams):
        if head.edit_id in over:
            continue
        if head.kind == "redo" or (head.kind == "undo" and not redo):
            over.add(head.reverses or "")
        elif head.kind == "do" and redo:
            # A new edit ends what could be redone.
            return None
        elif (step := _step(read.connection, head, streams)) is not None:
            return step
    return None


def take_back(edit: Edit, step: Step) -> None:
    """Reverse a step within an edit, which becomes an undo or redo that names it.

    Raises:
        LabelerError: `changed_since`, `still_named`.
    """
    edit.kind = "redo" if step.kind == "undo" else "undo"
    edit.reverses = step.edit_id
    edit.title = step.title
    try:
        for (stream, table, way), group in groupby(step.changes, key=_alike):
            changes = [change for _, change in group]
            if len(changes) > 1 and way != "change" and stream != PROJECT_STREAM and table != "annotation_set":
                _restore_many(edit, step, stream, changes)
            else:
                for change in changes:
                    _restore(edit, step, stream, change)
    except IntegrityError as fault:
        raise LabelerError(STILL_NAMED, title=step.title, verb=step.verb) from fault


def _alike(step: tuple[str, Change]) -> tuple[str, str, str]:
    """Return what changes must share to be taken back together: stream, table, and which way."""
    stream, change = step
    way = "delete" if change.before is None else "insert" if change.after is None else "change"
    return stream, change.table, way


def _restore_many(edit: Edit, step: Step, set_id: str, changes: Sequence[Change]) -> None:
    """Delete or insert many rows of one set: an import has thousands."""
    table = changes[0].table
    present = edit.rows_of_set(table, set_id, [change.id for change in changes])
    if any(present.get(change.id) != change.after for change in changes):
        raise LabelerError(CHANGED_SINCE, title=step.title, verb=step.verb, what=table.replace("_", " "))
    if changes[0].before is None:
        edit.remove_of_set(table, set_id, [present[change.id] for change in changes])
    else:
        kind: type[Any] = BY_TABLE[table].kind
        edit.add_all([to_value(kind, change.before or {}) for change in changes])
        if table in _LABELS:
            edit.jump = changes[0].id


def _restore(edit: Edit, step: Step, stream: str, change: Change) -> None:
    """Put the row before the change back, if the row after it still stands."""
    present = edit.image(change, stream)
    measured = VOLATILE.get(change.table, ())
    if _without(present, measured) != _without(change.after, measured):
        raise LabelerError(CHANGED_SINCE, title=step.title, verb=step.verb, what=change.table.replace("_", " "))
    row = change.before
    if row is not None and present is not None:
        row = {**row, **{name: present[name] for name in measured}}
    if row is None and change.table == "article":
        _clear_article(edit, change.id)
    edit.restore(change, row)
    if change.table in _LABELS and row is not None:
        edit.jump = change.id


def _clear_article(edit: Edit, article_id: str) -> None:
    """Take out what the program itself hung on an article: its runs, if nobody decided about them, and its split."""
    for kind in (SuggestionRun, SplitRow):
        for value in edit.read.all(kind, article_id=article_id):
            edit.remove(value)


def _without(row: Row | None, names: tuple[str, ...]) -> Row | None:
    return row if row is None else {name: value for name, value in row.items() if name not in names}


def _step(connection: Connection, head: _Head, streams: frozenset[str] | None) -> Step | None:
    entries = [entry for entry in entries_of(connection, head.edit_id) if entry.reversible]
    if streams is not None and any(entry.stream not in streams for entry in entries):
        return None
    # What was written last goes first: an edit writes the project's rows before the sets', an undo after them.
    if head.kind == "do":
        entries.sort(key=lambda entry: entry.stream == PROJECT_STREAM)
    changes = tuple((entry.stream, change) for entry in entries for change in reversed(changes_of(entry.body)))
    return Step(head.edit_id, head.title, head.kind, changes)


def _newest_first(connection: Connection, annotator_id: str, streams: frozenset[str] | None) -> Iterator[_Head]:
    """Yield the heads of a person's edits that can be reversed, newest first. Every edit has its own time."""
    columns = JOURNAL.c
    query = select(columns.edit_id, columns.title, columns.kind, columns.reverses, columns.at).distinct()
    query = query.where(columns.annotator_id == annotator_id, columns.reversible.is_(True))
    if streams is not None:
        query = query.where(columns.stream.in_(sorted(streams)))
    before = "9999"
    while True:
        rows = connection.execute(query.where(columns.at < before).order_by(columns.at.desc()).limit(_CHUNK)).all()
        for row in rows:
            yield _Head(row.edit_id, row.title, row.kind, row.reverses)
        if len(rows) < _CHUNK:
            return
        before = rows[-1].at
