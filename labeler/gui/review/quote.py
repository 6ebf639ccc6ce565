"""Words of the article with some of them marked, broken into lines as words do. Never taken for anything but text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QResizeEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from labeler.domain.offsets import OffsetMap
from labeler.domain.spans import Span
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, reading_font
from labeler.gui.look.theme import tokens
from labeler.gui.review.laid import LaidWords

# More than this never stands on five lines.
_LONGEST = 1500
# As few as this stand on five lines at any width that the panel has.
_SHORT = 80


class Quote(LaidWords):
    """A quotation in the reading face, 14 px with lines of 22; long ones end with an ellipsis and a tooltip."""

    pitch, most = 22, 5

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._marked: Sequence[Span] = ()
        self._ink = "annA"

    def show_words(self, text: str, marked: Sequence[Span] = (), ink: str = "annA") -> None:
        """Show words; those in `marked` (code points of the text) on a tint of the ink and underlined with it."""
        # Breaks of the article's lines are no breaks here, and stay one character each.
        cut = len(text) > _LONGEST
        shown = "".join(" " if letter.isspace() else letter for letter in text[:_LONGEST]) + "…" * cut
        inside = tuple(Span(one.start, min(one.end, _LONGEST)) for one in marked if one.start < _LONGEST)
        if (shown, inside, ink) == (self._text, self._marked, self._ink):
            return
        self._text, self._marked, self._ink = shown, inside, ink
        self.setAccessibleName(self._text)
        self.lay_out_anew()

    def words(self) -> str:
        """Return the words shown."""
        return self._text

    def face(self) -> QFont:
        """Return the reading face."""
        return reading_font(px(14))

    def lay_out_anew(self) -> None:
        """Show other words; a tooltip has them whole where they are cut."""
        super().lay_out_anew()
        self._mind_the_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew whether the words are cut."""
        super().resizeEvent(event)
        self._mind_the_height()

    def _mind_the_height(self) -> None:
        cut = len(self._text) > _SHORT and self.is_cut(self.width())
        self.setToolTip(plain_tooltip(self._text) if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words."""
        layout, count, cut = self.laid_out(self.width())
        look = tokens()
        painter = QPainter(self)
        painter.setPen(look.color("text"))
        layout.draw(painter, QPointF(0, 0), [])
        if cut:
            line = layout.lineAt(count - 1)
            room = QRectF(self.width() - px(20), line.y(), px(20), px(self.pitch))
            painter.fillRect(room, look.color("page"))
            painter.setFont(layout.font())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "…")
        painter.end()

    def formats(self) -> list[QTextLayout.FormatRange]:
        """Return what is marked."""
        look, bridge = tokens(), OffsetMap(self._text)
        out: list[QTextLayout.FormatRange] = []
        for span in self._marked:
            shape = QTextCharFormat()
            if not look.forced:
                shape.setBackground(look.color(f"{self._ink}T"))
            shape.setFontUnderline(True)
            shape.setUnderlineColor(look.color(self._ink))
            shape.setTextOutline(QPen(Qt.PenStyle.NoPen))
            one = QTextLayout.FormatRange()
            one.start = bridge.to_units(span.start)  # pyright: ignore[reportAttributeAccessIssue]
            one.length = bridge.to_units(span.end) - one.start  # pyright: ignore[reportAttributeAccessIssue]
            one.format = shape  # pyright: ignore[reportAttributeAccessIssue]
            out.append(one)
        return out
