"""Where a project is: a file, or a PostgreSQL URL; and whether a file may be opened, found out without a change."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from labeler.domain.errors import LabelerError
from labeler.store.faults import (
    BAD_LOCATION,
    DAMAGED_PROJECT,
    IS_A_FOLDER,
    NEWER_PROJECT,
    NO_PERMISSION,
    NO_PROJECT,
    NOT_A_PROJECT,
    PROJECT_EXISTS,
    first_line,
)

# "Lblr" in SQLite's header says whose file it is; the user version counts its forms.
APPLICATION_ID = 0x4C626C72
SCHEMA_NUMBER = 3
_MAGIC = b"SQLite format 3\0"
# Above this size the check takes seconds; `labeler verify` does it then.
_CHECKED_SIZE = 200 * 2**20


@dataclass(frozen=True, slots=True)
class Location:
    """A project's place. `name` is fit for messages: it never holds a password."""

    url: URL = field(repr=False)
    name: str
    path: Path | None


def parse_location(location: str) -> Location:
    """Return the place that a user named: `postgresql://…` or the path of a file.

    Raises:
        LabelerError: `bad_location`.
    """
    scheme = location.partition("://")[0].lower() if "://" in location else ""
    if scheme.partition("+")[0] in {"postgresql", "postgres"}:
        try:
            url = make_url(location).set(drivername="postgresql+psycopg")
        except (ArgumentError, ValueError):
            raise LabelerError(BAD_LOCATION, location=scheme + "://…") from None
        if "@" in (url.host or ""):
            # A password with an unescaped @: what stands for the host is a part of it.
            raise LabelerError(BAD_LOCATION, location=scheme + "://…")
        shown = url.set(drivername="postgresql", password=None, query={})
        return Location(url, shown.render_as_string(hide_password=True), None)
    if scheme or not location or "\0" in location:
        raise LabelerError(BAD_LOCATION, location=(scheme + "://…") if scheme else repr(location))
    path = Path(location).expanduser()
    return Location(URL.create("sqlite", database=str(path)), str(path), path)


def make_file(path: Path) -> None:
    """Make an empty file that nobody else may read.

    Raises:
        LabelerError: `project_exists`, `no_project` (no such folder), `no_permission`.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        raise LabelerError(IS_A_FOLDER if path.is_dir() else PROJECT_EXISTS, location=str(path)) from None
    except (FileNotFoundError, NotADirectoryError):
        raise LabelerError(NO_PROJECT, location=str(path.parent)) from None
    except OSError:
        raise LabelerError(NO_PERMISSION, location=str(path), verb="written") from None


def check_file(path: Path) -> None:
    """Refuse a file that can't be opened as a project, without changing it.

    Raises:
        LabelerError: `no_project`, `is_a_folder`, `no_permission`, `not_a_project`, `newer_project`, `damaged_project`.
    """
    name = str(path)
    header = _header(path)
    if header[:16] != _MAGIC or len(header) < 100:
        raise LabelerError(NOT_A_PROJECT, location=name)
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise LabelerError(NOT_A_PROJECT, location=name)
    if int.from_bytes(header[60:64], "big") > SCHEMA_NUMBER:
        raise LabelerError(NEWER_PROJECT, location=name)
    if path.stat().st_size <= _CHECKED_SIZE:
        fault = quick_check(path)
        if fault:
            raise LabelerError(DAMAGED_PROJECT, location=name, fault=fault)


def quick_check(path: Path) -> str:
    """Return SQLite's first complaint about a file, "" if there is none. The file is opened for reading only."""
    log = path.with_name(path.name + "-wal")
    # Without a log nothing else can be writing, and `immutable` leaves no trace beside the file.
    mode = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?{mode}", uri=True, timeout=5)) as connection:
            connection.execute("PRAGMA trusted_schema=OFF")
            rows = connection.execute("PRAGMA quick_check(1)").fetchall()
            made = connection.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')").fetchone()
    except sqlite3.DatabaseError as fault:
        return first_line(fault)
    if rows != [("ok",)]:
        return str(rows[0][0]).splitlines()[-1]
    return "it holds triggers or views that Labeler did not make" if made[0] else ""


def _header(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise LabelerError(IS_A_FOLDER, location=str(path))
        with path.open("rb") as file:
            return file.read(100)
    except FileNotFoundError:
        raise LabelerError(NO_PROJECT, location=str(path)) from None
    except NotADirectoryError:
        raise LabelerError(NO_PROJECT, location=str(path)) from None
    except OSError:
        raise LabelerError(NO_PERMISSION, location=str(path), verb="read") from None
