"""The verb suggest: over a project, or over files without one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from labeler.cli import options, terminal
from labeler.config import locations
from labeler.config.settings import load_settings


def suggest(  # noqa: PLR0917  # typer reads options from parameters
    paths: Annotated[list[str], typer.Argument(metavar="PROJECT | FILE…", help="A project; or, with --to, files.")],
    article: Annotated[list[str] | None, typer.Option("--article", metavar="KEY", help="Only these articles.")] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="Worker processes.")] = 1,
    model: Annotated[
        str | None,
        typer.Option("--model", metavar="NAME", help="A spaCy pipeline or an installed suggester; else your setting."),
    ] = None,
    to: Annotated[str, typer.Option("--to", metavar="OUT.jsonl", help="Write native lines; no project.")] = "",
    as_json: options.Json = False,
) -> None:
    """Suggest labels. What this version has suggested already is not done again.

    \b
    Example:
      labeler suggest ai-race.labeler --jobs 2
      labeler suggest article.txt --to suggestions.jsonl
    """  # noqa: D301
    from labeler.services import suggesting_run

    chosen = str(load_settings().get("model")) if model is None else model
    if to:
        if article:
            raise typer.BadParameter("--article is for projects; --to for files")
        with terminal.progress() as progress:
            report = suggesting_run.suggest_files(
                [Path(one) for one in paths], Path(to), jobs=jobs, progress=progress, model=chosen
            )
    else:
        if len(paths) != 1 or _is_text(paths[0]):
            raise typer.BadParameter("name one project, or give --to OUT.jsonl for files")
        with options.opened(paths[0]) as store, terminal.progress() as progress:
            report = suggesting_run.suggest_project(store, article or None, jobs=jobs, progress=progress, model=chosen)
    if as_json:
        terminal.say_json(report.as_json())
        return
    for warning in report.warnings:
        terminal.say(f"- {terminal.one_line(warning, 400)}")
    terminal.table(
        ("articles", "claims", "speakers", "stances", "boilerplate", "seconds"),
        [
            (
                report.articles,
                report.claims,
                report.speakers,
                report.stances,
                report.boilerplate,
                f"{report.seconds:.1f}",
            )
        ],
    )


def _is_text(path: str) -> bool:
    return not locations.is_url(path) and Path(path).suffix.lower() in {".txt", ".jsonl"}
