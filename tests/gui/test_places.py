"""Back where one was reading: from article to article in a session, and after a restart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.projects import new_project
from labeler.gui.window import Window
from labeler.services import importing, projects
from tests.gui.builders import OTHER

ALT = Qt.KeyboardModifier.AltModifier
Press = Callable[..., None]
LONG = "\n\n".join(f"Paragraph {number}: the quay was full of boats, and of people." for number in range(120)) + "\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a project of a long article and a short one."""
    for name, text in (("a-long", LONG), ("b-short", OTHER)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    file = tmp_path / "quay.labeler"
    store = new_project(str(file), "Quay", "anna")
    importing.import_paths(store, projects.actor_named(store, None), sorted(tmp_path.glob("*.txt")))
    store.close()
    return file


def test_going_back_to_an_article_goes_back_to_the_place(
    view: AnnotatePage, press: Press, idle: Callable[[], None]
) -> None:
    start = LONG.index("Paragraph 80")
    view.page.put_caret(start + 12, start)
    bar = view.page.verticalScrollBar()
    bar.setValue(bar.maximum() * 2 // 3)
    idle()
    before = (view.page.selection(), view.page.place().top)
    press((Qt.Key.Key_Down, ALT))
    assert view.page.text == OTHER
    press((Qt.Key.Key_Up, ALT))
    idle()
    assert (view.page.selection(), view.page.place().top) == before


def test_a_restart_goes_back_to_article_and_place(view: AnnotatePage, opened: Window, idle: Callable[[], None]) -> None:
    start = LONG.index("Paragraph 80")
    view.page.put_caret(start + 12, start)
    bar = view.page.verticalScrollBar()
    bar.setValue(bar.maximum() * 2 // 3)
    idle()
    before = (view.page.selection(), view.page.place().top)
    location = opened.project.project.location if opened.project else ""
    opened.close_project()
    idle()
    opened.open_project(location)
    idle()
    idle()
    assert opened.project is not None
    page = opened.project.annotate.page
    assert (page.text, page.selection(), page.place().top) == (LONG, *before)


def test_a_jump_to_a_label_wins_over_the_place(view: AnnotatePage, press: Press, idle: Callable[[], None]) -> None:
    first = view.opened.article_id
    view.page.put_caret(5)
    press("1")
    label = view.page.current
    start = LONG.index("Paragraph 80")
    view.page.put_caret(start)
    press((Qt.Key.Key_Down, ALT))
    view.opened.open(first, label)
    idle()
    assert view.page.current == label
    assert view.page.verticalScrollBar().value() == 0
