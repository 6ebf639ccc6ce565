"""Figures in words, and plain tables of them: as high as their rows, walked by arrow keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes

if TYPE_CHECKING:
    from labeler.agreement.intervals import Figure

translate = QCoreApplication.translate
NONE = "–"


def percent(value: float | None) -> str:
    """Return a share in per cent with one decimal, a dash where it is not defined."""
    return NONE if value is None else f"{100 * value:.1f}"


def with_interval(one: Figure) -> str:
    """Return a share in per cent with its 95 % interval, as in `85.6 (82–88)`."""
    if one.value is None or one.low is None or one.high is None:
        return percent(one.value)
    return f"{percent(one.value)} ({100 * one.low:.0f}–{100 * one.high:.0f})"


def change_words(value: float | None, low: float | None, high: float | None) -> str:
    """Return a difference of shares in points with its 95 % interval, as in `+1.8 (+0.4 to +3.1)`."""
    if value is None:
        return NONE
    if low is None or high is None:
        return _points(value)
    return translate("Figures", "{value} ({low} to {high})").format(
        value=_points(value), low=_points(low), high=_points(high)
    )


def score(value: float | None) -> str:
    """Return a score as `.84`."""
    return NONE if value is None else f"{value:.2f}".removeprefix("0") if value < 1 else "1.00"


def _points(value: float) -> str:
    return f"{100 * value:+.1f}".replace("-", "−")


class FigureTable(QTableWidget):
    """Rows of texts. The columns of `numbers` stand right; `wide` is the column that takes the room that is left."""

    def __init__(
        self, name: str, heads: Sequence[str], numbers: Sequence[int], wide: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(heads), parent)
        self._numbers = frozenset(numbers)
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setStyleSheet("QTableView::item { padding: 0 5px; }")
        self.verticalHeader().hide()
        across = self.horizontalHeader()
        across.setHighlightSections(False)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._wide = wide
        for column, head in enumerate(heads):
            item = QTableWidgetItem(head)
            item.setTextAlignment(self._side(column))
            self.setHorizontalHeaderItem(column, item)
        themes().changed.connect(self._grow)
        self._grow()

    def show_rows(self, rows: Sequence[Sequence[str]], strong: Sequence[int] = ()) -> None:
        """Show these rows, those of `strong` in bold; the current row stays the current one."""
        kept = max(self.currentRow(), 0)
        self.setRowCount(len(rows))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setTextAlignment(self._side(column))
                item.setToolTip(plain_tooltip(text))
                item.setFont(ui_font(bold=number in strong, tabular=column in self._numbers))
                self.setItem(number, column, item)
        if rows:
            self.setCurrentCell(min(kept, len(rows) - 1), 0)
            if self.property("chooses"):
                self.selectRow(self.currentRow())
            else:
                self.clearSelection()
        self._fit()

    def rows(self) -> list[list[str]]:
        """Return the texts that are shown."""
        cells = [[self.item(row, column) for column in range(self.columnCount())] for row in range(self.rowCount())]
        return [[item.text() if item is not None else "" for item in row] for row in cells]

    def sizeHint(self) -> QSize:
        """Return the height of head and rows."""
        bar = self.horizontalScrollBar()
        across = bar.sizeHint().height() if bar.maximum() else 0
        head = self.horizontalHeader().sizeHint().height()
        return QSize(px(320), head + self.rowCount() * self.verticalHeader().defaultSectionSize() + across + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same height: what does not fit is scrolled by the page."""
        return QSize(px(160), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column what it needs, and the rest to one of them; the table scrolls where there is less."""
        super().resizeEvent(event)
        self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the current row as soon as the table has the focus."""
        super().focusInEvent(event)
        if self.rowCount():
            self.selectRow(max(self.currentRow(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show no current row where nothing depends on it."""
        super().focusOutEvent(event)
        if not self.property("chooses"):
            self.clearSelection()

    def _fit(self) -> None:
        across = self.horizontalHeader()
        needed = [
            max(self.sizeHintForColumn(column), across.sectionSizeHint(column)) + px(6)
            for column in range(self.columnCount())
        ]
        needed[self._wide] += max(self.viewport().width() - sum(needed), 0)
        for column, width in enumerate(needed):
            self.setColumnWidth(column, width)
        self.updateGeometry()

    def _side(self, column: int) -> Qt.AlignmentFlag:
        across = Qt.AlignmentFlag.AlignRight if column in self._numbers else Qt.AlignmentFlag.AlignLeft
        return across | Qt.AlignmentFlag.AlignVCenter

    def _grow(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(28))
        self._fit()
