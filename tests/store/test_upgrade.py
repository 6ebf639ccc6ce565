"""A project of the first revision is brought up to date when it is opened: whole, once, with a copy of the file."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from labeler.domain.errors import LabelerError
from labeler.domain.ids import derived_id
from labeler.domain.journal import GENESIS, PROJECT_STREAM, Entry, canonical, entry_hash
from labeler.services import articles, history, projects, sets, verifying
from labeler.store import caches, migrate, open_store
from labeler.store.engine import make_engine
from labeler.store.journal import JOURNAL
from labeler.store.location import APPLICATION_ID, make_file, parse_location
from labeler.store.rows import to_row
from tests.fixtures.postgres import Databases
from tests.fixtures.sample import CLAIM, MAYOR, TEXTS, article, scheme

ROOT = Path(__file__).parents[2]
SET = derived_id("set", "article-mayor", "anna")


class FirstRevision:
    """Writes rows and entries as the first revision did: by its columns, none of which came later."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._heads: dict[str, Entry] = {}
        self._second = 0

    def edit(self, title: str, *, reversible: bool = True, **streams: list[tuple[str, str, dict[str, Any]]]) -> None:
        self._second += 1
        for stream, rows in streams.items():
            body: list[Any] = []
            for table, key, row in rows:
                names = ", ".join(f'"{name}"' for name in row)
                given = ", ".join(f":{name}" for name in row)
                self._connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({given})'), row)
                image = {name: value for name, value in row.items() if (table, name) != ("article", "text")}
                body.append([table, key, None, image])
            self._write(SET if stream == "own" else PROJECT_STREAM, title, canonical(body), reversible=reversible)

    def change(self, title: str, table: str, key: str, before: dict[str, Any], **columns: Any) -> None:
        self._second += 1
        after = {**before, **columns}
        puts = ", ".join(f'"{name}" = :{name}' for name in columns)
        self._connection.execute(text(f'UPDATE "{table}" SET {puts} WHERE id = :id'), {**columns, "id": key})
        self._write(SET, title, canonical([[table, key, before, after]]), reversible=True)

    def _write(self, stream: str, title: str, body: str, *, reversible: bool) -> None:
        last = self._heads.get(stream)
        entry = Entry(
            id=f"entry-{stream}-{self._second}", stream=stream, number=1 if last is None else last.number + 1,
            edit_id=f"edit-{self._second}", kind="do", reverses=None, reversible=reversible, annotator_id="anna",
            at=f"2025-01-01T00:00:{self._second:02}.000000Z", title=title, schema=1, body=body,
            previous=GENESIS if last is None else last.hash, hash="",
        )  # fmt: skip
        entry = self._heads[stream] = replace(entry, hash=entry_hash(entry))
        self._connection.execute(JOURNAL.insert(), to_row(entry))


def claim_row() -> dict[str, Any]:
    return {
        "set_id": SET, "id": "old-claim", "start": CLAIM.start, "end": CLAIM.end, "text": CLAIM.of(MAYOR), "type": "",
        "attribution": "", "source": "", "speaker_id": None, "unsure": False, "note": "", "origin": "manual",
        "score": 0.0, "rule": "", "attributes": "{}",
    }  # fmt: skip


def write_rows(connection: Connection) -> None:
    first = FirstRevision(connection)
    vocabulary = scheme()
    guide = {"version": 1, "text": "# Guide\n", "sha256": articles_hash("# Guide\n")}
    first.edit(
        "create project",
        reversible=False,
        project=[
            ("scheme", "1", {
                "version": 1, "name": vocabulary.name, "text": vocabulary.text, "sha256": vocabulary.sha256,
            }),
            ("guidelines", "1", guide),
            ("annotator", "anna", {"id": "anna", "name": "anna", "roles": "annotator,reviewer,lead", "login": ""}),
            ("annotator", "gold", {"id": "gold", "name": "gold", "roles": "", "login": ""}),
            ("project", "p", {
                "id": "p", "name": "Old", "owner_id": "anna", "scheme_version": 1, "guidelines_version": 1,
                "format": 1, "created": "2025-01-01",
            }),
        ],
    )  # fmt: skip
    rows = [to_row(article(key, number)) for number, key in enumerate(TEXTS, 1)]
    first.edit("import 3 articles", project=[("article", row["id"], row) for row in rows])
    own = {
        "id": SET, "article_id": "article-mayor", "annotator_id": "anna", "state": "in_progress", "reason": "",
        "scheme_version": 1, "guidelines_version": 1, "suggestions": "shown", "seconds": 0, "assigned": "",
        "started": "2025-01-01", "finished": "", "stale": False,
    }  # fmt: skip
    first.edit("label claim", own=[("annotation_set", SET, own), ("claim", "old-claim", claim_row())])
    first.change("change claim", "claim", "old-claim", claim_row(), type="fact", note="old")


def articles_hash(words: str) -> str:
    from labeler.domain.articles import text_sha256

    return text_sha256(words)


