"""What is said of a label on a few lines: what others say differently is bold and underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeler.domain.offsets import OffsetMap
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes, tokens
from labeler.gui.review.cases import Fact

_BETWEEN = " · "


class FactLine(QWidget):
    """Facts with dots between them, in secondary ink."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Sequence[Fact] = ()
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes().changed.connect(self._refresh)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts."""
        if facts == self._facts:
            return
        self._facts = facts
        self.setAccessibleName(_BETWEEN.join(fact.words for fact in facts))
        self._refresh()

    def sizeHint(self) -> QSize:
        """Return the height at a usual width."""
        return QSize(px(260), self.heightForWidth(px(260)))

    def minimumSizeHint(self) -> QSize:
        """Return one line."""
        return QSize(px(120), self._pitch())

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """Return the height of the lines at a width."""
        if width not in self._heights:
            self._heights[width] = max(self._laid_out(width).lineCount(), 1) * self._pitch()
        return self._heights[width]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the facts."""
        painter = QPainter(self)
        painter.setPen(tokens().color("text2"))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0), [])
        painter.end()

    def _laid_out(self, width: int) -> QTextLayout:
        text, formats = "", list[QTextLayout.FormatRange]()
        for fact in self._facts:
            text += _BETWEEN if text else ""
            words = " ".join(fact.words.split())
            if fact.differs:
                shape = QTextCharFormat()
                shape.setFont(ui_font(12, bold=True))
                shape.setForeground(tokens().color("text"))
                shape.setFontUnderline(True)
                one = QTextLayout.FormatRange()
                one.start = OffsetMap(text).units  # pyright: ignore[reportAttributeAccessIssue]
                one.length = OffsetMap(words).units  # pyright: ignore[reportAttributeAccessIssue]
                one.format = shape  # pyright: ignore[reportAttributeAccessIssue]
                formats.append(one)
            text += words
        layout = QTextLayout(text, ui_font(12))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(formats)
        layout.beginLayout()
        count = 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, count * self._pitch() + (self._pitch() - line.height()) / 2))
            count += 1
        layout.endLayout()
        return layout

    def _pitch(self) -> int:
        return px(18)

    def _refresh(self) -> None:
        self._heights.clear()
        self.updateGeometry()
        self.update()
