"""The settings: pages of choices, each in force as soon as it is made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from labeler.gui.look.controls import Button, FocusRing, PlainLabel, Segmented
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
        close = Button(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(PlainLabel(self.tr("What you choose is in force at once."), role="hint", wrap=True), 1)
        foot.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(20), px(20), px(20))
        column.setSpacing(px(12))
        column.addWidget(PlainLabel(title, role="title"))
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        FocusRing(self)
        room = self.screen().availableGeometry()
        self.resize(min(px(760), room.width() - 32), min(px(640), room.height() - 32))
        self.turn_to("reading")

    def turn_to(self, page: str) -> None:
        """Show a page by its key."""
        self.tabs.set_value(page)
        self._stack.setCurrentWidget(self.pages[page])
