"""What a key press may be called in the table of keys: by its position in the digit row, else by its character.

On a French keyboard the keys of the digit row type `& é " '` without Shift; they are still 1 2 3 4 here. Everything
else goes by the character that is printed on the key: `?` is another key in each country. Letters of other alphabets
are read by their position, as on an American keyboard.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_MODIFIER = Qt.KeyboardModifier
_SHIFT, _CONTROL, _ALT, _META = (
    _MODIFIER.ShiftModifier,
    _MODIFIER.ControlModifier,
    _MODIFIER.AltModifier,
    _MODIFIER.MetaModifier,
)
_HELD = _SHIFT | _CONTROL | _ALT | _META
# A modifier alone is no key.
_ALONE = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_ScrollLock,
    Qt.Key.Key_unknown,
}
# The first code of each row as Windows counts; X11 and Wayland count eight more.
_ROWS = ((2, "1234567890"), (16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
_BY_CODE = {first + place: name for first, row in _ROWS for place, name in enumerate(row)}
_X11_OFFSET = 8
# A Mac counts its own way, and calls the count a virtual key.
_MAC_DIGITS: dict[int, str] = dict(zip((18, 19, 20, 21, 23, 22, 26, 28, 25, 29), "1234567890", strict=True))


def names(event: QKeyEvent) -> list[str]:
    """Return what a pressed key may be called in the table of keys, the best name first; [] for a modifier alone."""
    if Qt.Key(event.key()) in _ALONE:
        return []
    held, text = event.modifiers() & _HELD, event.text()
    place = place_of(event)
    out = [_called(held, place)] if place.isdigit() else []
    key = Qt.Key(event.key())
    if key == Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | _SHIFT
    out.append(_named(held, key))
    if _types(text) and not text.isalpha() and not (text.isdigit() and held & _SHIFT):
        # The character says all that Shift (or AltGr, which Windows calls Ctrl and Alt) had to do with it.
        bare = held & ~(_SHIFT | _CONTROL | _ALT) if held & _CONTROL and held & _ALT else held & ~_SHIFT
        out.append(_called(bare, text))
    elif held & _CONTROL and held & _SHIFT and not _is_letter(key):
        out.append(_named(held & ~_SHIFT, key))
    if place.isalpha() and _foreign(text, key):
        out.append(_called(held, place))
    return [name for name in dict.fromkeys(out) if name]


def recorded(event: QKeyEvent) -> str:
    """Return what a pressed key is written as when it is to be kept: `?` without Shift; "" for a modifier alone."""
    called = names(event)
    return "" if not called else called[0] if place_of(event).isdigit() else called[-1]


def answers(event: QKeyEvent) -> list[str]:
    """Return the names of a pressed key for the answers to a question: Shift makes no difference to them."""
    return list(dict.fromkeys(name.removeprefix("Shift+") for name in names(event)))


def place_of(event: QKeyEvent) -> str:
    """Return the digit or the letter at a key's place on an American keyboard, "" where that is not known."""
    if event.modifiers() & _MODIFIER.KeypadModifier:
        return ""
    platform = QGuiApplication.platformName()
    if platform == "cocoa":
        return _MAC_DIGITS.get(event.nativeVirtualKey(), "")
    code = event.nativeScanCode()
    return _BY_CODE.get(code if platform == "windows" else code - _X11_OFFSET, "")


@cache
def normal(key: str) -> str:
    """Return a key as `names` writes it; "" if it is none, or more than one."""
    made = QKeySequence.fromString(key, _PORTABLE)
    written = made.toString(_PORTABLE).replace("Backtab", "Tab")
    return written if made.count() == 1 and written not in _alone() else ""


@cache
def _alone() -> frozenset[str]:
    return frozenset(QKeySequence(key).toString(_PORTABLE) for key in _ALONE)


def _called(held: Qt.KeyboardModifier, name: str) -> str:
    prefix = ((_CONTROL, "Ctrl+"), (_ALT, "Alt+"), (_SHIFT, "Shift+"), (_META, "Meta+"))
    return normal("".join(words for modifier, words in prefix if held & modifier) + name)


def _named(held: Qt.KeyboardModifier, key: Qt.Key) -> str:
    return normal(QKeySequence(QKeyCombination(held, key)).toString(_PORTABLE))


def _types(text: str) -> bool:
    return len(text) == 1 and text > " " and text.isprintable()


def _is_letter(key: Qt.Key) -> bool:
    return Qt.Key.Key_A.value <= key.value <= Qt.Key.Key_Z.value


def _foreign(text: str, key: Qt.Key) -> bool:
    """Say whether a key has a letter of another alphabet; German ä and French é are keys of their own."""
    typed = text if _types(text) else chr(key.value) if 0x370 <= key.value <= 0xFFFF else ""
    return typed.isalpha() and ord(typed) >= 0x370
