"""The bar below: keys at the left, a sentence beside them, the way out at the right."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from labeler.gui.keybar import KeyBar

LONG = "Accepted: " + "The longstanding tension between\r\nboth countries spread to machines " * 8


@pytest.fixture
def bar(qtbot: QtBot) -> KeyBar:
    made = KeyBar()
    qtbot.addWidget(made)
    made.resize(1440, 40)
    made.show_keys([["label.claim", "label.speaker", "label.stance"]], [("edit.undo", ""), ("article.finish", "")])
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize(("width", "keys"), [(1024, 1), (1440, 3), (2560, 3)])
def test_a_long_sentence_leaves_room_for_the_keys_and_stays_in_the_bar(bar: KeyBar, width: int, keys: int) -> None:
    bar.resize(width, 40)
    before = bar.shown()
    bar.tell(LONG)
    left, right = bar._room()
    assert right > left
    assert bar.shown()[:keys] == before[:keys]
    assert "\n" not in bar.message
    assert "both countries spread" in bar.toolTip()


def test_markup_in_a_sentence_stays_text(bar: KeyBar) -> None:
    bar.tell('Rejected: <img src="file:///etc/passwd">')
    assert "<img" not in bar.toolTip()
