"""The phrases of a scheme's topics as patterns: words, without regard to case; `*` at a word's end is any ending."""

from __future__ import annotations

import re
from dataclasses import dataclass

from labeler.domain.scheme import Topic

_HYPHENS = "[-\u2010\u2011]"
_APOSTROPHES = "['’]"
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class TopicPatterns:
    """The patterns of one topic."""

    id: str
    keywords: re.Pattern[str]
    supporting: re.Pattern[str]
    opposing: re.Pattern[str]


def pattern_of(entries: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for all entries, longer ones first; it matches nothing where there is no entry."""
    parts = [_entry(entry) for entry in sorted(entries, key=lambda entry: (-len(entry), entry)) if entry.strip(" *")]
    if not parts:
        return _NOTHING
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


def _entry(entry: str) -> str:
    return r"\s+".join(_word(word) for word in entry.split())


def _word(word: str) -> str:
    stem = word.rstrip("*")
    escaped = re.escape(stem.replace("’", "'")).replace("'", _APOSTROPHES).replace(r"\-", _HYPHENS)
    return escaped + (r"\w*" if stem != word else "")


def patterns_of(topics: tuple[Topic, ...]) -> list[TopicPatterns]:
    """Return the patterns of the topics that are not retired, in the scheme's order."""
    return [
        TopicPatterns(topic.id, pattern_of(topic.keywords), pattern_of(topic.supporting), pattern_of(topic.opposing))
        for topic in topics
        if not topic.retired
    ]
