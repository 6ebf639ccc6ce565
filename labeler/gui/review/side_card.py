"""A side in the decision panel: who it is, what she marked and says, and the button that takes it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.spans import Span
from labeler.gui.look.controls import Button, Chip, PlainLabel
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import tokens
from labeler.gui.review.avatar import Avatar
from labeler.gui.review.cases import Case, Fact, Said, Side
from labeler.gui.review.facts import FactLine
from labeler.gui.review.quote import Quote


class SideCard(QWidget):
    """One side of a case; taken(): it is to be taken. `writable` says whether it can be."""

    taken = Signal()

    def __init__(
        self, side: Side, case: Case, text: str, key: str, *, writable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._side = side
        said = case.said[side.place]
        verdict = case.verdict
        self._chosen = verdict is not None and verdict.side == side.place
        name = PlainLabel(side.name, role="strong", elide=True)
        when = PlainLabel(
            self.tr("finished {day}").format(day=side.finished) if side.finished else "", role="hint", elide=True
        )
        place = PlainLabel("" if said is None else f"{said.span.start:,}–{said.span.end:,}", role="hint")
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Avatar(side))
        head.addWidget(name)
        head.addWidget(when, 1)
        if self._chosen and verdict is not None and verdict.by:
            head.addWidget(Chip("ok", self.tr("taken")))
        head.addWidget(place)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(10), px(10), px(10))
        column.setSpacing(px(6))
        column.addLayout(head)
        self._show_said(column, said, case, text)
        words = self.tr("Take {name}") if said is not None else self.tr("Take {name}: leave it out")
        self.button = Button(words.format(name=side.name), key=key)
        self.button.clicked.connect(self.taken)
        # Shown before it has a parent it would be a window of its own for a moment, and take the focus.
        column.addWidget(self.button)
        self.button.setVisible(writable)
        told = said.words if said is not None else self.tr("not marked")
        self.setAccessibleName(f"{side.letter} {side.name}: {told}")

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

    def _show_said(self, column: QVBoxLayout, said: Said | None, case: Case, text: str) -> None:
        if said is None:
            column.addWidget(PlainLabel(self.tr("not marked"), role="secondary"))
            return
        quote = Quote()
        common = case.common(tuple(one.side for one in case.marked))
        quote.show_words(said.span.of(text), _outside(said.span, common), self._side.ink)
        facts = FactLine()
        facts.show_facts(said.facts if case.layer != "boilerplate" else (Fact(case.layer, differs=False),))
        column.addWidget(quote)
        column.addWidget(facts)


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
