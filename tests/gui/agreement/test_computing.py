"""The page over a real project: two label the same articles, a third reviews."""

from __future__ import annotations

import csv
import itertools
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from labeler.agreement.defaults import SEED
from labeler.agreement.report import Asked, Report, Row
from labeler.gui.agreement.cells import Cell
from labeler.gui.agreement.items import query_of
from labeler.gui.agreement.panel import Panel
from labeler.gui.agreement.panels import Panels
from labeler.gui.look import theme
from labeler.services import projects, reviewing, reviewing_items
from labeler.services.reviewing_values import ItemQuery
from labeler.store import open_store
from tests.agreement.gamma_made import stand_in
from tests.gui.agreement.host import Host
from tests.gui.builders import make_project
from tests.gui.review.builders import make_reviewed


@pytest.fixture
def hosted(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Host]]:
    monkeypatch.setattr("labeler.config.paths.cache_folder", lambda: tmp_path / "cache")
    theme.apply(qapp, "light")
    made: list[Host] = []

    def make(people: int = 2, name: str = "ruth", *, settled: bool = False) -> Host:
        host = Host(make_reviewed(tmp_path, people, settled=settled), name)
        made.append(host)
        host.resize(1264, 812)
        host.show()
        host.page.enter()
        host.settle()
        return host

    yield make
    for host in made:
        host.end()


def test_the_page_computes_when_it_is_entered_and_keeps_what_it_has(hosted: Callable[..., Host]) -> None:
    host = hosted()
    report = host.page.report
    assert report is not None
    assert report.doubly == 2
    assert host.page.panels.figures.isVisible()
    assert host.page.top.few.isVisible()
    assert not host.page.top.bar.isVisible()
    said = len(host.said)
    host.page.enter()
    host.settle()
    assert host.page.report is report
    assert len(host.said) == said


def shown(panels: Panels) -> Iterator[tuple[Panel, Cell]]:
    """Show every chart of the page in each of the ways that can be chosen, and yield its cells."""
    for panel in panels.all():
        ways = [range(max(one.count(), 1)) for one in panel.choices]
        for way in itertools.product(*ways):
            for choice, place in zip(panel.choices, way, strict=True):
                choice.setCurrentIndex(place)
            panel.chosen.emit()
            for line in panel.chart.grid.lines:
                yield from ((panel, cell) for cell in line.cells if not line.heading)


def number_of(panels: Panels, panel: Panel, cell: Cell, report: Report) -> int | None:
    """Return how many items a cell counts, None where it is no count."""
    wanted = cell.wanted
    assert wanted is not None
    if panel is panels.kinds:
        return next(one.count for one in report.kinds if (one.layer, one.kind) == (wanted.layer, wanted.kind))
    if panel is panels.worst:
        return next(one.count for one in report.articles if one.key == wanted.article)
    if wanted.values and wanted.pair and (wanted.attribute != "value" or wanted.topic):
        return int(cell.text)
    if len(wanted.figures) != 1:
        return None
    row = next(one for one in report.rows if Row(*one.which) == wanted.figures[0])
    if row.measure in {"observed", "conditional"} and row.annotators and row.attribute != "value":
        return None if row.value is None else round((1 - row.value) * row.units)
    return 0 if row.value == 1 else None


@pytest.mark.parametrize("people", [2, 3])
def test_every_cell_of_the_page_opens_the_items_that_it_counts(
    hosted: Callable[..., Host], tmp_path: Path, people: int
) -> None:
    host = hosted(people, settled=True)
    panels, report = host.page.panels, host.page.report
    assert report is not None
    store = open_store(str(tmp_path / "coast.labeler"))
    actor = projects.actor_named(store, "ruth")
    items = {one.id for row in reviewing.review_list(store, actor)
             for one in reviewing.open_review(store, actor, row.article_id).items}  # fmt: skip
    kept: dict[ItemQuery, list[tuple[str, str]]] = {}
    counted = Counter[Panel]()
    for panel, cell in shown(panels):
        if cell.wanted is None:
            continue
        query = query_of(store, actor, cell.wanted.among(report))
        found = kept[query] = kept.get(query) or reviewing_items.items_of(store, actor, query)
        assert {item for _, item in found} <= items
        assert len(set(found)) == len(found)
        number = number_of(panels, panel, cell, report)
        if number is not None:
            assert len(found) == number, cell.spoken or cell.text
            counted[panel] += 1
        else:
            lowered = any(row.value is not None and row.value < 1 for row in report.rows
                          if Row(*row.which) in cell.wanted.figures)  # fmt: skip
            assert found or not lowered, cell.spoken or cell.text
    store.close()
    assert {panels.kinds, panels.worst, panels.confusion} <= set(counted)
    assert panels.gold.isVisible()


def test_space_lists_the_items_by_article(hosted: Callable[..., Host], qtbot: QtBot) -> None:
    host = hosted()
    chart = host.page.panels.kinds.chart
    chart.setFocus()
    qtbot.keyClick(chart, Qt.Key.Key_Space)
    host.settle()
    items = host.page.drawers.items
    assert items.isVisible()
    assert sum(int(line.cells[1].text) for line in items.chart.grid.lines) == int(chart.grid.lines[0].cells[2].text)


def test_computing_anew_proves_the_figures_from_their_items(hosted: Callable[..., Host]) -> None:
    host = hosted()
    host.page.recompute()
    assert host.page.computing.running
    host.settle()
    assert host.said[-1].endswith("figures computed again from their items: all equal.")


