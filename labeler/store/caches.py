"""What is found out of articles once, for lists and searches: kept beside them in the same transaction, not journalled.

Whatever writes an article goes through here: imports of every kind, their undo and redo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from labeler.domain.articles import Article
from labeler.store import words
from labeler.store.records import Listed
from labeler.store.rows import BY_KIND, to_row

_ARTICLE = BY_KIND[Article].sql
_LISTING = BY_KIND[Listed].sql
# Enough of a text for its first line.
_OPENING = 400
_AT_ONCE = 500


def enter(connection: Connection, articles: Sequence[Mapping[Any, Any]]) -> None:
    """List articles that were just written, given as rows, and their words."""
    for at in range(0, len(articles), _AT_ONCE):
        some = articles[at : at + _AT_ONCE]
        numbers = [row["number"] for row in some]
        query = select(_LISTING.c.place).where(_LISTING.c.place.in_(numbers))
        taken = set(connection.execute(query).scalars())
        highest = connection.execute(select(func.max(_LISTING.c.place))).scalar_one() or 0
        highest = max(highest, *numbers)
        listed: list[Listed] = []
        for row in some:
            place = row["number"]
            if place < 1 or place in taken:
                place = highest = highest + 1
            taken.add(place)
            listed.append(listed_as(row, place))
        connection.execute(insert(_LISTING), [to_row(one) for one in listed])
        words.enter(connection, [(one.place, row["text"]) for one, row in zip(listed, some, strict=True)])


def leave(connection: Connection, article: Mapping[Any, Any]) -> None:
    """Take an article, given as its row, off the list; to be done before its row goes."""
    where = _LISTING.c.article_id == article["id"]
    place = connection.execute(select(_LISTING.c.place).where(where)).scalar_one()
    words.leave(connection, place, article["text"])
    connection.execute(delete(_LISTING).where(where))


def fill(connection: Connection) -> None:
    """List the articles that are not listed yet: those of a project that is brought up to date."""
    missing = select(_ARTICLE.c.id).where(_ARTICLE.c.id.not_in(select(_LISTING.c.article_id)))
    ids = list(connection.execute(missing.order_by(_ARTICLE.c.number, _ARTICLE.c.key)).scalars())
    for at in range(0, len(ids), _AT_ONCE):
        query = select(_ARTICLE).where(_ARTICLE.c.id.in_(ids[at : at + _AT_ONCE]))
        enter(connection, connection.execute(query.order_by(_ARTICLE.c.number, _ARTICLE.c.key)).mappings().all())


def listed_as(article: Mapping[Any, Any], place: int) -> Listed:
    """Return how an article is listed."""
    return Listed(
        place=place,
        article_id=article["id"],
        key=article["key"],
        heading=heading(article["title"], article["text"], article["key"]),
        source=article["source"],
        published=article["published"],
        language=article["language"],
        number=article["number"],
        characters=len(article["text"]),
    )


def heading(title: str, text: str, key: str) -> str:
    """Return the title, else the first line that is not blank, else the key; plain text."""
    return Article(id="", key=key, title=title, text=text[:_OPENING], text_sha256="").heading
