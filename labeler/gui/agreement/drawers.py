"""What is opened above the panels for a moment: filters, help, what is left out, the items of a cell.

Each is made when it is first opened: the page opens sooner without them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

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

W = TypeVar("W", bound=QWidget)

# Rows in sight; further ones are scrolled to.
_MOST = 10
# From top to bottom.
_ORDER = ("filters", "help", "items", "left_out")


class Drawers(QObject):
    """closed(): one was closed. made(QWidget): one was opened for the first time."""

    closed = Signal()
    made = Signal(object)

    def __init__(self, column: QVBoxLayout, place: QWidget) -> None:
        super().__init__(place)
        self._column, self._place = column, place
        self._made: dict[str, QWidget] = {}
        self._report: Report | None = None

    @cached_property
    def filters(self) -> FilterForm:
        """The filters."""
        return self._put("filters", FilterForm(self._place))

    @cached_property
    def help(self) -> Help:
        """What the figures say."""
        made = self._put("help", Help(self._place))
        made.closed.connect(self.closed)
        return made

    @cached_property
    def items(self) -> Panel:
        """The items of a cell."""
        return self._put("items", self._listing(self.tr("Items")))

    @cached_property
    def left_out(self) -> Panel:
        """What no figure counts."""
        return self._put("left_out", self._listing(self.tr("Left out")))

    def open(self) -> list[QWidget]:
        """Return those that are open, from top to bottom."""
        return [self._made[name] for name in _ORDER if name in self._made and self._made[name].isVisible()]

    def panels(self) -> list[Panel]:
        """Return those that are open and show a chart."""
        return [one for one in self.open() if isinstance(one, Panel)]

    def show_report(self, report: Report) -> None:
        """Take another report: lists of the one before are closed or shown anew."""
        self._report = report
        if "items" in self._made:
            self.items.hide()
        if "left_out" in self._made and self.left_out.isVisible():
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
        for name in ("help", "items", "left_out", "filters"):
            if name in self._made and self._made[name].isVisible():
                self._made[name].hide()
                return True
        return False

    def _listing(self, title: str) -> Panel:
        panel = Panel(title, self._place)
        close = IconButton("close", self.tr("Close"), parent=panel)
        close.clicked.connect(self._close(panel))
        panel.add_to_head(close)
        return panel

    def _put(self, name: str, widget: W) -> W:
        before = _ORDER[: _ORDER.index(name)]
        self._column.insertWidget(sum(one in self._made for one in before), widget)
        widget.hide()
        self._made[name] = widget
        self.made.emit(widget)
        return widget

    def _close(self, panel: Panel) -> Callable[[], None]:
        def close() -> None:
            panel.hide()
            self.closed.emit()

        return close
