"""What an import needs to write much at once: what is there already, whole sets, replacing a set, runs of suggestions.

All of it happens within one edit, so that an import is one entry in the project's stream and one a set, undone as one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from labeler.domain.articles import Article
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.sets import AnnotationSet
from labeler.domain.suggestions import Decision, Suggestion, SuggestionRun
from labeler.store.edit import Edit
from labeler.store.listing import next_number
from labeler.store.read import Reader
from labeler.store.rows import BY_KIND

__all__ = [
    "KnownArticle",
    "LabelRows",
    "add_labels",
    "add_run",
    "ids_by_text",
    "keys_among",
    "known_articles",
    "labels_of",
    "next_number",
    "replace_set",
]


_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What tells an article from others, without its text."""

    id: str
    key: str
    text_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelRows:
    """The labels of one set."""

    speakers: Sequence[Speaker] = ()
    claims: Sequence[Claim] = ()
    stances: Sequence[Stance] = ()
    regions: Sequence[Region] = ()

    def __len__(self) -> int:
        """Return the number of labels, regions included."""
        return len(self.speakers) + len(self.claims) + len(self.stances) + len(self.regions)


def known_articles(read: Reader) -> list[KnownArticle]:
    """Return the articles of the project without their texts, in the order of import."""
    table = BY_KIND[Article].sql
    query = select(table.c.id, table.c.key, table.c.text_sha256).order_by(table.c.number, table.c.key)
    return [KnownArticle(row[0], row[1], row[2]) for row in read.connection.execute(query)]


def ids_by_text(read: Reader, hashes: Collection[str]) -> dict[str, str]:
    """Return the ids of the articles with these texts, by the SHA-256 of the text."""
    table = BY_KIND[Article].sql
    return {
        row[0]: row[1]
        for some in _slices(hashes)
        for row in read.connection.execute(
            select(table.c.text_sha256, table.c.id).where(table.c.text_sha256.in_(some)).order_by(table.c.id.desc())
        )
    }


def keys_among(read: Reader, keys: Collection[str]) -> set[str]:
    """Return which of these keys articles have."""
    table = BY_KIND[Article].sql
    return {
        row[0]
        for some in _slices(keys)
        for row in read.connection.execute(select(table.c.key).where(table.c.key.in_(some)))
    }


def labels_of(read: Reader, set_id: str) -> LabelRows:
    """Return the labels of a set."""
    return LabelRows(
        speakers=read.all(Speaker, set_id=set_id),
        claims=read.all(Claim, set_id=set_id),
        stances=read.all(Stance, set_id=set_id),
        regions=read.all(Region, set_id=set_id),
    )


def add_labels(edit: Edit, rows: LabelRows) -> None:
    """Insert the labels of one set, in the order in which they name each other."""
    for values in (rows.speakers, rows.claims, rows.stances, rows.regions):
        edit.add_all(values)


def replace_set(edit: Edit, new: AnnotationSet, rows: LabelRows) -> None:
    """Put other labels in place of all that a set holds; what was decided about suggestions goes too."""
    old = labels_of(edit.read, new.id)
    for values in (edit.read.all(Decision, set_id=new.id), old.stances, old.claims, old.speakers, old.regions):
        for value in values:
            edit.remove(value)
    edit.put(new)
    add_labels(edit, rows)


def add_run(edit: Edit, run: SuggestionRun, suggestions: Sequence[Suggestion]) -> None:
    """Insert a run with its suggestions, whose ids, run and article must be those of `suggestions.stored`."""
    edit.add(run)
    edit.add_all(suggestions)


def _slices(values: Collection[str]) -> Iterator[list[str]]:
    ordered = sorted(values)
    for at in range(0, len(ordered), _AT_ONCE):
        yield ordered[at : at + _AT_ONCE]
