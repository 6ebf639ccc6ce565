"""The line above a field."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from labeler.gui.look.controls import PlainLabel


def captioned(words: str, keys: str) -> QHBoxLayout:
    """Return the line above a field: its name, and its keys at the right end."""
    row = QHBoxLayout()
    row.addWidget(PlainLabel(words, role="secondary"))
    row.addStretch(1)
    row.addWidget(PlainLabel(keys, role="secondary"))
    return row
