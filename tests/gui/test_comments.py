"""Comments with replies: written, answered, changed, settled, deleted in the real window, also on finished articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from labeler.domain.spans import Span
from labeler.gui.annotate.inspector.ages import age_words, exact_time
from labeler.gui.annotate.inspector.comments import CommentThread
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.window import Window
from labeler.services import articles, comments, projects, sets
from labeler.store import Store
from labeler.store.records import Comment
from tests.gui.builders import TEXT

CTRL = Qt.KeyboardModifier.ControlModifier
SEND = (Qt.Key.Key_Return, CTRL)


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    assert opened.project is not None
    return opened.project.annotate


@pytest.fixture
def claim(view: AnnotatePage, press: Callable[..., None]) -> str:
    start = TEXT.index("Analysts doubt it.")
    view.page.select(Span(start, start + 18))
    press("1")
    return view.page.current


@pytest.fixture
def thread(view: AnnotatePage, claim: str) -> Iterator[CommentThread]:
    """The comments on a claim, in the window."""
    thread = CommentThread(view.bench, view.inspector)
    thread.resize(300, 600)
    view.opened.patched.connect(lambda _changed: thread.show_about(thread.about))
    view.opened.reloaded.connect(lambda: thread.show_about(thread.about))
    thread.show_about(claim)
    thread.show()
    thread.raise_()
    thread.write()
    yield thread
    thread.hide()
    thread.deleteLater()


def stored(second: Store) -> list[Comment]:
    actor = projects.actor_named(second, None)
    return comments.comments(second, actor, articles.read_article(second, actor, "a-harbour").id)


def texts(thread: CommentThread) -> list[str]:
    return [card.comment.text for card in thread.cards]


def test_ctrl_enter_sends_and_the_article_stays_open(
    thread: CommentThread, press: Callable[..., None], second: Store, claim: str, view: AnnotatePage
) -> None:
    press("Who says so?", Qt.Key.Key_Return, "And when?", SEND)
    [one] = stored(second)
    assert (one.text, one.label_id, one.parent_id) == ("Who says so?\nAnd when?", claim, None)
    assert texts(thread) == ["Who says so?\nAnd when?"]
    assert thread.box.toPlainText() == ""
    assert thread.box.hasFocus()
    assert not view.opened.frozen, "Ctrl+Enter is the window's key to finish"


def test_a_comment_is_answered_changed_settled_and_deleted_by_keys(
    thread: CommentThread, press: Callable[..., None], second: Store
) -> None:
    press("One", SEND, "Two", SEND)
    thread.cards[0].buttons["reply"].setFocus()
    press(Qt.Key.Key_Space)
    assert thread.box.hasFocus()
    press("Answer", SEND)
    assert texts(thread) == ["One", "Answer", "Two"]
    first, answer, last = stored(second)[0], thread.cards[1].comment, thread.cards[2]
    assert answer.parent_id == first.id
    assert "delete" not in thread.cards[0].buttons, "what was answered stays"
    assert "resolve" not in thread.cards[1].buttons
    last.buttons["edit"].setFocus()
    press(Qt.Key.Key_Space)
    assert thread.box.toPlainText() == "Two"
    press("Three", SEND)
    assert texts(thread) == ["One", "Answer", "Three"]
    thread.cards[0].buttons["resolve"].setFocus()
    press(Qt.Key.Key_Space)
    assert stored(second)[0].resolved
    assert "reopen" in thread.cards[0].buttons
    thread.cards[2].buttons["delete"].setFocus()
    press(Qt.Key.Key_Space)
    assert texts(thread) == ["One", "Answer"]
    assert thread.box.hasFocus(), "the focus is never lost with a card"


def test_undo_takes_a_comment_back(
    thread: CommentThread, press: Callable[..., None], second: Store, view: AnnotatePage
) -> None:
    press("Hm", SEND)
    view.page.setFocus()
    press((Qt.Key.Key_Z, CTRL))
    assert stored(second) == []
    assert texts(thread) == []


def test_escape_leaves_a_reply_first_and_then_the_box_and_a_draft_is_kept(
    thread: CommentThread, press: Callable[..., None], qtbot: QtBot, claim: str
) -> None:
    press("One", SEND, "half a tho")
    thread.cards[0].buttons["reply"].click()
    press("an ans", Qt.Key.Key_Escape)
    assert thread.box.toPlainText() == "half a tho"
    thread.cards[0].buttons["reply"].click()
    assert thread.box.toPlainText() == "an ans"
    press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(thread.left):
        press(Qt.Key.Key_Escape)
    thread.show_about("")
    assert thread.box.toPlainText() == ""
    thread.show_about(claim)
    assert thread.box.toPlainText() == "half a tho"


def test_comments_are_open_on_a_finished_article(
    thread: CommentThread, press: Callable[..., None], second: Store, idle: Callable[[], None], view: AnnotatePage
) -> None:
    actor = projects.actor_named(second, None)
    sets.finish_set(second, actor, view.opened.article_id)
    view.opened.reload()
    idle()
    assert view.opened.frozen
    thread.write()
    press("Still a doubt", SEND)
    assert [one.text for one in stored(second)] == ["Still a doubt"]


def test_a_refused_comment_is_still_in_the_box(
    thread: CommentThread, press: Callable[..., None], second: Store, opened: Window
) -> None:
    thread.box.setPlainText("x" * 10_001)
    press(SEND)
    assert stored(second) == []
    assert thread.box.toPlainText() == "x" * 10_001
    assert "10000" in " ".join(opened.notices.shown().values()).replace(",", "")


def test_what_others_wrote_is_plain_text_with_their_name_and_without_verbs_of_ones_own(
    thread: CommentThread, second: Store, view: AnnotatePage, idle: Callable[[], None], claim: str
) -> None:
    lead = projects.actor_named(second, None)
    projects.add_annotator(second, lead, "bo", frozenset({"reviewer"}))
    hostile = "<img src='file:///etc/passwd'>\u202e <b>x</b> & {name} %1 &amp;"
    comments.add_comment(
        second,
        projects.actor_named(second, "bo"),
        view.opened.article_id,
        hostile,
        label_id=claim,
        annotator_id=lead.id,
    )
    view.opened.reload()
    idle()
    idle()
    [card] = thread.cards
    assert (card.author, set(card.buttons)) == ("bo", {"reply", "resolve"})
    shown = [one for one in card.findChildren(QLabel) if one.text().replace("\u200b", "") == hostile]
    assert [one.textFormat() for one in shown] == [Qt.TextFormat.PlainText]


def test_everything_has_a_name_and_tab_goes_through_and_out(thread: CommentThread, press: Callable[..., None]) -> None:
    press("One", SEND)
    for card in thread.cards:
        for button in card.buttons.values():
            heard = QAccessible.queryAccessibleInterface(button)
            assert "you, just now" in heard.text(QAccessible.Text.Name)
    heard = QAccessible.queryAccessibleInterface(thread.box)
    assert heard.text(QAccessible.Text.Name) == "Write a comment"
    assert "Ctrl+Enter" in heard.text(QAccessible.Text.Description)
    press("x", Qt.Key.Key_Tab)
    assert thread.send.hasFocus()
    press(Qt.Key.Key_Tab)
    assert not thread.isAncestorOf(thread.window().focusWidget())


def test_an_empty_thread_says_so_and_sends_nothing(
    thread: CommentThread, press: Callable[..., None], second: Store, opened: Window
) -> None:
    assert any("No comments on this claim yet." in one.text() for one in thread.findChildren(QLabel))
    assert not thread.send.isEnabled()
    press("  ", SEND)
    assert stored(second) == []
    assert "Write something" in opened.keybar.message


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-11-22T11:59:30.000000Z", "just now"),
        ("2026-11-22T11:59:00.000000Z", "1 minute ago"),
        ("2026-11-22T11:15:00.000000Z", "45 minutes ago"),
        ("2026-11-22T08:05:00.000000Z", "today 08:05"),
        ("2026-11-21T23:59:00.000000Z", "yesterday 23:59"),
        ("2026-11-18T09:30:00.000000Z", f"{QLocale().dayName(3)} 09:30"),
        ("2026-11-22T12:30:00.000000Z", "just now"),
    ],
)
def test_times_are_said_as_people_say_them(at: str, words: str) -> None:
    assert age_words(at, dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)) == words
    assert exact_time(at, dt.UTC) == f"{at[:10]} {at[11:16]} UTC"
