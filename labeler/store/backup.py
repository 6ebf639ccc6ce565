"""A copy of a project's file as it stands, made while others may have it open."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from labeler.domain.errors import LabelerError
from labeler.store.faults import DAMAGED_PROJECT, NO_PERMISSION

_PAGES = 2000


def copy(path: Path, mark: str) -> Path:
    """Copy a project's file to `NAME.MARK.bak` beside it (with a number where there is one), and check the copy.

    Raises:
        LabelerError: `no_permission`, `damaged_project`; no copy is left then.
    """
    target = _free(path, mark)
    try:
        with (
            closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=10)) as source,
            closing(sqlite3.connect(target)) as made,
        ):
            source.backup(made, pages=_PAGES)
            # A plain file: a copy that is moved has nothing beside it to lose.
            made.execute("PRAGMA journal_mode=DELETE")
            _check(made, path)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return target


def _check(made: sqlite3.Connection, path: Path) -> None:
    rows = made.execute("PRAGMA quick_check(1)").fetchall()
    if rows != [("ok",)]:
        raise LabelerError(DAMAGED_PROJECT, location=str(path), fault=str(rows[0][0]).splitlines()[-1])


def _free(path: Path, mark: str) -> Path:
    """Make an empty file that only its owner may read, under a name that nothing has."""
    number = 1
    while True:
        target = path.with_name(f"{path.name}.{mark}{'' if number == 1 else f'.{number}'}.bak")
        try:
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            number += 1
        except OSError:
            raise LabelerError(NO_PERMISSION, location=str(target), verb="written") from None
        else:
            return target
