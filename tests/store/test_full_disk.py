"""A disk that is full in the middle of an edit: the edit is refused with a sentence, and what was there stays."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from labeler.services import labeling, projects, sets
from labeler.services.verifying import verify_project
from labeler.store import open_store
from tests.fixtures.sample import BO, ROOT

# Files may grow by so many bytes more: then the system refuses, as a full disk does.
ROOM = 200_000
WRITER = textwrap.dedent(
    """
    import resource, sys
    from labeler.domain.errors import LabelerError
    from labeler.domain.spans import Span
    from labeler.services import labeling, projects
    from labeler.store import open_store

    store = open_store(sys.argv[1])
    anna = projects.actor_named(store, "anna")
    labeling.add_claim(store, anna, "article-mayor", Span(20, 48), id="kept")
    room = int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    for number in range(1000):
        try:
            labeling.add_claim(store, anna, "article-mayor", Span(20, 48), note="long " * 2000, id=f"more-{number}")
        except LabelerError as refusal:
            print(number, refusal.code)
            break
    """
)


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is the system's")
def test_what_does_not_fit_is_refused_and_what_fitted_stays(sample_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "full.labeler"
    file.write_bytes(sample_file.read_bytes())
    run = subprocess.run(
        [sys.executable, "-c", WRITER, str(file), str(file.stat().st_size + ROOM)],
        capture_output=True, text=True, cwd=ROOT, timeout=120, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    fitted, code = run.stdout.split()
    assert code in {"disk_full", "write_failed"}
    store = open_store(str(file))
    try:
        anna = projects.actor_named(store, "anna")
        kept = sets.open_sheet(store, anna, "article-mayor").claims
        assert kept.keys() == {"kept", *(f"more-{number}" for number in range(int(fitted)))}
        assert verify_project(store).faults == ()
        labeling.add_claim(store, anna, "article-mayor", BO)
    finally:
        store.close()
