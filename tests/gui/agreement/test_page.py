from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.agreement.report import Asked
from labeler.domain.changes import Changed
from labeler.gui.agreement import copying
from labeler.gui.agreement.items import Found
from labeler.gui.agreement.page import AgreementPage
from labeler.gui.agreement.wanted import Wanted
from labeler.gui.app import application
from labeler.gui.look import fonts, theme
from tests.gui import fitting
from tests.gui.agreement import reports


@pytest.fixture
def full(page: AgreementPage) -> AgreementPage:
    """The page with a full report of three annotators."""
    page.show_report(reports.report(3))
    fitting.turn()
    return page


def test_the_page_shows_every_part_of_the_report(full: AgreementPage) -> None:
    assert [one.title.text() for one in full.panels.all() if one.isVisible()] == [
        "Figures",
        "Annotators",
        "Suggestions",
        "Kinds of disagreement",
        "Confusion",
        "Worst articles",
        "Trend",
        "Against gold",
    ]
    assert full.top.counts.text().startswith("24 articles finished by two or more annotators, 48 finished sets")
    assert full.top.left_out.isVisible()
    assert not full.top.few.isVisible()
    assert not full.empty.isVisible()


def test_too_little_is_said(page: AgreementPage) -> None:
    page.show_report(reports.report(2, 4))
    assert page.top.few.isVisible()
    assert "Only 4 articles" in page.top.few.accessibleName()


def test_nothing_to_show_says_what_would_start_it(page: AgreementPage, qtbot: QtBot) -> None:
    page.show_report(reports.nothing())
    assert page.empty.isVisible()
    assert not any(one.isVisible() for one in page.panels.all())
    assert page.empty.words.text().startswith("Nothing is finished yet.")
    with qtbot.waitSignal(page.asked_for) as asked:
        page.empty.button.click()
    assert asked.args == ["view.annotate"]
    page.show_report(reports.nothing(sets=3))
    assert page.empty.words.text().startswith("3 sets are finished, but no article by two annotators.")
    page.show_report(reports.report(2))
    assert not page.empty.isVisible()
    assert page.panels.figures.isVisible()


def test_arrows_walk_over_headings_and_enter_wants_the_items(full: AgreementPage, qtbot: QtBot) -> None:
    chart = full.panels.figures.chart
    chart.setFocus()
    assert chart.currentIndex().row() == 1
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.currentIndex().row() == 3
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args is not None
    wanted: Wanted = opened.args[0]
    assert wanted.title == "Claim, F1, overlap"
    assert [(one.layer, one.measure, one.threshold) for one in wanted.figures] == [("claim", "f1_overlap", 0.5)]
    with qtbot.waitSignal(chart.listed):
        qtbot.keyClick(chart, Qt.Key.Key_Space)
    qtbot.keyClick(chart, Qt.Key.Key_End)
    assert chart.currentIndex().row() == len(chart.grid.lines) - 1
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    assert chart.currentIndex().row() == 1


def test_cells_of_a_map_are_walked_one_by_one(full: AgreementPage, qtbot: QtBot) -> None:
    full.panels.pair.setCurrentIndex(1)
    full.panels.pair.activated.emit(1)
    chart = full.panels.confusion.chart
    chart.setFocus()
    chart.setCurrentIndex(chart.cells.index(0, 1))
    qtbot.keyClick(chart, Qt.Key.Key_Right)
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert (chart.currentIndex().row(), chart.currentIndex().column()) == (1, 2)
    assert full.panels.confusion.foot.text().startswith("Enter opens 33 that both marked as prediction")
    assert full.words() == "33 that both marked as prediction"
    assert full.keys()[0] == ["agreement.open", "agreement.items"]


def test_f6_leads_from_chart_to_chart_and_round(full: AgreementPage) -> None:
    full.top.filter.setFocus()
    seen: list[str] = []
    for _ in range(9):
        full.handlers()["view.next_pane"]()
        held = QApplication.focusWidget()
        assert held is not None
        seen.append(held.accessibleName())
    assert seen[:3] == ["Figures", "Annotators", "Suggestions"]
    assert seen[-1] == "Filter"
    full.handlers()["view.previous_pane"]()
    held = QApplication.focusWidget()
    assert held is not None
    assert held.accessibleName() == "Against gold"


def test_a_screen_reader_finds_rows_and_cells(full: AgreementPage) -> None:
    for panel in full.panels.all():
        heard = QAccessible.queryAccessibleInterface(panel.chart)
        assert heard.role() == QAccessible.Role.Table
        assert heard.text(QAccessible.Text.Name) == panel.title.text()
        model = panel.chart.cells
        for row in range(model.rowCount()):
            told = [str(model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole) or "")
                    for column in range(model.columnCount())]  # fmt: skip
            assert told[0]
            line = panel.chart.grid.lines[row]
            drawn = [column for column, cell in enumerate(line.cells) if cell.drawing is not None]
            assert all(told[column] for column in drawn), (panel.title.text(), row)
    heard = QAccessible.queryAccessibleInterface(full.panels.kinds.chart)
    words = [heard.child(place).text(QAccessible.Text.Name) for place in range(heard.childCount())]
    assert "missing claim: 422, 54 %" in words


