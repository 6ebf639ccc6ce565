"""Making the tables and bringing an older project up to date, by Alembic, imported only when there is work to do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from labeler.domain.errors import LabelerError
from labeler.store import backup, caches
from labeler.store.faults import NEWER_PROJECT, NOT_A_PROJECT, UPGRADE_FAILED, translated
from labeler.store.location import SCHEMA_NUMBER, Location

# All revisions of migrations/versions, oldest first; a test compares them with Alembic's own answer.
KNOWN = ("0001", "0002", "0003", "0004")
HEAD = KNOWN[-1]
# Milliseconds that a program waits while another one brings the same project up to date.
_PATIENCE = 600_000


def revision(connection: Connection) -> str | None:
    """Return the database's revision, None if it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def is_older(connection: Connection, name: str) -> bool:
    """Tell whether a project has to be brought up to date; refuse a database that is no project, or a newer one.

    Raises:
        LabelerError: `not_a_project`, `newer_project`.
    """
    found = revision(connection)
    if found is None or not inspect(connection).has_table("annotation_set"):
        raise LabelerError(NOT_A_PROJECT, location=name)
    if found not in KNOWN:
        raise LabelerError(NEWER_PROJECT, location=name)
    return found != HEAD


def make_tables(connection: Connection) -> None:
    """Bring a database to HEAD, in the connection's transaction."""
    to_revision(connection, HEAD)


def to_revision(connection: Connection, wanted: str) -> None:
    """Bring a database to a revision, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, wanted)


def upgrade(engine: Engine, place: Location) -> None:
    """Bring an older project to HEAD in one transaction; a file is first copied to `FILE.REVISION.bak`.

    Where several programs open the project at once, one does the work; the others wait and find it done.

    Raises:
        LabelerError: `upgrade_failed`, `damaged_project`, `disk_full`, `no_permission`, `project_busy`. Nothing was
            changed then.
    """
    # The first option is PostgreSQL's; a file has pragmas.
    with translated(place.name), engine.connect().execution_options(patience=_PATIENCE) as connection:
        raw: Any = connection.connection.driver_connection
        if place.path is not None:
            # Both are without effect inside a transaction; a table that is rebuilt would take its children with it.
            raw.execute(f"PRAGMA busy_timeout={_PATIENCE}")
            raw.execute("PRAGMA foreign_keys=OFF")
        copy: Path | None = None
        try:
            with connection.begin():
                found = revision(connection)
                if found == HEAD or found is None:
                    return
                if place.path is not None:
                    copy = backup.copy(place.path, found)
                _bring_up(connection, place)
        except BaseException:
            if copy is not None:
                copy.unlink(missing_ok=True)
            raise
        finally:
            # The next user of this connection gets one with the usual settings.
            connection.invalidate()


def _bring_up(connection: Connection, place: Location) -> None:
    make_tables(connection)
    caches.fill(connection)
    if place.path is None:
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise LabelerError(
            UPGRADE_FAILED,
            location=place.name,
            fault=f"a row of {broken[0]} names one of {broken[2]} that is not there",
        )
    connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_NUMBER}")
