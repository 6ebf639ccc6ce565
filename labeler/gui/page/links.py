"""The line from the selected claim to its speaker: through the gaps between the lines, never over words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from labeler.gui.page.geometry import Part
from labeler.gui.page.scene import Scene

_GAP = 12.5
_ABOVE = 2.0
_RIGHT = 10
_LEFT = 9


def link_points(claim: list[Part], speaker: list[Part], s: float) -> list[QPointF]:
    """Return the corners of the line, from the claim's dot to the speaker's box; empty without room or need.

    A speaker that stands inside the claim needs none.
    """
    if not claim or not speaker:
        return []
    box = speaker[0]
    first, last = claim[0], claim[-1]
    if _inside(box, claim):
        return []
    below = box.rect.top() > last.rect.top() + 1 or (_same(box, last) and box.rect.left() >= last.rect.left())
    edge = last if below else first
    dot = QPointF(edge.rect.right() if below else edge.rect.left(), edge.rect.bottom() + _GAP * s)
    middle = box.rect.center().x()
    if _same(box, edge):
        return [dot, QPointF(middle, dot.y()), QPointF(middle, box.rect.bottom())]
    if below and _next(edge, box, s):
        return [dot, QPointF(_near(box, dot.x(), s), dot.y()), QPointF(_near(box, dot.x(), s), box.rect.top())]
    if not below and _next(box, edge, s):
        y = box.rect.bottom() + _GAP * s
        return [QPointF(dot.x(), y), QPointF(middle, y), QPointF(middle, box.rect.bottom())]
    side = edge.line.column + _RIGHT * s if below else edge.line.origin.x() - _LEFT * s
    above = box.rect.top() - _ABOVE * s
    turn = _near(box, side, s)
    return [dot, QPointF(side, dot.y()), QPointF(side, above), QPointF(turn, above), QPointF(turn, box.rect.top())]


def paint_link(painter: QPainter, scene: Scene, *, dashed: bool) -> None:
    """Paint the line with round corners; tags come over it, the dot over them."""
    s = scene.s
    colour = scene.ink("text" if scene.look.forced else "speaker")
    pen = QPen(colour, 1.75 * s)
    if dashed:
        pen.setDashPattern([4 / 1.75, 3 / 1.75])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_rounded(scene.link, 4 * s))


def paint_dot(painter: QPainter, scene: Scene) -> None:
    """Paint the dot at the claim's end of the line."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.ink("text" if scene.look.forced else "speaker"))
    painter.drawEllipse(scene.link[0], 3 * scene.s, 3 * scene.s)


def _rounded(points: list[QPointF], radius: float) -> QPainterPath:
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(corner, before, radius))
        path.quadTo(corner, _towards(corner, after, radius))
    path.lineTo(points[-1])
    return path


def _towards(start: QPointF, goal: QPointF, length: float) -> QPointF:
    """Return the point at a length from the start, at most half way."""
    way = goal - start
    whole = max(abs(way.x()), abs(way.y()))
    return start + way * (min(length, whole / 2) / whole) if whole else start


def _near(box: Part, x: float, s: float) -> float:
    """Return where the line meets the box from above: near the side that it comes from, off the corner."""
    reach = min(14 * s, box.rect.width() / 2)
    return box.rect.right() - reach if x > box.rect.right() else box.rect.left() + reach


def _same(one: Part, other: Part) -> bool:
    return abs(one.rect.top() - other.rect.top()) < 1


def _next(upper: Part, lower: Part, s: float) -> bool:
    """Tell whether one line follows the other directly, also over a paragraph's end."""
    return 0 < lower.rect.top() - upper.rect.bottom() < 26 * s


def _inside(box: Part, claim: list[Part]) -> bool:
    return any(part.rect.adjusted(-1, -1, 1, 1).contains(box.rect) for part in claim)
