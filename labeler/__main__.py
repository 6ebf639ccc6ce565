"""`labeler` opens the window, `labeler VERB …` is the command line."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys

from labeler import __version__


def main() -> None:
    """Run the program with the arguments of the process, and end it."""
    multiprocessing.freeze_support()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # pyright: ignore[reportAttributeAccessIssue]
    if sys.argv[1:] == ["--version"]:
        # Answered before anything else is imported.
        sys.stdout.write(f"labeler {__version__}\n")
        return
    try:
        from labeler.wiring import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        # Also while modules are still being imported.
        sys.stderr.write("Cancelled; what was finished before is kept.\n")
        code = 130
    sys.exit(code)


def main_window() -> None:
    """Run the program where there is no terminal: the window, on the project that was double-clicked if any."""
    if sys.stdout is None or sys.stderr is None:  # pyright: ignore[reportUnnecessaryComparison]
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
    if len(sys.argv) == 2 and not sys.argv[1].startswith("-"):
        sys.argv.insert(1, "open")
    main()


if __name__ == "__main__":
    main()
