"""Refusals of the store, and the one translation of database errors into sentences. No sentence holds a password."""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from labeler.domain.errors import LabelerError, sentence

NOT_A_PROJECT = sentence("not_a_project", "{location} is not a Labeler project.")
NEWER_PROJECT = sentence(
    "newer_project",
    "{location} was made by a newer version of Labeler. Update Labeler to open it; nothing was changed.",
)
DAMAGED_PROJECT = sentence(
    "damaged_project", "{location} is damaged: {fault}. Nothing was changed; restore it from a backup."
)
NO_PROJECT = sentence("no_project", "There is no project at {location}.")
IS_A_FOLDER = sentence("is_a_folder", "{location} is a folder, not a project.")
NO_PERMISSION = sentence("no_permission", "{location} can't be {verb}: permission denied.")
PROJECT_EXISTS = sentence("project_exists", "{location} exists already. Open it, or choose another name.")
DATABASE_NOT_EMPTY = sentence("database_not_empty", "The database {location} is not empty. Give an empty one.")
UNREACHABLE = sentence("unreachable", "The database {location} can't be reached: {fault}.")
UPGRADE_FAILED = sentence(
    "upgrade_failed",
    "{location} can't be brought up to date: {fault}. Nothing was changed; open it with the version that made it.",
)
BAD_LOCATION = sentence("bad_location", "{location} is neither the path of a project nor a postgresql:// URL.")
BUSY = sentence("project_busy", "{location} is busy: another program has been writing for too long. Try again.")
DISK_FULL = sentence("disk_full", "{location} can't be written: the disk is full. Make room and try again.")
READ_ONLY = sentence("read_only", "{location} can't be written: it is read-only.")
CONFLICT = sentence("conflict", "This can't be written: {fault}. Nothing was changed.")
BAD_TEXT = sentence("bad_text", "{what} holds a character that no text can hold (NUL, or half of one).")
WRITE_FAILED = sentence("write_failed", "{location} couldn't be read or written: {fault}.")

_ASKED = "What was asked for"
_SQLITE_FAULTS = (
    ("database is locked", BUSY),
    ("disk is full", DISK_FULL),
    ("readonly database", READ_ONLY),
    ("malformed", DAMAGED_PROJECT),
    ("not a database", DAMAGED_PROJECT),
)


def first_line(fault: BaseException) -> str:
    """Return the first line of a database's own message, without a full stop."""
    cause = getattr(fault, "orig", None) or fault
    lines = str(cause).strip().splitlines()
    return (lines[0] if lines else type(cause).__name__).rstrip(".")


@contextmanager
def translated(location: str) -> Generator[None]:
    """Turn database errors into LabelerErrors; `location` is the project's name without a password.

    Raises:
        LabelerError: `project_busy`, `disk_full`, `read_only`, `damaged_project`, `conflict`, `unreachable`,
            `write_failed`, `bad_text` (in what was asked for).
    """
    try:
        yield
    except IntegrityError as fault:
        raise LabelerError(CONFLICT, fault=first_line(fault)) from fault
    except PoolTimeout as fault:
        raise LabelerError(BUSY, location=location) from fault
    except DBAPIError as fault:
        raise _refusal(fault, location) from fault
    except UnicodeEncodeError as fault:
        raise LabelerError(BAD_TEXT, what=_ASKED) from fault
    except sqlite3.DatabaseError as fault:
        raise LabelerError(DAMAGED_PROJECT, location=location, fault=first_line(fault)) from fault


def _refusal(fault: DBAPIError, location: str) -> LabelerError:
    message = first_line(fault)
    for words, code in _SQLITE_FAULTS:
        if words in message:
            return LabelerError(code, location=location, fault=message)
    if "NUL (0x00)" in message:
        return LabelerError(BAD_TEXT, what=_ASKED)
    if "lock timeout" in message:
        return LabelerError(BUSY, location=location)
    lost = isinstance(fault, OperationalError) and not isinstance(fault.orig, sqlite3.Error)
    return LabelerError(UNREACHABLE if lost else WRITE_FAILED, location=location, fault=message)
