"""Suggesting killed with signal 9 at any time and started again: no article is lost, none is read twice.

`LABELER_KILLED=full` does it with 10,000 articles.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from labeler.domain.suggestions import Suggestion, SuggestionRun
from labeler.services.verifying import verify_project
from labeler.store import open_store
from tests.cli.test_verbs import Shell

FULL = os.environ.get("LABELER_KILLED") == "full"
ARTICLES = 10_000 if FULL else 24
KILLS = 12 if FULL else 2
ROOT = Path(__file__).parents[2]

PEOPLE = ("Ada Lovelace", "the mayor", "Reuters", "Grace Hopper", "critics", "the ministry")
VERBS = ("said", "warned", "argued", "predicted")
THINGS = ("the bridge", "a new tram line", "the toll", "the harbour", "the budget", "the school")
ENDS = ("would open in May", "costs too much", "had failed", "will pay for itself", "must be stopped", "is safe")


def text_of(number: int) -> str:
    """Return a short article; no two are alike."""
    dice = random.Random(number)
    lines = [f"Report {number} from the town hall"]
    for _ in range(3 if FULL else 6):
        words = f"that {dice.choice(THINGS)} {dice.choice(ENDS)}"
        lines.append(f"{dice.choice(PEOPLE)} {dice.choice(VERBS)} on day {dice.randrange(300)} {words}.")
    return "\n\n".join(lines) + "\n"


def command(*words: object) -> list[str]:
    return [sys.executable, "-m", "labeler", *map(str, words)]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lines = tmp_path / "articles.jsonl"
    with lines.open("w", encoding="utf-8") as out:
        for number in range(ARTICLES):
            out.write(json.dumps({"id": f"report-{number}", "text": text_of(number)}) + "\n")
    file = tmp_path / "town.labeler"
    shell = Shell(tmp_path)
    shell.run("new", file)
    shell.run("import", file, lines)
    return file


def runs_of(file: Path) -> dict[str, str]:
    """Return each run's hash by its article; the project must verify."""
    store = open_store(str(file))
    try:
        assert verify_project(store).faults == ()
        with store.read() as read:
            runs = read.all(SuggestionRun)
            proposed = {one.run_id for one in read.all(Suggestion)}
        assert proposed <= {one.id for one in runs}
        assert len({one.article_id for one in runs}) == len(runs), "an article was read twice"
        return {one.article_id: one.sha256 for one in runs}
    finally:
        store.close()


def children(pid: int) -> set[int]:
    """Return the processes that a process has started."""
    try:
        words = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return set()
    return {int(word) for word in words}


def gone(pids: set[int], seconds: float) -> bool:
    """Wait until none of the processes runs."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(Path(f"/proc/{pid}").exists() for pid in pids):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="it finds the workers in /proc, which Linux has")
def test_nothing_is_lost_and_nothing_done_twice(project: Path) -> None:
    dice = random.Random(7)
    done: dict[str, str] = {}
    for kill in range(KILLS):
        # Two workers once, then one: each costs the loading of the model.
        jobs = 1 if kill and not FULL else 2
        run = subprocess.Popen(
            command("suggest", project, "--jobs", jobs), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT
        )
        before, workers = len(done), set[int]()
        deadline = time.monotonic() + 120
        # Killed at any moment after it has begun to keep something: also in the middle of a transaction.
        while run.poll() is None and time.monotonic() < deadline:
            workers |= children(run.pid)
            if _count(project) > before:
                break
        time.sleep(dice.random() * (20 if FULL else 0.4))
        workers |= children(run.pid)
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert gone(workers, 10), "a worker outlived the program"
        after = runs_of(project)
        assert done.items() <= after.items(), "what was kept has changed"
        done = after

    finished = subprocess.run(
        command("suggest", project, "--jobs", 2 if FULL else 1, "--json"), check=True, capture_output=True, cwd=ROOT
    )
    whole = runs_of(project)
    assert len(whole) == ARTICLES
    assert done.items() <= whole.items()
    assert json.loads(finished.stdout)["articles"] == ARTICLES - len(done)


def _count(file: Path) -> int:
    store = open_store(str(file))
    try:
        with store.read() as read:
            return len(read.all(SuggestionRun))
    finally:
        store.close()
