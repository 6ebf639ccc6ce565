"""The article list by keyboard: filters, orders, what is left, and that nothing is lost from sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from labeler.domain.spans import Span
from labeler.gui.annotate.article_list import ArticleList
from labeler.gui.annotate.articles import ArticleModel
from labeler.gui.annotate.filters import Catalogue, Filters, read_filters
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.window import Window
from labeler.services import sets
from labeler.services.articles import ArticleRow

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = ["a-harbour", "b-tugboats", "c-ice"]


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    assert opened.project is not None
    return opened.project.annotate


@pytest.fixture
def shown(qtbot: QtBot) -> ArticleList:
    made = ArticleList()
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show()
    return made


def a_row(number: int, **more: object) -> ArticleRow:
    values: dict[str, object] = {
        "id": f"id{number}", "key": f"key-{number}", "heading": f"Heading {number}", "source": "", "characters": number,
        "language": "en", "state": "", "reason": "", "claims": 0, "speakers": 0, "stances": 0, "number": number,
        "published": "", "flag": "", "mine": False, **more,
    }  # fmt: skip
    return ArticleRow(**values)  # pyright: ignore[reportArgumentType]


def keys_of(made: ArticleList) -> list[str]:
    return [row.key for n in range(made.model.rowCount()) if (row := made.model.row_at(n))]


def with_filters(made: ArticleList, rows: Sequence[ArticleRow], filters: Filters) -> list[str]:
    made.show_filters(filters)
    made.show_rows(rows)
    return keys_of(made)


def test_words_in_any_order_and_case_leave_what_holds_them_all(view: AnnotatePage, press: Callable[..., None]) -> None:
    press((Qt.Key.Key_L, CTRL), "TOKENS tug")
    assert keys_of(view.list) == ["b-tugboats"]
    assert view.list.found == "1 of 3 articles"
    press(Qt.Key.Key_Escape)
    assert keys_of(view.list) == KEYS
    press(Qt.Key.Key_Escape)
    assert view.page.hasFocus()


def test_the_filter_looks_into_keys_and_opens_the_first_by_enter(
    view: AnnotatePage, press: Callable[..., None]
) -> None:
    press((Qt.Key.Key_L, CTRL), "c-ice", Qt.Key.Key_Return)
    assert view.opened.sheet is not None
    assert view.opened.sheet.article.key == "c-ice"


def test_the_row_stood_on_stays_current_through_filters(view: AnnotatePage, press: Callable[..., None]) -> None:
    press((Qt.Key.Key_L, CTRL), Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view.list.view.hasFocus()
    here = view.list.current()
    assert here == view.list.model.rows[1].id
    press("tug")
    assert (view.list.filter.text(), view.list.current()) == ("tug", here)
    press(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert view.list.current() == here


def test_what_matches_nothing_says_so_and_can_be_cleared(view: AnnotatePage, press: Callable[..., None]) -> None:
    press((Qt.Key.Key_L, CTRL), "nowhere")
    assert not view.list.view.isVisible()
    clear = next(one for one in view.list.findChildren(QPushButton) if one.text() == "Clear the filters")
    assert clear.isVisible()
    clear.setFocus()
    press(Qt.Key.Key_Space)
    assert keys_of(view.list) == KEYS
    assert view.list.view.isVisible()


def item(view: AnnotatePage, words: str) -> QAction:
    found = [one for one in view.list.bar.menu().actions() if one.text().split("\t")[0] == words]
    assert len(found) == 1, [one.text() for one in view.list.bar.menu().actions()]
    return found[0]


def test_states_are_asked_for_in_a_menu_and_taken_away_as_chips(
    view: AnnotatePage, press: Callable[..., None], idle: Callable[[], None]
) -> None:
    view.finishing.finish_now()
    idle()
    assert item(view, "finished").text() == "finished\t1"
    assert item(view, "not begun").text() == "not begun\t2"
    item(view, "finished").trigger()
    assert keys_of(view.list) == ["a-harbour"]
    [chip] = view.list.bar.chips()
    assert chip.accessibleName() == "Take the filter away: finished"
    chip.setFocus()
    press(Qt.Key.Key_Delete)
    assert keys_of(view.list) == KEYS
    assert view.list.bar.more.hasFocus()


def test_an_edit_keeps_its_article_in_sight_though_it_leaves_the_filter(
    view: AnnotatePage, press: Callable[..., None]
) -> None:
    item(view, "not begun").trigger()
    view.page.select(Span(0, 7))
    press("1")
    assert keys_of(view.list) == KEYS
    assert view.list.model.row_at(0) == view.list.model.rows[0]
    assert view.list.model.rows[0].state == "in_progress"
    view.list.show_filters(view.list.bar.filters)
    assert keys_of(view.list) == KEYS[1:]


def test_mine_is_what_i_began(view: AnnotatePage, press: Callable[..., None]) -> None:
    view.page.select(Span(0, 7))
    press("1")
    item(view, "mine").trigger()
    assert keys_of(view.list) == ["a-harbour"]


def test_a_flag_is_shown_told_and_asked_for(view: AnnotatePage, idle: Callable[[], None]) -> None:
    note = "<b>Is this & that an article?</b>"
    before = view.list.view.grab().toImage()
    view.bench.edit(lambda store, actor, article_id: sets.flag_set(store, actor, article_id, note), "")
    idle()
    index = view.list.model.index(0)
    assert "flagged: <b>Is this & that" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "&lt;b&gt;Is this &amp; that" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert view.list.view.grab().toImage() != before
    assert item(view, "flagged").text() == "flagged\t1"
    item(view, "flagged").trigger()
    assert keys_of(view.list) == ["a-harbour"]


def test_sources_come_with_their_numbers_the_most_frequent_first(shown: ArticleList) -> None:
    shown.show_rows([a_row(n, source=name) for n, name in enumerate(["Wire & Co", "Blog", "Wire & Co", ""])])
    names = [one.text() for one in shown.bar.menu().actions()][-3:]
    assert names == ["Wire && Co\t2", "Blog\t1", "without a source\t1"]
    shown.bar.menu().actions()[-3].trigger()
    assert keys_of(shown) == ["key-0", "key-2"]
    shown.bar.menu().actions()[-1].trigger()
    assert keys_of(shown) == ["key-0", "key-2", "key-3"]


def test_more_sources_than_a_menu_holds_are_told(shown: ArticleList) -> None:
    shown.show_rows([a_row(n, source=f"Paper {n}") for n in range(50)])
    last = shown.bar.menu().actions()[-1]
    assert (last.text(), last.isEnabled()) == ("20 more: type a name into the field", False)


@pytest.mark.parametrize(
    ("order", "keys"),
    [
        ("import", [0, 1, 2, 3]),
        ("newest", [3, 0, 1, 2]),
        ("oldest", [1, 0, 3, 2]),
        ("title", [2, 0, 1, 3]),
        ("shortest", [1, 3, 0, 2]),
        ("longest", [0, 2, 3, 1]),
    ],
)
def test_orders_keep_equal_articles_as_imported_and_dateless_ones_last(
    shown: ArticleList, order: str, keys: list[int]
) -> None:
    rows = [
        a_row(0, heading="m", published="2025-02-03", characters=9),
        a_row(1, heading="n", published="2025-01-30", characters=1),
        a_row(2, heading="B", published="", characters=9),
        a_row(3, heading="ö", published="2025-02-04", characters=4),
    ]
    assert with_filters(shown, rows, Filters(order=order)) == [f"key-{n}" for n in keys]


def test_another_order_is_read_and_remembered_for_the_project(
    view: AnnotatePage, opened: Window, idle: Callable[[], None], file: Path
) -> None:
    view.list.bar.orders().actions()[-1].trigger()
    item(view, "not begun").trigger()
    idle()
    assert keys_of(view.list) == KEYS
    view.list.bar.orders().actions()[-2].trigger()
    idle()
    by_length = sorted(view.list.model.rows, key=lambda row: row.characters)
    assert keys_of(view.list) == [row.key for row in by_length] != KEYS
    opened.close_project()
    opened.open_project(str(file))
    idle()
    assert opened.project is not None
    again = opened.project.annotate.list
    assert again.bar.filters == Filters(states=frozenset({"begun_not"}), order="shortest")
    assert keys_of(again) == [row.key for row in by_length]
    assert [chip.text() for chip in again.bar.chips()] == ["not begun"]


@pytest.mark.parametrize("line", ["", "{", "[]", '{"states": 3, "order": "upwards"}', '{"states": ["gone"]}'])
def test_a_line_that_cannot_be_read_leaves_nothing_out(line: str) -> None:
    assert read_filters(line) == Filters()


def test_filters_survive_their_line() -> None:
    asked = Filters(states=frozenset({"flagged", "skipped"}), sources=frozenset({"a\tb", ""}), mine=True, order="title")
    assert read_filters(asked.line()) == asked
    assert "\t" not in asked.line()


def test_the_next_article_is_the_next_in_the_list_as_filtered(view: AnnotatePage, press: Callable[..., None]) -> None:
    press((Qt.Key.Key_L, CTRL), "i", Qt.Key.Key_Escape)
    view.list.filter.setText("c-ice")
    assert view.list.beside(view.opened.article_id, 1) == view.list.model.rows[2].id
    assert view.list.beside(view.opened.article_id, -1) == ""
    press((Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier))
    assert view.opened.article_id == view.list.model.rows[2].id


def test_the_next_unfinished_goes_round_and_keeps_to_the_filter(shown: ArticleList) -> None:
    states = ["", "finished", "skipped", "in_progress", "assigned"]
    shown.show_rows([a_row(n, state=state, source="x" if n else "y") for n, state in enumerate(states)])
    assert shown.next_unfinished("id0") == "id3"
    assert shown.next_unfinished("id4") == "id0"
    shown.show_filters(Filters(sources=frozenset({"x"})))
    assert shown.next_unfinished("id4") == "id3"
    assert shown.next_unfinished("id0") == "id3"
    shown.show_filters(Filters(states=frozenset({"finished"})))
    assert shown.next_unfinished("id0") == ""


def test_the_same_articles_read_again_move_nothing(shown: ArticleList, qtbot: QtBot) -> None:
    rows = [a_row(n) for n in range(100)]
    shown.show_rows(rows)
    shown.view.go(60)
    bar = shown.view.verticalScrollBar()
    before, told = bar.value(), list[int]()
    shown.listed.connect(lambda: told.append(1))
    with qtbot.assertNotEmitted(shown.model.modelReset):
        shown.show_rows([a_row(n, claims=n) for n in range(100)])
    assert (bar.value(), shown.current(), told) == (before, "id60", [])
    row = shown.model.row_at(60)
    assert row is not None
    assert row.claims == 60


def test_new_articles_keep_the_place(shown: ArticleList) -> None:
    shown.show_rows([a_row(n) for n in range(5)])
    shown.mark("id3")
    shown.show_rows([a_row(n) for n in range(-5, 5)])
    assert (shown.current(), shown.view.currentIndex().row()) == ("id3", 8)


def test_the_model_is_a_proper_one(shown: ArticleList) -> None:
    tester = QAbstractItemModelTester(shown.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown.show_rows([a_row(n, source="even" if n % 2 == 0 else "odd") for n in range(20)])
    for words in ("e", "ev", "eve", "eveX", "", "heading 1", "heading"):
        shown.filter.setText(words)
    assert shown.model.rowCount() == 20
    assert tester.model() is shown.model


def test_words_that_grow_find_the_same_as_words_asked_at_once() -> None:
    rows = [a_row(n, heading=heading) for n, heading in enumerate(["port", "sport", "support us", "a port authority"])]
    for words in ("p", "po", "port", "port a", "port au", "us", "us s", ""):
        grown, at_once = ArticleModel(), ArticleModel()
        for model in (grown, at_once):
            model.show_catalogue(Catalogue(rows))
        for n in range(len(words) + 1):
            grown.want(words[:n])
        at_once.want(words)
        found = [[row.id for n in range(model.rowCount()) if (row := model.row_at(n))] for model in (grown, at_once)]
        assert found[0] == found[1]


def test_only_rows_in_sight_are_asked_for(shown: ArticleList, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[int] = set()
    real = ArticleModel.row_at

    def counting(self: ArticleModel, place: int) -> ArticleRow | None:
        asked.add(place)
        return real(self, place)

    monkeypatch.setattr(ArticleModel, "row_at", counting)
    shown.show_rows([a_row(n) for n in range(20_000)])
    shown.view.repaint()
    shown.filter.setText("heading 1")
    shown.view.repaint()
    assert 0 < len(asked) < 60


def test_a_screen_reader_hears_the_row_whole(view: AnnotatePage) -> None:
    heard = QAccessible.queryAccessibleInterface(view.list.view)
    assert heard.text(QAccessible.Text.Name) == "Articles"
    # The first cell: headers, though hidden, count as children.
    assert heard.child(3).text(QAccessible.Text.Name).startswith("Harbour towns look for buyers, not begun, ")


def test_home_and_end_go_to_the_ends(view: AnnotatePage, press: Callable[..., None]) -> None:
    view.list.view.setFocus()
    press(Qt.Key.Key_End)
    assert view.list.current() == view.list.model.rows[2].id
    press(Qt.Key.Key_Home)
    assert view.list.current() == view.list.model.rows[0].id
    press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert view.opened.article_id == view.list.model.rows[1].id
