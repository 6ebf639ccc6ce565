"""Finishing, skipping, reopening, flagging, and going on to what is unfinished: by keys."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.page.marks import Mark
from labeler.gui.window import Window
from labeler.services import articles, projects, sets
from labeler.store import Store
from tests.gui.builders import span_of, stored

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]
FINISH, REOPEN = (Qt.Key.Key_Return, CTRL), (Qt.Key.Key_O, CTRL | SHIFT)
FLAG, UNDO, UNFINISHED = (Qt.Key.Key_M, CTRL | SHIFT), (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_N, CTRL | SHIFT)
# Every key that makes or changes a label, or decides on a suggestion.
LABELLING = [
    "1", "2", "3", "4", (Qt.Key.Key_1, SHIFT), "a", "l", "j", "k", "+", "-", "0", "?", "m", "o", "r", "p", "i",
    Qt.Key.Key_Delete, "x", "e", Qt.Key.Key_Return, (Qt.Key.Key_Return, SHIFT),
]  # fmt: skip


@pytest.fixture
def finished(view: AnnotatePage, press: Press, idle: Callable[[], None]) -> AnnotatePage:
    """The page with the first article, finished with one claim, open again."""
    first = view.opened.article_id
    view.page.select(span_of("Analysts doubt it."))
    press("1", (Qt.Key.Key_1, SHIFT), "a", "a", "j")
    press(FINISH)
    view.opened.open(first)
    idle()
    return view


def answer_dialog(text: str) -> None:
    """Type a line into the dialog that comes next, and press Enter."""

    def type_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        [line] = dialog.findChildren(QLineEdit)
        line.setText(text)
        QTest.keyClick(line, Qt.Key.Key_Return)

    QTimer.singleShot(0, type_it)


def test_a_finished_article_says_so_and_how_to_reopen_it(finished: AnnotatePage, press: Press, second: Store) -> None:
    assert finished.frozen.isVisible()
    assert "Finished. Ctrl+Shift+O reopens it." in finished.frozen.notice.accessibleName()
    press(REOPEN)
    assert not finished.frozen.isVisible()
    assert stored(second).set.state == "in_progress"


def test_the_strip_reopens_too(finished: AnnotatePage, second: Store, idle: Callable[[], None]) -> None:
    finished.frozen.notice.acted.emit()
    idle()
    assert stored(second).set.state == "in_progress"


def test_no_key_changes_a_finished_article_and_each_says_why(
    finished: AnnotatePage, press: Press, second: Store, opened: Window
) -> None:
    [claim] = stored(second).claims.values()
    silent: list[object] = []
    for key in LABELLING:
        finished.bench.look_at(claim.id)
        finished.page.select(span_of("half of its work"))
        opened.keybar.tell("")
        press(key)
        if finished.bench.prompt.asking or "finished" not in opened.keybar.message:
            silent.append(key)
    assert silent == []
    assert stored(second).claims == {claim.id: claim}
    assert not stored(second).speakers


def test_a_finished_article_can_still_be_commented_flagged_and_looked_through(
    finished: AnnotatePage, press: Press, second: Store
) -> None:
    press("n")
    assert isinstance(finished.page.index.mark(finished.page.current), Mark)
    press("c", *"odd", (Qt.Key.Key_Return, CTRL), Qt.Key.Key_Escape)
    assert [one.text for one in stored(second).comments.values()] == ["odd"]
    press(FLAG, *"look here", Qt.Key.Key_Return)
    assert stored(second).set.flag == "look here"
    assert stored(second).set.state == "finished"


def test_skipping_takes_a_reason_goes_on_and_is_one_undo(
    view: AnnotatePage, press: Press, second: Store, idle: Callable[[], None]
) -> None:
    first = view.opened.article_id
    answer_dialog("a duplicate")
    press((Qt.Key.Key_K, CTRL | SHIFT))
    idle()
    assert (stored(second).set.state, stored(second).set.reason) == ("skipped", "a duplicate")
    assert view.opened.article_id != first
    view.opened.open(first)
    idle()
    assert "Skipped: a duplicate." in view.frozen.notice.accessibleName()
    press(UNDO)
    assert stored(second).set.state == "assigned"
    assert not view.frozen.isVisible()


def test_finishing_and_reopening_are_undone(finished: AnnotatePage, press: Press, second: Store) -> None:
    press(REOPEN, UNDO)
    assert stored(second).set.state == "finished"
    assert finished.frozen.isVisible()
    press(UNDO)
    assert stored(second).set.state == "in_progress"


def test_a_flag_is_set_changed_and_taken_away(view: AnnotatePage, press: Press, second: Store, opened: Window) -> None:
    press(FLAG)
    assert view.bench.prompt.asking
    press(*"two texts in one", Qt.Key.Key_Return)
    assert stored(second).set.flag == "two texts in one"
    assert view.header.flag.isVisible()
    assert "two texts in one" in view.header.flag.toolTip()
    assert "flagged" in opened.keybar.message
    press(FLAG)
    assert view.bench.prompt.line.text() == "two texts in one"
    press(Qt.Key.Key_Backspace, Qt.Key.Key_Return)
    assert stored(second).set.flag == ""
    assert not view.header.flag.isVisible()
    press(UNDO)
    assert stored(second).set.flag == "two texts in one"
    assert view.page.hasFocus()


def test_a_flag_shows_hostile_words_as_they_are(view: AnnotatePage, press: Press) -> None:
    press(FLAG, *"<img src=x>", Qt.Key.Key_Return)
    assert "&lt;img src=x&gt;" in view.header.flag.toolTip()


def test_escape_leaves_the_flag(view: AnnotatePage, press: Press, second: Store) -> None:
    press(FLAG, *"no", Qt.Key.Key_Escape)
    assert stored(second).set.flag == ""
    assert view.page.hasFocus()


def test_the_next_unfinished_article_is_opened(
    view: AnnotatePage, press: Press, second: Store, opened: Window, idle: Callable[[], None]
) -> None:
    actor = projects.actor_named(second, None)
    rows = articles.list_articles(second, actor)
    sets.finish_set(second, actor, rows[1].id)
    view.travel.read_list()
    idle()
    press(UNFINISHED)
    assert view.opened.article_id == rows[2].id
    press(UNFINISHED)
    assert view.opened.article_id == rows[0].id
    sets.finish_set(second, actor, rows[2].id)
    view.travel.read_list()
    idle()
    press(UNFINISHED)
    assert view.opened.article_id == rows[0].id
    assert "No other article" in opened.keybar.message


def test_the_next_unfinished_article_is_one_of_those_listed_else_any(
    view: AnnotatePage, press: Press, opened: Window
) -> None:
    rows = view.list.model.rows
    view.list.filter.setText("quay")
    press(UNFINISHED)
    assert view.opened.article_id == rows[2].id
    press(UNFINISHED)
    assert view.opened.article_id == rows[0].id
    assert "not listed" in opened.keybar.message
