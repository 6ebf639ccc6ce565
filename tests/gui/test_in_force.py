"""What articles are read by changes while one works: the worker follows, the page shows what is suggested now."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.look.controls import LinkButton
from labeler.gui.window import Window
from labeler.services import history, projects, schemes, verifying
from labeler.services.schemes import PipelineChange
from labeler.store import Store
from tests.gui.builders import stored

# Suggests one speaker, the first word, by a rule that names the scheme's version and the weights.
READER = """
import json, sys, tomllib
said = ""
for line in sys.stdin:
    message = json.loads(line)
    if message["do"] == "load":
        if message["model"] == "broken":
            print(json.dumps({"did": "failed", "job": "", "message": "There is no broken."}), flush=True)
            continue
        said = "v%s%s%s" % (tomllib.loads(message["scheme"])["version"], message["model"], "".join(message["learnt"]))
        print(json.dumps({"did": "ready", "version": said, "description": "{}"}), flush=True)
    elif message["do"] == "suggest":
        word = message["text"].split()[0]
        one = dict(id="a", kind="speaker", start=0, end=len(word), text=word, rule=said, score=.5, run_id="",
                   article_id="", type="", attribution="", source="", speaker_id=None, entity=word, entity_kind="",
                   affiliation="", claim_id=None, topic="", value="", why="")
        print(json.dumps({"did": "suggested", "job": message["job"], "article": message["article"],
                          "sha256": message["sha256"], "version": said, "suggestions": [one], "sentences": 1,
                          "warning": "This is odd."}), flush=True)
"""


@pytest.fixture
def reading(opened: Window, view: AnnotatePage, qtbot: QtBot) -> Callable[[str], None]:
    """Read by the reader of this file; return what waits until the page shows the suggestion of a rule."""
    assert opened.project is not None
    suggester = opened.project.suggester
    suggester.stop()
    suggester.command = lambda: [sys.executable, "-c", READER]
    suggester.restart()

    def wait(rule: str) -> None:
        def shown() -> bool:
            sheet = view.opened.sheet
            return sheet is not None and [one.rule for one in sheet.suggestions.values()] == [rule]

        qtbot.waitUntil(shown, timeout=10_000)

    return wait


def test_another_version_of_the_scheme_is_read_by_at_once_and_back_again(
    opened: Window, view: AnnotatePage, second: Store, reading: Callable[[str], None], idle: Callable[[], None]
) -> None:
    reading("v1")
    view.page.put_caret(40)
    process = opened.project.suggester.process_id if opened.project else 0
    opened.bus.run(schemes.change_pipeline, PipelineChange(rules={"quote": False}))
    reading("v2")
    assert view.page.caret() == 40
    assert opened.project is not None
    assert opened.project.suggester.process_id == process
    opened.commands.trigger("edit.undo")
    reading("v1")
    opened.commands.trigger("edit.redo")
    reading("v2")
    idle()
    assert [one.rule for one in stored(second).suggestions.values()] == ["v2"]
    assert verifying.verify_project(second).faults == ()


def test_what_another_program_changes_is_noticed(opened: Window, second: Store, reading: Callable[[str], None]) -> None:
    reading("v1")
    lead = projects.actor_named(second, None)
    schemes.change_pipeline(second, lead, PipelineChange(rules={"quote": False}))
    reading("v2")
    history.undo(second, lead)
    reading("v1")
    assert opened.project is not None
    assert opened.project.suggesting.watch.force.stamp.scheme == 1


def test_another_reader_is_used_at_once_and_one_that_cannot_work_is_told(
    opened: Window, reading: Callable[[str], None], qtbot: QtBot
) -> None:
    reading("v1")
    opened.preferences.put("model", "mine")
    reading("v1mine")
    opened.preferences.put("model", "broken")
    qtbot.waitUntil(lambda: "reader" in opened.notices.shown(), timeout=10_000)
    assert opened.notices.shown()["reader"] == "There is no broken."
    opened.notices.findChildren(LinkButton)[-1].click()
    assert opened.preferences.get("model") == ""
    reading("v1")
    assert "reader" not in opened.notices.shown()


def test_what_was_learnt_and_can_not_be_used_is_done_without(
    opened: Window, reading: Callable[[str], None], qtbot: QtBot
) -> None:
    reading("v1")
    assert opened.project is not None
    suggesting_ = opened.project.suggesting
    suggesting_.suggester.stop()
    reader = READER.replace('message["model"] == "broken"', 'message["learnt"]')
    suggesting_.suggester.command = lambda: [sys.executable, "-c", reader]
    suggesting_.suggester.restart()
    load = suggesting_.suggester.load
    suggesting_.suggester.use(type(load)(load.scheme, load.model, {"claim": "{}"}))
    qtbot.waitUntil(lambda: "learnt" in opened.notices.shown(), timeout=10_000)
    assert opened.notices.shown()["learnt"] == (
        "Suggestions are made without what this project learnt: There is no broken."
    )


def test_what_a_run_found_odd_stands_above_the_article(view: AnnotatePage, reading: Callable[[str], None]) -> None:
    reading("v1")
    assert view.header.warning.text() == "This is odd."
    assert view.header.warning.isVisible()
