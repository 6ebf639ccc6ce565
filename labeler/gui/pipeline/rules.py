"""The page of rules: what each suggests, how often it is right, and whether its suggestions are wanted."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.fonts import advance, px
from labeler.gui.look.theme import themes
from labeler.gui.pipeline.measured import Share, shipped
from labeler.gui.pipeline.scrolling import ScrollPage
from labeler.nlp.rules import KINDS, RULES, Kind, Rule

translate = QCoreApplication.translate
_SHARE = 132
# From this width on (at 100 % text) what rules suggest stands beside their names.
_BESIDE = 520


class RuleRow(QWidget):
    """A rule: its name to check, what it suggests, an example, how often it is right."""

    def __init__(self, rule: Rule, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rule = rule
        self._name = 0
        self._about = translate("rules", rule.description)
        self.box = QCheckBox(rule.name)
        self._share, self._of = PlainLabel(role="strong"), PlainLabel(role="hint")
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(0, px(6), 0, px(6))
        grid.setHorizontalSpacing(px(12))
        grid.addWidget(self.box, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._words, self._shares = QWidget(), QWidget()
        words, shares = QVBoxLayout(self._words), QVBoxLayout(self._shares)
        for column in (words, shares):
            column.setContentsMargins(0, px(2), 0, 0)
            column.setSpacing(px(2))
        words.addWidget(PlainLabel(self._about, wrap=True))
        words.addWidget(PlainLabel(translate("rules", rule.example), role="hint", wrap=True))
        shares.addWidget(self._share)
        shares.addWidget(self._of)
        shares.addStretch(1)
        self._narrow: bool | None = None
        self.set_narrow(False)

    def show_share(self, share: Share | None) -> None:
        """Show how often the rule is right, or that it is not known."""
        unknown = translate("Rules", "not measured")
        self._share.setText(share.words if share else "")
        self._share.setVisible(share is not None)
        self._of.setText(share.about if share else unknown)
        told = f"{share.words}, {share.about}" if share else unknown
        self.box.setAccessibleName(f"{self.rule.name}: {self._about}")
        self.box.setAccessibleDescription(told)

    def fit(self, name: int) -> None:
        """Give the name as much room as all names need."""
        self._name = name
        self._grid.setColumnMinimumWidth(0, 0 if self._narrow else name)
        self._grid.setColumnMinimumWidth(2, 0 if self._narrow else px(_SHARE))

    def set_narrow(self, narrow: bool) -> None:
        """Put what it suggests below the name, or beside it."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self._grid.removeWidget(self._words)
        self._grid.removeWidget(self._shares)
        if narrow:
            self._grid.addWidget(self._words, 1, 0, 1, 3)
            self._grid.addWidget(self._shares, 2, 0, 1, 3)
        else:
            self._grid.addWidget(self._words, 0, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._shares, 0, 2)
        side = Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight
        for label in (self._share, self._of):
            label.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(1, 1)
        self.fit(self._name)


class RulesPage(ScrollPage):
    """edited(): a rule was switched on or off."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Rules"))
        self.say(
            self.tr(
                "What a rule suggests is shown while it is checked. In the examples, what is suggested stands in "
                "brackets."
            )
        )
        self.rows: dict[str, RuleRow] = {}
        titles = kind_words()
        for kind in KINDS:
            self.title(titles[kind])
            for rule in (one for one in RULES if one.kind == kind):
                row = self.rows[rule.name] = RuleRow(rule)
                row.box.toggled.connect(self.edited)
                self.column.addWidget(row)
        self.column.addStretch(1)
        self.show_shares({})
        themes().changed.connect(self._grow)
        self._grow()

    @property
    def off(self) -> frozenset[str]:
        """The rules that are not checked."""
        return frozenset(name for name, row in self.rows.items() if not row.box.isChecked())

    def show_off(self, off: frozenset[str]) -> None:
        """Show which rules are switched off."""
        for name, row in self.rows.items():
            row.box.blockSignals(True)
            row.box.setChecked(name not in off)
            row.box.blockSignals(False)

    def show_shares(self, measured: Mapping[str, Share]) -> None:
        """Show how often rules are right on the project's articles; else on the sample."""
        known = {**shipped(), **measured}
        for name, row in self.rows.items():
            row.show_share(known.get(name))

    def set_changeable(self, changeable: bool) -> None:
        """Let rules be switched, or only read."""
        for row in self.rows.values():
            row.box.setEnabled(changeable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put what rules suggest beside their names, or below where there is little room."""
        super().resizeEvent(event)
        for row in self.rows.values():
            row.set_narrow(self.viewport().width() < px(_BESIDE))

    def _grow(self) -> None:
        widest = max(advance(name) for name in self.rows) + px(40)
        for row in self.rows.values():
            row.fit(widest)


def kind_words() -> dict[Kind, str]:
    """Return what the rules of each kind suggest."""
    return {
        "claim": translate("Rules", "Claims of speakers"),
        "author": translate("Rules", "The article’s own claims"),
        "speaker": translate("Rules", "Speakers"),
        "stance": translate("Rules", "Stances"),
        "boilerplate": translate("Rules", "Boilerplate"),
    }
