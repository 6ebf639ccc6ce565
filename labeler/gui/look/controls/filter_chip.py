"""Chips that are pressed: one takes itself away, one opens a menu."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import pixmap
from labeler.gui.look.theme import themes, tokens

Sign: TypeAlias = Literal["close", "chevron-down"]
_MOST = 200


class FilterChip(QAbstractButton):
    """A word in a frame with a cross (pressing takes it away) or an arrow (pressing opens a menu); 24 high."""

    def __init__(self, words: str, sign: Sign, *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign: Sign = sign
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_words(words, name)
        themes().changed.connect(self._refresh)

    def set_words(self, words: str, name: str = "") -> None:
        """Show other words; `name` is what a screen reader says."""
        self.setText(words)
        self.setAccessibleName(name or words)
        self.setToolTip(plain_tooltip(name or words))
        self._refresh()

    def sizeHint(self) -> QSize:
        """Return room for the words and the sign; very long words are elided."""
        metrics = QFontMetrics(ui_font(11, bold=True))
        words = min(metrics.horizontalAdvance(self.text()), px(_MOST))
        # Elided words need a pixel more than their advance.
        return QSize(words + px(26) + 2, max(metrics.height() + 6, px(24)))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: what must be elided is elided there."""
        return QSize(px(48), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too; Del and Backspace take a chip away that can be."""
        key = event.key()
        gone = self._sign == "close" and key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
        if gone or key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, words and sign."""
        look = tokens()
        lit = self.underMouse() or self.isDown()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if lit else "line2"), 1))
        painter.setBrush(look.color("accentT" if lit else "page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5), 4, 4)
        side = px(12)
        left, right = px(7), self.width() - side - px(5)
        painter.setFont(ui_font(11, bold=True))
        painter.setPen(look.color("text2"))
        room = QRect(left, 0, right - left - px(2), self.height())
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)
        sign = pixmap(self._sign, "text2", side, self.devicePixelRatioF())
        painter.drawPixmap(QRect(right, (self.height() - side) // 2, side, side), sign)
        painter.end()

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()
