"""Undo and redo: a person's newest edit that is not reversed, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.exc import IntegrityError

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.journal import PROJECT_STREAM, Change, EntryKind, Row, changes_of
from labeler.domain.suggestions import SuggestionRun
from labeler.store.edit import Edit
from labeler.store.journal import JOURNAL, entries_of
from labeler.store.read import Reader
from labeler.store.records import SplitRow
from labeler.store.rows import BY_TABLE, FORMS, VOLATILE, to_value

CHANGED_SINCE = sentence("changed_since", "“{title}” can't be {verb}: its {what} was changed since.")
STILL_NAMED = sentence("still_named", "“{title}” can't be {verb}: other work rests on it.")
# A change with the stream that it stands in.
_Placed: TypeAlias = tuple[str, Change]
_ORDER = {form.table: number for number, form in enumerate(FORMS)}
_CHUNK = 100
_LABELS = frozenset({"claim", "speaker", "stance", "region"})


@dataclass(frozen=True, slots=True)
class Step:
    """An edit that can be taken back: an undo names the edit itself, a redo names the undo."""

    edit_id: str
    title: str
    kind: EntryKind
    reverses: str | None

    @property
    def verb(self) -> str:
        """What happens to it, as a participle."""
        return "redone" if self.kind == "undo" else "undone"


def next_step(read: Reader, annotator_id: str, *, redo: bool, streams: frozenset[str] | None = None) -> Step | None:
    """Return what undo or redo would take back for a person, None if there is nothing.

    `streams` limits both to edits that touch these streams and no others.
    """
    over: set[str] = set()
    for step in _newest_first(read.connection, annotator_id, streams):
        if step.edit_id in over:
            continue
        if step.kind == "redo" or (step.kind == "undo" and not redo):
            over.add(step.reverses or "")
        elif step.kind == "do" and redo:
            # A new edit ends what could be redone.
            return None
        elif streams is None or _streams_of(read.connection, step) <= streams:
            return step
    return None


def changes_of_step(read: Reader, step: Step) -> list[_Placed]:
    """Return what a step changed, each change with its stream, in the order in which it is taken back."""
    entries = [entry for entry in entries_of(read.connection, step.edit_id) if entry.reversible]
    # What was written last goes first: an edit writes the project's rows before the sets', an undo after them.
    if step.kind == "do":
        entries.sort(key=lambda entry: entry.stream == PROJECT_STREAM)
    return [(entry.stream, change) for entry in entries for change in reversed(changes_of(entry.body, entry.schema))]


def take_back(edit: Edit, step: Step, changes: Sequence[_Placed]) -> None:
    """Reverse a step and its changes within an edit, which becomes an undo or redo that names it.

    Raises:
        LabelerError: `changed_since`, `still_named`.
    """
    edit.kind = "redo" if step.kind == "undo" else "undo"
    edit.reverses = step.edit_id
    edit.title = step.title
    try:
        for (table, way), group in groupby(_in_turn(changes), key=_alike):
            alike = list(group)
            if len(alike) > 1 and way != "change" and BY_TABLE[table].stream == "set":
                _restore_many(edit, step, table, alike)
            else:
                for stream, change in alike:
                    _restore(edit, step, stream, change)
    except IntegrityError as fault:
        raise LabelerError(STILL_NAMED, title=step.title, verb=step.verb) from fault


def _in_turn(changes: Sequence[_Placed]) -> Sequence[_Placed]:
    """Return the changes so that many can be taken back at once: an import's rows by table, over all its sets.

    That may be done where rows of sets are all to be deleted, or all to be inserted: no key leads from set to set.
    """
    ways = {_alike(one)[1] for one in changes if one[0] != PROJECT_STREAM}
    if len(ways) != 1 or "change" in ways:
        return changes
    turn = 1 if "insert" in ways else -1
    of_sets = sorted((one for one in changes if one[0] != PROJECT_STREAM), key=lambda one: turn * _ORDER[one[1].table])
    of_project = [one for one in changes if one[0] == PROJECT_STREAM]
    return [*of_project, *of_sets] if changes[0][0] == PROJECT_STREAM else [*of_sets, *of_project]


def _alike(one: _Placed) -> tuple[str, str]:
    """Return what changes must share to be taken back together: the table, and what happens to the row now."""
    _stream, change = one
    return change.table, "delete" if change.before is None else "insert" if change.after is None else "change"


def _restore_many(edit: Edit, step: Step, table: str, changes: Sequence[_Placed]) -> None:
    """Delete or insert many rows of sets: an import has thousands."""
    form = BY_TABLE[table]
    measured = VOLATILE.get(table, ())
    present = edit.rows_at(table, [(stream, change.id) for stream, change in changes])
    for stream, change in changes:
        if _without(present.get((stream, change.id)), measured) != _without(change.after, measured):
            raise LabelerError(CHANGED_SINCE, title=step.title, verb=step.verb, what=table.replace("_", " "))
    if changes[0][1].before is None:
        edit.remove_rows(table, [present[stream, change.id] for stream, change in changes])
    else:
        edit.add_all([to_value(form.kind, change.before or {}) for _, change in changes])
        if table in _LABELS:
            edit.jump = changes[0][1].id


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


def _streams_of(connection: Connection, step: Step) -> set[str]:
    columns = JOURNAL.c
    query = select(columns.stream).where(columns.edit_id == step.edit_id, columns.reversible.is_(True))
    return set(connection.execute(query).scalars())


def _newest_first(connection: Connection, annotator_id: str, streams: frozenset[str] | None) -> Iterator[Step]:
    """Yield a person's edits that can be reversed, newest first. All entries of an edit have one time, its own."""
    columns = JOURNAL.c
    query = select(columns.edit_id, columns.title, columns.kind, columns.reverses, columns.at)
    query = query.where(columns.annotator_id == annotator_id, columns.reversible.is_(True))
    if streams is not None:
        query = query.where(columns.stream.in_(sorted(streams)))
    query = query.where(columns.at < bindparam("before")).order_by(columns.at.desc()).limit(_CHUNK)
    before = "9999"
    while rows := connection.execute(query, {"before": before}).all():
        for edit_id, title, kind, reverses, at in rows:
            if at < before:
                before = at
                yield Step(edit_id, title, kind, reverses)
