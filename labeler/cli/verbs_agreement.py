"""The verb agreement: how far people mark and decide the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from labeler.cli import options, terminal
from labeler.config import locations
from labeler.domain.errors import LabelerError, sentence

if TYPE_CHECKING:
    from labeler.agreement.report import Asked, Report, Row
    from labeler.services.agreement_gathering import Gathered

FIGURES_DIFFER = sentence(
    "figures_differ", "{folder}: {count} figures or lines are not what the labels give. Write all anew with --csv."
)

_GROUPS = ("claim", "speaker", "stance", "boilerplate", "link", "entity", "frame")
_NUMBERS = ("value", "95 % from", "to", "articles", "units", "coverage")

Source = Annotated[
    str | None,
    typer.Argument(metavar="PROJECT|FILE", help="A project; or native lines of several (.jsonl, folder)."),
]
Annotators = Annotated[list[str] | None, typer.Option("--annotators", metavar="NAME,…", help="These annotators alone.")]
Articles = Annotated[list[str] | None, typer.Option("--articles", metavar="KEY,…", help="These articles alone.")]
Day = Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="By the date on which sets were finished.")]


def agreement(
    source: Source = None,
    *,
    annotators: Annotators = None,
    articles: Articles = None,
    layer: Annotated[str, typer.Option("--layer", metavar="|".join(_GROUPS), help="Its figures alone.")] = "",
    since: Day = "",
    until: Day = "",
    guidelines: Annotated[int, typer.Option("--guidelines", min=0, help="Sets of this version alone.")] = 0,
    threshold: Annotated[float, typer.Option("--threshold", min=0, max=1, help="IoU from which labels match.")] = 0.5,
    draws: Annotated[int, typer.Option("--draws", min=0, max=100_000, help="Articles drawn for intervals.")] = 1000,
    seed: Annotated[int | None, typer.Option("--seed", min=0, help="Of the draws.")] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="DIR", help="Write items and figures there.")] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a report to print.")] = None,
    gamma: Annotated[
        bool, typer.Option("--gamma", help="Gamma, too: slow, needs labeler[gamma], three annotators at most.")
    ] = False,
    recompute: Annotated[
        Path | None, typer.Option("--recompute", metavar="DIR", help="Compute what --csv wrote again, and compare.")
    ] = None,
    as_: options.As = "",
    as_json: options.Json = False,
) -> None:
    """Measure agreement among annotators: spans, attributes, stances, links, entities, frames, with 95 % intervals.

    \b
    Example:
      labeler agreement ai-race.labeler --layer frame
      labeler agreement labels.jsonl --annotators anna,ben --json
      labeler agreement labels.jsonl --csv items
      labeler agreement --recompute items
    """  # noqa: D301
    if recompute is not None:
        _recompute(recompute, source, as_json=as_json)
        return
    if source is None or not source.strip():
        raise typer.BadParameter("name a project or a file of lines, or --recompute DIR")
    if layer and layer not in _GROUPS:
        raise typer.BadParameter(f"--layer takes one of {', '.join(_GROUPS)}")
    for name, day in (("--since", since), ("--until", until)):
        if day and not _is_day(day):
            raise typer.BadParameter(f"{name} takes a date such as 2026-10-01")
    from labeler.agreement.intervals import SEED
    from labeler.agreement.report import Asked

    asked = Asked(_listed(annotators), _listed(articles), since, until, guidelines, layer, threshold)
    chosen = SEED if seed is None else seed
    report, gathered = _measured(source, as_, asked, draws, chosen, items=gamma or csv is not None)
    if csv is not None and gathered is not None:
        from labeler.services.agreement_items import write_items

        write_items(csv, gathered, report, draws)
    if gamma and gathered is not None:
        from labeler.services.agreement_gamma import with_gamma

        with terminal.progress() as progress:
            report = with_gamma(report, gathered, progress=progress)
    if html is not None:
        _write_html(html, report, source)
    if as_json:
        terminal.say_json(report.as_json())
    elif csv is None and html is None:
        _print(report, draws)
    else:
        written = [terminal.one_line(str(place)) for place in (csv, html) if place is not None]
        terminal.say(f"Written: {', '.join(written)}.")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _listed(values: Sequence[str] | None) -> tuple[str, ...]:
    names = [name.strip() for value in values or () for name in value.split(",")]
    return tuple(dict.fromkeys(name for name in names if name))


def _measured(
    source: str, as_: str, asked: Asked, draws: int, seed: int, *, items: bool
) -> tuple[Report, Gathered | None]:
    from labeler.services.agreement_reporting import report_of

    with terminal.progress() as progress:
        if _is_lines(source):
            from labeler.services.agreement_files import gather_files

            if asked.since or asked.until:
                raise typer.BadParameter(
                    "lines do not tell when they were finished: --since and --until are for projects"
                )
            gathered = gather_files([Path(source)], asked, progress=progress)
            return report_of(gathered, asked, draws=draws, seed=seed, progress=progress), gathered
        from labeler.services import agreement as service

        with options.opened(source) as store:
            actor = options.actor_of(store, as_)
            if not items:
                report = service.agreement(store, actor, asked, draws=draws, seed=seed, progress=progress)
                return report, None
            found = service.gather(store, actor, asked, progress=progress)
        report = report_of(found.gathered, asked, decisions=found.decisions, draws=draws, seed=seed, progress=progress)
        return report, found.gathered


def _is_lines(source: str) -> bool:
    if locations.is_url(source):
        return False
    path = Path(source)
    return path.suffix.lower() in {".jsonl", ".ndjson"} or path.is_dir()


def _write_html(file: Path, report: Report, source: str) -> None:
    from labeler.config import paths
    from labeler.formats import agreement_html

    name = locations.without_password(source) if locations.is_url(source) else Path(source).name
    page = agreement_html.write(report.as_json(), title=name)
    with paths.whole_file(file) as out:
        out.write(page)


def _recompute(folder: Path, source: str | None, *, as_json: bool) -> None:
    if source is not None:
        raise typer.BadParameter("--recompute takes the folder that --csv wrote, and nothing else")
    from labeler.services.agreement_recompute import recompute

    found = recompute(folder)
    if as_json:
        terminal.say_json({"figures": found.figures, "differ": [dict(one) for one in found.differ]})
    else:
        lines = sum("file" in one for one in found.differ)
        others = f"; lines of other files that do: {lines}" if lines else ""
        terminal.say(f"{found.figures} figures computed again, {len(found.differ) - lines} of them differ{others}.")
        for one in found.differ:
            terminal.say(" ".join(f"{key}={value}" for key, value in one.items()))
    if found.differ:
        raise LabelerError(FIGURES_DIFFER, folder=folder, count=len(found.differ))


def _print(report: Report, draws: int) -> None:
    from labeler.agreement.intervals import ENOUGH
    from labeler.agreement.sums import TOO_FEW

    people = f"{_counted(len(report.annotators), 'annotator')}, {_counted(report.sets, 'finished set')}"
    terminal.say(f"{people}, {_counted(report.doubly, 'article')} finished by two or more.")
    if report.excluded:
        counts: dict[str, int] = {}
        for one in report.excluded:
            counts[one.reason] = counts.get(one.reason, 0) + 1
        said = ", ".join(f"{count} {reason.replace('_', ' ')}" for reason, count in sorted(counts.items()))
        terminal.say(f"Left out: {said}.")
    if not report.doubly:
        terminal.say("No article was finished by two annotators: there is nothing to compare them on.")
    rows = report.rows if report.doubly else ()
    team = [one for one in rows if not one.annotators and not one.category and not one.subset]
    _table("All annotators", [one for one in team if not one.topic and _wanted(one, report.asked.threshold)])
    pairs = [one for one in report.rows if len(one.annotators) == 2 and not one.category and not one.subset]
    head = [one for one in pairs if (one.layer, one.measure) in _HEAD and not one.attribute]
    if len(report.annotators) > 2 or any("gold" in one.annotators for one in head):
        _table("Pair by pair", head)
    again = [one for one in report.rows if one.subset == "self" and one.annotators and not one.category]
    _table(
        "Against oneself, where a text was labelled twice", [one for one in again if (one.layer, one.measure) in _HEAD]
    )
    if not draws:
        terminal.say("No 95 % intervals: --draws is 0.")
    elif any(one.reason == TOO_FEW and not one.subset for one in rows):
        some = "Some figures" if any(one.low is not None for one in report.rows) else "Figures"
        terminal.say(f"{some} have no 95 % interval: they rest on fewer than {ENOUGH} articles finished by two.")
    kinds = [(one.layer, one.kind or "all agree", one.count) for one in report.kinds if report.doubly]
    if kinds:
        terminal.table(("layer", "kind", "units"), kinds, title="Disagreements", numbers=("units",))
    terminal.say(f"Every figure with its conventions: --json. Seed {report.seed}.")


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


_HEAD = {("claim", "f1_overlap"), ("speaker", "f1_overlap"), ("frame", "f1")}


def _wanted(row: Row, threshold: float) -> bool:
    return row.measure != "f1_overlap" or row.threshold == threshold


def _table(title: str, rows: Sequence[Row]) -> None:
    cells: list[tuple[Any, ...]] = []
    for one in rows:
        what = " ".join(word for word in (one.layer, one.attribute, one.topic) if word)
        value = _number(one.value) if one.value is not None else one.reason.replace("_", " ")
        bounds = (_number(one.low), _number(one.high))
        names = [terminal.one_line(name, 30) for name in one.annotators]
        cells.append(
            (what, one.measure, " and ".join(names), value, *bounds, one.articles, one.units, _number(one.coverage))
        )
    heads = ("layer", "measure", "annotators", *_NUMBERS)
    held = [number for number in range(len(heads)) if any(row[number] != "" for row in cells)]
    if cells:
        cells = [tuple(row[number] for number in held) for row in cells]
        terminal.table([heads[number] for number in held], cells, title=title, numbers=_NUMBERS)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
