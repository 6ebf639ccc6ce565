"""Which sets an export takes, and their lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from labeler.domain.labels import Speaker
from labeler.domain.registry import Entity, resolve
from labeler.domain.sets import GOLD, AnnotationSet, Annotator
from labeler.formats.native import Line
from labeler.store import Reader
from labeler.store.dataset import SetRows, sets_in_order
from labeler.store.records import SchemeVersion, SplitRow

DEFAULT_SPLIT = "train"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One set that an export takes, with the names that order it."""

    key: str
    annotator: str
    set: AnnotationSet


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The sets that an export takes, by article key and annotator, and how many it leaves out, by reason."""

    taken: tuple[Taken, ...]
    excluded: Mapping[str, int]


def select(
    read: Reader, keys: Mapping[str, str], annotator_id: str | None, *, training: bool, stale: bool
) -> Selection:
    """Return the sets that an export takes.

    Args:
        read: the project.
        keys: article keys by article id.
        annotator_id: whose sets (the gold's id for gold), None for everybody's.
        training: take finished sets only.
        stale: take gold sets that are stale, too.
    """
    people = {one.id: one.name for one in read.all(Annotator)}
    where = {} if annotator_id is None else {"annotator_id": annotator_id}
    excluded: Counter[str] = Counter()
    taken: list[Taken] = []
    for one in read.each(AnnotationSet, **where):
        reason = _reason(one, training=training, stale=stale)
        if reason:
            excluded[reason] += 1
        else:
            taken.append(Taken(key=keys[one.article_id], annotator=people[one.annotator_id], set=one))
    taken.sort(key=lambda one: (one.key, one.annotator))
    without = len(keys) - len({one.set.article_id for one in taken})
    if without:
        excluded["articles without a line"] = without
    return Selection(taken=tuple(taken), excluded=dict(excluded))


def splits_of(read: Reader, taken: Sequence[Taken]) -> dict[str, str]:
    """Return the split of each article by its id; without one that was assigned, all are for training."""
    assigned = {one.article_id: one.split for one in read.all(SplitRow)}
    return {one.set.article_id: assigned.get(one.set.article_id) or DEFAULT_SPLIT for one in taken}


def lines(read: Reader, taken: Sequence[Taken], made: Iterable[SetRows] | None = None) -> Iterator[Line]:
    """Yield the lines of sets by article key and annotator, with few articles in memory at a time.

    `made` are the sets themselves, in the same order, where they are not stored.
    """
    entities = {one.id: one for one in read.all(Entity)}
    schemes = {one.version: f"{one.name}@{one.version}" for one in read.all(SchemeVersion)}
    splits = splits_of(read, taken)
    wanted = {one.set.id for one in taken}
    for rows in made or sets_in_order(read, lambda one, _name: one.id in wanted):
        line = _line(rows, entities)
        yield replace(line, scheme=schemes[rows.set.scheme_version], split=splits[rows.set.article_id])


def _line(rows: SetRows, entities: Mapping[str, Entity]) -> Line:
    article = rows.article
    names: dict[str, str] = {}
    speakers: list[Speaker] = []
    for one in rows.speakers:
        entity = None if one.entity_id is None else resolve(one.entity_id, entities)
        names[one.id] = "" if entity is None else entity.name
        speakers.append(_with_entity(one, entity))
    return Line(
        key=article.key,
        title=article.title,
        source=article.source,
        author=article.author,
        published=article.published,
        url=article.url,
        language=article.language,
        text=article.text,
        text_sha256=article.text_sha256,
        annotator=rows.annotator,
        state=rows.set.state,
        guidelines=rows.set.guidelines_version,
        claims=tuple(rows.claims),
        speakers=tuple(speakers),
        stances=tuple(rows.stances),
        boilerplate=tuple(rows.regions),
        names=names,
        metadata=article.extra,
    )


def _with_entity(speaker: Speaker, entity: Entity | None) -> Speaker:
    return speaker if entity is None or entity.id == speaker.entity_id else replace(speaker, entity_id=entity.id)


def _reason(one: AnnotationSet, *, training: bool, stale: bool) -> str:
    """Return why a set is left out, "" if it is not."""
    if one.annotator_id == GOLD and one.stale and not stale:
        return "stale gold"
    if training and one.state != "finished":
        return {"skipped": "skipped", "assigned": "assigned, not begun"}.get(one.state, "in progress")
    return ""
