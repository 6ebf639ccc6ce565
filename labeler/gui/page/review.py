"""The article in review: two or three annotators' labels in fixed lanes, and the disagreements among them.

What all agree on is quiet; an open disagreement is tinted; the current one shows what is common and
what only one marked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from labeler.domain.spans import Span, merged
from labeler.gui.look import theme
from labeler.gui.look.fonts import ui_font
from labeler.gui.look.speech import say
from labeler.gui.page.caret import CaretText
from labeler.gui.page.geometry import Part
from labeler.gui.page.scene import color
from labeler.gui.page.tags import LEAST_TEXT, plate_picture, tag_font
from labeler.gui.page.tiles import hatch_tile

Who: TypeAlias = Literal["A", "B", "C"]
NUMBERS = 56
_LANES = {"A": 3.0, "B": 10.0, "C": 13.0}
_PLATE = (30.0, 18.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """A span that all marked alike: a `box` for a speaker, a line for any other."""

    span: Span
    box: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one annotator marked: its extent, and its tag (`eval`, `eval T2 ◆`), shown behind her letter."""

    who: Who
    span: Span
    tag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One disagreement: who marked what. `number` stands in the gutter, `name` is what a screen reader hears."""

    id: str
    number: int
    sides: tuple[Side, ...]
    settled: bool = False
    name: str = ""

    @property
    def union(self) -> list[Span]:
        """What any of them marked, as disjoint spans in order."""
        return merged([side.span for side in self.sides])

    @property
    def common(self) -> Span | None:
        """What all marked who marked anything; None if one marked alone or nothing is common."""
        start, end = max(side.span.start for side in self.sides), min(side.span.end for side in self.sides)
        return Span(start, end) if len(self.sides) > 1 and start < end else None


class ReviewPage(CaretText):
    """Shows an article's disagreements; deciding them is done elsewhere. `case_clicked` carries a case's id."""

    case_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agreed: Sequence[Agreed] = ()
        self._cases: Sequence[Case] = ()
        self.current = ""
        self.set_gutter(NUMBERS)
        self.setAccessibleName(self.tr("Article text in review"))

    def show_cases(self, agreed: Sequence[Agreed], cases: Sequence[Case]) -> None:
        """Show what is agreed and what is not, in place of what was shown."""
        self._agreed, self._cases = tuple(agreed), tuple(cases)
        if all(case.id != self.current for case in cases):
            self.current = ""
        self.viewport().update()

    def go_to(self, case_id: str) -> None:
        """Make a case current and bring it into sight; an unknown id does nothing."""
        case = next((case for case in self._cases if case.id == case_id), None)
        if case is None:
            return
        self.current = case_id
        whole = case.union
        self.put_caret(whole[0].start)
        self.reveal(self.map.to_units(whole[0].start), self.map.to_units(whole[-1].end))
        self.viewport().update()
        say(self, f"{case.number}: {case.name or whole[0].of(self.text)}")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a disagreement, or on its number, tells its id."""
        super().mouseReleaseEvent(event)
        point = event.position()
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            for case in self._cases:
                parts = [part for span in case.union for part in self._parts(span)]
                if parts and (
                    self._plate(parts[0]).contains(point) or any(part.rect.contains(point) for part in parts)
                ):
                    self.case_clicked.emit(case.id)
                    return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint agreement and disagreements, the text, and then rings and numbers."""
        top = self.map.to_points(self.unit_at(QPointF(0, event.rect().top() - 30)))
        foot = self.map.to_points(self.unit_at(QPointF(self.width(), event.rect().bottom() + 30)))
        here = Span(top, max(foot, top) + 1)
        cases = [case for case in self._cases if any(span.overlaps(here) for span in case.union)]
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for case in cases:
            self._paint_tints(painter, case)
        for one in self._agreed:
            if one.span.overlaps(here):
                self._paint_agreed(painter, one)
        for case in cases:
            self._paint_lanes(painter, case)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for case in cases:
            self._paint_over(painter, case)
        painter.end()

    def _parts(self, span: Span) -> list[Part]:
        return self.parts(self.map.to_units(span.start), self.map.to_units(span.end))

    def _paint_tints(self, painter: QPainter, case: Case) -> None:
        look, reach = theme.tokens(), 2 * self.scale
        if look.forced or case.settled:
            return
        if case.id != self.current:
            for span in case.union:
                for part in self._parts(span):
                    painter.fillRect(part.rect.adjusted(-reach, 0, reach, 0), color(look.claimT))
            return
        for side in case.sides:
            tile = hatch_tile(getattr(look, f"ann{side.who}"), self.scale, self.devicePixelRatioF())
            for part in self._parts(side.span):
                box = part.rect.adjusted(-reach, 0, reach, 0)
                painter.fillRect(box, color(getattr(look, f"ann{side.who}T")))
                painter.drawTiledPixmap(box, tile)
        if case.common is not None:
            for part in self._parts(case.common):
                painter.fillRect(part.rect, color(look.claimS))

    def _paint_agreed(self, painter: QPainter, one: Agreed) -> None:
        s, look = self.scale, theme.tokens()
        painter.setPen(QPen(color(look.text if look.forced else look.line2), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in self._parts(one.span):
            if one.box:
                painter.drawRoundedRect(part.rect.adjusted(-2 * s, 0.5 * s, 2 * s, -0.5 * s), 3 * s, 3 * s)
                continue
            for who in ("A", "B"):
                y = round(part.rect.bottom() + _LANES[who] * s) + 0.5
                painter.drawLine(QPointF(part.rect.left(), y), QPointF(part.rect.right(), y))

    def _paint_lanes(self, painter: QPainter, case: Case) -> None:
        s, look = self.scale, theme.tokens()
        for side in case.sides:
            ink = color(getattr(look, f"ann{side.who}"))
            parts = self._parts(side.span)
            for part in parts:
                y = part.rect.bottom() + _LANES[side.who] * s
                painter.fillRect(QRectF(part.rect.left(), y, part.rect.width(), 2.5 * s), ink)
            for part, left in ((parts[0], True), (parts[-1], False)) if parts else ():
                x = part.rect.left() if left else part.rect.right() - 2 * s
                y = part.rect.bottom() + _LANES[side.who] * s
                painter.fillRect(QRectF(x, y - 2 * s, 2 * s, 4.5 * s), ink)

    def _paint_tags(self, painter: QPainter, case: Case) -> None:
        """Say on each lane whose it is: colour alone says nothing."""
        s, look, ratio = self.scale, theme.tokens(), self.devicePixelRatioF()
        metrics = QFontMetricsF(tag_font(s))
        begins = [(parts[0].rect, side) for side in case.sides if (parts := self._parts(side.span))]
        reached: dict[float, float] = {}
        for box, side in sorted(begins, key=lambda one: (one[0].top(), one[0].left(), one[1].who)):
            words = f"{side.who} {side.tag}".rstrip()
            width = metrics.horizontalAdvance(words) + 6 * s
            left = max(box.left() + 4 * s, reached.get(box.top(), 0.0))
            reached[box.top()] = left + width + 2 * s
            colours = (look.page, getattr(look, f"ann{side.who}"), "")
            picture = plate_picture(words, colours, width, s, ratio, dashed=False)
            painter.drawPixmap(QPointF(round(left), round(box.bottom() + 2.5 * s)), picture)

    def _paint_over(self, painter: QPainter, case: Case) -> None:
        s, look = self.scale, theme.tokens()
        parts = [part for span in case.union for part in self._parts(span)]
        if not parts:
            return
        now = case.id == self.current
        if self.text_size >= LEAST_TEXT:
            self._paint_tags(painter, case)
        if now:
            painter.setPen(QPen(color(look.focus), 2 * s))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for part in parts:
                painter.drawRoundedRect(part.rect.adjusted(-4 * s, -2 * s, 4 * s, 2 * s), 3 * s, 3 * s)
        plate = self._plate(parts[0])
        painter.setPen(QPen(color(look.accent if now else look.line2), 1))
        painter.setBrush(color(look.accent if now else look.page))
        painter.drawRoundedRect(plate, 4, 4)
        painter.setFont(ui_font(11, bold=True))
        painter.setPen(color(look.onAccent if now else look.ok if case.settled else look.text2))
        words = f"{case.number} ✓" if case.settled else str(case.number)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    def _plate(self, part: Part) -> QRectF:
        width, height = _PLATE
        left = part.line.origin.x() - width - 16
        return QRectF(left, part.rect.center().y() - height / 2, width, height)
