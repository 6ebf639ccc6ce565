"""A panel of the page: a title, what it holds, choices, a chart or the sentence why there is none, and a menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from labeler.gui.agreement.cells import Grid
from labeler.gui.agreement.chart import Chart
from labeler.gui.agreement.copying import copy_picture, copy_table
from labeler.gui.look.controls import IconButton, PlainLabel, Rule
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import advance, px
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes


class Choice(QComboBox):
    """A choice in the head of a panel; its words are cut where there is little room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        # Qt would make lists of tuples.
        self._values: list[object] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(self._changed)

    def show_choices(self, choices: Sequence[tuple[object, str]]) -> None:
        """Offer (value, words); what was chosen stays so if it is still offered. Says nothing."""
        kept = self.value()
        self._values = [value for value, _ in choices]
        self.blockSignals(True)
        self.clear()
        self.addItems([words for _, words in choices])
        place = next((one for one, (value, _) in enumerate(choices) if value == kept), 0)
        self.setCurrentIndex(place if choices else -1)
        self.blockSignals(False)
        longest = max((advance(words) for _, words in choices), default=0)
        self.view().setMinimumWidth(longest + px(32))
        self.setVisible(len(choices) > 1)
        self._changed()

    def value(self) -> Any:
        """Return the value that is chosen, None without one."""
        place = self.currentIndex()
        return self._values[place] if 0 <= place < len(self._values) else None

    def sizeHint(self) -> QSize:
        """Return room for what is chosen, and the arrow."""
        return QSize(advance(self.currentText()) + px(30) + 20, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return room for a few letters and the arrow."""
        return QSize(px(72), super().minimumSizeHint().height())

    def _changed(self) -> None:
        self.setToolTip(plain_tooltip(self.currentText()))
        self.updateGeometry()


class Note(PlainLabel):
    """Says what a panel holds where there is room for it, else in the tooltip: never in three letters."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words if enough of them can be read."""
        whole = self.fontMetrics().horizontalAdvance(self.text())
        if self.contentsRect().width() >= min(whole, px(96)):
            super().paintEvent(event)


class Panel(QFrame):
    """`chart` is the chart. copied(str): what was copied, in words. chosen(): another choice of the head was made."""

    copied = Signal(str)
    chosen = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Each where it will stand: what is moved is dressed anew.
        self.title = PlainLabel(title, role="panel", parent=self)
        self.note = Note(role="secondary", elide=True, parent=self)
        self.chart = Chart(title, self)
        self.empty = PlainLabel(role="secondary", wrap=True, parent=self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.foot = PlainLabel(role="secondary", elide=True, parent=self)
        self.more = IconButton("more", self.tr("{title}: open, copy").format(title=title), parent=self)
        self.more.clicked.connect(lambda: self._open_menu(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.choices: list[Choice] = []
        self._described: Callable[[], str] | None = None
        self._offers: list[tuple[str, Callable[[], object]]] = []
        self._lay_out()
        self.chart.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.chart.customContextMenuRequested.connect(self._context_menu)
        self.chart.moved.connect(self._describe)
        themes().changed.connect(self._grow)
        self._grow()

    def choose_by(self, name: str) -> Choice:
        """Add a choice to the head."""
        choice = Choice(name, self)
        choice.hide()
        choice.activated.connect(self._choose)
        self.choices.append(choice)
        self._head.insertWidget(self._head.count() - 1, choice)
        return choice

    def add_to_head(self, widget: QWidget) -> None:
        """Put something at the end of the head."""
        self._head.addWidget(widget)

    def offer(self, words: str, act: Callable[[], object]) -> None:
        """Add something to the menu that can be done with what the panel shows."""
        self._offers.append((words, act))

    def describe_by(self, words: Callable[[], str]) -> None:
        """Say something of the current cell below the chart."""
        self._described = words

    def show_grid(self, grid: Grid, *, note: str = "", empty: str = "") -> None:
        """Show a grid; of an empty one the sentence why there is none."""
        self.note.setText(note)
        self.empty.setText(empty)
        self.empty.setVisible(grid.empty)
        self.chart.setVisible(not grid.empty)
        self.more.setVisible(not grid.empty)
        self.chart.show_grid(grid)
        self.chart.setAccessibleDescription(note)
        self._describe()

    def menu(self) -> QMenu:
        """Return what can be done with the chart and its current cell."""
        menu = QMenu(self)
        for words, listing in ((self.tr("Open in Review"), False), (self.tr("List the items"), True)):
            item = menu.addAction(words)
            item.setEnabled(self.chart.wanted() is not None)
            item.triggered.connect(lambda _on=False, listing=listing: self.chart.act(listing=listing))
        menu.addSeparator()
        menu.addAction(self.tr("Copy as a picture")).triggered.connect(lambda _on=False: self.copy_as_picture())
        menu.addAction(self.tr("Copy as a table")).triggered.connect(lambda _on=False: self.copy_as_table())
        for place, (words, act) in enumerate(self._offers):
            if not place:
                menu.addSeparator()
            menu.addAction(words).triggered.connect(lambda _on=False, act=act: act())
        return menu

    def copy_as_picture(self) -> None:
        """Put the panel's picture into the clipboard, all its rows in sight."""
        chart, kept = self.chart, self.size()
        missing = chart.sizeHint().height() - chart.height()
        if missing > 0:
            self.resize(kept.width(), kept.height() + missing)
        self.more.hide()
        copy_picture(self)
        self.more.show()
        self.resize(kept)
        self._tell(self.tr("{title}: copied as a picture.").format(title=self.title.text()))

    def copy_as_table(self) -> None:
        """Put the chart's rows into the clipboard."""
        copy_table(self.chart.rows())
        self._tell(self.tr("{title}: copied as a table.").format(title=self.title.text()))

    def _tell(self, words: str) -> None:
        self.copied.emit(words)

    def _choose(self) -> None:
        self.chosen.emit()
        words = ", ".join(one.currentText() for one in self.choices if one.isVisible())
        say(self, f"{self.title.text()}: {words}")

    def _describe(self) -> None:
        words = self._described() if self._described is not None and not self.chart.grid.empty else ""
        self.foot.setText(words)
        self.foot.setVisible(bool(words))

    def _context_menu(self, place: QPoint) -> None:
        self._open_menu(self.chart.viewport().mapToGlobal(place))

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self.title)
        self._head.addWidget(self.note, 1)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._head.addWidget(self.more)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(Rule(parent=self))
        self._column.addWidget(self.chart, 1)
        self._column.addWidget(self.empty, 1)
        self._column.addWidget(self.foot)
        self.empty.hide()
        self.foot.hide()

    def _grow(self) -> None:
        self._head.setContentsMargins(px(16), px(4), px(6), px(4))
        self._head.setSpacing(px(8))
        # The border and the round corners stay free.
        self._column.setContentsMargins(1, 1, 1, px(6))
        self.empty.setContentsMargins(px(16), px(12), px(16), px(12))
        self.foot.setContentsMargins(px(16), px(6), px(16), px(2))
        self.more.setMinimumHeight(px(32))
