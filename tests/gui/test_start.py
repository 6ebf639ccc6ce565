"""The start page: what it offers, and that it needs nothing first."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.agreement.report import Asked
from labeler.gui import sample, window_commands
from labeler.gui.window import Window
from labeler.services import agreement, articles, demo, projects
from labeler.store import open_store


def test_the_window_is_up_without_spacy_and_without_the_database() -> None:
    script = (
        "import sys; from labeler.gui.app import make_window; from labeler.config.settings import Settings\n"
        "from pathlib import Path; window = make_window(Settings(Path('unused.json'), {})); window.show()\n"
        "print([name for name in ('spacy', 'sqlalchemy', 'labeler.store') if name in sys.modules]); window.shut()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"


def test_a_new_project_opens_empty_and_is_remembered(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "new" / "mine.labeler"
    window_commands.make_project(window, str(file), "Mine", "anna")
    qtbot.waitUntil(lambda: window.project is not None, timeout=10_000)
    assert file.exists()
    assert window.windowTitle() == "mine.labeler — Labeler"
    assert window.remembered.recent() == [str(file)]


def test_the_sample_project_is_made_on_first_use_with_the_labels_of_two_others(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("labeler.config.paths.documents", lambda: tmp_path)
    # Who made it is not asked who that is.
    monkeypatch.setattr("labeler.gui.window.ask_choice", lambda *_: pytest.fail("asked"))
    window.start.sample.click()
    qtbot.waitUntil(
        lambda: window.project is not None and bool(window.project.annotate.list.model.rows), timeout=20_000
    )
    assert sample.sample_file().exists()
    assert sample.sample_file().name == demo.PROJECT
    store = open_store(str(sample.sample_file()))
    actor = projects.actor_named(store, None)
    assert (actor.name, actor.roles) == (sample.user_name(), frozenset({"annotator", "reviewer", "lead"}))
    assert {one.name for one in projects.annotators(store, actor)} == {sample.user_name(), "a", "b"}
    read = articles.read_article(store, actor, "chip-curbs-hearing")
    assert read.title == "Chip curbs have split Washington as Chinese AI gets cheaper"
    report = agreement.agreement(store, actor, Asked())
    assert (report.annotators, report.doubly, report.sets) == (("a", "b"), 4, 8)
    store.close()


def test_a_file_that_is_no_project_is_refused_with_a_sentence(
    window: Window, tmp_path: Path, idle: Callable[[], None]
) -> None:
    file = tmp_path / "notes.labeler"
    file.write_text("hello " * 500, encoding="utf-8")
    window.open_project(str(file))
    idle()
    assert window.project is None
    assert "not a Labeler project" in window.start_notices.shown()["open"]


def test_del_takes_a_missing_project_off_the_list(window: Window, qtbot: QtBot) -> None:
    window.remembered.opened("/no/such/energy.labeler")
    window.show_start()
    qtbot.wait(50)
    window.start.recent.setFocus()
    window.start.recent.setCurrentRow(0)
    qtbot.keyClick(window.start.recent, Qt.Key.Key_Delete)
    assert window.remembered.recent() == []


def test_a_project_of_several_people_asks_who_labels(
    window: Window, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.gui.builders import make_project

    asked: list[str] = []

    def choose(_parent: object, title: str, _label: str, _button: str, choices: list[tuple[str, str]]) -> str:
        asked.append(title)
        return next(ident for ident, name in choices if name == "bo")

    monkeypatch.setattr("labeler.gui.window.ask_choice", choose)
    window.open_project(str(make_project(tmp_path, people=("bo",))))
    qtbot.waitUntil(lambda: window.bus.actor is not None and window.bus.actor.name == "bo", timeout=10_000)
    assert asked


def test_the_last_project_is_open_again(window: Window, file: Path, qtbot: QtBot) -> None:
    window.reopen()
    assert window.project is None
    window.remembered.opened("/no/such/energy.labeler")
    window.remembered.opened(str(file))
    window.reopen()
    qtbot.waitUntil(lambda: window.project is not None)
    assert window.windowTitle() == "harbour.labeler — Labeler"


def test_the_last_project_stays_closed_where_that_is_wanted(
    window: Window, file: Path, idle: Callable[[], None]
) -> None:
    window.remembered.opened(str(file))
    window.preferences.put("reopen", False)
    window.reopen()
    idle()
    assert window.project is None


@pytest.mark.parametrize("text", [None, "hello " * 500])
def test_a_last_project_that_is_gone_or_refuses_leaves_the_start_page_with_the_reason(
    window: Window, tmp_path: Path, idle: Callable[[], None], text: str | None
) -> None:
    file = tmp_path / "energy.labeler"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    window.remembered.opened(str(file))
    window.reopen()
    idle()
    assert window.project is None
    assert "energy.labeler" in window.start_notices.shown()["open"]
    assert window.start.isVisible()
    assert file.exists() == (text is not None)