def test_a_filter_computes_other_figures_and_an_unfit_one_says_so(hosted: Callable[..., Host]) -> None:
    host = hosted(3)
    names = host.page.report.annotators if host.page.report is not None else ()
    host.page.ask(Asked(annotators=names[:2]))
    host.settle()
    assert host.page.report is not None
    assert host.page.report.annotators == names[:2]
    assert [chip.text() for chip in host.page.top.chips] == [", ".join(names[:2])]
    host.page.ask(Asked(until="2001-01-01"))
    host.settle()
    assert host.page.empty.isVisible()
    assert host.page.empty.words.text() == "No article that fits the filters is finished by two annotators."
    host.page.empty.button.click()
    host.settle()
    assert host.page.panels.figures.isVisible()


def test_cancelling_keeps_what_was_shown(hosted: Callable[..., Host]) -> None:
    host = hosted()
    before = host.page.report
    host.page.recompute()
    host.page.computing.stop()
    host.settle()
    assert host.page.report is before
    assert host.said[-1] == "Not computed: cancelled."


def test_an_annotator_is_refused_in_words(hosted: Callable[..., Host]) -> None:
    host = hosted(name="ben")
    assert host.page.report is None
    assert host.page.top.fault.isVisible()


def test_the_report_is_written_in_three_forms(
    hosted: Callable[..., Host], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = hosted()
    page, out = host.page, tmp_path / "out"
    out.mkdir()
    names = iter([str(out / "a.html"), str(out / "a.json"), str(out / "no" / "such" / "a.json"), ""])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_more: (next(names), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: str(out / "items"))
    page.saving.save_page()
    assert (out / "a.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    page.saving.save_figures()
    assert json.loads((out / "a.json").read_text(encoding="utf-8"))["doubly"] == 2
    page.saving.save_figures()
    assert page.top.fault.isVisible()
    page.saving.save_figures()
    page.saving.save_items()
    host.settle()
    with (out / "items" / "figures.csv").open(encoding="utf-8", newline="") as file:
        assert page.report is not None
        assert len(list(csv.DictReader(file))) == len(page.report.rows)
    assert host.said[-1] == f"Written to {out / 'items'}."


def test_a_project_without_labels_says_what_would_start_it(tmp_path: Path, qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    host = Host(make_project(tmp_path), "anna")
    host.show()
    host.page.enter()
    host.settle()
    assert host.page.empty.isVisible()
    assert not host.page.top.fault.isVisible()
    host.end()


def test_filters_narrow_the_items_as_they_narrow_the_figures(hosted: Callable[..., Host], tmp_path: Path) -> None:
    host = hosted(3)
    page = host.page
    asked: list[ItemQuery] = []
    page.items_wanted.connect(asked.append)
    store = open_store(str(tmp_path / "coast.labeler"))
    actor = projects.actor_named(store, "ruth")
    for wanted in (Asked(annotators=("ben", "cora")), Asked(articles=("b-calm",)), Asked(since="2020-01-01")):
        page.ask(wanted)
        host.settle()
        asked.clear()
        chart, counts = page.panels.kinds.chart, list[int]()
        for row, line in enumerate(chart.grid.lines):
            chart.setCurrentIndex(chart.cells.index(row, 0))
            chart.act(listing=False)
            host.settle()
            counts.append(int(line.cells[2].text))
        assert [len(reviewing_items.items_of(store, actor, one)) for one in asked] == counts
    store.close()
    assert not host.refused


def test_gamma_without_the_extra_is_refused_in_a_sentence(
    hosted: Callable[..., Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)
    host = hosted()
    before = host.page.report
    host.page.handlers()["agreement.gamma"]()
    host.settle()
    assert host.said[-1] == "The gamma measure needs an extra: pip install 'labeler[gamma]'."
    assert host.page.report is before
    assert not host.page.gamma.running
    assert not host.page.top.bar.isVisible()


def test_gamma_is_added_to_the_figures_that_are_shown(
    hosted: Callable[..., Host], monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch)
    host = hosted()
    page = host.page
    menu = page.panels.figures.menu()
    next(one for one in menu.actions() if one.text() == "Measure gamma, too").trigger()
    assert page.gamma.running
    host.settle()
    assert host.said[-1].startswith(f"Gamma of 2 articles drawn with seed {SEED}: Claim ")
    rows = [line.cells for line in page.panels.figures.chart.grid.lines if len(line.cells) > 1]
    told = [cells for cells in rows if cells[1].text in {"γ", "γ, types"}]
    assert [cells[0].text for cells in told] == ["Claim", "Speaker", "Stance cue"]
    assert told[0][0].wanted is not None
    assert page.panels.figures.note.text().endswith(f"γ of 2 articles drawn with seed {SEED}")
    # Figures that are asked for anew are without it, and what is under way comes to nothing.
    page.gamma.measure(page.report)
    page.ask(Asked(articles=("a-harbour",)))
    host.settle()
    assert page.report is not None
    assert "gamma" not in {row.measure for row in page.report.rows}


def test_gamma_can_be_cancelled(hosted: Callable[..., Host], monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    host = hosted()
    before = host.page.report
    host.page.gamma.measure(before)
    host.page.top.bar.cancelled.emit()
    host.settle()
    assert host.page.report is before
    assert host.said[-1] == "Gamma was not measured: cancelled."
