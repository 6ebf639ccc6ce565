"""The page under hands that press anything; hostile texts, two reviewers at once, hidden names."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from labeler.domain.errors import LabelerError
from labeler.gui.projects import new_project
from labeler.gui.review.reading import reading_of
from labeler.services import articles, history, importing, projects, reviewing, reviewing_sides, sets
from labeler.store import open_store
from labeler.store.verify import verify
from tests.gui.review.builders import Hand
from tests.gui.review.host import Host

PRESSED = (
    *(f"review.take_{n}" for n in (1, 2, 3)),
    "review.neither",
    "review.undecide",
    "review.next",
    "review.previous",
    "review.next_open",
    "review.take_agreed",
    "review.hide_names",
    "review.side_by_side",
    "review.table",
    "review.edit",
    "review.accept",
    "undo",
    "redo",
    "save",
    "escape",
    "wait",
)


def _press(host: Host, ident: str) -> None:
    page = host.page
    if ident in {"undo", "redo"}:
        host.bus.run(history.undo if ident == "undo" else history.redo)
    elif ident == "save":
        page.settling.save_edited()
    elif ident == "escape":
        page.prompt.cancel()
        page.settling.end_editing()
    elif ident == "wait":
        host.settle()
    else:
        page.handlers()[ident]()


def _settle_elsewhere(file: Path, rng: random.Random, article_id: str) -> None:
    """Let another reviewer decide something, or take a decision back, in a window of her own."""
    store = open_store(str(file))
    anna = projects.actor_named(store, "anna")
    sheet = reviewing.open_review(store, anna, article_id)
    item = rng.choice(sheet.items)
    with suppress(LabelerError):
        if item.id in sheet.settled:
            reviewing.undecide(store, anna, article_id, item.id)
        else:
            reviewing.decide(store, anna, article_id, item.id, rng.choice(sheet.sides).annotator_id)
    store.close()


def _told(host: Host) -> list[list[str]]:
    """Return all words of the disagreements and the decision."""
    page = host.page
    panels = [_heard(one) for one in (page.column.cases, page.decision)]
    model = page.column.cases.model
    return [*panels, [model.spoken(row) for row in model.rows]]


@pytest.mark.parametrize(("seed", "others"), [(0, False), (1, False), (2, True), (3, True)])
def test_whatever_is_pressed_the_page_shows_what_a_fresh_one_does(
    host: Host, tmp_path: Path, seed: int, *, others: bool
) -> None:
    rng = random.Random(seed)
    opened, file = host.page.opened, tmp_path / "coast.labeler"
    for number in range(60):
        _press(host, rng.choice(PRESSED))
        if others and number % 10 == 0:
            _settle_elsewhere(file, rng, opened.article_id)
    _press(host, "escape")
    host.settle()
    if others:
        host.begin()
    reviewing_sides._KEPT.clear()
    store = open_store(str(file))
    sheet = reviewing.open_review(store, projects.actor_named(store, "ruth"), opened.article_id)
    assert verify(store).findings == []
    store.close()
    assert opened.reading == reading_of(sheet)
    fresh = Host(file, "ruth")
    fresh.resize(host.size())
    fresh.show()
    fresh.begin()
    fresh.page.show_article(opened.article_id, opened.current)
    fresh.settle()
    fresh.page.opened.go(opened.current)
    assert _told(host) == _told(fresh)
    fresh.end()
    shown = {case.id: case.verdict for case in opened.reading.cases if case.verdict is not None}
    assert shown.keys() == sheet.settled.keys()
    rows = {case.id: case.verdict for case in host.page.column.cases.model.rows}
    assert all(shown.get(case_id) == verdict for case_id, verdict in rows.items())
    assert {case.id: case.verdict for case in host.page.centre.page.cases if case.verdict} == shown or (
        host.page.centre.view != "lanes"
    )
    # What hands do is refused in sentences, and nothing fails.
    assert not any("went wrong" in words for words in host.refused)


def test_merging_beforehand_twice_changes_nothing_more(host: Host, settled_now: Callable[[], tuple[int, str]]) -> None:
    counts: list[tuple[int, str]] = []
    for _ in range(2):
        host.press("review.premerge")
        QTest.keyClick(host.window().focusWidget(), Qt.Key.Key_M)
        host.settle()
        counts.append(settled_now())
    assert counts[0] == counts[1]
    assert counts[0][0] > 0


def test_a_second_reviewer_is_told_in_one_sentence(host: Host, tmp_path: Path) -> None:
    case = host.page.opened.case
    assert case is not None
    store = open_store(str(tmp_path / "coast.labeler"))
    anna = projects.actor_named(store, "anna")
    article = host.page.opened.article_id
    reading = host.page.opened.reading
    assert reading is not None
    reviewing.decide(store, anna, article, case.id, reading.sides[1].annotator_id)
    store.close()
    host.press("review.take_1")
    assert host.refused == ["anna has settled this meanwhile. Open it again to decide it anew."]
    found = host.page.opened.reading.case(case.id) if host.page.opened.reading else None
    assert found is not None
    assert found.verdict is not None
    assert (found.verdict.words, found.verdict.by[:4]) == ("ben", "anna")


def _heard(root: QWidget) -> list[str]:
    """Return all words under a widget that are shown, heard, or stand in tooltips."""
    out: list[str] = []
    for one in [root, *(child for child in root.findChildren(QWidget) if child.isVisibleTo(root))]:
        out += [one.accessibleName(), one.accessibleDescription(), one.toolTip(), one.windowTitle()]
        heard = QAccessible.queryAccessibleInterface(one)
        out += [heard.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)]
        if isinstance(one, QLabel):
            out.append(one.text())
        if isinstance(one, QComboBox):
            out += [one.itemText(row) for row in range(one.count())]
    return out


def _rows(host: Host) -> list[str]:
    cases, listed, table = host.page.column.cases.model, host.page.column.articles.model, host.page.centre.table.cases
    out = [words for row in cases.rows for words in (cases.words(row), cases.spoken(row), cases.told(row))]
    for row in listed.rows:
        if row.article_id == host.page.opened.article_id:
            out += [listed.spoken(row), *row.finished]
    for row in range(table.rowCount()):
        for column in range(table.columnCount()):
            roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
            out += [str(table.data(table.index(row, column), role)) for role in roles]
    out += [str(table.headerData(n, Qt.Orientation.Horizontal)) for n in range(table.columnCount())]
    return out


@pytest.mark.parametrize("people", [2, 5])
def test_hidden_names_are_nowhere(hosted: Callable[..., Host], people: int) -> None:
    host = hosted(people)
    host.press("review.take_2", "review.take_1")
    host.press("review.hide_names")
    names = re.compile(r"\b(anna|ben|cora|dan|eva)\b", re.IGNORECASE)
    said = len(host.said)
    order = [side.annotator_id for side in host.page.opened.reading.sides] if host.page.opened.reading else []
    for state in ("review.table", "review.table", "review.side_by_side", "review.side_by_side", "review.comment"):
        host.press(state)
        for case in host.page.opened.shown():
            host.page.opened.go(case.id)
            words = [*_heard(host), *_rows(host), host.page.words(), *host.said[said:]]
            assert {one for one in words if names.search(one)} == set()
    host.page.prompt.cancel()
    host.press("review.take_1")
    host.page.opened.reload()
    host.settle()
    reading = host.page.opened.reading
    assert reading is not None
    assert [side.annotator_id for side in reading.sides] == order


HOSTILE = (
    "<img src=x onerror=alert(1)> <b>bold</b> &amp; said \u202eevil\u202c \u2066x\u2069 "
    "\U0001f469\u200d\U0001f4bb e\u0301\u0301\u0301 the tariff will fall. "
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Make a project of one article of 100,000 characters, much of it one line, that two people have labelled."""
    text = HOSTILE + "x" * 5_000 + " " + "word " * 19_000 + "\n" + HOSTILE
    (tmp_path / "hostile.txt").write_text(text, encoding="utf-8")
    file = tmp_path / "hostile.labeler"
    store = new_project(str(file), "<b>Hostile</b>", "anna")
    lead = projects.actor_named(store, None)
    importing.import_paths(store, lead, [tmp_path / "hostile.txt"])
    projects.add_annotator(store, lead, "<i>ben</i>", frozenset({"annotator"}))
    article = next(iter(articles.list_articles(store, lead)))
    held = articles.read_article(store, lead, article.key).text
    for place, name in enumerate(("anna", "<i>ben</i>")):
        hand = Hand(store, projects.actor_named(store, name), article.id, held)
        who = hand.speaker("<b>bold</b>", "<b>bold</b>" if place else None)
        hand.claim(
            "\u202eevil\u202c \u2066x\u2069 \U0001f469\u200d\U0001f4bb", "fact" if place else "policy", speaker=who
        )
        hand.claim("x" * 5_000, "fact" if place else "prediction", source="author")
        sets.finish_set(store, hand.actor, article.id)
    store.close()
    return file


@pytest.mark.usefixtures("qtbot")
def test_hostile_articles_are_shown_as_text(hostile: Path) -> None:
    host = Host(hostile, "anna")
    try:
        host.resize(1264, 812)
        host.show()
        host.begin()
        page = host.page
        assert len(page.opened.shown()) == 3
        for state in ("review.next", "review.table", "review.table", "review.side_by_side", "review.side_by_side"):
            host.press(state)
            for case in page.opened.shown():
                page.opened.go(case.id)
            host.settle()
            assert not host.grab().isNull()
        for words in (page.column.cases.model.told(row) for row in page.column.cases.model.rows):
            assert len(words) < 100_000
        model = page.column.cases.model
        rows = [model.index(row, 0) for row in range(model.rowCount())]
        tips = [str(model.data(index, Qt.ItemDataRole.ToolTipRole)) for index in rows]
        assert not any("<img" in tip or "<i>ben" in tip for tip in tips)
        assert all(len(tip) < 4_000 for tip in tips)
        assert host.width() == 1264
        host.press("review.edit")
        page.settling.end_editing()
        host.press("review.take_1", "review.take_2", "review.neither")
        assert page.opened.reading is not None
        assert page.opened.reading.open == []
        assert host.refused == []
    finally:
        host.end()
