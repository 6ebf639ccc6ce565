"""The JSON Schema (2020-12) of one line of an export: every key required, no other allowed, enums from the scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from labeler.domain.labels import ORIGINS, SOURCES
from labeler.domain.scheme import Scheme
from labeler.domain.sets import STATES
from labeler.formats import native, repeats

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {str: "string", int: "integer", bool: "boolean", float: "number", list: "array"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words that the labels of a dataset may use, "" (undecided) aside."""

    type: tuple[str, ...]
    attribution: tuple[str, ...]
    value: tuple[str, ...]
    topic: tuple[str, ...]


def words_of(scheme: Scheme) -> Words:
    """Return the words of a scheme, retired ones included."""
    return Words(
        type=scheme.keys("type"),
        attribution=scheme.keys("attribution"),
        value=scheme.keys("value"),
        topic=tuple(topic.id for topic in scheme.topics),
    )


def build(words: Words) -> dict[str, Any]:
    """Return the schema for lines that use these words."""
    line = _object(native.LINE, _line_words())
    line["properties"]["claims"]["items"] = _object(native.CLAIM, _claim_words(words))
    line["properties"]["speakers"]["items"] = _object(native.SPEAKER, _tail())
    line["properties"]["stances"]["items"] = _object(native.STANCE, _stance_words(words))
    line["properties"]["boilerplate"]["items"] = _object(native.BOILERPLATE, _span())
    return {"$schema": DIALECT, "title": native.FORMAT, "description": _DESCRIPTION, **line}


def words_in(schema: Mapping[str, Any]) -> Words:
    """Return the words that a schema built here allows.

    Raises:
        LookupError, TypeError: it was not built here.
    """
    claim = schema["properties"]["claims"]["items"]["properties"]
    stance = schema["properties"]["stances"]["items"]["properties"]

    def enum(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
        return tuple(cast("str", word) for word in table[key]["enum"] if word)

    return Words(
        type=enum(claim, "type"),
        attribution=enum(claim, "attribution"),
        value=enum(stance, "value"),
        topic=enum(stance, "topic"),
    )


_ATTRIBUTES = f"JSON text of an object. {repeats.KEY}: the id of the claim of the line that this one repeats."
_DESCRIPTION = f"An article and one annotation set. Offsets count {native.UNIT}s of the text, end exclusive."


def _object(keys: native.Keys, words: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {key: {"type": _TYPES[kind], **words.get(key, {})} for key, kind in keys.items()},
        "required": list(keys),
        "additionalProperties": False,
    }


def _line_words() -> dict[str, dict[str, Any]]:
    return {
        "id": {"minLength": 1},
        "text": {"minLength": 1},
        "text_sha256": {"pattern": "^[0-9a-f]{64}$"},
        "annotator": {"minLength": 1},
        "state": {"enum": [*STATES, ""]},
        "guidelines": {"minimum": 0},
        "split": {"enum": [*native.SPLITS, ""]},
    }


def _span(least: int = 0) -> dict[str, dict[str, Any]]:
    return {"start": {"minimum": least}, "end": {"minimum": least}}


def _tail(least: int = 0) -> dict[str, dict[str, Any]]:
    return {
        "id": {"minLength": 1},
        **_span(least),
        "origin": {"enum": list(ORIGINS)},
        "score": {"minimum": 0, "maximum": 1},
    }


def _claim_words(words: Words) -> dict[str, dict[str, Any]]:
    return {
        **_tail(),
        "type": {"enum": [*words.type, ""]},
        "attribution": {"enum": [*words.attribution, ""]},
        "source": {"enum": list(SOURCES)},
        "attributes": {"description": _ATTRIBUTES},
    }


def _stance_words(words: Words) -> dict[str, dict[str, Any]]:
    return {**_tail(-1), "topic": {"enum": list(words.topic)}, "value": {"enum": list(words.value)}}
