"""The note of a label: one small box, written with Enter or when it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from labeler.gui.look.fonts import px

# Keys that the field takes before any shortcut.
_OWN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class NoteField(QPlainTextEdit):
    """written(str): the text to store. left(): back to the article."""

    written = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Note"))
        self.setPlaceholderText(self.tr("Note; Enter saves it"))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._value = ""

    def show_value(self, text: str) -> None:
        """Show what is stored; what is being typed stays."""
        if text != self._value or not self.hasFocus():
            self._value = text
            if self.toPlainText() != text:
                self.setPlainText(text)

    def sizeHint(self) -> QSize:
        """Return room for three lines."""
        return QSize(px(160), self.fontMetrics().lineSpacing() * 3 + px(20))

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(px(100), self.fontMetrics().lineSpacing() * 2 + px(20))

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Esc from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store with Enter, begin a line with Shift+Enter, go back with Esc."""
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
            self._write()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setPlainText(self._value)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Store what was typed."""
        super().focusOutEvent(event)
        self._write()

    def _write(self) -> None:
        text = self.toPlainText().strip()
        if text != self._value:
            self._value = text
            self.written.emit(text)


def _is_own(event: QKeyEvent) -> bool:
    return event.key() in _OWN
