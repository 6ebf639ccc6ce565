"""Lessons: finished articles to learn from, and the same parsed as the pipeline parses them. Loads no spaCy."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, cast

from labeler.domain.labels import Claim, Label, Region, Speaker, Stance

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from labeler.nlp.cast import Cast
    from labeler.nlp.paragraphs import Paragraph
    from labeler.nlp.topics import Matter

_KINDS: Mapping[str, type[Label]] = {"claim": Claim, "speaker": Speaker, "stance": Stance, "boilerplate": Region}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_TYPES = {
    "str": str,
    "int": int,
    "bool": bool,
    "float": (float, int),
    "str | None": (str, type(None)),
    "int | None": (int, type(None)),
}


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

    `paragraphs[i].start` is where `docs[i]` begins in the article. `matter` are the topics of the scheme, None where
    nobody asks for stances.
    """

    paragraphs: list[Paragraph]
    docs: list[Doc]
    cast: Cast
    matter: Matter | None = None


@dataclass(frozen=True, slots=True)
class ReadLesson:
    """A lesson with its parse, so that every part learns from the same."""

    lesson: Lesson
    reading: Reading


def lesson_to_dict(lesson: Lesson) -> dict[str, Any]:
    """Return a lesson as a table for JSON."""
    return {
        "article": lesson.article_id,
        "text": lesson.text,
        "labels": [{"kind": _NAMES[type(one)], **asdict(one)} for one in lesson.labels],
        "entities": dict(lesson.entities),
        "weight": lesson.weight,
    }


def lesson_from_dict(table: object) -> Lesson:
    """Return the lesson of a table.

    Raises:
        ValueError: it is none, or a label lies outside the text.
    """
    try:
        return _lesson(cast("dict[str, Any]", table))
    except (KeyError, TypeError, AttributeError):
        raise ValueError("The lesson is no table of an article and its labels.") from None


def _lesson(table: dict[str, Any]) -> Lesson:
    article, text, entities, weight = (table[name] for name in ("article", "text", "entities", "weight"))
    names = [part for pair in entities.items() for part in pair]
    if not all(isinstance(one, str) for one in (article, text, *names)):
        raise ValueError("The lesson needs its article, text and names as texts.")
    if isinstance(weight, bool) or not 0 < weight < math.inf:
        raise ValueError("The lesson needs a weight above 0.")
    labels = tuple(_label(one, len(text)) for one in table["labels"])
    return Lesson(article, text, labels, entities, float(weight))


def _label(table: dict[str, Any], length: int) -> Label:
    kind = _KINDS[table["kind"]]
    values = {name: value for name, value in table.items() if name != "kind"}
    for one in fields(kind):
        if one.name in values and not isinstance(values[one.name], _TYPES.get(str(one.type), str)):
            raise ValueError(f"The {table['kind']} of a lesson has a {one.name} of another type.")
    label = kind(**values)
    if label.start is None or label.end is None:
        if label.start is not label.end or kind is not Stance:
            raise ValueError("A label of a lesson has no place.")
    elif not 0 <= label.start < label.end <= length:
        raise ValueError("A label of a lesson lies outside its text.")
    return label
