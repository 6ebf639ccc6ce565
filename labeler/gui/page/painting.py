"""Painting labels under and over the text, in the order that keeps each of them to be seen.

Under the text: tints, hatches, lanes, speaker boxes. Over it: the veil over boilerplate, tags, the link, the frame of
what is selected, the focus ring and the letters. All lengths are given at 18 pixels of text and scaled.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap

from labeler.gui.look.fonts import ui_font
from labeler.gui.page.geometry import Part
from labeler.gui.page.index import LANES
from labeler.gui.page.links import paint_dot, paint_link
from labeler.gui.page.marks import Mark
from labeler.gui.page.scene import Drawn, Scene
from labeler.gui.page.tags import paint_tags
from labeler.gui.page.tiles import hatch_tile, wave_tile

VEIL = 97


def paint_under(painter: QPainter, scene: Scene) -> None:
    """Paint what lies under the text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    claims = [one for one in scene.drawn if one.mark.kind == "claim"]
    claims.sort(key=lambda one: one.mark.start - one.mark.end)
    if not scene.look.forced and not scene.state.frozen:
        for one in claims:
            _tint(painter, scene, one)
        for one in claims:
            if one.mark.unsure:
                _hatch(painter, scene, one.parts, "claimL")
    for one in scene.drawn:
        if 0 <= one.item.lane < LANES:
            _lane(painter, scene, one)
    for one in scene.drawn:
        if one.mark.kind == "speaker":
            _box(painter, scene, one)


def paint_over(painter: QPainter, scene: Scene) -> None:
    """Paint what lies over the text."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for one in scene.drawn:
        if one.mark.kind == "boilerplate" and not _selected_there(scene, one):
            _veil(painter, scene, one)
    mark = next((one.mark for one in scene.drawn if one.mark.id == scene.state.current), None)
    if scene.link:
        paint_link(painter, scene, dashed=mark is not None and mark.suggested)
    if scene.tags:
        paint_tags(painter, scene)
    if scene.link:
        paint_dot(painter, scene)
    if mark is not None and scene.framed:
        _frame(painter, scene, mark)
    for one in scene.drawn:
        letter = scene.state.letters.get(one.mark.id)
        if letter and one.first:
            _letter(painter, scene, one.parts[0], letter)


def _tint(painter: QPainter, scene: Scene, one: Drawn) -> None:
    mark, step = one.mark, 1 if one.item.nested else 0
    if mark.suggested:
        return
    if mark.id == scene.state.hovered:
        step += 1
    if scene.strong(mark):
        step = 2
    colour = scene.ink(("claimT", "claimT2", "claimS")[min(step, 2)])
    reach = 2 * scene.s
    for part in one.parts:
        painter.fillRect(part.rect.adjusted(-reach, 0, reach, 0), colour)


def _hatch(painter: QPainter, scene: Scene, parts: list[Part], token: str) -> None:
    tile = hatch_tile(getattr(scene.look, token), scene.s, scene.ratio)
    reach = 2 * scene.s
    for part in parts:
        painter.drawTiledPixmap(part.rect.adjusted(-reach, 0, reach, 0), tile)


def _lane(painter: QPainter, scene: Scene, one: Drawn) -> None:
    s, mark = scene.s, one.mark
    token = _ink_in_contrast(scene, mark) if scene.look.forced else "claimL" if mark.kind == "claim" else "stanceL"
    width = 2 * s
    if scene.state.frozen:
        token, width = "line2", 1 * s
    elif mark.id == scene.state.current:
        width = 3 * s
    colour = scene.ink(token)
    for part in one.parts:
        y = scene.crisp(part.rect.bottom() + (1 + 5 * one.item.lane) * s)
        if mark.kind == "stance":
            tile = wave_tile(getattr(scene.look, token), s, scene.ratio, mark.suggested)
            _wave(painter, scene, part, y + 1.5 * s, tile)
        elif mark.suggested:
            pen = QPen(colour, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([6 * s / width, 4 * s / width])
            painter.setPen(pen)
            painter.drawLine(QPointF(part.rect.left(), y + width / 2), QPointF(part.rect.right(), y + width / 2))
        else:
            painter.fillRect(QRectF(part.rect.left(), y, part.rect.width(), width), colour)
    if mark.kind == "claim":
        _ticks(painter, scene, one, colour, width)


def _ink_in_contrast(scene: Scene, mark: Mark) -> str:
    """Return the token of lines in high contrast: what is selected stands out."""
    return "accent" if scene.strong(mark) else "text"


def _ticks(painter: QPainter, scene: Scene, one: Drawn, colour: QColor, width: float) -> None:
    """Draw the ends of a claim's line, up to the text."""
    reach = 2 * scene.s
    for here, part, right in ((one.first, one.parts[0], False), (one.last, one.parts[-1], True)):
        if here:
            top = part.rect.bottom() - reach
            foot = scene.crisp(part.rect.bottom() + (1 + 5 * one.item.lane) * scene.s) + width
            left = part.rect.right() - reach if right else part.rect.left()
            painter.fillRect(QRectF(left, top, reach, foot - top), colour)


