"""Killed in the middle of long work: all of it is there afterwards or nothing, and nothing is left behind."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path

import pytest
from sqlalchemy import event

from labeler.domain.articles import Article
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.sets import AnnotationSet
from labeler.domain.suggestions import Decision
from labeler.services import importing, projects, registry, reviewing, suggesting
from labeler.services.verifying import verify_project
from labeler.store import open_store
from labeler.store.records import Adjudication, Import
from tests.fixtures.disagreeing import ARTICLE_ID as REVIEWED
from tests.fixtures.disagreeing import label_all

# More than two of the slices of 500 rows in which an edit writes.
FILES = 1200
KINDS = (Article, Claim, Speaker, Stance, Region, Decision, Import, Adjudication)
REVIEWS = {"premerge", "accept_gold"}


def killed(file: Path, verb: str, at: int, folder: Path) -> int:
    """Do a piece of work in a process that kills itself before the given statement (or commit) of it; 0 for never.

    Returns:
        How many there were, -1 if it was killed.
    """
    into, out = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(out, str(work(file, verb, at, folder)).encode())
        finally:
            os._exit(0)
    os.close(out)
    with os.fdopen(into, "rb") as told:
        said = told.read()
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or said
    return -1 if os.WIFSIGNALED(status) else int(said)


def work(file: Path, verb: str, at: int, folder: Path) -> int:
    store = open_store(str(file))
    lena = projects.actor_named(store, "lena")
    first, second = (one.id for one in registry.entities(store, lena)[:2])
    count = 0

    def step(*_about: object) -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "commit"):
        event.listen(store._engine, name, step)  # pyright: ignore[reportPrivateUsage]
    if verb == "accept":
        suggesting.accept_in(store, lena, "article-mayor", None)
    elif verb == "premerge":
        reviewing.premerge(store, lena, REVIEWED, "majority")
    elif verb == "accept_gold":
        reviewing.accept_gold(store, lena, REVIEWED)
    elif verb == "merge":
        registry.merge_entities(store, lena, first, second)
    else:
        importing.import_paths(store, lena, [folder])
    return count


def state(file: Path) -> tuple[object, ...]:
    """Return how many rows there are of each kind, and what stands for what; the project must verify."""
    store = open_store(str(file))
    try:
        assert verify_project(store).faults == ()
        with store.read() as read:
            counts = tuple(len(read.all(kind)) for kind in KINDS)
            merged = tuple(sorted((one.id, one.merged_into or "") for one in read.all(Entity)))
            states = tuple(sorted((one.id, one.state) for one in read.all(AnnotationSet)))
        return counts, merged, states
    finally:
        store.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a process of its own is made by fork")
@pytest.mark.parametrize("verb", ["accept", "merge", "import", "premerge", "accept_gold"])
def test_killed_anywhere_it_is_done_wholly_or_not_at_all(sample_file: Path, memory_path: Path, verb: str) -> None:
    folder = memory_path / "texts"
    folder.mkdir()
    for number in range(FILES if verb == "import" else 0):
        (folder / f"{number:04}.txt").write_text(f"Quay {number}\n\nShips came, the mayor said.\n", encoding="utf-8")
    template = Path(shutil.copy(sample_file, memory_path / "template.labeler"))
    store = open_store(str(template))
    lena = projects.actor_named(store, "lena")
    for name in ("Ana Ruiz", "Bo Lind"):
        registry.add_entity(store, lena, name)
    if verb in REVIEWS:
        projects.add_annotator(store, lena, "carl", frozenset({"annotator"}))
        label_all(store, "anna", "bert", "carl")
    if verb == "accept_gold":
        reviewing.premerge(store, lena, REVIEWED, "by:bert")
        # What all agree on is taken when gold is accepted.
        agreed = next(one for one in reviewing.open_review(store, lena, REVIEWED).items if not one.kind)
        reviewing.undecide(store, lena, REVIEWED, agreed.id)
    store.close()
    before = state(template)

    whole = Path(shutil.copy(template, memory_path / "whole.labeler"))
    statements = killed(whole, verb, 0, folder)
    after = state(whole)
    assert after != before

    home = memory_path / "killed"
    home.mkdir()
    for at in sorted({1, statements // 2, statements - 1, statements}):
        file = Path(shutil.copy(template, home / "p.labeler"))
        assert killed(file, verb, at, folder) == -1
        assert state(file) == before, f"killed before statement {at} of {statements}"
        assert [one.name for one in home.iterdir()] == ["p.labeler"]
    # What was cut short can be done again.
    assert killed(home / "p.labeler", verb, 0, folder) == statements
    assert state(home / "p.labeler")[0] == after[0]
