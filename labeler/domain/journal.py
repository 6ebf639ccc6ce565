"""The journal: undo, audit trail and time travel in one.

An entry's body is canonical JSON text of its changes; each entry carries the SHA-256 of the one before it in
its stream, so that nothing can be altered, dropped or put in between unseen. A stream is the project, or one set.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

PROJECT_STREAM = "project"
GENESIS = "0" * 64
SCHEMA = 3

EntryKind: TypeAlias = Literal["do", "undo", "redo"]
Row: TypeAlias = dict[str, Any]
_PIECE = 2**16
# What each schema of the images added to rows, by schema, table and column, with what older rows mean by its absence.
_ADDED: Mapping[int, Mapping[str, Row]] = {
    2: {"claim": {"repeats": None}, "annotation_set": {"flag": ""}},
    3: {"project": {"learns": False, "studied": 0}},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row before and after: None before is an insertion, None after a deletion. `id` is the row's key as text."""

    table: str
    id: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry as stored.

    `edit_id` is shared by the entries of one edit over several streams; `reverses` is the edit that an undo or redo
    takes back; `reversible` is false where undo must pass over it (registry additions, suggestion runs).
    """

    id: str
    stream: str
    number: int
    edit_id: str
    kind: EntryKind
    reverses: str | None
    reversible: bool
    annotator_id: str
    at: str
    title: str
    schema: int
    body: str
    previous: str
    hash: str


def canonical(value: object) -> str:
    """Return canonical JSON: sorted keys, no white space, characters as they are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def body_of(changes: Iterable[Change]) -> str:
    """Return the body of an entry: its changes in the order in which they were made."""
    # One by one: to write ten thousand at once would hold up every other thread meanwhile.
    return f"[{','.join(canonical([one.table, one.id, one.before, one.after]) for one in changes)}]"


def changes_of(body: str, schema: int = SCHEMA) -> list[Change]:
    """Return the changes of a body, in order. Images of an older schema are brought to the present one."""
    return [
        Change(table=table, id=key, before=_present(table, before, schema), after=_present(table, after, schema))
        for table, key, before, after in json.loads(body)
    ]


def entry_hash(entry: Entry) -> str:
    """Return the SHA-256 over everything in the entry but its own hash."""
    fields = {name: getattr(entry, name) for name in Entry.__slots__ if name not in {"hash", "body"}}
    # As if the body stood among them, in its place of the alphabet, but piece by piece: an import's has megabytes.
    first, rest = canonical({**fields, "body": ""}).split('"body":""', 1)
    seen = hashlib.sha256(f'{first}"body":"'.encode())
    for at in range(0, len(entry.body), _PIECE):
        seen.update(canonical(entry.body[at : at + _PIECE])[1:-1].encode("utf-8"))
    seen.update(f'"{rest}'.encode())
    return seen.hexdigest()


def _present(table: str, image: Row | None, schema: int) -> Row | None:
    """Return an image as one of the present schema: columns that came later have what their absence meant."""
    if image is None or schema >= SCHEMA:
        return image
    later = (added.get(table, {}) for since, added in sorted(_ADDED.items()) if since > schema)
    return {**{name: value for columns in later for name, value in columns.items()}, **image}


def root_hash(heads: Iterable[tuple[str, int, str]]) -> str:
    """Return one hash over the heads (stream, number, hash) of all streams."""
    return hashlib.sha256(canonical(sorted(heads)).encode("utf-8")).hexdigest()
