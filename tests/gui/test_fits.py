"""Nothing is cut, and what takes the focus has a name and shows it: pages and dialogs, sizes, themes, scales."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from labeler.gui.look import theme
from labeler.gui.look.controls import PlainLabel
from labeler.gui.window import Window
from tests.gui import fitting

# The screen's scale and the text's.
SCALES = (("1.5", "1"), ("2", "1"), ("1", "2"))


@pytest.fixture(scope="module")
def looks() -> Iterator[dict[tuple[str, str], subprocess.Popen[str]]]:
    """A process for each scale, all at once: Qt takes the screen's scale when it starts."""
    started = {
        (screen, text): subprocess.Popen(
            [sys.executable, "-m", "tests.gui.fitting", text],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": screen},
            stdout=subprocess.PIPE,
            text=True,
        )
        for screen, text in SCALES
    }
    yield started
    for one in started.values():
        one.kill()
        one.communicate()


@pytest.mark.parametrize(("screen", "text"), SCALES)
def test_every_page_and_dialog_fits(
    looks: dict[tuple[str, str], subprocess.Popen[str]], screen: str, text: str
) -> None:
    told, _ = looks[screen, text].communicate(timeout=300)
    assert told == f"screen {screen}, text {text}\n"


def test_every_page_and_dialog_fits_at_once(window: Window, tmp_path: Path) -> None:
    assert fitting.findings(window, tmp_path, (*fitting.SIZES, (2560, 1440))) == {}


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_focus_is_seen_everywhere(window: Window, tmp_path: Path, look: str) -> None:
    theme.apply(fitting.application(), look)
    faults: dict[str, list[str]] = {}
    for state in fitting.walk(window, tmp_path):
        if state in {"start page", "claim with a stance", "problems", "notice"} and (
            found := fitting.unseen_focus(window)
        ):
            faults[state] = found
    for dialog in fitting.dialogs(window, tmp_path):
        dialog.show()
        fitting.turn()
        if found := fitting.unseen_focus(dialog):
            faults[type(dialog).__name__] = found
        dialog.hide()
    assert faults == {}


def test_labels_show_hostile_text_as_it_is(window: Window) -> None:
    window.start_notices.tell("open", "bad", "<img src='file:///etc/passwd'> & <b>bold</b>")
    for label in window.findChildren(PlainLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText
