"""Who reads the articles: what ships, an installed spaCy pipeline or suggester, or a folder of one's own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QWidget

from labeler.gui.look.controls import Button
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.gui.settings.installed import installed
from labeler.gui.settings.preferences import Preferences
from labeler.nlp.choices import Choice


class ReaderChooser(QWidget):
    """A list of what is installed, and a button that looks for a folder. What is chosen is in force at once."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.box = QComboBox()
        self.box.setMinimumWidth(px(280))
        self.box.setMinimumContentsLength(24)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.folder = Button(self.tr("Folder…"))
        self.folder.setAutoDefault(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        row.addWidget(self.box)
        row.addWidget(self.folder)
        self.setFocusProxy(self.box)
        self._add("", self.tr("the one that ships"))
        self._fill(installed().choices or [])
        installed().found.connect(self._fill)
        self.box.activated.connect(lambda row: preferences.put("model", str(self.box.itemData(row))))
        self.folder.clicked.connect(self._look)

    def setAccessibleName(self, name: str) -> None:
        """Name the list."""
        self.box.setAccessibleName(name)

    def setAccessibleDescription(self, words: str) -> None:
        """Describe the list."""
        self.box.setAccessibleDescription(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Look what is installed when somebody looks."""
        super().showEvent(event)
        installed().ask()

    def show_choice(self) -> None:
        """Show what is chosen, also where it is not installed (any more)."""
        chosen = str(self._preferences.get("model"))
        row = self.box.findData(chosen)
        if row < 0:
            self._add(chosen, chosen)
            row = self.box.findData(chosen)
        self.box.setCurrentIndex(row)
        self.box.setToolTip(plain_tooltip(self.box.currentText()))

    def _fill(self, found: list[Choice]) -> None:
        for one in found:
            kind = self.tr("suggester") if one.outside else self.tr("spaCy pipeline")
            self._add(one.name, " · ".join(part for part in (one.name, kind, one.about) if part))
        self.show_choice()

    def _add(self, value: str, words: str) -> None:
        if (row := self.box.findData(value)) >= 0:
            self.box.setItemText(row, words)
        else:
            self.box.addItem(words, value)
            self.box.setItemData(self.box.count() - 1, plain_tooltip(words), Qt.ItemDataRole.ToolTipRole)

    def _look(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.tr("Folder of a spaCy pipeline"))
        if found:
            self._preferences.put("model", found)
