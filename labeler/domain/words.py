"""Words and sentences of a text, for snapping a selection and for moving the caret. Offsets are code points.

A word keeps its inner apostrophes, hyphens, full stops and digits together (`don't`, `e-mail`, `U.S.`, `3.5`);
quotation marks around it stay outside.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import pairwise

from labeler.domain.spans import Span

_WORD = re.compile(
    r"(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?…)\]}'’»]"  # addresses, without the mark that follows them
    r"|(?:[^\W\d_]\.){2,}"  # U.S., e.g.
    r"|[A-Za-z](?:\+\+|#)(?!\w)"  # C++, C#
    r"|[$€£¥]?\d+(?:[.,]\d+)*(?:%|\w+)?(?:[-\u2010\u2011]\w+)*"  # 3.5, $600, 30%, 5G, 10-year
    r"|\w[\w\u0300-\u036f]*(?:['’.\-\u2010\u2011·@&](?=\w)[\w\u0300-\u036f]+)*"  # don't, e-mail
    r"|[\U0001f1e6-\U0001f1ff]{2}"  # flags
    r"|[^\w\s](?:[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]|\u200d[^\w\s])*"  # joined emoji
)
# What joins the letters around it: soft hyphen, zero-width non-joiner, joiner and word joiner.
_JOINERS = frozenset("\u00ad\u200c\u200d\u2060")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|Jr|Sr|Inc|Corp|Ltd|Co|vs|No|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)"
    r"|\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_POSSESSIVE = frozenset({"'s", "’s", "'S", "’S"})
# Thai, Lao, Burmese, Khmer, kana, Han.
_SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_SPACE = re.compile(r"\s")
# Characters of a piece of text whose words are found together.
_PIECE = 4096
_SENTENCE_END = re.compile(r"[.!?…؟।॥]+[\"'”’)\]]*(?=\s)|[。！？]+[」』”’）]*|[\r\n\u2028\u2029]+|$")


class Words:
    """The words of one text. They are found where they are asked for, piece by piece: a long text costs nothing."""

    def __init__(self, text: str) -> None:
        self._text = text
        # No word goes over white space: pieces end before it.
        self._edges = [0]
        while (at := self._edges[-1] + _PIECE) < len(text):
            space = _SPACE.search(text, at)
            if space is None:
                break
            self._edges.append(space.start())
        self._edges.append(len(text))
        self._found: dict[int, tuple[list[int], list[int]]] = {}

    def __len__(self) -> int:
        """Return the number of words and marks."""
        return sum(len(self._piece(number)[0]) for number in range(len(self._edges) - 1))

    def snap(self, start: int, end: int) -> Span | None:
        """Return the smallest run of whole words that covers what [start, end) touches; None if it touches none.

        A mark (a quotation mark, a comma) at the edge is taken only if the selection covers it, and an empty selection
        takes the word at the caret.
        """
        if start == end:
            return self.at(start)
        first, last = self._ending_after(start), self._starting_before(end)
        if first is None or last is None or first.start > last.start:
            return None
        return Span(first.start, last.end)

    def at(self, point: int) -> Span | None:
        """Return the word that holds a point, else the one that ends there; None between words."""
        word = self._starting_before(point + 1)
        if word is None or point > word.end:
            return None
        if point < word.end and not self._text[word.start].isalnum():
            before = self._starting_before(word.start)
            if before is not None and before.end == point:
                return before
        return word

    def after(self, point: int) -> int:
        """Return the start of the first word after a point, the text's end if there is none."""
        for number in range(max(bisect_left(self._edges, point) - 1, 0), len(self._edges) - 1):
            starts, _ = self._piece(number)
            i = bisect_right(starts, point)
            if i < len(starts):
                return starts[i]
        return len(self._text)

    def before(self, point: int) -> int:
        """Return the start of the last word before a point, 0 if there is none."""
        word = self._starting_before(point)
        return 0 if word is None else word.start

    def end_after(self, point: int) -> int:
        """Return the end of the first word that ends after a point, the text's end if there is none."""
        word = self._ending_after(point)
        return len(self._text) if word is None else word.end

    def inside(self, point: int) -> bool:
        """Tell whether a point lies strictly inside a word."""
        word = self._starting_before(point)
        return word is not None and point < word.end

    def cut_at(self, point: int) -> bool:
        """Tell whether an edge at a point cuts a word apart.

        A possessive ending (`'s`) may stand outside, and scripts that put no space between words have no inside.
        """
        text = self._text
        # Most edges stand beside white space: they need no words.
        if not 0 < point < len(text) or text[point].isspace() or text[point - 1].isspace():
            return False
        word = self._starting_before(point)
        if word is None or point >= word.end or text[point : word.end] in _POSSESSIVE:
            return False
        return not (_SPACELESS.match(self._text, point) or _SPACELESS.match(self._text, point - 1))

    def _starting_before(self, point: int) -> Span | None:
        for number in range(min(bisect_left(self._edges, point), len(self._edges) - 1) - 1, -1, -1):
            starts, ends = self._piece(number)
            i = bisect_left(starts, point) - 1
            if i >= 0:
                return Span(starts[i], ends[i])
        return None

    def _ending_after(self, point: int) -> Span | None:
        for number in range(max(bisect_left(self._edges, point) - 1, 0), len(self._edges) - 1):
            starts, ends = self._piece(number)
            i = bisect_right(ends, point)
            if i < len(ends):
                return Span(starts[i], ends[i])
        return None

    def _piece(self, number: int) -> tuple[list[int], list[int]]:
        """Return the starts and ends of the words between two edges."""
        found = self._found.get(number)
        if found is None:
            spans = _words_in(self._text, self._edges[number], self._edges[number + 1])
            found = self._found[number] = [start for start, _ in spans], [end for _, end in spans]
        return found


def _words_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = [match.span() for match in _WORD.finditer(text, start, end)]
    if text[start:end].isascii():
        return spans
    spaceless = _SPACELESS.search(text, start, end) is not None
    out: list[tuple[int, int]] = []
    for span in spans:
        for first, last in _apart(text, *span) if spaceless else (span,):
            if out and out[-1][1] == first and _belongs(text, out[-1][0], first):
                out[-1] = (out[-1][0], last)
            else:
                out.append((first, last))
    return out


def _apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a word as it is, but each character of scripts without spaces by itself."""
    cuts = {at for match in _SPACELESS.finditer(text, start, end) for at in match.span()}
    edges = sorted({start, end, *cuts})
    return list(pairwise(edges))


def _belongs(text: str, word: int, point: int) -> bool:
    """Tell whether what begins at a point goes on with the word before it: an accent, a vowel sign, or what follows it.

    A regular expression's word characters leave combining marks out: without this, words of
    many scripts would fall apart at their vowels.
    """
    here, before = text[point], text[point - 1]
    if _extends(here):
        return True
    return _extends(before) and here.isalnum() and text[word].isalnum() and not _SPACELESS.match(here)


def _extends(char: str) -> bool:
    return char >= "\u00ad" and (char in _JOINERS or unicodedata.category(char)[0] == "M")


@lru_cache(maxsize=2)
def words_in(text: str) -> Words:
    """Return the words of a text, found once for as long as it is asked about."""
    return Words(text)


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
