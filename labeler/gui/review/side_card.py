"""A side in the decision panel: who it is, what she marked and says, and the button that takes it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyleOptionButton, QVBoxLayout, QWidget

from labeler.domain.spans import Span
from labeler.gui.look.controls import Button, Chip, PlainLabel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import tokens
from labeler.gui.review.avatar import Avatar
from labeler.gui.review.cases import Case, Fact, Said, Side
from labeler.gui.review.facts import FactLine
from labeler.gui.review.quote import Quote

# As long a name stands whole beside the day.
_SHORT = 14


class _TakeButton(Button):
    """A button that a long name makes no wider than its card: the name is cut, and whole in the tooltip."""

    def minimumSizeHint(self) -> QSize:
        """Return room for a short name."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), px(180)), hint.height())

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Cut the words where they have no room."""
        super().initStyleOption(option)
        words, room = self.text(), self._room()
        if self.isVisible() and self.fontMetrics().horizontalAdvance(words) > room:
            words = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room)
            option.text = words  # pyright: ignore[reportAttributeAccessIssue]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew whether the words are cut."""
        super().resizeEvent(event)
        self._mind_the_width()

    def set_text(self, text: str) -> None:
        """Show another text."""
        super().set_text(text)
        self._mind_the_width()

    def _room(self) -> int:
        return self.width() - px(24) - (self._cap_width() + px(8) if self._key else 0)

    def _mind_the_width(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self._room()
        self.setToolTip(plain_tooltip(self.accessibleName()) if cut else "")


class SideCard(QWidget):
    """One side of the cases of an article, of one case at a time; taken(): it is to be taken."""

    taken = Signal()

    def __init__(self, side: Side, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._chosen = False
        when = self.tr("finished {day}").format(day=side.finished) if side.finished else ""
        self._chip = Chip("ok", self.tr("taken"))
        self._place = PlainLabel(role="hint")
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Avatar(side))
        # A long name takes what room there is; the day shows where that leaves it some.
        head.addWidget(PlainLabel(side.name, role="strong", elide=True), 0 if len(side.name) <= _SHORT else 3)
        head.addWidget(PlainLabel(when, role="hint", elide=True), 1)
        head.addWidget(self._chip)
        head.addWidget(self._place)
        self._nothing = PlainLabel(self.tr("not marked"), role="secondary")
        self._quote, self._facts = Quote(), FactLine()
        self.button = _TakeButton("")
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(self.taken)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(10), px(10))
        column.setSpacing(px(6))
        column.addLayout(head)
        for one in (self._nothing, self._quote, self._facts, self.button):
            column.addWidget(one)

    def show_case(self, case: Case, text: str, key: str, *, writable: bool) -> None:
        """Show what the side says of a case; `writable` tells whether she can be taken, by `key`."""
        side, verdict = self._side, case.verdict
        said = case.said[side.place]
        chosen = verdict is not None and verdict.side == side.place
        self._chip.setVisible(chosen and verdict is not None and bool(verdict.by))
        self._place.setText("" if said is None else f"{said.span.start:,}–{said.span.end:,}")
        self._show_said(said, case, text)
        words = self.tr("Take {name}") if said is not None else self.tr("Take {name}: leave it out")
        self.button.set_text(words.format(name=side.name))
        self.button.set_key(key)
        self.button.setVisible(writable)
        told = said.words if said is not None else self.tr("not marked")
        self.setAccessibleName(f"{side.letter} {side.name}: {told}")
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card: its border and its thick left edge in the side's colour."""
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.fillPath(shape, look.color("page"))
        painter.save()
        painter.setClipPath(shape)
        painter.fillRect(QRectF(0, 0, 4, self.height()), look.color(self._side.ink))
        painter.restore()
        pen = QPen(look.color(self._side.ink), 2 if self._chosen else 1)
        if self._side.round:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawPath(shape)
        painter.end()

    def _show_said(self, said: Said | None, case: Case, text: str) -> None:
        self._nothing.setVisible(said is None)
        self._quote.setVisible(said is not None)
        self._facts.setVisible(said is not None)
        if said is None:
            return
        common = case.common(tuple(one.side for one in case.marked))
        self._quote.show_words(said.span.of(text), _outside(said.span, common), self._side.ink)
        self._facts.show_facts(said.facts if case.layer != "boilerplate" else (Fact(case.layer, differs=False),))


def _outside(span: Span, common: Span | None) -> list[Span]:
    """Return what of a span is not common to all, counted from its start."""
    if common is None or common == span:
        return []
    out: list[Span] = []
    if span.start < common.start:
        out.append(Span(0, common.start - span.start))
    if common.end < span.end:
        out.append(Span(common.end - span.start, span.end - span.start))
    return out
