"""Rows of a project that are no annotation: the project itself, its versions, reviews, remarks, splits, imports.

Frozen values like those of `domain`; field names are column names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Split: TypeAlias = Literal["train", "validation", "test", ""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The one row of `project`. `format` counts the forms of the database; `owner_id` is who created it.

    `learns` tells whether it learns by itself; `studied` is how many finished articles it last did so with.
    """

    id: str
    name: str
    owner_id: str
    scheme_version: int = 1
    guidelines_version: int = 1
    format: int = 1
    created: str = ""
    learns: bool = False
    studied: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeVersion:
    """One version of the scheme: its TOML text and that text's SHA-256. Never changed."""

    version: int
    name: str
    text: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidelinesVersion:
    """One version of the guidelines (Markdown) and its SHA-256. Never changed."""

    version: int
    text: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A remark on a set or on one of its labels; `parent_id` names the remark that it answers."""

    id: str
    set_id: str
    label_id: str = ""
    parent_id: str | None = None
    author_id: str
    at: str
    text: str
    resolved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjudication:
    """A decided frame of a gold set.

    `sources` is JSON text of the label ids that were compared, `taken` JSON text of what was taken, `sides` JSON
    text of the order in which the sides were shown. They are text on purpose: no key leads from one set into another.
    """

    id: str
    set_id: str
    frame: str
    sources: str = "[]"
    taken: str = "{}"
    how: Literal["unanimous", "majority", "adjudicated"] = "adjudicated"
    annotator_id: str
    at: str
    reason: str = ""
    clause: str = ""
    sides: str = "[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRow:
    """The split of one article; an article without a row has none."""

    article_id: str
    split: Split


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import and its state. `report` is JSON text of what was read and what was left out."""

    id: str
    at: str
    annotator_id: str
    title: str
    state: Literal["complete", "undone"] = "complete"
    report: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Queued work for suggestion workers; `lease` is the time until which a worker holds it. Not journalled."""

    id: str
    article_id: str
    version: str
    state: Literal["queued", "running", "done", "failed"] = "queued"
    worker: str = ""
    lease: str = ""
    tries: int = 0
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What lists show of an article, found out once. `place` names it in the index of words. Not journalled."""

    place: int
    article_id: str
    key: str
    heading: str
    source: str
    published: str
    language: str
    number: int
    characters: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """What an undo took out and the journal holds by hash only: an article's text, a run's suggestions (JSON).

    Kept by the SHA-256 that the journal names, so that redo can put it back whole.
    """

    sha256: str
    body: str
