"""Every label of an annotator, two real articles, made by keys in the real window and exported.

The labels are those of ../shared/gold/A; the lines must come out equal in every key but ids, origin, score and rule.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.config.settings import Settings
from labeler.domain.spans import Span
from labeler.gui.app import make_window
from labeler.gui.projects import new_project
from labeler.services import exporting, importing, projects
from labeler.store import open_store
from tests.benchmarks.figures import SHARED
from tests.stories.keyboard import CTRL, SHIFT, Hands

GOLD = SHARED / "gold" / "annotators.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="needs ../shared/gold (LABELER_SHARED)")
SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
TYPES = {"fact": Qt.Key.Key_1, "prediction": Qt.Key.Key_2, "evaluation": Qt.Key.Key_3, "policy": Qt.Key.Key_4}
VALUES = {"support": Qt.Key.Key_Plus, "oppose": Qt.Key.Key_Minus, "neutral": Qt.Key.Key_0}


@pytest.fixture
def wanted() -> list[dict[str, Any]]:
    with GOLD.open(encoding="utf-8") as file:
        lines = [json.loads(raw) for raw in file]
    return [line for line in lines if line["annotator"] == "A"]


@pytest.fixture
def project(tmp_path: Path, wanted: list[dict[str, Any]]) -> Path:
    file = tmp_path / "gold.labeler"
    store = new_project(str(file), "Gold", "A")
    texts = [SHARED / "articles" / f"{line['id']}.txt" for line in wanted]
    importing.import_paths(store, projects.actor_named(store, None), texts)
    store.close()
    return file


@pytest.fixture
def hands(qtbot: QtBot, project: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hands]:
    monkeypatch.setattr("labeler.gui.worker.worker_command", lambda: SILENT)
    window = make_window(Settings(project.parent / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.open_project(str(project))
    qtbot.waitUntil(lambda: window.project is not None and window.project.annotate.opened.sheet is not None)
    yield Hands(window, qtbot)
    window.close()
    window.deleteLater()


def label_speakers(hands: Hands, line: dict[str, Any]) -> dict[str, str]:
    """Label the speakers and say who they are; return the new ids by those of the line."""
    made: dict[str, str] = {}
    for speaker in sorted(line["speakers"], key=lambda one: one["start"]):
        hands.select(Span(speaker["start"], speaker["end"]))
        hands.act(Qt.Key.Key_2)
        label = hands.view.bench.label
        assert label is not None
        made[speaker["id"]] = label.id
        stored = hands.sheet.speakers[label.id]
        if stored.entity_id is None or hands.sheet.entities[stored.entity_id].name != speaker["entity"]:
            hands.key(Qt.Key.Key_F6)
            assert hands.window.focusWidget() is hands.view.inspector.speaker.entity
            hands.write(speaker["entity"])
            hands.act(Qt.Key.Key_Return)
        assert hands.view.page.hasFocus()
    return made


def give_source(hands: Hands, claim: dict[str, Any], speakers: dict[str, str]) -> None:
    stored = hands.sheet.claims[hands.view.page.current]
    if claim["source"] == "author":
        hands.act(Qt.Key.Key_J)
    elif claim["source"] == "unstated":
        hands.act(Qt.Key.Key_K)
    elif stored.speaker_id != speakers[claim["speaker_id"]]:
        hands.key(Qt.Key.Key_L)
        hands.wait()
        hands.choose(speakers[claim["speaker_id"]])


def label_claim(hands: Hands, claim: dict[str, Any], speakers: dict[str, str]) -> str:
    hands.select(Span(claim["start"], claim["end"]))
    hands.act(Qt.Key.Key_1)
    made = hands.view.page.current
    hands.act(TYPES[claim["type"]], SHIFT)
    give_source(hands, claim, speakers)
    for _ in range(3):
        if hands.sheet.claims[made].attribution == claim["attribution"]:
            break
        hands.act(Qt.Key.Key_A)
    return made


def give_stance(hands: Hands, stance: dict[str, Any]) -> None:
    """Give the selected claim a stance: by its key on the current topic, or as the cue that is selected."""
    if stance["start"] >= 0:
        hands.select(Span(stance["start"], stance["end"]))
        hands.act(Qt.Key.Key_3)
        if hands.view.bench.topic is None or hands.view.bench.topic.id != stance["topic"]:
            hands.choose("")
            hands.choose(stance["topic"])
        hands.choose(stance["value"])
        return
    if hands.view.bench.topic is None or hands.view.bench.topic.id != stance["topic"]:
        hands.act(Qt.Key.Key_T)
        hands.choose(stance["topic"])
    hands.act(VALUES[stance["value"]])


def label_article(hands: Hands, line: dict[str, Any]) -> None:
    for region in line["boilerplate"]:
        hands.select(Span(region["start"], region["end"]))
        hands.act(Qt.Key.Key_4)
    hands.key(Qt.Key.Key_Home, CTRL)
    speakers = label_speakers(hands, line)
    hands.key(Qt.Key.Key_Home, CTRL)
    for claim in sorted(line["claims"], key=lambda one: (one["start"], one["end"])):
        made = label_claim(hands, claim, speakers)
        for stance in line["stances"]:
            if stance["claim_id"] == claim["id"]:
                give_stance(hands, stance)
                assert hands.view.page.current == made


def plain(line: dict[str, Any]) -> dict[str, Any]:
    """Return a line without ids, origin, score and rule; links become what they lead to."""
    left_out = {"id", "claim_id", "speaker_id", "entity_id", "origin", "score", "rule"}
    speakers = {one["id"]: [one["start"], one["end"], one["entity"]] for one in line["speakers"]}
    claims = {one["id"]: [one["start"], one["end"]] for one in line["claims"]}

    def bare(label: dict[str, Any]) -> dict[str, Any]:
        kept = {key: value for key, value in label.items() if key not in left_out}
        if "speaker_id" in label:
            kept["speaker"] = speakers.get(label["speaker_id"])
        if "claim_id" in label:
            kept["claim"] = claims[label["claim_id"]]
        return kept

    kinds = ("claims", "speakers", "stances", "boilerplate")
    out = dict(line)
    for kind in kinds:
        out[kind] = sorted((bare(one) for one in line[kind]), key=lambda one: json.dumps(one, sort_keys=True))
    return out


@pytest.mark.timeout(600)
def test_every_label_of_a_made_by_keys_comes_out_as_it_was_meant(
    hands: Hands, project: Path, wanted: list[dict[str, Any]], tmp_path: Path
) -> None:
    for line in wanted:
        hands.wait(lambda line=line: hands.sheet.article.key == line["id"])
        hands.view.page.setFocus()
        label_article(hands, line)
        hands.act(Qt.Key.Key_Return, CTRL)
        if not hands.view.opened.frozen and hands.sheet.article.key == line["id"]:
            hands.act(Qt.Key.Key_Return, CTRL)
        hands.wait()
    counted = [sum(len(line[kind]) for line in wanted) for kind in ("claims", "speakers", "stances")]
    print(f"{counted[0]} claims, {counted[1]} speakers, {counted[2]} stances by {hands.pressed} key presses")
    store = open_store(str(project))
    exporting.export(store, projects.actor_named(store, None), tmp_path / "out", layer="all")
    store.close()
    with (tmp_path / "out" / "train.jsonl").open(encoding="utf-8") as file:
        exported = [json.loads(raw) for raw in file]
    assert [plain(line) for line in exported] == [plain(line) for line in sorted(wanted, key=lambda one: one["id"])]
    assert counted == [104, 30, 38]
