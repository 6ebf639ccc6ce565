"""How a row of the article list is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from labeler.gui.annotate.articles import ROW, figure_of
from labeler.gui.look.controls.listing import draw_focus
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import pixmap
from labeler.gui.look.theme import tokens

if TYPE_CHECKING:
    from labeler.services.articles import ArticleRow

_GLYPHS = {
    "finished": ("check-circle", "ok"),
    "in_progress": ("half-circle", "accent"),
    "skipped": ("skip-circle", "text2"),
}
_VCENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def row_height() -> int:
    """Return the height of a row in pixels: 56 at 100 % text."""
    lines = QFontMetrics(ui_font(bold=True)).height() + QFontMetrics(ui_font(12)).height()
    return max(px(56), lines + px(18))


def draw_ground(painter: QPainter, option: QStyleOptionViewItem, view: object) -> bool:
    """Draw what lies behind a row of a list, and the line below it; tell whether the row is the current one."""
    look = tokens()
    rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
    state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected:
        # The window's: that of the option is the list's own, which is rarely where the focus is.
        active = isinstance(view, QWidget) and view.isActiveWindow()
        painter.fillRect(rect, look.color("page"))
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent" if active else "line2"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(rect, look.color("accentT"))
    painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
    return selected


class ArticleDelegate(QStyledItemDelegate):
    """State, heading, source, a figure at the right, and a flag for what goes to the lead."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(px(160), row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row: ArticleRow = index.data(ROW)
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        selected = draw_ground(painter, option, self.parent())
        bold, small = ui_font(bold=selected), ui_font(12)
        high, low = QFontMetrics(bold).height(), QFontMetrics(small).height()
        top = rect.top() + (rect.height() - high - low - 2) // 2
        left, room = rect.left() + px(38), rect.width() - px(50)
        line = QRect(left, top, room, high)
        self._sign(
            painter, QRect(rect.left() + px(12), top, px(16), high), *_GLYPHS.get(row.state, ("circle", "text2"))
        )
        if row.flag:
            self._sign(painter, QRect(line.right() - px(14), top, px(14), high), "flag", "warn")
            line.setRight(line.right() - px(20))
        painter.setFont(bold)
        painter.setPen(look.color("text"))
        heading = painter.fontMetrics().elidedText(row.heading, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _VCENTRE, heading)
        painter.setFont(small)
        painter.setPen(look.color("text2"))
        metrics = painter.fontMetrics()
        figure = metrics.elidedText(figure_of(row), Qt.TextElideMode.ElideRight, room * 2 // 3)
        second = QRect(left, top + high + 2, room, low)
        painter.drawText(second, Qt.AlignmentFlag.AlignRight | _VCENTRE, figure)
        rest = room - metrics.horizontalAdvance(figure) - px(12)
        source = metrics.elidedText(row.source or row.key, Qt.TextElideMode.ElideRight, rest)
        painter.drawText(second, _VCENTRE, source)
        draw_focus(painter, option)
        painter.restore()

    def _sign(self, painter: QPainter, room: QRect, name: str, ink: str) -> None:
        side = room.width()
        drawn = pixmap(name, ink, side, painter.device().devicePixelRatioF())
        painter.drawPixmap(QRect(room.left(), room.top() + (room.height() - side) // 2, side, side), drawn)
