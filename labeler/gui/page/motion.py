"""Where caret and selection go: by words, sentences, paragraphs, and by a drag. Offsets are code points."""

from __future__ import annotations

from labeler.domain.spans import Span, trim
from labeler.domain.words import Words
from labeler.gui.page.strides import Steps


def dragged(words: Words, text: str, anchor: int, here: int, *, exact: bool) -> tuple[int, int] | None:
    """Return (anchor, caret) for a drag from one place to another, None where it holds no word.

    It takes whole words, or with `exact` the very characters; white space at its ends is left out.
    """
    start, end = sorted((anchor, here))
    if start == end:
        return None
    span = trim(Span(start, end), text) if exact else words.snap(start, end)
    if span is None:
        return None
    return (span.start, span.end) if anchor <= here else (span.end, span.start)


def forward(steps: Steps, anchor: int, here: int, *, extend: bool) -> tuple[int, int]:
    """Return (anchor, caret) one word (or sentence, or paragraph) on."""
    if not extend:
        goal = steps.after(here)
        return goal, goal
    if anchor == here:
        piece = steps.at(here)
        start = piece.start if piece is not None and here < piece.end else steps.after(here)
        return start, steps.end_after(start)
    if here > anchor:
        return anchor, steps.end_after(here)
    return anchor, min(steps.after(here), anchor)


def back(steps: Steps, anchor: int, here: int, *, extend: bool) -> tuple[int, int]:
    """Return (anchor, caret) one word (or sentence, or paragraph) back."""
    if not extend:
        goal = steps.before(here)
        return goal, goal
    if anchor == here:
        piece = steps.at(here)
        end = piece.end if piece is not None and piece.start < here else here
        return end, steps.before(end)
    if here < anchor:
        return anchor, steps.before(here)
    last = steps.before(here)
    piece = steps.at(steps.before(last)) if last > 0 else None
    return anchor, max(anchor, piece.end) if piece is not None and piece.end < here else anchor


def moved_edge(words: Words, span: Span, length: int, step: int, *, start: bool, exact: bool) -> Span:
    """Return a span with its end (or its start) moved by a word or, with `exact`, by a character; never empty.

    `step` is 1 forward or -1 back; `length` that of the text.
    """
    here = span.start if start else span.end
    if exact:
        goal = here + step
    elif start:
        goal = words.after(here) if step > 0 else words.before(here)
    elif step > 0:
        goal = words.end_after(here)
    else:
        last = words.at(words.before(words.before(here)))
        goal = here if last is None else last.end
    goal = min(max(goal, 0), length)
    if start:
        return Span(goal, span.end) if goal < span.end else span
    return Span(span.start, goal) if goal > span.start else span
