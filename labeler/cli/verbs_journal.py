"""The verbs of the journal: undo, history."""

from __future__ import annotations

from typing import Annotated

import typer

from labeler.cli import options, terminal

Article = Annotated[str, typer.Option("--article", metavar="KEY", help="Only what concerns this article.")]


def undo(project: options.Project, as_: options.As = "", article: Article = "") -> None:
    """Take back the newest edit of one person; run again, the one before.

    \b
    Example:
      labeler undo ai-race.labeler --as anna --article 002_a9410ed45b2dc8bb
    """  # noqa: D301
    from labeler.services import history as journal
    from labeler.services.articles import read_article

    with options.opened(project) as store:
        actor = options.actor_of(store, as_)
        article_id = read_article(store, actor, article).id if article else None
        changed = journal.undo(store, actor, article_id)
    terminal.say(f"Undone: {terminal.one_line(changed.title)}.")


def history(
    project: options.Project,
    as_: options.As = "",
    article: Article = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many entries at most.")] = 200,
    as_json: options.Json = False,
) -> None:
    """List the edits, newest first.

    \b
    Example:
      labeler history ai-race.labeler --limit 20
    """  # noqa: D301
    from labeler.services import history as journal
    from labeler.services.articles import read_article

    with options.opened(project) as store:
        actor = options.actor_of(store, as_)
        article_id = read_article(store, actor, article).id if article else None
        rows = journal.history(store, actor, article_id=article_id, limit=limit)
    if as_json:
        names = ("edit_id", "kind", "title", "annotator", "at", "article_key", "reversed")
        terminal.say_json([{name: getattr(row, name) for name in names} for row in rows])
        return
    terminal.table(
        ("time", "who", "what", "article", ""),
        [
            (
                row.at[:19].replace("T", " "),
                row.annotator,
                f"{row.kind + ' ' if row.kind != 'do' else ''}{row.title}",
                row.article_key or "",
                "taken back" if row.reversed else "",
            )
            for row in rows
        ],
    )
