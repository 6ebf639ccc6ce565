"""Keys of one's own: pressed in the settings, in force everywhere at once, kept, and given back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QTableWidget
from pytestqt.qtbot import QtBot

from labeler.config.settings import Settings, load_settings
from labeler.gui.actions import actions, usual_actions
from labeler.gui.app import make_window
from labeler.gui.bindings import bindings, read_lines, refusal
from labeler.gui.look.controls import KeyCap, PlainLabel
from labeler.gui.reading import KeySheet
from labeler.gui.settings.dialog import SettingsDialog
from labeler.gui.settings.keys import KeysPage
from labeler.gui.window import Window
from tests.gui.layouts import FRENCH, US, Layout, strike

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    yield
    bindings().reset_all()


@pytest.fixture
def page(opened: Window, qtbot: QtBot) -> KeysPage:
    """The page of keys, opened by the keyboard."""
    qtbot.keyClick(opened, Qt.Key.Key_Comma, CTRL)
    dialog = opened.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.turn_to("keys")
    found = dialog.pages["keys"]
    assert isinstance(found, KeysPage)
    found.search.setFocus()
    return found


def choose(page: KeysPage, words: str, qtbot: QtBot) -> None:
    """Look for an action and begin to set its key, by the keyboard."""
    page.search.clear()
    qtbot.keyClicks(page.search, words)
    assert page.table.rowCount() >= 1
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page.record.listening


def shown(table: QTableWidget) -> dict[str, str]:
    """Return the keys in the table by the words of the action."""
    rows = range(table.rowCount())
    return {table.item(row, 1).text(): table.item(row, 2).text() for row in rows}  # pyright: ignore[reportOptionalMemberAccess]


def test_a_new_key_acts_at_once_and_is_shown_everywhere(
    opened: Window, page: KeysPage, qtbot: QtBot, idle: Callable[[], None], settings: Settings
) -> None:
    choose(page, "label claim", qtbot)
    strike(page.record, US, "Q")
    assert shown(page.table)["Label claim"] == "Q"
    assert load_settings(settings.file).get("keys") == ["label.claim=Q"]
    page.window().close()
    assert opened.project is not None
    view = opened.project.annotate
    view.page.setFocus()
    view.page.put_caret(40)
    strike(view.page, US, "1")
    idle()
    assert view.opened.sheet is not None
    assert not view.opened.sheet.claims
    view.page.clear_selection()
    strike(view.page, US, "Q")
    idle()
    assert len(view.opened.sheet.claims) == 1
    assert ("Q", "claim") in opened.keybar._groups[0]
    assert "\tQ" in next(text for text in menu_texts(opened) if text.startswith("Label claim"))
    sheet = KeySheet(opened)
    assert "Q" in {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    sheet.deleteLater()


def menu_texts(window: Window) -> list[str]:
    menu = window.commands.menu(window)
    return [item.text() for sub in menu.findChildren(QMenu) for item in sub.actions()]


def test_window_keys_follow_too(opened: Window, page: KeysPage, qtbot: QtBot) -> None:
    choose(page, "larger text", qtbot)
    strike(page.record, US, "Ctrl+M")
    page.window().close()
    assert opened.project is not None
    opened.project.annotate.page.setFocus()
    before = opened.remembered.number("reading_size")
    qtbot.keyClick(opened.project.annotate.page, Qt.Key.Key_M, CTRL)
    assert opened.remembered.number("reading_size") == before + 1


def test_a_taken_key_names_its_holder_and_can_be_swapped_taken_or_left(page: KeysPage, qtbot: QtBot) -> None:
    for button, claim, speaker in (("leave", ("1",), ("2",)), ("swap", ("2",), ("1",)), ("take", ("1",), ())):
        choose(page, "label claim", qtbot)
        strike(page.record, US, "2" if button != "take" else "1")
        assert page.notice.isVisible()
        assert "“Label speaker”" in page.notice.accessibleName()
        qtbot.mouseClick(getattr(page, button), Qt.MouseButton.LeftButton)
        assert (actions()["label.claim"].keys, actions()["label.speaker"].keys) == (claim, speaker)
        assert not page.notice.isVisible()


@pytest.mark.parametrize(
    ("words", "key", "why"),
    [
        ("label claim", "Down", "moves the caret"),
        ("label claim", "Ctrl+C", "copying"),
        ("larger text", "A", "typed into fields"),
    ],
)
def test_reserved_keys_are_refused_with_the_reason(
    page: KeysPage, qtbot: QtBot, words: str, key: str, why: str
) -> None:
    choose(page, words, qtbot)
    strike(page.record, US, key)
    assert why in page.notice.accessibleName()
    assert not page.swap.isVisible()
    assert actions() == usual_actions()


def test_esc_ends_the_listening_and_changes_nothing(page: KeysPage, qtbot: QtBot) -> None:
    choose(page, "label claim", qtbot)
    qtbot.keyClick(page.record, Qt.Key.Key_Escape)
    assert not page.record.listening
    assert page.window().isVisible()
    assert actions() == usual_actions()


@pytest.mark.parametrize("layout", [US, FRENCH], ids=lambda one: one.name)
def test_a_key_of_the_digit_row_is_kept_by_its_place(page: KeysPage, qtbot: QtBot, layout: Layout) -> None:
    choose(page, "label claim", qtbot)
    strike(page.record, layout, "5")
    assert actions()["label.claim"].keys == ("5",)


def test_reset_gives_one_key_back_and_reset_all_every_key(page: KeysPage, qtbot: QtBot, settings: Settings) -> None:
    for words, key in (("label claim", "Q"), ("label speaker", "1")):
        choose(page, words, qtbot)
        strike(page.record, US, key)
    choose(page, "label claim", qtbot)
    qtbot.keyClick(page.record, Qt.Key.Key_Escape)
    qtbot.mouseClick(page.reset, Qt.MouseButton.LeftButton)
    assert actions()["label.claim"].keys == ("1",)
    assert actions()["label.speaker"].keys == ()
    qtbot.mouseClick(page.reset_all, Qt.MouseButton.LeftButton)
    assert actions() == usual_actions()
    assert load_settings(settings.file).get("keys") == []


def test_search_finds_actions_by_words_group_and_key(page: KeysPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "ctrl+shift+z")
    assert shown(page.table) == {"Redo": "Ctrl+Shift+Z   Ctrl+Y"}
    page.search.clear()
    qtbot.keyClicks(page.search, "caret next")
    assert set(shown(page.table)) == {"Next sentence", "Next paragraph"}


def test_lines_are_read_back_as_they_are_written(qtbot: QtBot) -> None:
    del qtbot
    bindings().give("view.settings", ("Ctrl+,", "Ctrl+=", "Ctrl++"))
    bindings().give("label.note", ())
    own = dict(bindings().own)
    lines = bindings().lines()
    assert read_lines(lines) == (own, [])
    assert bindings().load(lines) == []
    assert bindings().own == own


def test_broken_lines_are_left_out_with_a_notice(qtbot: QtBot, tmp_path: Path) -> None:
    lines = ["nothing.here=Q", "label.claim", "label.claim=Left", "label.note=F2", "label.speaker=F2", "view.menu=Hmm"]
    window = make_window(Settings(tmp_path / "s.json", {"theme": "light", "keys": lines}))
    told = window.start_notices.shown()["keys"]
    assert "“nothing.here=Q”: there is no such action." in told
    assert "4 more are left out too." in told
    assert actions()["label.note"].keys == ("F2",)
    assert actions()["label.claim"].keys == ("1",)
    window.close()
    window.deleteLater()
    qtbot.wait(1)


def test_every_key_of_the_table_could_be_set_by_hand(qtbot: QtBot) -> None:
    del qtbot
    assert [key for one in usual_actions().values() for key in one.keys if refusal(one, key)] == []


def test_captions_and_buttons_beside_the_article_follow(opened: Window, qtbot: QtBot) -> None:
    assert opened.project is not None
    inspector = opened.project.annotate.inspector
    find = opened.project.annotate.find_bar

    def captions() -> set[str]:
        return {label.text() for label in inspector.findChildren(PlainLabel)}

    assert {"Shift+1 … 4", "L  J  K"} <= captions()
    bindings().give("type.2", ("F4",))
    bindings().give("label.author", ())
    bindings().give("label.unsure", ("U",))
    bindings().give("article.find_next", ("F9",))
    assert {"Shift+1  F4  Shift+3  Shift+4", "L  K"} <= captions()
    assert any(box.text().endswith("U") for box in inspector.findChildren(QCheckBox))
    assert find.on.accessibleName().endswith("(F9)")
    qtbot.wait(1)
