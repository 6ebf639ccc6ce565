"""Patterns drawn once and laid side by side: waves and hatches. Paths drawn anew for each label would be slow."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from labeler.gui.page.scene import color

_HATCH_ALPHA = 140
_PERIODS = 60


@lru_cache(maxsize=32)
def wave_tile(colour: str, s: float, ratio: float, dashed: bool) -> QPixmap:
    """Return a piece of wave of amplitude 1.6 and length 6, to be laid side by side: a path each time is slow."""
    width, height = round(_PERIODS * 6 * s * ratio), round(6 * s * ratio)
    tile = QPixmap(width, height)
    tile.fill(Qt.GlobalColor.transparent)
    tile.setDevicePixelRatio(ratio)
    length, middle = width / ratio, height / ratio / 2
    half, side = length / _PERIODS / 2, 3.2 * s
    path = QPainterPath(QPointF(-half, middle))
    for number in range(-1, 2 * _PERIODS + 1):
        x = number * half
        path.quadTo(x + half / 2, middle - (side if number % 2 else -side), x + half, middle)
    pen = QPen(color(colour), 1.75 * s)
    if dashed:
        pen.setDashPattern([6 / 1.75, 4 / 1.75])
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(pen)
    painter.drawPath(path)
    painter.end()
    return tile


@lru_cache(maxsize=32)
def hatch_tile(colour: str, s: float, ratio: float) -> QPixmap:
    """Return a square of a hatch of 45 degrees: lines of 1.5, one every 6, at 55 %."""
    period = max(3, round(6 * s * ratio))
    tile = QPixmap(period, period)
    tile.fill(Qt.GlobalColor.transparent)
    ink = QColor(colour)
    ink.setAlpha(_HATCH_ALPHA)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.06 * s * ratio))
    for shift in (-period, 0, period):
        painter.drawLine(QPointF(shift - 1, period + 1), QPointF(shift + period + 1, -1))
    painter.end()
    tile.setDevicePixelRatio(ratio)
    return tile
