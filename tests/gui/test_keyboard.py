"""Keys by position and by character: every key of the article on three keyboards, each once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.gui.actions import actions
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.keyboard import answers, names, normal
from labeler.gui.prompt import Choice
from labeler.gui.window import Window
from tests.gui.builders import TEXT
from tests.gui.layouts import FRENCH, GERMAN, LAYOUTS, US, Layout, strike

SHIFT, KEYPAD = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def done(opened: Window) -> list[str]:
    """What the article's commands were told to do: each is enabled and only takes note."""
    out: list[str] = []
    for record in actions().values():
        opened.commands.handle(record.id, partial(out.append, record.id))
    return out


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    assert opened.project is not None
    return opened.project.annotate


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_every_key_of_the_article_does_its_own_thing_once(view: AnnotatePage, done: list[str], layout: Layout) -> None:
    wanted: list[str] = []
    for record in actions().values():
        for key in record.keys if record.scope == "article" else ():
            strike(view.page, layout, key)
            wanted.append(record.id)
    assert done == wanted
    assert set(wanted) == {one.id for one in actions().values() if one.scope == "article"}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_claim_type_and_stance_are_stored_on_each_keyboard(
    opened: Window, view: AnnotatePage, idle: Callable[[], None], layout: Layout
) -> None:
    view.page.put_caret(TEXT.index("Analysts") + 2)
    for key in ("1", "Shift+3", "-", "?"):
        strike(opened.focusWidget(), layout, key)
        idle()
    assert view.opened.sheet is not None
    [claim] = view.opened.sheet.claims.values()
    assert (claim.type, claim.unsure) == ("evaluation", True)
    if opened.prompt.asking:
        strike(opened.focusWidget(), layout, "1")
        idle()
    [stance] = view.opened.sheet.stances.values()
    assert stance.value == "oppose"


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_a_question_is_answered_by_position_too(opened: Window, layout: Layout) -> None:
    given: list[str] = []
    choices = [Choice(key=key, words=f"answer {key}", value=key) for key in ("1", "2", "3", "4", "0", "+", "-", "A")]
    for key in ("1", "2", "3", "4", "0", "+", "-", "A", "Shift+A"):
        opened.prompt.ask("Which one?", choices, given.append)
        strike(opened.focusWidget(), layout, key)
        assert not opened.prompt.asking, key
    assert given == ["1", "2", "3", "4", "0", "+", "-", "A", "A"]


def test_the_window_s_own_digits_go_by_position_too(view: AnnotatePage, done: list[str]) -> None:
    for key in ("Alt+1", "Ctrl+0"):
        QApplication.sendEvent(view.page, FRENCH.event(key))
    assert done == ["view.annotate", "view.usual"]


def test_the_keys_of_the_keypad_act(view: AnnotatePage, done: list[str], qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_0, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Enter):
        qtbot.keyClick(view.page, key, KEYPAD)
    assert done == ["label.claim", "stance.neutral", "stance.support", "stance.oppose", "suggestion.accept"]


def test_keys_act_once_and_only_in_the_article(view: AnnotatePage, done: list[str], qtbot: QtBot) -> None:
    qtbot.keyClick(view.page, Qt.Key.Key_1)
    assert done == ["label.claim"]
    view.list.filter.setFocus()
    qtbot.keyClicks(view.list.filter, "1a")
    assert view.list.filter.text() == "1a"
    assert done == ["label.claim"]


def test_a_key_held_down_labels_once_and_moves_on(view: AnnotatePage, done: list[str]) -> None:
    for _ in range(3):
        QApplication.sendEvent(view.page, US.event("1", repeated=True))
        QApplication.sendEvent(view.page, US.event("W", repeated=True))
    assert done == ["caret.word"] * 3


def test_arrows_stay_with_the_page_while_edges_are_moved(
    opened: Window, view: AnnotatePage, idle: Callable[[], None]
) -> None:
    view.page.put_caret(TEXT.index("Analysts") + 2)
    told: list[str] = []
    opened.commands.handle("caret.next_paragraph", partial(told.append, "moved"))
    for key in ("1", "E"):
        strike(view.page, US, key)
        idle()
    QApplication.sendEvent(view.page, US.event("Ctrl+Down"))
    edited = view.page.edited_span()
    assert edited is not None
    assert (edited.end, told) == (TEXT.index("doubt it.") + len("doubt it.") + 1, [])
    view.page.end_edge_edit()
    QApplication.sendEvent(view.page, US.event("Ctrl+Down"))
    assert told == ["moved"]


def press(key: int, held: Qt.KeyboardModifier, code: int, text: str, virtual: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, code, virtual, 0, text)


def test_names_begin_with_the_place_in_the_digit_row() -> None:
    assert names(FRENCH.event("1"))[0] == "1"
    assert names(FRENCH.event("Shift+1")) == ["Shift+1"]
    assert names(FRENCH.event("-")) == ["6", "-"]
    assert names(GERMAN.event("?"))[-1] == "?"
    assert names(press(Qt.Key.Key_Shift.value, SHIFT, 50, "")) == []


def test_letters_of_other_alphabets_go_by_position() -> None:
    assert "A" in names(press(0x424, NONE, 38, "ф"))
    assert "Shift+A" in names(press(0x424, SHIFT, 38, "Ф"))
    assert answers(press(0x424, SHIFT, 38, "Ф")) == ["Ф", "A"]
    # é, ä and the like are keys of their own.
    assert names(press(0xC4, NONE, 48, "ä")) == ["Ä"]


@pytest.mark.parametrize(
    ("platform", "code", "virtual"), [("windows", 2, 0), ("cocoa", 0, 18), ("xcb", 10, 38), ("wayland", 10, 38)]
)
def test_each_system_has_codes_of_its_own(
    monkeypatch: pytest.MonkeyPatch, platform: str, code: int, virtual: int
) -> None:
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: platform)
    assert names(press(Qt.Key.Key_Ampersand.value, NONE, code, "&", virtual)) == ["1", "&"]


def test_keys_of_the_table_are_written_as_presses_are_named() -> None:
    for record in actions().values():
        for key in record.keys:
            assert normal(key) == key
    assert normal("Ctrl+K, Ctrl+C") == ""
