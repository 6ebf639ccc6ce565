"""What is opened above the panels for a moment: filters, what is left out, the items of a cell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.agreement.report import Report
from labeler.gui.agreement import grids_counts
from labeler.gui.agreement.filters import FilterForm
from labeler.gui.agreement.help import Help
from labeler.gui.agreement.items import Found, listed
from labeler.gui.agreement.panel import Panel
from labeler.gui.agreement.wanted import Wanted
from labeler.gui.look.controls import IconButton
from labeler.gui.plural import counted

# Rows in sight; further ones are scrolled to.
_MOST = 10


class Drawers(QObject):
    """closed(): one was closed."""

    closed = Signal()

    def __init__(self, column: QVBoxLayout, place: QWidget) -> None:
        super().__init__(place)
        self.filters = FilterForm(place)
        self.help = Help(place)
        self.left_out = Panel(self.tr("Left out"), place)
        self.items = Panel(self.tr("Items"), place)
        self._report: Report | None = None
        column.addWidget(self.filters)
        self.filters.hide()
        column.addWidget(self.help)
        self.help.hide()
        self.help.closed.connect(self.closed)
        for panel in self.panels():
            close = IconButton("close", self.tr("Close"), parent=panel)
            close.clicked.connect(self._close(panel))
            panel.add_to_head(close)
            column.addWidget(panel)
            panel.hide()

    def panels(self) -> tuple[Panel, ...]:
        """Return the drawers that show a chart."""
        return self.items, self.left_out

    def show_report(self, report: Report) -> None:
        """Take another report: lists of the one before are closed or shown anew."""
        self._report = report
        self.items.hide()
        if self.left_out.isVisible():
            self.show_left_out()

    def show_left_out(self) -> None:
        """List the sets that no figure counts."""
        if self._report is None:
            return
        grid = grids_counts.left_out(self._report)
        sets = counted(len(self._report.excluded), "{count} entry", "{count} entries")
        self.left_out.show_grid(grid, note=sets, empty=self.tr("Nothing is left out."))
        self.left_out.chart.set_most(_MOST)
        self.left_out.show()

    def show_items(self, wanted: Wanted, found: list[Found]) -> Panel:
        """List the articles that have the wanted items."""
        items = counted(sum(one.items for one in found), "{count} item", "{count} items")
        note = self.tr("{title}: {items}").format(title=wanted.title, items=items)
        self.items.show_grid(listed(found, wanted), note=note, empty=self.tr("There are no such items now."))
        self.items.chart.set_most(_MOST)
        self.items.show()
        return self.items

    def close_last(self) -> bool:
        """Close a drawer that is open; return whether one was."""
        for one in (self.help, self.items, self.left_out, self.filters):
            if one.isVisible():
                one.hide()
                return True
        return False

    def _close(self, panel: Panel) -> Callable[[], None]:
        def close() -> None:
            panel.hide()
            self.closed.emit()

        return close
