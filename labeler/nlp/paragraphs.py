"""Cutting a text into paragraphs of bounded length. Offsets are code points of the whole text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 3_000
"""No paragraph that is parsed is longer, in code points: it bounds memory, and how late a cancel is noticed."""

BULLET = re.compile(r"\s*[-–•*·]\s")
"""The sign before a list's entry."""

_SENTENCE_END = re.compile(r"[.!?:;…\"”’)]\s*$")
_HEADING_WORDS = 18
_LINE = re.compile("[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_RUN = re.compile(r"\S{300,}")
_SENTENCE_GAP = re.compile(r"[.!?…][\"'”’)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the article that is not blank, `[start, end)`."""

    start: int
    text: str

    @property
    def end(self) -> int:
        """The code point behind it."""
        return self.start + len(self.text)


def paragraphs_of(text: str) -> list[Paragraph]:
    """Return the lines that hold more than white space; any of Unicode's line ends ends one."""
    return [Paragraph(line.start(), line.group()) for line in _LINE.finditer(text) if not line.group().isspace()]


def is_heading(text: str) -> bool:
    """Tell whether a paragraph is a heading: a short line without a stop that is no bullet."""
    line = text.strip()
    return not _SENTENCE_END.search(line) and not BULLET.match(text) and len(line.split()) < _HEADING_WORDS


def readable(paragraph: Paragraph) -> Iterator[Paragraph]:
    """Yield what can be parsed: bounded parts, without runs of hundreds of characters that no space divides."""
    start = 0
    for run in (*_RUN.finditer(paragraph.text), None):
        end = len(paragraph.text) if run is None else run.start()
        for part in _part(paragraph, start, end):
            yield from bounded(part)
        start = end if run is None else run.end()


def bounded(paragraph: Paragraph, longest: int = LONGEST) -> Iterator[Paragraph]:
    """Yield a paragraph in parts of at most `longest` code points, cut at a sentence, else a space, else anywhere."""
    start, text = 0, paragraph.text
    while len(text) - start > longest:
        window = text[start : start + longest]
        cut = max((gap.end() for gap in _SENTENCE_GAP.finditer(window, longest // 2)), default=0)
        cut = cut or window.rfind(" ", longest // 2) + 1 or longest
        yield from _part(paragraph, start, start + cut)
        start += cut
    yield from _part(paragraph, start, len(text))


def _part(paragraph: Paragraph, start: int, end: int) -> Iterator[Paragraph]:
    words = paragraph.text[start:end]
    if words and not words.isspace():
        yield Paragraph(paragraph.start + start, words)