def test_the_cell_that_was_chosen_stays_chosen_when_figures_change(full: AgreementPage) -> None:
    chart = full.panels.kinds.chart
    place = next(row for row, line in enumerate(chart.grid.lines) if line.key == "speaker missing")
    chart.setCurrentIndex(chart.cells.index(place, 0))
    kinds = tuple(replace(one, count=9) if one.kind == "boundary" else one for one in reports.report(3).kinds)
    full.show_report(replace(reports.report(3), kinds=kinds))
    assert chart.grid.lines[chart.currentIndex().row()].key == "speaker missing"


def test_choices_in_the_heads_change_the_charts(full: AgreementPage) -> None:
    panels = full.panels
    before = len(panels.figures.chart.grid.lines)
    panels.which.setCurrentIndex(1)
    panels.which.activated.emit(1)
    assert len(panels.figures.chart.grid.lines) > before
    panels.compared.setCurrentIndex(2)
    panels.compared.activated.emit(2)
    assert panels.influence.chart.grid.columns[0].head == "Annotator"
    assert panels.confusion.chart.grid.columns[0].head == "one ↓ other →"
    assert panels.confusion.note.text() == "every two people once, the same both ways round"
    panels.pair.setCurrentIndex(2)
    panels.pair.activated.emit(2)
    assert panels.confusion.chart.grid.columns[0].head == "anna ↓ chidi →"
    assert panels.confusion.note.text() == ""
    full.show_report(reports.report(3, seed=4))
    assert panels.which.value() == "all"
    assert panels.pair.value() == ("anna", "chidi")
    panels.along.setCurrentIndex(2)
    panels.along.activated.emit(2)
    assert [one.head for one in panels.trend.chart.grid.columns[1:4]] == ["any", ".10", ".20"]


def test_a_chart_is_copied_as_a_table(full: AgreementPage, said: list[str]) -> None:
    full.panels.kinds.chart.setFocus()
    full.handlers()["agreement.copy_table"]()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text().splitlines()[:2] == ["Kind\tNumber\tShare of all", "missing claim\t422\t54 %"]
    assert "<td>missing claim</td>" in data.html()
    assert said[-1] == "Kinds of disagreement: copied as a table."


def test_hostile_words_stay_words_in_a_table() -> None:
    rows = [["Article"], ["=1+1"], ["<b>x</b>"], ["a\tb\nc"], ["-3.5"], ["@sum"]]
    assert copying.as_tabs(rows).splitlines() == ["Article", "'=1+1", "<b>x</b>", "a b c", "-3.5", "'@sum"]
    assert "&lt;b&gt;x&lt;/b&gt;" in copying.as_html(rows)


def test_a_panel_is_copied_as_a_picture_with_all_its_rows(full: AgreementPage, said: list[str]) -> None:
    panel = full.panels.figures
    panel.chart.setFocus()
    before = panel.size()
    full.handlers()["agreement.copy_picture"]()
    picture = QGuiApplication.clipboard().pixmap()
    assert picture.height() / picture.devicePixelRatio() > before.height()
    assert picture.width() >= 2 * before.width()
    assert panel.size() == before
    assert said[-1] == "Figures: copied as a picture."


