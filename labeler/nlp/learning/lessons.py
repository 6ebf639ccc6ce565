"""Lessons: finished articles to learn from, and the same parsed as the pipeline parses them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from labeler.domain.labels import Label
from labeler.nlp.cast import Cast
from labeler.nlp.paragraphs import Paragraph


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article and what one person marked in it.

    `entities` are canonical names by id. `weight` is how much it counts: a set that was labelled without suggestions
    in view teaches more than one that was labelled with them.
    """

    article_id: str
    text: str
    labels: tuple[Label, ...] = ()
    entities: Mapping[str, str] = field(default_factory=dict[str, str])
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """An article as the pipeline parses it: its paragraphs with their Docs, placed, and who speaks in it.

    `paragraphs[i].start` is where `docs[i]` begins in the article.
    """

    paragraphs: list[Paragraph]
    docs: list[Doc]
    cast: Cast


@dataclass(frozen=True, slots=True)
class ReadLesson:
    """A lesson with its parse, so that every part learns from the same."""

    lesson: Lesson
    reading: Reading
