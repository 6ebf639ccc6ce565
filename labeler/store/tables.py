"""The tables, as SQLModel classes: private to this room; every other room sees domain values.

Rows of an annotator's work have a key that begins with `set_id`, and so have the keys between them: no link can lead
from one set into another. Nothing is deleted in cascade, because the journal must see each row go.
"""

# No `from __future__ import annotations` here: SQLModel reads annotations when the classes are made.

from typing import Any

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, Integer, MetaData, UniqueConstraint
from sqlmodel import Field, SQLModel


class Table(SQLModel):
    """What all tables share: one MetaData, with names for every constraint (SQLite's ALTER needs them)."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def link(columns: str, target: str) -> ForeignKeyConstraint:
    """Return a foreign key `a b` -> `table a b`; rows that are named can't be deleted."""
    table, *named = target.split()
    return ForeignKeyConstraint(columns.split(), [f"{table}.{one}" for one in named], ondelete="RESTRICT")


def one_of(column: str, *values: str) -> CheckConstraint:
    """Return a check that a column holds one of the values (never values of the scheme)."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(one) for one in values)})", name=column)


def _extent(*, optional: bool = False) -> CheckConstraint:
    """Return the check 0 <= start < end; SQL words, so they are quoted."""
    rule = '"start" >= 0 AND "start" < "end"'
    return CheckConstraint(
        f'("start" IS NULL AND "end" IS NULL) OR ("start" IS NOT NULL AND "end" IS NOT NULL AND {rule})'
        if optional
        else rule,
        name="extent",
    )


_LABEL_ORIGIN = ("manual", "accepted", "edited", "imported", "adjudicated", "suggested")
_SET = "annotation_set id"


class ProjectTable(Table, table=True):
    """`project`."""

    __tablename__: Any = "project"
    __table_args__ = (
        link("scheme_version", "scheme version"),
        link("guidelines_version", "guidelines version"),
        link("owner_id", "annotator id"),
    )
    id: str = Field(primary_key=True)
    name: str
    owner_id: str
    scheme_version: int
    guidelines_version: int
    format: int
    created: str
    learns: bool
    studied: int


class SchemeTable(Table, table=True):
    """`scheme`."""

    __tablename__: Any = "scheme"
    version: int = Field(sa_column=Column("version", Integer, primary_key=True, autoincrement=False))
    name: str
    text: str
    sha256: str


class GuidelinesTable(Table, table=True):
    """`guidelines`."""

    __tablename__: Any = "guidelines"
    version: int = Field(sa_column=Column("version", Integer, primary_key=True, autoincrement=False))
    text: str
    sha256: str


class AnnotatorTable(Table, table=True):
    """`annotator`."""

    __tablename__: Any = "annotator"
    id: str = Field(primary_key=True)
    name: str = Field(unique=True)
    roles: str
    login: str


class ArticleTable(Table, table=True):
    """`article`."""

    __tablename__: Any = "article"
    __table_args__ = (Index(None, "text_sha256"), Index(None, "number"))
    id: str = Field(primary_key=True)
    key: str = Field(unique=True)
    title: str
    source: str
    author: str
    published: str
    url: str
    language: str
    text: str
    text_sha256: str
    file_sha256: str
    encoding: str
    reader: str
    extra: str
    number: int


class AnnotationSetTable(Table, table=True):
    """`annotation_set`."""

    __tablename__: Any = "annotation_set"
    __table_args__ = (
        UniqueConstraint("article_id", "annotator_id"),
        Index(None, "annotator_id", "state"),
        link("article_id", "article id"),
        link("annotator_id", "annotator id"),
        link("scheme_version", "scheme version"),
        link("guidelines_version", "guidelines version"),
        one_of("state", "assigned", "in_progress", "finished", "skipped"),
        one_of("suggestions", "shown", "blind"),
        CheckConstraint("seconds >= 0", name="seconds"),
    )
    id: str = Field(primary_key=True)
    article_id: str
    annotator_id: str
    state: str
    reason: str
    scheme_version: int
    guidelines_version: int
    suggestions: str
    seconds: int
    assigned: str
    started: str
    finished: str
    stale: bool
    flag: str


class SpeakerTable(Table, table=True):
    """`speaker`."""

    __tablename__: Any = "speaker"
    __table_args__ = (
        link("set_id", _SET),
        link("entity_id", "entity id"),
        Index(None, "entity_id"),
        _extent(),
        one_of("origin", *_LABEL_ORIGIN),
    )
    set_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    start: int
    end: int
    text: str
    entity_id: str | None
    unsure: bool
    note: str
    origin: str
    score: float
    rule: str
    attributes: str


class ClaimTable(Table, table=True):
    """`claim`."""

    __tablename__: Any = "claim"
    __table_args__ = (
        link("set_id", _SET),
        link("set_id speaker_id", "speaker set_id id"),
        Index(None, "set_id", "speaker_id"),
        # No foreign key: SQLite can't add one that has two columns. The services and `verify` see to it.
        Index(None, "set_id", "repeats"),
        Index(None, "type"),
        _extent(),
        one_of("source", "speaker", "author", "unstated", ""),
        CheckConstraint("(source = 'speaker') = (speaker_id IS NOT NULL)", name="speaker"),
        one_of("origin", *_LABEL_ORIGIN),
    )
    set_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    start: int
    end: int
    text: str
    type: str
    attribution: str
    source: str
    speaker_id: str | None
    repeats: str | None
    unsure: bool
    note: str
    origin: str
    score: float
    rule: str
    attributes: str


class StanceTable(Table, table=True):
    """`stance`."""

    __tablename__: Any = "stance"
    __table_args__ = (
        UniqueConstraint("set_id", "claim_id", "topic"),
        link("set_id", _SET),
        link("set_id claim_id", "claim set_id id"),
        Index(None, "topic", "value"),
        Index(None, "value"),
        _extent(optional=True),
        one_of("origin", *_LABEL_ORIGIN),
    )
    set_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    claim_id: str
    topic: str
    value: str
    start: int | None
    end: int | None
    text: str
    unsure: bool
    note: str
    origin: str
    score: float
    rule: str
    attributes: str


class RegionTable(Table, table=True):
    """`region`."""

    __tablename__: Any = "region"
    __table_args__ = (link("set_id", _SET), _extent())
    set_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    start: int
    end: int
    text: str


class DecisionTable(Table, table=True):
    """`decision`."""

    __tablename__: Any = "decision"
    __table_args__ = (
        link("set_id", _SET),
        link("suggestion_id", "suggestion id"),
        Index(None, "suggestion_id"),
        one_of("verdict", "accepted", "edited", "rejected", "unaided match"),
    )
    set_id: str = Field(primary_key=True)
    suggestion_id: str = Field(primary_key=True)
    verdict: str
    at: str
    milliseconds: int
    label_id: str | None


class CommentTable(Table, table=True):
    """`comment`."""

    __tablename__: Any = "comment"
    __table_args__ = (
        link("set_id", _SET),
        link("author_id", "annotator id"),
        link("set_id parent_id", "comment set_id id"),
    )
    set_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    label_id: str
    parent_id: str | None
    author_id: str
    at: str
    text: str
    resolved: bool


class AdjudicationTable(Table, table=True):
    """`adjudication`."""

    __tablename__: Any = "adjudication"
    __table_args__ = (
        link("set_id", _SET),
        link("annotator_id", "annotator id"),
        one_of("how", "unanimous", "majority", "adjudicated"),
    )
    set_id: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    frame: str
    sources: str
    taken: str
    how: str
    annotator_id: str
    at: str
    reason: str
    clause: str
    sides: str


class EntityTable(Table, table=True):
    """`entity`."""

    __tablename__: Any = "entity"
    __table_args__ = (
        link("merged_into", "entity id"),
        Index(None, "name"),
        one_of("kind", "person", "organisation", "group", "unnamed", ""),
    )
    id: str = Field(primary_key=True)
    name: str
    kind: str
    affiliation: str
    merged_into: str | None


class AliasTable(Table, table=True):
    """`alias`."""

    __tablename__: Any = "alias"
    __table_args__ = (link("entity_id", "entity id"), UniqueConstraint("entity_id", "name"), Index(None, "name"))
    id: str = Field(primary_key=True)
    entity_id: str
    name: str


class SuggestionRunTable(Table, table=True):
    """`suggestion_run`."""

    __tablename__: Any = "suggestion_run"
    __table_args__ = (
        UniqueConstraint("article_id", "version"),
        Index(None, "version"),
        link("article_id", "article id"),
    )
    id: str = Field(primary_key=True)
    article_id: str
    version: str
    pipeline: str
    at: str
    sha256: str
    warning: str


class SuggestionTable(Table, table=True):
    """`suggestion`."""

    __tablename__: Any = "suggestion"
    __table_args__ = (
        Index(None, "run_id"),
        link("run_id", "suggestion_run id"),
        link("article_id", "article id"),
        Index(None, "article_id"),
        one_of("kind", "claim", "speaker", "stance", "boilerplate"),
        one_of("source", "speaker", "author", "unstated", ""),
        one_of("entity_kind", "person", "organisation", "group", "unnamed", ""),
        _extent(optional=True),
    )
    id: str = Field(primary_key=True)
    run_id: str
    article_id: str
    kind: str
    start: int | None
    end: int | None
    text: str
    type: str
    attribution: str
    source: str
    speaker_id: str | None
    entity: str
    entity_kind: str
    affiliation: str
    claim_id: str | None
    topic: str
    value: str
    rule: str
    score: float
    why: str
