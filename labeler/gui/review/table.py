"""The table view: a disagreement a row, a side a column, and how it was settled."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes
from labeler.gui.review import words
from labeler.gui.review.case_rows import state_words
from labeler.gui.review.cases import Case
from labeler.gui.review.reading import Reading

_NO_PARENT = QModelIndex()
_FIRST = 4
_WORDS_SHOWN, _WORDS_TOLD = 160, 600


class CaseTable(QAbstractTableModel):
    """Number, kind, layer, words, then what each side says, then how it was settled."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reading: Reading | None = None
        self.cases: list[Case] = []

    def show_cases(self, reading: Reading | None, cases: list[Case]) -> None:
        """Show these cases."""
        self.beginResetModel()
        self.reading, self.cases = reading, cases
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of cases."""
        return 0 if parent.isValid() else len(self.cases)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() or self.reading is None else _FIRST + len(self.reading.sides) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the head of a column."""
        told = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}
        if orientation != Qt.Orientation.Horizontal or role not in told or self.reading is None:
            return None
        sides = [
            side.letter if side.name == side.letter else f"{side.letter} {side.name}" for side in self.reading.sides
        ]
        heads = ["", self.tr("Kind"), self.tr("Label"), self.tr("Words"), *sides, self.tr("Settled")]
        return plain_tooltip(heads[section]) if role == Qt.ItemDataRole.ToolTipRole else heads[section]

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell."""
        if not index.isValid() or self.reading is None:
            return None
        case, column = self.cases[index.row()], index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self._words(case, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self._told(case, column))
        if role == Qt.ItemDataRole.FontRole:
            return self._font(case, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and not column:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _words(self, case: Case, column: int) -> str:
        assert self.reading is not None
        if column < _FIRST:
            fixed = (
                str(case.number or ""),
                words.kind_words(case.kind),
                words.layer_words(case.layer),
                case.words(self.reading.article.text)[:_WORDS_SHOWN],
            )
            return fixed[column]
        side = column - _FIRST
        return case.brief[side] if side < len(case.brief) else state_words(case)

    def _told(self, case: Case, column: int) -> str:
        side = column - _FIRST
        if 0 <= side < len(case.said):
            said = case.said[side]
            assert self.reading is not None
            if said is not None:
                words = said.span.of(self.reading.article.text)
                cut = f"{words[:_WORDS_TOLD]}…" if len(words) > _WORDS_TOLD else words
                return f"{cut}\n{said.words}"
        return self._words(case, column)

    def _font(self, case: Case, column: int) -> QFont:
        taken = case.verdict is not None and case.verdict.side == column - _FIRST
        return ui_font(bold=taken or not column)


class TableView(QTableView):
    """chosen(str): a case is to be looked at."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cases = CaseTable(self)
        self._showing = False
        self.setModel(self.cases)
        self.setAccessibleName(self.tr("Disagreements as a table"))
        self.setObjectName("reviewTable")
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentRowChanged.connect(self._row_changed)
        themes().changed.connect(self._grow)
        self._grow()

    def show_cases(self, reading: Reading | None, cases: list[Case], current: str) -> None:
        """Show cases; the current one is the current row."""
        self._showing = True
        columns = self.cases.columnCount()
        self.cases.show_cases(reading, cases)
        if self.cases.columnCount() != columns:
            self._grow()
        self._showing = False
        self.go_to_case(current)

    def go_to_case(self, case_id: str) -> None:
        """Make a case the current row."""
        row = next((n for n, case in enumerate(self.cases.cases) if case.id == case_id), -1)
        self._showing = True
        if row >= 0:
            self.setCurrentIndex(self.cases.index(row, max(self.currentIndex().column(), 0)))
        self._showing = False

    def _row_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._showing and current.isValid():
            self.chosen.emit(self.cases.cases[current.row()].id)

    def _grow(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(px(28), self.fontMetrics().height() + px(10)))
        columns = self.cases.columnCount()
        fixed = {0: 36, 1: 108, 2: 84}
        others = dict.fromkeys(range(_FIRST, columns), 116)
        for column, width in {**fixed, **others}.items():
            self.setColumnWidth(column, px(width))
        # The words take what is left of the width, but stay words.
        taken = sum(px(width) for width in {**fixed, **others}.values())
        self.setColumnWidth(3, max(self.viewport().width() - taken, px(140)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words the width that is left."""
        super().resizeEvent(event)
        self._grow()
