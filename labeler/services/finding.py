"""Finding in the project: texts by their words, the actor's own labels by what they are. Never others' labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from labeler.domain.folding import fold
from labeler.domain.querying import LabelQuery, read_query, read_terms
from labeler.domain.registry import Alias, Entity, resolve
from labeler.domain.sets import Actor
from labeler.services.projects import known
from labeler.store import Reader, Store
from labeler.store import finding as store_finding
from labeler.store.finding import LabelRow, TextRow
from labeler.store.words import places

__all__ = ["LabelHit", "LabelHits", "LabelQuery", "TextHit", "TextHits", "read_query", "search_labels", "search_text"]

# How many characters of the article stand on either side of a hit.
_AROUND = 70


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHit:
    """An article with its first hit: `start` and `end` in code points, `words` exactly what the article has there.

    `before` and `after` are what stands beside it, on one line.
    """

    article_id: str
    key: str
    heading: str
    source: str
    start: int
    end: int
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextHits:
    """The first hits in the order of import, and the number of all articles that match."""

    rows: Sequence[TextHit]
    count: int

    @property
    def shown(self) -> int:
        """How many of them are here."""
        return len(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelHit:
    """A label of the actor's. A stance without a cue stands where its claim does.

    `entity` is its speaker's name in the registry, or the words of the mention; `topic` and `value` are those of a
    stance, of a claim's stance that was asked for, or of its first one.
    """

    article_id: str
    key: str
    heading: str
    kind: str
    label_id: str
    text: str
    start: int
    end: int
    entity: str
    topic: str
    value: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelHits:
    """The first labels by article and place, and the number of all."""

    rows: Sequence[LabelHit]
    count: int

    @property
    def shown(self) -> int:
        """How many of them are here."""
        return len(self.rows)


def search_text(store: Store, actor: Actor, query: str, limit: int = 200) -> TextHits:
    """Return the articles that hold all the words, "exact phrases" and beginnings* of a query.

    Case, accents and punctuation are no matter. A query without any word finds nothing.
    """
    terms = read_terms(query)
    with store.read() as read:
        known(read, actor)
        found, count = places(read.connection, terms, limit)
        rows = store_finding.texts_at(read, found)
    pattern = re.compile("|".join(term.pattern for term in terms))
    return TextHits(rows=[hit for row in rows if (hit := _hit(row, pattern)) is not None], count=count)


def search_labels(store: Store, actor: Actor, query: LabelQuery, limit: int = 200) -> LabelHits:
    """Return the actor's own labels that are as a query says; its words are read as those of a search in texts."""
    with store.read() as read:
        annotator = known(read, actor)
        entities = {one.id: one for one in read.all(Entity)}
        stand = {one: resolve(one, entities) for one in entities}
        asked = entities.get(query.entity_id)
        wanted = {one for one, entity in stand.items() if asked is not None and entity.id == stand[asked.id].id}
        wanted |= {query.entity_id} - {""}
        narrowed = bool(query.words or query.speaker)
        rows: list[LabelRow] = []
        count = 0
        for kind in query.kinds:
            some, all_ = store_finding.label_rows(
                read, annotator.id, kind, query, entity_ids=wanted, limit=None if narrowed else limit
            )
            if narrowed:
                some = _narrowed(read, some, query, entities, stand)
                all_ = len(some)
            rows += some
            count += all_
        rows = sorted(rows, key=lambda row: row.order)[:limit]
        stances = store_finding.stances_of(read, [row for row in rows if row.kind == "claim"])
    return LabelHits(rows=[_label(row, query, stances, stand) for row in rows], count=count)


def _hit(row: TextRow, pattern: re.Pattern[str]) -> TextHit | None:
    folded = fold(row.text)
    match = pattern.search(folded.text)
    if match is None:
        return None
    span = folded.span(*match.span())
    before = row.text[max(0, span.start - _AROUND) : span.start]
    after = row.text[span.end : span.end + _AROUND]
    if span.start > _AROUND:
        before = before.partition(" ")[2] or before
    if span.end + _AROUND < len(row.text):
        after = after.rpartition(" ")[0] or after
    return TextHit(
        article_id=row.article_id,
        key=row.key,
        heading=row.heading,
        source=row.source,
        start=span.start,
        end=span.end,
        before=_on_one_line(before),
        words=span.of(row.text),
        after=_on_one_line(after),
    )


def _on_one_line(text: str) -> str:
    """Return a text with each run of white space as one space."""
    return re.sub(r"\s+", " ", text)


def _narrowed(
    read: Reader,
    rows: Sequence[LabelRow],
    query: LabelQuery,
    entities: Mapping[str, Entity],
    stand: Mapping[str, Entity],
) -> list[LabelRow]:
    """Return the labels that hold the words asked for, and whose speaker has the name asked for."""
    words = [re.compile(term.pattern) for term in read_terms(query.words)]
    speaker = [re.compile(term.pattern) for term in read_terms(query.speaker)]
    names: dict[str, str] = {}
    if speaker:
        parts: dict[str, list[str]] = {}
        for one in entities.values():
            parts.setdefault(stand[one.id].id, []).append(one.name)
        for alias in read.all(Alias):
            parts.setdefault(stand[alias.entity_id].id, []).append(alias.name)
        names = {one: " · ".join(parts[entity.id]) for one, entity in stand.items()}

    def holds(patterns: Sequence[re.Pattern[str]], text: str) -> bool:
        if not patterns:
            return True
        folded = fold(text).text
        return all(pattern.search(folded) for pattern in patterns)

    return [
        row
        for row in rows
        if holds(words, row.text) and holds(speaker, f"{row.mention} · {names.get(row.entity_id, '')}")
    ]


def _label(
    row: LabelRow,
    query: LabelQuery,
    stances: Mapping[tuple[str, str], Sequence[tuple[str, str]]],
    stand: Mapping[str, Entity],
) -> LabelHit:
    held = stances.get((row.set_id, row.label_id), [])
    fitting = [one for one in held if query.topic in {"", one[0]} and query.value in {"", one[1]}] or held
    topic, value = fitting[0] if fitting else (row.topic, row.value)
    entity = stand.get(row.entity_id)
    return LabelHit(
        article_id=row.article_id,
        key=row.key,
        heading=row.heading,
        kind=row.kind,
        label_id=row.label_id,
        text=row.text,
        start=row.start,
        end=row.end,
        entity=row.mention if entity is None else entity.name,
        topic=topic,
        value=value,
        type=row.type,
    )
