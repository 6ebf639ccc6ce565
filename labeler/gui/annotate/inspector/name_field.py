"""A line that completes names: of the registry, of the article's speakers, of sources without one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from labeler.gui.look.icons import icon
from labeler.gui.look.theme import themes

# Keys that the field takes before any shortcut.
_OWN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}


class NameField(QLineEdit):
    """chosen(str): the text that was chosen or confirmed with Enter. left(): Esc, the text is as it was."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._value = ""
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setMaxVisibleItems(10)
        self.setCompleter(completer)
        self._completer = completer
        completer.activated.connect(self._choose)
        self._arrow = self.addAction(icon("chevron-down"), QLineEdit.ActionPosition.TrailingPosition)
        self._arrow.setToolTip(self.tr("Show all"))
        self._arrow.triggered.connect(self.show_all)
        themes().changed.connect(self._dye)

    def show_names(self, names: Sequence[str]) -> None:
        """Complete these names."""
        if self._names.stringList() != list(names):
            self._names.setStringList(list(names))

    def names(self) -> list[str]:
        """Return the names that are completed."""
        return self._names.stringList()

    def show_value(self, text: str) -> None:
        """Show what is stored."""
        self._value = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def show_all(self) -> None:
        """Open the list of all names."""
        self.setFocus()
        self.completer().setCompletionPrefix("")
        self.completer().complete()

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the field from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Confirm with Enter, go back with Esc."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(self.text())
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._value)
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the text, so that typing replaces it; but go on where one was when a list or window closes."""
        super().focusInEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what is stored again: a text that was not confirmed is no choice."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setText(self._value)

    def _dye(self) -> None:
        self._arrow.setIcon(icon("chevron-down"))

    def _choose(self, text: str) -> None:
        # An open list keeps the focus for itself: it must be gone before others are told.
        if (popup := self._completer.popup()) is not None:
            popup.hide()
        wanted = text.strip()
        if wanted and wanted != self._value:
            self.chosen.emit(wanted)
        else:
            self.left.emit()


def _is_own(event: QKeyEvent) -> bool:
    return event.key() in _OWN and not event.modifiers()
