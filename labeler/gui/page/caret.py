"""A text with a caret and a selection that count in code points and move by words and sentences."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from labeler.domain.spans import Span, trim
from labeler.domain.words import sentence_at
from labeler.gui.look import theme
from labeler.gui.page import motion
from labeler.gui.page.surface import TextSurface, whole


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
        self.reveal(self.map.to_units(span.start), self.map.to_units(span.end))

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        self.put_caret(self.caret())

    def word_forward(self, extend: bool = False) -> None:
        """Move the caret to the next word, or extend the selection by one."""
        self._move(motion.forward(self.words, *self._ends(), extend=extend))

    def word_back(self, extend: bool = False) -> None:
        """Move the caret to the word before, or take it into the selection, or out of it."""
        self._move(motion.back(self.words, *self._ends(), extend=extend))

    def sentence(self) -> None:
        """Select the sentence at the caret."""
        span = sentence_at(self.text, self.caret())
        if span is not None:
            self.select(span)

    def show_hits(self, spans: Iterable[Span]) -> None:
        """Underline what a search found; none takes the lines away."""
        hits: list[QTextEdit.ExtraSelection] = []
        for span in spans:
            hit = QTextEdit.ExtraSelection()
            cursor = self.textCursor()
            cursor.setPosition(self.map.to_units(span.start))
            cursor.setPosition(self.map.to_units(span.end), QTextCursor.MoveMode.KeepAnchor)
            look = QTextCharFormat()
            look.setFontUnderline(True)
            look.setUnderlineColor(theme.tokens().color("text"))
            setattr(hit, "cursor", cursor)  # noqa: B010 - Qt's stubs hide the two fields
            setattr(hit, "format", look)  # noqa: B010 - the same
            hits.append(hit)
        self.setExtraSelections(hits)

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

    def _move(self, ends: tuple[int, int]) -> None:
        anchor, here = ends
        self.put_caret(here, anchor)
        at = self.map.to_units(here)
        self.reveal(max(at - 1, 0), at + 1)
