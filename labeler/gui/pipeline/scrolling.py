"""A page that scrolls, by the keyboard too where nothing in it takes the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.fonts import px
from labeler.gui.settings.fields import Fields


class ScrollPage(Fields):
    """Widgets one below another."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def title(self, words: str) -> PlainLabel:
        """Add a heading."""
        if self.column.count():
            self.column.addSpacing(px(16))
        label = PlainLabel(words, role="panel", wrap=True)
        self.column.addWidget(label)
        return label

    def say(self, words: str) -> PlainLabel:
        """Add a sentence."""
        label = PlainLabel(words, role="secondary", wrap=True)
        self.column.addWidget(label)
        return label
