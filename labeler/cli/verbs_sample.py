"""The verbs that may end in the window: demo, open; and `labeler --version`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from labeler import __version__
from labeler.cli import options, terminal
from labeler.cli.verbs_project import login
from labeler.config import display, paths

if TYPE_CHECKING:
    from labeler.services.demo import DemoReport

# Opens the window on a project (None: on none) as an annotator ("": the owner); returns the exit code.
OpenWindow: TypeAlias = Callable[[str | None, str], int]


def add(app: typer.Typer, open_window: OpenWindow) -> None:
    """Add the verbs to a command line."""

    @app.callback(invoke_without_command=True)
    def labeler(
        context: typer.Context,
        version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    ) -> None:
        if version:
            terminal.say(f"labeler {__version__}")
        elif context.invoked_subcommand is None:
            raise typer.Exit(open_window(None, ""))

    @app.command("open")
    def open_(
        project: Annotated[str, typer.Argument(metavar="[PROJECT]", help="Its file, or a PostgreSQL URL.")] = "",
        as_: options.As = "",
    ) -> None:
        """Open the window on a project, on the start page without one.

        \b
        Example:
          labeler open ai-race.labeler --as anna
        """  # noqa: D301
        if project:
            with options.opened(project) as store:
                options.actor_of(store, as_)
        raise typer.Exit(open_window(project or None, as_))

    @app.command("demo")
    def demo(
        to: Annotated[str, typer.Option("--to", metavar="DIR", help="Its folder; else one in your documents.")] = "",
        headless: Annotated[bool, typer.Option("--headless", help="Do not open the window.")] = False,
        jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="Worker processes.")] = 1,
        as_json: options.Json = False,
    ) -> None:
        """Make the sample project, suggest labels, export, verify, and open it. Run again, it does what is missing.

        \b
        Example:
          labeler demo --headless --to sample
        """  # noqa: D301
        from labeler.services.demo import make_demo

        folder = Path(to) if to else paths.documents() / "Labeler sample"
        with terminal.progress() as progress:
            report = make_demo(folder, paths.seeds(), paths.default_scheme(), login(), jobs=jobs, progress=progress)
        _print(report, as_json=as_json)
        if not headless and not display.fault():
            raise typer.Exit(open_window(report.project, ""))


def _print(report: DemoReport, *, as_json: bool) -> None:
    if as_json:
        terminal.say_json(report.as_json())
        return
    terminal.table(
        ("articles", "sentences", "claims", "speakers", "stances", "seconds"),
        [
            (
                report.articles,
                report.sentences,
                report.claims,
                report.speakers,
                report.stances,
                f"{report.seconds:.1f}",
            )
        ],
        title="Suggested",
    )
    terminal.say(f"Project: {report.project}")
    terminal.say(f"Dataset: {report.dataset} ({report.lines} lines, verified)")
