"""Cancel in the middle of an import or export: a notice says so, nothing is left, and the next try works."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.gui import window_commands
from labeler.gui.dialogs import ExportDataset
from labeler.gui.look.controls import Button, PlainLabel
from labeler.gui.window import Window
from labeler.services import articles, exporting, importing, projects, sets
from labeler.store import Store


def held(service: Callable[..., object]) -> Callable[..., object]:
    """Return the service so that it begins only once someone has pressed Cancel."""

    def work(*args: Any, cancelled: Callable[[], bool], **more: Any) -> object:
        end = time.monotonic() + 5
        while not cancelled() and time.monotonic() < end:
            time.sleep(0.001)
        return service(*args, cancelled=cancelled, **more)

    return work


def press_cancel(window: Window, qtbot: QtBot) -> None:
    assert window.project is not None
    bar = window.project.annotate.list.jobs
    qtbot.waitUntil(bar.isVisible)
    qtbot.mouseClick(next(one for one in bar.findChildren(Button)), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible())


def told(window: Window) -> str:
    return " ".join(one.text() for one in window.notices.findChildren(PlainLabel) if one.isVisible())


@pytest.fixture
def more(tmp_path: Path) -> Path:
    folder = tmp_path / "more"
    folder.mkdir()
    for number in range(20):
        (folder / f"d-{number:02}.txt").write_text(f"Quay {number}\n\nShips came, the mayor said.\n", encoding="utf-8")
    return folder


def test_a_cancelled_import_leaves_nothing(
    opened: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, more: Path, second: Store
) -> None:
    actor = projects.actor_named(second, None)
    before = articles.list_articles(second, actor)
    with monkeypatch.context() as patch:
        patch.setattr(importing, "import_paths", held(importing.import_paths))
        window_commands.import_paths(opened, [more])
        press_cancel(opened, qtbot)
    qtbot.waitUntil(lambda: "cancel" in told(opened).lower())
    assert articles.list_articles(second, actor) == before
    window_commands.import_paths(opened, [more])
    qtbot.waitUntil(lambda: "20 articles imported" in told(opened), timeout=10_000)
    assert len(articles.list_articles(second, actor)) == len(before) + 20


def test_a_cancelled_export_leaves_no_dataset(
    opened: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, second: Store
) -> None:
    assert opened.project is not None
    actor = projects.actor_named(second, None)
    sets.finish_set(second, actor, articles.list_articles(second, actor)[1].id)
    folder = tmp_path / "dataset"

    def agree(form: ExportDataset) -> int:
        form.folder.line.setText(str(folder))
        return 1

    monkeypatch.setattr(ExportDataset, "exec", agree)
    with monkeypatch.context() as patch:
        patch.setattr(exporting, "export", held(exporting.export))
        window_commands.export(opened, opened.project)
        press_cancel(opened, qtbot)
    qtbot.waitUntil(lambda: "cancel" in told(opened).lower())
    assert not folder.exists() or not list(folder.iterdir())
    assert [one.name for one in tmp_path.iterdir() if "dataset" in one.name] in ([], ["dataset"])
    window_commands.export(opened, opened.project)
    qtbot.waitUntil(lambda: "The dataset is in" in told(opened), timeout=10_000)
    assert list(folder.iterdir())


def test_closing_the_project_ends_its_import_first(
    opened: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, more: Path, second: Store
) -> None:
    actor = projects.actor_named(second, None)
    before = articles.list_articles(second, actor)
    with monkeypatch.context() as patch:
        patch.setattr(importing, "import_paths", held(importing.import_paths))
        window_commands.import_paths(opened, [more])
        opened.close_project()
        qtbot.waitUntil(lambda: not opened.jobs)
    assert articles.list_articles(second, actor) == before
    assert opened.project is None
    assert "broken" not in opened.notices.shown()
