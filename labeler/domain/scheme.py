"""The scheme: the vocabulary of a project. Read from TOML, versioned, never code.

Keys never change; a value is retired, never removed.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from labeler.domain.errors import LabelerError, sentence

Severity: TypeAlias = Literal["off", "note", "warning", "blocking"]
SEVERITIES: tuple[Severity, ...] = ("off", "note", "warning", "blocking")
ATTRIBUTES = ("type", "attribution", "value")
LEXICON = ("reporting_verbs", "unnamed_groups", "boilerplate_phrases")
"""The word lists that a scheme may add to."""

BAD_SCHEME = sentence("bad_scheme", "{file} is no scheme: {fault}. Compare it with the default scheme.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of an attribute: stable `key`, `label` for people, `tag` of at most five letters for the page."""

    key: str
    label: str
    tag: str = ""
    glyph: str = ""
    description: str = ""
    retired: bool = False


# What a scheme that says nothing of reviewing has.
REASONS = (
    Value(key="guideline", label="guideline", description="The guidelines say so."),
    Value(key="overlooked", label="overlooked", description="One passed over it, or pressed the wrong key."),
    Value(key="extent", label="extent", description="The span holds too much or too little."),
    Value(key="misread", label="misread", description="The text says something else."),
    Value(key="context", label="context", description="What stands elsewhere in the article decides it."),
    Value(key="open", label="open question", description="The guidelines leave it open; both can be defended."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A statement that stances are about, with the words by which a text bears on it.

    `keywords`: one must occur; `supporting` and `opposing`: phrases that speak for and against. An entry is matched
    as words, in any inflection and without regard to case; `*` at an entry's end stands for any ending, `…` for up to
    three words. A supporting or opposing phrase that is listed among the keywords too bears on the topic by itself.
    """

    id: str
    statement: str
    keywords: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A version of the vocabulary. `text` is the TOML that it was read from, `sha256` that text's hash.

    `attributes` maps `type`, `attribution` (of claims) and `value` (of stances) to their values in order; `checks`
    maps a check's name to its severity; `lexicon` maps the pipeline's word lists (`LEXICON`) to additions; `rules` maps
    the name of a rule of the pipeline to whether its suggestions are wanted (those not named are). `reasons` are those
    that a reviewer can name for a decision.
    """

    name: str
    version: int
    topics: tuple[Topic, ...]
    attributes: Mapping[str, tuple[Value, ...]]
    checks: Mapping[str, Severity]
    lexicon: Mapping[str, tuple[str, ...]]
    rules: Mapping[str, bool]
    text: str
    sha256: str
    reasons: tuple[Value, ...] = REASONS

    @property
    def off(self) -> frozenset[str]:
        """The rules whose suggestions are not wanted."""
        return frozenset(name for name, wanted in self.rules.items() if not wanted)

    @property
    def label(self) -> str:
        """The name under which datasets cite it, such as `claims-speakers-stances@1`."""
        return f"{self.name}@{self.version}"

    def keys(self, attribute: str) -> tuple[str, ...]:
        """Return the keys of an attribute's values, retired ones included."""
        return tuple(value.key for value in self.attributes[attribute])

    def value(self, attribute: str, key: str) -> Value | None:
        """Return a value by its key, None if there is none."""
        return next((value for value in self.attributes[attribute] if value.key == key), None)

    def topic(self, topic_id: str) -> Topic | None:
        """Return a topic by its id, None if there is none."""
        return next((topic for topic in self.topics if topic.id == topic_id), None)


def parse_scheme(text: str, file: str = "scheme.toml") -> Scheme:
    """Read a scheme from TOML.

    Raises:
        LabelerError: `bad_scheme` with the first fault.
    """
    try:
        table = tomllib.loads(text)
        return _scheme(table, text)
    except (KeyError, TypeError, ValueError, RecursionError) as fault:
        what = f"{fault.args[0]} is missing" if isinstance(fault, KeyError) else str(fault)
        raise LabelerError(BAD_SCHEME, file=file, fault=what) from None


def _scheme(table: dict[str, Any], text: str) -> Scheme:
    name, version = _word(table, "name"), table["version"]
    if not isinstance(version, int) or version < 1:
        raise ValueError("version must be a whole number from 1")
    attributes = {key: tuple(_value(one) for one in table["attributes"][key]) for key in ATTRIBUTES}
    for key, values in attributes.items():
        _distinct([one.key for one in values], f"values of {key}")
    topics = tuple(_topic(one) for one in table.get("topics", ()))
    _distinct([one.id for one in topics], "topics")
    checks = _table(table, "checks")
    for check, severity in checks.items():
        if severity not in SEVERITIES:
            raise ValueError(f"check {check} must be one of {', '.join(SEVERITIES)}")
    words = _table(table, "lexicon")
    lexicon = {key: _words(words, key) for key in words}
    rules = _table(table, "rules")
    reasons = tuple(_value(one) for one in _table(table, "review").get("reasons", ())) or REASONS
    _distinct([one.key for one in reasons], "reasons of review")
    neither = sorted(rule for rule, wanted in rules.items() if not isinstance(wanted, bool))
    if neither:
        raise ValueError(f"rule {neither[0]} must be true or false")
    return Scheme(
        name=name,
        version=version,
        topics=topics,
        attributes=attributes,
        checks=checks,
        lexicon=lexicon,
        rules=rules,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        reasons=reasons,
    )


def _word(table: dict[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ValueError(f"{key} must be printable text")
    return value


def _table(table: dict[str, Any], key: str) -> dict[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise ValueError(f"{key} must be a table")  # noqa: TRY004  # it is the data that is wrong
    return found


def _words(table: dict[str, Any], key: str) -> tuple[str, ...]:
    values = table.get(key, [])
    if not isinstance(values, list) or not all(isinstance(one, str) and one.strip() for one in values):
        raise ValueError(f"{key} must be a list of words")
    return tuple(values)


def _value(table: dict[str, Any]) -> Value:
    key = _word(table, "key")
    return Value(
        key=key,
        label=str(table.get("label", key)),
        tag=str(table.get("tag", key[:4])),
        glyph=str(table.get("glyph", "")),
        description=str(table.get("description", "")),
        retired=bool(table.get("retired", False)),
    )


def _topic(table: dict[str, Any]) -> Topic:
    return Topic(
        id=_word(table, "id"),
        statement=_word(table, "statement"),
        keywords=_words(table, "keywords"),
        supporting=_words(table, "supporting"),
        opposing=_words(table, "opposing"),
        retired=bool(table.get("retired", False)),
    )


def _distinct(keys: list[str], what: str) -> None:
    twice = sorted(key for key, count in Counter(keys).items() if count > 1)
    if twice:
        raise ValueError(f"{what} stand twice: {', '.join(twice)}")
