"""The top of the page: title, what is counted, filters as chips, buttons, notices."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.agreement.report import Asked
from labeler.gui.agreement.filters import parts_of
from labeler.gui.jobs import JobBar
from labeler.gui.look.controls import Button, IconButton, Notice, PlainLabel
from labeler.gui.look.controls.filter_chip import FilterChip
from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.controls.notice import Kind
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes

# The notices, the worst first, and what stands above them: title, filters, progress.
_KINDS: dict[str, Kind] = {"fault": "bad", "stale": "warn", "few": "warn", "left_out": "warn"}
_BEFORE = 3


class Top(QWidget):
    """dropped(str): a part of the filters is not wanted any more. acted(str): what a notice offers is wanted."""

    dropped = Signal(str)
    acted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(self.tr("Agreement"), role="title", parent=self)
        self.counts = PlainLabel(role="secondary", elide=True, parent=self)
        self.help = IconButton("info", self.tr("What the figures say"), parent=self)
        self.filter = Button(self.tr("Filter"), icon="filter", parent=self)
        self.export = Button(self.tr("Export report"), icon="file", parent=self)
        self.bar = JobBar(self)
        self._notices: dict[str, Notice] = {}
        self.chips: list[FilterChip] = []
        self._chips = QWidget(self)
        self._flow = Flow(self._chips)
        self._row = QHBoxLayout()
        self._row.addWidget(self.title)
        self._row.addWidget(self.counts, 1)
        self._row.addWidget(self.help)
        self._row.addWidget(self.filter)
        self._row.addWidget(self.export)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._row)
        for part in (self._chips, self.bar):
            self._column.addWidget(part)
            part.hide()
        themes().changed.connect(self._grow)
        self._grow()

    @property
    def fault(self) -> Notice:
        """Why there are no figures."""
        return self._notice("fault")

    @property
    def stale(self) -> Notice:
        """That the figures are older than the labels."""
        return self._notice("stale")

    @property
    def few(self) -> Notice:
        """That there are too few articles."""
        return self._notice("few")

    @property
    def left_out(self) -> Notice:
        """What no figure counts."""
        return self._notice("left_out")

    def tell(self, name: str, words: str, action: str = "") -> None:
        """Show words in one of the notices, or hide it if there are none."""
        if words:
            self._notice(name).show_notice(_KINDS[name], words, action)
        if words or name in self._notices:
            self._notice(name).setVisible(bool(words))

    def show_filters(self, asked: Asked, words: str) -> None:
        """Show what restricts the figures; each chip takes itself away."""
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = []
        for part, told in parts_of(asked, words).items():
            name = self.tr("{filter}: press to take this filter away").format(filter=told)
            chip = FilterChip(told, "close", name=name, parent=self._chips)
            chip.clicked.connect(lambda _on=False, part=part: self.dropped.emit(part))
            self._flow.addWidget(chip)
            self.chips.append(chip)
            chip.show()
        self._chips.setVisible(bool(self.chips))

    def set_sides(self, left: int, right: int) -> None:
        """Leave so much room at the sides, in pixels."""
        self._column.setContentsMargins(left, px(14), right, px(10))

    def _notice(self, name: str) -> Notice:
        """Return a notice, made when it is first needed."""
        if name not in self._notices:
            made = Notice(_KINDS[name], "", closable=name == "fault", parent=self)
            made.hide()
            made.closed.connect(made.hide)
            made.acted.connect(lambda: self.acted.emit(name))
            order = list(_KINDS)
            before = sum(order.index(one) < order.index(name) for one in self._notices)
            self._column.insertWidget(_BEFORE + before, made)
            self._notices[name] = made
        return self._notices[name]

    def _grow(self) -> None:
        self._row.setSpacing(px(12))
        self._column.setSpacing(px(8))
