"""A monkey at the window: whatever it presses, nothing breaks, and what is shown is what is stored.

`LABELER_MONKEY=full` lets it play for ten minutes, with one seed after another.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

FULL = os.environ.get("LABELER_MONKEY") == "full"
SECONDS = 600
# Enough for dialogs, articles and people to come and go.
STEPS = 1000
ROOT = Path(__file__).parents[2]


def played(seed: int, steps: int, folder: Path) -> dict[str, object]:
    """Let a monkey play in a process of its own, and return what it reports."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.stories.monkey", str(seed), str(steps), str(folder)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=460,
        check=False,
    )
    did = (folder / "steps.txt").read_text(encoding="utf-8", errors="replace").splitlines()[-40:]
    assert run.returncode == 0, "\n".join((f"seed {seed} ended with {run.returncode}", run.stderr, *did))
    return json.loads(run.stdout)


def check(report: dict[str, object]) -> None:
    assert report["heard"] == [], f"seed {report['seed']}"
    assert report["shown"] == [], f"seed {report['seed']}: the page shows something else than is stored"
    assert report["faults"] == [], f"seed {report['seed']}"


@pytest.mark.timeout(SECONDS * 2)
def test_monkeys_break_nothing(tmp_path: Path) -> None:
    end = time.monotonic() + (SECONDS if FULL else 0)
    seed, edits = 1, 0
    while not edits or time.monotonic() < end:
        report = played(seed, STEPS, tmp_path / str(seed))
        check(report)
        assert isinstance(report["edits"], int)
        edits += report["edits"]
        seed += 1
    # They did something.
    assert edits > 2
