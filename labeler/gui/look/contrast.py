"""Contrast of two colours as WCAG 2 reckons it."""

from __future__ import annotations

from PySide6.QtGui import QColor


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#RRGGBB` colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def over(front: str, alpha: int, back: str) -> str:
    """Return the colour of `front` laid over `back` with an alpha of 0 to 255."""
    share = alpha / 255
    pairs = zip(_channels(front), _channels(back), strict=True)
    return QColor(*(round(f * share + b * (1 - share)) for f, b in pairs)).name()


def _channels(colour: str) -> tuple[int, int, int]:
    value = QColor(colour)
    return value.red(), value.green(), value.blue()


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
