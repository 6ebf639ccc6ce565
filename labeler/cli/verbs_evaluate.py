"""The verb evaluate: what suggestions are worth on finished articles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from labeler.cli import options, terminal
from labeler.config import locations
from labeler.config.settings import load_settings

if TYPE_CHECKING:
    from labeler.agreement.intervals import Figure
    from labeler.agreement.tally import Group, Tally
    from labeler.services.evaluation import Effort, Evaluation

_BY = ("rule", "kind", "article")
_FLATTERS = "their figures flatter: who sees a suggestion tends to agree with it"
_SHOWN = ("attributed", "author", "speaker", "boilerplate")


def evaluate(
    source: Annotated[str, typer.Argument(metavar="PROJECT|FILE", help="A project; or native lines (.jsonl, folder).")],
    *,
    against: Annotated[
        str,
        typer.Option("--against", metavar="LAYER", help="gold (if there is any), majority, all, or by:NAME."),
    ] = "",
    by: Annotated[str, typer.Option("--by", help="rule, kind or article: these rows, too.")] = "",
    least: Annotated[float, typer.Option("--from", min=0, max=1, help="Only suggestions that score this much.")] = 0.0,
    fresh: Annotated[bool, typer.Option("--fresh", help="Make the suggestions anew; store nothing.")] = False,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="Worker processes for --fresh and files.")] = 1,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="As for suggest; for --fresh and files.")
    ] = None,
    as_: options.As = "",
    as_json: options.Json = False,
) -> None:
    """Compare suggestions with finished labels: precision, recall, F1 and how reliable scores are, with 95 % intervals.

    \b
    Example:
      labeler evaluate ai-race.labeler --by rule
      labeler evaluate labels.jsonl --against by:anna
    """  # noqa: D301
    if by and by not in _BY:
        raise typer.BadParameter(f"--by takes one of {', '.join(_BY)}")
    from labeler.services.evaluation import Effort

    with terminal.progress() as progress:
        chosen = str(load_settings().get("model")) if model is None else model
        effort = Effort(jobs=jobs, model=chosen, progress=progress)
        if _is_lines(source):
            from labeler.services.evaluating_files import evaluate_files

            found = evaluate_files([Path(source)], layer=against, least=least, effort=effort)
        else:
            found = _of_project(source, as_, against, least, fresh=fresh, effort=effort)
    if as_json:
        terminal.say_json(found.as_json(by))
    else:
        _print(found, by)


def _of_project(source: str, as_: str, against: str, least: float, *, fresh: bool, effort: Effort) -> Evaluation:
    from labeler.services.evaluating import evaluate_project

    with options.opened(source) as store:
        actor = options.actor_of(store, as_)
        return evaluate_project(store, actor, layer=against, least=least, fresh=fresh, effort=effort)


def _is_lines(source: str) -> bool:
    if locations.is_url(source):
        return False
    path = Path(source)
    return path.suffix.lower() in {".jsonl", ".ndjson"} or path.is_dir()


def _print(found: Evaluation, by: str) -> None:
    tally = found.tally
    everything = tally.group()
    shown = f" that score {found.least:g} or more" if found.least else ""
    terminal.say(f"Suggestions{shown} against {found.layer}: {everything.articles} articles, {everything.sets} sets.")
    terminal.say(f"Labelled without suggestions: {tally.unaided} sets; with: {tally.aided} ({_FLATTERS}).")
    for reason, number in found.excluded.items():
        terminal.say(f"Left out: {number} ({reason}).")
    if len(found.versions) > 1:
        terminal.say(f"The suggestions are of {len(found.versions)} versions of the pipeline; --fresh makes them anew.")
    both = tally.aided and tally.unaided
    _print_group(everything, "All sets" if both else "")
    if both:
        _print_group(tally.group(aided=False), "Labelled without suggestions")
        _print_group(tally.group(aided=True), "Labelled with suggestions")
    _print_reliability(tally)
    if by:
        {"rule": _print_rules, "kind": _print_kinds, "article": _print_articles}[by](tally)


def _print_group(group: Group, title: str) -> None:
    rows = [
        (
            one.measure.name,
            one.figures.counts.suggested,
            one.figures.counts.labelled,
            one.figures.counts.right,
            "" if one.measure.share else _percent(one.figures.precision),
            "" if one.measure.share else _percent(one.figures.recall),
            _percent(one.figures.f1),
        )
        for one in group.rows
    ]
    numbers = ("suggested", "labelled", "right", "precision", "recall", "F1")
    terminal.table(("measure", *numbers), rows, title=title, numbers=numbers)
    if any(one.figures.f1.value is not None and one.figures.f1.low is None for one in group.rows):
        terminal.say(f"{group.articles} articles are too few for intervals.")


def _print_reliability(tally: Tally) -> None:
    rows = [
        (kind.name, f"{one.low:.1f} to {one.high:.1f}", one.count, f"{one.mean:.2f}", _percent(one.share))
        for kind in tally.by_kind()
        for one in kind.reliability.bins
    ]
    numbers = ("suggested", "mean score", "share right")
    title = "How reliable scores are"
    terminal.table(("kind", "score", *numbers), rows, title=title, numbers=numbers)
    summary = [
        (
            kind.name,
            kind.reliability.count,
            _decimal(kind.reliability.mean),
            _decimal(kind.reliability.share),
            _decimal(kind.reliability.error),
            _decimal(kind.reliability.brier),
        )
        for kind in tally.by_kind()
        if kind.reliability.count
    ]
    numbers = ("suggested", "mean score", "share right", "calibration error", "Brier")
    terminal.table(("kind", *numbers), summary, numbers=numbers)


def _print_rules(tally: Tally) -> None:
    rows = [
        (one.name, one.rule, one.suggested, one.right, _percent(one.precision), _decimal(one.mean))
        for one in tally.by_rule()
    ]
    numbers = ("suggested", "right", "precision", "mean score")
    terminal.table(("kind", "rule", *numbers), rows, title="By rule", numbers=numbers)


def _print_kinds(tally: Tally) -> None:
    rows = [(one.name, one.suggested, one.right, _percent(one.precision)) for one in tally.by_kind()]
    numbers = ("suggested", "right", "precision")
    terminal.table(("kind", *numbers), rows, title="By kind", numbers=numbers)


def _print_articles(tally: Tally) -> None:
    rows: list[tuple[object, ...]] = []
    for one in tally.by_article():
        found = [one.counts[key] for key in _SHOWN]
        cells = [f"{counts.right} of {counts.suggested}, {counts.labelled}" for counts in found]
        rows.append((terminal.one_line(one.article, 60), one.sets, *cells))
    title = "By article: how many right of how many suggested, and how many labelled"
    names = ("attributed claims", "author's own claims", "speakers", "boilerplate characters")
    terminal.table(("article", "sets", *names), rows, title=title, numbers=("sets", *names))


def _percent(one: Figure) -> str:
    """Return a share in per cent with its interval, as in `85.6 (82.1 to 88.0)`."""
    if one.value is None:
        return "-"
    bounds = "" if one.low is None or one.high is None else f" ({100 * one.low:.1f} to {100 * one.high:.1f})"
    return f"{100 * one.value:.1f}{bounds}"


def _decimal(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
