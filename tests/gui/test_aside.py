"""History and guidelines beside the article, focus mode, and coming back to where one was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from labeler.domain.spans import Span
from labeler.gui.annotate.aside.past import about, title_of
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.project_view import ProjectView
from labeler.gui.window import Window
from labeler.services import labeling, projects
from labeler.store import Store
from tests.gui.builders import OTHER, TEXT

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
HISTORY, GUIDELINES, FOCUS = (Qt.Key.Key_H, CTRL), (Qt.Key.Key_G, CTRL), Qt.Key.Key_F11


@pytest.fixture
def project(opened: Window) -> ProjectView:
    assert opened.project is not None
    return opened.project


@pytest.fixture
def view(project: ProjectView) -> AnnotatePage:
    return project.annotate


def span_of(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def steps(project: ProjectView) -> list[tuple[str, bool]]:
    return [(title_of(row), row.reversed) for row in project.history.model.rows]


def label_three(view: AnnotatePage, press: Callable[..., None]) -> None:
    for words, key in (("Mara Ellison", "2"), ("Analysts doubt it.", "1")):
        view.page.select(span_of(words))
        press(key)
    press("?")


def test_history_lists_named_steps_newest_first_and_follows_every_edit(
    project: ProjectView, view: AnnotatePage, press: Callable[..., None]
) -> None:
    label_three(view, press)
    press(HISTORY)
    assert view.side.current == "history"
    assert project.history.view.hasFocus()
    before = steps(project)
    assert [title for title, _gone in before] == ["change claim", "label claim", "label speaker"]
    assert "anna" in about(project.history.model.rows[0])
    assert "Harbour towns look for buyers" in about(project.history.model.rows[0])
    press((Qt.Key.Key_Z, CTRL))
    after = steps(project)
    assert after[0][0].startswith("undid: ")
    assert after[1] == (before[0][0], True)
    assert len(after) == 4


def test_undo_everything_after_a_step_is_one_command_and_survives_a_restart(
    *,
    opened: Window,
    view: AnnotatePage,
    press: Callable[..., None],
    idle: Callable[[], None],
    qtbot: QtBot,
    file: Path,
) -> None:
    label_three(view, press)
    opened.close_project()
    opened.open_project(str(file))
    qtbot.waitUntil(lambda: opened.project is not None and opened.project.annotate.opened.sheet is not None)
    idle()
    again = opened.project
    assert again is not None
    again.annotate.page.setFocus()
    press(HISTORY, Qt.Key.Key_End)
    assert again.history.view.currentIndex().row() == 2
    assert again.history.back.isEnabled()
    qtbot.mouseClick(again.history.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(again.history.isEnabled)
    idle()
    sheet = again.annotate.opened.sheet
    assert sheet is not None
    assert (len(sheet.claims), len(sheet.speakers)) == (0, 1)
    assert "2 steps undone." in opened.keybar.message
    assert [gone for _title, gone in steps(again)[-3:]] == [True, True, False]


def test_undoing_stops_with_a_sentence_where_it_is_refused(
    *,
    opened: Window,
    project: ProjectView,
    view: AnnotatePage,
    press: Callable[..., None],
    idle: Callable[[], None],
    qtbot: QtBot,
    second: Store,
) -> None:
    label_three(view, press)
    sheet = view.opened.sheet
    assert sheet is not None
    [claim] = sheet.claims.values()
    anna = projects.actor_named(second, "anna")
    press(HISTORY, Qt.Key.Key_End)
    # Another connection changes the claim after what is listed: its labelling can't be undone any more.
    labeling.change_claim(second, anna, sheet.article.id, claim.id, unsure=False)
    qtbot.mouseClick(project.history.back, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(project.history.isEnabled)
    idle()
    assert opened.keybar.message.startswith("0 steps undone.")


def test_enter_goes_to_the_place_of_a_step_in_another_article(
    project: ProjectView, view: AnnotatePage, press: Callable[..., None], idle: Callable[[], None]
) -> None:
    view.page.select(span_of("Analysts doubt it."))
    press("1")
    claim = view.page.current
    press((Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier))
    assert view.opened.article_id
    view.page.select(span_of("Tugboats", OTHER))
    press("2", HISTORY)
    assert len(steps(project)) == 1
    project.history.scope.segments()[1].click()
    idle()
    labelled = [row for row, (title, _) in enumerate(steps(project)) if title == "label claim"]
    project.history.view.go(labelled[0])
    press(Qt.Key.Key_Return)
    idle()
    assert view.page.text == TEXT
    assert view.page.current == claim


def test_more_steps_come_as_one_scrolls(
    project: ProjectView, view: AnnotatePage, press: Callable[..., None], second: Store, idle: Callable[[], None]
) -> None:
    sheet = view.opened.sheet
    assert sheet is not None
    anna = projects.actor_named(second, "anna")
    for number in range(60):
        labeling.add_claim(second, anna, sheet.article.id, span_of("Analysts doubt it."), id=f"c{number}")
        labeling.remove_label(second, anna, sheet.article.id, "claim", f"c{number}")
    press(HISTORY)
    assert len(steps(project)) == 100
    press(Qt.Key.Key_End)
    idle()
    assert len(steps(project)) == 120


def test_guidelines_are_safe_found_in_and_stay_where_they_were_read(
    project: ProjectView, view: AnnotatePage, press: Callable[..., None], qtbot: QtBot
) -> None:
    lines = "\n\n".join(f"Paragraph {number} about speakers." for number in range(80))
    hostile = "# Rules\n\n![x](file:///etc/passwd) <img src='http://x/y.png'> [a link](file:///etc/passwd)\n\n"
    project.guidelines._show(hostile + lines)
    press(GUIDELINES)
    assert view.side.current == "guidelines"
    shown = project.guidelines.text
    assert not shown.openLinks()
    assert shown.loadResource(2, "file:///etc/passwd") is None
    links = [QPoint(x, y) for x in range(0, 300, 4) for y in range(0, 200, 4) if shown.anchorAt(QPoint(x, y))]
    assert links
    before = shown.toPlainText()
    qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=links[0])
    assert shown.toPlainText() == before
    qtbot.keyClicks(project.guidelines.line, "paragraph 70")
    assert shown.textCursor().selectedText() == "Paragraph 70"
    place = shown.verticalScrollBar().value()
    assert place > 0
    press(Qt.Key.Key_Escape)
    assert view.side.current == "articles"
    assert view.page.hasFocus()
    press(GUIDELINES)
    assert shown.verticalScrollBar().value() == place
    qtbot.keyClicks(project.guidelines.line, " nowhere")
    assert project.guidelines.told.text() == "not found"


def test_the_project_s_own_guidelines_are_shown(project: ProjectView, press: Callable[..., None]) -> None:
    press(GUIDELINES)
    assert project.guidelines.text.toPlainText()


def test_focus_mode_shows_the_article_alone_and_every_key_acts(
    opened: Window, project: ProjectView, view: AnnotatePage, press: Callable[..., None]
) -> None:
    parts = (project.rail, project.header, view.side, view.inspector)
    press(FOCUS)
    assert not any(part.isVisible() for part in parts)
    assert view.page.hasFocus()
    view.page.select(span_of("Analysts doubt it."))
    press("1")
    assert view.opened.sheet is not None
    assert len(view.opened.sheet.claims) == 1
    press(Qt.Key.Key_Escape)
    assert all(part.isVisible() for part in parts)
    press(FOCUS, FOCUS)
    assert all(part.isVisible() for part in parts)
    assert opened.remembered.settings.get("focus_mode") is False


def test_focus_mode_is_remembered(
    *,
    opened: Window,
    project: ProjectView,
    press: Callable[..., None],
    qtbot: QtBot,
    file: Path,
    idle: Callable[[], None],
) -> None:
    press(FOCUS)
    opened.close_project()
    opened.open_project(str(file))
    qtbot.waitUntil(lambda: opened.project is not None and opened.project is not project)
    idle()
    assert opened.project is not None
    assert not opened.project.rail.isVisible()
    opened.preferences.put("focus_mode", False)
    assert opened.project.rail.isVisible()


def test_an_article_opens_where_it_was_left(
    *,
    opened: Window,
    view: AnnotatePage,
    press: Callable[..., None],
    qtbot: QtBot,
    file: Path,
    idle: Callable[[], None],
) -> None:
    opened.resize(1440, 480)
    opened.preferences.put("reading_size", 30)
    idle()
    view.page.select(span_of("half of its work"))
    press((Qt.Key.Key_W, SHIFT))
    idle()
    selected, place = view.page.raw_selection(), view.page.place()
    top = view.page.verticalScrollBar().value()
    assert top > 0
    opened.close_project()
    opened.open_project(str(file))
    qtbot.waitUntil(lambda: opened.project is not None and opened.project.annotate.opened.sheet is not None)
    idle()
    assert opened.project is not None
    again = opened.project.annotate.page
    assert again.raw_selection() == selected
    assert again.place() == place
    caret = again.cursorRect().center()
    assert again.viewport().rect().contains(QPoint(10, caret.y()))
