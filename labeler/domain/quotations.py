"""Where the quotations of a text stand. Offsets are code points; the marks belong to a quotation.

A quotation that goes on in the next paragraph has no closing mark: it runs to the end of its paragraph, and the next
one opens with a mark again. Files may break paragraphs into lines, so that a line break ends a quotation unless the
next mark closes it; a blank line always does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from labeler.domain.spans import Cover, Span

_BREAK = "\\r\\n|(?<!\\r)\\n|\\r(?!\\n)|[\\x85\\u2028\\u2029]"
_BLANK_LINE = re.compile(f"(?:{_BREAK})[^\\S\\n\\r\\x85\\u2028\\u2029]*(?:{_BREAK})|\\u2029")
_CORNERS = (("「", "」"), ("『", "』"))
_GUILLEMETS = (("«", "»"), ("‹", "›"))
# Single marks close where no letter follows: the others are apostrophes.
_SINGLE = re.compile(
    r"(?<!\w)(?:‘(?:[^\n\r\u2028\u2029‘’]|’(?=\w))*(?:’|(?=[\n\r\u2028\u2029]))"
    r"|'(?=\w)(?:[^\n\r\u2028\u2029']|'(?=\w))*')"
)
_BEFORE_OPENING = frozenset("([{—–-/“‘«„>'\u200b\u200e\u200f\u2066\u2067\u2068\u202a\u202b\ufeff")


@lru_cache(maxsize=4)
def quotations(text: str) -> Cover:
    """Return what stands in quotation marks, the marks included."""
    spans: list[Span] = []
    for opening, closing in _pairs(text):
        spans += _paired(text, opening, closing)
    # Finnish and Swedish open and close with the same curly mark.
    for mark in ('"', "”" if "“" not in text and "„" not in text else ""):
        if mark and mark in text:
            spans += _same_marks(text, mark)
    if "‘" in text or "'" in text:
        spans += [Span(*match.span()) for match in _SINGLE.finditer(text) if len(match.group()) > 1]
    return Cover(spans)


def quoted(text: str, start: int, end: int) -> bool:
    """Tell whether both ends of an extent stand in quotation marks, punctuation at the ends aside.

    A quotation that a reporting clause interrupts is one extent over several quotations: its ends decide.
    """
    while start < end - 1 and not text[start].isalnum():
        start += 1
    while start < end - 1 and not text[end - 1].isalnum():
        end -= 1
    found = quotations(text)
    return found.holds(start) and found.holds(end - 1)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the opening and closing marks of a text, several that close an opening one in one text."""
    if "“" in text:
        yield "“", "”"
    if "„" in text:
        yield "„", "“”"
    for left, right in _GUILLEMETS:
        if left in text and right in text:
            # »So« or «so»: the first one says which.
            yield (left, right) if text.index(left) < text.index(right) else (right, left)
    yield from (pair for pair in _CORNERS if pair[0] in text)


def _paired(text: str, opening: str, closing: str) -> Iterator[Span]:
    """Yield the quotations of two different marks; in one line, one may hold another of the same marks."""
    start, broken, depth = -1, -1, 0
    # After a word or its full stop, a mark that could open closes: „so“.
    for match in re.finditer(f"(?<![\\w.,!?…]){opening}|[{closing}]|{_BREAK}", text):
        at, mark = match.start(), match.group()
        if mark == opening:
            if start >= 0 and broken >= 0:
                yield Span(start, broken)
            start, broken, depth = (start, -1, depth + 1) if start >= 0 and broken < 0 else (at, -1, 1)
        elif mark not in closing:
            broken = at if start >= 0 and broken < 0 else broken
        elif start >= 0 and depth > 1 and broken < 0:
            depth -= 1
        elif start >= 0:
            within = broken < 0 or not _BLANK_LINE.search(text, broken, at)
            yield Span(start, match.end() if within else broken)
            start, broken = -1, -1
    if start >= 0:
        yield Span(start, broken if broken >= 0 else len(text))


def _same_marks(text: str, mark: str) -> Iterator[Span]:
    """Yield the quotations of one mark that stands on both sides."""
    start, broken = -1, -1
    for match in re.finditer(f"{mark}|{_BREAK}", text):
        at = match.start()
        if match.group() != mark:
            broken = at if start >= 0 and broken < 0 else broken
        elif start < 0:
            start = at if _may_open(text, at) else -1
        elif broken >= 0 and (_may_open(text, at) or _BLANK_LINE.search(text, broken, at)):
            yield Span(start, broken)
            start, broken = at if _may_open(text, at) else -1, -1
        else:
            yield Span(start, match.end())
            start, broken = -1, -1
    if start >= 0:
        yield Span(start, broken if broken >= 0 else len(text))


def _may_open(text: str, at: int) -> bool:
    """Tell whether a mark that looks the same on both sides may open: space or a bracket before it, none after it."""
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after) and not after.isspace()
