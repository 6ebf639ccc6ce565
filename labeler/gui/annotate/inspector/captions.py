"""The line above a field, and keys in a word or two; both follow the keys that are in force."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from labeler.gui.actions import actions
from labeler.gui.bindings import follow
from labeler.gui.look.controls import PlainLabel


def captioned(words: str, *idents: str) -> QHBoxLayout:
    """Return the line above a field: its name, and at the right end the keys of these actions."""
    row = QHBoxLayout()
    row.addWidget(PlainLabel(words, role="secondary"))
    row.addStretch(1)
    row.addWidget(keys_label(*idents))
    return row


def keys_label(*idents: str) -> PlainLabel:
    """Return a label that shows the keys of these actions."""
    label = PlainLabel(role="secondary")
    follow(label, lambda: label.setText(keys_in_short(*idents)))
    return label


def keys_in_short(*idents: str) -> str:
    """Return the keys of actions side by side: those of neighbours as `Shift+1 … 4`."""
    keys = [key for ident in idents if (key := actions()[ident].shown_key)]
    stems, ends = {key[:-1] for key in keys}, "".join(key[-1] for key in keys)
    if len(keys) > 2 and len(stems) == 1 and ends in "1234567890":
        return f"{keys[0]} … {ends[-1]}"
    return "  ".join(keys)
