"""The table of entries: one row at a time is chosen, the focus is seen on the row, Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes, tokens
from labeler.gui.registry.model import ROW, EntityModel
from labeler.gui.registry.rows import Listed

_WIDTHS = (0, 108, 132, 132, 80, 72)
# The width of the table from which on a column is shown.
_LEAST = {2: 520, 3: 680, 5: 440}


class EntityDelegate(QStyledItemDelegate):
    """Cells with a line below; merged entries stand further in and paler."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Take Qt's own focus frame away, and dress merged entries."""
        super().initStyleOption(option, index)
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        option.state = state & ~QStyle.StateFlag.State_HasFocus  # pyright: ignore[reportAttributeAccessIssue]
        row: Listed = index.data(ROW)
        if row.into is not None or index.column() in {1, 2, 3}:
            palette = option.palette  # pyright: ignore[reportAttributeAccessIssue]
            palette.setColor(palette.ColorRole.Text, tokens().color("text2"))
            palette.setColor(palette.ColorRole.HighlightedText, tokens().color("text2"))
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        further = px(20) if row.into is not None and index.column() == 0 else 0
        # As far in as the heads of the columns.
        option.rect = rect.adjusted(px(5) + further, 0, -px(5), 0)  # pyright: ignore[reportAttributeAccessIssue]

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell, and round the row that has the focus a frame."""
        look = tokens()
        rect = QRect(option.rect)  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, look.color("accentT"))
        super().paint(painter, option, index)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        view = self.parent()
        if selected and index.column() == 0:
            active = isinstance(view, QWidget) and view.isActiveWindow()
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent" if active else "line2")
            )
        if selected and isinstance(view, QWidget) and view.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawLine(rect.left(), rect.top() + 1, rect.right(), rect.top() + 1)
            painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.restore()


class EntityTable(QTableView):
    """entered(): Enter or a double click on a row. ordered(int, Qt.SortOrder): a head was clicked."""

    entered_row = Signal()
    ordered = Signal(int, Qt.SortOrder)

    def __init__(self, model: EntityModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setItemDelegate(EntityDelegate(self))
        self.setAccessibleName(self.tr("Registry"))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        # Tab goes on to the next field: a table that keeps it is a trap.
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(False)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(px(60))
        head.sectionClicked.connect(self._order)
        self._descending = False
        self._column = 0
        self.doubleClicked.connect(lambda _index: self.entered_row.emit())
        themes().changed.connect(self._fit)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter act, and Home and End go to the first and last row."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered_row.emit()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and self.model().rowCount():
            self.selectRow(0 if event.key() == Qt.Key.Key_Home else self.model().rowCount() - 1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the chosen entry says again where there is little room."""
        for column, least in _LEAST.items():
            self.setColumnHidden(column, self.viewport().width() < px(least))
        super().resizeEvent(event)

    def _order(self, column: int) -> None:
        # Numbers begin with the largest.
        self._descending = not self._descending if column == self._column else column > 3
        self._column = column
        order = Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder
        self.ordered.emit(column, order)

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(max(px(28), QFontMetrics(ui_font()).height() + px(10)))
        for column, width in enumerate(_WIDTHS):
            if width:
                self.setColumnWidth(column, px(width))
