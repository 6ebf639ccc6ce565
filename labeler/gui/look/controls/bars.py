"""The progress bar: 8 pixels high, figures beside it are the caller's."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeler.gui.look.theme import themes, tokens


class ProgressBar(QWidget):
    """How much is done, and how much is left out, of a whole."""

    def __init__(self, name: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._shares = (0.0, 0.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        themes().changed.connect(self.update)

    def set_parts(self, done: int, total: int, skipped: int = 0) -> None:
        """Show how many are done and how many skipped of a total; a total of 0 is an empty bar."""
        whole = max(total, 1)
        self.setAccessibleName(f"{self._name}: {done} / {total}")
        shares = (min(done / whole, 1.0), min((done + skipped) / whole, 1.0))
        if shares != self._shares:
            self._shares = shares
            self.update()

    def sizeHint(self) -> QSize:
        """Return 8 pixels of height."""
        return QSize(80, 8)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(24, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what is done, what was skipped, and the rest."""
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, (self.height() - 8) / 2, self.width(), 8)
        shape = QPainterPath()
        shape.addRoundedRect(whole, 4, 4)
        painter.setClipPath(shape)
        painter.fillRect(whole, look.color("bar2"))
        done, gone = (whole.width() * share for share in self._shares)
        painter.fillRect(QRectF(0, whole.top(), gone, 8), look.color("bar"))
        painter.fillRect(QRectF(0, whole.top(), done, 8), look.color("accent"))
        if look.forced:
            painter.setClipping(False)
            painter.setPen(look.color("text"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()
