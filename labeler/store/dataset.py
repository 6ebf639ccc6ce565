"""Reading whole datasets: articles with sets and labels, in the order of their keys, a few at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from labeler.domain.articles import Article
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.sets import AnnotationSet, Annotator
from labeler.store.journal import last_time
from labeler.store.read import Reader
from labeler.store.rows import BY_KIND

L = TypeVar("L", Claim, Speaker, Stance, Region)
_SLICE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRows:
    """One article with one annotator's set: what a line of a dataset is made of. Labels are by start, end, id."""

    article: Article
    annotator: str
    set: AnnotationSet
    claims: Sequence[Claim]
    speakers: Sequence[Speaker]
    stances: Sequence[Stance]
    regions: Sequence[Region]


def sets_in_order(
    read: Reader,
    wanted: Callable[[AnnotationSet, str], bool] | None = None,
    article_ids: Collection[str] | None = None,
) -> Iterator[SetRows]:
    """Yield the sets of the project, or of some articles, by article key, then annotator's name.

    `wanted` is asked about each set and its annotator's name before labels are read.
    """
    names = {one.id: one.name for one in read.all(Annotator)}
    keys = article_keys(read)
    held = _sets_of(read, article_ids)
    chosen = [one for one in held if wanted is None or wanted(one, names[one.annotator_id])]
    chosen.sort(key=lambda one: (keys[one.article_id], names[one.annotator_id]))
    for at in range(0, len(chosen), _SLICE):
        part = chosen[at : at + _SLICE]
        articles = read.by_id(Article, {one.article_id for one in part})
        ids = [one.id for one in part]
        claims, speakers = _by_set(read, Claim, ids), _by_set(read, Speaker, ids)
        stances, regions = _by_set(read, Stance, ids), _by_set(read, Region, ids)
        for one in part:
            yield SetRows(
                article=articles[one.article_id],
                annotator=names[one.annotator_id],
                set=one,
                claims=claims[one.id],
                speakers=speakers[one.id],
                stances=stances[one.id],
                regions=regions[one.id],
            )


def article_keys(read: Reader) -> dict[str, str]:
    """Return the key of every article by id."""
    table = BY_KIND[Article].sql
    return {row[0]: row[1] for row in read.connection.execute(select(table.c.id, table.c.key))}


def last_change(read: Reader) -> str:
    """Return the time of the last change in the project (RFC 3339 UTC)."""
    return last_time(read.connection)


def _sets_of(read: Reader, article_ids: Collection[str] | None) -> Iterator[AnnotationSet]:
    if article_ids is None:
        yield from read.all(AnnotationSet)
        return
    ids = sorted(article_ids)
    for at in range(0, len(ids), _SLICE):
        yield from read.each(AnnotationSet, article_id=ids[at : at + _SLICE])


def _by_set(read: Reader, kind: type[L], set_ids: list[str]) -> defaultdict[str, list[L]]:
    found: defaultdict[str, list[L]] = defaultdict(list)
    for value in read.all(kind, set_id=set_ids):
        found[value.set_id].append(value)
    for values in found.values():
        values.sort(
            key=lambda one: (-1 if one.start is None else one.start, -1 if one.end is None else one.end, one.id)
        )
    return found
