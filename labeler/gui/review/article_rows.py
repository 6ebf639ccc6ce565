"""The list of what there is to review: an article a row, with how much of it is settled."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from labeler.gui.annotate.article_row import draw_ground, row_height
from labeler.gui.look.controls.listing import ROW, ListModel, draw_focus
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import pixmap
from labeler.gui.look.theme import tokens
from labeler.gui.plural import counted
from labeler.services.reviewing import ReviewRow

translate = QCoreApplication.translate

_VCENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class ReviewModel(ListModel[ReviewRow]):
    """The articles that somebody finished."""

    def words(self, row: ReviewRow) -> str:
        """Return the article's heading."""
        return row.title or row.key

    def spoken(self, row: ReviewRow) -> str:
        """Return heading, state and who finished it."""
        return f"{self.words(row)}. {state_words(row)}. {who_words(row)}"

    def told(self, row: ReviewRow) -> str:
        """Return the same, for the tooltip."""
        return self.spoken(row)


def state_words(row: ReviewRow) -> str:
    """Return how the review of an article stands."""
    if row.stale:
        return translate("Review", "gold is stale")
    if row.gold == "finished":
        return translate("Review", "gold")
    if not row.counted:
        return translate("Review", "counting…")
    if row.disagreements:
        return counted(row.disagreements, "{count} disagreement", "{count} disagreements")
    if len(row.finished) < 2:
        return translate("Review", "one person finished it")
    return counted(row.open, "{count} to take", "{count} to take") if row.open else translate("Review", "all settled")


def who_words(row: ReviewRow) -> str:
    """Return who finished an article: few by name, many counted."""
    if len(row.finished) <= 3:
        return ", ".join(row.finished)
    return counted(len(row.finished), "{count} person", "{count} people")


class ReviewDelegate(QStyledItemDelegate):
    """State as a sign, heading, who finished it, how much is open."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(px(160), row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row: ReviewRow = index.data(ROW)
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        selected = draw_ground(painter, option, self.parent())
        bold, small = ui_font(bold=selected), ui_font(12)
        high, low = QFontMetrics(bold).height(), QFontMetrics(small).height()
        top = rect.top() + (rect.height() - high - low - 2) // 2
        left, room = rect.left() + px(38), rect.width() - px(50)
        name, ink = _sign(row)
        side = px(16)
        drawn = pixmap(name, ink, side, painter.device().devicePixelRatioF())
        painter.drawPixmap(QRect(rect.left() + px(12), top + (high - side) // 2, side, side), drawn)
        painter.setFont(bold)
        painter.setPen(look.color("text"))
        heading = painter.fontMetrics().elidedText(row.title or row.key, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top, room, high), _VCENTRE, heading)
        painter.setFont(small)
        painter.setPen(look.color("warn" if row.stale else "text2"))
        second = QRect(left, top + high + 2, room, low)
        state = painter.fontMetrics().elidedText(state_words(row), Qt.TextElideMode.ElideRight, room * 2 // 3)
        painter.drawText(second, Qt.AlignmentFlag.AlignRight | _VCENTRE, state)
        painter.setPen(look.color("text2"))
        rest = room - painter.fontMetrics().horizontalAdvance(state) - px(12)
        who = painter.fontMetrics().elidedText(who_words(row), Qt.TextElideMode.ElideRight, rest)
        painter.drawText(second, _VCENTRE, who)
        draw_focus(painter, option)
        painter.restore()


def _sign(row: ReviewRow) -> tuple[str, str]:
    if row.stale:
        return "alert", "warn"
    if row.gold == "finished":
        return "check-circle", "ok"
    return ("half-circle", "accent") if row.gold else ("circle", "text2")
