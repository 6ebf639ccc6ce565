"""The settings: pages of choices, each in force as soon as it is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from labeler.gui.look.controls import FocusRing, IconButton, Segmented
from labeler.gui.look.fonts import px
from labeler.gui.settings.keys import KeysPage
from labeler.gui.settings.look import LookPage
from labeler.gui.settings.preferences import Preferences
from labeler.gui.settings.reading import ReadingPage
from labeler.gui.settings.suggestions import SuggestionsPage


class SettingsDialog(QDialog):
    """Reading, Look, Suggestions, Keys."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("Settings")
        self.setWindowTitle(title)
        self.pages: dict[str, QWidget] = {
            "reading": ReadingPage(preferences),
            "look": LookPage(preferences),
            "suggestions": SuggestionsPage(preferences),
            "keys": KeysPage(preferences),
        }
        self.tabs = Segmented(title, [(key, page.accessibleName()) for key, page in self.pages.items()])
        self._stack = QStackedWidget()
        for page in self.pages.values():
            self._stack.addWidget(page)
        self.tabs.chosen.connect(self.turn_to)
        close = IconButton("close", self.tr("Close"))
        close.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.tabs, 1)
        head.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(12))
        column.setSpacing(px(12))
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        FocusRing(self)
        room = self.screen().availableGeometry()
        self.resize(min(px(760), room.width() - 32), min(px(640), room.height() - 32))
        self.turn_to("reading")

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the row of pages out anew: unpolished buttons are lower."""
        super().showEvent(event)
        self.tabs.setMinimumHeight(self.tabs.sizeHint().height())
        self._go_to_tab()

    def turn_to(self, page: str) -> None:
        """Show a page by its key."""
        self.tabs.set_value(page)
        self._stack.setCurrentWidget(self.pages[page])
        if self.isVisible():
            self._go_to_tab()

    def _go_to_tab(self) -> None:
        """Put the focus on the page's name: from there Tab leads into the page."""
        chosen = next((one for one in self.tabs.segments() if one.isChecked()), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.TabFocusReason)
