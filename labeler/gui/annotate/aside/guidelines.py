"""The project's guidelines beside the article, with a line to find words in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from labeler.gui.bus import Bus
from labeler.gui.look.controls import IconButton, PlainLabel
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import themes
from labeler.gui.reading import SafeText
from labeler.services import projects


class GuidelinesPanel(QWidget):
    """Read once; where one was reading stays as long as the project is open."""

    def __init__(self, bus: Bus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._text: str | None = None
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Find in the guidelines"))
        self.line.setAccessibleName(self.tr("Find in the guidelines"))
        self.line.setClearButtonEnabled(True)
        self.before = IconButton("chevron-up", self.tr("Hit before"))
        self.after = IconButton("chevron-down", self.tr("Next hit"))
        self.told = PlainLabel(role="secondary")
        self.text = SafeText()
        self.text.setAccessibleName(self.tr("Guidelines"))
        self.setFocusProxy(self.text)
        head = QHBoxLayout()
        head.setContentsMargins(px(12), px(8), px(8), px(8))
        head.setSpacing(px(4))
        for part, stretch in ((self.line, 1), (self.told, 0), (self.before, 0), (self.after, 0)):
            head.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        self.line.textChanged.connect(self._find_first)
        self.line.returnPressed.connect(lambda: self.step(forward=True))
        self.before.clicked.connect(lambda: self.step(forward=False))
        self.after.clicked.connect(lambda: self.step(forward=True))
        themes().changed.connect(self._dye)

    def step(self, *, forward: bool) -> None:
        """Go to the next hit or the one before, round the ends."""
        words = self.line.text()
        if not words:
            return
        back = QTextDocument.FindFlag(0) if forward else QTextDocument.FindFlag.FindBackward
        found = self.text.find(words, back)
        if not found:
            kept = self.text.textCursor()
            ends = QTextCursor.MoveOperation
            self.text.moveCursor(ends.Start if forward else ends.End)
            found = self.text.find(words, back)
            if not found:
                self.text.setTextCursor(kept)
        self.told.setText("" if found else self.tr("not found"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Shift+Enter for the hit before."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.line.hasFocus():
            self.step(forward=not event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Read the guidelines when they are first looked at."""
        super().showEvent(event)
        if self._text is None and self._bus.actor is not None:
            self._bus.ask(lambda store, _actor: projects.current_guidelines(store), self._show)

    def _show(self, text: str) -> None:
        self._text = text
        none = self.tr("This project has no guidelines yet.")
        self.text.show_markdown(text if text.strip() else none)

    def _find_first(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.told.setText("")
        self.step(forward=True)

    def _dye(self) -> None:
        if self._text is not None:
            place = self.text.verticalScrollBar().value()
            self._show(self._text)
            self.text.verticalScrollBar().setValue(place)
