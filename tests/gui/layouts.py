"""What three keyboards send: key, modifiers, place and text as X11 and Wayland report them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_ROWS = ((24, "qwertyuiop"), (38, "asdfghjkl"), (52, "zxcvbnm"))
_QWERTY = {letter: first + place for first, row in _ROWS for place, letter in enumerate(row)}
_NAMED = {
    "Tab": (Qt.Key.Key_Tab, 23, "\t"),
    "Return": (Qt.Key.Key_Return, 36, "\r"),
    "Enter": (Qt.Key.Key_Enter, 104, "\r"),
    "Del": (Qt.Key.Key_Delete, 119, "\x7f"),
    "Backspace": (Qt.Key.Key_Backspace, 22, "\b"),
    "Space": (Qt.Key.Key_Space, 65, " "),
    "Up": (Qt.Key.Key_Up, 111, ""),
    "Down": (Qt.Key.Key_Down, 116, ""),
}
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


@dataclass(frozen=True)
class Layout:
    """`plain` and `shifted`: what the digit row types. `signs`: place and whether Shift is held. `moved`: letters."""

    name: str
    plain: str
    shifted: str
    signs: Mapping[str, tuple[int, bool]]
    moved: Mapping[str, int] = field(default_factory=dict[str, int])

    def event(self, key: str, kind: QEvent.Type = QEvent.Type.KeyPress, *, repeated: bool = False) -> QKeyEvent:
        """Return what is sent when someone presses the key that the table of keys calls so."""
        *held, last = key.split("+") if not key.endswith("+") else [*key[:-1].split("+")[:-1], "+"]
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= _MODIFIERS[one]
        shift = "Shift" in held
        if last in _NAMED:
            named, code, text = _NAMED[last]
            value = (Qt.Key.Key_Backtab if shift and last == "Tab" else named).value
        elif last.isdigit():
            code = 10 + "1234567890".index(last)
            text = (self.shifted if shift else self.plain)["1234567890".index(last)]
            value = ord(text.upper())
        elif last.isalpha():
            code = self.moved.get(last.lower(), _QWERTY[last.lower()])
            text = last if shift else last.lower()
            value = ord(last.upper())
        else:
            code, shift = self.signs[last]
            modifiers |= Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
            text, value = last, ord(last)
        if "Ctrl" in held:
            text = ""
        return QKeyEvent(kind, value, modifiers, code, 0, 0, text, repeated)


US = Layout("us", "1234567890", "!@#$%^&*()", {"?": (61, True), "+": (21, True), "-": (20, False)})
GERMAN = Layout(
    "de",
    "1234567890",
    '!"§$%&/()=',
    {"?": (20, True), "+": (35, False), "-": (61, False)},
    {"y": _QWERTY["z"], "z": _QWERTY["y"]},
)
FRENCH = Layout(
    "fr",
    "&é\"'(-è_çà",
    "1234567890",
    {"?": (58, True), "+": (21, True), "-": (15, False)},
    {"a": 24, "z": 25, "q": 38, "w": 52, "m": 47},
)
LAYOUTS = (US, GERMAN, FRENCH)


def strike(widget: QWidget, layout: Layout, key: str) -> None:
    """Send what Qt sends for one key: first the question whether the widget wants it, then the key."""
    QApplication.sendEvent(widget, layout.event(key, QEvent.Type.ShortcutOverride))
    QApplication.sendEvent(widget, layout.event(key))
    QApplication.sendEvent(widget, layout.event(key, QEvent.Type.KeyRelease))