def make_old(location: str) -> str:
    """Make a project of the first revision, closed."""
    place = parse_location(location)
    if place.path is not None:
        make_file(place.path)
    engine = make_engine(place)
    with engine.begin() as connection:
        migrate.to_revision(connection, "0001")
        if place.path is not None:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql("PRAGMA user_version=1")
        write_rows(connection)
    engine.dispose()
    return location


@pytest.fixture(scope="session")
def old_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(make_old(str(tmp_path_factory.mktemp("old") / "old.labeler")))


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Generator[str]:
    """A project of the first revision, of the test's own: once a file, once a database."""
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue("old_file"), tmp_path / "old.labeler"))
        return
    made: Databases = request.getfixturevalue("databases")
    url = made.make()
    make_old(url)
    yield url
    made.drop(url)


def test_an_old_project_is_brought_up_to_date(old: str) -> None:
    store = open_store(old)
    try:
        anna = projects.actor_named(store, "anna")
        with store.read() as read:
            assert migrate.revision(read.connection) == migrate.HEAD
        assert verifying.verify_project(store).faults == ()
        claim = sets.open_sheet(store, anna, "article-mayor").claims["old-claim"]
        assert (claim.type, claim.note, claim.repeats) == ("fact", "old", None)
        rows = articles.list_articles(store, anna)
        assert [(row.key, row.characters, row.claims, row.flag, row.mine) for row in rows] == [
            ("mayor", len(MAYOR), 1, "", True),
            ("lines", len(TEXTS["lines"]), 0, "", False),
            ("short", len(TEXTS["short"]), 0, "", False),
        ]
    finally:
        store.close()
    open_store(old).close()


def test_what_was_done_before_can_be_undone_and_redone_after(old: str) -> None:
    store = open_store(old)
    try:
        anna = projects.actor_named(store, "anna")
        assert history.undo(store, anna).title == "change claim"
        assert sets.open_sheet(store, anna, "article-mayor").claims["old-claim"].type == ""
        assert history.undo(store, anna).title == "label claim"
        assert history.undo(store, anna).title == "import 3 articles"
        assert articles.list_articles(store, anna) == []
        for _ in range(3):
            history.redo(store, anna)
        assert sets.open_sheet(store, anna, "article-mayor").claims["old-claim"].type == "fact"
        assert [row.key for row in articles.list_articles(store, anna)] == list(TEXTS)
        assert verifying.verify_project(store).faults == ()
    finally:
        store.close()


def test_a_copy_of_the_old_file_stands_beside_it(old_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(old_file, tmp_path / "old.labeler"))
    (tmp_path / "old.labeler.0001.bak").write_text("somebody's own")
    open_store(str(path)).close()
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "old.labeler", "old.labeler.0001.2.bak", "old.labeler.0001.bak",
    ]  # fmt: skip
    copy = tmp_path / "old.labeler.0001.2.bak"
    assert (tmp_path / "old.labeler.0001.bak").read_text() == "somebody's own"
    assert copy.stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(copy)) as connection, closing(sqlite3.connect(old_file)) as before:
        assert list(connection.iterdump()) == list(before.iterdump())
    open_store(str(copy)).close()


OPENER = """
import sys
from labeler.store import open_store
print("ready", flush=True)
sys.stdin.readline()
open_store(sys.argv[1]).close()
"""


def test_three_programs_open_it_at_once(old: str, tmp_path: Path) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", OPENER, old], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for _ in range(3)
    ]  # fmt: skip
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        _, complaint = process.communicate(timeout=120)
        assert (process.returncode, complaint) == (0, "")
    if "://" not in old:
        assert len(list(tmp_path.glob("*.bak"))) == 1
    store = open_store(old)
    try:
        assert verifying.verify_project(store).faults == ()
    finally:
        store.close()


def test_a_damaged_old_file_is_refused_unchanged(old_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(old_file, tmp_path / "old.labeler"))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE claim SET set_id = 'nobody'")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with pytest.raises(LabelerError) as refusal:
        open_store(str(path))
    assert refusal.value.code == "upgrade_failed"
    assert "claim" in str(refusal.value)
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["old.labeler"]


def test_an_upgrade_that_fails_leaves_everything_as_it_was(old: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_connection: Connection) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(caches, "fill", fail)
    with pytest.raises(KeyboardInterrupt):
        open_store(old)
    monkeypatch.undo()
    engine = make_engine(parse_location(old))
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        assert migrate.revision(connection) == "0001"
    engine.dispose()
    assert list(Path(old).parent.glob("*.bak")) == []
    open_store(old).close()


def test_old_images_mean_what_they_meant(old_file: Path) -> None:
    with closing(sqlite3.connect(old_file)) as connection:
        bodies = [json.loads(row[0]) for row in connection.execute("SELECT body FROM journal WHERE schema = 1")]
    images = [change[3] for body in bodies for change in body if change[0] in {"claim", "annotation_set"}]
    assert len(images) == 3
    assert not any("repeats" in image or "flag" in image for image in images)
