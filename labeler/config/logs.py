"""The log: a file of its user's own, which holds neither article text nor passwords.

Texts of unknown exceptions may quote what they stumbled over, so of an exception the log keeps its type, the
places it passed through, and its message only where that can't hold text of an article.
"""

from __future__ import annotations

import logging
import traceback
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TypeAlias, cast

from labeler.config import paths
from labeler.config.locations import without_password

_SPEAKING: tuple[type[BaseException], ...] = (AttributeError, TypeError, ImportError, NameError)
_SIZE = 1_000_000
_EXCEPTION_INFO: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def log_file() -> Path:
    """Return the log's file; it need not exist yet."""
    return paths.state_folder() / "labeler.log"


def start_logging(file: Path | None = None) -> Path:
    """Send the program's log to its file and return that; a place that can't be written is done without."""
    file = file or log_file()
    logger = logging.getLogger("labeler")
    stop_logging()
    try:
        paths.private_folder(file.parent)
        handler: logging.Handler = _PrivateFile(file, maxBytes=_SIZE, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(process)d %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return file


def stop_logging() -> None:
    """Close the log's file."""
    logger = logging.getLogger("labeler")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def said(error: BaseException) -> str:
    """Return what the log may keep of an exception's message."""
    if isinstance(code := getattr(error, "code", None), str):
        return code  # of a refusal, whose fields may quote
    if isinstance(error, OSError):
        return error.strerror or ""
    return str(error) if isinstance(error, _SPEAKING) else ""


class _PrivateFile(RotatingFileHandler):
    """A rotating file that only its user may read, new files included."""

    def _open(self) -> TextIOWrapper:
        out = open(  # noqa: SIM115 - the handler closes it
            self.baseFilename, self.mode, encoding=self.encoding, opener=paths.private_opener
        )
        return cast("TextIOWrapper", out)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name is the library's
        """Do without a line that can't be written (a full disk): the log must not break the work."""
        del record


class _Discreet(logging.Formatter):
    """Lines without passwords, tracebacks without the texts of exceptions."""

    def format(self, record: logging.LogRecord) -> str:
        return without_password(super().format(record))

    def formatException(self, ei: _EXCEPTION_INFO) -> str:  # noqa: N802 - the name is the library's
        error = ei[1]
        lines: list[str] = []
        seen: set[int] = set()
        while error is not None and id(error) not in seen:
            seen.add(id(error))
            lines += [f"{type(error).__module__}.{type(error).__qualname__}: {said(error)}"]
            frames = traceback.extract_tb(error.__traceback__)
            lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
