"""A row of exclusive choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from labeler.gui.look.fonts import advance, px
from labeler.gui.look.theme import themes, tokens


class Segment(QToolButton):
    """One choice of the row; the checked one is bold with a bar at the bottom."""

    def __init__(self, key: str, label: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = key
        self.setText(label.replace("&", "&&"))
        self.setAccessibleName(label)
        self.setCheckable(True)
        self.setProperty("look", "segment")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)

    def sizeHint(self) -> QSize:
        """Return room for the label in bold, so that checking moves nothing."""
        width = advance(self.text(), bold=True)
        return QSize(width + px(18), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same as the size hint."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the choice, and the bar if it is checked."""
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            painter.fillRect(0, self.height() - 2, self.width(), 2, tokens().color("accent"))
            painter.end()


class Segmented(QWidget):
    """Exclusive choices side by side in one frame; none may be chosen (`""`).

    `chosen` carries the key of the choice that the user made; `set_value` says nothing.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(1)
        self._segments = [Segment(key, label, self) for key, label in choices]
        for number, segment in enumerate(self._segments):
            self._group.addButton(segment, number)
            row.addWidget(segment, 1)
        self._group.idClicked.connect(self._clicked)
        themes().changed.connect(self.update)

    def value(self) -> str:
        """Return the key of the checked choice, "" if there is none."""
        number = self._group.checkedId()
        return self._segments[number].key if number >= 0 else ""

    def set_value(self, key: str) -> None:
        """Check the choice of a key; an unknown key or "" leaves none checked."""
        self._group.setExclusive(False)
        for segment in self._segments:
            segment.setChecked(segment.key == key)
        self._group.setExclusive(True)

    def segments(self) -> list[Segment]:
        """Return the choices in order."""
        return list(self._segments)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame and the lines between the choices."""
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.fillPath(frame, look.color("line"))
        painter.setPen(QPen(look.color("line2" if self.isEnabled() else "line"), 1))
        painter.drawPath(frame)
        painter.end()

    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._segments[number].key)
