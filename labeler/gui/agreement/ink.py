"""A painter of words that is told faces and colours only where they change: a chart has hundreds, in few of them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from PySide6.QtGui import QColor, QPainter

from labeler.gui.agreement.faces import ascent, face, fitting, high, wide
from labeler.gui.look.theme import tokens

Side: TypeAlias = Literal["left", "right", "centre"]


class Ink:
    """Writes with a painter. Who draws something else with it calls `forget` afterwards."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        self._colours: dict[str, QColor] = {}
        self._face: tuple[float, bool] | None = None
        self._hue = ""
        self._look = tokens()

    def colour(self, token: str) -> QColor:
        """Return the colour of a token."""
        if token not in self._colours:
            self._colours[token] = self._look.color(token)
        return self._colours[token]

    def fill(self, left: int, top: int, width: int, height: int, token: str) -> None:
        """Fill a rectangle."""
        self.painter.fillRect(left, top, width, height, self.colour(token))

    def forget(self) -> None:
        """Take nothing for granted of the painter: it has drawn something else."""
        self._face, self._hue = None, ""

    def write(
        self,
        text: str,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        size: float = 13,
        bold: bool = False,
        hue: str = "text",
        side: Side = "left",
    ) -> None:
        """Write one line on the middle of a rectangle, cut where it is too long."""
        fits = fitting(text, int(width), size, bold=bold)
        if not fits:
            return
        if self._face != (size, bold):
            self._face = size, bold
            self.painter.setFont(face(size, bold=bold))
        if self._hue != hue:
            self._hue = hue
            self.painter.setPen(self.colour(hue))
        if side != "left":
            rest = width - wide(fits, size, bold=bold)
            left += rest if side == "right" else rest / 2
        down = top + (height - high(size, bold=bold)) / 2 + ascent(size, bold=bold)
        self.painter.drawText(round(left), round(down), fits)
