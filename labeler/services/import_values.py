"""What an import checks against the project's vocabulary: values of the scheme, names of the registry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches

from labeler.domain.labels import Claim, Stance
from labeler.domain.scheme import Scheme
from labeler.formats.native import Line

ValueMap = Mapping[str, Mapping[str, str]]
_LISTED = 10


def mapped(line: Line, value_map: ValueMap) -> Line:
    """Return the line with its values replaced as the map says."""
    if not value_map:
        return line
    return replace(
        line,
        claims=tuple(
            replace(
                one,
                type=_new(value_map, "type", one.type),
                attribution=_new(value_map, "attribution", one.attribution),
            )
            for one in line.claims
        ),
        stances=tuple(
            replace(one, topic=_new(value_map, "topic", one.topic), value=_new(value_map, "value", one.value))
            for one in line.stances
        ),
    )


def outside(line: Line, scheme: Scheme) -> list[tuple[str, str]]:
    """Return (attribute, value) of every value of a line that the scheme does not have; undecided ones pass."""
    known = {name: {*scheme.keys(name), ""} for name in ("type", "attribution")}
    known["value"] = set(scheme.keys("value"))
    known["topic"] = {topic.id for topic in scheme.topics}
    return [pair for label in (*line.claims, *line.stances) for pair in _values(label) if pair[1] not in known[pair[0]]]


def map_lines(unknown: Mapping[tuple[str, str], int], scheme: Scheme) -> list[str]:
    """Return the first ten values outside the scheme, each with the line of a map that would take it."""
    notes: list[str] = []
    for (attribute, value), count in list(unknown.items())[:_LISTED]:
        allowed = [topic.id for topic in scheme.topics] if attribute == "topic" else list(scheme.keys(attribute))
        guess = (get_close_matches(value, allowed, 1, 0) or allowed or [""])[0]
        notes.append(
            f"{attribute} {value[:40]!r} ({count} times) is not in the scheme;"
            f" a --map file with [{attribute}] {_quoted(value)} = {_quoted(guess)} would take it."
        )
    if len(unknown) > _LISTED:
        notes.append(f"{len(unknown) - _LISTED} more values are not in the scheme.")
    return notes


def near_names(new: Iterable[str], known: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs (new name, known name) that may mean the same: the words of one are among the other's."""
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    for name in known:
        for word in _words(name):
            by_word[word].add(name)
    pairs: list[tuple[str, str]] = []
    for name in sorted(set(new)):
        words = _words(name)
        candidates = {other for word in words for other in by_word[word]} - {name}
        pairs += [
            (name, other)
            for other in sorted(candidates)
            if words <= _words(other)
            or _words(other) <= words
            or "".join(sorted(words)) == "".join(sorted(_words(other)))
        ]
    return pairs


def _values(label: Claim | Stance) -> Iterable[tuple[str, str]]:
    if isinstance(label, Claim):
        return (("type", label.type), ("attribution", label.attribution))
    return (("topic", label.topic), ("value", label.value))


def _new(value_map: ValueMap, attribute: str, value: str) -> str:
    return value_map.get(attribute, {}).get(value, value)


def _words(name: str) -> frozenset[str]:
    letters = "".join(char if char.isalnum() else " " for char in name.casefold().replace("'", "").replace("’", ""))
    return frozenset(letters.split()) - {"the", "a", "of", "and"}


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
