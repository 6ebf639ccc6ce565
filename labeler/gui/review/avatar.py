"""A side's letter on a disc in its colour: colour alone never says whose something is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes, tokens
from labeler.gui.review.cases import Side


class Avatar(QWidget):
    """20 pixels at 100 % text."""

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(side.letter)
        themes().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the size of the disc."""
        return QSize(px(20), px(20))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the disc."""
        painter = QPainter(self)
        draw_avatar(painter, QRectF(self.rect()), self._side)
        painter.end()


def draw_avatar(painter: QPainter, room: QRectF, side: Side) -> None:
    """Draw a side's disc, for delegates; a second side of one colour has a ring around it."""
    look = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ringed = bool(side.round) or look.forced
    painter.setPen(QPen(look.color(side.ink), 1.2) if ringed else Qt.PenStyle.NoPen)
    painter.setBrush(look.color(f"{side.ink}T"))
    painter.drawEllipse(room.adjusted(1, 1, -1, -1) if ringed else room)
    painter.setPen(look.color(side.ink))
    painter.setFont(ui_font(11, bold=True))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, side.letter)
    painter.restore()
