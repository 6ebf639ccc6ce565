"""The tables that hold no annotation: journal, splits, imports, what was learned, jobs, listings, what was undone."""

# No `from __future__ import annotations` here: SQLModel reads annotations when the classes are made.

from typing import Any

from sqlalchemy import Column, Index, Integer, UniqueConstraint, text
from sqlmodel import Field

from labeler.store.tables import Table, link, one_of


class SplitTable(Table, table=True):
    """`split`."""

    __tablename__: Any = "split"
    __table_args__ = (link("article_id", "article id"), one_of("split", "train", "validation", "test", ""))
    article_id: str = Field(primary_key=True)
    split: str


class ImportTable(Table, table=True):
    """`import`."""

    __tablename__: Any = "import"
    __table_args__ = (link("annotator_id", "annotator id"), one_of("state", "complete", "undone"))
    id: str = Field(primary_key=True)
    at: str
    annotator_id: str
    title: str
    state: str
    report: str


class JournalTable(Table, table=True):
    """`journal`. (stream, number) is unique, so that two writers can't fork a stream."""

    __tablename__: Any = "journal"
    __table_args__ = (
        UniqueConstraint("stream", "number"),
        Index(None, "annotator_id", "at"),
        Index(None, "edit_id"),
        Index(None, "at"),
        one_of("kind", "do", "undo", "redo"),
    )
    id: str = Field(primary_key=True)
    stream: str
    number: int
    edit_id: str
    kind: str
    reverses: str | None
    reversible: bool
    annotator_id: str
    at: str
    title: str
    # Pydantic's models have an attribute `schema` of their own.
    schema_: int = Field(sa_column=Column("schema", Integer, nullable=False))
    body: str
    previous: str
    hash: str


class LearnedTable(Table, table=True):
    """`learned`."""

    __tablename__: Any = "learned"
    __table_args__ = (
        UniqueConstraint("part", "number"),
        # At most one version of a part is in use.
        Index("uq_learned_in_use", "part", unique=True, sqlite_where=text("in_use"), postgresql_where=text("in_use")),
        link("scheme_version", "scheme version"),
        link("annotator_id", "annotator id"),
    )
    id: str = Field(primary_key=True)
    part: str
    number: int
    features: int
    scheme_version: int
    pipeline: str
    articles: int
    blind: int
    figures: str
    body: str
    sha256: str
    in_use: bool
    at: str
    annotator_id: str


class JobTable(Table, table=True):
    """`job`."""

    __tablename__: Any = "job"
    __table_args__ = (
        UniqueConstraint("article_id", "version"),
        Index(None, "state", "lease"),
        link("article_id", "article id"),
        one_of("state", "queued", "running", "done", "failed"),
    )
    id: str = Field(primary_key=True)
    article_id: str
    version: str
    state: str
    worker: str
    lease: str
    tries: int
    message: str


class ListingTable(Table, table=True):
    """`listing`. Beside it stands `article_words`, which each kind of database has in its own form: see `words`."""

    __tablename__: Any = "listing"
    __table_args__ = (UniqueConstraint("article_id"), Index(None, "number", "key"), link("article_id", "article id"))
    place: int = Field(sa_column=Column("place", Integer, primary_key=True, autoincrement=False))
    article_id: str
    key: str
    heading: str
    source: str
    published: str
    language: str
    number: int
    characters: int


class WithdrawnTable(Table, table=True):
    """`withdrawn`."""

    __tablename__: Any = "withdrawn"
    sha256: str = Field(primary_key=True)
    body: str
