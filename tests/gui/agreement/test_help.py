"""What the figures say: opened at the figure in question, closed by the keys that close what is above the panels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.formats.agreement_help import entries
from labeler.gui.agreement import grids_counts, grids_layers
from labeler.gui.agreement.help import entry_of
from labeler.gui.agreement.page import AgreementPage
from tests.gui import fitting
from tests.gui.agreement import reports


def topmost(page: AgreementPage) -> QTextBlock:
    """The first line of the help that is in sight."""
    text = page.drawers.help.text
    document, block = text.document(), text.document().begin()
    while document.documentLayout().blockBoundingRect(block).bottom() <= text.verticalScrollBar().value():
        block = block.next()
    return block


def test_it_opens_at_the_figure_in_question(page: AgreementPage) -> None:
    page.show_report(reports.report(3))
    fitting.turn()
    for chart, row, title in (
        (page.panels.figures.chart, 3, "Same place"),
        (page.panels.figures.chart, 4, "Same edges"),
        (page.panels.kinds.chart, 1, "Boundary"),
        (page.panels.worst.chart, 0, "What the figures of agreement say"),
    ):
        chart.setFocus()
        chart.setCurrentIndex(chart.cells.index(row, 0))
        page.handlers()["agreement.explain"]()
        fitting.turn()
        assert page.drawers.help.isVisible()
        assert topmost(page).text() == title
        page.handlers()["agreement.explain"]()
        assert not page.drawers.help.isVisible()
        assert chart.hasFocus()


def test_escape_closes_it_and_f6_goes_through_it(page: AgreementPage, qtbot: QtBot) -> None:
    page.show_report(reports.report(3))
    fitting.turn()
    page.panels.kinds.chart.setFocus()
    page.top.help.click()
    text = page.drawers.help.text
    assert text.hasFocus()
    page.stops.step(1)
    assert page.panels.figures.chart.hasFocus()
    page.stops.step(-1)
    assert text.hasFocus()
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert not page.drawers.help.isVisible()
    assert QApplication.focusWidget() is page.panels.figures.chart


def test_it_reads_as_text_without_the_codes_of_reports_and_opens_no_links(page: AgreementPage) -> None:
    page.top.help.click()
    text = page.drawers.help.text
    assert not text.openLinks()
    assert "f1_exact" not in text.toPlainText()
    headings = {one.title for one in entries()}
    block, shown = text.document().begin(), set[str]()
    while block.isValid():
        if block.blockFormat().headingLevel():
            shown.add(block.text())
        block = block.next()
    assert shown == headings


def test_every_figure_and_every_kind_is_explained() -> None:
    report = reports.report(3)
    lines = [*grids_layers.figures(report, whole=True).lines, *grids_counts.kinds(report).lines]
    assert [line.key for line in lines if not line.heading and entry_of(line.key) is None] == []
