"""Which marks of two people are the same: spans as sets of word tokens, matched one to one by falling overlap.

Words decide, so that quotation marks, full stops and white space at the edges of a span do not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from labeler.agreement.marks import Piece

Words: TypeAlias = frozenset[int]

ABOUT = 0.5
"""Jaccard overlap from which two claims are the same one, marked a little differently."""
EXACT = 1.0

_WORD = re.compile(r"\w+(?:[’']\w+)?")
# What the name of a speaker does not hang on.
_MINOR = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "for",
        "to",
        "his",
        "her",
        "their",
        "s",
        "at",
        "on",
        "by",
        "mr",
        "mrs",
        "ms",
        "who",
        "that",
        "which",
        "with",
        "from",
    ]
)


class Tokens:
    """The word tokens of a text, in lower case, numbered from 0."""

    def __init__(self, text: str) -> None:
        found = list(_WORD.finditer(text))
        self.words = [one.group().lower() for one in found]
        self._starts = [one.start() for one in found]
        self._ends = [one.end() for one in found]

    def of(self, pieces: Iterable[Piece]) -> Words:
        """Return the words that the pieces touch."""
        touched: set[int] = set()
        for start, end in pieces:
            if start < end:
                touched.update(range(bisect_right(self._ends, start), bisect_left(self._starts, end)))
        return frozenset(touched)

    def said(self, pieces: Iterable[Piece]) -> Words:
        """Return the words of a claim: without a leading `that`."""
        words = self.of(pieces)
        if len(words) > 1 and self.words[min(words)] == "that":
            words -= {min(words)}
        return words

    def heads(self, words: Words) -> Words:
        """Return the words of a name that tell who is meant; all of them where none does."""
        return frozenset(one for one in words if self.words[one] not in _MINOR) or words


def jaccard(a: Words, b: Words) -> float:
    """Return the share of common words among all words of both, 0 to 1; 0 for two empty sets."""
    either = len(a | b)
    return len(a & b) / either if either else 0.0


def matched(first: Sequence[Words], second: Sequence[Words], least: float) -> list[tuple[int, int]]:
    """Return the pairs (number in first, number in second) that are the same, each mark in one pair at most.

    Pairs are taken greedily by falling Jaccard overlap, `least` or more; among equals, those that come first.
    """
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for j, words in enumerate(second):
        for word in words:
            holders[word].append(j)
    candidates: list[tuple[float, int, int]] = []
    for i, words in enumerate(first):
        for j in {j for word in words for j in holders.get(word, ())}:
            overlap = jaccard(words, second[j])
            if overlap >= least:
                candidates.append((-overlap, i, j))
    taken_first: set[int] = set()
    taken_second: set[int] = set()
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(candidates):
        if i not in taken_first and j not in taken_second:
            taken_first.add(i)
            taken_second.add(j)
            pairs.append((i, j))
    return pairs
