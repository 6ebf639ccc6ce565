"""A text with a caret and a selection that count in code points and move by words, sentences and paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QMimeData, QPointF, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from labeler.domain.spans import Span, trim
from labeler.gui.page import motion, strides
from labeler.gui.page.surface import TextSurface, whole

# From (anchor, caret) to (anchor, caret).
Motion: TypeAlias = Callable[[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody reads: the selection's fixed end, the caret, and what stands at the top of the view."""

    anchor: int
    caret: int
    top: int


class CaretText(TextSurface):
    """Caret and selection of a text; `selection_changed` says that something else is selected, or nothing."""

    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.selectionChanged.connect(self.selection_changed)

    def caret(self) -> int:
        """Return the caret's place."""
        return self.map.to_points(self.textCursor().position())

    def put_caret(self, point: int, anchor: int | None = None) -> None:
        """Put the caret somewhere; with an anchor, select from there."""
        cursor = self.textCursor()
        cursor.setPosition(self.map.to_units(point if anchor is None else anchor))
        if anchor is not None:
            cursor.setPosition(self.map.to_units(point), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def raw_selection(self) -> Span | None:
        """Return what is selected as it is, with white space."""
        cursor = self.textCursor()
        start, end = self.map.to_points(cursor.selectionStart()), self.map.to_points(cursor.selectionEnd())
        return Span(start, end) if start < end else None

    def selection(self) -> Span | None:
        """Return what is selected without white space at its ends, None if nothing is."""
        raw = self.raw_selection()
        return None if raw is None else trim(raw, self.text)

    def select(self, span: Span) -> None:
        """Select a span and bring it into sight; its end gets the caret."""
        self.put_caret(span.end, span.start)
        self.reveal(span)

    def reveal(self, span: Span) -> None:
        """Scroll so that a span is in sight; not at all if it is already. Caret and selection stay."""
        self.bring(self.map.to_units(span.start), self.map.to_units(span.end))

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        self.put_caret(self.caret())

    def word_forward(self, extend: bool = False) -> None:
        """Move the caret to the next word, or extend the selection by one."""
        self._move(partial(motion.forward, self.words, extend=extend))

    def word_back(self, extend: bool = False) -> None:
        """Move the caret to the word before, or take it into the selection, or out of it."""
        self._move(partial(motion.back, self.words, extend=extend))

    def next_sentence(self, extend: bool = False) -> None:
        """Move the caret to the next sentence, or extend the selection to the end of one more."""
        self._move(partial(motion.forward, strides.sentences(self.text), extend=extend))

    def previous_sentence(self, extend: bool = False) -> None:
        """Move the caret to the beginning of the sentence, then of the one before; or extend the selection so."""
        self._move(partial(motion.back, strides.sentences(self.text), extend=extend))

    def next_paragraph(self, extend: bool = False) -> None:
        """Move the caret to the next paragraph with words, or extend the selection to the end of one more."""
        self._move(partial(motion.forward, strides.paragraphs(self.text), extend=extend))

    def previous_paragraph(self, extend: bool = False) -> None:
        """Move the caret to the beginning of the paragraph, then of the one before; or extend the selection so."""
        self._move(partial(motion.back, strides.paragraphs(self.text), extend=extend))

    def select_sentence(self) -> None:
        """Select the sentence at the caret; again, take in the next one."""
        self._grow(strides.sentences(self.text))

    def select_paragraph(self) -> None:
        """Select the paragraph at the caret; again, take in the next one."""
        self._grow(strides.paragraphs(self.text))

    def shrink_sentence(self) -> None:
        """Give the last sentence of the selection back; of a single one, nothing stays selected."""
        selected = self.selection()
        if selected is None:
            return
        left = strides.shrunk(strides.sentences(self.text), selected)
        if left is None:
            self.put_caret(selected.start)
        else:
            self.select(left)

    def place(self) -> Place:
        """Return where somebody reads, to come back to by `restore`."""
        anchor, here = self._ends()
        at_top = self.verticalScrollBar().value() == 0
        top = 0 if at_top else self.map.to_points(self.unit_at(QPointF(self._gutter, 2)))
        return Place(anchor, here, top)

    def restore(self, place: Place) -> None:
        """Go back to a place of this text; what lies beyond its end counts as its end."""
        end = len(self.text)
        anchor, here, top = (min(max(at, 0), end) for at in (place.anchor, place.caret, place.top))
        self.put_caret(here, anchor)
        self.put_at_top(self.map.to_units(top))

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give the clipboard the stored characters: the document would give other newlines and spaces."""
        # Qt's own object, emptied: one made here would be a Python object that the clipboard may outlive Python with.
        data = super().createMimeDataFromSelection()
        data.data("text/plain")  # Qt fills it when it is first read
        data.clear()
        cursor = self.textCursor()
        start, end = self.map.to_points(cursor.selectionStart()), self.map.to_points(cursor.selectionEnd())
        data.setText(whole(self.text[start:end]))
        return data

    def _ends(self) -> tuple[int, int]:
        cursor = self.textCursor()
        return self.map.to_points(cursor.anchor()), self.map.to_points(cursor.position())

    def _move(self, motion: Motion) -> None:
        anchor, here = motion(*self._ends())
        self.put_caret(here, anchor)
        at = self.map.to_units(here)
        self.bring(max(at - 1, 0), at + 1)

    def _grow(self, steps: strides.Steps) -> None:
        span = strides.grown(steps, self.selection(), self.caret())
        if span is not None:
            self.select(span)
