"""Fonts and widths of the charts: asked for thousands of times, made once for each size of the text."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics

from labeler.gui.look.fonts import px, ui_font


def face(size: float = 13, *, bold: bool = False) -> QFont:
    """Return the face of charts, figures of one width. Not to be changed."""
    return _face(size, px(size), bold)


def wide(text: str, size: float = 13, *, bold: bool = False) -> int:
    """Return the width of a text in pixels."""
    return _wide(text, size, px(size), bold)


def high(size: float = 13, *, bold: bool = False) -> int:
    """Return the height of a line in pixels."""
    return _heights(size, px(size), bold)[0]


def ascent(size: float = 13, *, bold: bool = False) -> int:
    """Return how far above its base a line begins, in pixels."""
    return _heights(size, px(size), bold)[1]


def fitting(text: str, room: int, size: float = 13, *, bold: bool = False) -> str:
    """Return a text cut to a room in pixels."""
    if wide(text, size, bold=bold) <= room:
        return text
    return _cut(text, room, size, px(size), bold)


@lru_cache(maxsize=32)
def _face(size: float, _pixels: int, bold: bool) -> QFont:
    return ui_font(size, bold=bold, tabular=True)


@lru_cache(maxsize=32)
def _metrics(size: float, pixels: int, bold: bool) -> QFontMetrics:
    return QFontMetrics(_face(size, pixels, bold))


@lru_cache(maxsize=32)
def _heights(size: float, pixels: int, bold: bool) -> tuple[int, int]:
    return _metrics(size, pixels, bold).height(), _metrics(size, pixels, bold).ascent()


@lru_cache(maxsize=8192)
def _wide(text: str, size: float, pixels: int, bold: bool) -> int:
    return _metrics(size, pixels, bold).horizontalAdvance(text)


@lru_cache(maxsize=2048)
def _cut(text: str, room: int, size: float, pixels: int, bold: bool) -> str:
    return _metrics(size, pixels, bold).elidedText(text, Qt.TextElideMode.ElideRight, room)
