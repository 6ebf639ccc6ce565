"""The page is no trap for the keyboard: Tab walks what is undecided, then leaves."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.gui.window import Window
from labeler.store import Store
from tests.gui.builders import suggest

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_tab_leaves_the_page_in_both_directions(opened: Window, qtbot: QtBot) -> None:
    assert opened.project is not None
    page = opened.project.annotate.page
    for keys in (Qt.KeyboardModifier.NoModifier, SHIFT):
        page.setFocus()
        qtbot.keyClick(page, Qt.Key.Key_Tab, keys)
        now = QApplication.focusWidget()
        assert now is not None
        assert now is not page
        assert not page.isAncestorOf(now)


def test_tab_walks_suggestions_until_all_are_decided_then_leaves(
    opened: Window, press: Callable[..., None], second: Store, idle: Callable[[], None]
) -> None:
    assert opened.project is not None
    annotate = opened.project.annotate
    suggest(second)
    annotate.opened.reload()
    idle()
    annotate.page.setFocus()
    seen = set[str]()
    for _ in range(3):
        press(Qt.Key.Key_Tab)
        assert annotate.page.hasFocus()
        seen.add(annotate.page.current)
    assert len(seen) == 3
    for _ in range(3):
        press("x")
    assert annotate.opened.sheet is not None
    assert not annotate.opened.sheet.suggestions
    press(Qt.Key.Key_Tab)
    assert not annotate.page.hasFocus()


def test_f_folds_and_unfolds_and_says_so(opened: Window, press: Callable[..., None]) -> None:
    assert opened.project is not None
    page = opened.project.annotate.page
    start = page.text.index("Sign up")
    page.put_caret(start + len("Sign up to read more."), start)
    press("4")
    page.put_caret(0)
    height = page.document().size().height()
    press("f")
    assert page.folded
    assert page.hidden_at(start + 3)
    assert page.document().size().height() < height
    press("f")
    assert not page.hidden_at(start + 3)
    assert page.document().size().height() == height
