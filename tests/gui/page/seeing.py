"""What can be seen of the marks in a picture of the page."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage

from labeler.gui.look import theme
from labeler.gui.page.index import LANES
from labeler.gui.page.view import ArticlePage

LINES = {"claim": "claimL", "speaker": "speakerL", "stance": "stanceL", "boilerplate": "text3"}


def picture(page: ArticlePage) -> QImage:
    """Return the viewport as painted."""
    return page.viewport().grab().toImage()


def has_colour(image: QImage, area: QRectF, colour: QColor, away: int = 40) -> bool:
    """Tell whether some pixel of an area (logical pixels) is near to a colour."""
    ratio = image.devicePixelRatio()
    left, top = max(0, int(area.left() * ratio)), max(0, int(area.top() * ratio))
    right, bottom = int(area.right() * ratio) + 1, int(area.bottom() * ratio) + 1
    there = pixels(image)[top : max(top, bottom), left : max(left, right)]
    apart = np.abs(there - (colour.red(), colour.green(), colour.blue())).sum(axis=2)
    return bool((apart <= away).any())


def pixels(image: QImage) -> NDArray[np.int_]:
    """Return red, green and blue of each pixel, by row and column."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).astype(int)


def unseen(page: ArticlePage) -> list[str]:
    """Return the ids of the marks of whose line no pixel is in the picture; those past the third lane stand in +n."""
    image, look = picture(page), theme.tokens()
    missing: list[str] = []
    for one in page.scene(QRectF(page.viewport().rect())).drawn:
        mark, first = one.mark, one.parts[0].rect
        if one.item.lane >= LANES or first.top() > page.viewport().height():
            continue
        area = first.adjusted(-4, -2, 4, 15 * page.scale)
        if mark.kind == "boilerplate":
            area = QRectF(first.left() - 14 * page.scale - 3, first.top(), 6, first.height())
        if not has_colour(image, area, look.color(LINES[mark.kind])):
            missing.append(mark.id)
    return missing
