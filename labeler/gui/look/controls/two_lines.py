"""Rows of two lines: a heading with a sign before it, below it what it is and a figure at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from labeler.gui.look.controls.listing import ROW, draw_focus
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import pixmap
from labeler.gui.look.theme import tokens

Sign: TypeAlias = tuple[str, str]
"""An icon's name and the token of its ink."""

_VCENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoLines:
    """What a row shows: `sign` before the heading, `flag` behind it, `under` below it and `figure` at the right.

    Inks are tokens; `quiet` strikes the heading through and draws all of it as something past.
    """

    heading: str
    under: str
    figure: str = ""
    figure_ink: str = "text2"
    sign: Sign | None = None
    flag: Sign | None = None
    quiet: bool = False


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


def draw_elided(painter: QPainter, text: str, room: QRect, *, right: bool = False) -> int:
    """Draw words on one line, cut where they must be, at the left or at the right; return how wide they are."""
    fitting = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, _VCENTRE | (Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft), fitting)
    return painter.fontMetrics().horizontalAdvance(fitting)


class TwoLineDelegate(QStyledItemDelegate):
    """Draws rows of which a kind of list says `lines(row)`."""

    def lines(self, row: object) -> TwoLines:
        """Return what a row shows."""
        return TwoLines(heading=str(row), under="")

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(px(160), row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        shown, look = self.lines(index.data(ROW)), tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        selected = draw_ground(painter, option, self.parent())
        bold, small = ui_font(bold=selected), ui_font(12)
        bold.setStrikeOut(shown.quiet)
        high, low = QFontMetrics(bold).height(), QFontMetrics(small).height()
        top = rect.top() + (rect.height() - high - low - 2) // 2
        left = px(12) if shown.sign is None else px(38)
        line = QRect(rect.left() + left, top, rect.width() - left - px(12), high)
        second = QRect(line.left(), top + high + 2, line.width(), low)
        if shown.sign is not None:
            _draw_sign(painter, QRect(rect.left() + px(12), top, px(16), high), shown.sign)
        if shown.flag is not None:
            _draw_sign(painter, QRect(line.right() - px(14), top, px(14), high), shown.flag)
            line.setRight(line.right() - px(20))
        painter.setFont(bold)
        painter.setPen(look.color("text3" if shown.quiet else "text"))
        draw_elided(painter, shown.heading, line)
        painter.setFont(small)
        if shown.figure:
            painter.setPen(look.color(shown.figure_ink))
            used = draw_elided(painter, shown.figure, second.adjusted(second.width() // 3, 0, 0, 0), right=True)
            second.setRight(second.right() - used - px(12))
        painter.setPen(look.color("text3" if shown.quiet else "text2"))
        draw_elided(painter, shown.under, second)
        draw_focus(painter, option)
        painter.restore()


def _draw_sign(painter: QPainter, room: QRect, sign: Sign) -> None:
    side = room.width()
    drawn = pixmap(*sign, side, painter.device().devicePixelRatioF())
    painter.drawPixmap(QRect(room.left(), room.top() + (room.height() - side) // 2, side, side), drawn)
