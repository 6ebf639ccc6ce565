"""Lists that the window shows: articles with one annotator's progress, the history of edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select

from labeler.domain.articles import Article
from labeler.domain.journal import Entry
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.sets import AnnotationSet
from labeler.domain.suggestions import SuggestionRun
from labeler.store.journal import JOURNAL, in_order
from labeler.store.read import Reader
from labeler.store.rows import BY_KIND, to_value

_ARTICLE = BY_KIND[Article].sql
_SET = BY_KIND[AnnotationSet].sql
_RUN = BY_KIND[SuggestionRun].sql
# Enough of a text for its first line.
_OPENING = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article as a list shows it, with the counts of one annotator's set. `state` "" is an untouched article."""

    id: str
    key: str
    heading: str
    source: str
    characters: int
    language: str
    state: str
    reason: str
    claims: int
    speakers: int
    stances: int
    number: int


def article_rows(read: Reader, annotator_id: str) -> list[ArticleRow]:
    """Return all articles in the order of import, with the state and counts of an annotator's own sets."""
    text = _ARTICLE.c.text
    query = (
        select(
            _ARTICLE.c.id, _ARTICLE.c.key, _ARTICLE.c.title, func.substr(text, 1, _OPENING).label("opening"),
            _ARTICLE.c.source, func.length(text).label("characters"), _ARTICLE.c.language, _ARTICLE.c.number,
            _SET.c.id.label("set_id"), _SET.c.state, _SET.c.reason,
        )
        .outerjoin(_SET, and_(_SET.c.article_id == _ARTICLE.c.id, _SET.c.annotator_id == annotator_id))
        .order_by(_ARTICLE.c.number, _ARTICLE.c.key)
    )  # fmt: skip
    counts = {kind: _counts(read, kind, annotator_id) for kind in (Claim, Speaker, Stance)}
    return [
        ArticleRow(
            id=row.id,
            key=row.key,
            heading=heading(row.title, row.opening, row.key),
            source=row.source,
            characters=row.characters,
            language=row.language,
            state=row.state or "",
            reason=row.reason or "",
            claims=counts[Claim].get(row.set_id, 0),
            speakers=counts[Speaker].get(row.set_id, 0),
            stances=counts[Stance].get(row.set_id, 0),
            number=row.number,
        )
        for row in read.connection.execute(query)
    ]


def article_states(read: Reader, annotator_id: str) -> list[tuple[str, str]]:
    """Return (id, state) of all articles in the order of import, with the states of an annotator's own sets."""
    query = (
        select(_ARTICLE.c.id, func.coalesce(_SET.c.state, ""))
        .outerjoin(_SET, and_(_SET.c.article_id == _ARTICLE.c.id, _SET.c.annotator_id == annotator_id))
        .order_by(_ARTICLE.c.number, _ARTICLE.c.key)
    )
    return [(row[0], row[1]) for row in read.connection.execute(query)]


def heading(title: str, opening: str, key: str) -> str:
    """Return the title, else the first line that is not blank, else the key; plain text."""
    blank = Article(id="", key=key, title=title, text=opening, text_sha256="")
    return blank.heading


def _counts(read: Reader, kind: type[Claim | Speaker | Stance], annotator_id: str) -> dict[str, int]:
    table = BY_KIND[kind].sql
    query = select(table.c.set_id, func.count()).join(_SET, _SET.c.id == table.c.set_id)
    query = query.where(_SET.c.annotator_id == annotator_id).group_by(table.c.set_id)
    return {row[0]: row[1] for row in read.connection.execute(query)}


def without_run(read: Reader, version: str, keys: Sequence[str] | None) -> list[Article]:
    """Return the articles that have no run of a pipeline version, in the order of import."""
    done = select(_RUN.c.article_id).where(_RUN.c.version == version)
    query = select(_ARTICLE).where(_ARTICLE.c.id.not_in(done)).order_by(_ARTICLE.c.number, _ARTICLE.c.key)
    found = [to_value(Article, row) for row in read.connection.execute(query).mappings()]
    return found if keys is None else [article for article in found if article.key in set(keys)]


def latest_run(read: Reader, article_id: str) -> SuggestionRun | None:
    """Return an article's newest run, which stands for all older ones in view."""
    query = select(_RUN).where(_RUN.c.article_id == article_id).order_by(_RUN.c.at.desc(), _RUN.c.id.desc()).limit(1)
    row = read.connection.execute(query).mappings().one_or_none()
    return None if row is None else to_value(SuggestionRun, row)


def next_number(read: Reader) -> int:
    """Return the number of the next article in the order of import."""
    highest = read.connection.execute(select(func.max(_ARTICLE.c.number))).scalar_one()
    return 1 if highest is None else highest + 1


def edits(
    read: Reader, *, annotator_id: str | None, streams: frozenset[str] | None, limit: int
) -> list[tuple[list[Entry], bool]]:
    """Return the newest edits, newest first: each with its entries, and whether it stands reversed."""
    where: list[ColumnElement[bool]] = []
    if annotator_id is not None:
        where.append(JOURNAL.c.annotator_id == annotator_id)
    if streams is not None:
        where.append(JOURNAL.c.stream.in_(sorted(streams)))
    newest = select(JOURNAL.c.edit_id, func.max(JOURNAL.c.at).label("at")).where(*where).group_by(JOURNAL.c.edit_id)
    ids = [row[0] for row in read.connection.execute(newest.order_by(func.max(JOURNAL.c.at).desc()).limit(limit))]
    entries = [
        to_value(Entry, row)
        for row in read.connection.execute(select(JOURNAL).where(JOURNAL.c.edit_id.in_(ids))).mappings()
    ]
    reversed_ = _reversed(read, ids)
    by_edit = {one: in_order(entry for entry in entries if entry.edit_id == one) for one in ids}
    return [(by_edit[one], one in reversed_) for one in ids]


def _reversed(read: Reader, ids: list[str]) -> set[str]:
    """Return which of the edits stand reversed: by an undo that no redo took back."""
    undo = select(JOURNAL.c.edit_id, JOURNAL.c.reverses).where(JOURNAL.c.kind == "undo", JOURNAL.c.reverses.in_(ids))
    undone = {(row[0], row[1]) for row in read.connection.execute(undo)}
    redo = select(JOURNAL.c.reverses).where(JOURNAL.c.kind == "redo")
    redone = {row[0] for row in read.connection.execute(redo)}
    return {reverses for edit_id, reverses in undone if edit_id not in redone}
