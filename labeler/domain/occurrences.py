"""Where names occur in a text: for labelling all mentions of a speaker at once. Offsets are code points."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence

from labeler.domain.spans import Span, merged
from labeler.domain.words import Words, words_in

# Between the words of a name: white space, a line break at most (a file may be wrapped), never a blank line.
_GAP = r"(?:[^\S\r\n]*(?:\r\n|[\r\n])[^\S\r\n]*|[^\S\r\n]+)"
_ALIKE = ("'’", "-\u2010\u2011")


def occurrences(text: str, name_texts: Sequence[str], taken: Sequence[Span]) -> list[Span]:
    """Return where any of the names stands as whole words, in reading order.

    Longer names come first, so that "Ana Ruiz" is not found as "Ana"; nothing that overlaps `taken` is found. A name in
    capitals (a headline) and a lower-case name that begins a sentence are the same name; its possessive ending stays
    outside. Typewriter and printer's apostrophes, hyphens, and kinds of white space are all the same.
    """
    words = words_in(text)
    names = {" ".join(unicodedata.normalize("NFC", one).split()) for one in name_texts} - {""}
    found: list[Span] = []
    # Disjoint and in order, so that the one that ends after a point decides.
    covered = merged(list(taken))
    for name in sorted(names, key=lambda one: (-len(one), one)):
        for span in _whole(text, name, words):
            at = bisect_left(covered, span.start + 1, key=lambda one: one.end)
            if at == len(covered) or covered[at].start >= span.end:
                found.append(span)
                insort(covered, span)
    return sorted(found)


def _whole(text: str, name: str, words: Words) -> Iterator[Span]:
    shapes = dict.fromkeys((name, name.upper(), name[:1].upper() + name[1:]))
    for match in re.finditer("|".join(_pattern(one) for one in shapes), text):
        if not words.cut_at(match.start()) and not words.cut_at(match.end()):
            yield Span(*match.span())


def _pattern(name: str) -> str:
    return "".join(_GAP if char == " " else _char(char) for char in name)


def _char(char: str) -> str:
    for alike in _ALIKE:
        if char in alike:
            return f"[{re.escape(alike)}]"
    parts = unicodedata.normalize("NFD", char)
    return re.escape(char) if parts == char else f"(?:{re.escape(char)}|{re.escape(parts)})"
