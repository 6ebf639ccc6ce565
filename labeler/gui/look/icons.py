"""Own icons: SVGs on a grid of 16 in `resources/icons`, drawn in `currentColor`, tinted with a token.

`wear` gives a widget or action an icon that follows the theme; `pixmap` is for painters.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from labeler.config.paths import resources
from labeler.gui.look.theme import themes, tokens

# In pixels of the screen: 16 and 20 at 1x, 1.5x and 2x, and the same with text at 200 %.
_SIZES = {QIcon.Mode.Normal: (16, 20, 24, 32, 40, 48, 64), QIcon.Mode.Disabled: (16, 24, 32, 64)}


class Wearer(Protocol):
    """What can bear an icon: a button or an action."""

    def setIcon(self, icon: QIcon, /) -> None:
        """Show the icon."""


_worn: WeakKeyDictionary[QObject, tuple[str, str]] = WeakKeyDictionary()


def icon(name: str, ink: str = "text2") -> QIcon:
    """Return an icon in a token's colour (text3 when disabled), as the theme is now."""
    look = tokens()
    return _icon(name, getattr(look, ink), look.text3)


def pixmap(name: str, ink: str = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """Return an icon for a painter: `size` in logical pixels on a screen of the given pixel ratio."""
    return icon(name, ink).pixmap(QSize(size, size), ratio)


def wear(wearer: Wearer, name: str, ink: str = "text2") -> None:
    """Give a button or an action an icon that keeps to the theme."""
    if not isinstance(wearer, QObject):
        raise TypeError("only a QObject can wear an icon")
    _follow()
    if _worn.get(wearer) == (name, ink):
        return
    _worn[wearer] = (name, ink)
    wearer.setIcon(icon(name, ink))


def names() -> list[str]:
    """Return the names of all icons."""
    return sorted(file.stem for file in (resources() / "icons").glob("*.svg"))


@lru_cache(maxsize=1)
def _follow() -> None:
    themes().changed.connect(_dye)


def _dye() -> None:
    for wearer, (name, ink) in list(_worn.items()):
        if shiboken6.isValid(wearer):
            wearer.setIcon(icon(name, ink))  # pyright: ignore[reportAttributeAccessIssue]


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, faint: str) -> QIcon:
    made = QIcon()
    for mode, ink in ((QIcon.Mode.Normal, colour), (QIcon.Mode.Disabled, faint)):
        drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", ink).encode()))
        drawing.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        for size in _SIZES[mode]:
            made.addPixmap(_drawn(drawing, size), mode)
    return made


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def _drawn(drawing: QSvgRenderer, size: int) -> QPixmap:
    drawn = QPixmap(size, size)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    drawing.render(painter)
    painter.end()
    return drawn
