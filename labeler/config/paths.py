"""Where things are: what ships with the program, and the user's own folders.

Resources and seeds lie beside the package in a checkout, under `labeler/_share` in an installed wheel, and beside
the executable's modules in a frozen folder.
"""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import platformdirs

_PACKAGE = Path(__file__).resolve().parents[1]


def resources() -> Path:
    """Return the folder of schemes, icons, themes and help.

    Raises:
        FileNotFoundError: this copy of Labeler lacks it.
    """
    return _shipped("resources")


def seeds() -> Path:
    """Return the folder of the sample project's articles and labels.

    Raises:
        FileNotFoundError: this copy of Labeler lacks it.
    """
    return _shipped("seeds")


def default_scheme() -> Path:
    """Return the file of the scheme that a project has unless it is given another."""
    return resources() / "schemes" / "claims-speakers-stances.toml"


def documents() -> Path:
    """Return the user's documents folder; it need not exist yet."""
    return platformdirs.user_documents_path()


def config_folder() -> Path:
    """Return the user's folder for settings; it need not exist yet."""
    return platformdirs.user_config_path("labeler", appauthor=False, roaming=True)


def data_folder() -> Path:
    """Return the user's folder for data that no project holds; it need not exist yet."""
    return platformdirs.user_data_path("labeler", appauthor=False)


def state_folder() -> Path:
    """Return the user's folder for logs and what else may be lost; it need not exist yet."""
    return platformdirs.user_state_path("labeler", appauthor=False)


def cache_folder() -> Path:
    """Return the user's folder for what can be made again; it need not exist yet."""
    return platformdirs.user_cache_path("labeler", appauthor=False)


def private_folder(folder: Path) -> Path:
    """Make a folder that only the user may read, with what leads to it, and return it."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def private_opener(name: str, flags: int) -> int:
    """Open a file so that only the user may read it; an `opener` for `open`."""
    return os.open(name, flags, 0o600)


@contextmanager
def whole_file(file: Path) -> Generator[BinaryIO]:
    """Give a stream to a file that only the user may read; it takes the place of an older one when the body ends well.

    What is no file, such as a pipe, is written to as it is.

    Raises:
        OSError: the file, which it names, can't be written; an older one is as it was.
    """
    try:
        with _whole(file.resolve()) as out:
            yield out
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(file)) from None


@contextmanager
def _whole(place: Path) -> Generator[BinaryIO]:
    if place.exists() and not place.is_file():
        with place.open("wb") as out:
            yield out
        return
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _shipped(name: str) -> Path:
    for folder in _places():
        if (folder / name).is_dir():
            return folder / name
    raise FileNotFoundError(errno.ENOENT, "This copy of Labeler lacks its folder", name)


def _places() -> list[Path]:
    frozen = getattr(sys, "_MEIPASS", None)
    places = [Path(frozen)] if frozen else []
    places.append(_PACKAGE / "_share")
    # Only a checkout: in an installed package the folder above holds other packages.
    if (_PACKAGE.parent / "pyproject.toml").is_file():
        places.append(_PACKAGE.parent)
    return places