def test_the_left_out_are_listed_with_reasons_and_closed_by_escape(full: AgreementPage, qtbot: QtBot) -> None:
    full.top.acted.emit("left_out")
    panel = full.drawers.left_out
    assert panel.isVisible()
    assert panel.chart.hasFocus()
    assert [cell.text for cell in panel.chart.grid.lines[0].cells][1:] == ["anna", "being annotated"]
    qtbot.keyClick(panel.chart, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert full.panels.figures.chart.hasFocus()


def test_items_are_listed_by_article_and_opened_one_article_at_a_time(full: AgreementPage, qtbot: QtBot) -> None:
    wanted = Wanted(title="claim boundary", layer="claim", kind="boundary")
    full._show_items(wanted, [Found("id-1", "a", "Harbour", 12), Found("id-2", "b", "Tugboats", 3)])
    chart = full.drawers.items.chart
    assert chart.hasFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    with qtbot.waitSignal(chart.opened) as opened:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert opened.args is not None
    assert opened.args[0] == replace(wanted, article="b")


def test_filters_are_asked_for_shown_as_chips_and_dropped(full: AgreementPage, qtbot: QtBot) -> None:
    asked: list[tuple[Asked, bool]] = []
    full.computing.compute = lambda one, *, fresh=False: asked.append((one, fresh))
    full.top.filter.click()
    form = full.drawers.filters
    assert form.isVisible()
    form._boxes[2].setChecked(False)
    form.words.setText("tugboats")
    form.since.setText("2026-03-01")
    form.guidelines.setCurrentIndex(2)
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    wanted = asked[-1][0]
    assert wanted.annotators == ("anna", "ben")
    assert wanted.since == "2026-03-01"
    assert wanted.guidelines == 2
    assert set(wanted.articles) == {one.key for one in reports.report(3).articles if "Tugboats" in one.title}
    assert not form.isVisible()
    full.show_report(replace(reports.report(2), asked=wanted))
    assert [chip.text() for chip in full.top.chips] == [
        "anna, ben",
        "4 articles: tugboats",
        "finished from 2026-03-01 on",
        "guidelines v2",
    ]
    full.top.chips[0].click()
    assert asked[-1][0] == replace(wanted, annotators=())
    full.recompute()
    assert asked[-1] == (replace(wanted, annotators=()), True)


@pytest.mark.parametrize(
    ("since", "until", "fault"),
    [
        ("2026-3-1", "", "Write dates as 2026-08-31."),
        ("", "2026-02-30", "Write dates as 2026-08-31."),
        ("2026-05-01", "2026-04-01", "The first day is after the last."),
    ],
)
def test_wrong_dates_are_told_and_nothing_is_asked(full: AgreementPage, since: str, until: str, fault: str) -> None:
    full.top.filter.click()
    form = full.drawers.filters
    form.since.setText(since)
    form.until.setText(until)
    form.apply.click()
    assert form.fault.text() == fault
    assert form.isVisible()
    assert full.asked == Asked()


def test_one_annotator_or_no_article_cannot_be_asked_for(full: AgreementPage) -> None:
    full.top.filter.click()
    form = full.drawers.filters
    for box in form._boxes[1:]:
        box.setChecked(False)
    form.apply.click()
    assert form.fault.text() == "Choose at least two annotators."
    form._boxes[1].setChecked(True)
    form.words.setText("zzyzx")
    form.apply.click()
    assert form.fault.text() == "No article has these words in its title or key."


def test_what_changed_meanwhile_is_said_and_computed_on_return(full: AgreementPage) -> None:
    asked: list[bool] = []
    full.computing.compute = lambda _one, *, fresh=False: asked.append(fresh)
    full._bus.changed.emit(Changed(title="claim", rows={"claim": frozenset({"x"})}))
    assert full.top.stale.isVisible()
    full.enter()
    assert asked
    full.show_report(reports.report(3))
    assert not full.top.stale.isVisible()


@pytest.mark.parametrize("size", [(968, 612), (1264, 812), (2384, 1352)])
@pytest.mark.parametrize("people", [2, 5])
def test_nothing_is_cut_and_everything_named(page: AgreementPage, size: tuple[int, int], people: int) -> None:
    page.resize(*size)
    page.show_report(reports.report(people))
    page.top.filter.click()
    page._show_left_out()
    fitting.turn(6)
    assert fitting.cut(page) == []
    assert fitting.nameless(page) == []


def test_nothing_is_cut_with_text_twice_as_large(page: AgreementPage) -> None:
    fonts.set_scale(2.0)
    try:
        theme.apply(application(), "light")
        page.resize(1264, 812)
        page.show_report(reports.report(5))
        fitting.turn(6)
        assert fitting.cut(page) == []
    finally:
        fonts.set_scale(1.0)
        theme.apply(application(), "light")


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_the_focus_is_seen_on_every_chart(full: AgreementPage, look: str) -> None:
    theme.apply(application(), look)
    assert fitting.unseen_focus(full) == []
    theme.apply(application(), "light")


def test_panels_stand_in_three_columns_or_one_below_another(full: AgreementPage) -> None:
    panels = full.panels
    assert panels.matrix.x() > panels.figures.geometry().right()
    full.resize(968, 612)
    fitting.turn(6)
    places = [one.geometry() for one in panels.all() if one.isVisible()]
    assert all(lower.top() > upper.bottom() for upper, lower in itertools.pairwise(places))
    assert len({one.width() for one in places}) == 1
    full.resize(2384, 1352)
    fitting.turn(6)
    assert panels.worst.geometry().right() - panels.kinds.x() <= 1760
    QCoreApplication.processEvents()


def test_filters_without_dates_or_versions_say_so(page: AgreementPage) -> None:
    report = reports.report(2)
    parts = tuple(one for one in report.rows if not one.subset.startswith(("month:", "guidelines:")))
    page.show_report(replace(report, rows=parts))
    page.top.filter.click()
    form = page.drawers.filters
    assert [one.isEnabled() for one in (form.since, form.until, form.guidelines)] == [False] * 3
    assert (form.since.placeholderText(), form.guidelines.currentText()) == ("no dates noted", "no versions noted")
    assert "known" in form.guidelines.toolTip()
    assert form.chosen() == Asked()
    page.show_report(report)
    page.handlers()["agreement.filter"]()
    page.handlers()["agreement.filter"]()
    assert form.guidelines.isEnabled()
    assert form.guidelines.count() == 3
