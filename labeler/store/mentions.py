"""Which entries of the registry one annotator's speakers name, and where."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select

from labeler.domain.labels import Claim, Speaker
from labeler.domain.sets import AnnotationSet
from labeler.store.read import Reader
from labeler.store.records import Listed
from labeler.store.rows import BY_KIND

_SPEAKER = BY_KIND[Speaker].sql
_CLAIM = BY_KIND[Claim].sql
_SET = BY_KIND[AnnotationSet].sql
_LISTING = BY_KIND[Listed].sql
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One speaker of one's own: where it stands (code points), and how many claims are linked to it."""

    article_id: str
    article_key: str
    heading: str
    speaker_id: str
    text: str
    start: int
    end: int
    claims: int


def counts_by_article(read: Reader, annotator_id: str) -> Mapping[str, Mapping[str, int]]:
    """Return how often an annotator's speakers name each entry: by the entry's id, then by the article's."""
    query = (
        select(_SPEAKER.c.entity_id, _SET.c.article_id, func.count())
        .join(_SET, _SET.c.id == _SPEAKER.c.set_id)
        .where(_SET.c.annotator_id == annotator_id, _SPEAKER.c.entity_id.is_not(None))
        .group_by(_SPEAKER.c.entity_id, _SET.c.article_id)
    )
    found: dict[str, dict[str, int]] = {}
    for entity_id, article_id, count in read.connection.execute(query):
        found.setdefault(entity_id, {})[article_id] = count
    return found


def named_by_anyone(read: Reader) -> set[str]:
    """Return the ids of the entries that any speaker of the project names."""
    query = select(_SPEAKER.c.entity_id).where(_SPEAKER.c.entity_id.is_not(None)).distinct()
    return set(read.connection.execute(query).scalars())


def own_mentions(
    read: Reader, annotator_id: str, entity_ids: Collection[str] | None, limit: int
) -> tuple[list[Mention], int]:
    """Return an annotator's speakers that name one of these entries (None: no entry), by article and place.

    Returns:
        The first of them, and how many there are.
    """
    wanted = _SPEAKER.c.entity_id.is_(None) if entity_ids is None else _SPEAKER.c.entity_id.in_(sorted(entity_ids))
    own: Select[int] = (
        select(func.count())
        .select_from(_SPEAKER)
        .join(_SET, _SET.c.id == _SPEAKER.c.set_id)
        .where(_SET.c.annotator_id == annotator_id, wanted)
    )
    columns = (
        *(_LISTING.c.article_id, _LISTING.c.key, _LISTING.c.heading),
        *(_SPEAKER.c.set_id, _SPEAKER.c.id, _SPEAKER.c.text, _SPEAKER.c.start, _SPEAKER.c.end),
    )
    page = (
        own.with_only_columns(*columns)
        .join(_LISTING, _LISTING.c.article_id == _SET.c.article_id)
        .order_by(_LISTING.c.number, _LISTING.c.key, _SPEAKER.c.start, _SPEAKER.c.end, _SPEAKER.c.id)
        .limit(limit)
    )
    rows = read.connection.execute(page).all()
    linked = _linked(read, [(row.set_id, row.id) for row in rows])
    found = [
        Mention(
            article_id=row.article_id,
            article_key=row.key,
            heading=row.heading,
            speaker_id=row.id,
            text=row.text,
            start=row.start,
            end=row.end,
            claims=linked.get((row.set_id, row.id), 0),
        )
        for row in rows
    ]
    return found, read.connection.execute(own).scalar_one()


def _linked(read: Reader, speakers: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the number of claims of each speaker, by set and speaker."""
    found: dict[tuple[str, str], int] = {}
    for at in range(0, len(speakers), _AT_ONCE):
        some = speakers[at : at + _AT_ONCE]
        query = select(_CLAIM.c.set_id, _CLAIM.c.speaker_id, func.count()).group_by(
            _CLAIM.c.set_id, _CLAIM.c.speaker_id
        )
        query = query.where(
            and_(_CLAIM.c.set_id.in_({one for one, _ in some}), _CLAIM.c.speaker_id.in_([one for _, one in some]))
        )
        found |= {(row[0], row[1]): row[2] for row in read.connection.execute(query)}
    return found
