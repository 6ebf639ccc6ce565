"""Keys of one's own: read from the settings, put in force, and checked before they are taken.

A line of the settings is an action, an equals sign and its keys with commas between: `label.note=F2,Ctrl+,`; none after
the sign leaves the action without a key. What a line does not name keeps the keys of the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QObject, Signal

from labeler.gui.actions import Action, Scope, act_together, actions, key_words, put_in_force, usual_actions
from labeler.gui.keyboard import normal
from labeler.gui.plural import counted

translate = QCoreApplication.translate

Keys = tuple[str, ...]

_CARET = {
    held + key
    for held in ("", "Shift+")
    for key in ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Ctrl+Left", "Ctrl+Right")
} | {"Ctrl+Home", "Ctrl+End", "Ctrl+Shift+Home", "Ctrl+Shift+End", "Ctrl+Shift+Left", "Ctrl+Shift+Right"}
_CLIPBOARD = {"Ctrl+C", "Ctrl+X", "Ctrl+V", "Ctrl+A", "Ctrl+Ins", "Shift+Ins", "Shift+Del"}
_PANES = {"F6": "view.next_pane", "Shift+F6": "view.previous_pane"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A line of the settings that is left out, and why."""

    line: str
    why: str


class Bindings(QObject):
    """changed(): other keys are in force; whoever shows keys shows them anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.own: dict[str, Keys] = {}

    def load(self, lines: Sequence[str]) -> list[Fault]:
        """Put the keys of the settings in force; return the lines that are left out."""
        self.own, faults = read_lines(lines)
        self._put()
        return faults

    def give(self, ident: str, keys: Iterable[str]) -> None:
        """Give an action these keys; other actions that can act at the same time lose them."""
        wanted = tuple(dict.fromkeys(keys))
        scope = actions()[ident].scope
        for other, action in actions().items():
            left = tuple(key for key in action.keys if key not in wanted)
            if other != ident and left != action.keys and act_together(scope, action.scope):
                self.own[other] = left
        self.own[ident] = wanted
        self._put()

    def reset(self, ident: str) -> None:
        """Give an action the keys of the table; those who took them lose them."""
        self.give(ident, usual_actions()[ident].keys)

    def reset_all(self) -> None:
        """Give every action the keys of the table."""
        self.own = {}
        self._put()

    def lines(self) -> list[str]:
        """Return the keys that differ from the table's as lines for the settings."""
        return [f"{ident}={','.join(keys)}" for ident, keys in sorted(self.own.items())]

    def _put(self) -> None:
        usual = usual_actions()
        self.own = {ident: keys for ident, keys in self.own.items() if keys != usual[ident].keys}
        put_in_force(_with(self.own))
        self.changed.emit()


@lru_cache(maxsize=1)
def bindings() -> Bindings:
    """Return the one object that says when the keys change."""
    return Bindings()


class _Follower(QObject):
    def __init__(self, owner: QObject, show: Callable[[], object]) -> None:
        super().__init__(owner)
        self._show = show
        bindings().changed.connect(self._follow)

    def _follow(self) -> None:
        self._show()


def follow(owner: QObject, show: Callable[[], object]) -> None:
    """Call `show` now, and whenever keys change as long as the owner lives."""
    show()
    _Follower(owner, show)


class Keyed(Protocol):
    """A button that shows its key."""

    def set_key(self, key: str) -> None:
        """Show another key, or none."""
        ...


def follow_key(button: Keyed, ident: str) -> None:
    """Let a button show the key of an action, whichever that is."""
    assert isinstance(button, QObject)
    follow(button, lambda: button.set_key(actions()[ident].shown_key))


