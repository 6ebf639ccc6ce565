"""What is asked of the project and what was found, as plain values; the asking itself is done on the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from PySide6.QtCore import QCoreApplication

from labeler.domain.querying import LabelQuery, read_query
from labeler.domain.scheme import Scheme
from labeler.domain.spans import Span

if TYPE_CHECKING:
    from labeler.domain.registry import Alias, Entity
    from labeler.domain.sets import Actor
    from labeler.services.finding import LabelHit, TextHit
    from labeler.store import Store

translate = QCoreApplication.translate

Where: TypeAlias = Literal["text", "labels"]
# More results are no list to read: they are counted.
LIMIT = 200
_FIELDS = ("kind", "unsure", "type", "attribution", "source", "speaker", "topic", "value", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One place of the project. `before`, `words` and `after` stand in one line; `kind` "" is a place of a text."""

    article_id: str
    heading: str
    source: str
    span: Span
    before: str = ""
    words: str = ""
    after: str = ""
    kind: str = ""
    label_id: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An answer: the first hits, how many there are, and for labels how the question was read."""

    hits: Sequence[Hit] = ()
    count: int = 0
    query: LabelQuery | None = None
    names: Mapping[str, str] = field(default_factory=dict[str, str])

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The parts of the query as (field, words), for chips."""
        return [] if self.query is None else parts_of(self.query, self.names)

    def without(self, part: str) -> str:
        """Return the question without one of its parts, as somebody would type it."""
        return typed([one for one in self.asked if one[0] != part])


def parts_of(query: LabelQuery, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return what a query asks for as (field, value), in the order in which it is said."""
    values = {
        "kind": query.kind,
        "unsure": {True: "unsure", False: "sure", None: ""}[query.unsure],
        "type": query.type,
        "attribution": query.attribution,
        "source": query.source,
        "speaker": names.get(query.entity_id, "") or query.speaker,
        "topic": query.topic,
        "value": query.value,
        "words": query.words,
    }
    return [(name, values[name]) for name in _FIELDS if values[name]]


def typed(parts: Sequence[tuple[str, str]]) -> str:
    """Return parts of a query as text that is read as the same query."""
    out: list[str] = []
    for name, value in parts:
        if name in {"unsure", "words"}:
            out.append(value)
        elif name == "kind":
            out.append(f"{value}s")
        else:
            words = value.replace('"', " ")
            out.append(f'{name}:"{words}"' if " " in words else f"{name}:{words}")
    return " ".join(out)


def claims_by(name: str) -> str:
    """Return the question for the claims of a speaker, as somebody would type it."""
    return typed([("kind", "claim"), ("speaker", name)])


def shown_part(name: str, value: str, scheme: Scheme) -> str:
    """Return a part of a query in words, for a chip."""
    if name in {"type", "attribution", "value"}:
        known = scheme.value(name, value)
        glyph = f"{known.glyph} " if known is not None and name == "value" and known.glyph else ""
        return glyph + (known.label if known is not None else value)
    words = {
        "kind": {
            "claim": translate("Search", "claims"),
            "speaker": translate("Search", "speakers"),
            "stance": translate("Search", "stances"),
        },
        "source": {
            "author": translate("Search", "the article's voice"),
            "unstated": translate("Search", "source not stated"),
            "speaker": translate("Search", "with a speaker"),
        },
        "unsure": {"unsure": translate("Search", "unsure"), "sure": translate("Search", "sure")},
    }
    if name in words:
        return words[name].get(value, value)
    form = {
        "speaker": translate("Search", "by {name}"),
        "topic": translate("Search", "on {name}"),
        "words": translate("Search", "words: {name}"),
    }[name]
    return form.format(name=value)


class Seeker:
    """Looks for what was typed. Its methods are called on the desk, one at a time."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._number = -1
        self._entities: list[Entity] = []
        self._aliases: list[Alias] = []

    def look(self, store: Store, actor: Actor, where: Where, text: str) -> Found:
        """Return what is found of a text as typed.

        Raises:
            LabelerError: as the services of finding.
        """
        return self._look_in_texts(store, actor, text) if where == "text" else self._look_at_labels(store, actor, text)

    def _look_in_texts(self, store: Store, actor: Actor, text: str) -> Found:
        from labeler.services import finding

        answer = finding.search_text(store, actor, text, limit=LIMIT)
        return Found(hits=[_text_hit(one) for one in answer.rows], count=answer.count)

    def _look_at_labels(self, store: Store, actor: Actor, text: str) -> Found:
        from labeler.services import finding, registry

        number = registry.newest(store, actor)
        if number != self._number:
            self._entities, self._aliases = registry.entities(store, actor), registry.aliases(store, actor)
            self._number = number
        query, _words = read_query(text, self._scheme, self._entities, self._aliases)
        names = {one.id: one.name for one in self._entities if one.id == query.entity_id}
        if query == LabelQuery():
            return Found(query=query)
        answer = finding.search_labels(store, actor, query, limit=LIMIT)
        hits = [self._label_hit(one) for one in answer.rows]
        return Found(hits=hits, count=answer.count, query=query, names=names)

    def _label_hit(self, one: LabelHit) -> Hit:
        value = self._scheme.value("value", one.value)
        kind = self._scheme.value("type", one.type)
        stance = f"{one.topic} {value.glyph or value.label}" if value is not None and one.topic else ""
        entity = one.entity if one.kind != "speaker" or one.entity != one.text else ""
        detail = (kind.label if kind is not None else "", entity, stance)
        return Hit(
            article_id=one.article_id,
            heading=one.heading,
            source="",
            span=Span(one.start, one.end),
            words=" ".join(one.text.split()),
            kind=one.kind,
            label_id=one.label_id,
            detail=" · ".join(part for part in detail if part),
        )


def _text_hit(one: TextHit) -> Hit:
    return Hit(
        article_id=one.article_id,
        heading=one.heading,
        source=one.source,
        span=Span(one.start, one.end),
        before=one.before,
        words=" ".join(one.words.split()),
        after=one.after,
    )
