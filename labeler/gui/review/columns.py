"""Side by side: the article once for each side, with her labels alone, scrolled together."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeler.gui.look.controls import PlainLabel, Rule
from labeler.gui.look.fonts import Face, px
from labeler.gui.page.laying_out import scroll_to
from labeler.gui.review.avatar import Avatar
from labeler.gui.review.cases import Case, Side
from labeler.gui.review.laned import LanedText

# The least width of a column at 100 % text.
_LEAST = 264


class Columns(QScrollArea):
    """case_clicked(str): a case of any column."""

    case_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texts: list[LanedText] = []
        self._sides: tuple[Side, ...] = ()
        self._look: tuple[int, Face, int] | None = None
        self._following = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Side by side"))

    def show_article(self, text: str, sides: tuple[Side, ...], cases: tuple[Case, ...]) -> None:
        """Show an article once for each side."""
        if sides != self._sides or any(one.text != text for one in self.texts):
            self._sides = sides
            self._make(text)
        for place, one in enumerate(self.texts):
            one.show_cases(cases, sides, (place,))

    def clear(self) -> None:
        """Show no article."""
        self._sides = ()
        self._make("")

    def go_to_case(self, case_id: str) -> None:
        """Make a case current in every column; the first one says it."""
        for place, one in enumerate(self.texts):
            one.go_to_case(case_id, speak=not place)

    def set_reading(self, size: int, face: Face, width: int) -> None:
        """Read at a size, in a face, in lines of so many characters at most."""
        self._look = (size, face, width)
        for one in self.texts:
            one.zoom(size)
            one.set_face(face)
            one.set_line_width(width)

    def _make(self, text: str) -> None:
        inside = QWidget()
        inside.setObjectName("centre")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.texts = []
        for side in self._sides:
            if self.texts:
                row.addWidget(Rule("down"))
            one = LanedText()
            one.setMinimumWidth(px(_LEAST))
            one.setAccessibleName(self.tr("What {name} marked").format(name=side.name))
            one.set_article(text)
            one.case_clicked.connect(self.case_clicked)
            one.verticalScrollBar().valueChanged.connect(lambda value, first=one: self._follow(first, value))
            head = QHBoxLayout()
            head.setContentsMargins(px(16), px(8), px(16), px(4))
            head.setSpacing(px(8))
            head.addWidget(Avatar(side))
            head.addWidget(PlainLabel(side.name, role="strong", elide=True), 1)
            column = QVBoxLayout()
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addLayout(head)
            column.addWidget(one, 1)
            row.addLayout(column, 1)
            # All have the same strip: one is enough.
            one.strip.setVisible(side is self._sides[-1])
            self.texts.append(one)
        self.setWidget(inside)
        if self._look is not None:
            self.set_reading(*self._look)

    def _follow(self, first: LanedText, value: int) -> None:
        """Scroll the other columns to where one is: all have the same width."""
        if self._following:
            return
        self._following = True
        for one in self.texts:
            if one is not first and one.verticalScrollBar().value() != value:
                scroll_to(one, value)
        self._following = False
