"""Whether a project is what its journal says: chains, replay, quotes, hashes, links, values, and the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from sqlalchemy import literal_column, select

from labeler.domain.errors import LabelerError
from labeler.domain.journal import GENESIS, PROJECT_STREAM, Entry, Row, changes_of, entry_hash, root_hash
from labeler.store.journal import JOURNAL
from labeler.store.learned import learnt_findings
from labeler.store.read import Reader
from labeler.store.rows import BY_TABLE, JOURNALLED, to_value
from labeler.store.store import Store
from labeler.store.verify_content import content_findings
from labeler.store.verify_finding import Finding
from labeler.store.verify_gold import gold_findings
from labeler.store.verify_listing import listing_findings

__all__ = ["Finding", "Outcome", "replayed", "verify"]

_State = dict[tuple[str, str, str], Row]
_CHUNK = 500


@dataclass(slots=True)
class Outcome:
    """What was found, what was checked (counts by name), and the root hash over the heads of all streams."""

    findings: list[Finding] = field(default_factory=list)
    checked: Counter[str] = field(default_factory=Counter)
    root: str = ""


def verify(store: Store) -> Outcome:
    """Check a whole project; what is found is listed, nothing is changed."""
    out = Outcome()
    try:
        with store.read() as read:
            if store.is_file:
                out.findings += _sqlite(read, out.checked)
            state = _chains(read, out)
            out.findings += _compared(read, state, out.checked)
            out.findings += content_findings(read, out.checked)
            out.findings += gold_findings(read, out.checked)
            out.findings += listing_findings(read, out.checked)
            out.findings += learnt_findings(read, out.checked)
    except LabelerError as fault:
        out.findings.append(Finding("database", "", f"The database can't be read to its end: {fault}"))
    return out


def replayed(store: Store, *, until: str = "9999") -> dict[str, dict[str, Row]]:
    """Return the tables that the journal's entries up to a time make: rows by table and by "stream key"."""
    state: _State = {}
    with store.read() as read:
        for entry in _entries(read):
            if entry.at <= until:
                _replay(entry, state)
    tables: dict[str, dict[str, Row]] = {}
    for (stream, table, key), row in state.items():
        tables.setdefault(table, {})[f"{stream} {key}"] = row
    return tables


def _sqlite(read: Reader, checked: Counter[str]) -> Iterator[Finding]:
    checked["database"] += 1
    for row in read.connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if row[0] != "ok":
            yield Finding("database", "", f"The database is damaged: {row[0]}.")
    for row in read.connection.exec_driver_sql("PRAGMA foreign_key_check"):
        form = BY_TABLE[row[0]]
        query = select(form.sql.c[form.key[0]]).where(literal_column("rowid") == row[1])
        key = str(read.connection.execute(query).scalar_one())
        yield Finding("links", key, f"{form.table} {key} names a row of {row[2]} that does not exist.")


def _entries(read: Reader) -> Iterator[Entry]:
    query = select(JOURNAL).order_by(JOURNAL.c.stream, JOURNAL.c.number).execution_options(yield_per=_CHUNK)
    for row in read.connection.execute(query).mappings():
        yield to_value(Entry, row)


def _chains(read: Reader, out: Outcome) -> _State:
    """Check every stream's numbers and hashes, and replay it."""
    state: _State = {}
    heads: list[tuple[str, int, str]] = []
    edits: set[str] = set()
    reverses: list[tuple[str, str]] = []
    for stream, entries in groupby(_entries(read), key=lambda one: one.stream):
        number, previous = 0, GENESIS
        for entry in entries:
            out.checked["journal entries"] += 1
            out.findings += _link(entry, number, previous)
            number, previous = entry.number, entry.hash
            edits.add(entry.edit_id)
            if entry.reverses is not None:
                reverses.append((entry.id, entry.reverses))
            if (fault := _replay(entry, state)) is not None:
                out.findings.append(Finding("replay", entry.id, fault))
        heads.append((stream, number, previous))
        out.checked["streams"] += 1
    for entry_id, reversed_ in reverses:
        if reversed_ not in edits:
            out.findings.append(
                Finding(
                    "journal",
                    entry_id,
                    f"Entry {entry_id} takes back edit {reversed_}, which the journal does not hold.",
                )
            )
    out.root = root_hash(heads)
    return state


def _link(entry: Entry, number: int, previous: str) -> Iterator[Finding]:
    where = f"entry {entry.number} of stream {entry.stream}"
    if entry.number != number + 1:
        yield Finding("journal", entry.id, f"Before {where} there is a gap: the one before has number {number}.")
    if entry.previous != previous:
        yield Finding("journal", entry.id, f"The {where} does not continue the one before it.")
    if entry_hash(entry) != entry.hash:
        yield Finding("journal", entry.id, f"The {where} was altered: its hash does not fit.")


def _replay(entry: Entry, state: _State) -> str | None:
    """Apply an entry; return what does not fit, if anything."""
    fault: str | None = None
    try:
        changes = changes_of(entry.body, entry.schema)
    except (ValueError, TypeError):
        return f"Entry {entry.number} of stream {entry.stream} can't be read."
    for change in changes:
        place = (entry.stream, change.table, change.id)
        if state.get(place) != change.before:
            fault = fault or (
                f"Entry {entry.number} of stream {entry.stream} changes {change.table} {change.id}, "
                "which was not so when it was written."
            )
        if change.after is None:
            state.pop(place, None)
        else:
            state[place] = change.after
    return fault


def _compared(read: Reader, state: _State, checked: Counter[str]) -> Iterator[Finding]:
    """Compare the replayed rows with the tables, row by row."""
    for form in JOURNALLED:
        for row in read.connection.execute(select(form.sql)).mappings():
            checked[f"rows of {form.table}"] += 1
            stream = PROJECT_STREAM if form.stream == "project" else form.set_of(row)
            place = (stream, form.table, form.key_of(row))
            image = state.pop(place, None)
            if image is None:
                yield Finding("replay", place[2], f"{form.table} {place[2]} stands in no entry of the journal.")
            elif image != form.image(dict(row)):
                names = ", ".join(
                    sorted(
                        name
                        for name in image.keys() | row.keys()
                        if name not in form.hidden and image.get(name) != row.get(name)
                    )
                )
                yield Finding(
                    "replay", place[2], f"{form.table} {place[2]} is not what the journal says: {names} differs."
                )
    for _stream, table, key in state:
        what = BY_TABLE[table].table if table in BY_TABLE else table
        yield Finding("replay", key, f"{what} {key} is missing: the journal says that it is there.")
