"""Lists that the window shows: articles with one annotator's progress."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select

from labeler.domain.articles import Article
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.sets import AnnotationSet
from labeler.domain.suggestions import SuggestionRun
from labeler.store.journal import JOURNAL, head
from labeler.store.read import Reader
from labeler.store.records import Listed
from labeler.store.rows import BY_KIND, to_value

_ARTICLE = BY_KIND[Article].sql
_SET = BY_KIND[AnnotationSet].sql
_RUN = BY_KIND[SuggestionRun].sql
_LISTING = BY_KIND[Listed].sql
_LISTED = select(
    _LISTING.c.article_id, _LISTING.c.key, _LISTING.c.heading, _LISTING.c.source, _LISTING.c.characters,
    _LISTING.c.language, _LISTING.c.number, _LISTING.c.published,
).order_by(_LISTING.c.number, _LISTING.c.key)  # fmt: skip
_OWN = select(_SET.c.article_id, _SET.c.id, _SET.c.state, _SET.c.reason, _SET.c.flag).where(
    _SET.c.annotator_id == bindparam("annotator_id")
)
_SETS = select(_SET.c.id, _SET.c.article_id, _SET.c.annotator_id, _SET.c.state, _SET.c.stale, _SET.c.suggestions)
_NUMBERS = select(JOURNAL.c.stream, func.max(JOURNAL.c.number)).group_by(JOURNAL.c.stream)
_UNTOUCHED = ("", "", "", "", "")
_AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """One article as a list shows it, with the counts of one annotator's set. `state` "" is an untouched article.

    `mine` tells that it was assigned to that annotator or begun; `flag` is the set's note to the lead.
    """

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
    published: str
    flag: str
    mine: bool


class SetState(NamedTuple):
    """A set as a list of reviews needs it; `number` is that of its newest entry in the journal, 0 without one."""

    set_id: str
    article_id: str
    annotator_id: str
    state: str
    stale: bool
    number: int
    suggestions: str


def newest_hash(read: Reader, set_id: str) -> str:
    """Return the hash of a set's newest entry in the journal: another one if anything was changed in it."""
    return head(read.connection, set_id)[1]


def newest_entry(read: Reader) -> tuple[str, str]:
    """Return time and hash of the newest entry of the journal; "" for both without one."""
    last = select(func.max(JOURNAL.c.at)).scalar_subquery()
    query = select(JOURNAL.c.at, JOURNAL.c.hash).where(JOURNAL.c.at == last).order_by(JOURNAL.c.hash).limit(1)
    row = read.connection.execute(query).one_or_none()
    return ("", "") if row is None else (row[0], row[1])


def has_entry(read: Reader, at: str, entry_hash: str) -> bool:
    """Tell whether the journal has an entry: if so, all that came before it is as it was then."""
    query = select(JOURNAL.c.id).where(JOURNAL.c.at == at, JOURNAL.c.hash == entry_hash).limit(1)
    return read.connection.execute(query).one_or_none() is not None


def set_states(read: Reader) -> dict[str, list[SetState]]:
    """Return the sets of all articles by article, in the order of their ids."""
    numbers = {row[0]: row[1] for row in read.connection.execute(_NUMBERS).all()}
    found: defaultdict[str, list[SetState]] = defaultdict(list)
    for set_id, article_id, annotator_id, state, stale, shown in read.connection.execute(_SETS).all():
        number = numbers.get(set_id, 0)
        found[article_id].append(SetState(set_id, article_id, annotator_id, state, stale, number, shown))
    for held in found.values():
        held.sort()
    return found


def article_rows(read: Reader, annotator_id: str) -> list[ArticleRow]:
    """Return all articles in the order of import, with the state and counts of an annotator's own sets."""
    own = {row[0]: row for row in read.connection.execute(_OWN, {"annotator_id": annotator_id})}
    counts = [_counts(read, kind, annotator_id) for kind in (Claim, Speaker, Stance)]
    rows: list[ArticleRow] = []
    for article_id, key, words, source, characters, language, number, published in read.connection.execute(_LISTED):
        mine = own.get(article_id)
        _, set_id, state, reason, flag = mine or _UNTOUCHED
        rows.append(
            ArticleRow(
                id=article_id,
                key=key,
                heading=words,
                source=source,
                characters=characters,
                language=language,
                state=state,
                reason=reason,
                claims=counts[0].get(set_id, 0),
                speakers=counts[1].get(set_id, 0),
                stances=counts[2].get(set_id, 0),
                number=number,
                published=published,
                flag=flag,
                mine=mine is not None,
            )
        )
    return rows


