"""Pages take turns: commands and keys are those of the page that is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from labeler.gui.commands import Commands
from labeler.gui.paging import PageKeys, Pages

CTRL = Qt.KeyboardModifier.ControlModifier


class Sheet(QWidget):
    """A page with a list, a button and fields, that notes what is done."""

    keys_changed = Signal()

    def __init__(self, *commands: str) -> None:
        super().__init__()
        self.done: list[str] = []
        self.commands = commands
        self.list = QListWidget()
        self.list.addItems(["jay", "kay", "x-ray"])
        self.button, self.line, self.note = QPushButton("press"), QLineEdit(), QPlainTextEdit()
        self.button.clicked.connect(lambda: self.done.append("pressed"))
        column = QVBoxLayout(self)
        for part in (self.list, self.button, self.line, self.note):
            column.addWidget(part)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        return {ident: lambda ident=ident: self.done.append(ident) for ident in self.commands}

    def keys(self) -> Sequence[Sequence[str]]:
        return [self.commands]

    def words(self) -> str:
        return ""

    def enter(self) -> None:
        self.done.append("enter")
        self.list.setFocus()

    def leave(self) -> None:
        self.done.append("leave")


class Stage:
    """A window with two pages, and what it said."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.commands = Commands(self.window)
        self.pages = Pages(self.commands)
        QVBoxLayout(self.window).addWidget(self.pages)
        self.first = Sheet("article.finish", "edit.undo")
        self.second = Sheet("review.next", "review.neither", "review.accept", "review.undecide", "edit.undo")
        self.said: list[str] = []
        self.made: list[str] = []
        self.pages.refused.connect(self.said.append)
        self.first.keys_changed.connect(lambda: self.pages.tell("annotate"))
        self.pages.offer("annotate", lambda: (self.first, self.first))
        self.pages.offer("review", self.make_second)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.pages.turn("annotate")

    def make_second(self) -> tuple[QWidget, Sheet]:
        self.made.append("review")
        PageKeys(self.commands, self.second, "review")
        self.second.keys_changed.connect(lambda: self.pages.tell("review"))
        return self.second, self.second


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_a_page_is_made_when_it_is_first_shown(stage: Stage) -> None:
    assert stage.made == []
    assert stage.pages.made("review") is None
    stage.pages.turn("review")
    stage.pages.turn("annotate")
    stage.pages.turn("review")
    assert stage.made == ["review"]
    assert stage.pages.made("review") is stage.second


def test_a_page_is_left_before_another_is_entered(stage: Stage) -> None:
    stage.pages.turn("review")
    stage.pages.turn("annotate")
    assert stage.first.done == ["enter", "leave", "enter"]
    assert stage.second.done == ["enter", "leave"]


def test_only_commands_of_the_page_that_is_shown_act(stage: Stage) -> None:
    assert stage.commands.handled() == set(stage.first.commands)
    stage.pages.turn("review")
    assert stage.commands.handled() == set(stage.second.commands)
    stage.commands.trigger("edit.undo")
    assert stage.second.done[-1] == "edit.undo"
    assert "edit.undo" not in stage.first.done


def test_a_page_takes_commands_of_the_window_over_and_gives_them_back(stage: Stage) -> None:
    listed: list[str] = []
    stage.commands.handle("view.list", lambda: listed.append("window"))
    stage.second.commands = (*stage.second.commands, "view.list")
    stage.pages.turn("review")
    stage.commands.trigger("view.list")
    assert (listed, stage.second.done[-1]) == ([], "view.list")
    stage.pages.turn("annotate")
    stage.commands.trigger("view.list")
    assert listed == ["window"]


def test_a_closed_page_stays_closed_and_says_why(stage: Stage) -> None:
    stage.pages.lock("review", "Not for you.")
    assert not stage.pages.turn("review")
    assert stage.said == ["Not for you."]
    assert stage.pages.name == "annotate"
    assert stage.made == []
    stage.pages.lock("review", "")
    assert stage.pages.turn("review")


def test_a_page_that_is_not_shown_changes_no_keys(stage: Stage, qtbot: QtBot) -> None:
    stage.pages.turn("review")
    with qtbot.assertNotEmitted(stage.pages.keys_changed):
        stage.first.keys_changed.emit()
    with qtbot.waitSignal(stage.pages.keys_changed):
        stage.second.keys_changed.emit()


def test_a_discarded_page_is_made_anew(stage: Stage) -> None:
    stage.pages.turn("review")
    assert stage.pages.discard("review") is None, "the page that is shown stays"
    stage.pages.turn("annotate")
    assert stage.pages.discard("review") is stage.second
    stage.second = Sheet("review.next")
    stage.pages.turn("review")
    assert stage.made == ["review", "review"]
    assert stage.pages.currentWidget() is stage.second


def test_keys_of_a_page_act_wherever_its_focus_is_but_in_fields(stage: Stage, qtbot: QtBot) -> None:
    stage.pages.turn("review")
    page = stage.second
    for part, keys in ((page.list, "jx"), (page.button, "jx"), (page.line, "jx"), (page.note, "jx")):
        part.setFocus()
        qtbot.keyClicks(part, keys)
    assert page.done[1:] == ["review.next", "review.neither", "review.next", "review.neither"]
    assert page.line.text() == "jx"
    assert page.note.toPlainText() == "jx"
    assert page.list.currentRow() <= 0, "the list looked for a row that begins with the key"


def test_a_key_with_ctrl_acts_in_fields_too(stage: Stage, qtbot: QtBot) -> None:
    stage.pages.turn("review")
    stage.second.line.setFocus()
    qtbot.keyClick(stage.second.line, Qt.Key.Key_Return, CTRL)
    assert stage.second.done[-1] == "review.accept"


def test_backspace_in_a_field_deletes_a_letter(stage: Stage, qtbot: QtBot) -> None:
    stage.pages.turn("review")
    line = stage.second.line
    line.setText("ab")
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Backspace)
    assert line.text() == "a"
    assert "review.undecide" not in stage.second.done


def test_space_presses_the_button_that_has_the_focus(stage: Stage, qtbot: QtBot) -> None:
    stage.pages.turn("review")
    stage.second.button.setFocus()
    qtbot.keyClick(stage.second.button, Qt.Key.Key_Space)
    assert stage.second.done[-1] == "pressed"


def test_one_key_means_one_thing_on_each_page(stage: Stage, qtbot: QtBot) -> None:
    qtbot.keyClick(stage.first.list, Qt.Key.Key_Return, CTRL)
    assert stage.first.done[-1] == "article.finish"
    stage.pages.turn("review")
    qtbot.keyClick(stage.second.list, Qt.Key.Key_Return, CTRL)
    assert stage.second.done[-1] == "review.accept"
    assert stage.first.done[-1] == "leave"
    stage.pages.turn("annotate")
    qtbot.keyClick(stage.first.list, Qt.Key.Key_Return, CTRL)
    assert stage.first.done[-1] == "article.finish"


def test_a_page_goes_away_with_its_widgets_and_its_keys_with_it(stage: Stage, qtbot: QtBot) -> None:
    stage.pages.turn("review")
    stage.second.line.setFocus()
    stage.second.line.deleteLater()
    qtbot.wait(1)
    stage.second.list.setFocus()
    qtbot.keyClicks(stage.second.list, "j")
    assert stage.second.done[-1] == "review.next"
