"""Making the tables and bringing them up to date, by Alembic, which is imported only when there is work to do."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from labeler.domain.errors import LabelerError
from labeler.store.faults import NEWER_PROJECT, NOT_A_PROJECT

# The newest revision of migrations/versions; a test compares it with Alembic's own answer.
HEAD = "0002"
KNOWN = (HEAD,)


def revision(connection: Connection) -> str | None:
    """Return the database's revision, None if it has none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def check_revision(connection: Connection, name: str) -> None:
    """Refuse a database that is no project, or a newer one; upgrade an older one.

    Raises:
        LabelerError: `not_a_project`, `newer_project`.
    """
    found = revision(connection)
    if found == HEAD:
        return
    if found is None or not inspect(connection).has_table("annotation_set"):
        raise LabelerError(NOT_A_PROJECT, location=name)
    if found not in KNOWN:
        raise LabelerError(NEWER_PROJECT, location=name)


def make_tables(connection: Connection) -> None:
    """Bring a database to HEAD, in the connection's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
