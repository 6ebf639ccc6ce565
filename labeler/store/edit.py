"""One edit: rows and their journal entries in one transaction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, insert, select, update

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.journal import PROJECT_STREAM, Change, Entry, EntryKind, Row, changes_of
from labeler.store import caches, withdrawn
from labeler.store.faults import BAD_TEXT
from labeler.store.journal import Pen
from labeler.store.read import Reader
from labeler.store.rows import BY_KIND, BY_TABLE, Form, to_row, to_value

GONE = sentence("gone", "This {what} is no longer there.")
# These rows outlive the edit that needed them: others may have come to rest on them.
_KEPT = frozenset({"entity", "alias", "scheme"})
_ARTICLE = "article"
# So many rows at once that no other thread is held up for long.
_SLICE = 500
_AT_ONCE = 500
_HALF = re.compile("[\\ud800-\\udfff]")


class Edit:
    """What one call of a service writes. `read` sees what was written so far.

    `repeated` tells that an edit with this id is stored already: then nothing more is written, and `changed` is what
    the stored one touched, as it is now. `title`, `kind`, `reverses` and `jump` may be set until the edit ends.
    """

    def __init__(
        self,
        connection: Connection,
        *,
        title: str,
        annotator_id: str,
        article_id: str | None,
        edit_id: str,
        reversible: bool,
    ) -> None:
        self.read = Reader(connection)
        self.title = title
        self.article_id = article_id
        self.edit_id = edit_id
        self.kind: EntryKind = "do"
        self.reverses: str | None = None
        self.jump = ""
        self.repeated = False
        # Streams whose rows `changed` leaves out: sets of others that a lead's edit touches.
        self.hidden: set[str] = set()
        self._connection = connection
        self._annotator_id = annotator_id
        self._reversible = reversible
        self._additions: list[Change] = []
        self._changes: dict[str, list[Change]] = {}
        self._touched: dict[str, dict[str, Any]] = {}
        self._changed: Changed | None = None

    @property
    def changed(self) -> Changed:
        """What the edit changed: complete once the edit has ended."""
        return self._changed or self._outcome("")

    def add(self, value: object) -> None:
        """Insert a row."""
        form = BY_KIND[type(value)]
        row = _writable(to_row(value))
        self._connection.execute(insert(form.sql), row)
        if form.table == _ARTICLE:
            caches.enter(self._connection, [row])
        self._note(form, None, row, value)

    def add_all(self, values: Iterable[object]) -> None:
        """Insert many rows at once, in the order given."""
        for kind, same in groupby(values, key=type):
            form = BY_KIND[kind]
            many = list(same)
            for at in range(0, len(many), _SLICE):
                rows = [_writable(to_row(value)) for value in many[at : at + _SLICE]]
                self._connection.execute(insert(form.sql), rows)
                if form.table == _ARTICLE:
                    caches.enter(self._connection, rows)
                for value, row in zip(many[at : at + _SLICE], rows, strict=True):
                    self._note(form, None, row, value)

    def put(self, value: object) -> None:
        """Change a row to a new value; nothing is written if it equals what is stored.

        Raises:
            LabelerError: `gone`.
        """
        form = BY_KIND[type(value)]
        row = _writable(to_row(value))
        before = self._stored(form, row)
        if before == row:
            return
        where = and_(*(form.sql.c[name] == part for name, part in form.full_key(row).items()))
        self._connection.execute(update(form.sql).where(where).values(row))
        if form.table == _ARTICLE:
            caches.leave(self._connection, before)
            caches.enter(self._connection, [row])
        self._note(form, before, row, value)

    def remove(self, value: object) -> None:
        """Delete a row.

        Raises:
            LabelerError: `gone`.
        """
        form = BY_KIND[type(value)]
        before = self._stored(form, to_row(value))
        if form.table in withdrawn.KEPT:
            withdrawn.keep(self._connection, form.table, before)
        if form.table == _ARTICLE:
            caches.leave(self._connection, before)
        where = and_(*(form.sql.c[name] == part for name, part in form.full_key(before).items()))
        self._connection.execute(delete(form.sql).where(where))
        self._note(form, before, None, None)

    def image(self, change: Change, set_id: str) -> Row | None:
        """Return the present row of a change of a stream, as the journal would hold it."""
        form = BY_TABLE[change.table]
        given = change.after or change.before or {}
        row = self._find(
            form, given if form.table == "annotation_set" or form.stream == "project" else {**given, "set_id": set_id}
        )
        return None if row is None else form.image(row)

    def restore(self, change: Change, row: Row | None) -> None:
        """Make the row of a journalled change what an image says: insert, change or delete it."""
        form = BY_TABLE[change.table]
        if row is None:
            self.remove(to_value(form.kind, self._stored(form, change.after or {})))
            return
        stored = self._find(form, row)
        whole = withdrawn.complete(self._connection, form.table, row, stored)
        if stored is not None:
            self.put(to_value(form.kind, whole))
            return
        self.add(to_value(form.kind, whole))
        withdrawn.put_back(self._connection, form.table, row)

    def rows_at(self, table: str, places: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Row]:
        """Return rows of sets by set and key, many at once; places where there is none are left out."""
        form = BY_TABLE[table]
        found: dict[tuple[str, str], Row] = {}
        for at in range(0, len(places), _AT_ONCE):
            some = places[at : at + _AT_ONCE]
            query = select(form.sql).where(form.sql.c[form.key[0]].in_([key for _, key in some]))
            if "set_id" in form.sql.c:
                query = query.where(form.sql.c.set_id.in_({set_id for set_id, _ in some}))
            for row in self._connection.execute(query).mappings():
                found[form.set_of(row), form.key_of(row)] = dict(row)
        return found

    def remove_rows(self, table: str, rows: Sequence[Row]) -> None:
        """Delete rows that were just read, many at once."""
        form = BY_TABLE[table]
        where = and_(*(column == bindparam(f"key_{column.name}") for column in form.sql.primary_key))
        keys = [{f"key_{name}": part for name, part in form.full_key(row).items()} for row in rows]
        self._connection.execute(delete(form.sql).where(where), keys)
        for row in rows:
            self._note(form, row, None, None)

    def repeat(self, entries: Sequence[Entry]) -> None:
        """Take over the outcome of a stored edit with this id."""
        self.repeated = True
        self.title = entries[0].title
        for entry in entries:
            for change in changes_of(entry.body, entry.schema):
                form = BY_TABLE[change.table]
                row = self._find(form, change.after or change.before or {})
                value = None if row is None else to_value(form.kind, row)
                self._touched.setdefault(change.table, {})[change.id] = value
                if value is not None and change.table in {"claim", "speaker", "stance", "region"}:
                    self.jump = change.id
        self._changed = self._outcome(self.edit_id)

    def seal(self) -> None:
        """Write the journal entries: registry additions first, then the project's stream, then the sets'."""
        if self.repeated:
            return
        if not self._additions and not self._changes:
            self._changed = self._outcome("")
            return
        pen = Pen(
            self._connection,
            edit_id=self.edit_id,
            kind=self.kind,
            reverses=self.reverses,
            annotator_id=self._annotator_id,
            title=self.title,
        )
        if self._additions:
            pen.write(PROJECT_STREAM, self._additions, reversible=False)
        for stream in sorted(self._changes, key=lambda one: (one != PROJECT_STREAM, one)):
            pen.write(stream, self._changes[stream], reversible=self._reversible)
        self._changed = self._outcome(self.edit_id)

    def _outcome(self, edit_id: str) -> Changed:
        return Changed(
            title=self.title, edit_id=edit_id, article_id=self.article_id, rows=self._touched, jump=self.jump
        )

    def _note(self, form: Form, before: Row | None, after: Row | None, value: object) -> None:
        row = after or before or {}
        stream = form.set_of(row) if form.stream == "set" else PROJECT_STREAM
        if stream not in self.hidden:
            self._touched.setdefault(form.table, {})[form.key_of(row)] = value
        if form.stream == "none":
            return
        change = Change(
            table=form.table,
            id=form.key_of(row),
            before=None if before is None else form.image(before),
            after=None if after is None else form.image(after),
        )
        if form.table in _KEPT and before is None:
            self._additions.append(change)
        else:
            self._changes.setdefault(stream, []).append(change)

    def _find(self, form: Form, row: Row) -> Row | None:
        found = self._connection.execute(_by_key(form.table), form.full_key(row)).mappings().one_or_none()
        return None if found is None else dict(found)

    def _stored(self, form: Form, row: Row) -> Row:
        found = self._find(form, row)
        if found is None:
            raise LabelerError(GONE, what=form.table.replace("_", " "))
        return found


@cache
def _by_key(table: str) -> Select[Any]:
    sql = BY_TABLE[table].sql
    return select(sql).where(and_(*(column == bindparam(column.name) for column in sql.primary_key)))


def _writable(row: Row) -> Row:
    """Return a row whose texts every database can hold.

    Raises:
        LabelerError: `bad_text`.
    """
    for name, value in row.items():
        if isinstance(value, str) and ("\0" in value or (not value.isascii() and _HALF.search(value))):
            raise LabelerError(BAD_TEXT, what=name)
    return row
