"""The time worked: counted between signs of work, not while one is away or in another window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.annotate.worktime import IDLE, WorkTime
from labeler.store import Store
from tests.gui.builders import span_of, stored

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Press = Callable[..., None]


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(view: AnnotatePage, clock: Clock) -> AnnotatePage:
    """The page with a clock of its own."""
    view.worktime.clock = clock
    view.worktime.begin()
    return view


def test_only_time_between_signs_of_work_counts(clock: Clock) -> None:
    worked = WorkTime(clock)
    for passed in (10.0, IDLE - 1, IDLE + 1, 5.0):
        clock.now += passed
        worked.touch()
    assert worked.take() == 15 + IDLE - 1


def test_what_is_left_of_a_second_is_not_lost(clock: Clock) -> None:
    worked = WorkTime(clock)
    taken = 0
    for _ in range(10):
        clock.now += 0.75
        taken += worked.take()
    assert taken == 7


def test_nothing_counts_while_it_is_paused(clock: Clock) -> None:
    worked = WorkTime(clock)
    clock.now += 4
    worked.pause()
    clock.now += 30
    assert worked.take() == 4
    clock.now += 30
    worked.touch()
    clock.now += 2
    assert worked.take() == 2


def test_the_seconds_of_each_article_are_its_own(
    timed: AnnotatePage, clock: Clock, press: Press, second: Store
) -> None:
    timed.page.select(span_of("Analysts doubt it."))
    press("1")
    clock.now += 40
    press("?")
    clock.now += 2
    press((Qt.Key.Key_Down, ALT))
    assert stored(second).set.seconds == 42
    clock.now += 7
    press("1")
    clock.now += 3
    press((Qt.Key.Key_Up, ALT))
    assert stored(second, "b-tugboats").set.seconds == 10
    assert stored(second).set.seconds == 42


def test_a_pause_and_another_window_do_not_count(
    timed: AnnotatePage, clock: Clock, press: Press, second: Store, qtbot: QtBot
) -> None:
    timed.page.select(span_of("Analysts doubt it."))
    press("1")
    clock.now += 3600
    press("w")
    clock.now += 5
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    clock.now += 60
    timed.window().activateWindow()
    qtbot.waitUntil(timed.isActiveWindow)
    timed.page.setFocus()
    press("w")
    clock.now += 4
    press((Qt.Key.Key_Down, ALT))
    assert stored(second).set.seconds == 9


def test_finishing_writes_the_time_first(timed: AnnotatePage, clock: Clock, press: Press, second: Store) -> None:
    timed.page.select(span_of("Analysts doubt it."))
    press("1", (Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier), "a", "a", "j")
    clock.now += 33
    press((Qt.Key.Key_Return, CTRL))
    assert (stored(second).set.state, stored(second).set.seconds) == ("finished", 33)


def test_looking_at_a_finished_article_counts_nothing(
    timed: AnnotatePage, clock: Clock, press: Press, second: Store, idle: Callable[[], None]
) -> None:
    first = timed.opened.article_id
    timed.page.select(span_of("Analysts doubt it."))
    press("1", (Qt.Key.Key_1, Qt.KeyboardModifier.ShiftModifier), "a", "a", "j", (Qt.Key.Key_Return, CTRL))
    timed.opened.open(first)
    idle()
    clock.now += 30
    press("w", (Qt.Key.Key_Down, ALT))
    assert stored(second).set.seconds == 0


def test_time_worked_is_no_step_of_undo(timed: AnnotatePage, clock: Clock, press: Press, second: Store) -> None:
    timed.page.select(span_of("Analysts doubt it."))
    press("1")
    clock.now += 8
    timed.stay.write()
    press((Qt.Key.Key_Z, CTRL))
    assert not stored(second).claims
