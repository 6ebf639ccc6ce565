"""What the article list leaves out, and its order, as chips: two open a menu, the others take themselves away."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from labeler.gui.annotate.filters import ORDERS, STATES, Filters
from labeler.gui.look.controls.filter_chip import FilterChip
from labeler.gui.look.controls.flow import Flow

if TYPE_CHECKING:
    from labeler.gui.annotate.filters import Catalogue

translate = QCoreApplication.translate
# More sources than this are no menu any more: the field finds them by name.
_MOST = 30


def state_name(state: str) -> str:
    """Return a state that can be asked for in words."""
    return {
        "begun_not": translate("FilterBar", "not begun"),
        "in_progress": translate("FilterBar", "in progress"),
        "finished": translate("FilterBar", "finished"),
        "skipped": translate("FilterBar", "skipped"),
        "flagged": translate("FilterBar", "flagged"),
    }[state]


def order_name(order: str) -> str:
    """Return an order in words, for the menu."""
    return {
        "import": translate("FilterBar", "Order of import"),
        "newest": translate("FilterBar", "Newest first"),
        "oldest": translate("FilterBar", "Oldest first"),
        "title": translate("FilterBar", "Title"),
        "shortest": translate("FilterBar", "Shortest first"),
        "longest": translate("FilterBar", "Longest first"),
    }[order]


def _short_order(order: str) -> str:
    return {
        "import": translate("FilterBar", "by import"),
        "newest": translate("FilterBar", "newest first"),
        "oldest": translate("FilterBar", "oldest first"),
        "title": translate("FilterBar", "by title"),
        "shortest": translate("FilterBar", "shortest first"),
        "longest": translate("FilterBar", "longest first"),
    }[order]


class FilterBar(QWidget):
    """changed(Filters): something else is asked for, or another order."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filters = Filters()
        self._catalogue: Catalogue | None = None
        self._menu = QMenu(self)
        self._orders = QMenu(self)
        self.more = FilterChip(self.tr("filter"), "chevron-down", name=self.tr("Filter by state, source, mine"))
        self.more.clicked.connect(self._open_menu)
        self.order = FilterChip("", "chevron-down")
        self.order.clicked.connect(self._open_orders)
        self._chips: list[FilterChip] = []
        self._flow = Flow(self)
        self._flow.addWidget(self.more)
        self._flow.addWidget(self.order)
        self._show()

    def show_filters(self, filters: Filters) -> None:
        """Show what is asked for, without telling of it."""
        self.filters = filters
        self._show()

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Take the figures of the menu from these articles."""
        self._catalogue = catalogue

    def chips(self) -> list[FilterChip]:
        """Return the chips that take themselves away."""
        return list(self._chips)

    def menu(self) -> QMenu:
        """Return the menu of states and sources with the number of articles of each, as they are now."""
        menu, known = self._menu, self._catalogue
        menu.clear()
        self._head(menu, self.tr("State"))
        for state in STATES:
            count = 0 if known is None else known.flagged if state == "flagged" else known.states[state]
            item = self._item(menu, state_name(state), count, checked=state in self.filters.states)
            item.triggered.connect(lambda _on=False, one=state: self._ask(self.filters.with_state(one)))
        menu.addSeparator()
        mine = sum(row.mine for row in known.rows) if known is not None else 0
        item = self._item(menu, self.tr("mine"), mine, checked=self.filters.mine)
        item.triggered.connect(lambda _on=False: self._ask(replace(self.filters, mine=not self.filters.mine)))
        menu.addSeparator()
        self._head(menu, self.tr("Source"))
        sources = known.sources.most_common(_MOST) if known is not None else []
        for source, count in sources:
            name = source or self.tr("without a source")
            item = self._item(menu, name, count, checked=source in self.filters.sources)
            item.triggered.connect(lambda _on=False, one=source: self._ask(self.filters.with_source(one)))
        if known is not None and len(known.sources) > _MOST:
            rest = len(known.sources) - _MOST
            self._head(menu, self.tr("{count} more: type a name into the field").format(count=f"{rest:,}"))
        return menu

    def orders(self) -> QMenu:
        """Return the menu of orders."""
        menu = self._orders
        menu.clear()
        for order in ORDERS:
            item = menu.addAction(order_name(order))
            item.setCheckable(True)
            item.setChecked(order == self.filters.order)
            item.triggered.connect(lambda _on=False, one=order: self._ask(replace(self.filters, order=one)))
        return menu

    def _head(self, menu: QMenu, words: str) -> None:
        menu.addAction(words).setEnabled(False)

    def _item(self, menu: QMenu, words: str, count: int, *, checked: bool) -> QAction:
        item = menu.addAction("{}\t{:,}".format(words.replace("&", "&&").replace("\t", " "), count))
        item.setCheckable(True)
        item.setChecked(checked)
        return item

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _open_orders(self) -> None:
        self.orders().popup(self.order.mapToGlobal(self.order.rect().bottomLeft()))

    def _ask(self, filters: Filters) -> None:
        self.filters = filters
        self._show()
        self.changed.emit(filters)

    def _show(self) -> None:
        held = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        asked = self.filters
        shown = [(state_name(one), asked.with_state(one)) for one in STATES if one in asked.states]
        if asked.mine:
            shown.append((self.tr("mine"), replace(asked, mine=False)))
        shown += [(one or self.tr("without a source"), asked.with_source(one)) for one in sorted(asked.sources)]
        self._chips = []
        for words, without in shown:
            chip = FilterChip(words, "close", name=self.tr("Take the filter away: {filter}").format(filter=words))
            chip.clicked.connect(lambda _on=False, one=without: self._ask(one))
            self._flow.addWidget(chip)
            # At once: a layout shows what it is given later, and what is hidden takes no focus.
            chip.show()
            self._chips.append(chip)
        self.order.set_words(_short_order(asked.order), self.tr("Order: {order}").format(order=order_name(asked.order)))
        if held:
            (self._chips[0] if self._chips else self.more).setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
