"""The engine: SQLite and PostgreSQL set up so that a committed row is on the disk and a reader sees one moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event

from labeler.store.location import Location

# One writer at a time on PostgreSQL too, so that reading before writing is safe without retries.
WRITE_LOCK = 0x4C626C72
_WAIT_MS = 10_000
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    f"busy_timeout={_WAIT_MS}",
    "foreign_keys=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-65536",
    "temp_store=MEMORY",
)


def make_engine(location: Location) -> Engine:
    """Return the engine of a project. Nothing is connected yet."""
    if location.path is not None:
        engine = create_engine(location.url, pool_size=8, max_overflow=8)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
        location.url, pool_size=4, max_overflow=8, pool_pre_ping=True, connect_args={"connect_timeout": 10}
    )
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def _set_up_sqlite(connection: Any, _record: object) -> None:
    # The driver never opens a transaction by itself: reads would run outside of it.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _begin_postgresql(connection: Connection) -> None:
    if connection.get_execution_options().get("reading", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    else:
        wait = connection.get_execution_options().get("patience", _WAIT_MS)
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})")
