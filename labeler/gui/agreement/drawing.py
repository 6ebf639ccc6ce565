"""How intervals, maps, bars, lines and badges are drawn. Rectangles in logical pixels, colours from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from labeler.gui.agreement.cells import Amount, Axis, Heat, Interval, Point
from labeler.gui.agreement.faces import high, wide
from labeler.gui.agreement.ink import Ink
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import tokens

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BADGE = 18
# Room for the dot, and half of the figure above it, at either end of a scale.
_INSET = 13
_TINTS = ("page", "seq0", "seq1", "seq2")


def draw_intervals(ink: Ink, rect: QRect, axis: Axis, bars: tuple[Interval, ...]) -> None:
    """Draw values with their intervals, one below another where there are more than one."""
    each = rect.height() / max(len(bars), 1)
    for number, bar in enumerate(bars):
        _draw_interval(ink, QRectF(rect.left(), rect.top() + number * each, rect.width(), each), axis, bar)
    ink.forget()


def _draw_interval(ink: Ink, rect: QRectF, axis: Axis, bar: Interval) -> None:
    painter = ink.painter
    left, room, middle = rect.left() + px(_INSET), rect.width() - 2 * px(_INSET), rect.center().y()
    # Filled, not drawn: a line that is smoothed takes ten times as long, and is no sharper.
    ink.fill(round(left), int(middle), round(room), 1, "line")
    if bar.marked:
        for mark in axis.marks:
            x = round(left + room * axis.place(mark))
            for y in range(int(rect.top()) + 4, int(rect.bottom()) - 4, 4):
                painter.fillRect(QRectF(x, y, 1, 1.5), ink.colour("line2"))
    if bar.low is not None and bar.high is not None:
        start, end = left + room * axis.place(bar.low), left + room * axis.place(bar.high)
        half = px(6) / 2
        tint = ink.colour("annBT" if bar.second else "seq2")
        painter.fillRect(QRectF(start, middle - half, end - start, 2 * half), tint)
        hue = ink.colour("annB" if bar.second else "accent")
        cap = px(10) / 2
        for x in (start, end):
            painter.fillRect(QRectF(x - 0.75, middle - cap, 1.5, 2 * cap), hue)
        if tokens().forced or bar.second:
            painter.fillRect(QRectF(start, middle - 0.75, end - start, 1.5), hue)
    if bar.value is not None:
        _draw_dot(painter, QPointF(left + room * axis.place(bar.value), middle), second=bar.second)


def _draw_dot(painter: QPainter, centre: QPointF, *, second: bool = False) -> None:
    look = tokens()
    painter.setPen(QPen(look.color("page"), 1.5))
    painter.setBrush(look.color("annB" if second else "accent"))
    if second:
        side = px(8)
        painter.drawRect(QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side))
    else:
        painter.drawEllipse(centre, px(9) / 2, px(9) / 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_ticks(ink: Ink, rect: QRect, axis: Axis) -> None:
    """Draw the figures of a scale, each above its place."""
    left, room, ticks = rect.left() + px(_INSET), rect.width() - 2 * px(_INSET), axis.ticks
    widest = max(wide(_tick(one), 11, bold=True) for one in ticks) + px(6)
    # Every figure, or where there is little room every second, or the ends alone.
    strides = [one for one in range(1, len(ticks)) if (len(ticks) - 1) % one == 0]
    stride = next((one for one in strides if room * one / (len(ticks) - 1) >= widest), strides[-1])
    for tick in ticks[::stride]:
        text = _tick(tick)
        width = wide(text, 11, bold=True) + 1
        x = min(max(left + room * axis.place(tick) - width / 2, rect.left()), rect.left() + rect.width() - width)
        ink.write(text, x, rect.top(), width, rect.height(), size=11, bold=True, hue="text2", side="centre")


def _tick(value: float) -> str:
    text = f"{abs(value):.2f}"
    text = text.removeprefix("0")
    return "0" if text == ".00" else f"−{text}" if value < 0 else text


def draw_heat(ink: Ink, rect: QRect, heat: Heat, text: str, *, faint: bool) -> None:
    """Draw a cell of a map: its tint, its border, one line of text or two."""
    gap = 2.0 if heat.below or heat.framed else 0.5
    cell = QRectF(rect).adjusted(gap, gap, -gap, -gap)
    if heat.framed or heat.step:
        painter = ink.painter
        painter.setPen(ink.colour("line2" if heat.step == 3 and tokens().forced else "line"))
        painter.setBrush(ink.colour(_TINTS[heat.step]))
        painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink.forget()
    left, width, hue = cell.left(), cell.width(), "text2" if faint else "text"
    bold = not faint and (heat.diagonal or bool(heat.below) or heat.step > 0)
    if not heat.below:
        ink.write(text, left, cell.top(), width, cell.height(), bold=bold, hue=hue, side="centre")
        return
    first, second = high(13, bold=bold), high(11)
    top = cell.center().y() - (first + second) / 2
    ink.write(text, left, top, width, first, bold=bold, hue=hue, side="centre")
    ink.write(heat.below, left + 1, top + first, width - 2, second, size=11, hue=hue, side="centre")


def draw_amount(ink: Ink, rect: QRect, amount: Amount) -> None:
    """Draw a plain bar; one that stands for anything at all is at least a line."""
    if amount.share > 0:
        painter, thick = ink.painter, px(13)
        middle = rect.top() + rect.height() / 2
        bar = QRectF(rect.left(), middle - thick / 2, max(rect.width() * amount.share, 2), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.colour("bar"))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink.forget()


def draw_point(ink: Ink, rect: QRect, point: Point, text: str) -> None:
    """Draw one place of a line with the figure above, and the halves of the strokes to its neighbours."""
    painter, line_high = ink.painter, high(11, bold=True)
    top, bottom = rect.top() + line_high + px(6), rect.top() + rect.height() - px(8)

    def y(place: float) -> float:
        return bottom - (bottom - top) * place

    for line in (top, bottom):
        ink.fill(rect.left(), line, rect.width(), 1, "line")
    if point.here is None:
        ink.write(text, rect.left(), top, rect.width(), bottom - top, size=11, hue="text3", side="centre")
        return
    centre = QPointF(rect.left() + rect.width() / 2, y(point.here))
    painter.setPen(QPen(ink.colour("accent"), 1.5))
    for beside, x in ((point.before, rect.left()), (point.after, rect.left() + rect.width())):
        if beside is not None:
            painter.drawLine(centre, QPointF(x, y((point.here + beside) / 2)))
    upper = centre.y()
    if point.low is not None and point.high is not None:
        upper = y(point.high)
        half, cap = px(6) / 2, px(10) / 2
        painter.fillRect(QRectF(centre.x() - half, upper, 2 * half, y(point.low) - upper), ink.colour("seq2"))
        for line in (y(point.low), upper):
            painter.fillRect(QRectF(centre.x() - cap, line - 0.75, 2 * cap, 1.5), ink.colour("accent"))
    _draw_dot(painter, centre)
    ink.forget()
    above = min(upper, centre.y() - px(5)) - line_high - 1
    ink.write(text, rect.left(), above, rect.width(), line_high, size=11, bold=True, side="centre")


def draw_badges(ink: Ink, left: float, middle: float, letters: tuple[int, ...]) -> float:
    """Draw annotators' letters in circles from a place on; return where the next thing may stand."""
    painter, side = ink.painter, px(BADGE)
    for number in letters:
        shade, ground, border = _dress(number)
        painter.setPen(ink.colour(border))
        painter.setBrush(ink.colour(ground))
        painter.drawEllipse(QRectF(left + 0.5, middle - side / 2 + 0.5, side - 1, side - 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink.forget()
        letter = letter_of(number)
        ink.write(letter, left, middle - side / 2, side, side, size=11, bold=True, hue=shade, side="centre")
        left += side + px(3)
    return left + px(3) if letters else left


def badges_width(letters: tuple[int, ...]) -> int:
    """Return the width of so many badges, with the space after them."""
    return len(letters) * (px(BADGE) + px(3)) + px(3) if letters else 0


def letter_of(number: int) -> str:
    """Return the letter of an annotator by number: A to Z, then 27, 28, …."""
    return LETTERS[number] if number < len(LETTERS) else str(number + 1)


def _dress(number: int) -> tuple[str, str, str]:
    """Return ink, ground and border of an annotator's badge; from the fourth on the letter alone tells them apart."""
    if number < 3:
        hue = ("annA", "annB", "annC")[number]
        return hue, f"{hue}T", hue if tokens().forced else f"{hue}T"
    return "text2", "raised", "line2"
