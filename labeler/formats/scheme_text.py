"""Changing a scheme's TOML text: what is not changed keeps its words, order and comments."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import tomlkit
from tomlkit.items import Array
from tomlkit.toml_document import TOMLDocument

from labeler.domain.scheme import Scheme, parse_scheme

_WIDE = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The words by which a text bears on a topic, and those that speak for and against it."""

    keywords: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineChange:
    """What a lead changes about suggestions; None, and what is not named, stays.

    `rules` maps rules to whether they are wanted, `lexicon` word lists to all their additions, `topics` ids to phrases.
    """

    rules: Mapping[str, bool] = field(default_factory=dict[str, bool])
    lexicon: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    topics: Mapping[str, Phrases] = field(default_factory=dict[str, Phrases])


def changed_scheme(scheme: Scheme, change: PipelineChange, version: int) -> Scheme:
    """Return the scheme with a change, under a new version number.

    Raises:
        LabelerError: `bad_scheme`, if what comes out is none: a blank word, an unknown topic.
    """
    document = tomlkit.parse(scheme.text)
    document["version"] = version
    if change.rules:
        rules = _table(document, "rules")
        for name, wanted in change.rules.items():
            if wanted:
                rules.pop(name, None)
            else:
                rules[name] = False
    if change.lexicon:
        lexicon = _table(document, "lexicon")
        for name, words in change.lexicon.items():
            lexicon[name] = _array(words)
    for table in document.get("topics", ()):
        phrases = change.topics.get(str(table["id"]))
        if phrases is not None:
            for name in ("keywords", "supporting", "opposing"):
                _put_words(table, name, getattr(phrases, name))
    return parse_scheme(tomlkit.dumps(document), f"{scheme.name}@{version}")


def _table(document: TOMLDocument, name: str) -> MutableMapping[str, Any]:
    """Return a table of the text, however it is written there, a new one if there is none."""
    if name not in document:
        document[name] = tomlkit.table()
    return cast("MutableMapping[str, Any]", document[name])


def _put_words(table: MutableMapping[str, Any], name: str, words: Sequence[str]) -> None:
    """Write a list of words, unless it says so already: its lines stay as they are."""
    present = table.get(name)
    if (present is None and not words) or (present is not None and list(present) == list(words)):
        return
    table[name] = _array(words)


def _array(words: Sequence[str]) -> Array:
    array = tomlkit.array()
    array.extend(words)
    return array.multiline(sum(len(word) + 4 for word in words) > _WIDE)
