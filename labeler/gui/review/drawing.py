"""Painting a review under and over the text: tints, lanes, boxes, tags, the ring, and the numbers in the gutter.

All lengths are given at 18 pixels of text and scaled.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from labeler.gui.look.fonts import ui_font
from labeler.gui.page.geometry import Part
from labeler.gui.page.scene import Scene
from labeler.gui.page.tags import plate_picture, tag_font
from labeler.gui.page.tiles import hatch_tile
from labeler.gui.review.cases import Case, Said, Side

_LANES = (3.0, 10.0)
_LINE = 2.5
# What lies in another label has a thinner line below that one's, in the same lane.
_INNER, _INNER_LINE = 3.5, 1.75
_LINED = frozenset({"claim", "stance"})
_PLATE = (34.0, 18.0)
# Lines of the second and third round of colours are broken: dashes, then dots.
_DASHES = ((), (7.0, 3.0), (2.0, 2.0))


class Pieces(NamedTuple):
    """Where a case stands: (lane, what is said, its pieces) of each side, what is common, and all of it."""

    said: list[tuple[int, Said, list[Part]]]
    common: list[Part]
    union: list[Part]


@dataclass(frozen=True, slots=True)
class Easel:
    """Paints cases in one painting; `lanes` are the sides shown."""

    painter: QPainter
    scene: Scene
    sides: Sequence[Side]
    lanes: tuple[int, ...]

    def tint(self, pieces: Pieces, *, now: bool, inner: bool) -> None:
        """Paint the ground of an open case: of the current one, what only one side marked is hatched.

        `inner`: it lies in another one.
        """
        scene, reach = self.scene, 2 * self.scene.s
        if not now:
            for part in pieces.union:
                self.painter.fillRect(
                    part.rect.adjusted(-reach, 0, reach, 0), scene.ink("claimT2" if inner else "claimT")
                )
            return
        for _lane, one, parts in pieces.said:
            side = self.sides[one.side]
            tile = hatch_tile(getattr(scene.look, side.ink), scene.s, scene.ratio)
            for part in parts:
                box = part.rect.adjusted(-reach, 0, reach, 0)
                self.painter.fillRect(box, scene.ink(f"{side.ink}T"))
                self.painter.drawTiledPixmap(box, tile)
        for part in pieces.common:
            self.painter.fillRect(part.rect.adjusted(-reach, 0, reach, 0), scene.ink("claimS"))

    def agreed(self, case: Case, pieces: Pieces) -> None:
        """Paint what all marked alike: a thin box for a speaker, a thin line in each lane for any other."""
        s, scene, painter = self.scene.s, self.scene, self.painter
        painter.setPen(QPen(scene.ink("text" if scene.look.forced else "line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in pieces.union:
            if case.layer == "speaker":
                painter.drawRoundedRect(part.rect.adjusted(-2 * s, 0.5 * s, 2 * s, -0.5 * s), 3 * s, 3 * s)
                continue
            for lane in range(len(self.lanes)):
                y = scene.crisp(part.rect.bottom() + _LANES[lane] * s) + 0.5
                painter.drawLine(QPointF(part.rect.left(), y), QPointF(part.rect.right(), y))

    def lanes_of(self, case: Case, pieces: Pieces, *, inner: bool) -> None:
        """Paint what each side marked in her lane and her colour; a speaker as a box. `inner`: it lies in another."""
        for lane, one, parts in pieces.said:
            side = self.sides[one.side]
            # Once settled, what was not taken is as quiet as what all agree on.
            lost = case.verdict is not None and case.verdict.side != one.side
            ink = self.scene.ink("text" if self.scene.look.forced else "line2" if lost else side.ink)
            if case.layer == "speaker":
                self._box(side, ink, parts, inset=2.5 * lane if len(pieces.said) > 1 else 0.0, quiet=not case.open)
            else:
                # Without colours, what was not taken is told by a thin line.
                thin = lost and self.scene.look.forced
                low = _LANES[lane] + (_INNER if inner else 0)
                self._line(side, ink, parts, low, 1.0 if thin else (_INNER_LINE if inner else _LINE) * self.scene.s)

    def tags(self, shown: Sequence[tuple[Case, Pieces]]) -> None:
        """Say on the lanes whose each is and what she says: colour alone says nothing."""
        s, scene = self.scene.s, self.scene
        begins = [(parts[0], one) for _case, pieces in shown for _lane, one, parts in pieces.said if parts]
        begins.sort(key=lambda one: (one[0].rect.top(), one[0].rect.left(), one[1].side))
        metrics = QFontMetricsF(tag_font(s))
        reached: dict[float, float] = {}
        left_out: Counter[tuple[float, float]] = Counter()
        for part, one in begins:
            side, box = self.sides[one.side], part.rect
            words = f"{side.letter} {one.tag}".rstrip()
            width = metrics.horizontalAdvance(words) + 6 * s
            least = reached.get(box.top(), float("-inf"))
            left = min(max(box.left() + 3 * s, least), part.line.column + 24 * s - width)
            if left < least:
                # What has no room on its line is counted there; the panel and the tooltip say it.
                left_out[box.top(), box.bottom()] += 1
                continue
            reached[box.top()] = left + width + 2 * s
            ink = "text" if scene.look.forced else side.ink
            self._plate(words, ink, width, left, box.bottom())
        for (top, bottom), count in left_out.items():
            words = f"+{count}"
            self._plate(words, "text2", metrics.horizontalAdvance(words) + 6 * s, reached[top], bottom)

    def _plate(self, words: str, ink: str, width: float, left: float, bottom: float) -> None:
        s, scene = self.scene.s, self.scene
        colours = (scene.look.page, getattr(scene.look, ink), "")
        picture = plate_picture(words, colours, width, s, scene.ratio, dashed=False)
        self.painter.drawPixmap(QPointF(scene.crisp(left), scene.crisp(bottom + 2.5 * s)), picture)

    def ring(self, parts: Sequence[Part]) -> None:
        """Paint the ring around the current case."""
        s = self.scene.s
        self.painter.setPen(QPen(self.scene.ink("focus"), 2 * s))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        for part in parts:
            self.painter.drawRoundedRect(part.rect.adjusted(-4 * s, -1 * s, 4 * s, 1 * s), 3 * s, 3 * s)

    def number(self, case: Case, plate: QRectF, *, now: bool) -> None:
        """Paint a case's number: the current one filled, a settled one with a tick."""
        painter, scene = self.painter, self.scene
        settled = case.verdict is not None
        painter.setPen(QPen(scene.ink("accent" if now else "ok" if settled else "line2"), 1))
        painter.setBrush(scene.ink("accent" if now else "okT" if settled and not scene.look.forced else "page"))
        painter.drawRoundedRect(plate.adjusted(0.5, 0.5, -0.5, -0.5), 4 * scene.s, 4 * scene.s)
        painter.setFont(_number_font(scene.s))
        painter.setPen(scene.ink("onAccent" if now else "ok" if settled else "text2"))
        words = f"{case.number} ✓" if settled else str(case.number)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    def _line(self, side: Side, ink: QColor, parts: Sequence[Part], low: float, high: float) -> None:
        """Paint a line so `low` below the text and so many pixels `high`, with a tick at each end."""
        s, scene, painter = self.scene.s, self.scene, self.painter
        dashes = _DASHES[min(side.round, len(_DASHES) - 1)]
        pen = QPen(ink, high, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        if dashes:
            pen.setDashPattern([length * s / high for length in dashes])
        for part in parts:
            y = scene.crisp(part.rect.bottom() + low * s)
            painter.setPen(pen)
            painter.drawLine(QPointF(part.rect.left(), y + high / 2), QPointF(part.rect.right(), y + high / 2))
        for part, left in ((parts[0], True), (parts[-1], False)) if parts else ():
            x = part.rect.left() if left else part.rect.right() - 2 * s
            y = part.rect.bottom() + low * s
            painter.fillRect(QRectF(x, y - 2 * s, 2 * s, 4.5 * s), ink)

    def _box(self, side: Side, ink: QColor, parts: Sequence[Part], *, inset: float, quiet: bool) -> None:
        s, painter = self.scene.s, self.painter
        pen = QPen(ink, 1.5 * s)
        if side.round:
            pen.setDashPattern([3, 2])
        for part in parts:
            box = part.rect.adjusted((inset - 2) * s, (inset + 0.5) * s, (2 - inset) * s, -(inset + 0.5) * s)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            if not quiet and not inset and not self.scene.look.forced:
                painter.setBrush(self.scene.ink(f"{side.ink}T"))
            painter.drawRoundedRect(box, 3 * s, 3 * s)


def inner(cases: Sequence[Case]) -> frozenset[str]:
    """Return the ids of the cases with lines that lie in a longer one with lines, of those given."""
    lined = sorted((one for one in cases if one.layer in _LINED), key=lambda one: (one.start, -one.end))
    found: set[str] = set()
    reached: Case | None = None
    for case in lined:
        if reached is not None and case.end <= reached.end and (case.start, case.end) != (reached.start, reached.end):
            found.add(case.id)
        elif reached is None or case.end > reached.end:
            reached = case
    return frozenset(found)


def plate_beside(part: Part, s: float, below: float) -> QRectF:
    """Return where a number stands in the gutter: beside a line, and not above `below`."""
    width, height = _PLATE[0] * min(s, 1.0), _PLATE[1] * min(s, 1.2)
    left = part.line.origin.x() - width - 12
    top = max(part.rect.center().y() - height / 2, below + 2)
    return QRectF(round(left), round(top), width, height)


def tooltip(cases: Sequence[Case], sides: Sequence[Side]) -> str:
    """Return what cases say side by side, as safe text for a tooltip."""
    lines: list[str] = []
    for case in cases:
        head = f"{case.number} · {case.title}" if case.number else case.title
        lines.append(f"<b>{html.escape(head)}</b>")
        if case.kind:
            lines += [
                html.escape(f"{side.letter} {brief}") for side, brief in zip(sides, case.brief, strict=False) if brief
            ]
    return f"<qt>{'<br>'.join(lines)}</qt>" if lines else ""


def _number_font(s: float) -> QFont:
    font = ui_font(11, bold=True)
    font.setPixelSize(max(9, round(11 * min(s, 1.2))))
    return font
