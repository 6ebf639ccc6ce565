"""The versions that a project learnt: which are in use, and what can be done with the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.gui.look.controls import Button, PlainLabel
from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.fonts import px
from labeler.gui.pipeline import verdicts
from labeler.gui.pipeline.figures import FigureTable
from labeler.gui.plural import counted

if TYPE_CHECKING:
    from labeler.services.learned import LearntComparison, LearntRow


class Versions(QWidget):
    """use_wanted(version). revert_wanted(part). compare_wanted(version, version)."""

    use_wanted = Signal(str)
    revert_wanted = Signal(str)
    compare_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[LearntRow] = []
        self._changeable = False
        self.none = PlainLabel(
            self.tr("Nothing yet: suggestions are made with the weights that ship."), role="secondary", wrap=True
        )
        self.table = FigureTable(
            self.tr("What was learnt"),
            [
                self.tr("Version"),
                self.tr("Use"),
                self.tr("Part"),
                self.tr("Day"),
                self.tr("By"),
                self.tr("Articles"),
                self.tr("F1 %"),
            ],
            (5, 6),
            wide=2,
        )
        self.table.setProperty("chooses", True)
        self.use = Button(self.tr("Put in use"))
        self.revert = Button(self.tr("Back to what ships"))
        self.compare = Button(self.tr("Compare with the one in use"))
        self.compared = PlainLabel(role="secondary", wrap=True)
        self.weights = FigureTable(self.tr("Weights that differ most"), ["", "", ""], (1, 2))
        self._lay_out()
        self.table.currentCellChanged.connect(lambda *_: self._show_buttons())
        self.use.clicked.connect(lambda: self._want("use"))
        self.revert.clicked.connect(lambda: self._want("revert"))
        self.compare.clicked.connect(lambda: self._want("compare"))
        self.show_rows([])

    @property
    def chosen(self) -> LearntRow | None:
        """The version in the current row."""
        row = self.table.currentRow()
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def show_rows(self, rows: Sequence[LearntRow]) -> None:
        """Show the versions, the newest of each part first."""
        self._rows = sorted(rows, key=lambda one: (one.part, _number(one)), reverse=True)
        self._rows.sort(key=lambda one: one.part)
        self.none.setVisible(not rows)
        for part in (self.table, self.use, self.revert, self.compare):
            part.setVisible(bool(rows))
        self._forget_comparison()
        self.table.show_rows(
            [verdicts.version_row(one) for one in self._rows],
            [number for number, one in enumerate(self._rows) if one.in_use],
        )
        self._show_buttons()

    def set_changeable(self, changeable: bool) -> None:
        """Let versions be put in use, or only looked at."""
        self._changeable = changeable
        self._show_buttons()

    def show_comparison(self, found: LearntComparison) -> None:
        """Show what differs between two versions."""
        differing = counted(found.differing, "{count} weight differs", "{count} weights differ")
        words = self.tr("{first} and {second}: {differing}. Those that differ most:")
        self.compared.setText(words.format(first=found.first.version, second=found.second.version, differing=differing))
        self.weights.setHorizontalHeaderLabels([self.tr("Feature"), found.first.version, found.second.version])
        self.weights.show_rows(verdicts.comparison_rows(found))
        self.compared.show()
        self.weights.setVisible(bool(found.weights))

    def _want(self, what: str) -> None:
        row = self.chosen
        if row is None:
            return
        if what == "use":
            self.use_wanted.emit(row.version)
        elif what == "revert":
            self.revert_wanted.emit(row.part)
        elif (used := self._used(row.part)) is not None:
            self.compare_wanted.emit(used.version, row.version)

    def _used(self, part: str) -> LearntRow | None:
        return next((one for one in self._rows if one.part == part and one.in_use), None)

    def _show_buttons(self) -> None:
        row = self.chosen
        used = None if row is None else self._used(row.part)
        self.use.setEnabled(self._changeable and row is not None and not row.in_use)
        self.revert.setEnabled(self._changeable and used is not None)
        self.compare.setEnabled(row is not None and used is not None and not row.in_use)

    def _forget_comparison(self) -> None:
        self.compared.hide()
        self.weights.hide()

    def _lay_out(self) -> None:
        buttons = Flow(space=8)
        for button in (self.use, self.revert, self.compare):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self.none)
        column.addWidget(self.table)
        column.addLayout(buttons)
        column.addWidget(self.compared)
        column.addWidget(self.weights)


def _number(row: LearntRow) -> int:
    return int(row.version.rpartition("@")[2] or 0)
