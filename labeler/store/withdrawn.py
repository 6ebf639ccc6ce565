"""What the journal holds by hash only is kept when an undo takes it out, so that redo is whole.

Texts of articles, suggestions of runs, the weights of what was learnt.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from labeler.domain.journal import Row, canonical
from labeler.domain.suggestions import Suggestion
from labeler.store.records import Job, Withdrawn
from labeler.store.rows import BY_KIND, columns_of

KEPT = frozenset({"article", "suggestion_run", "learned"})
# Columns that the journal holds by the hash in another one.
_HELD = {"article": ("text", "text_sha256"), "learned": ("body", "sha256")}
_KEPT = BY_KIND[Withdrawn].sql
_SUGGESTION = BY_KIND[Suggestion].sql
_JOB = BY_KIND[Job].sql


def keep(connection: Connection, table: str, row: Row) -> None:
    """Keep what goes with a row that is about to be deleted."""
    if table == "article":
        connection.execute(delete(_JOB).where(_JOB.c.article_id == row["id"]))
    if table in _HELD:
        column, sha256 = _HELD[table]
        _store(connection, row[sha256], row[column])
        return
    found = connection.execute(select(_SUGGESTION).where(_SUGGESTION.c.run_id == row["id"]).order_by(_SUGGESTION.c.id))
    _store(connection, row["sha256"], canonical([dict(one) for one in found.mappings()]))
    connection.execute(delete(_SUGGESTION).where(_SUGGESTION.c.run_id == row["id"]))


def complete(connection: Connection, table: str, image: Row, stored: Row | None) -> Row:
    """Return a journal's image with the columns that it holds by hash."""
    if table not in _HELD:
        return image
    column, sha256 = _HELD[table]
    return {**image, column: stored[column] if stored else _body(connection, image[sha256])}


def put_back(connection: Connection, table: str, image: Row) -> None:
    """Put back what goes with a row that was just inserted again."""
    if table == "suggestion_run":
        rows: list[dict[str, Any]] = json.loads(_body(connection, image["sha256"]))
        insert_suggestions(connection, [{name: one[name] for name in columns_of(Suggestion)} for one in rows])


def insert_suggestions(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Insert the suggestions of a run."""
    if rows:
        connection.execute(insert(_SUGGESTION), rows)


def _store(connection: Connection, sha256: str, body: str) -> None:
    if connection.execute(select(_KEPT.c.sha256).where(_KEPT.c.sha256 == sha256)).one_or_none() is None:
        connection.execute(insert(_KEPT), {"sha256": sha256, "body": body})


def _body(connection: Connection, sha256: str) -> str:
    return connection.execute(select(_KEPT.c.body).where(_KEPT.c.sha256 == sha256)).scalar_one()
