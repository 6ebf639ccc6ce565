"""What is said of a label on a few lines: what others say differently is bold and underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from labeler.domain.offsets import OffsetMap
from labeler.gui.look.fonts import ui_font
from labeler.gui.look.theme import tokens
from labeler.gui.review.cases import Fact
from labeler.gui.review.laid import LaidWords

_BETWEEN = " · "


class FactLine(LaidWords):
    """Facts with dots between them, in secondary ink."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: Sequence[Fact] = ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts."""
        self._facts = facts
        self.setAccessibleName(self.words())
        self.lay_out_anew()

    def words(self) -> str:
        """Return the facts on one line."""
        return _BETWEEN.join(" ".join(fact.words.split()) for fact in self._facts)

    def formats(self) -> list[QTextLayout.FormatRange]:
        """Return what others say differently."""
        out: list[QTextLayout.FormatRange] = []
        start = 0
        for fact in self._facts:
            length = OffsetMap(" ".join(fact.words.split())).units
            if fact.differs:
                shape = QTextCharFormat()
                shape.setFont(ui_font(12, bold=True))
                shape.setForeground(tokens().color("text"))
                shape.setFontUnderline(True)
                one = QTextLayout.FormatRange()
                one.start = start  # pyright: ignore[reportAttributeAccessIssue]
                one.length = length  # pyright: ignore[reportAttributeAccessIssue]
                one.format = shape  # pyright: ignore[reportAttributeAccessIssue]
                out.append(one)
            start += length + len(_BETWEEN)
        return out

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the facts."""
        painter = QPainter(self)
        painter.setPen(tokens().color("text2"))
        self.laid_out(self.width())[0].draw(painter, QPointF(0, 0), [])
        painter.end()
