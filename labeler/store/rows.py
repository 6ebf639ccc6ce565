"""Values to rows and back, by field name, never by hand; and what the store must know about each table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, TypeVar

from sqlalchemy import Table

from labeler.domain.articles import Article
from labeler.domain.journal import Entry, Row
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.learning import LearntVersion
from labeler.domain.registry import Alias, Entity
from labeler.domain.sets import AnnotationSet, Annotator
from labeler.domain.suggestions import Decision, Suggestion, SuggestionRun
from labeler.store import _project_tables, records
from labeler.store.tables import Table as Tables

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How a kind of value is stored.

    `key` are the columns that name a row within its stream. `stream` says whose journal stream it stands in: the
    project's, its set's, or none. `hidden` columns stand in the journal by their hash only.
    """

    kind: type[Any]
    table: str
    key: tuple[str, ...] = ("id",)
    stream: Literal["project", "set", "none"] = "project"
    hidden: tuple[str, ...] = ()

    @property
    def sql(self) -> Table:
        """The table itself."""
        return Tables.metadata.tables[self.table]

    def key_of(self, row: Mapping[Any, Any]) -> str:
        """Return the row's key as the journal writes it."""
        return str(row[self.key[0]])

    def set_of(self, row: Mapping[Any, Any]) -> str:
        """Return the set of a row in a set's stream."""
        return str(row["id"] if self.table == "annotation_set" else row["set_id"])

    def image(self, row: Row) -> Row:
        """Return the row as the journal holds it."""
        return {name: value for name, value in row.items() if name not in self.hidden} if self.hidden else row

    def full_key(self, row: Mapping[Any, Any]) -> Row:
        """Return the columns of the primary key."""
        columns = [column.name for column in self.sql.primary_key]
        return {name: row[name] for name in columns}


# In the order in which rows can be inserted: what is named comes before what names it.
FORMS: tuple[Form, ...] = (
    Form(kind=records.SchemeVersion, table="scheme", key=("version",)),
    Form(kind=records.GuidelinesVersion, table="guidelines", key=("version",)),
    Form(kind=Annotator, table="annotator"),
    Form(kind=records.Project, table="project"),
    Form(kind=records.Import, table="import"),
    Form(kind=Article, table="article", hidden=("text",)),
    Form(kind=records.SplitRow, table="split", key=("article_id",)),
    Form(kind=Entity, table="entity"),
    Form(kind=Alias, table="alias"),
    Form(kind=SuggestionRun, table="suggestion_run"),
    Form(kind=Suggestion, table="suggestion", stream="none"),
    Form(kind=LearntVersion, table="learned", hidden=("body",)),
    Form(kind=AnnotationSet, table="annotation_set", stream="set"),
    Form(kind=Speaker, table="speaker", stream="set"),
    Form(kind=Claim, table="claim", stream="set"),
    Form(kind=Stance, table="stance", stream="set"),
    Form(kind=Region, table="region", stream="set"),
    Form(kind=Decision, table="decision", key=("suggestion_id",), stream="set"),
    Form(kind=records.Comment, table="comment", stream="set"),
    Form(kind=records.Adjudication, table="adjudication", stream="set"),
    Form(kind=records.Job, table="job", stream="none"),
    Form(kind=records.Listed, table="listing", key=("article_id",), stream="none"),
    Form(kind=records.Withdrawn, table="withdrawn", key=("sha256",), stream="none"),
    Form(kind=Entry, table="journal", stream="none"),
)
BY_TABLE: Mapping[str, Form] = {form.table: form for form in FORMS}
BY_KIND: Mapping[type[Any], Form] = {form.kind: form for form in FORMS}
JOURNALLED: tuple[Form, ...] = tuple(form for form in FORMS if form.stream != "none")

# Measured, not decided: an undo leaves it as it is.
VOLATILE: Mapping[str, tuple[str, ...]] = {"annotation_set": ("seconds",), "project": ("studied",)}

assert _project_tables.Table is Tables


@cache
def columns_of(kind: type[Any]) -> tuple[str, ...]:
    """Return the field names of a kind of value: the names of its table's columns."""
    return tuple(kind.__dataclass_fields__)


def to_row(value: object) -> Row:
    """Return a value's fields by name."""
    return {name: getattr(value, name) for name in columns_of(type(value))}


def to_value(cls: type[T], row: Mapping[Any, Any]) -> T:
    """Return the value of a class that a row holds."""
    return cls(**{name: row[name] for name in columns_of(cls)})
