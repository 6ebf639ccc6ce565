"""What is no project, newer, damaged, missing or forbidden is refused with a sentence, and not changed."""

from __future__ import annotations

import hashlib
import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event

from labeler.domain.errors import LabelerError
from labeler.domain.spans import Span
from labeler.services import labeling, projects
from labeler.store import Store, create_store, open_store
from labeler.store.location import parse_location
from labeler.store.verify import verify
from tests.fixtures.postgres import Databases


def junk(path: Path) -> None:
    path.write_bytes(b"Not a database at all. " * 40)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE project (x)")
        connection.commit()


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version=99")


def newer_revision(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num='9999'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 8192)


def bad_links(path: Path) -> None:
    """The second form of damage: the check returns rows instead of failing."""
    with path.open("r+b") as file:
        file.seek(28)
        pages = int.from_bytes(file.read(4), "big")
        file.seek(28)
        file.write((pages - 20).to_bytes(4, "big"))


def truncated(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // 2)


def triggered(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TRIGGER t AFTER INSERT ON claim BEGIN DELETE FROM journal; END")
        connection.commit()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (junk, "not_a_project"),
        (empty, "not_a_project"),
        (foreign, "not_a_project"),
        (newer, "newer_project"),
        (newer_revision, "newer_project"),
        (overwritten, "damaged_project"),
        (bad_links, "damaged_project"),
        (truncated, "damaged_project"),
        (triggered, "damaged_project"),
    ],
)
def test_a_spoilt_file_is_refused_unchanged(
    sample_file: Path, tmp_path: Path, spoil: Callable[[Path], None], code: str
) -> None:
    path = tmp_path / "spoilt.labeler"
    path.write_bytes(sample_file.read_bytes())
    spoil(path)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(LabelerError) as refusal:
        open_store(str(path))
    assert refusal.value.code == code
    assert str(path) in str(refusal.value)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert [one.name for one in tmp_path.iterdir()] == ["spoilt.labeler"]


def test_missing_folder_and_forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for location, code in [
        (tmp_path / "nothing.labeler", "no_project"),
        (tmp_path, "is_a_folder"),
        (tmp_path / "nothing" / "x.labeler", "no_project"),
    ]:
        with pytest.raises(LabelerError) as refusal:
            open_store(str(location))
        assert refusal.value.code == code
    assert list(tmp_path.iterdir()) == []
    forbidden = tmp_path / "forbidden.labeler"
    forbidden.write_bytes(b"")

    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(LabelerError) as refusal:
        open_store(str(forbidden))
    assert refusal.value.code == "no_permission"


@pytest.mark.parametrize(
    "location", ["mysql://root:secret@here/x", "", "a\0b", "http://x", "postgresql://u:secret@h:port/x"]
)
def test_bad_locations(location: str) -> None:
    with pytest.raises(LabelerError) as refusal:
        open_store(location)
    assert refusal.value.code == "bad_location"
    assert "secret" not in str(refusal.value)


def test_a_new_project_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.labeler"
    store = create_store(str(path))
    try:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        with pytest.raises(LabelerError) as refusal:
            create_store(str(path))
        assert refusal.value.code == "project_exists"
    finally:
        store.close()


def test_passwords_stay_secret() -> None:
    with pytest.raises(LabelerError) as refusal:
        open_store("postgresql://anna:secret@127.0.0.1:1/x?password=secret")
    assert refusal.value.code == "unreachable"
    assert "secret" not in str(refusal.value)


def test_databases_that_are_no_projects(databases: Databases) -> None:
    url = databases.make()
    with pytest.raises(LabelerError) as refusal:
        open_store(url)
    assert refusal.value.code == "not_a_project"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE something (x int)")
    with pytest.raises(LabelerError) as refusal:
        create_store(url)
    assert refusal.value.code == "database_not_empty"
    databases.drop(url)


def test_newer_database(databases: Databases, sample_database: str) -> None:
    url = databases.make(sample_database)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("UPDATE alembic_version SET version_num='9999'")
    with pytest.raises(LabelerError) as refusal:
        open_store(url)
    assert refusal.value.code == "newer_project"
    databases.drop(url)


def test_a_password_with_an_at_sign_stays_secret() -> None:
    with pytest.raises(LabelerError) as refusal:
        open_store("postgresql://anna:sec@ret@127.0.0.1:1/x")
    assert refusal.value.code == "bad_location"
    assert "ret" not in str(refusal.value).replace("neither", "")
    assert "secret" not in repr(parse_location("postgresql://anna:secret@h/x?password=secret"))


@pytest.mark.parametrize(
    ("pragma", "code"), [("query_only=ON", "read_only"), ("max_page_count=1", "disk_full"), ("busy_timeout=20", "")]
)
def test_a_file_that_cannot_be_written(file_store: Store, pragma: str, code: str) -> None:
    """A full disk, a file for reading only; with the third the file is busy."""
    anna = projects.actor_named(file_store, "anna")

    def limit(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}")

    event.listen(file_store._engine, "connect", limit)
    file_store._engine.dispose()
    with closing(sqlite3.connect(file_store.name, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE" if not code else "BEGIN")
        with pytest.raises(LabelerError) as refusal:
            labeling.add_claim(file_store, anna, "article-mayor", Span(20, 48), note="long " * 100_000)
    assert refusal.value.code == (code or "project_busy")
    assert file_store.name in str(refusal.value)
    event.remove(file_store._engine, "connect", limit)
    file_store._engine.dispose()
    labeling.add_claim(file_store, anna, "article-mayor", Span(20, 48))
    assert verify(file_store).findings == []
