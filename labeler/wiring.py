"""The only module that knows every room: joins the command line to the window."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Sequence

from labeler.config import display, logs

NO_WINDOW = 2
_LIBRARY = re.compile(r"(lib[\w.+-]+\.so[\w.]*)")


def run(arguments: Sequence[str]) -> int:
    """Run `labeler` with these arguments and return its exit code."""
    from labeler.cli import app

    return app.run(arguments, open_window)


def open_window(project: str | None, annotator: str) -> int:
    """Open the window, on a project if one is named, and return its exit code; 2 where no window can be shown."""
    logs.start_logging()
    if fault := display.fault():
        return _refuse(fault)
    try:
        from labeler.gui.app import main
    except ImportError as fault:
        library = _LIBRARY.search(str(fault))
        if library is None:
            raise
        return _refuse(display.lacks(library.group(1)))
    return main(project, annotator or os.environ.get("LABELER_ANNOTATOR", ""))


def _refuse(fault: str) -> int:
    sys.stderr.write(fault + "\n")
    return NO_WINDOW
