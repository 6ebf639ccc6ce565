"""Words and sentences of a text, for snapping a selection and for moving the caret. Offsets are code points.

A word keeps its inner apostrophes, hyphens, full stops and digits together (`don't`, `e-mail`, `U.S.`, `3.5`);
quotation marks around it stay outside.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from labeler.domain.spans import Span

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., e.g.
    r"|[$€£¥]?\d+(?:[.,]\d+)*(?:%|\w+)?(?:[-\u2010\u2011]\w+)*"  # 3.5, $600, 30%, 5G, 10-year
    r"|\w[\w\u0300-\u036f\u200d\ufe0f]*(?:['’.\-\u2010\u2011·@&](?=\w)[\w\u0300-\u036f]+)*"  # don't, e-mail
    r"|[^\w\s]\S?[\ufe0f\u200d]\S*"  # joined emoji
    r"|[^\w\s]"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|Jr|Sr|Inc|Corp|Ltd|Co|vs|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)"
    r"|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|[\r\n\u2028\u2029]+|$")


class Words:
    """The words of one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        spans = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __len__(self) -> int:
        """Return the number of words and marks."""
        return len(self._starts)

    def snap(self, start: int, end: int) -> Span | None:
        """Return the smallest run of whole words that covers what [start, end) touches; None if it touches none.

        A mark (a quotation mark, a comma) at the edge is taken only if the selection covers it, and an empty selection
        takes the word at the caret.
        """
        if start == end:
            return self.at(start)
        first = bisect_right(self._ends, start)
        last = bisect_left(self._starts, end) - 1
        return Span(self._starts[first], self._ends[last]) if first <= last else None

    def at(self, point: int) -> Span | None:
        """Return the word that holds a point, else the one that ends there; None between words."""
        i = bisect_right(self._starts, point) - 1
        if i >= 0 and point < self._ends[i]:
            span = Span(self._starts[i], self._ends[i])
            if i > 0 and self._ends[i - 1] == point and not self._text[span.start].isalnum():
                return Span(self._starts[i - 1], self._ends[i - 1])
            return span
        return Span(self._starts[i], self._ends[i]) if i >= 0 and self._ends[i] == point else None

    def after(self, point: int) -> int:
        """Return the start of the first word after a point, the text's end if there is none."""
        i = bisect_right(self._starts, point)
        return self._starts[i] if i < len(self._starts) else len(self._text)

    def before(self, point: int) -> int:
        """Return the start of the last word before a point, 0 if there is none."""
        i = bisect_left(self._starts, point) - 1
        return self._starts[i] if i >= 0 else 0

    def end_after(self, point: int) -> int:
        """Return the end of the first word that ends after a point, the text's end if there is none."""
        i = bisect_right(self._ends, point)
        return self._ends[i] if i < len(self._ends) else len(self._text)

    def inside(self, point: int) -> bool:
        """Tell whether a point lies strictly inside a word."""
        i = bisect_left(self._starts, point) - 1
        return i >= 0 and point < self._ends[i]


def sentence_at(text: str, point: int) -> Span | None:
    """Return the sentence (within one paragraph) that holds a point, without outer white space; None if blank."""
    start = max((text.rfind(mark, 0, point) for mark in "\n\r\u2028\u2029"), default=-1) + 1
    for match in _SENTENCE_END.finditer(text, start):
        end = match.end()
        ends_paragraph = match.group()[:1] in {"\n", "\r", "\u2028", "\u2029", ""}
        if not ends_paragraph and _ABBREVIATION.search(text, start, match.start() + 1):
            continue
        stop = match.start() if ends_paragraph else end
        if point <= stop or ends_paragraph:
            words = text[start:stop]
            left = start + len(words) - len(words.lstrip())
            right = stop - (len(words) - len(words.rstrip()))
            return Span(left, right) if left < right else None
        start = end
    return None
