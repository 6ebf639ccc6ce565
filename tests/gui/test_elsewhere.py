"""Somebody works on the same project elsewhere: in a second window as the same person, or as another one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.domain.sets import Actor
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.page.marks import marks_of
from labeler.gui.window import Window
from labeler.services import history, labeling, projects, sets
from labeler.store import Store
from tests.gui.builders import span_of, stored


def person(store: Store, name: str | None = None) -> Actor:
    return projects.actor_named(store, name)


def as_stored(view: AnnotatePage, store: Store) -> bool:
    """Tell whether the page shows what another connection reads."""
    shown = {mark.id: mark for mark in view.page.index.marks()}
    return shown == {mark.id: mark for mark in view.sieve.marks(marks_of(stored(store), view.opened.scheme))}


def test_what_went_elsewhere_goes_here_once_it_is_touched(
    opened: Window, view: AnnotatePage, second: Store, press: Callable[..., None], idle: Callable[[], None]
) -> None:
    view.page.select(span_of("Analysts doubt it"))
    press("1")
    (claim,) = stored(second).claims
    labeling.remove_label(second, person(second), view.opened.article_id, "claim", claim)
    view.page.go_to(claim)
    press(Qt.Key.Key_Delete)
    idle()
    assert "no such claim" in opened.notices.shown()["refused"]
    assert view.opened.label(claim) is None
    assert as_stored(view, second)


def test_what_was_finished_elsewhere_is_frozen_here_once_it_is_touched(
    opened: Window, view: AnnotatePage, second: Store, press: Callable[..., None], idle: Callable[[], None]
) -> None:
    sets.skip_set(second, person(second), view.opened.article_id, "read elsewhere")
    view.page.select(span_of("Analysts doubt it"))
    press("1")
    idle()
    assert "refused" in opened.notices.shown()
    assert view.opened.frozen
    assert stored(second).claims == {}


def test_the_other_window_s_steps_are_undone_here_too(
    view: AnnotatePage, second: Store, press: Callable[..., None], idle: Callable[[], None]
) -> None:
    view.page.select(span_of("Analysts doubt it"))
    press("1")
    labeling.add_claim(second, person(second), view.opened.article_id, span_of("We need more chips"))
    press((Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    idle()
    assert [one.text for one in stored(second).claims.values()] == ["Analysts doubt it"]
    assert as_stored(view, second)


def test_another_person_s_work_neither_shows_nor_is_undone(
    view: AnnotatePage, second: Store, press: Callable[..., None], idle: Callable[[], None]
) -> None:
    projects.add_annotator(second, person(second), "bert", frozenset({"annotator"}))
    bert = person(second, "bert")
    view.page.select(span_of("Analysts doubt it"))
    press("1")
    labeling.add_claim(second, bert, view.opened.article_id, span_of("We need more chips"))
    view.page.select(span_of("Mara Ellison"))
    press("2")
    assert as_stored(view, second)
    for _ in range(2):
        press((Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier))
    idle()
    assert stored(second).claims == {}
    assert len(sets.open_sheet(second, bert, view.opened.article_id).claims) == 1
    assert history.next_undo(second, bert)


def test_a_label_waits_for_a_project_that_is_locked_elsewhere(
    opened: Window, view: AnnotatePage, file: Path, second: Store, qtbot: QtBot
) -> None:
    view.page.select(span_of("Analysts doubt it"))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        qtbot.keyClick(view.page, Qt.Key.Key_1)
        qtbot.waitUntil(lambda: "saving" in opened.windowTitle())
        # The window goes on meanwhile, past the patience of the database itself.
        qtbot.waitUntil(lambda: "unsaved" in opened.notices.shown(), timeout=15_000)
        qtbot.keyClick(view.page, Qt.Key.Key_W)
        assert "not saved" in opened.windowTitle()
        other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: not opened.bus.unsaved, timeout=15_000)
    assert [one.text for one in stored(second).claims.values()] == ["Analysts doubt it"]
    assert "unsaved" not in opened.notices.shown()
