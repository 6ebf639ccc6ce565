"""Which articles the list shows, and in which order: plain values, kept by project."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias, cast

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.services.articles import ArticleRow
    from labeler.store import Store

# What a row's state can be asked for; "flagged" is no state but is asked for in the same way.
STATES = ("begun_not", "in_progress", "finished", "skipped", "flagged")
_STATE_OF = {"": "begun_not", "assigned": "begun_not"}

_Key: TypeAlias = "Callable[[ArticleRow], object]"
# Articles without a date come last, whichever way dates run; what is equal stays in the order of import.
_KEYS: dict[str, tuple[_Key, bool]] = {
    "newest": (lambda row: row.published, True),
    "oldest": (lambda row: (not row.published, row.published), False),
    "title": (lambda row: row.heading.casefold(), False),
    "shortest": (lambda row: row.characters, False),
    "longest": (lambda row: row.characters, True),
}
ORDERS = ("import", *_KEYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is asked for: any of the states, any of the sources, the actor's own; nothing asked for shows all."""

    states: frozenset[str] = frozenset()
    sources: frozenset[str] = frozenset()
    mine: bool = False
    order: str = "import"

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.states or self.sources or self.mine)

    def with_state(self, state: str) -> Filters:
        """Return the same with a state asked for, or no longer."""
        return replace(self, states=self.states ^ {state})

    def with_source(self, source: str) -> Filters:
        """Return the same with a source asked for, or no longer."""
        return replace(self, sources=self.sources ^ {source})

    def cleared(self) -> Filters:
        """Return the same order with nothing left out."""
        return Filters(order=self.order)

    def line(self) -> str:
        """Return the filters as a line of text, for `read_filters`."""
        table = {
            "states": sorted(self.states),
            "sources": sorted(self.sources),
            "mine": self.mine,
            "order": self.order,
        }
        return json.dumps(table, ensure_ascii=False)


def read_filters(line: str) -> Filters:
    """Return the filters of a line; what can't be read, or is not known any more, is not asked for."""
    try:
        table = json.loads(line)
    except ValueError:
        return Filters()
    if not isinstance(table, dict):
        return Filters()
    values = cast("dict[str, object]", table)
    order = values.get("order")
    return Filters(
        states=_texts(values.get("states")) & frozenset(STATES),
        sources=_texts(values.get("sources")),
        mine=values.get("mine") is True,
        order=order if isinstance(order, str) and order in ORDERS else "import",
    )


def _texts(value: object) -> frozenset[str]:
    items = cast("list[object]", value) if isinstance(value, list) else []
    return frozenset(one for one in items if isinstance(one, str))


def state_of(row: ArticleRow) -> str:
    """Return the state of a row, as `STATES` has it."""
    return _STATE_OF.get(row.state, row.state)


class Catalogue:
    """All articles with what filtering them needs, worked out once, off the main thread.

    `numbers` tells where an article stands in `rows`; `order` lists those places in the order asked for; `texts` are
    what words are looked for in.
    """

    def __init__(self, rows: Sequence[ArticleRow], order: str = "import") -> None:
        self.rows = list(rows)
        self.numbers = {row.id: number for number, row in enumerate(self.rows)}
        self.texts = [f"{row.heading}\n{row.source}\n{row.key}".casefold() for row in self.rows]
        self.sources = Counter(row.source for row in self.rows)
        self.states = Counter(state_of(row) for row in self.rows)
        self.flagged = sum(bool(row.flag) for row in self.rows)
        self.order = self.ordered(order)

    def ordered(self, order: str) -> list[int]:
        """Return the places of the articles in an order; one that is not known is that of import."""
        places = list(range(len(self.rows)))
        if order in _KEYS:
            key, backwards = _KEYS[order]
            keys = [key(row) for row in self.rows]
            places.sort(key=keys.__getitem__, reverse=backwards)  # pyright: ignore[reportArgumentType, reportCallIssue]
        return places

    def put(self, number: int, row: ArticleRow) -> None:
        """Show other values of an article; its words are the same."""
        before = self.rows[number]
        self.states[state_of(before)] -= 1
        self.states[state_of(row)] += 1
        self.flagged += bool(row.flag) - bool(before.flag)
        self.rows[number] = row

    def narrowed(self, filters: Filters) -> list[int]:
        """Return the places of the articles that are asked for, in order."""
        rows, found = self.rows, self.order
        if filters.states:
            states, flagged = filters.states, "flagged" in filters.states
            found = [n for n in found if state_of(rows[n]) in states or (flagged and rows[n].flag)]
        if filters.sources:
            found = [n for n in found if rows[n].source in filters.sources]
        if filters.mine:
            found = [n for n in found if rows[n].mine]
        return found

    def holding(self, places: list[int], words: Sequence[str]) -> list[int]:
        """Return those of the places whose heading, source or key holds all of the words (casefolded)."""
        texts = self.texts
        for word in words:
            places = [n for n in places if word in texts[n]]
        return places


def read_catalogue(store: Store, actor: Actor, order: str) -> Catalogue:
    """Read all articles, in an order. For the desk: it takes as long as there are articles."""
    from labeler.services import articles

    return Catalogue(articles.list_articles(store, actor), order)
