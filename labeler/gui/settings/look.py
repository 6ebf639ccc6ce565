"""How the window looks and starts: theme, size of its text, caret, key bar, last project; and one's name."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from labeler.gui.look.controls import Segmented
from labeler.gui.look.fonts import px
from labeler.gui.look.theme import words_of
from labeler.gui.settings.fields import Fields
from labeler.gui.settings.preferences import THEMES, Preferences

_SCALES = (100, 125, 150, 175, 200)


class LookPage(Fields):
    """Choices about the window."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Look"))
        self._preferences = preferences
        self.theme = Segmented(self.tr("Theme"), [(name, words_of(name)) for name in THEMES])
        self.scale = Segmented(self.tr("Size of the window's text"), [(str(one), f"{one} %") for one in _SCALES])
        self.key_bar = QCheckBox(self.tr("Show the keys that act now below the page"))
        self.still = QCheckBox(self.tr("A caret that does not blink"))
        self.reopen = QCheckBox(self.tr("Open the last project at start"))
        self.name = QLineEdit()
        self.name.setMinimumWidth(px(280))
        self.field(self.tr("Theme"), self.theme, self.tr("High contrast takes the system's own colours, and no tints."))
        self.field(self.tr("Size of the window's text"), self.scale)
        self.check(self.key_bar)
        self.check(self.still)
        self.check(self.reopen)
        self.field(self.tr("Your name"), self.name, self.tr("Proposed whenever you make a project."))
        self.column.addStretch(1)
        self.show_choices()
        self.theme.chosen.connect(lambda name: preferences.put("theme", name))
        self.scale.chosen.connect(lambda percent: preferences.put("interface_scale", int(percent) / 100))
        self.key_bar.toggled.connect(lambda shown: preferences.put("key_bar", shown))
        self.still.toggled.connect(lambda still: preferences.put("reduced_motion", still))
        self.reopen.toggled.connect(lambda wanted: preferences.put("reopen", wanted))
        self.name.editingFinished.connect(lambda: preferences.put("annotator", self.name.text().strip()))
        preferences.changed.connect(self.show_choices)

    def show_choices(self) -> None:
        """Show what is chosen."""
        self.theme.set_value(str(self._preferences.get("theme")))
        self.scale.set_value(str(round(self._preferences.number("interface_scale") * 100)))
        self.key_bar.setChecked(bool(self._preferences.get("key_bar")))
        self.still.setChecked(bool(self._preferences.get("reduced_motion")))
        self.reopen.setChecked(bool(self._preferences.get("reopen")))
        self.name.setText(str(self._preferences.get("annotator")))
