"""What the figures say, in plain words: the help that ships, opened above the panels at the figure in question."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from labeler.formats.agreement_help import Entry, explained, markdown
from labeler.gui.look.controls import IconButton, PlainLabel, Rule
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes
from labeler.gui.reading import SafeText

# As high as leaves something of the figures in sight on a small window, at 100 % text.
_HIGH = 320


class Help(QFrame):
    """closed(): it was closed. The text is read when it is first looked at."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("panel", "card")
        title = self.tr("What the figures say")
        self.setAccessibleName(title)
        self.text = SafeText(self)
        self.text.setAccessibleName(title)
        self._title = PlainLabel(title, role="panel", parent=self)
        self._close = IconButton("close", self.tr("Close"), parent=self)
        self._close.clicked.connect(self._closed)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title)
        self._head.addStretch(1)
        self._head.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(Rule(parent=self))
        self._column.addWidget(self.text, 1)
        self._read, self._at = False, ""
        # Lines break anew once it is as wide as the page.
        self.text.document().documentLayout().documentSizeChanged.connect(self._stay)
        themes().changed.connect(self._grow)
        self._grow()

    def open_at(self, key: str) -> None:
        """Show the text where it explains what a row's key names; from the beginning if it explains nothing of it."""
        if not self._read:
            self._show_text()
        self.show()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        entry = entry_of(key)
        self._at = entry.title if entry is not None else ""
        self._stay()

    def _show_text(self) -> None:
        self._read = True
        self.text.show_markdown(
            markdown() or self.tr("The file with the explanations is missing. Install Labeler again.")
        )

    def _stay(self) -> None:
        """Stand at the heading that was opened."""
        block, top = self.text.document().begin(), 0.0
        while self._at and block.isValid():
            if block.blockFormat().headingLevel() and block.text() == self._at:
                top = self.text.document().documentLayout().blockBoundingRect(block).top()
                break
            block = block.next()
        self.text.verticalScrollBar().setValue(round(top))

    def _closed(self) -> None:
        self.hide()
        self.closed.emit()

    def _grow(self) -> None:
        self.setFixedHeight(px(_HIGH))
        self._head.setContentsMargins(px(16), px(4), px(6), px(4))
        # The border and the round corners stay free.
        self._column.setContentsMargins(1, 1, 1, px(6))
        if self._read:
            self._show_text()
            self._stay()


def entry_of(key: str) -> Entry | None:
    """Return the entry of the kind, measure or part of the data that the key of a row names, the first that has one."""
    words = key.split()
    # First comes the layer, which may be called as a kind is.
    codes = [" ".join(words[1:]), *words[1:], *words[:1]]
    return next((found for code in codes if (found := explained(code)) is not None), None)
