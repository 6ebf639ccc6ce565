"""The suggestion worker as the window sees it: its answers are stored, its death is told."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from pytestqt.qtbot import QtBot

from labeler.gui.window import Window

# Answers every article with one speaker: its first word.
ANSWERS = """
import json, sys
for line in sys.stdin:
    message = json.loads(line)
    if message["do"] == "load":
        print(json.dumps({"did": "ready", "version": "v1", "description": "first words"}), flush=True)
    elif message["do"] == "suggest":
        word = message["text"].split()[0]
        one = dict(id="a", kind="speaker", start=0, end=len(word), text=word, rule="first", score=.5, run_id="",
                   article_id="", type="", attribution="", source="", speaker_id=None, entity=word, entity_kind="",
                   affiliation="", claim_id=None, topic="", value="", why="")
        print(json.dumps({"did": "suggested", "job": message["job"], "article": message["article"],
                          "sha256": message["sha256"], "version": "v1", "suggestions": [one], "sentences": 1,
                          "warning": ""}), flush=True)
"""


def test_suggestions_arrive_without_moving_the_page(opened: Window, qtbot: QtBot, idle: Callable[[], None]) -> None:
    assert opened.project is not None
    project = opened.project
    project.suggester.stop()
    project.suggester.command = lambda: [sys.executable, "-c", ANSWERS]
    view = project.annotate
    view.page.put_caret(40)
    place = view.page.verticalScrollBar().value()
    project.suggester.restart()
    project.suggester.put_first(view.opened.article_id)
    qtbot.waitUntil(lambda: bool(view.opened.sheet and view.opened.sheet.suggestions), timeout=10_000)
    idle()
    assert view.page.caret() == 40
    assert view.page.verticalScrollBar().value() == place
    assert view.page.current == ""


def test_a_killed_worker_is_started_again_once_and_told(opened: Window, qtbot: QtBot) -> None:
    assert opened.project is not None
    suggester = opened.project.suggester
    for matter in ("started again", "no more suggestions"):
        qtbot.waitUntil(lambda: suggester.process_id > 0, timeout=10_000)
        os.kill(suggester.process_id, signal.SIGKILL)
        qtbot.waitUntil(lambda matter=matter: matter in opened.notices.shown().get("worker", ""), timeout=10_000)
    assert suggester.process_id == 0
