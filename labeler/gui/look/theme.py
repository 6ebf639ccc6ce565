"""The theme on the application: Fusion, a palette and one style sheet, all made from the tokens.

`QStyleHints.setColorScheme` alone does nothing on many Linux desktops, so the palette is always set too; it is still
called, for the title bars of Windows and macOS.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from labeler.gui.look import fonts
from labeler.gui.look.sheet import style_sheet
from labeler.gui.look.tokens import DARK, LIGHT, Tokens, contrast_tokens, forced_tokens

NAMES = ("system", "light", "dark", "contrast")
_GROUP, _ROLE = QPalette.ColorGroup, QPalette.ColorRole


class Themes(QObject):
    """Holds the tokens in use and says when they change (also when only the size of the text did)."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = "light"
        self.tokens = LIGHT
        self._follows = False
        self._dark_palette = False

    def apply(self, app: QApplication, name: str) -> None:
        """Put a theme of `NAMES` on the application; an unknown name counts as `system`."""
        self.name = name if name in NAMES else "system"
        if not self._follows:
            self._follows = True
            self._dark_palette = _is_dark(app.palette())
            app.styleHints().colorSchemeChanged.connect(self._system_changed)
            app.setStyle("Fusion")
        app.styleHints().setColorScheme(_SCHEMES.get(self.name, Qt.ColorScheme.Unknown))
        self._put(app)

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        app = QApplication.instance()
        if self.name == "system" and isinstance(app, QApplication):
            self._put(app)

    def _put(self, app: QApplication) -> None:
        self.tokens = self._tokens_for(app)
        fonts.use(app)
        app.setPalette(palette(self.tokens))
        app.setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()

    def _tokens_for(self, app: QApplication) -> Tokens:
        if self.name in {"contrast", "system"} and _wants_contrast():
            app.setPalette(QPalette())  # the system's own shows once ours is taken away
            return forced_tokens(app.palette())
        # Many Linux desktops name no scheme: what the palette was at the start tells then.
        scheme = app.styleHints().colorScheme()
        dark = self._dark_palette if scheme == Qt.ColorScheme.Unknown else scheme == Qt.ColorScheme.Dark
        if self.name == "contrast":
            return contrast_tokens(dark=dark)
        return DARK if self.name == "dark" or (self.name == "system" and dark) else LIGHT


_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


@lru_cache(maxsize=1)
def themes() -> Themes:
    """Return the one object that says when the theme changes."""
    return Themes()


def tokens() -> Tokens:
    """Return the colours in use."""
    return themes().tokens


def current() -> Tokens:
    """Return the colours in use."""
    return themes().tokens


def apply(app: QApplication, name: str) -> None:
    """Put `light`, `dark`, `contrast` (the system's colours where it forces some) or `system` on the application."""
    themes().apply(app, name)


def palette(look: Tokens) -> QPalette:
    """Return the palette of a theme."""
    made = QPalette()
    for role, token in _ROLES.items():
        made.setColor(role, look.color(token))
    for role in (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText, _ROLE.HighlightedText):
        made.setColor(_GROUP.Disabled, role, look.color("text3"))
    made.setColor(_GROUP.Disabled, _ROLE.Base, look.color("window"))
    return made


_ROLES = {
    _ROLE.Window: "window",
    _ROLE.WindowText: "text",
    _ROLE.Base: "page",
    _ROLE.AlternateBase: "raised",
    _ROLE.Text: "text",
    _ROLE.Button: "page",
    _ROLE.ButtonText: "text",
    _ROLE.BrightText: "bad",
    _ROLE.ToolTipBase: "raised",
    _ROLE.ToolTipText: "text",
    _ROLE.PlaceholderText: "text3",
    _ROLE.Highlight: "selection",
    _ROLE.HighlightedText: "onSelection",
    _ROLE.Accent: "accent",
    _ROLE.Link: "accent",
    _ROLE.LinkVisited: "accent",
    _ROLE.Light: "raised",
    _ROLE.Midlight: "raised",
    _ROLE.Mid: "line",
    _ROLE.Dark: "line2",
    _ROLE.Shadow: "line2",
}


def _is_dark(colours: QPalette) -> bool:
    return colours.color(_ROLE.Base).lightness() < colours.color(_ROLE.Text).lightness()


def _wants_contrast() -> bool:
    # Qt tells since 6.10.
    hints = getattr(QGuiApplication.styleHints(), "accessibility", None)
    preference = getattr(Qt, "ContrastPreference", None)
    return hints is not None and preference is not None and hints().contrastPreference() == preference.HighContrast


def words_of(name: str) -> str:
    """Return a theme's name, translated."""
    return {
        "light": QCoreApplication.translate("Theme", "Light"),
        "dark": QCoreApplication.translate("Theme", "Dark"),
        "contrast": QCoreApplication.translate("Theme", "High contrast"),
        "system": QCoreApplication.translate("Theme", "System"),
    }[name]
