"""Chips and key caps: small words in a frame, drawn from the tokens."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes, tokens

Kind: TypeAlias = Literal[
    "plain", "claim", "speaker", "stance", "boilerplate", "ok", "warn", "bad", "accent", "annA", "annB", "annC"
]

# kind: ink, border, tint
_INKS: dict[str, tuple[str, str, str]] = {
    "plain": ("text2", "line2", "page"),
    "boilerplate": ("text2", "line2", "raised"),
    "claim": ("claim", "claimL", "claimT"),
    "speaker": ("speaker", "speakerL", "speakerT"),
    "stance": ("stance", "stanceL", "stanceT"),
    "ok": ("ok", "ok", "okT"),
    "warn": ("warn", "warn", "warnT"),
    "bad": ("bad", "bad", "badT"),
    "accent": ("accent", "accent", "accentT"),
    "annA": ("annA", "annA", "annAT"),
    "annB": ("annB", "annB", "annBT"),
    "annC": ("annC", "annC", "annCT"),
}


class Framed(QWidget):
    """One word in a frame, as wide as it needs."""

    PADDING = 6
    LEAST = 0

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes().changed.connect(self._refresh)

    def text(self) -> str:
        """Return the word."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show another word."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self._refresh()

    def sizeHint(self) -> QSize:
        """Return the size of the word and its padding; 20 high at 100 % text."""
        metrics = QFontMetrics(ui_font(11, bold=True))
        width = metrics.horizontalAdvance(self._text) + 2 * px(self.PADDING)
        return QSize(max(width, px(self.LEAST)), max(metrics.height() + 4, px(20)))

    def minimumSizeHint(self) -> QSize:
        """Return the same as the size hint: the word is never cut."""
        return self.sizeHint()

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()


class Chip(Framed):
    """A kind, a value, a state: 20 high on a tint; a dashed border marks a suggestion. Always a word or a glyph."""

    def __init__(self, kind: Kind, text: str, *, dashed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kind: Kind = kind
        self._dashed = dashed

    def set_kind(self, kind: Kind, text: str, *, dashed: bool = False) -> None:
        """Show another kind and word."""
        if (kind, dashed) != (self._kind, self._dashed):
            self._kind, self._dashed = kind, dashed
            self.update()
        self.set_text(text)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        draw_chip(painter, QRectF(self.rect()), self._kind, self._text, dashed=self._dashed)
        painter.end()


class KeyCap(Framed):
    """A key as printed on the keyboard: 20 high, at least 20 wide, thicker at the bottom."""

    PADDING = 5
    LEAST = 20

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cap."""
        painter = QPainter(self)
        draw_key_cap(painter, QRectF(self.rect()), self._text)
        painter.end()


def draw_chip(painter: QPainter, rect: QRectF, kind: Kind, text: str, *, dashed: bool = False) -> None:
    """Draw a chip, for delegates; `rect` in logical pixels."""
    look = tokens()
    ink, border, tint = _INKS[kind]
    pen = QPen(look.color(border), 1)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.setBrush(look.color(tint))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    painter.setFont(ui_font(11, bold=True))
    painter.setPen(look.color(ink))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


def draw_key_cap(painter: QPainter, rect: QRectF, text: str) -> None:
    """Draw a key cap, for delegates; `rect` in logical pixels."""
    look = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color("line2"))
    painter.drawRoundedRect(rect, 4, 4)
    painter.setBrush(look.color("page"))
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -2), 3, 3)
    painter.setFont(ui_font(11, bold=True))
    painter.setPen(look.color("text"))
    painter.drawText(rect.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