def _wave(painter: QPainter, scene: Scene, part: Part, y: float, wave: QPixmap) -> None:
    height = wave.deviceIndependentSize().height()
    left = scene.crisp(part.rect.left())
    painter.drawTiledPixmap(QRectF(left, scene.crisp(y - height / 2), part.rect.right() - left, height), wave)


def _box(painter: QPainter, scene: Scene, one: Drawn) -> None:
    s, mark = scene.s, one.mark
    strong = scene.strong(mark)
    token = "line2" if scene.state.frozen else "speakerL"
    if scene.look.forced:
        token = _ink_in_contrast(scene, mark)
    pen = QPen(scene.ink(token), (2 if strong else 1 if scene.state.frozen else 1.5) * s)
    brush = QBrush(Qt.BrushStyle.NoBrush)
    if mark.suggested:
        pen.setDashPattern([4 / 1.5, 3 / 1.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    elif not scene.look.forced and not scene.state.frozen:
        brush = QBrush(scene.ink("speakerS" if strong or mark.id == scene.state.hovered else "speakerT"))
    for part in one.parts:
        box = part.rect.adjusted(-2 * s, 0.5 * s, 2 * s, -0.5 * s)
        painter.setPen(pen)
        painter.setBrush(brush)
        painter.drawRoundedRect(box, 3 * s, 3 * s)
    if mark.unsure and brush.style() != Qt.BrushStyle.NoBrush:
        _hatch(painter, scene, one.parts, "speakerL")


def _selected_there(scene: Scene, one: Drawn) -> bool:
    if one.mark.id == scene.state.current:
        return True
    start, end = scene.state.selection
    return start < one.at + one.item.end and one.at + one.item.start < end


def _veil(painter: QPainter, scene: Scene, one: Drawn) -> None:
    colour = QColor(scene.ink("page"))
    colour.setAlpha(VEIL)
    reach = 2 * scene.s
    for part in one.parts:
        if not scene.look.forced:
            painter.fillRect(part.rect.adjusted(-reach, 0, reach, 0), colour)
    _rule(painter, scene, one)


def _rule(painter: QPainter, scene: Scene, one: Drawn) -> None:
    """Draw the dotted rule in the margin beside boilerplate."""
    first, last = one.parts[0], one.parts[-1]
    x = scene.crisp(first.line.origin.x() - 14 * scene.s)
    pen = QPen(scene.ink("text3"), max(2.0, 2 * scene.s), Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1, 2])
    painter.setPen(pen)
    painter.drawLine(QPointF(x, scene.crisp(first.rect.top())), QPointF(x, last.rect.bottom()))


def _frame(painter: QPainter, scene: Scene, mark: Mark) -> None:
    """Draw the frame and the handles of a label, the focus ring of a suggestion."""
    s = scene.s
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.suggested:
        painter.setPen(QPen(scene.ink("focus"), 2 * s))
        for part in scene.framed:
            painter.drawRoundedRect(part.rect.adjusted(-4 * s, -2 * s, 4 * s, 2 * s), 3 * s, 3 * s)
        return
    token = "accent" if scene.look.forced else "text3" if mark.kind == "boilerplate" else mark.kind
    painter.setPen(QPen(scene.ink(token), 1.5 * s))
    for part in scene.framed:
        painter.drawRoundedRect(part.rect.adjusted(-3 * s, -1 * s, 3 * s, 1 * s), 2 * s, 2 * s)
    if has_handles(mark) and scene.state.focused and not scene.state.frozen:
        painter.setBrush(scene.ink("page"))
        for point in handles(scene.framed, s):
            painter.drawEllipse(point, 3.5 * s, 3.5 * s)


def has_handles(mark: Mark) -> bool:
    """Tell whether a mark's edges can be dragged: a suggestion is decided first, boilerplate marked anew."""
    return not mark.suggested and mark.kind != "boilerplate"


def handles(parts: list[Part], s: float) -> tuple[QPointF, QPointF]:
    """Return where the handles of framed parts are: over the beginning of the first, under the end of the last."""
    first, last = parts[0], parts[-1]
    left, right = first.leading(), last.trailing()
    # A beginning at the right side of its piece (right to left) has its handle beyond that side.
    outer = -3 * s if left <= first.rect.center().x() else 3 * s
    beyond = 3 * s if right >= last.rect.center().x() else -3 * s
    return QPointF(left + outer, first.rect.top() - s), QPointF(right + beyond, last.rect.bottom() + s)


def _letter(painter: QPainter, scene: Scene, part: Part, letter: str) -> None:
    s = scene.s
    plate = QRectF(part.rect.left() - 2 * s, part.rect.top() - 15 * s, 18 * s, 16 * s)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.ink("text"))
    painter.drawRoundedRect(plate, 3 * s, 3 * s)
    font = ui_font(12, bold=True)
    font.setPixelSize(round(12 * s))
    painter.setFont(font)
    painter.setPen(scene.ink("page"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, letter)
