"""One question at a time: the next one takes the place of the one before, and is the one that is answered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.prompt import Choice
from labeler.gui.window import Window

CHOICES = [Choice(key=str(number), words=f"choice {number}", value=str(number)) for number in range(1, 4)]


@pytest.mark.parametrize("second", ["choices", "line"])
@pytest.mark.parametrize("first", ["choices", "line"])
def test_a_question_that_follows_another_is_answered(
    opened: Window, view: AnnotatePage, qtbot: QtBot, first: str, second: str
) -> None:
    prompt = view.bench.prompt
    answers: list[tuple[str, str]] = []

    def ask(how: str, question: str) -> None:
        def answered(value: str) -> None:
            answers.append((question, value))

        if how == "choices":
            prompt.ask(question, CHOICES, answered, cancelled=lambda: answered("cancelled"))
        else:
            prompt.ask_line(question, "words", answered)

    ask(first, "first")
    ask(second, "second")
    qtbot.wait(5)
    assert prompt.asking
    assert prompt.isVisible()
    focus = opened.focusWidget()
    assert prompt.isAncestorOf(focus)
    qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert answers == [("first", "cancelled")] * (first == "choices") + [
        ("second", "1" if second == "choices" else "words")
    ]
    assert not prompt.isVisible()
    assert opened.focusWidget() is view.page
