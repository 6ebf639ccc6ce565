"""The Agreement page by itself, over a project that nobody asks: reports are made by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from labeler.config.settings import Settings
from labeler.gui.agreement.page import AgreementPage
from labeler.gui.app import application
from labeler.gui.bus import Bus
from labeler.gui.jobs import Job
from labeler.gui.look import theme
from labeler.gui.look.controls import FocusRing
from labeler.gui.remembered import Remembered


@pytest.fixture
def said() -> list[str]:
    """What the page told in the key bar."""
    return []


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, said: list[str]) -> Iterator[AgreementPage]:
    """The page in a window of its own; no project is open."""
    theme.apply(application(), "light")
    bus = Bus()

    def no_job(*_: object) -> Job:
        raise AssertionError("nothing is computed without a project")

    made = AgreementPage(bus, no_job, Remembered(Settings(tmp_path / "settings.json", {})), said.append)
    FocusRing(made)
    qtbot.addWidget(made)
    made.resize(1264, 812)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    bus.stop()
