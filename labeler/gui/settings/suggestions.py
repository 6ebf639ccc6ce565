"""What is done with suggestions: which are shown, which score is enough to accept them at once, who makes them."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QWidget

from labeler.gui.look.fonts import px
from labeler.gui.settings.fields import Fields
from labeler.gui.settings.preferences import Preferences
from labeler.gui.settings.reader import ReaderChooser


class SuggestionsPage(Fields):
    """Choices about suggestions."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Suggestions"))
        self._preferences = preferences
        above, least = self.tr("Accept all at once from this score on"), self.tr("Show suggestions from this score on")
        self.above, self.least = _score(above), _score(least)
        self.kinds = {
            "claim": QCheckBox(self.tr("Claims")),
            "speaker": QCheckBox(self.tr("Speakers")),
            "stance": QCheckBox(self.tr("Stances")),
            "boilerplate": QCheckBox(self.tr("Boilerplate")),
        }
        self.field(
            above,
            self.above,
            self.tr("A score says how often such a suggestion is right: .90 means nine times in ten."),
        )
        self.field(
            least,
            self.least,
            self.tr("The others stay undecided; the slider beside the article sets the same."),
        )
        self.column.addSpacing(px(10))
        for kind, box in self.kinds.items():
            self.column.addWidget(box)
            box.toggled.connect(lambda shown, one=kind: self._put_kind(one, shown=shown))
        self.hint(self.kinds["claim"], self.tr("What is unchecked is not listed and not walked by Tab."))
        self.reader = ReaderChooser(preferences)
        self.field(
            self.tr("Read by"),
            self.reader,
            self.tr(
                "Who reads the articles, on this computer. A spaCy pipeline needs a tagger, a parser and an entity "
                "recogniser. What you choose here runs as a program: choose only what you trust."
            ),
        )
        self.column.addStretch(1)
        self.show_choices()
        self.above.valueChanged.connect(lambda score: preferences.put("accept_above", round(score, 2)))
        self.least.valueChanged.connect(lambda score: preferences.put("least_score", round(score, 2)))
        preferences.changed.connect(self.show_choices)

    def show_choices(self) -> None:
        """Show what is chosen."""
        self.above.setValue(self._preferences.number("accept_above"))
        self.least.setValue(self._preferences.number("least_score"))
        for kind, box in self.kinds.items():
            box.setChecked(kind in self._kinds())
        self.reader.show_choice()

    def _kinds(self) -> list[str]:
        kinds = self._preferences.get("suggestion_kinds")
        return kinds if isinstance(kinds, list) else []

    def _put_kind(self, kind: str, *, shown: bool) -> None:
        wanted = {*self._kinds(), kind} if shown else set(self._kinds()) - {kind}
        self._preferences.put("suggestion_kinds", [one for one in self.kinds if one in wanted])


def _score(name: str) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.lineEdit().setAccessibleName(name)
    box.setRange(0.0, 1.0)
    box.setSingleStep(0.05)
    box.setDecimals(2)
    box.setMinimumWidth(px(100))
    box.lineEdit().setTextMargins(px(6), 0, 0, 0)
    return box
