"""The verb learn: what a project learns from its own finished articles, and which of it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from labeler.cli import options, terminal
from labeler.config.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from labeler.domain.sets import Actor
    from labeler.services.learned import LearntComparison, LearntRow
    from labeler.services.learning import LearnReport
    from labeler.store import Store


def learn(  # noqa: PLR0917  # typer reads options from parameters
    project: options.Project,
    parts: Annotated[
        str, typer.Option("--parts", metavar="PART,…", help="Only these: claim, speaker, author, stance.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell only what would be done.")] = False,
    list_: Annotated[bool, typer.Option("--list", help="List what was learnt, and what of it is in use.")] = False,
    use: Annotated[str, typer.Option("--use", metavar="VERSION", help="Put a version in use, such as claim@2.")] = "",
    revert: Annotated[
        str, typer.Option("--revert", metavar="PART", help="Go back to the weights that ship, for one part.")
    ] = "",
    compare: Annotated[
        tuple[str, str] | None, typer.Option("--compare", metavar="VERSION VERSION", help="Compare two versions.")
    ] = None,
    export: Annotated[str, typer.Option("--export", metavar="FILE", help="Write what is in use to a JSON file.")] = "",
    by_itself: Annotated[
        bool | None,
        typer.Option("--by-itself/--on-demand", help="Learn after every tenth finished article, from 100 on; or not."),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="NAME", help="A spaCy pipeline; else your setting.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Keep no parses: learning again then takes as long.")
    ] = False,
    as_: options.As = "",
    as_json: options.Json = False,
) -> None:
    """Learn from the project's finished articles, for a lead; what is better than what is in use is put in use.

    \b
    Example:
      labeler learn ai-race.labeler --dry-run
      labeler learn ai-race.labeler --list
      labeler learn ai-race.labeler --revert claim
    """  # noqa: D301
    asked = [list_, bool(use), bool(revert), compare is not None, bool(export), by_itself is not None]
    if sum(asked) > 1 or (any(asked) and (parts or dry_run)):
        raise typer.BadParameter("one thing at a time: learn, or one of --list, --use, --revert, --compare, --export")
    with options.opened(project) as store:
        actor = options.actor_of(store, as_)
        if not any(asked):
            chosen = str(load_settings().get("model")) if model is None else model
            wanted = [one.strip() for one in parts.split(",") if one.strip()]
            _learn(store, actor, wanted, dry_run=dry_run, model=chosen, keep=not no_cache, as_json=as_json)
        elif list_:
            _list(store, actor, as_json=as_json)
        elif compare is not None:
            _compare(store, actor, compare, as_json=as_json)
        else:
            _change(store, actor, use=use, revert=revert, export=export, by_itself=by_itself)


def _learn(  # as the verb was asked
    store: Store, actor: Actor, parts: list[str], *, dry_run: bool, model: str, keep: bool, as_json: bool
) -> None:
    from labeler.services import learning

    with terminal.progress() as progress:
        report = learning.learn(store, actor, parts, dry_run=dry_run, model=model, keep_parses=keep, progress=progress)
    if as_json:
        terminal.say_json(report.as_json())
    else:
        _print(report, dry_run=dry_run)


def _print(report: LearnReport, *, dry_run: bool) -> None:
    terminal.say(
        f"Learnt from {report.articles} finished articles ({report.sets} sets), "
        f"{report.blind} of them labelled with suggestions hidden, which count twice."
    )
    for one in report.verdicts:
        rows = [_row(figure) for figure in one.as_json()["figures"] if figure["difference"] is not None]
        terminal.say("")
        names = ("in use", "learnt", "difference")
        terminal.table((f"{one.part}, on articles it was not learnt from", *names), rows, numbers=names)
        if not one.better:
            terminal.say(f"{one.part}: {one.reason}. It stays as it is.")
        elif dry_run:
            terminal.say(f"{one.part}: {one.reason}. It would be put in use.")
        else:
            label = next(label for label in report.put_in_use if label.startswith(f"{one.part}@"))
            terminal.say(f"{one.part}: {one.reason}. It is in use now, as {label}.")
    for part, note in report.notes.items():
        terminal.say(f"{part}: {note}")
    if report.put_in_use:
        terminal.say("Articles are suggested anew by labeler suggest; labeler undo takes it back.")
    else:
        terminal.say("Nothing was changed.")


def _row(figure: Mapping[str, Any]) -> tuple[str, str, str, str]:
    low, high = figure["low"], figure["high"]
    bounds = "" if low is None or high is None else f" ({100 * low:+.1f} to {100 * high:+.1f})"
    return (
        str(figure["name"]),
        _percent(figure["in_use"]),
        _percent(figure["learnt"]),
        f"{100 * figure['difference']:+.1f}{bounds}",
    )


def _list(store: Store, actor: Actor, *, as_json: bool) -> None:
    from labeler.services import learned

    rows = learned.list_learned(store, actor)
    if as_json:
        terminal.say_json([row.as_json() for row in rows])
    elif not rows:
        terminal.say("Nothing was put in use yet: the weights that ship hold.")
    else:
        names = ("version", "in use", "at", "by", "articles", "hidden", "scheme", "first figure")
        terminal.table(names, [_listed(row) for row in rows], numbers=("articles", "hidden"))


def _listed(row: LearntRow) -> tuple[object, ...]:
    first = f"{row.figures[0]['name']}: {_row(row.figures[0])[3]}" if row.figures else ""
    in_use = "yes" if row.in_use else "no"
    return row.version, in_use, row.at[:16].replace("T", " "), row.by, row.articles, row.blind, row.scheme, first


def _compare(store: Store, actor: Actor, versions: tuple[str, str], *, as_json: bool) -> None:
    from labeler.services import learned

    found = learned.compare_learned(store, actor, *versions)
    if as_json:
        terminal.say_json(found.as_json())
        return
    terminal.table(("measure", *versions), _figures(found), numbers=versions)
    terminal.say("Each against what was in use on its day.")
    rows = [(one.name, _weight(one.first), _weight(one.second)) for one in found.weights]
    terminal.table(("weight", *versions), rows, numbers=versions)
    terminal.say(f"{found.differing} weights differ; these {len(rows)} most.")


def _figures(found: LearntComparison) -> list[tuple[str, ...]]:
    second = {one["measure"]: one for one in found.second.figures if one["difference"] is not None}
    return [
        (str(one["name"]), *(f"{_percent(each['learnt'])}: {_row(each)[3]}" for each in (one, other)))
        for one in found.first.figures
        if one["difference"] is not None and (other := second.get(one["measure"])) is not None
    ]


def _change(store: Store, actor: Actor, *, use: str, revert: str, export: str, by_itself: bool | None) -> None:
    from labeler.services import learned

    if use:
        done = learned.use_learned(store, actor, use)
        terminal.say(f"In use now: {use}." if done.edit_id else f"{use} was in use already.")
    elif revert:
        learned.revert_learned(store, actor, revert)
        terminal.say(f"Back to the weights that ship: {revert}.")
    elif export:
        names = learned.export_learned(store, actor, Path(export))
        terminal.say(f"Wrote {', '.join(names)} to {export}.")
    else:
        learned.learn_by_itself(store, actor, bool(by_itself))
        how = "from 100 finished articles on, after every tenth" if by_itself else "on demand only"
        terminal.say(f"The project learns {how}.")


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.1f}"


def _weight(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"
