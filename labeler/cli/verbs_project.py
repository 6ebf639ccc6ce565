"""The verbs that make, list and show: new, articles, show."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from labeler.cli import options, terminal
from labeler.config import locations, paths
from labeler.domain.errors import LabelerError
from labeler.domain.scheme import BAD_SCHEME, Scheme, parse_scheme

if TYPE_CHECKING:
    from labeler.services.sets import Sheet


def new(
    project: options.Project,
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="FILE", help="The scheme, TOML; else the default one.")
    ] = "",
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Its name; else the file's.")] = "",
) -> None:
    """Create a project. Nothing is ever overwritten.

    \b
    Example:
      labeler new ai-race.labeler --name "AI race"
    """  # noqa: D301 - click reads \b as "keep these lines"
    from labeler.services.projects import create_project

    vocabulary = _scheme(Path(scheme) if scheme else paths.default_scheme())
    if not name:
        name = _database(project) if locations.is_url(project) else Path(project).stem
    create_project(project, name=name, scheme=vocabulary, guidelines="", owner=login()).close()
    terminal.say(f"Created {project}.")


def articles(project: options.Project, as_: options.As = "", as_json: options.Json = False) -> None:
    """List the articles with their state and labels.

    \b
    Example:
      labeler articles ai-race.labeler --as anna
    """  # noqa: D301
    from labeler.services.articles import list_articles

    with options.opened(project) as store:
        rows = list_articles(store, options.actor_of(store, as_))
    if as_json:
        names = (
            "key",
            "heading",
            "source",
            "characters",
            "language",
            "state",
            "reason",
            "claims",
            "speakers",
            "stances",
        )
        terminal.say_json([{name: getattr(row, name) for name in names} for row in rows])
        return
    terminal.table(
        ("key", "title", "state", "characters", "claims", "speakers", "stances"),
        [
            (
                row.key,
                terminal.one_line(row.heading, 60),
                row.state.replace("_", " ") or "untouched",
                row.characters,
                row.claims,
                row.speakers,
                row.stances,
            )
            for row in rows
        ],
        numbers=("characters", "claims", "speakers", "stances"),
    )


def show(
    project: options.Project,
    key: Annotated[str, typer.Argument(metavar="KEY", help="The article's key.")],
    as_: options.As = "",
    as_json: options.Json = False,
) -> None:
    """Show one article with its labels.

    \b
    Example:
      labeler show ai-race.labeler 002_a9410ed45b2dc8bb
    """  # noqa: D301
    from labeler.services.articles import read_article
    from labeler.services.sets import open_sheet

    with options.opened(project) as store:
        actor = options.actor_of(store, as_)
        sheet = open_sheet(store, actor, read_article(store, actor, key).id)
    if as_json:
        terminal.say_json(_as_json(sheet))
    else:
        _show(sheet)


def login() -> str:
    """Return the operating system's name for the user, "owner" where it has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "owner"


def _scheme(file: Path) -> Scheme:
    try:
        return parse_scheme(file.read_text(encoding="utf-8-sig"), str(file))
    except UnicodeDecodeError:
        raise LabelerError(BAD_SCHEME, file=file, fault="it is no UTF-8") from None


def _database(url: str) -> str:
    return url.split("?", maxsplit=1)[0].rstrip("/").rsplit("/", maxsplit=1)[-1] or "project"


def _as_json(sheet: Sheet) -> dict[str, object]:
    from dataclasses import asdict

    return {
        "key": sheet.article.key,
        "heading": sheet.article.heading,
        "source": sheet.article.source,
        "state": sheet.set.state,
        "text": sheet.article.text,
        "claims": [asdict(one) for one in sheet.claims.values()],
        "speakers": [asdict(one) for one in sheet.speakers.values()],
        "stances": [asdict(one) for one in sheet.stances.values()],
        "boilerplate": [asdict(one) for one in sheet.regions.values()],
        "suggestions": len(sheet.suggestions),
    }


def _show(sheet: Sheet) -> None:
    from rich.text import Text

    out = terminal.console()
    article = sheet.article
    out.print(Text(terminal.one_line(article.heading), style="bold"))
    facts = (article.key, article.source, f"{len(article.text)} characters", sheet.set.state.replace("_", " "))
    out.print(Text(" · ".join(terminal.one_line(fact) for fact in facts if fact), style="dim"))
    out.print()
    text = Text(terminal.harmless(article.text))
    for region in sheet.regions.values():
        text.stylize("dim", region.start, region.end)
    for claim in sheet.claims.values():
        text.stylize("underline cyan", claim.start, claim.end)
    for speaker in sheet.speakers.values():
        text.stylize("bold magenta", speaker.start, speaker.end)
    for stance in sheet.stances.values():
        if stance.start is not None and stance.end is not None:
            text.stylize("bold yellow", stance.start, stance.end)
    out.print(text)
    _show_labels(sheet)


def _show_labels(sheet: Sheet) -> None:
    rows: list[tuple[object, ...]] = []
    for claim in sorted(sheet.claims.values(), key=lambda one: (one.start, one.end)):
        speaker = sheet.speakers.get(claim.speaker_id or "")
        source = speaker.text if speaker is not None else claim.source or "undecided"
        stances = [f"{one.topic} {one.value}" for one in sheet.stances.values() if one.claim_id == claim.id]
        kind = " ".join(word for word in (claim.attribution, claim.type) if word) or "undecided"
        words = terminal.one_line(claim.text, 70)
        rows.append((f"{claim.start}-{claim.end}", kind, terminal.one_line(source, 30), ", ".join(stances), words))
    terminal.say("")
    if rows:
        terminal.table(("characters", "claim", "source", "stances", "words"), rows)
    counts = (f"{len(sheet.claims)} claims", f"{len(sheet.speakers)} speakers", f"{len(sheet.stances)} stances")
    terminal.say(", ".join((*counts, f"{len(sheet.suggestions)} suggestions undecided")) + ".")
