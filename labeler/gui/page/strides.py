"""Sentences and paragraphs as the caret walks them, with the same questions as `Words`. Offsets are code points.

Nothing is kept: a sentence is looked up in its own paragraph when a key asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

from labeler.domain.spans import Span
from labeler.domain.words import sentence_at

_BREAKS = "\n\r\u2028\u2029"
_BREAK = re.compile(f"[{_BREAKS}]")
_INK = re.compile(r"\S")


class Steps(Protocol):
    """What words, sentences and paragraphs have in common."""

    def at(self, point: int) -> Span | None:
        """Return the piece that holds a point, else the one that ends there."""
        ...

    def after(self, point: int) -> int:
        """Return the start of the first piece that begins after a point, the text's end if there is none."""
        ...

    def before(self, point: int) -> int:
        """Return the start of the last piece that begins before a point, 0 if there is none."""
        ...

    def end_after(self, point: int) -> int:
        """Return the end of the first piece that ends after a point, the text's end if there is none."""
        ...


class Pieces:
    """The pieces of a text, by the function that finds the one at a point; between them is nothing but white space."""

    def __init__(self, text: str, find: Callable[[str, int], Span | None]) -> None:
        self._text = text
        self._find = find

    def at(self, point: int) -> Span | None:
        """Return the piece that holds a point, else the one that ends there; None in a blank paragraph."""
        return self._find(self._text, point)

    def after(self, point: int) -> int:
        """Return the start of the first piece that begins after a point, the text's end if there is none."""
        following = self._first(point)
        while following is not None and following.start <= point:
            following = self._first(following.end)
        return len(self._text) if following is None else following.start

    def before(self, point: int) -> int:
        """Return the start of the last piece that begins before a point, 0 if there is none."""
        ink = len(self._text[:point].rstrip())
        here = self.at(ink) if ink else None
        return 0 if here is None else here.start

    def end_after(self, point: int) -> int:
        """Return the end of the first piece that ends after a point, the text's end if there is none."""
        here = self.at(point)
        if here is None or here.end <= point:
            here = self._first(point)
        return len(self._text) if here is None else here.end

    def _first(self, point: int) -> Span | None:
        """Return the piece of the first character at or after a point that is no white space."""
        ink = _INK.search(self._text, point)
        return None if ink is None else self.at(ink.end())


def sentences(text: str) -> Pieces:
    """Return the sentences of a text."""
    return Pieces(text, sentence_at)


def paragraphs(text: str) -> Pieces:
    """Return the paragraphs of a text, without the white space around them."""
    return Pieces(text, paragraph_at)


def paragraph_at(text: str, point: int) -> Span | None:
    """Return the paragraph that holds a point, without outer white space; None if blank."""
    start = max((text.rfind(mark, 0, point) for mark in _BREAKS), default=-1) + 1
    found = _BREAK.search(text, point)
    words = text[start : len(text) if found is None else found.start()]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    return Span(left, right) if left < right else None


def grown(steps: Steps, selection: Span | None, caret: int) -> Span | None:
    """Return the piece at the caret; the pieces that a selection touches; with those already selected, one more."""
    if selection is None:
        return steps.at(caret)
    # Of the first, its first character is asked about: the place before it may be the end of another piece.
    first, last = steps.at(selection.start + 1), steps.at(selection.end)
    start = selection.start if first is None else min(first.start, selection.start)
    end = selection.end if last is None else max(last.end, selection.end)
    if (start, end) == (selection.start, selection.end):
        end = max(end, steps.end_after(end))
    return Span(start, end)


def shrunk(steps: Steps, selection: Span) -> Span | None:
    """Return a selection without its last piece; None if nothing is left."""
    last = steps.before(selection.end)
    if last <= selection.start:
        return None
    before = steps.at(steps.before(last))
    return None if before is None or before.end <= selection.start else Span(selection.start, before.end)
