"""The key bar says what a key would take, and which keys act; the inspector is a drawer where there is no room."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.gui.annotate.keys import words_now
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.look import fonts
from labeler.gui.window import Window
from labeler.store import Store
from tests.gui.builders import TEXT, span_of, stored, suggest

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]


def test_the_bar_says_what_a_key_would_take_once_the_caret_rests(
    view: AnnotatePage, opened: Window, qtbot: QtBot
) -> None:
    view.page.put_caret(TEXT.index("Analysts") + 2)
    qtbot.waitUntil(lambda: "claim “Analysts doubt it.”" in opened.keybar.shown())
    assert "speaker “Analysts”" in opened.keybar.shown()


def test_a_long_sentence_is_named_by_its_ends(view: AnnotatePage) -> None:
    view.page.put_caret(TEXT.index("half of its work"))
    assert words_now(view)["label.claim"] == "claim “Tidewater said … models.”"


def test_what_is_taken_is_what_was_told(view: AnnotatePage, press: Press, second: Store) -> None:
    view.page.put_caret(TEXT.index("Analysts") + 2)
    assert words_now(view)["label.speaker"] == "speaker “Analysts”"
    press("2")
    assert [one.text for one in stored(second).speakers.values()] == ["Analysts"]


def test_it_is_quiet_where_something_is_selected_or_nothing_can_change(
    view: AnnotatePage, press: Press, idle: Callable[[], None]
) -> None:
    view.page.select(span_of("half of its work"))
    assert words_now(view) == {}
    press("1")
    assert words_now(view) == {}
    view.page.set_current("")
    view.page.put_caret(0)
    assert words_now(view)
    first = view.opened.article_id
    press((Qt.Key.Key_Return, CTRL), (Qt.Key.Key_Return, CTRL))
    view.opened.open(first)
    idle()
    view.page.put_caret(0)
    assert view.opened.frozen
    assert words_now(view) == {}


def test_the_keys_follow_what_is_selected(
    view: AnnotatePage, press: Press, opened: Window, second: Store, idle: Callable[[], None]
) -> None:
    suggest(second)
    view.opened.reload()
    idle()
    press(Qt.Key.Key_Tab)
    assert opened.keybar.shown()[:3] == ["accept", "reject", "edit"]
    view.page.select(span_of("Analysts"))
    press("2")
    assert {"who", "all occurrences"} <= set(opened.keybar.shown())


class TestDrawer:
    """With text of twice the size in a small window."""

    def test_it_opens_for_what_is_used_in_it_and_goes_with_the_focus(
        self, view: AnnotatePage, opened: Window, press: Press, idle: Callable[[], None]
    ) -> None:
        fonts.set_scale(2)
        try:
            opened.resize(1024, 700)
            idle()
            assert view.panes.tight
            assert not view.inspector.isVisible()
            assert view.page.width() > opened.width() / 2
            view.page.setFocus()
            press(Qt.Key.Key_F6)
            assert view.inspector.isVisible()
            assert view.inspector.isAncestorOf(opened.focusWidget())
            press(Qt.Key.Key_Escape)
            assert view.page.hasFocus()
            assert not view.inspector.isVisible()
            view.page.select(span_of("Analysts doubt it."))
            press("1")
            assert not view.inspector.isVisible()
            press("m")
            assert view.inspector.isVisible()
            press(*"so", Qt.Key.Key_Return)
            assert not view.inspector.isVisible()
            view.header.inspector.click()
            assert view.inspector.isVisible()
            view.header.inspector.click()
            assert not view.inspector.isVisible()
        finally:
            fonts.set_scale(1)
        opened.resize(1440, 900)
        idle()
        assert not view.panes.tight
        assert view.inspector.isVisible()

    def test_very_wide_windows_have_the_suggestions_beside(
        self, view: AnnotatePage, opened: Window, idle: Callable[[], None]
    ) -> None:
        opened.resize(2560, 1440)
        idle()
        assert view.inspector.width() == 800
        assert view.inspector.suggestions.width() >= 380
        assert view.inspector.suggestions.y() == 0
        opened.resize(1440, 900)
        idle()
        assert view.inspector.width() == 336
        assert view.inspector.suggestions.y() > 0
