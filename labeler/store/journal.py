"""Writing entries: numbers, times and hash chains of the streams."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, insert, select

from labeler.domain.clock import now
from labeler.domain.ids import new_id
from labeler.domain.journal import GENESIS, SCHEMA, Change, Entry, EntryKind, body_of, entry_hash
from labeler.store.rows import BY_KIND, to_row, to_value

JOURNAL = BY_KIND[Entry].sql


class Pen:
    """Writes the entries of one edit, all with one time that is later than any before."""

    def __init__(
        self,
        connection: Connection,
        *,
        edit_id: str,
        kind: EntryKind,
        reverses: str | None,
        annotator_id: str,
        title: str,
    ) -> None:
        self._connection = connection
        self._entry = Entry(
            id="",
            stream="",
            number=0,
            edit_id=edit_id,
            kind=kind,
            reverses=reverses,
            reversible=True,
            annotator_id=annotator_id,
            at=next_time(connection),
            title=title,
            schema=SCHEMA,
            body="",
            previous="",
            hash="",
        )
        self._heads: dict[str, tuple[int, str]] = {}

    def write(self, stream: str, changes: Sequence[Change], *, reversible: bool = True) -> Entry:
        """Append one entry to a stream and return it."""
        number, previous = self._heads.get(stream) or head(self._connection, stream)
        entry = replace(
            self._entry,
            id=new_id(),
            stream=stream,
            number=number + 1,
            reversible=reversible,
            body=body_of(changes),
            previous=previous,
        )
        entry = replace(entry, hash=entry_hash(entry))
        self._connection.execute(insert(JOURNAL), to_row(entry))
        self._heads[stream] = (entry.number, entry.hash)
        return entry


def head(connection: Connection, stream: str) -> tuple[int, str]:
    """Return number and hash of a stream's last entry; (0, GENESIS) if it has none."""
    query = select(JOURNAL.c.number, JOURNAL.c.hash).where(JOURNAL.c.stream == stream)
    row = connection.execute(query.order_by(JOURNAL.c.number.desc()).limit(1)).one_or_none()
    return (0, GENESIS) if row is None else (row[0], row[1])


def heads(connection: Connection) -> list[tuple[str, int, str]]:
    """Return (stream, number, hash) of every stream's last entry, in the order of the streams."""
    last = select(JOURNAL.c.stream, func.max(JOURNAL.c.number).label("number")).group_by(JOURNAL.c.stream).subquery()
    query = select(JOURNAL.c.stream, JOURNAL.c.number, JOURNAL.c.hash).join(
        last, (JOURNAL.c.stream == last.c.stream) & (JOURNAL.c.number == last.c.number)
    )
    return sorted((row[0], row[1], row[2]) for row in connection.execute(query))


def next_time(connection: Connection) -> str:
    """Return the time of a new entry: now, but always later than the last one, so that entries sort as they follow."""
    last = last_time(connection)
    present = now()
    if present > last:
        return present
    moment = dt.datetime.fromisoformat(last) + dt.timedelta(microseconds=1)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def last_time(connection: Connection) -> str:
    """Return the time of the last entry, "" if there is none."""
    return connection.execute(select(func.max(JOURNAL.c.at))).scalar_one() or ""


def entries_of(connection: Connection, edit_id: str) -> list[Entry]:
    """Return the entries of one edit: the project's stream first, then by stream and number."""
    rows = connection.execute(select(JOURNAL).where(JOURNAL.c.edit_id == edit_id)).mappings()
    return in_order(to_value(Entry, row) for row in rows)


def entries_after(connection: Connection, stream: str, edit_id: str) -> list[Entry]:
    """Return the entries of a stream after that of an edit, in order."""
    last = select(func.max(JOURNAL.c.number)).where(JOURNAL.c.stream == stream, JOURNAL.c.edit_id == edit_id)
    query = select(JOURNAL).where(JOURNAL.c.stream == stream, JOURNAL.c.number > last.scalar_subquery())
    return [to_value(Entry, row) for row in connection.execute(query.order_by(JOURNAL.c.number)).mappings()]


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries of one edit in the order in which their rows can be inserted."""
    return sorted(entries, key=lambda one: (one.stream != "project", one.stream, one.number))
