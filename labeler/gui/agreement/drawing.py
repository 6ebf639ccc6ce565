"""How intervals, maps, bars, lines and badges are drawn. Rectangles in logical pixels, colours from the tokens."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from labeler.gui.agreement.cells import Amount, Axis, Heat, Interval, Point
from labeler.gui.agreement.faces import face, fitting, high, wide
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import tokens

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BADGE = 18
# Room for the dot, and half of the figure above it, at either end of a scale.
_INSET = 13
_TINTS = ("page", "seq0", "seq1", "seq2")
_CENTRE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine


def draw_intervals(painter: QPainter, rect: QRectF, axis: Axis, bars: tuple[Interval, ...]) -> None:
    """Draw values with their intervals, one below another where there are more than one."""
    each = rect.height() / max(len(bars), 1)
    for number, bar in enumerate(bars):
        _draw_interval(painter, QRectF(rect.left(), rect.top() + number * each, rect.width(), each), axis, bar)


def _draw_interval(painter: QPainter, rect: QRectF, axis: Axis, bar: Interval) -> None:
    look = tokens()
    left, room, middle = rect.left() + px(_INSET), rect.width() - 2 * px(_INSET), rect.center().y()
    painter.setPen(QPen(look.color("line"), 1))
    painter.drawLine(QPointF(left, middle), QPointF(left + room, middle))
    if bar.marked:
        pen = QPen(look.color("line2"), 1, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([1.5, 2.5])
        painter.setPen(pen)
        for mark in axis.marks:
            x = round(left + room * axis.place(mark)) + 0.5
            painter.drawLine(QPointF(x, rect.top() + 4), QPointF(x, rect.bottom() - 4))
    ink = look.color("annB" if bar.second else "accent")
    if bar.low is not None and bar.high is not None:
        start, end = left + room * axis.place(bar.low), left + room * axis.place(bar.high)
        half = px(6) / 2
        tint = look.color("annBT" if bar.second else "seq2")
        painter.fillRect(QRectF(start, middle - half, end - start, 2 * half), tint)
        painter.setPen(QPen(ink, 1.5))
        cap = px(10) / 2
        for x in (start, end):
            painter.drawLine(QPointF(x, middle - cap), QPointF(x, middle + cap))
        if look.forced or bar.second:
            painter.drawLine(QPointF(start, middle), QPointF(end, middle))
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


def draw_ticks(painter: QPainter, rect: QRectF, axis: Axis) -> None:
    """Draw the figures of a scale, each above its place."""
    painter.setFont(face(11, bold=True))
    painter.setPen(tokens().color("text2"))
    left, room, ticks = rect.left() + px(_INSET), rect.width() - 2 * px(_INSET), axis.ticks
    widest = max(wide(_tick(one), 11, bold=True) for one in ticks) + px(6)
    # Every figure, or where there is little room every second, or the ends alone.
    strides = [one for one in range(1, len(ticks)) if (len(ticks) - 1) % one == 0]
    stride = next((one for one in strides if room * one / (len(ticks) - 1) >= widest), strides[-1])
    for tick in ticks[::stride]:
        text = _tick(tick)
        width = wide(text, 11, bold=True) + 1
        x = min(max(left + room * axis.place(tick) - width / 2, rect.left()), rect.right() - width)
        painter.drawText(QRectF(x, rect.top(), width, rect.height()), _CENTRE, text)


def _tick(value: float) -> str:
    text = f"{abs(value):.2f}"
    text = text.removeprefix("0")
    return "0" if text == ".00" else f"−{text}" if value < 0 else text


def draw_heat(painter: QPainter, rect: QRectF, heat: Heat, text: str, *, faint: bool) -> None:
    """Draw a cell of a map: its tint, its border, one line of text or two."""
    look = tokens()
    cell = rect.adjusted(2, 2, -2, -2) if heat.below or heat.framed else rect.adjusted(0.5, 0.5, -0.5, -0.5)
    if heat.framed or heat.step:
        painter.setPen(QPen(look.color("line2" if heat.step == 3 and look.forced else "line"), 1))
        painter.setBrush(look.color(_TINTS[heat.step]))
        painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(look.color("text2" if faint else "text"))
    bold = not faint and (heat.diagonal or bool(heat.below) or heat.step > 0)
    painter.setFont(face(13, bold=bold))
    if not heat.below:
        painter.drawText(cell, _CENTRE, text)
        return
    first, second = high(13, bold=bold), high(11)
    top = cell.center().y() - (first + second) / 2
    painter.drawText(QRectF(cell.left(), top, cell.width(), first), _CENTRE, text)
    painter.setFont(face(11))
    fits = fitting(heat.below, int(cell.width()) - 2, 11)
    painter.drawText(QRectF(cell.left(), top + first, cell.width(), second), _CENTRE, fits)


def draw_amount(painter: QPainter, rect: QRectF, amount: Amount) -> None:
    """Draw a plain bar; one that stands for anything at all is at least a line."""
    if amount.share > 0:
        look, thick = tokens(), px(13)
        bar = QRectF(rect.left(), rect.center().y() - thick / 2, max(rect.width() * amount.share, 2), thick)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("bar"))
        painter.drawRoundedRect(bar, 2, 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)


def draw_point(painter: QPainter, rect: QRectF, point: Point, text: str) -> None:
    """Draw one place of a line with the figure above, and the halves of the strokes to its neighbours."""
    look = tokens()
    line_high = high(11, bold=True)
    field = rect.adjusted(0, line_high + px(6), 0, -px(8))

    def y(place: float) -> float:
        return field.bottom() - field.height() * place

    painter.setPen(QPen(look.color("line"), 1))
    for line in (field.top(), field.bottom()):
        painter.drawLine(QPointF(rect.left(), line), QPointF(rect.right(), line))
    if point.here is None:
        painter.setPen(look.color("text3"))
        painter.setFont(face(11))
        painter.drawText(field, _CENTRE, text)
        return
    centre = QPointF(rect.center().x(), y(point.here))
    painter.setPen(QPen(look.color("accent"), 1.5))
    for beside, x in ((point.before, rect.left()), (point.after, rect.right() + 1)):
        if beside is not None:
            painter.drawLine(centre, QPointF(x, y((point.here + beside) / 2)))
    top = centre.y()
    if point.low is not None and point.high is not None:
        top = y(point.high)
        half, cap = px(6) / 2, px(10) / 2
        painter.fillRect(QRectF(centre.x() - half, top, 2 * half, y(point.low) - top), look.color("seq2"))
        for line in (y(point.low), top):
            painter.drawLine(QPointF(centre.x() - cap, line), QPointF(centre.x() + cap, line))
    _draw_dot(painter, centre)
    painter.setFont(face(11, bold=True))
    painter.setPen(look.color("text"))
    above = min(top, centre.y() - px(5)) - line_high - 1
    painter.drawText(QRectF(rect.left(), above, rect.width(), line_high), _CENTRE, text)


def draw_badges(painter: QPainter, place: QPointF, letters: tuple[int, ...]) -> float:
    """Draw annotators' letters in circles from a place (left, middle) on; return where the next thing may stand."""
    look = tokens()
    x, side = place.x(), px(BADGE)
    painter.setFont(face(11, bold=True))
    for number in letters:
        ink, ground, border = _dress(number)
        circle = QRectF(x, place.y() - side / 2, side, side)
        painter.setPen(QPen(look.color(border), 1))
        painter.setBrush(look.color(ground))
        painter.drawEllipse(circle.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(look.color(ink))
        painter.drawText(circle, _CENTRE, letter_of(number))
        x += side + px(3)
    return x + px(3) if letters else x


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
