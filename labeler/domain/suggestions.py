"""Suggestions: what a pipeline proposes, and what annotators decided about it."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal, TypeAlias

from labeler.domain.ids import derived_id
from labeler.domain.labels import Kind, Source
from labeler.domain.registry import EntityKind

Verdict: TypeAlias = Literal["accepted", "edited", "rejected", "unaided match"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A proposed label. Links name other suggestions of the same run.

    `start`, `end` are code points of the article's text (None, None for a stance without a cue). A claim uses
    `type`, `attribution`, `source`, `speaker_id`; a speaker `entity`, `entity_kind`, `affiliation` (by text: the
    registry row is made on acceptance); a stance `claim_id`, `topic`, `value`. `score` is a probability, 0 to 1;
    `why` says in words what led to it. `run_id` and `article_id` are "" until stored.
    """

    id: str
    run_id: str = ""
    article_id: str = ""
    kind: Kind
    start: int | None
    end: int | None
    text: str
    type: str = ""
    attribution: str = ""
    source: Source = ""
    speaker_id: str | None = None
    entity: str = ""
    entity_kind: EntityKind = ""
    affiliation: str = ""
    claim_id: str | None = None
    topic: str = ""
    value: str = ""
    rule: str
    score: float
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionRun:
    """One pipeline version over one article. `sha256` is `digest` of its suggestions; `warning` says what was odd."""

    id: str
    article_id: str
    version: str
    pipeline: str
    at: str
    sha256: str
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the annotator of a set did with a suggestion, when (UTC), and after how many milliseconds (0: unknown)."""

    set_id: str
    suggestion_id: str
    verdict: Verdict
    at: str
    milliseconds: int = 0
    label_id: str | None = None


def run_id(version: str, article_id: str) -> str:
    """Return the id of a version's run over an article: running again gives the same id."""
    return derived_id("run", version, article_id)


def stored(suggestions: list[Suggestion], run: str, article_id: str) -> list[Suggestion]:
    """Return the suggestions as rows of a run: ids derived from run and place, links carried over."""
    ids = {one.id: derived_id("suggestion", run, one.id) for one in suggestions}
    return [
        replace(
            one,
            id=ids[one.id],
            run_id=run,
            article_id=article_id,
            speaker_id=None if one.speaker_id is None else ids[one.speaker_id],
            claim_id=None if one.claim_id is None else ids[one.claim_id],
        )
        for one in suggestions
    ]


def digest(suggestions: list[Suggestion]) -> str:
    """Return the SHA-256 over the suggestions in canonical JSON, ordered by id."""
    lines = (
        json.dumps({name: getattr(one, name) for name in Suggestion.__slots__}, sort_keys=True, ensure_ascii=False)
        for one in sorted(suggestions, key=lambda one: one.id)
    )
    return sha256("\n".join(lines).encode("utf-8")).hexdigest()
