"""Tags: what a label says of itself, on plates in the gap under the line where it begins."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

from labeler.gui.look.fonts import ui_font
from labeler.gui.page.geometry import Line
from labeler.gui.page.index import LANES
from labeler.gui.page.scene import Drawn, Scene, color

LEAST_TEXT = 14
_SPACE = 2
PLATE_HEIGHT = 12.6


@dataclass(frozen=True, slots=True)
class Plate:
    """One tag as placed; `ids` are the marks that it stands for: several for `+n`."""

    rect: QRectF
    text: str
    ids: tuple[str, ...]
    drawn: Drawn | None


def tag_font(s: float) -> QFont:
    """Return the face of tags at a scale of the text."""
    font = ui_font(10, bold=True)
    font.setPixelSize(max(8, round(10 * s)))
    return font


def plates(drawn: list[Drawn], s: float) -> list[Plate]:
    """Place the tags of the marks that begin on the lines in sight, line by line."""
    by_line: dict[tuple[float, int], tuple[Line, list[Drawn]]] = {}
    for one in drawn:
        if one.first and one.mark.tag:
            line = one.parts[0].line
            by_line.setdefault((line.origin.y(), line.number), (line, []))[1].append(one)
    out: list[Plate] = []
    for line, ones in by_line.values():
        out += _row(line, ones, s)
    return out


def paint_tags(painter: QPainter, scene: Scene) -> None:
    """Paint the tags in sight."""
    for plate in plates(scene.drawn, scene.s):
        _paint(painter, scene, plate)


def _row(line: Line, ones: list[Drawn], s: float) -> list[Plate]:
    top, height, space = line.box.bottom() + 2.5 * s, PLATE_HEIGHT * s, _SPACE * s
    limit = line.column + 24 * s
    hidden = [one for one in ones if one.item.lane >= LANES]
    shown = sorted((one for one in ones if one.item.lane < LANES), key=lambda one: one.parts[0].rect.left())
    out: list[Plate] = []
    reached = float("-inf")
    more_width = _width("+9", s)
    for number, one in enumerate(shown):
        width = _width(one.mark.tag, s)
        # Room for "+n" is kept where something is, or will be, left over.
        stop = limit if not hidden and number == len(shown) - 1 else limit - more_width - space
        left = max(one.parts[0].rect.left(), reached + space)
        if left + width > stop:
            left = stop - width
        if left < reached + space:
            hidden.append(one)
            continue
        out.append(Plate(QRectF(left, top, width, height), one.mark.tag, (one.mark.id,), one))
        reached = left + width
    if hidden:
        text = f"+{len(hidden)}"
        width = _width(text, s)
        left = max(min(one.parts[0].rect.left() for one in hidden), reached + space)
        rect = QRectF(min(left, limit - width), top, width, height)
        out.append(Plate(rect, text, tuple(one.mark.id for one in hidden), None))
    return out


# Few tags differ, and to measure one takes longer than to paint it.
@lru_cache(maxsize=4096)
def _width(text: str, s: float) -> float:
    return QFontMetricsF(tag_font(s)).horizontalAdvance(text) + 6 * s


def _paint(painter: QPainter, scene: Scene, plate: Plate) -> None:
    mark = None if plate.drawn is None else plate.drawn.mark
    ink = "text2" if mark is None or mark.kind == "boilerplate" else "text" if scene.look.forced else mark.kind
    strong = mark is not None and scene.strong(mark) and not mark.suggested
    dashed = mark is not None and mark.suggested
    bordered = mark is None or dashed or mark.id == scene.state.hovered
    ground = "page" if not strong else "accent" if scene.look.forced else ink
    words = ink if not strong else "onAccent" if scene.look.forced else "page"
    colours = (getattr(scene.look, ground), getattr(scene.look, words), getattr(scene.look, ink) if bordered else "")
    picture = plate_picture(plate.text, colours, plate.rect.width(), scene.s, scene.ratio, dashed=dashed)
    painter.drawPixmap(QPointF(scene.crisp(plate.rect.left()), scene.crisp(plate.rect.top())), picture)


@lru_cache(maxsize=512)
def plate_picture(
    text: str, colours: tuple[str, str, str], width: float, s: float, ratio: float, *, dashed: bool
) -> QPixmap:
    """Return a plate as drawn: few tags differ, and drawing each anew would be slow. Colours: ground, words, border."""
    ground, words, border = colours
    box = QRectF(0, 0, ceil(width * ratio) / ratio, ceil(PLATE_HEIGHT * s * ratio) / ratio)
    picture = QPixmap(round(box.width() * ratio), round(box.height() * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(color(border or ground), 1)
    if dashed:
        pen.setDashPattern([3, 2])
    painter.setPen(pen if border else Qt.PenStyle.NoPen)
    painter.setBrush(color(ground))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5) if border else box, 2 * s, 2 * s)
    painter.setFont(tag_font(s))
    painter.setPen(color(words))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return picture
