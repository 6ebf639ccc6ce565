"""The faces: Inter or the system's for the interface, a serif or a sans for reading. Sizes are pixels at 1x."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal, TypeAlias

from PySide6.QtGui import QFont, QFontDatabase, QFontMetrics
from PySide6.QtWidgets import QApplication

Face: TypeAlias = Literal["serif", "sans", "system"]

READING_MIN, READING_MAX, READING_SIZE = 14, 36, 18
_SERIFS = ("Noto Serif", "Source Serif 4", "Source Serif Pro", "Source Serif")
_SANS = ("Noto Sans", "Inter", "Source Sans 3", "Source Sans Pro")
_FAMILIES = {"serif": _SERIFS, "sans": _SANS}
_PACKAGES = {
    "serif": ("font_source_serif_pro", "SourceSerifPro"),
    "sans": ("font_source_sans_pro", "SourceSansPro"),
}
_scale = [1.0]


def set_scale(factor: float) -> None:
    """Set the size of the interface's text, 1.0 to 3.0; `theme.apply` puts it on the screen."""
    _scale[0] = min(max(factor, 1.0), 3.0)


def scale() -> float:
    """Return the size of the interface's text as a factor."""
    return _scale[0]


def px(length: float) -> int:
    """Return a length of the interface, given at 100 % text, in pixels."""
    return round(length * _scale[0])


def ui_font(size: float = 13, *, bold: bool = False, tabular: bool = False) -> QFont:
    """Return the interface's face at a size in pixels at 100 % text; `tabular` gives figures of one width."""
    font = QFont(_ui_family())
    font.setPixelSize(px(size))
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def advance(text: str, size: float = 13, *, bold: bool = False) -> int:
    """Return the width of words in the interface's face, in pixels; asked again, it costs nothing."""
    return _advance(text, px(size), bold)


@lru_cache(maxsize=2048)
def _advance(text: str, pixels: int, bold: bool) -> int:
    return _metrics(pixels, bold).horizontalAdvance(text)


@lru_cache(maxsize=64)
def _metrics(pixels: int, bold: bool) -> QFontMetrics:
    font = QFont(_ui_family())
    font.setPixelSize(pixels)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return QFontMetrics(font)


def reading_font(size: int = READING_SIZE, face: Face = "serif") -> QFont:
    """Return the face in which articles and quotes are read, at a size in pixels."""
    font = QFont(_reading_family(face))
    font.setPixelSize(min(max(size, 8), READING_MAX))
    if face != "system":
        font.setStyleHint(QFont.StyleHint.Serif if face == "serif" else QFont.StyleHint.SansSerif)
    return font


def code_font(size: float = 12) -> QFont:
    """Return the fixed face for code, at a size in pixels at 100 % text."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(px(size))
    return font


@lru_cache(maxsize=1)
def _ui_family() -> str:
    return "Inter" if "Inter" in QFontDatabase.families() else QFontDatabase.systemFont(_GENERAL).family()


@lru_cache(maxsize=3)
def _reading_family(face: Face) -> str:
    if face == "system":
        return _ui_family()
    families = set(QFontDatabase.families())
    found = next((name for name in _FAMILIES[face] if name in families), None)
    return found or _packaged(*_PACKAGES[face]) or ("serif" if face == "serif" else _ui_family())


def _packaged(package: str, prefix: str) -> str | None:
    """Load a face that comes as a dependency; None where it is not installed."""
    try:
        folder = files(package) / "files"
    except ModuleNotFoundError:
        return None
    family = None
    for style in ("Regular", "Semibold", "It"):
        face = folder / f"{prefix}-{style}.otf"
        added = QFontDatabase.addApplicationFontFromData(face.read_bytes()) if face.is_file() else -1
        if added >= 0 and family is None:
            family = QFontDatabase.applicationFontFamilies(added)[0]
    return family


_GENERAL = QFontDatabase.SystemFont.GeneralFont


def use(app: QApplication) -> None:
    """Give the application the interface's face."""
    app.setFont(ui_font())
