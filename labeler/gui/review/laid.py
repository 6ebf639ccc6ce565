"""Words broken into lines of one height, some of them in another form: the height follows from the width."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QFont, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes


class LaidWords(QWidget):
    """Lays out `words` in `face` with `formats`, in lines of `pitch` pixels at 100 % text; at most `most` are shown."""

    pitch, most = 18, 10_000

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Lines and whether there are more, by width: a layout asks for the same ones again and again.
        self._measured: dict[int, tuple[int, bool]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        themes().changed.connect(self.lay_out_anew)

    def words(self) -> str:
        """Return the words."""
        return ""

    def face(self) -> QFont:
        """Return the face."""
        return ui_font(12)

    def formats(self) -> list[QTextLayout.FormatRange]:
        """Return the ranges of another form, in UTF-16 units."""
        return []

    def sizeHint(self) -> QSize:
        """Return the height at a usual width."""
        return QSize(px(260), self.heightForWidth(px(260)))

    def minimumSizeHint(self) -> QSize:
        """Return one line."""
        return QSize(px(120), px(self.pitch))

    def hasHeightForWidth(self) -> bool:
        """Return that the height follows from the width."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """Return the height of the lines at a width."""
        return self._measure(width)[0] * px(self.pitch)

    def is_cut(self, width: int) -> bool:
        """Tell whether there are more lines at a width than are shown."""
        return self._measure(width)[1]

    def laid_out(self, width: int) -> tuple[QTextLayout, int, bool]:
        """Return the layout at a width, how many of its lines are shown, and whether some are not."""
        layout = QTextLayout(self.words(), self.face())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self.formats())
        layout.beginLayout()
        count, cut, pitch = 0, False, px(self.pitch)
        while (line := layout.createLine()).isValid():
            if count == self.most:
                cut = True
                break
            line.setLineWidth(max(width, 20))
            line.setPosition(QPointF(0, count * pitch + (pitch - line.height()) / 2))
            count += 1
        if cut:
            # What is not shown must not be drawn over the first line.
            line.setLineWidth(10_000_000)
            line.setPosition(QPointF(0, 100_000))
        layout.endLayout()
        return layout, max(count, 1), cut

    def lay_out_anew(self) -> None:
        """Show other words, or the same in another look."""
        self._measured.clear()
        self.updateGeometry()
        self.update()

    def _measure(self, width: int) -> tuple[int, bool]:
        if width not in self._measured:
            self._measured[width] = self.laid_out(width)[1:]
        return self._measured[width]
