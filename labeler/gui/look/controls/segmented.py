"""A row of exclusive choices."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

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

    `chosen` carries the key of the choice that the user made; `set_value` says nothing. One that `folds` breaks into
    lines where it is too narrow for one.
    """

    chosen = Signal(str)

    def __init__(
        self, name: str, choices: Sequence[tuple[str, str]], *, folds: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._folds = folds
        self._segments = [Segment(key, label, self) for key, label in choices]
        for number, segment in enumerate(self._segments):
            self._group.addButton(segment, number)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(folds)
        self.setSizePolicy(policy)
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

    def sizeHint(self) -> QSize:
        """Return room for all choices on one line."""
        return self._size(len(self._segments))

    def minimumSizeHint(self) -> QSize:
        """Return the same; one that folds may be as narrow as its longest choice."""
        whole = self.sizeHint()
        return QSize(self._size(1).width(), whole.height()) if self._folds else whole

    def hasHeightForWidth(self) -> bool:
        """Return whether it breaks into lines."""
        return self._folds

    def heightForWidth(self, width: int, /) -> int:
        """Return the height of the lines at a width."""
        return self._size(self._fitting(width)).height() if self._folds else -1

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the choices of each line."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Take the room that another face or size of text needs."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange}:
            self.updateGeometry()
            self._place()

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

    def _lines(self, across: int) -> list[list[Segment]]:
        found = self._segments
        return [found[first : first + across] for first in range(0, len(found), max(across, 1))]

    def _fitting(self, width: int) -> int:
        """Return how many choices stand on a line: as many as find room, evenly shared among the lines."""
        whole = len(self._segments)
        if not self._folds:
            return whole
        shared = (-(-whole // lines) for lines in range(1, whole))
        return next((across for across in shared if self._size(across).width() <= width), 1)

    def _size(self, across: int) -> QSize:
        hints = [[one.sizeHint() for one in line] for line in self._lines(across)]
        width = max((sum(size.width() + 1 for size in line) for line in hints), default=0)
        height = sum(max(size.height() for size in line) + 1 for line in hints)
        return QSize(width + 1, height + 1)

    def _place(self) -> None:
        """Put the choices in their places: what a line has beyond their hints is shared evenly, a pixel between."""
        y = 1
        for line in self._lines(self._fitting(self.width())):
            hints = [one.sizeHint() for one in line]
            height = max(size.height() for size in hints)
            spare = self.width() - 1 - sum(size.width() + 1 for size in hints)
            x = 1
            for number, (one, size) in enumerate(zip(line, hints, strict=True)):
                more = spare * (number + 1) // len(line) - spare * number // len(line)
                one.setGeometry(QRect(x, y, max(size.width() + more, 1), height))
                x += size.width() + more + 1
            y += height + 1

    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._segments[number].key)
