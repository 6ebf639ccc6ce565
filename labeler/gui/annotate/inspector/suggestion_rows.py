"""Suggestions as the rows of a list: score, kind, words; rejected ones struck through."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from labeler.domain.scheme import Scheme
from labeler.domain.suggestions import Suggestion
from labeler.gui.annotate.inspector.heading import score_words
from labeler.gui.look.controls.chips import draw_chip
from labeler.gui.look.controls.listing import ROW, ListModel, draw_chosen, draw_focus
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import tokens


def tag_of(one: Suggestion, scheme: Scheme) -> str:
    """Return the word for a suggestion's chip: a claim's type, the kind, a stance's topic and value."""
    if one.kind == "claim":
        value = scheme.value("type", one.type)
        return (value.tag or value.key) if value else one.kind
    if one.kind == "stance":
        value = scheme.value("value", one.value)
        return f"{one.topic} {value.glyph if value else ''}".strip()
    return one.kind


class SuggestionModel(ListModel[Suggestion]):
    """Suggestions in the order given; `rejected` holds the ids of those that were turned down."""

    def __init__(self, scheme: Scheme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.scheme = scheme
        self.rejected = frozenset[str]()

    def show_rows(self, rows: Sequence[Suggestion], rejected: frozenset[str] = frozenset()) -> None:
        """Show these suggestions; nothing moves where they are shown already."""
        if [one.id for one in rows] != [one.id for one in self.rows] or rejected != self.rejected:
            self.rejected = rejected
            super().show_rows(rows)

    def words(self, row: Suggestion) -> str:
        """Return the words of the text on one line; of a stance without a cue, its topic."""
        return " ".join(row.text.split()) or row.topic

    def spoken(self, row: Suggestion) -> str:
        """Return kind, score and words, and whether it was rejected."""
        turned_down = self.tr("rejected") if row.id in self.rejected else ""
        parts = (turned_down, tag_of(row, self.scheme), score_words(row.score), self.words(row))
        return ", ".join(part for part in parts if part)

    def told(self, row: Suggestion) -> str:
        """Return the words and what proposes them."""
        return f"{self.words(row)} ({row.why or row.rule})"


class SuggestionDelegate(QStyledItemDelegate):
    """Score, chip, words."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height of 28 at 100 % text."""
        return QSize(px(120), max(px(28), QFontMetrics(ui_font()).height() + px(10)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        one: Suggestion = index.data(ROW)
        model = index.model()
        assert isinstance(model, SuggestionModel)
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        draw_chosen(painter, option, hover="accentT")
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
        draw_focus(painter, option)
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
