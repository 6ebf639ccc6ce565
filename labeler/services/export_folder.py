"""The folder of an export: written beside its place, then moved in; what is not the export's is never touched."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import new_id
from labeler.formats import audit, card, croissant, manifest, native
from labeler.formats.manifest import FileFacts

NOT_EMPTY = sentence(
    "folder_not_empty", "{folder} is not empty and holds no earlier export. Choose a new or an empty folder."
)
NO_FOLDER = sentence("not_a_folder", "{folder} is a file. Choose a new or an empty folder.")

_OWN = re.compile(r"(?:schemes/[\w.@-]+\.toml|guidelines/[\w.@-]+\.md)")
_NAMES = frozenset(
    {
        manifest.NAME,
        "schema.json",
        card.NAME,
        croissant.NAME,
        audit.LINES,
        *(f"{split}.jsonl" for split in native.SPLITS),
        *(f"{name}.jsonl" for name in audit.KEYS),
    }
)


class Folder:
    """The new files of an export in the order in which they are written; `facts` is what a manifest says of them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.facts: dict[str, FileFacts] = {}

    def write(self, name: str, data: bytes) -> None:
        """Write one file whole."""
        with self.lines(name) as add:
            add(data)

    @contextmanager
    def lines(self, name: str) -> Generator[Callable[[bytes], None]]:
        """Give a function that adds lines to a file."""
        path = self.path / name
        path.parent.mkdir(exist_ok=True)
        digest, size, count = hashlib.sha256(), 0, 0
        # Labels may be confidential: whoever exports decides who else may read them.
        own = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(own, "wb") as out:

            def add(data: bytes) -> None:
                nonlocal size, count
                digest.update(data)
                size += len(data)
                count += data.count(b"\n")
                out.write(data)

            yield add
            out.flush()
            os.fsync(out.fileno())
        lines = count if name.endswith(".jsonl") else 0
        self.facts[name] = FileFacts(sha256=digest.hexdigest(), bytes=size, lines=lines)


@contextmanager
def replaced(target: Path) -> Generator[Folder]:
    """Give a folder to write to; when the body ends well, its files take the place of an earlier export's.

    The manifest goes in last: a folder that was interrupted in between does not verify, and can be exported to again.

    Raises:
        LabelerError: `folder_not_empty` or `not_a_folder`.
    """
    old = earlier_files(target)
    missing = [one for one in (target, *target.parents) if not one.exists()]
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.parent / f".{target.name}.{new_id()[-12:]}.partial"
    beside.mkdir()
    folder = Folder(beside)
    try:
        yield folder
        target.mkdir(exist_ok=True)
        _move_in(folder, target, old)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        for one in missing:
            # Only folders that were made here, and only while nothing is in them.
            if one.exists() and not any(one.iterdir()):
                one.rmdir()
        raise
    shutil.rmtree(beside)


def earlier_files(target: Path) -> frozenset[str]:
    """Return the names of the files of an earlier export in a folder; none for a new or empty one.

    Raises:
        LabelerError: `folder_not_empty` or `not_a_folder`.
    """
    if not target.exists():
        return frozenset()
    if not target.is_dir():
        raise LabelerError(NO_FOLDER, folder=target)
    if not any(target.iterdir()):
        return frozenset()
    try:
        table = json.loads((target / manifest.NAME).read_bytes())
        ours = isinstance(table, dict) and cast("dict[str, object]", table).get("format") == native.FORMAT
    except (OSError, ValueError, RecursionError):
        ours = False
    if not ours:
        raise LabelerError(NOT_EMPTY, folder=target)
    # Names are taken from here, not from the manifest: a forged one must not delete anything.
    return frozenset(name for name in relative_files(target) if name in _NAMES or _OWN.fullmatch(name))


def relative_files(folder: Path) -> list[str]:
    """Return the names of all files of a folder, with `/` between the parts, in order."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_symlink() or not path.is_dir()
    )


def _move_in(folder: Folder, target: Path, old: frozenset[str]) -> None:
    names = [name for name in folder.facts if name != manifest.NAME]
    for name in [*names, manifest.NAME]:
        place = target / name
        place.parent.mkdir(exist_ok=True)
        (folder.path / name).replace(place)
    for name in old - set(folder.facts):
        (target / name).unlink(missing_ok=True)
    for name in ("schemes", "guidelines"):
        if (target / name).is_dir() and not any((target / name).iterdir()):
            (target / name).rmdir()
