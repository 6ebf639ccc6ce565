"""From Python's start to the window, and the command line's first word."""

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.figures import ROOT, Figure, seconds


def compiled() -> None:
    """Compile the program's and the packages' bytecode, so that start-up is measured as users have it."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", "-j", "0", "labeler"], cwd=ROOT, check=False)


def window(folder: Path) -> float:
    """Return the seconds from the start of Python to the first painted window."""
    began = time.time()
    settings = {**os.environ, "LABELER_PROBE": "1", "HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    settings.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "labeler"], env=settings, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout.strip().splitlines()[-1])["at"] - began


def measure(folder: Path) -> list[Figure]:
    compiled()

    def python(code: str) -> float:
        return seconds(lambda: subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT), runs=5)

    qt = python("from PySide6 import QtWidgets; QtWidgets.QApplication([]); QtWidgets.QWidget().show()")
    version = seconds(
        lambda: subprocess.run(
            [sys.executable, "-m", "labeler", "--version"], check=True, cwd=ROOT, capture_output=True
        )
    )
    return [
        Figure(
            work="Python's start to window painted",
            value=statistics.median(window(folder) for _ in range(5)),
            unit="s",
            bar=1.0,
            reference=qt,
        ),
        Figure(work="labeler --version", value=version, unit="s", reference=python("pass")),
    ]
