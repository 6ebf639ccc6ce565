"""A person at the keyboard of the real window: every step is a key press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from labeler.domain.spans import Span
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.window import Window
from labeler.services.sets import Sheet

SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """Presses keys where the focus is, and waits for the desk after each that edits."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self.window = window
        self._qtbot = qtbot
        self.pressed = 0

    @property
    def view(self) -> AnnotatePage:
        assert self.window.project is not None
        return self.window.project.annotate

    @property
    def sheet(self) -> Sheet:
        assert self.view.opened.sheet is not None
        return self.view.opened.sheet

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key and go on at once."""
        self._qtbot.keyClick(self._target(), key, modifiers)
        self.pressed += 1

    def act(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key and wait until everything is stored and shown."""
        self.key(key, modifiers)
        self.wait()

    def write(self, text: str) -> None:
        """Type characters into the field that has the focus."""
        for char in text:
            self._qtbot.keyClicks(self._target(), char)
            # The offscreen platform lends the focus to a list of names while it is open: let it take and give it back.
            self._qtbot.wait(2)
        self.pressed += len(text)

    def wait(self, until: Callable[[], bool] = lambda: True) -> None:
        """Wait until the desk has answered everything, and for what is awaited."""
        for _ in range(2):
            self._qtbot.waitUntil(lambda: not self.window.bus.busy and until(), timeout=10_000)
            self._qtbot.wait(1)

    def goto(self, point: int) -> None:
        """Move the caret to a code point, by words as far as they lead, then by characters."""
        page, words = self.view.page, self.view.bench.words
        while (here := page.caret()) != point:
            if here < point:
                by_word = words.after(here) <= point
                self.key(Qt.Key.Key_W if by_word else Qt.Key.Key_Right)
            else:
                by_word = words.before(here) >= point
                self.key(Qt.Key.Key_B if by_word else Qt.Key.Key_Left)
            assert page.caret() != here, f"the caret stays at {here} on the way to {point}"

    def select(self, span: Span) -> None:
        """Select exactly these characters, by words as far as they lead."""
        page, words = self.view.page, self.view.bench.words
        self.goto(span.start)
        at_word = words.snap(span.start, span.start + 1)
        by_word = at_word is not None and at_word.start == span.start
        while (here := page.caret()) != span.end or page.raw_selection() != span:
            if here < span.end:
                by_word = by_word and words.end_after(here) <= span.end
                self.key(Qt.Key.Key_W if by_word else Qt.Key.Key_Right, SHIFT)
            else:
                self.key(Qt.Key.Key_Left, SHIFT)
            assert page.caret() != here, f"the selection stays at {here} on the way to {span.end}"
        assert page.selection() == span

    def choose(self, value: str) -> None:
        """Answer the open question by its key."""
        prompt = self.view.bench.prompt
        assert prompt.asking
        choice = next((one for one in prompt.choices() if one.value == value), None)
        assert choice is not None, [one.words for one in prompt.choices()]
        self._qtbot.keyClicks(self._target(), choice.key)
        self.pressed += 1
        self.wait()

    def _target(self) -> QWidget:
        """Return what has the focus, in the dialog that is open if one is."""
        dialog = QApplication.activeModalWidget()
        target = (dialog or self.window).focusWidget() or dialog
        assert isinstance(target, QWidget)
        return target
