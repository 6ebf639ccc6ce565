"""Reports on agreement that were made before: a file each in the user's cache folder, of use until a project changes.

Nothing of a project is kept there but figures, titles of articles and names; only the user may read it.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from labeler import __version__
from labeler.agreement.report import FORM, ArticleRow, Asked, Excluded, Report, Row, report_of_json
from labeler.config import paths

_FOLDER = "agreement"
_MOST = 40
_WHO = Row._fields.index("annotators")


def place(project: str, asked: Asked, draws: int, seed: int) -> Path:
    """Return the file for what was asked of a project."""
    text = json.dumps([FORM, __version__, project, asdict(asked), draws, seed], sort_keys=True)
    return paths.cache_folder() / _FOLDER / f"{hashlib.sha256(text.encode('utf-8')).hexdigest()[:32]}.json"


def kept(file: Path, change: str) -> Report | None:
    """Return the report of a file if it was made of the project's state `change`; None if not, or if it is damaged."""
    try:
        table = json.loads(file.read_bytes())
        return _read(table) if table["change"] == change else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def keep(file: Path, change: str, report: Report) -> None:
    """Write a report to its file; where that can't be done, it will be made again."""
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump({"change": change, **_table(report)}, out)
            Path(name).replace(file)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _forget(file.parent)


def _table(report: Report) -> dict[str, Any]:
    """Return a report as a table of JSON, its long lists as columns: read in a third of the time."""
    return {
        "report": replace(report, rows=(), excluded=(), articles=()).as_json(),
        "rows": _columns(report.rows),
        "excluded": _columns(report.excluded),
        "articles": _columns([(one.key, one.title, one.count, one.words, one.annotators) for one in report.articles]),
    }


def _read(table: Mapping[str, Any]) -> Report:
    rows: list[Any] = table["rows"]
    if rows:
        rows[_WHO] = map(tuple, rows[_WHO])
    return replace(
        report_of_json(table["report"]),
        rows=tuple(map(Row._make, zip(*rows, strict=True))),
        excluded=tuple(map(Excluded._make, zip(*table["excluded"], strict=True))),
        articles=tuple(
            ArticleRow(key, title, count, words, tuple(names))
            for key, title, count, words, names in zip(*table["articles"], strict=True)
        ),
    )


def _columns(rows: Sequence[Sequence[object]]) -> list[Sequence[object]]:
    return list(zip(*rows, strict=True))


def _forget(folder: Path) -> None:
    """Remove the oldest files beyond a number."""
    files = sorted(folder.glob("*.json"), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in files[_MOST:]:
        old.unlink(missing_ok=True)
