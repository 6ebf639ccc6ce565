"""Learning from the window: begun by hand or by itself, ended, told, listed, put in use and taken back."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor
from labeler.gui.pipeline.dialog import PipelineDialog
from labeler.gui.window import Window
from labeler.services import history, in_force, learned, learning, projects
from labeler.services.in_force import Finished
from labeler.store import Store
from tests.fixtures.learnt import learnt_report


class Lessons:
    """Stands for the worker: learns when told, and puts in use what `report` says is better."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.begun = 0
        self.report = learnt_report("claim")

    def learn(self, store: Store, actor: Actor, **kwargs: Any) -> learning.LearnReport:
        self.begun += 1
        kwargs["progress"](3, 12, "reading")
        while not self.go.is_set():
            if kwargs["cancelled"]():
                raise LabelerError(learning.LEARN_CANCELLED)
            time.sleep(0.005)
        in_use = dict(in_force.stamp(store, actor).learnt)
        changed = learning.keep_learnt(store, actor, self.report, in_use)
        return replace(self.report, changed=changed)


@pytest.fixture
def lessons(monkeypatch: pytest.MonkeyPatch) -> Lessons:
    made = Lessons()
    monkeypatch.setattr(learning, "learn", made.learn)
    monkeypatch.setattr(in_force, "finished", lambda _store, _actor: Finished(12, 4))
    return made


@pytest.fixture
def dialog(lessons: Lessons, opened: Window, idle: Callable[[], None]) -> Iterator[PipelineDialog]:
    assert not lessons.begun
    opened.commands.trigger("project.suggestions")
    dialog = opened.findChild(PipelineDialog)
    assert dialog is not None
    dialog.turn_to("learning")
    idle()
    yield dialog
    if shiboken6.isValid(dialog):
        dialog.done(0)


def press(dialog: PipelineDialog, button: Any, qtbot: QtBot) -> None:
    """Go to a button by Tab, and press it."""
    for _ in range(30):
        if button.hasFocus():
            break
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert button.hasFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_what_is_learnt_is_listed_and_can_be_taken_back(
    dialog: PipelineDialog, lessons: Lessons, second: Store, qtbot: QtBot, idle: Callable[[], None]
) -> None:
    page = dialog.learning
    assert page.told.text() == (
        "12 articles are finished; 4 of them were labelled with suggestions hidden and count double."
    )
    assert page.versions.none.isVisible()
    press(dialog, page.learn, qtbot)
    qtbot.waitUntil(page.bar.isVisible)
    assert not page.learn.isEnabled()
    lessons.go.set()
    qtbot.waitUntil(lambda: page.versions.table.rowCount() == 1, timeout=10_000)
    idle()
    assert page.verdicts.isVisible()
    assert page.versions.table.rows()[0][:3] == ["claim@1", "in use", "claims of speakers"]
    press(dialog, page.versions.revert, qtbot)
    qtbot.waitUntil(lambda: page.versions.table.rows()[0][1] == "", timeout=10_000)
    press(dialog, page.versions.use, qtbot)
    qtbot.waitUntil(lambda: page.versions.table.rows()[0][1] == "in use", timeout=10_000)
    lead = projects.actor_named(second, None)
    assert [one.in_use for one in learned.list_learned(second, lead)] == [True]
    history.undo(second, lead)
    qtbot.waitUntil(lambda: page.versions.table.rows()[0][1] == "", timeout=10_000)


def test_learning_is_ended_by_cancel_and_changes_nothing(
    dialog: PipelineDialog, second: Store, qtbot: QtBot, opened: Window
) -> None:
    page = dialog.learning
    press(dialog, page.learn, qtbot)
    qtbot.waitUntil(page.bar.isVisible)
    page.bar.cancelled.emit()
    qtbot.waitUntil(page.notice.isVisible, timeout=5000)
    assert "cancelled" in page.notice.accessibleName()
    assert page.learn.isEnabled()
    assert opened.project is not None
    assert not opened.project.suggesting.learner.running
    assert learned.list_learned(second, projects.actor_named(second, None)) == []


def test_learning_goes_on_without_the_dialog_and_ends_with_the_project(
    dialog: PipelineDialog, opened: Window, qtbot: QtBot
) -> None:
    press(dialog, dialog.learning.learn, qtbot)
    dialog.done(0)
    assert opened.project is not None
    assert opened.project.suggesting.learner.running
    opened.close_project()
    qtbot.waitUntil(lambda: not opened.jobs and not opened.bus.busy, timeout=5000)


def test_it_learns_by_itself_where_the_lead_switched_that_on(
    dialog: PipelineDialog, lessons: Lessons, opened: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(learned, "is_due", lambda _store: lessons.begun == 0)
    assert opened.project is not None
    force = opened.project.suggesting.watch
    press(dialog, dialog.learning.by_itself, qtbot)
    qtbot.waitUntil(lambda: force.force.stamp.learns, timeout=10_000)
    qtbot.waitUntil(lambda: lessons.begun == 1, timeout=10_000)
    dialog.done(0)
    lessons.go.set()
    qtbot.waitUntil(lambda: "learning" in opened.notices.shown(), timeout=10_000)
    assert "in use now: claims of speakers" in opened.notices.shown()["learning"]
    qtbot.waitUntil(lambda: bool(force.force.learnt), timeout=10_000)
    assert dict(opened.project.suggester.load.learnt) == dict(force.force.learnt)
