"""Suggestions as the rows of a list: score, kind, words; rejected ones struck through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from labeler.domain.scheme import Scheme
from labeler.domain.suggestions import Suggestion
from labeler.gui.annotate.inspector.heading import score_words
from labeler.gui.look.controls.chips import draw_chip
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import tokens

ONE = Qt.ItemDataRole.UserRole + 1
_NO_PARENT = QModelIndex()


def tag_of(one: Suggestion, scheme: Scheme) -> str:
    """Return the word for a suggestion's chip: a claim's type, the kind, a stance's topic and value."""
    if one.kind == "claim":
        value = scheme.value("type", one.type)
        return (value.tag or value.key) if value else one.kind
    if one.kind == "stance":
        value = scheme.value("value", one.value)
        return f"{one.topic} {value.glyph if value else ''}".strip()
    return one.kind


class SuggestionModel(QAbstractListModel):
    """Suggestions in the order given; `rejected` holds the ids of those that were turned down."""

    def __init__(self, scheme: Scheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scheme = scheme
        self.rows: list[Suggestion] = []
        self.rejected = frozenset[str]()

    def show_rows(self, rows: Sequence[Suggestion], rejected: frozenset[str] = frozenset()) -> None:
        """Show these suggestions."""
        if [one.id for one in rows] != [one.id for one in self.rows] or rejected != self.rejected:
            self.beginResetModel()
            self.rows, self.rejected = list(rows), rejected
            self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        """Return the number of suggestions."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a row shows and says."""
        if not index.isValid():
            return None
        one = self.rows[index.row()]
        words = " ".join(one.text.split()) or one.topic
        if role == ONE:
            return one
        if role == Qt.ItemDataRole.DisplayRole:
            return words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            turned_down = self.tr("rejected") if one.id in self.rejected else ""
            parts = (turned_down, tag_of(one, self.scheme), score_words(one.score), words)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tooltip(f"{words} ({one.why or one.rule})")
        return None


class SuggestionDelegate(QStyledItemDelegate):
    """Score, chip, words."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height of 28 at 100 % text."""
        return QSize(px(120), max(px(28), QFontMetrics(ui_font()).height() + px(10)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        one: Suggestion = index.data(ONE)
        model = index.model()
        assert isinstance(model, SuggestionModel)
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("accentT"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("accentT"))
        painter.setFont(ui_font(12, bold=True, tabular=True))
        painter.setPen(look.color("text"))
        left = rect.left() + px(16)
        painter.drawText(
            QRect(left, rect.top(), px(32), rect.height()), Qt.AlignmentFlag.AlignVCenter, score_words(one.score)
        )
        small = QFontMetrics(ui_font(11, bold=True))
        tag = tag_of(one, model.scheme)
        # One width for all, unless a tag is longer than the longest kind that is listed: the words begin in one line.
        width = max(px(52), *(small.horizontalAdvance(word) + px(12) for word in (tag, "speaker")))
        high = max(px(20), small.height() + 4)
        draw_chip(
            painter,
            QRectF(left + px(32), rect.top() + (rect.height() - high) / 2, width, high),
            one.kind,
            tag,
            dashed=True,
        )
        start = left + px(40) + width
        room = QRect(start, rect.top(), rect.right() - start - px(8), rect.height())
        if one.id in model.rejected:
            room = _draw_rejected(painter, room)
        else:
            painter.setFont(ui_font())
            painter.setPen(look.color("text"))
        words = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


def _draw_rejected(painter: QPainter, room: QRect) -> QRect:
    """Draw the word at the right end; return the room left of it, with the pen set to strike words through."""
    word = QCoreApplication.translate("SuggestionDelegate", "rejected")
    painter.setFont(ui_font(12))
    painter.setPen(tokens().color("text2"))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, word)
    width = painter.fontMetrics().horizontalAdvance(word) + px(8)
    struck = QFont(ui_font())
    struck.setStrikeOut(True)
    painter.setFont(struck)
    return room.adjusted(0, 0, -width, 0)
