"""Where two annotators of real articles disagree, settled by keys in the real window: gold, exported, sound."""

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
from labeler.gui.app import make_window
from labeler.gui.projects import new_project
from labeler.gui.review.page import ReviewPage
from labeler.services import exporting, importing, own_gold, projects, reviewing, sets
from labeler.services.reviewing import ReviewSheet
from labeler.store import open_store
from labeler.store.verify import verify
from tests.benchmarks.figures import SHARED
from tests.stories.keyboard import CTRL, Hands

GOLD = SHARED / "gold" / "annotators.jsonl"
pytestmark = pytest.mark.skipif(not GOLD.exists(), reason="needs ../shared/gold (LABELER_SHARED)")
SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
ALT = Qt.KeyboardModifier.AltModifier
KINDS = ("claims", "speakers", "stances", "boilerplate")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    file = tmp_path / "gold.labeler"
    store = new_project(str(file), "Gold", "lena")
    importing.import_paths(store, projects.actor_named(store, None), [GOLD])
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
    window.open_project(str(project), "lena")
    qtbot.waitUntil(lambda: window.project is not None and window.project.annotate.opened.sheet is not None)
    yield Hands(window, qtbot)
    window.close()
    window.deleteLater()


def page_of(hands: Hands) -> ReviewPage:
    assert hands.window.project is not None
    page = hands.window.project.pages.made("review")
    assert isinstance(page, ReviewPage)
    return page


def sheet_of(hands: Hands) -> ReviewSheet:
    reading = page_of(hands).opened.reading
    assert reading is not None
    assert reading.sheet is not None
    return reading.sheet


def lines_of(folder: Path) -> list[dict[str, Any]]:
    with (folder / "train.jsonl").open(encoding="utf-8") as file:
        return [json.loads(raw) for raw in file]


def settle(hands: Hands) -> dict[str, str]:
    """Settle what is open: by the first side, the second, none in turn; once with a reason, once by edges of one's own.

    Return whose label was taken, "edited" for one's own.
    """
    page, taken = page_of(hands), dict[str, str]()
    turns = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_1, Qt.Key.Key_X)
    while (reading := page.opened.reading) is not None and reading.open:
        hands.act(Qt.Key.Key_O)
        case = page.opened.case
        assert case is not None
        if not taken:
            hands.key(Qt.Key.Key_R)
            hands.write("as the guidelines say")
            hands.act(Qt.Key.Key_Return)
        key = turns[len(taken) % len(turns)]
        before = len(sheet_of(hands).settled)
        own = case.kind == "boundary" and "edited" not in taken.values()
        if own:
            hands.act(Qt.Key.Key_E)
            hands.key(Qt.Key.Key_Left)
            hands.act(Qt.Key.Key_Return)
        else:
            hands.act(key)
        hands.wait(lambda before=before: len(sheet_of(hands).settled) > before)
        if own:
            taken[case.id] = "edited"
            continue
        sides = [one.annotator_id for one in sheet_of(hands).sides]
        taken[case.id] = "" if key == Qt.Key.Key_X else sides[int(chr(key.value)) - 1]
    return taken


@pytest.mark.timeout(600)
def test_a_review_by_keys_makes_gold_that_is_exported_and_sound(hands: Hands, project: Path, tmp_path: Path) -> None:
    store = open_store(str(project))
    lena = projects.actor_named(store, "lena")
    before = {
        row.article_id: {
            name: sets.open_sheet(store, projects.actor_named(store, name), row.article_id) for name in ("A", "B")
        }
        for row in reviewing.review_list(store, lena)
    }
    taken: dict[str, str] = {}
    hands.act(Qt.Key.Key_2, ALT)
    hands.wait(lambda: page_of(hands).opened.reading is not None)
    articles: list[str] = []
    for number in range(2):
        if number:
            hands.act(Qt.Key.Key_Down, ALT)
            hands.wait(lambda: page_of(hands).opened.article_id not in articles)
        articles.append(page_of(hands).opened.article_id)
        hands.act(Qt.Key.Key_A)
        hands.wait(lambda: all(one.kind for one in sheet_of(hands).open))
        mine = settle(hands)
        if not number:
            # The last decision is taken back and made again.
            hands.act(Qt.Key.Key_Z, CTRL)
            hands.wait(lambda: len(sheet_of(hands).open) == 1)
            last = sheet_of(hands).open[0].id
            assert page_of(hands).opened.current == last == list(mine)[-1]
            hands.act(Qt.Key.Key_J)
            hands.act(Qt.Key.Key_Y, CTRL)
            assert page_of(hands).opened.current == last
            hands.wait(lambda: not sheet_of(hands).open)
        taken |= mine
        hands.act(Qt.Key.Key_Return, CTRL)
        hands.wait(lambda: sheet_of(hands).gold.set.state == "finished")
    print(f"{len(taken)} disagreements settled by {hands.pressed} key presses")
    for article_id in articles:
        sheet = reviewing.open_review(store, lena, article_id)
        assert sheet.open == ()
        disputed = {one.id for one in sheet.items if one.kind}
        assert disputed <= taken.keys()
        for one in (sheet.settled[ident] for ident in disputed):
            assert ("edited" if one.edited else one.taken_from) == taken[one.item_id]
        assert sum(one.edited for one in sheet.settled.values()) == 1
        assert {sheet.settled[one.id].how for one in sheet.items if not one.kind} == {"unanimous"}
    reasons = [
        one.reason for article in articles for one in reviewing.open_review(store, lena, article).settled.values()
    ]
    assert sum("as the guidelines say" in one for one in reasons) == len(articles)
    for article_id, sheets in before.items():
        for name, sheet in sheets.items():
            actor = projects.actor_named(store, name)
            again = sets.open_sheet(store, actor, article_id)
            assert (again.claims, again.speakers, again.stances) == (sheet.claims, sheet.speakers, sheet.stances)
            assert article_id in {row.article_id for row in own_gold.own_gold(store, actor)}
    exporting.export(store, lena, tmp_path / "out", layer="gold")
    assert verify(store).findings == []
    lines = lines_of(tmp_path / "out")
    assert [line["annotator"] for line in lines] == ["gold", "gold"]
    for line in lines:
        gold = reviewing.open_review(
            store, lena, next(one for one in articles if before[one]["A"].article.key == line["id"])
        ).gold
        counts = [len(part) for part in (gold.claims, gold.speakers, gold.stances, gold.regions)]
        assert [len(line[kind]) for kind in KINDS] == counts
        assert all(counts)
    store.close()
