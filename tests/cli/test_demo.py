from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from labeler.domain.labels import Claim
from labeler.domain.spans import Span
from labeler.services import history, labeling, projects
from labeler.services.articles import list_articles
from labeler.services.verifying import verify_export, verify_project
from labeler.store import open_store
from tests.cli.test_verbs import Shell


@pytest.fixture(scope="module")
def made(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, dict[str, Any]]:
    """A shell in whose folder the sample stands, and what the verb said of it."""
    shell = Shell(tmp_path_factory.mktemp("demo"))
    shutil.copytree(demo / "sample", shell.folder / "sample")
    report = json.loads((demo / "report.json").read_text(encoding="utf-8"))
    return shell, report | {"project": str(shell.folder / "sample" / Path(report["project"]).name)}


def test_the_sample_is_made_suggested_exported_and_verified(made: tuple[Shell, dict[str, Any]]) -> None:
    shell, report = made
    print(report)
    assert report["articles"] == 10
    assert min(report[name] for name in ("sentences", "claims", "speakers", "stances")) > 5
    assert verify_export(shell.folder / "sample" / "dataset").faults == ()
    store = open_store(report["project"])
    names = {one.name for one in projects.annotators(store, projects.actor_named(store, None))}
    assert {"a", "b"} <= names
    assert projects.current_guidelines(store)
    rows = list_articles(store, projects.actor_named(store, "a"))
    assert all(row.heading and row.source for row in rows)
    assert verify_project(store).faults == ()
    store.close()


def test_run_again_it_does_what_is_missing_and_touches_no_label(made: tuple[Shell, dict[str, Any]]) -> None:
    shell, report = made
    store = open_store(report["project"])
    owner = projects.actor_named(store, None)
    article = list_articles(store, owner)[0]
    with store.read() as read:
        before = read.all(Claim)
    labeling.mark_boilerplate(store, owner, article.id, Span(0, 3))
    edits = len(history.history(store, owner))
    store.close()
    again = shell.json("demo", "--headless", "--to", "sample")
    assert (again["articles"], again["sentences"], again["claims"]) == (report["articles"], 0, report["claims"])
    store = open_store(report["project"])
    with store.read() as read:
        assert read.all(Claim) == before
    assert len(history.history(store, owner)) == edits
    store.close()


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    Shell(tmp_path).run("demo", "--headless", "--to", "file/deep", code=1)
