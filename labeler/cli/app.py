"""The verbs, and how a run ends: 0 done, 1 refused with one sentence, 2 not understood."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

import typer
from typer._click.exceptions import ClickException

from labeler.cli import (
    terminal,
    verbs_agreement,
    verbs_data,
    verbs_evaluate,
    verbs_journal,
    verbs_learn,
    verbs_project,
    verbs_sample,
    verbs_suggest,
)
from labeler.config import logs
from labeler.domain.errors import LabelerError

REFUSED = 1
NOT_UNDERSTOOD = 2
_INTERRUPTED = 130


def build(open_window: verbs_sample.OpenWindow) -> typer.Typer:
    """Return the command line; `open_window` is called by the verbs that end in the window."""
    app = typer.Typer(
        name="labeler",
        help="Label who claims what in news articles. Without a verb, the window opens.\n\nExample: labeler demo",
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.command("new")(verbs_project.new)
    app.command("import")(verbs_data.import_)
    app.command("articles")(verbs_project.articles)
    app.command("show")(verbs_project.show)
    app.command("suggest")(verbs_suggest.suggest)
    app.command("evaluate")(verbs_evaluate.evaluate)
    app.command("agreement")(verbs_agreement.agreement)
    app.command("learn")(verbs_learn.learn)
    app.command("export")(verbs_data.export)
    app.command("verify")(verbs_data.verify)
    app.command("undo")(verbs_journal.undo)
    app.command("history")(verbs_journal.history)
    verbs_sample.add(app, open_window)
    return app


def run(arguments: Sequence[str], open_window: verbs_sample.OpenWindow) -> int:
    """Run one command line and return its exit code. No exception leaves; what is unknown is logged."""
    log = logs.start_logging()
    return ended(lambda: _run(arguments, open_window), str(log))


def ended(body: Callable[[], int], log: str) -> int:
    """Return the exit code of a body, after a sentence where it failed."""
    try:
        code = body()
        sys.stdout.flush()
    except LabelerError as refusal:
        terminal.complain(str(refusal))
    except KeyboardInterrupt:
        terminal.complain("Cancelled; what was finished before is kept.")
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read has gone; nothing may be written at exit either.
        with suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as fault:
        logging.getLogger(__name__).exception("an operation on a file failed")
        name = f"{fault.filename}: " if fault.filename else ""
        terminal.complain(f"{name}{fault.strerror or type(fault).__name__}.")
    except Exception as fault:
        logging.getLogger(__name__).exception("unexpected")
        terminal.complain(f"Something went wrong ({type(fault).__name__}). What happened is in {log}.")
    else:
        return code
    return REFUSED


def _run(arguments: Sequence[str], open_window: verbs_sample.OpenWindow) -> int:
    command = typer.main.get_command(build(open_window))
    try:
        code = command.main(args=list(arguments), prog_name="labeler", standalone_mode=False)
    except ClickException as fault:
        fault.show()
        return NOT_UNDERSTOOD
    if code == _INTERRUPTED:
        raise KeyboardInterrupt
    return code if isinstance(code, int) else 0
