"""What the Review page shows: lanes, columns, a table, kinds, five annotators, narrow windows, names of it all."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.domain.labels import Kind
from labeler.domain.spans import Span
from labeler.gui.look import fonts, theme
from labeler.gui.look.controls import PlainLabel
from labeler.gui.review import drawing
from labeler.gui.review.cases import Case, Said, Side
from labeler.gui.review.laned import LanedText
from labeler.gui.review.side_card import SideCard
from tests.gui.fitting import cut, nameless
from tests.gui.page.seeing import has_colour
from tests.gui.review.host import Host


def _case(host: Host, kind: str, layer: str = "claim") -> Case:
    reading = host.page.opened.reading
    assert reading is not None
    return next(case for case in reading.disagreements if (case.kind, case.layer) == (kind, layer))


def _box(page: LanedText, span: Span) -> QRectF:
    return page.parts(page.map.to_units(span.start), page.map.to_units(span.end))[0].rect


@pytest.mark.parametrize("look", ["light", "dark"])
def test_each_side_has_its_lane_in_its_colour(host: Host, qapp: QApplication, look: str) -> None:
    theme.apply(qapp, look)
    page, tokens = host.page.centre.page, theme.tokens()
    case = _case(host, "boundary")
    image = page.viewport().grab().toImage()
    first, second = (_box(page, one.span) for one in case.marked)
    assert has_colour(image, QRectF(first.right() - 40, first.bottom(), 40, 8), tokens.color("annA"))
    assert has_colour(image, QRectF(second.right() - 40, second.bottom() + 8, 40, 6), tokens.color("annB"))
    theme.apply(qapp, "light")


def test_the_current_case_shows_what_is_common_and_what_is_not(host: Host) -> None:
    page, look, case = host.page.centre.page, theme.tokens(), _case(host, "boundary")
    host.page.opened.go(case.id)
    image = page.viewport().grab().toImage()
    common, alone = _box(page, case.marked[0].span), _box(page, case.marked[1].span)
    assert has_colour(image, common.adjusted(4, 0, -4, -4), look.color("claimS"), away=6)
    only = QRectF(alone.left(), alone.top() + 2, common.left() - alone.left() - 8, 8)
    assert has_colour(image, only, look.color("annBT"), away=6)


def test_a_settled_case_is_quiet_but_for_what_was_taken(host: Host) -> None:
    page, look, case = host.page.centre.page, theme.tokens(), _case(host, "missing")
    host.page.opened.go(case.id)
    host.press("review.neither")
    host.page.opened.go("")
    box = _box(page, case.marked[0].span)
    image = page.viewport().grab().toImage()
    assert not has_colour(image, QRectF(box.right() - 40, box.bottom(), 40, 14), look.color(_ink(case)))
    assert not has_colour(image, box, look.color("claimT"), away=2)


def _ink(case: Case) -> str:
    return ("annA", "annB")[case.marked[0].side]


def test_a_click_on_words_or_number_looks_at_the_case(host: Host) -> None:
    page, case = host.page.centre.page, _case(host, "type")
    box = _box(page, case.marked[0].span)
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert host.page.opened.current == case.id
    other = _case(host, "boundary")
    line = _box(page, Span(other.start, other.end))
    QTest.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=QRectF(20, line.top(), 10, 20).center().toPoint())
    assert host.page.opened.current == other.id


def test_a_tooltip_says_what_each_side_says_as_plain_text(host: Host) -> None:
    page, case = host.page.centre.page, _case(host, "type")
    told = page.tooltip_at(_box(page, case.marked[0].span).center())
    assert "A evaluation" in told
    assert "B fact" in told


def test_chips_let_one_kind_through(host: Host) -> None:
    chips = host.page.column.cases.chips
    assert next(one.text() for one in chips.buttons) == "all"
    boundary = next(one for one in chips.buttons if one.key == "boundary")
    boundary.click()
    host.settle()
    assert [case.kind for case in host.page.column.cases.model.rows] == ["boundary"]
    assert host.page.opened.current == _case(host, "boundary").id
    host.press("review.next")
    assert host.said[-1] == "This is the last one."
    host.press("review.take_1")
    assert host.said[-1].endswith("taken. All that is listed is settled; others are open.")
    host.press("review.undecide")
    host.press("review.filter")
    assert host.focusWidget() is boundary
    chips.buttons[0].click()
    assert len(host.page.column.cases.model.rows) == 8


def test_the_list_says_in_words_what_it_shows(host: Host) -> None:
    model = host.page.column.cases.model
    spoken = model.spoken(_case(host, "type"))
    assert "type, claim" in spoken
    assert "anna evaluation, ben fact" in spoken
    assert spoken.endswith("open")


def test_side_by_side_has_a_column_for_each_and_scrolls_together(hosted: Callable[..., Host]) -> None:
    host = hosted(5)
    host.press("review.side_by_side")
    columns = host.page.centre.columns
    assert [one.accessibleName() for one in columns.texts] == [
        f"What {name} marked" for name in ("anna", "ben", "cora", "dan", "eva")
    ]
    case = _case(host, "type")
    host.page.opened.go(case.id)
    assert {one.case for one in columns.texts} == {case.id}
    columns.texts[0].verticalScrollBar().setValue(30)
    assert {one.verticalScrollBar().value() for one in columns.texts} == {30}
    host.press("review.side_by_side")
    assert host.page.centre.view == "lanes"


def test_the_table_follows_and_leads(host: Host) -> None:
    host.press("review.table")
    table = host.page.centre.table
    assert table.cases.rowCount() == 8
    table.setCurrentIndex(table.cases.index(4, 3))
    assert host.page.opened.current == table.cases.cases[4].id
    host.press("review.next")
    assert table.currentIndex().row() == 5
    heads = [table.cases.headerData(n, Qt.Orientation.Horizontal) for n in range(table.cases.columnCount())]
    assert heads == ["", "Kind", "Label", "Words", "A anna", "B ben", "Settled"]


def test_any_two_of_five_stand_in_the_lanes(hosted: Callable[..., Host]) -> None:
    host = hosted(5)
    centre = host.page.centre
    assert centre.page.lanes == (0, 1)
    centre.header.lanes_wanted.emit(0, 3)
    assert centre.page.lanes == (3, 1)
    centre.header.lanes_wanted.emit(1, 3)
    assert centre.page.lanes == (1, 3)
    case = _case(host, "type")
    host.page.opened.go(case.id)
    host.press("review.take_4")
    reading = host.page.opened.reading
    assert reading is not None
    found = reading.case(case.id)
    assert found is not None
    assert found.verdict is not None
    assert found.verdict.words == "dan"


def test_items_of_another_page_are_shown_alone_and_walked_across_articles(host: Host) -> None:
    reading = host.page.opened.reading
    assert reading is not None
    wanted = [_case(host, "type").id, _case(host, "boundary").id]
    calm = host.article("b-calm")
    host.page.show_items([*((host.page.opened.article_id, one) for one in wanted), (calm, "nothing")])
    host.settle()
    assert [case.id for case in host.page.opened.shown()] == wanted
    assert host.page.column.cases.limited.isVisible()
    host.press("review.next")
    assert host.page.opened.current == wanted[1]
    host.press("review.next")
    assert host.page.opened.article_id == calm
    host.page.show_items([])
    assert host.said[-1] == "There is nothing to show: the figure counts no items."


@pytest.mark.usefixtures("host")
def test_nothing_is_said_to_be_missing_before_it_is_known(tmp_path: Path) -> None:
    fresh = Host(tmp_path / "coast.labeler", "ruth")
    try:
        column, centre = fresh.page.column.articles, fresh.page.centre
        assert (column.empty.text(), centre.empty.text()) == ("Reading…", "")
        fresh.page.show_article("gone")
        fresh.settle()
        assert len(fresh.refused) == 1
        assert centre.empty.text().startswith("No article is open.")
        fresh.begin()
        assert column.empty.isHidden()
    finally:
        fresh.end()


def test_articles_are_listed_and_walked(host: Host) -> None:
    host.press("view.list")
    articles = host.page.column.articles
    assert host.focusWidget() is articles.view
    assert [articles.model.spoken(row) for row in articles.model.rows] == [
        "Who will pay for the second harbour?. 8 disagreements. anna, ben",
        "A calm week. 2 to take. anna, ben",
        "Half a story. one person finished it. anna",
    ]
    host.press("view.list", "article.next", "article.next")
    assert host.page.column.cases.empty.text().startswith("Only one person has finished this article")
    host.press("article.next")
    assert host.said[-1] == "This is the last article."


def test_f6_goes_from_panel_to_panel(host: Host) -> None:
    host.page.centre.page.setFocus()
    host.press("view.next_pane")
    assert host.focusWidget() is host.page.decision.cards[0].button
    host.press("view.next_pane")
    assert host.focusWidget() is host.page.column.cases.view
    host.press("view.next_pane")
    assert host.focusWidget() is host.page.centre.page


@pytest.mark.parametrize("size", [(968, 612), (1264, 812), (2384, 1352)])
@pytest.mark.parametrize("people", [2, 5])
def test_nothing_is_cut_and_everything_named(hosted: Callable[..., Host], size: tuple[int, int], people: int) -> None:
    host = hosted(people)
    host.resize(*size)
    host.settle()
    assert (host.width(), host.height()) == size
    for state in ("review.side_by_side", "review.table", "review.table", "review.edit"):
        assert cut(host) == []
        assert nameless(host) == []
        host.press(state)
    assert cut(host) == []
    assert nameless(host) == []


def test_a_long_name_makes_no_card_wider_and_is_whole_in_tooltips(host: Host, qtbot: QtBot) -> None:
    name = "Maximiliane-Charlotte von Hohenfeld-Oberstein"
    card = SideCard(Side(annotator_id="x", letter="A", name=name, finished="22 Nov"))
    qtbot.addWidget(card)
    card.show_case(_case(host, "type"), host.page.centre.page.text, "1", writable=True)
    assert card.minimumSizeHint().width() <= 260
    card.resize(260, card.sizeHint().height())
    card.show()
    assert card.button.geometry().right() < card.width()
    assert cut(card) == []
    told = {html.unescape(one.toolTip()) for one in (card.button, *card.findChildren(PlainLabel))}
    assert any(name in words and "Take" in words for words in told)
    assert any(name in words and "Take" not in words for words in told)


def test_what_lies_in_a_longer_label_is_drawn_inside_it() -> None:
    def case(name: str, start: int, end: int, layer: Kind = "claim") -> Case:
        said = Said(side=0, label_id=name, span=Span(start, end))
        return Case(id=name, number=1, layer=layer, kind="type", title="", said=(said, None))

    cases = [
        case("long", 10, 60),
        case("within", 10, 20),
        case("deep", 12, 18),
        case("across", 50, 70),
        case("same", 10, 60),
        case("cue", 55, 60, "stance"),
        case("name", 30, 35, "speaker"),
        case("after", 65, 68),
    ]
    assert drawing.inner(cases) == {"within", "deep", "cue", "after"}
    assert drawing.inner(cases[::-1]) == drawing.inner(cases)


@pytest.fixture
def scaled(qapp: QApplication) -> Iterator[Callable[[float], None]]:
    def scale(factor: float) -> None:
        fonts.set_scale(factor)
        theme.apply(qapp, "light")

    yield scale
    scale(1.0)


def test_large_text_leaves_the_article_its_room_and_the_list_is_a_drawer(
    hosted: Callable[..., Host], scaled: Callable[[float], None]
) -> None:
    host = hosted(5)
    centre, column, list_button = host.page.centre, host.page.column, host.page.centre.header.list
    # What a window of 1280 x 800 and one of 1440 x 900 leave for the page.
    for factor, size in ((1.5, (1196, 668)), (2, (1168, 624)), (2, (1328, 724)), (1.5, (1356, 768))):
        scaled(factor)
        host.resize(*size)
        host.settle()
        assert centre.page.viewport().width() >= 420, size
        assert centre.page.viewport().height() >= 340, size
        drawn = not column.isVisible()
        assert drawn == list_button.isVisible()
        assert drawn == (size != (1356, 768))
        before = centre.geometry()
        for state in ("review.side_by_side", "review.table", "review.table", "review.edit"):
            assert cut(host) == [], (factor, size, state)
            host.press(state)
        assert cut(host) == [], (factor, size)
        host.page.settling.end_editing()
        if not drawn:
            continue
        host.press("review.filter")
        assert column.isVisible()
        assert column.cases.chips.isAncestorOf(host.focusWidget())
        assert cut(column) == [], (factor, size)
        assert centre.geometry() == before, "a drawer squeezes nothing"
        QTest.keyClick(column.cases.view, Qt.Key.Key_Escape)
        assert not column.isVisible()
        assert host.focusWidget() is centre.page
        host.press("view.list")
        assert host.focusWidget() is column.articles.view
        host.press("view.list")
        assert not column.isVisible()
        list_button.click()
        assert host.focusWidget() is column.cases.view
        QTest.keyClick(column.cases.view, Qt.Key.Key_Return)
        assert host.focusWidget() is centre.page
