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

from labeler.domain.errors import LabelerError
from labeler.store import create_store, open_store
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
