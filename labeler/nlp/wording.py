"""A paragraph as written and by the base forms of its words, so that "close the gap" is found in "closed the gap"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

from spacy.tokens import Doc

Place: TypeAlias = tuple[int, int]


class Wording:
    """The two readings of a paragraph: its `text`, and `bases`, where each word stands in its base form.

    `found` keeps where a pattern's phrases stand, because a heading is asked by each paragraph below it.
    """

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        self.found: dict[re.Pattern[str], list[Place]] = {}
        self._doc = doc
        self._starts: list[int] = []
        parts: list[str] = []
        place = 0
        for token in doc:
            base = token.lemma_ or token.text
            self._starts.append(place)
            parts.append(base + token.whitespace_)
            place += len(base) + len(token.whitespace_)
        self.bases = "".join(parts)

    def written(self, start: int, end: int) -> Place:
        """Return the words of the text, in code points, that a stretch of the base forms stands for."""
        first = self._doc[bisect_right(self._starts, start) - 1]
        last = self._doc[bisect_right(self._starts, max(start, end - 1)) - 1]
        return first.idx, last.idx + len(last)


def wording_of(doc: Doc) -> Wording:
    """Return the two readings of a paragraph, made at first use."""
    if doc._.wording is None:
        doc._.wording = Wording(doc)
    return doc._.wording
