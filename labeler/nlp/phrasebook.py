"""The phrases of a scheme's topics as patterns: words, without regard to case and inflection.

`*` at a word's end is any ending; `…` between two words stands for up to three words of the same clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from labeler.domain.scheme import Topic
from labeler.nlp.wording import Place, Wording

_HYPHENS = "[-\u2010\u2011]"
_APOSTROPHES = "['’]"
_NOTHING = re.compile(r"(?!)")
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")
_WORDS_BETWEEN = r"(?:[^\w.,;:?!—–]+[\w'’%$€£.-]*\w){0,3}?[^\w.,;:?!—–]+"
_ENDING = r"\w*(?:[.,]\d+)*"


@dataclass(frozen=True, slots=True)
class TopicPatterns:
    """The patterns of one topic."""

    id: str
    keywords: re.Pattern[str]
    supporting: re.Pattern[str]
    opposing: re.Pattern[str]


def pattern_of(entries: tuple[str, ...], *, apart: bool = False) -> re.Pattern[str]:
    """Return one pattern for all entries, longer ones first; it matches nothing where there is no entry.

    `apart` leaves out the later parts of hyphenated words: a "Paris-Lyon line" bears on Lyon, but what is
    "cost-effective" need not be effective.
    """
    parts = [_entry(entry) for entry in sorted(entries, key=lambda entry: (-len(entry), entry)) if entry.strip(" *.…")]
    if not parts:
        return _NOTHING
    before = f"(?<!{_HYPHENS})(?<!\\w)" if apart else r"(?<!\w)"
    return re.compile(before + "(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def _entry(entry: str) -> str:
    pieces = [piece for piece in _GAP.split(entry.strip()) if piece.strip(" *")]
    return _WORDS_BETWEEN.join(r"\s+".join(_word(word) for word in piece.split()) for piece in pieces)


def _word(word: str) -> str:
    stem = word.rstrip("*")
    escaped = re.escape(stem.replace("’", "'")).replace("'", _APOSTROPHES).replace(r"\-", _HYPHENS)
    return escaped + (_ENDING if stem != word else "")


def patterns_of(topics: tuple[Topic, ...]) -> list[TopicPatterns]:
    """Return the patterns of the topics that are not retired, in the scheme's order."""
    return [
        TopicPatterns(
            topic.id,
            pattern_of(topic.keywords),
            pattern_of(topic.supporting, apart=True),
            pattern_of(topic.opposing, apart=True),
        )
        for topic in topics
        if not topic.retired
    ]


def places_of(pattern: re.Pattern[str], wording: Wording) -> list[Place]:
    """Return where a pattern's phrases stand, as written or by the base forms of their words; no two share a word."""
    known = wording.found.get(pattern)
    if known is None:
        known = wording.found[pattern] = _search(pattern, wording)
    return known


def _search(pattern: re.Pattern[str], wording: Wording) -> list[Place]:
    found = [one.span() for one in pattern.finditer(wording.text)]
    found += [wording.written(*one.span()) for one in pattern.finditer(wording.bases)]
    kept: list[Place] = []
    for place in sorted(set(found), key=lambda one: (one[0] - one[1], one)):
        if all(place[1] <= other[0] or other[1] <= place[0] for other in kept):
            kept.append(place)
    return sorted(kept)
