"""What lies under the mouse: the stack of marks, a tag, a handle."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

from labeler.gui.page.geometry import Part
from labeler.gui.page.marks import Mark
from labeler.gui.page.painting import handles
from labeler.gui.page.scene import Drawn
from labeler.gui.page.tags import Plate

_KINDS = {"stance": 0, "speaker": 1, "claim": 2, "boilerplate": 3}
_HANDLE = 6.0


def stack(drawn: list[Drawn], point: QPointF, s: float) -> list[Mark]:
    """Return the marks under a point, the one that a first click means first: shorter before longer."""
    reach = 2 * s
    found = {
        one.mark.id: one.mark
        for one in drawn
        if any(part.rect.adjusted(-reach, 0, reach, 0).contains(point) for part in one.parts)
    }
    return sorted(found.values(), key=precedence)


def plate_at(placed: list[Plate], point: QPointF, s: float) -> Plate | None:
    """Return the tag under a point; the whole gap around it is its target."""
    return next((plate for plate in placed if _target(plate, s).contains(point)), None)


def handle_at(framed: list[Part], point: QPointF, s: float) -> str:
    """Return which handle of the framed parts is under a point: `start`, `end` or ""."""
    if not framed:
        return ""
    for name, place in zip(("start", "end"), handles(framed, s), strict=True):
        away = place - point
        if max(abs(away.x()), abs(away.y())) <= _HANDLE * max(s, 1.0):
            return name
    return ""


def next_in(found: list[Mark], current: str) -> Mark:
    """Return the mark that a click selects: the first, or the one after the current."""
    ids = [mark.id for mark in found]
    return found[(ids.index(current) + 1) % len(found)] if current in ids else found[0]


def precedence(mark: Mark) -> tuple[int, bool, int, str]:
    """Return what marks at one place are sorted by: shorter before longer, labels before suggestions."""
    return (mark.end - mark.start, mark.suggested, _KINDS[mark.kind], mark.id)


def _target(plate: Plate, s: float) -> QRectF:
    return plate.rect.adjusted(-2 * s, -2.5 * s, 2 * s, 1.5 * s)
