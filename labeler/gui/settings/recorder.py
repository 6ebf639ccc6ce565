"""A button that listens for one key, whatever that key means elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from labeler.gui.keyboard import recorded
from labeler.gui.look.controls import Button
from labeler.gui.look.speech import say


class Recorder(Button):
    """pressed_key(str): a key, written as the table of keys writes it. left(): Esc was pressed, or the focus went."""

    pressed_key = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Recorder", "Set a key…"), icon="keyboard", parent=parent)
        self.listening = False
        self.clicked.connect(self.begin)
        self.installEventFilter(self)

    def begin(self) -> None:
        """Listen for a key; Esc, or leaving the button, ends it."""
        self.listening = True
        self.set_text(self.tr("Press a key; Esc cancels"))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        say(self, self.tr("Press a key; Esc cancels"))

    def end(self) -> None:
        """Listen no longer."""
        self.listening = False
        self.set_text(self.tr("Set a key…"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take every key while listening."""
        if not self.listening:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
            elif event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._take(event)
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.end()
        return super().eventFilter(watched, event)

    def _take(self, event: QKeyEvent) -> None:
        key = recorded(event)
        if not key:
            return
        self.end()
        if key == "Esc":
            self.left.emit()
        else:
            self.pressed_key.emit(key)
