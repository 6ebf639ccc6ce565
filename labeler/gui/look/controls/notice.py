"""A notice: cause in bold, then what to do about it as a link; above what it is about, never a pop-up."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from labeler.gui.look.controls.buttons import IconButton, LinkButton
from labeler.gui.look.controls.labels import PlainLabel
from labeler.gui.look.fonts import px
from labeler.gui.look.icons import pixmap
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes, tokens

Kind: TypeAlias = Literal["bad", "warn", "ok"]
_ICONS: dict[str, str] = {"bad": "alert", "warn": "alert", "ok": "check"}


class Notice(QWidget):
    """Tells of a fault (`bad`), a loss (`warn`) or a success (`ok`)."""

    acted = Signal()
    closed = Signal()

    def __init__(
        self, kind: Kind, cause: str, action: str = "", *, closable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self._icon = QLabel(self)
        self._cause = PlainLabel(cause, role="strong", wrap=True, parent=self)
        self._action = LinkButton(action, parent=self)
        self._close = IconButton("close", self.tr("Close"), parent=self)
        self._cause.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(14), px(6), px(8), px(6))
        row.setSpacing(px(8))
        row.addWidget(self._icon)
        row.addWidget(self._cause, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._close.setVisible(closable)
        self._action.clicked.connect(self.acted)
        self._close.clicked.connect(self.closed)
        themes().changed.connect(self._dye)
        self.show_notice(kind, cause, action)

    def show_notice(self, kind: Kind, cause: str, action: str = "") -> None:
        """Show another notice, and announce it."""
        self._kind = kind
        self._cause.setText(cause)
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(cause)
        self._dye()
        say(self, cause)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tint, the border and the thick left edge."""
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.fillPath(shape, look.color(f"{self._kind}T"))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(0, 0, 4, self.height()), look.color(self._kind))
        painter.restore()
        painter.setPen(QPen(look.color(self._kind), 1))
        painter.drawPath(shape)
        painter.end()

    def _dye(self) -> None:
        self._icon.setPixmap(pixmap(_ICONS[self._kind], self._kind, px(16), self.devicePixelRatioF()))
        self.update()
