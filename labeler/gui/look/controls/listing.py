"""What all lists share: a model of one value a row, and how a row lies on the list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.theme import tokens

T = TypeVar("T")

# The role under which a row's value is asked for.
ROW = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


class ListModel(QAbstractListModel, Generic[T]):
    """Values in the order given. What a row shows, says and explains are methods of the kinds of list."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[T] = []

    def show_rows(self, rows: Sequence[T]) -> None:
        """Show these values and no others."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def words(self, row: T) -> str:
        """Return what a row shows."""
        return str(row)

    def spoken(self, row: T) -> str:
        """Return what a screen reader says of a row."""
        return self.words(row)

    def told(self, row: T) -> str:
        """Return what the tooltip tells of a row, as plain text."""
        return self.words(row)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a row's value, or what it shows and says."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.words(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(self.told(row))
        return None


def draw_chosen(painter: QPainter, option: QStyleOptionViewItem, *, hover: str = "raised") -> None:
    """Draw what lies behind a row that is chosen, or under the mouse."""
    look = tokens()
    rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
    state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(rect, look.color("accentT"))
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, look.color(hover))


def draw_focus(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Draw the focus inside a row that has it."""
    rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
    state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(tokens().color("focus"), 2))
        painter.drawRect(rect.adjusted(1, 1, -2, -2))