def read_lines(lines: Sequence[str]) -> tuple[dict[str, Keys], list[Fault]]:
    """Return keys by action, and the lines that can't be followed."""
    own: dict[str, Keys] = {}
    faults: list[Fault] = []
    for line in lines:
        ident, sign, rest = line.partition("=")
        action = usual_actions().get(ident.strip())
        why = ""
        if action is None or not sign:
            why = translate("Bindings", "there is no such action")
        else:
            keys = _split(rest)
            why = next((fault for key in keys if (fault := _unfit(action, key, own))), "")
            if not why:
                own[action.id] = tuple(dict.fromkeys(normal(key) for key in keys))
        if why:
            faults.append(Fault(line=line, why=why))
    return own, faults


def told(faults: Sequence[Fault]) -> str:
    """Return a sentence about the lines that are left out."""
    words = translate("Bindings", "A key of your own is left out: “{line}”: {why}.")
    first = words.format(line=faults[0].line, why=faults[0].why)
    others = counted(len(faults) - 1, "{count} more is left out too.", "{count} more are left out too.")
    return f"{first} {others}" if len(faults) > 1 else first


def refusal(action: Action, key: str) -> str:
    """Return why an action can't have a key (written as `keyboard.normal` writes it), "" if it can."""
    if not key:
        return translate("Bindings", "that is no key")
    shown = key_words(key)
    if key in {"Esc", "Shift+Esc"}:
        return translate("Bindings", "{key} leaves and cancels, everywhere").format(key=shown)
    if key in _CARET:
        return translate("Bindings", "{key} moves the caret").format(key=shown)
    if key in _CLIPBOARD:
        return translate("Bindings", "{key} belongs to copying and pasting").format(key=shown)
    if key in _PANES and _PANES[key] != action.id:
        return translate("Bindings", "{key} leads from panel to panel").format(key=shown)
    if action.scope in {"window", "annotate"} and _is_typed(key):
        words = translate("Bindings", "{key} is typed into fields, and this acts in them too: add Ctrl or Alt")
        return words.format(key=shown)
    return ""


def holders(key: str, besides: str) -> list[Action]:
    """Return the actions that have a key now and can act when an action can, all but that one."""
    scope = actions()[besides].scope
    return [
        one for one in actions().values() if one.id != besides and key in one.keys and act_together(scope, one.scope)
    ]


def _unfit(action: Action, key: str, own: Mapping[str, Keys]) -> str:
    written = normal(key)
    usual = usual_actions()
    taken = next(
        (
            ident
            for ident, keys in own.items()
            if written in keys and ident != action.id and act_together(usual[ident].scope, action.scope)
        ),
        "",
    )
    if written and taken:
        words = translate("Bindings", "{key} is taken by “{action}”")
        return words.format(key=key_words(written), action=usual[taken].title)
    return refusal(action, written)


def _with(own: Mapping[str, Keys]) -> dict[str, Action]:
    """Return the actions with one's own keys, which the others lose."""
    usual = usual_actions()
    taken: list[tuple[Scope, Keys]] = [(usual[ident].scope, keys) for ident, keys in own.items()]
    out: dict[str, Action] = {}
    for ident, action in usual.items():
        gone = {key for scope, keys in taken if act_together(scope, action.scope) for key in keys}
        keys = own[ident] if ident in own else tuple(key for key in action.keys if key not in gone)
        out[ident] = action if keys == action.keys else replace(action, keys=keys)
    return out


def _is_typed(key: str) -> bool:
    """Say whether a key without Ctrl, Alt or Meta types or edits something."""
    if key.startswith(("Ctrl+", "Alt+", "Meta+")):
        return False
    last = key.removeprefix("Shift+")
    return not (last.startswith("F") and last[1:].isdigit())


def _split(text: str) -> list[str]:
    """Return keys with commas between; a comma may be a key itself: `Ctrl+,`."""
    keys, one = [], ""
    for letter in text.strip():
        open_end = not one or (one.endswith("+") and one != "+" and not one.endswith("++"))
        if letter == "," and not open_end:
            keys.append(one)
            one = ""
        else:
            one += letter
    return [key.strip() for key in (*keys, one) if key.strip()]
