"""The window over a real project in a folder of its own."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from labeler.config.settings import Settings
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.app import make_window
from labeler.gui.window import Window
from labeler.store import Store, open_store
from tests.gui.builders import make_project

# A worker that reads and says nothing: suggestions of the tests are made by hand.
SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Delete at once what a test left to be deleted: it would be dressed and drawn anew in every later test."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "settings.json", {"theme": "light"})


@pytest.fixture
def window(qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Window]:
    monkeypatch.setattr("labeler.gui.worker.worker_command", lambda: SILENT)
    window = make_window(settings)
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield window
    window.close()
    window.deleteLater()


@pytest.fixture
def idle(qtbot: QtBot, window: Window) -> Callable[[], None]:
    """Wait until the desk has answered everything."""

    def wait() -> None:
        for _ in range(3):
            qtbot.waitUntil(lambda: not window.bus.busy, timeout=5000)
            qtbot.wait(1)

    return wait


@pytest.fixture(scope="session")
def made_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, made once and closed: copy it."""
    return make_project(tmp_path_factory.mktemp("harbour"))


@pytest.fixture
def file(tmp_path: Path, made_project: Path) -> Path:
    """A project of the test's own, beside the texts that it was made from."""
    for one in made_project.parent.iterdir():
        shutil.copy(one, tmp_path)
    return tmp_path / made_project.name


@pytest.fixture
def opened(window: Window, file: Path, idle: Callable[[], None], qtbot: QtBot) -> Window:
    """The window with the first article of the project open and the focus in it."""
    window.open_project(str(file))
    qtbot.waitUntil(
        lambda: window.project is not None and window.project.annotate.opened.sheet is not None, timeout=30_000
    )
    idle()
    assert window.project is not None
    window.project.annotate.page.setFocus()
    return window


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    """The Annotate page of the opened window."""
    assert opened.project is not None
    return opened.project.annotate


@pytest.fixture
def second(file: Path) -> Iterator[Store]:
    """Another connection to the same project."""
    store = open_store(str(file))
    yield store
    store.close()


@pytest.fixture
def press(opened: Window, qtbot: QtBot, idle: Callable[[], None]) -> Callable[..., None]:
    """Press keys where the focus is, as they come: characters, or (key, modifiers)."""

    def do(*keys: str | Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        for key in keys:
            target = opened.focusWidget()
            if isinstance(key, tuple):
                qtbot.keyClick(target, key[0], key[1])
            elif isinstance(key, str):
                for one in key:
                    qtbot.keyClicks(target, one)
            else:
                qtbot.keyClick(target, key)
            idle()

    return do
