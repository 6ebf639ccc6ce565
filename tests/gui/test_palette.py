"""The palette by keys: commands, articles, speakers; and that it gives the focus back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from labeler.gui.actions import actions
from labeler.gui.annotate.filters import Catalogue
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.commands import Commands
from labeler.gui.palette import Palette
from labeler.gui.palette_entries import Offer, likeness
from labeler.gui.window import Window
from labeler.services import articles, projects, sets
from labeler.store import Store
from tests.gui.builders import TEXT
from tests.gui.test_article_list import a_row

CTRL = Qt.KeyboardModifier.ControlModifier
OPEN = (Qt.Key.Key_K, CTRL)


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    assert opened.project is not None
    return opened.project.annotate


@pytest.fixture
def palette(opened: Window) -> Palette:
    return opened.findChildren(Palette)[0]


def titles(palette: Palette) -> list[str]:
    return [entry.title for entry in palette.model.rows]


def test_a_command_is_found_by_some_of_its_letters_and_done(
    view: AnnotatePage, palette: Palette, press: Callable[..., None], second: Store
) -> None:
    view.page.put_caret(TEXT.index("Analysts") + 2)
    press(OPEN)
    assert palette.isVisible()
    assert palette.field.hasFocus()
    press("lab cl")
    assert titles(palette)[0] == "Label claim"
    press(Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert view.page.hasFocus()
    actor = projects.actor_named(second, None)
    sheet = sets.open_sheet(second, actor, articles.read_article(second, actor, "a-harbour").id)
    assert [one.text for one in sheet.claims.values()] == ["Analysts doubt it."]


def test_what_was_chosen_comes_first_next_time(palette: Palette, press: Callable[..., None], opened: Window) -> None:
    press(OPEN, ">next theme", Qt.Key.Key_Return, OPEN, ">next label", Qt.Key.Key_Return, OPEN)
    assert titles(palette)[:2] == ["Next label", "Next theme"]
    assert opened.remembered.commands() == ["label.next", "view.theme"]
    assert len(palette.model.rows) == len(actions())


def test_esc_and_its_own_key_close_it_and_give_the_focus_back(
    view: AnnotatePage, palette: Palette, press: Callable[..., None]
) -> None:
    for close in (Qt.Key.Key_Escape, OPEN):
        view.list.filter.setFocus()
        press(OPEN, "ab", close)
        assert not palette.isVisible()
        assert view.list.filter.hasFocus()
        assert view.list.filter.text() == ""


def test_the_focus_elsewhere_closes_it(view: AnnotatePage, palette: Palette, press: Callable[..., None]) -> None:
    press(OPEN)
    view.list.filter.setFocus()
    assert not palette.isVisible()
    assert view.list.filter.hasFocus()


def test_what_cannot_act_is_grey_last_and_says_why(palette: Palette, press: Callable[..., None]) -> None:
    press(OPEN, "redo")
    first = palette.model.rows[0]
    assert (first.id, first.why) == ("edit.redo", "nothing to redo")
    press(Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.field.clear()
    reasons = [bool(entry.why) for entry in palette.model.rows]
    assert reasons == sorted(reasons)
    assert any(reasons)


def test_articles_by_their_headings(view: AnnotatePage, palette: Palette, press: Callable[..., None]) -> None:
    press(OPEN, "#TOKENS")
    assert titles(palette) == ["Tugboats and tokens"]
    press(Qt.Key.Key_Return)
    assert view.opened.sheet is not None
    assert view.opened.sheet.article.key == "b-tugboats"
    assert view.page.hasFocus()


def test_headings_that_begin_with_the_words_come_first() -> None:
    rows = [a_row(n, heading=heading) for n, heading in enumerate(["A port", "Ports", "No harbour", "Port and sea"])]
    offer = Offer(Commands.__new__(Commands), catalogue=Catalogue(rows))
    assert [entry.id for entry in offer.entries("#port")] == ["id1", "id3", "id0"]


def test_a_speaker_opens_the_search_for_her_claims(
    view: AnnotatePage, palette: Palette, press: Callable[..., None], qtbot: QtBot
) -> None:
    start = TEXT.index("Mara Ellison")
    view.page.put_caret(start + 2)
    view.page.put_caret(start + len("Mara Ellison"), start)
    press("2")
    claim = TEXT.index("Cheap models")
    view.page.put_caret(claim + len("Cheap models will halve our costs"), claim)
    press("1")
    press(OPEN, "@ellison")
    assert titles(palette) == ["Mara Ellison"]
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not view.search.searching)
    assert view.side.current == "search"
    assert [hit.words for hit in view.search.model.rows] == ["Cheap models will halve our costs"]


def test_all_kinds_are_found_together_and_nothing_says_so(palette: Palette, press: Callable[..., None]) -> None:
    press(OPEN, "ice")
    assert {entry.kind for entry in palette.model.rows} >= {"article"}
    assert "Ice on the quay" in titles(palette)
    palette.field.selectAll()
    press("zzzzqqqq")
    assert palette.model.rows == []
    assert not palette.view.isVisible()
    press(Qt.Key.Key_Return)
    assert palette.isVisible()


def test_arrows_walk_and_stop_at_the_ends(palette: Palette, press: Callable[..., None]) -> None:
    press(OPEN, ">caret")
    last = len(palette.model.rows) - 1
    press(Qt.Key.Key_Up)
    assert palette.view.currentIndex().row() == 0
    press(Qt.Key.Key_Down, Qt.Key.Key_Tab)
    assert palette.view.currentIndex().row() == 2
    press(*[Qt.Key.Key_PageDown] * 9)
    assert palette.view.currentIndex().row() == last
    assert palette.field.hasFocus()


def test_the_field_in_the_header_opens_it(opened: Window, palette: Palette, qtbot: QtBot) -> None:
    assert opened.project is not None
    header = opened.project.header
    qtbot.mouseClick(header.find_field, Qt.MouseButton.LeftButton)
    assert palette.isVisible()
    palette.leave()
    opened.resize(1024, 700)
    qtbot.waitUntil(header.find_button.isVisible)
    assert not header.find_field.isVisible()
    qtbot.mouseClick(header.find_button, Qt.MouseButton.LeftButton)
    assert palette.isVisible()


def test_without_a_project_commands_say_that_they_need_one(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = window.findChildren(Palette)[0]
    assert palette.isVisible()
    palette.field.setText("finish article")
    assert palette.model.rows[0].why == "needs an open project"
    palette.field.setText("#harbour")
    assert palette.model.rows == []
    palette.leave()


def test_every_command_is_reached_by_its_title() -> None:
    for action in actions().values():
        best = max(actions().values(), key=lambda one: likeness(action.title, one))
        assert best.title == action.title


@pytest.mark.parametrize(
    ("text", "ident"),
    [
        ("fin art", "article.find"),
        ("undo", "edit.undo"),
        ("akcept sugjestion", "suggestion.accept"),
        ("theme", "view.theme"),
        ("registry", "view.registry"),
        ("larger", "view.larger"),
        ("skip", "article.skip"),
        ("boilerplate", "label.boilerplate"),
    ],
)
def test_commands_are_found_by_beginnings_and_in_spite_of_slips(text: str, ident: str) -> None:
    ranked = sorted(actions().values(), key=lambda one: -likeness(text, one))
    assert ident in [one.id for one in ranked[:3]]