def article_states(read: Reader, annotator_id: str) -> list[tuple[str, str]]:
    """Return (id, state) of all articles in the order of import, with the states of an annotator's own sets."""
    query = (
        select(_LISTING.c.article_id, func.coalesce(_SET.c.state, ""))
        .outerjoin(_SET, and_(_SET.c.article_id == _LISTING.c.article_id, _SET.c.annotator_id == annotator_id))
        .order_by(_LISTING.c.number, _LISTING.c.key)
    )
    return [(row[0], row[1]) for row in read.connection.execute(query)]


def sources_of_articles(read: Reader) -> list[tuple[str, str]]:
    """Return (id, source) of all articles in the order of import."""
    query = select(_LISTING.c.article_id, _LISTING.c.source).order_by(_LISTING.c.number, _LISTING.c.key)
    return [(row[0], row[1]) for row in read.connection.execute(query)]


def texts_of(read: Reader, article_ids: Sequence[str]) -> dict[str, str]:
    """Return the texts of some articles (few: they are asked for at once) by id."""
    query = select(_ARTICLE.c.id, _ARTICLE.c.text).where(_ARTICLE.c.id.in_(article_ids))
    return {row[0]: row[1] for row in read.connection.execute(query)}


def _counts(read: Reader, kind: type[Claim | Speaker | Stance], annotator_id: str) -> dict[str, int]:
    table = BY_KIND[kind].sql
    query = select(table.c.set_id, func.count()).join(_SET, _SET.c.id == table.c.set_id)
    query = query.where(_SET.c.annotator_id == annotator_id).group_by(table.c.set_id)
    return {row[0]: row[1] for row in read.connection.execute(query)}


def without_run(read: Reader, version: str, keys: Sequence[str] | None) -> list[Article]:
    """Return the articles that have no run of a pipeline version, in the order of import; of all, or of some keys."""
    done = select(_RUN.c.article_id).where(_RUN.c.version == version)
    query = select(_ARTICLE).where(_ARTICLE.c.id.not_in(done)).order_by(_ARTICLE.c.number, _ARTICLE.c.key)
    if keys is None:
        return [to_value(Article, row) for row in read.connection.execute(query).mappings()]
    # A window asks for one article at a time: the others' runs are not looked at.
    done = done.where(_RUN.c.article_id == _ARTICLE.c.id).correlate(_ARTICLE)
    query = select(_ARTICLE).where(~done.exists()).order_by(_ARTICLE.c.number, _ARTICLE.c.key)
    found: list[Article] = []
    for at in range(0, len(keys), _AT_ONCE):
        some = query.where(_ARTICLE.c.key.in_(keys[at : at + _AT_ONCE]))
        found += [to_value(Article, row) for row in read.connection.execute(some).mappings()]
    return sorted(found, key=lambda one: (one.number, one.key))


def overtaken(read: Reader, version: str) -> list[str]:
    """Return the ids of articles that a pipeline version has read, and another version later."""
    later = _RUN.alias()
    is_later = or_(later.c.at > _RUN.c.at, and_(later.c.at == _RUN.c.at, later.c.id > _RUN.c.id))
    since = select(later.c.id).where(later.c.article_id == _RUN.c.article_id, is_later).correlate(_RUN)
    query = select(_RUN.c.article_id).where(_RUN.c.version == version, since.exists())
    return sorted(read.connection.execute(query).scalars())


def latest_run(read: Reader, article_id: str) -> SuggestionRun | None:
    """Return an article's newest run, which stands for all older ones in view."""
    query = select(_RUN).where(_RUN.c.article_id == article_id).order_by(_RUN.c.at.desc(), _RUN.c.id.desc()).limit(1)
    row = read.connection.execute(query).mappings().one_or_none()
    return None if row is None else to_value(SuggestionRun, row)


def next_number(read: Reader) -> int:
    """Return the number of the next article in the order of import."""
    highest = read.connection.execute(select(func.max(_ARTICLE.c.number))).scalar_one()
    return 1 if highest is None else highest + 1
