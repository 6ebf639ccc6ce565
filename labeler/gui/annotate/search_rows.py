"""The results of a search as rows: the words in bold between what stands beside them, or a label with its facts."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from labeler.gui.annotate.seeking import Hit
from labeler.gui.look.controls.chips import Kind, draw_chip
from labeler.gui.look.controls.listing import ROW, ListModel, draw_focus
from labeler.gui.look.controls.two_lines import draw_ground, row_height
from labeler.gui.look.fonts import advance, px, ui_font
from labeler.gui.look.theme import tokens

translate = QCoreApplication.translate
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT, _LEFT = Qt.TextElideMode.ElideRight, Qt.TextElideMode.ElideLeft


def kind_words(kind: str) -> str:
    """Return a kind of label in a word."""
    return {
        "claim": translate("Search", "claim"),
        "speaker": translate("Search", "speaker"),
        "stance": translate("Search", "stance"),
    }.get(kind, kind)


class HitModel(ListModel[Hit]):
    """The hits of one answer."""

    def words(self, row: Hit) -> str:
        """Return the words with what stands beside them."""
        return f"{row.before}{row.words}{row.after}"

    def spoken(self, row: Hit) -> str:
        """Return kind, words, and where they stand."""
        parts = (kind_words(row.kind), self.words(row), row.detail, row.heading, row.source)
        return ", ".join(part for part in parts if part)

    def told(self, row: Hit) -> str:
        """Return words, facts and article, a line each."""
        lines = (self.words(row), row.detail, " · ".join(part for part in (row.heading, row.source) if part))
        return "\n".join(line for line in lines if line)


class HitDelegate(QStyledItemDelegate):
    """Two lines: where it is, and the words."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(px(160), row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        hit = cast("Hit", index.data(ROW))
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        draw_ground(painter, option, self.parent())
        high, low = QFontMetrics(ui_font(bold=True)).height(), QFontMetrics(ui_font(12)).height()
        if hit.kind:
            high = max(high, px(20))
        top = rect.top() + (rect.height() - high - low - 3) // 2
        first = QRect(rect.left() + px(12), top, rect.width() - px(24), high)
        second = QRect(first.left(), top + high + 3, first.width(), low)
        if hit.kind:
            _draw_label(painter, first, hit)
            _draw_words(painter, second, " · ".join(part for part in (hit.detail, hit.heading) if part), 12, "text2")
        else:
            _draw_heading(painter, first, hit)
            _draw_snippet(painter, second, hit)
        draw_focus(painter, option)
        painter.restore()


def _draw_words(painter: QPainter, room: QRect, words: str, size: float, ink: str, *, bold: bool = False) -> None:
    painter.setFont(ui_font(size, bold=bold))
    painter.setPen(tokens().color(ink))
    painter.drawText(room, _ONE_LINE, painter.fontMetrics().elidedText(words, _RIGHT, room.width()))


def _draw_heading(painter: QPainter, room: QRect, hit: Hit) -> None:
    source = QFontMetrics(ui_font(12)).elidedText(hit.source, _RIGHT, room.width() // 3)
    taken = advance(source, 12) + px(12) if source else 0
    _draw_words(painter, room.adjusted(0, 0, -taken, 0), hit.heading, 13, "text")
    painter.setFont(ui_font(12))
    painter.setPen(tokens().color("text2"))
    painter.drawText(room, Qt.AlignmentFlag.AlignRight | _ONE_LINE, source)


def _draw_snippet(painter: QPainter, room: QRect, hit: Hit) -> None:
    """Draw the words in bold; what stands beside them fills the rest, a third of it before them at most."""
    plain, bold = ui_font(12), ui_font(12, bold=True)
    thin, thick = QFontMetrics(plain), QFontMetrics(bold)
    words = thick.elidedText(hit.words, _RIGHT, room.width())
    width = thick.horizontalAdvance(words)
    before = thin.elidedText(hit.before, _LEFT, max((room.width() - width) // 3, 0))
    x = room.left()
    for text, font, metrics, ink in ((before, plain, thin, "text2"), (words, bold, thick, "text")):
        painter.setFont(font)
        painter.setPen(tokens().color(ink))
        painter.drawText(QRect(x, room.top(), room.right() - x + 1, room.height()), _ONE_LINE, text)
        x += metrics.horizontalAdvance(text)
    _draw_words(painter, QRect(x, room.top(), max(room.right() - x + 1, 0), room.height()), hit.after, 12, "text2")


def _draw_label(painter: QPainter, room: QRect, hit: Hit) -> None:
    kind = kind_words(hit.kind)
    width = advance(kind, 11, bold=True) + px(14)
    height = px(20)
    chip = QRectF(room.left(), room.top() + (room.height() - height) / 2, width, height)
    draw_chip(painter, chip, cast("Kind", hit.kind), kind)
    _draw_words(painter, room.adjusted(width + px(8), 0, 0, 0), hit.words, 13, "text")
