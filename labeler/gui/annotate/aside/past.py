"""The rows of the history: a model that grows by pages, and how a row is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from labeler.gui.annotate.article_row import draw_ground
from labeler.gui.look.controls.listing import ROW, ListModel, draw_focus
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import tokens
from labeler.services.history import HistoryRow

translate = QCoreApplication.translate
HIGH = 48
_VCENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class PastModel(ListModel[HistoryRow]):
    """Edits, newest first."""

    def add_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show older edits below."""
        if rows:
            self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows) + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()

    def words(self, row: HistoryRow) -> str:
        """Return what was done, when, by whom and where."""
        return f"{title_of(row)}, {about(row)}"

    def told(self, row: HistoryRow) -> str:
        """Return the same on two lines."""
        return f"{title_of(row)}\n{about(row)}"


class PastDelegate(QStyledItemDelegate):
    """What was done; below it when, by whom and where. What stands undone is struck through."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(px(160), px(HIGH))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row: HistoryRow = index.data(ROW)
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        selected = draw_ground(painter, option, self.parent())
        title, small = ui_font(bold=selected), ui_font(12)
        title.setStrikeOut(row.reversed)
        high, low = QFontMetrics(title).height(), QFontMetrics(small).height()
        top = rect.top() + (rect.height() - high - low - 2) // 2
        room = rect.adjusted(px(12), 0, -px(12), 0)
        painter.setFont(title)
        painter.setPen(look.color("text3" if row.reversed else "text"))
        line = QRect(room.left(), top, room.width(), high)
        painter.drawText(line, _VCENTRE, _fitting(painter, title_of(row), line))
        painter.setFont(small)
        painter.setPen(look.color("text3" if row.reversed else "text2"))
        line = QRect(room.left(), top + high + 2, room.width(), low)
        painter.drawText(line, _VCENTRE, _fitting(painter, about(row), line))
        draw_focus(painter, option)
        painter.restore()


def title_of(row: HistoryRow) -> str:
    """Return what was done, in words."""
    words = {
        "undo": translate("History", "undid: {step}"),
        "redo": translate("History", "did again: {step}"),
    }.get(row.kind, "{step}")
    return words.format(step=" ".join(row.title.split()))


def about(row: HistoryRow) -> str:
    """Return when, by whom and in which article; and that an edit stands undone."""
    undone = translate("History", "undone") if row.reversed else ""
    parts = (undone, when(row.at), row.annotator, " ".join(row.article_heading.split()))
    return " · ".join(part for part in parts if part)


def when(at: str) -> str:
    """Return a UTC time of the journal as this machine's: the hour alone for today, else with the day."""
    moment = datetime.fromisoformat(at).astimezone()
    today = datetime.now().astimezone().date()
    return f"{moment:%H:%M:%S}" if moment.date() == today else f"{moment:%Y-%m-%d %H:%M}"


def _fitting(painter: QPainter, text: str, room: QRect) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
