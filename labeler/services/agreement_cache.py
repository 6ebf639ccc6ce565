"""Reports on agreement that were made before: a file each in the user's cache folder, of use until a project changes.

Nothing of a project is kept there but figures, titles of articles and names; only the user may read it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from labeler import __version__
from labeler.agreement.report import FORM, Asked, Report, report_of_json
from labeler.config import paths

_FOLDER = "agreement"
_MOST = 40


def place(project: str, asked: Asked, draws: int, seed: int) -> Path:
    """Return the file for what was asked of a project."""
    text = json.dumps([FORM, __version__, project, asdict(asked), draws, seed], sort_keys=True)
    return paths.cache_folder() / _FOLDER / f"{hashlib.sha256(text.encode('utf-8')).hexdigest()[:32]}.json"


def kept(file: Path, change: str) -> Report | None:
    """Return the report of a file if it was made of the project's state `change`; None if not, or if it is damaged."""
    try:
        table = json.loads(file.read_bytes())
        return report_of_json(table["report"]) if table["change"] == change else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def keep(file: Path, change: str, report: Report) -> None:
    """Write a report to its file; where that can't be done, it will be made again."""
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({"change": change, "report": report.as_json()}, out)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _forget(file.parent)


def _forget(folder: Path) -> None:
    """Remove the oldest files beyond a number."""
    files = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in files[_MOST:]:
        old.unlink(missing_ok=True)
