"""Searches over the project: texts by their words, one annotator's own labels by what they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Join, Select, and_, bindparam, func, literal, select, tuple_

from labeler.domain.articles import Article
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.querying import LabelQuery
from labeler.domain.sets import AnnotationSet
from labeler.store.read import Reader
from labeler.store.records import Listed
from labeler.store.rows import BY_KIND

_ARTICLE = BY_KIND[Article].sql
_LISTING = BY_KIND[Listed].sql
_SET = BY_KIND[AnnotationSet].sql
_CLAIM, _SPEAKER, _STANCE = (BY_KIND[kind].sql for kind in (Claim, Speaker, Stance))


@dataclass(frozen=True, slots=True)
class TextRow:
    """An article with what lists show of it, and its text."""

    article_id: str
    key: str
    heading: str
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A label with its article; of its speaker the mention's words and the entity, of a stance topic and value.

    A stance without a cue has the words and the extent of its claim.
    """

    article_id: str
    key: str
    heading: str
    number: int
    kind: str
    set_id: str
    label_id: str
    text: str
    start: int
    end: int
    type: str
    claim_id: str
    mention: str
    entity_id: str
    topic: str
    value: str

    @property
    def order(self) -> tuple[int, str, int, int, str]:
        """Where it stands in a list: by article, then by place."""
        return self.number, self.key, self.start, self.end, self.label_id


def texts_at(read: Reader, places: Sequence[int]) -> list[TextRow]:
    """Return the articles that are listed at these places, in their order."""
    if not places:
        return []
    query = (
        select(_LISTING.c.article_id, _LISTING.c.key, _LISTING.c.heading, _LISTING.c.source, _ARTICLE.c.text)
        .join(_ARTICLE, _ARTICLE.c.id == _LISTING.c.article_id)
        .where(_LISTING.c.place.in_(places))
        .order_by(_LISTING.c.place)
    )
    return [TextRow(*row) for row in read.connection.execute(query)]


def label_rows(
    read: Reader, annotator_id: str, kind: str, query: LabelQuery, *, entity_ids: Collection[str], limit: int | None
) -> tuple[list[LabelRow], int]:
    """Return an annotator's own labels of a kind, by article and place, and how many there are.

    `entity_ids` are the entry of the query and all that were merged into it. Words are not looked at.
    """
    chosen = label_query(kind, query, entity_ids)
    given: dict[str, Any] = {"annotator_id": annotator_id}
    ordered = chosen.order_by("number", "key", "start", "end", "label_id")
    rows = [LabelRow(*row) for row in read.connection.execute(ordered.limit(limit), given)]
    if limit is None or len(rows) < limit:
        return rows, len(rows)
    return rows, read.connection.execute(select(func.count()).select_from(chosen.subquery()), given).scalar_one()


def stances_of(read: Reader, rows: Sequence[LabelRow]) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return (topic, value) of the stances of claims, by set and claim, in the order of topics."""
    places = [(row.set_id, row.label_id) for row in rows]
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    if places:
        query = select(_STANCE.c.set_id, _STANCE.c.claim_id, _STANCE.c.topic, _STANCE.c.value)
        query = query.where(tuple_(_STANCE.c.set_id, _STANCE.c.claim_id).in_(places)).order_by(_STANCE.c.topic)
        for set_id, claim_id, topic, value in read.connection.execute(query):
            found.setdefault((set_id, claim_id), []).append((topic, value))
    return found


def label_query(kind: str, query: LabelQuery, entity_ids: Collection[str]) -> Select[*tuple[Any, ...]]:
    """Return the query for one annotator's labels of a kind; it asks for `annotator_id`."""
    label = {"claim": _CLAIM, "speaker": _SPEAKER, "stance": _STANCE}[kind]
    claim = None if kind == "speaker" else _CLAIM
    cueless = kind == "stance"
    text, start, end = (
        (func.coalesce(getattr(label.c, name), getattr(_CLAIM.c, name)) if cueless else getattr(label.c, name))
        for name in ("text", "start", "end")
    )
    if cueless:
        text = func.coalesce(func.nullif(label.c.text, ""), _CLAIM.c.text)
    nothing = literal("")
    columns: tuple[Any, ...] = (
        _LISTING.c.article_id, _LISTING.c.key, _LISTING.c.heading, _LISTING.c.number, literal(kind).label("kind"),
        label.c.set_id, label.c.id.label("label_id"), text.label("text"), start.label("start"), end.label("end"),
        (nothing if claim is None else claim.c.type).label("type"),
        (nothing if claim is None else claim.c.id).label("claim_id"),
        func.coalesce(_SPEAKER.c.text, "").label("mention"), func.coalesce(_SPEAKER.c.entity_id, "").label("entity_id"),
        (label.c.topic if cueless else nothing).label("topic"), (label.c.value if cueless else nothing).label("value"),
    )  # fmt: skip
    return (
        select(*columns)
        .select_from(_joined(kind))
        .where(_SET.c.annotator_id == bindparam("annotator_id"), *_conditions(kind, query, entity_ids))
    )


def _joined(kind: str) -> Join:
    label = {"claim": _CLAIM, "speaker": _SPEAKER, "stance": _STANCE}[kind]
    tables = label.join(_SET, _SET.c.id == label.c.set_id).join(_LISTING, _LISTING.c.article_id == _SET.c.article_id)
    if kind == "stance":
        tables = tables.join(_CLAIM, and_(_CLAIM.c.set_id == _STANCE.c.set_id, _CLAIM.c.id == _STANCE.c.claim_id))
    if kind != "speaker":
        same = and_(_SPEAKER.c.set_id == _CLAIM.c.set_id, _SPEAKER.c.id == _CLAIM.c.speaker_id)
        tables = tables.outerjoin(_SPEAKER, same)
    return tables


def _conditions(kind: str, query: LabelQuery, entity_ids: Collection[str]) -> list[ColumnElement[bool]]:
    label = {"claim": _CLAIM, "speaker": _SPEAKER, "stance": _STANCE}[kind]
    found: list[ColumnElement[bool]] = []
    if query.unsure is not None:
        found.append(label.c.unsure.is_(query.unsure))
    if query.entity_id:
        found.append(_SPEAKER.c.entity_id.in_(sorted(entity_ids)))
    if kind != "speaker":
        asked = {"type": query.type, "attribution": query.attribution, "source": query.source}
        found += [_CLAIM.c[name] == value for name, value in asked.items() if value]
    stance = [_STANCE.c[name] == value for name, value in {"topic": query.topic, "value": query.value}.items() if value]
    if stance and kind == "claim":
        held = select(_STANCE.c.set_id, _STANCE.c.claim_id).where(*stance)
        found.append(tuple_(_CLAIM.c.set_id, _CLAIM.c.id).in_(held))
    elif stance:
        found += stance
    return found
