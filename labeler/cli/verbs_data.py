"""The verbs that move data in and out: import, export, verify."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from labeler.cli import options, terminal
from labeler.config import locations
from labeler.domain.errors import LabelerError, sentence

if TYPE_CHECKING:
    from labeler.services.importing import ImportReport

BAD_MAP = sentence("bad_map", '{file} is no map: {fault}. Write tables such as [type], with lines old = "new".')
REFUSED_LINES = sentence("import_left_out", "{count} of the files or lines were refused; they are listed above.")
FAULTS = sentence("faults_found", "{location} does not hold what it should: {count} faults.")

_MAPPED = ("type", "attribution", "value", "topic")


def import_(
    project: options.Project,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Text files, native JSONL, or folders.")],
    *,
    as_annotator: Annotated[str, typer.Option("--as-annotator", metavar="NAME", help="Whose labels they are.")] = "",
    as_suggestions: Annotated[bool, typer.Option("--as-suggestions", help="Take labels as suggestions.")] = False,
    map_: Annotated[str, typer.Option("--map", metavar="FILE", help="TOML: old values to values of the scheme.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Replace labels that are there already.")] = False,
    as_: options.As = "",
    as_json: options.Json = False,
) -> None:
    """Import articles, with or without labels. The same files again change nothing.

    \b
    Example:
      labeler import ai-race.labeler articles/ labels.jsonl
    """  # noqa: D301
    from labeler.services.importing import import_paths

    value_map = _value_map(map_) if map_ else None
    with options.opened(project) as store, terminal.progress() as progress:
        report = import_paths(
            store,
            options.actor_of(store, as_),
            paths,
            as_annotator=as_annotator or None,
            as_suggestions=as_suggestions,
            value_map=value_map,
            replace=replace,
            progress=progress,
        )
    if as_json:
        terminal.say_json(report.as_json())
    else:
        _print_import(report)
    if report.refused:
        raise LabelerError(REFUSED_LINES, count=report.refused)


def export(
    project: options.Project,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="A new or empty folder, or an earlier export.")],
    *,
    layer: Annotated[str, typer.Option("--layer", help="gold, majority, all, or by:NAME.")] = "gold",
    profile: Annotated[str, typer.Option("--profile", help="training or audit.")] = "training",
    stale: Annotated[bool, typer.Option("--stale", help="Take stale gold sets too.")] = False,
    as_: options.As = "",
    as_json: options.Json = False,
) -> None:
    """Export a dataset: JSONL with its schema, card and manifest.

    \b
    Example:
      labeler export ai-race.labeler --to dataset --layer all
    """  # noqa: D301
    from labeler.services import exporting

    with options.opened(project) as store, terminal.progress() as progress:
        actor = options.actor_of(store, as_)
        report = exporting.export(store, actor, to, layer=layer, profile=profile, stale=stale, progress=progress)
    if as_json:
        terminal.say_json(report.as_json())
        return
    terminal.table(("what", "number"), list(report.counts.items()), numbers=("number",))
    for reason, number in report.excluded.items():
        terminal.say(f"Left out: {number} ({reason}).")
    terminal.say(f"Exported to {to}.")


def verify(
    path: Annotated[str, typer.Argument(metavar="PATH", help="An export's folder, or a project.")],
    against: Annotated[str, typer.Option("--against", metavar="EXPORT", help="Compare with an earlier export.")] = "",
    as_json: options.Json = False,
) -> None:
    """Check an export or a project, and say what was checked.

    \b
    Example:
      labeler verify dataset
      labeler verify ai-race.labeler --against dataset
    """  # noqa: D301
    from labeler.services import verifying

    if not locations.is_url(path) and Path(path).is_dir():
        if against:
            raise typer.BadParameter("--against needs a project as PATH")
        report = verifying.verify_export(Path(path))
    else:
        with options.opened(path) as store:
            report = verifying.verify_project(store, against=Path(against) if against else None)
    if as_json:
        terminal.say_json({"checked": list(report.checked), "faults": list(report.faults)})
    else:
        for line in report.checked:
            terminal.say(f"Checked: {terminal.one_line(line)}.")
        for fault in report.faults:
            terminal.say(f"Wrong: {terminal.one_line(fault, 400)}")
    if report.faults:
        raise LabelerError(FAULTS, location=path, count=len(report.faults))


def _value_map(file: str) -> dict[str, dict[str, str]]:
    try:
        table = tomllib.loads(Path(file).read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise LabelerError(BAD_MAP, file=file, fault=fault) from None
    for name, pairs in table.items():
        if name not in _MAPPED:
            raise LabelerError(BAD_MAP, file=file, fault=f"[{name}] is none of {', '.join(_MAPPED)}")
        if not _is_words(pairs):
            raise LabelerError(BAD_MAP, file=file, fault=f"[{name}] must hold texts")
    return table


def _is_words(pairs: Any) -> bool:
    return isinstance(pairs, dict) and all(isinstance(one, str) for one in pairs.values())


def _print_import(report: ImportReport) -> None:
    terminal.table(
        ("file", "new", "already there", "labels", "refused"),
        [(terminal.one_line(one.file), one.added, one.present, one.labels, len(one.refusals)) for one in report.files],
        numbers=("new", "already there", "labels", "refused"),
    )
    for one in report.files:
        for note in (*one.notes, *one.refusals):
            terminal.say(f"- {terminal.one_line(note, 400)}")
    for note in report.notes:
        terminal.say(f"- {terminal.one_line(note, 400)}")
    total = f"{report.added} articles and {report.labels} labels came in, {report.present} were already there"
    terminal.say(f"{total}, {report.refused} were refused.")
