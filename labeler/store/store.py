"""The store: one project, opened. Reads see one moment; an edit writes rows and journal entries together."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, inspect

from labeler.domain.errors import LabelerError
from labeler.domain.ids import new_id
from labeler.domain.sets import Actor
from labeler.store.edit import Edit
from labeler.store.engine import make_engine
from labeler.store.faults import DATABASE_NOT_EMPTY, translated
from labeler.store.journal import entries_of
from labeler.store.location import APPLICATION_ID, SCHEMA_NUMBER, Location, check_file, make_file, parse_location
from labeler.store.migrate import is_older, make_tables, upgrade
from labeler.store.read import Reader

# Who writes what no person wrote: runs of the pipeline.
PROGRAM = Actor(id="labeler", name="labeler", roles=frozenset())


class Store:
    """One open project. Safe to use from several threads: each call has a connection of its own."""

    def __init__(self, location: Location, engine: Engine) -> None:
        self._location = location
        self._engine = engine

    @property
    def name(self) -> str:
        """The project's place as it may be shown: a path, or a URL without a password."""
        return self._location.name

    @property
    def is_file(self) -> bool:
        """Whether the project is a file."""
        return self._location.path is not None

    @contextmanager
    def read(self) -> Generator[Reader]:
        """Read within one transaction that sees one moment and writes nothing."""
        with (
            translated(self.name),
            self._engine.connect().execution_options(reading=True) as connection,
            connection.begin(),
        ):
            yield Reader(connection)

    @contextmanager
    def edit(
        self,
        title: str,
        actor: Actor,
        article_id: str | None = None,
        edit_id: str | None = None,
        *,
        reversible: bool = True,
    ) -> Generator[Edit]:
        """Write rows and their journal entries in one transaction; nothing at all if the body raises.

        `edit_id` makes a repetition harmless: if an edit with that id is stored, `edit.repeated` is true. An edit that
        is not `reversible` is passed over by undo.
        """
        with translated(self.name), self._engine.begin() as connection:
            edit = Edit(
                connection,
                title=title,
                annotator_id=actor.id,
                article_id=article_id,
                edit_id=edit_id or new_id(),
                reversible=reversible,
            )
            if edit_id is not None and (stored := entries_of(connection, edit_id)):
                edit.repeat(stored)
            yield edit
            edit.seal()

    def close(self) -> None:
        """Close all connections. The store can't be used afterwards."""
        self._engine.dispose()


def create_store(location: str) -> Store:
    """Make a new, empty project: a file that only its owner may read, or the tables in an empty PostgreSQL database.

    Raises:
        LabelerError: `project_exists`, `database_not_empty`, `no_project` (no such folder), `no_permission`,
            `bad_location`, `unreachable`.
    """
    place = parse_location(location)
    if place.path is not None:
        make_file(place.path)
    engine = make_engine(place)
    try:
        with translated(place.name), engine.begin() as connection:
            _check_empty(connection, place.name)
            make_tables(connection)
            if place.path is not None:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.exec_driver_sql(f"PRAGMA user_version={SCHEMA_NUMBER}")
        engine.dispose()
    except BaseException:
        engine.dispose()
        if place.path is not None:
            place.path.unlink(missing_ok=True)
        raise
    return Store(place, engine)


def open_store(location: str) -> Store:
    """Open a project; an older one is brought up to date first, a file after a copy of it was made beside it.

    Raises:
        LabelerError: `no_project`, `is_a_folder`, `no_permission`, `not_a_project`, `newer_project`, `damaged_project`,
            `bad_location`, `unreachable`, `upgrade_failed`. Nothing was changed then.
    """
    place = parse_location(location)
    if place.path is not None:
        check_file(place.path)
    engine = make_engine(place)
    try:
        with (
            translated(place.name),
            engine.connect().execution_options(reading=True) as connection,
            connection.begin(),
        ):
            older = is_older(connection, place.name)
        if older:
            upgrade(engine, place)
    except BaseException:
        engine.dispose()
        raise
    return Store(place, engine)


def _check_empty(connection: Connection, name: str) -> None:
    if inspect(connection).get_table_names():
        raise LabelerError(DATABASE_NOT_EMPTY, location=name)
