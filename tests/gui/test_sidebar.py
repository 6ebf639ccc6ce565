"""The left column: panels in the place of the articles, and where the focus goes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.annotate.sidebar import ARTICLES, LEAST, SEARCH
from labeler.gui.look.fonts import px
from labeler.gui.window import Window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OPEN_SEARCH = (Qt.Key.Key_F, CTRL | SHIFT)


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    assert opened.project is not None
    return opened.project.annotate


def test_a_panel_takes_the_place_of_the_articles_and_gives_it_back(
    view: AnnotatePage, press: Callable[..., None]
) -> None:
    before = view.side.width()
    press(OPEN_SEARCH)
    assert (view.side.current, view.list.isVisible(), view.search.field.hasFocus()) == (SEARCH, False, True)
    assert view.side.width() >= px(LEAST)
    press(Qt.Key.Key_Escape)
    assert (view.side.current, view.list.isVisible(), view.page.hasFocus()) == (ARTICLES, True, True)
    assert view.side.width() == before


def test_its_button_closes_a_panel(view: AnnotatePage, press: Callable[..., None], qtbot: QtBot) -> None:
    press(OPEN_SEARCH)
    close = next(one for one in view.side.findChildren(QAbstractButton) if one.accessibleName() == "Close Search")
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert view.side.current == ARTICLES
    assert view.page.hasFocus()


def test_the_list_comes_back_by_its_key_and_f6_enters_what_is_shown(
    view: AnnotatePage, press: Callable[..., None]
) -> None:
    press(OPEN_SEARCH, Qt.Key.Key_F6)
    assert view.page.hasFocus()
    press((Qt.Key.Key_F6, SHIFT))
    assert view.search.field.hasFocus()
    press((Qt.Key.Key_B, CTRL))
    assert view.side.current == ARTICLES
    assert view.list.view.hasFocus()


def test_a_list_that_shows_nothing_is_entered_by_its_field(view: AnnotatePage, press: Callable[..., None]) -> None:
    press((Qt.Key.Key_L, CTRL), "nowhere", Qt.Key.Key_F6, (Qt.Key.Key_F6, SHIFT))
    assert view.list.filter.hasFocus()


def test_an_unknown_panel_is_refused(view: AnnotatePage) -> None:
    with pytest.raises(KeyError):
        view.side.open("nothing")
    assert view.side.current == ARTICLES


def test_what_is_found_is_announced(press: Callable[..., None], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    said: list[str] = []
    for module in ("article_list", "find_bar", "search_panel"):
        monkeypatch.setattr(f"labeler.gui.annotate.{module}.say", lambda _about, words: said.append(words))
    press((Qt.Key.Key_L, CTRL), "tug")
    qtbot.waitUntil(lambda: "1 of 3 articles" in said)
    press((Qt.Key.Key_F, CTRL), "models")
    qtbot.waitUntil(lambda: "1 of 2" in said)
    press(OPEN_SEARCH, "models")
    qtbot.waitUntil(lambda: "2 articles" in said)


def test_the_search_keeps_the_focus_while_an_article_opens(
    view: AnnotatePage, opened: Window, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    first = view.opened.article_id
    qtbot.keyClick(opened.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(
        opened.focusWidget(), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert view.opened.article_id == first
    idle()
    assert view.opened.article_id != first
    assert view.search.field.hasFocus()
