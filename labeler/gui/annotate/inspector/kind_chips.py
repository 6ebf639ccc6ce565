"""A kind of label as a small switch: lit and bold while its suggestions are listed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from labeler.domain.labels import Kind
from labeler.gui.look.controls.chips import draw_chip
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes, tokens

translate = QCoreApplication.translate


def kind_name(kind: Kind) -> str:
    """Return a kind in one word."""
    return {
        "claim": translate("KindChip", "claim"),
        "speaker": translate("KindChip", "speaker"),
        "stance": translate("KindChip", "stance"),
        "boilerplate": translate("KindChip", "boilerplate"),
    }[kind]


class KindChip(QAbstractButton):
    """A switch for one kind; without it the word stands alone, thin and without a frame."""

    def __init__(self, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind = kind
        self.setCheckable(True)
        self.setText(kind_name(kind))
        words = translate("KindChip", "Suggestions of the kind {kind}").format(kind=kind_name(kind))
        self.setAccessibleName(words)
        self.setToolTip(plain_tooltip(words))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        themes().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return room for the word in bold: nothing moves when it is switched."""
        metrics = QFontMetrics(ui_font(11, bold=True))
        return QSize(metrics.horizontalAdvance(self.text()) + px(12), max(metrics.height() + 4, px(24)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the word is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip where its kind is listed, else the word."""
        painter = QPainter(self)
        rect = QRectF(self.rect()).adjusted(0, px(2), 0, -px(2))
        if self.isChecked():
            draw_chip(painter, rect, self._kind, self.text())
        else:
            look = tokens()
            if self.underMouse():
                painter.setPen(QPen(look.color("line2"), 1))
                painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(ui_font(11))
            painter.setPen(look.color("text3"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()
