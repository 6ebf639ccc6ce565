"""The box in which a comment is written."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from labeler.gui.look.fonts import px

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class CommentBox(QPlainTextEdit):
    """sent(): Ctrl+Enter. left(): Esc."""

    sent = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for three lines."""
        return QSize(px(160), self.fontMetrics().lineSpacing() * 3 + px(20))

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(px(100), self.fontMetrics().lineSpacing() * 2 + px(20))

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter and Esc from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            sends = event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if sends or event.key() == Qt.Key.Key_Escape:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send with Ctrl+Enter, leave with Esc; Enter begins a line."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
