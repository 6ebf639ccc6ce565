"""Words of the article with some of them marked, broken into lines as words do. Never taken for anything but text."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeler.domain.offsets import OffsetMap
from labeler.domain.spans import Span
from labeler.gui.look.fonts import px, reading_font
from labeler.gui.look.theme import themes, tokens

_MOST_LINES = 5
# More than this never stands on so many lines.
_LONGEST = 1500


class Quote(QWidget):
    """A quotation in the reading face, 14 px with lines of 22; long ones end with an ellipsis and a tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._marked: Sequence[Span] = ()
        self._ink = "annA"
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes().changed.connect(self._refresh)

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
        self._refresh()

    def text(self) -> str:
        """Return the words shown."""
        return self._text

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
            self._heights[width] = self._laid_out(width)[1] * self._pitch()
        return self._heights[width]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the words."""
        layout, count, cut = self._laid_out(self.width())
        look = tokens()
        painter = QPainter(self)
        painter.setPen(look.color("text"))
        layout.draw(painter, QPointF(0, 0), [])
        if cut:
            line = layout.lineAt(count - 1)
            room = QRectF(self.width() - px(20), line.y(), px(20), self._pitch())
            painter.fillRect(room, look.color("page"))
            painter.setFont(layout.font())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "…")
        painter.end()

    def _laid_out(self, width: int) -> tuple[QTextLayout, int, bool]:
        """Return the layout at a width, how many of its lines are shown, and whether some are not."""
        layout = QTextLayout(self._text, reading_font(px(14)))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        layout.beginLayout()
        count, cut = 0, False
        while (line := layout.createLine()).isValid():
            if count == _MOST_LINES:
                cut = True
                break
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, count * self._pitch() + (self._pitch() - line.height()) / 2))
            count += 1
        if cut:
            # What is not shown must not be drawn over the first line.
            line.setLineWidth(10_000_000)
            line.setPosition(QPointF(0, 100_000))
        layout.endLayout()
        return layout, max(count, 1), cut

    def _formats(self) -> list[QTextLayout.FormatRange]:
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

    def _pitch(self) -> int:
        return px(22)

    def _refresh(self) -> None:
        self._heights.clear()
        self.updateGeometry()
        self.update()
