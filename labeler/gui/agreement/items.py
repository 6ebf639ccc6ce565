"""The items behind a cell: how many an article has, and the query that Review takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from labeler.domain.sets import Actor
from labeler.gui.agreement.cells import Cell, Column, Grid, Line
from labeler.gui.agreement.wanted import Wanted
from labeler.gui.agreement.words import number
from labeler.services.reviewing_values import ItemQuery
from labeler.store import Store

translate = QCoreApplication.translate


class Found(NamedTuple):
    """How many items an article has; id, key and title."""

    article_id: str
    key: str
    title: str
    items: int


def query_of(store: Store, actor: Actor, wanted: Wanted) -> ItemQuery:
    """Return the query of what is wanted: articles are named by id there."""
    from labeler.services import articles

    article = articles.read_article(store, actor, wanted.article).id if wanted.article else ""
    return wanted.query(article)


def find_items(store: Store, actor: Actor, wanted: Wanted) -> list[Found]:
    """Return the articles that have such items, those with the most first."""
    from labeler.services import reviewing, reviewing_items

    counts = Counter(article for article, _ in reviewing_items.items_of(store, actor, query_of(store, actor, wanted)))
    known = {row.article_id: row for row in reviewing.review_list(store, actor, most=0)} if counts else {}
    found = [
        Found(one, known[one].key, known[one].title or known[one].key, count)
        for one, count in counts.most_common()
        if one in known
    ]
    return sorted(found, key=lambda one: (-one.items, one.key))


def listed(found: list[Found], wanted: Wanted) -> Grid:
    """Return the articles as a grid; each row opens its own items."""
    lines: list[Line] = []
    for one in found:
        title = " ".join(one.title.split())
        own = replace(wanted, article=one.key)
        lines.append(Line((Cell(text=title, wanted=own), Cell(text=number(one.items), wanted=own)), key=one.article_id))
    columns = (
        Column(head=translate("Agreement", "Article"), wide=1, least=120),
        Column(head=translate("Agreement", "Items"), right=True),
    )
    return Grid(columns=columns, lines=tuple(lines))
