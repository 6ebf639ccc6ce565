from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from tests.cli.test_verbs import Shell


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `labeler demo` made `sample`, with what it said as `report.json`: copy it.

    All processes of a test run share it: to make it takes seconds.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    folder.mkdir(exist_ok=True)
    with (folder.parent / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        report = folder / "report.json"
        if not report.exists():
            said = Shell(folder).process("demo", "--headless", "--to", "sample", "--json")
            report.write_text(said, encoding="utf-8")
    return folder
