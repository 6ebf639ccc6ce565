"""The stances of a claim: a card each, and a button for one more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.labels import Stance
from labeler.domain.scheme import Scheme
from labeler.gui.actions import actions
from labeler.gui.annotate import attributes, choosers, labelling
from labeler.gui.annotate.bench import Bench
from labeler.gui.look.controls import Chip, IconButton, PlainLabel, QuietButton, Segmented, panel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px


class StanceCard(QWidget):
    """changed(str): another value. removed(): take the stance away."""

    changed = Signal(str)
    removed = Signal()

    def __init__(self, stance: Stance, scheme: Scheme, *, frozen: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        topic = scheme.topic(stance.topic)
        card = panel("card")
        values = Segmented(
            self.tr("Stance on {topic}").format(topic=stance.topic),
            [(one.key, f"{one.glyph} {one.label}".strip()) for one in scheme.attributes["value"] if not one.retired],
        )
        values.set_value(stance.value)
        values.chosen.connect(self.changed)
        values.setEnabled(not frozen)
        remove = IconButton("trash", self.tr("Remove the stance on {topic}").format(topic=stance.topic))
        remove.clicked.connect(self.removed)
        remove.setEnabled(not frozen)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Chip("stance", stance.topic + (" ?" if stance.unsure else "")), 0, Qt.AlignmentFlag.AlignVCenter)
        cue = self.tr("cue “{words}”").format(words=stance.text) if stance.text else self.tr("without a cue")
        words = PlainLabel(cue, role="secondary", elide=True)
        head.addWidget(words, 1)
        head.addWidget(remove)
        column = QVBoxLayout(card)
        column.setContentsMargins(px(10), px(6), px(6), px(10))
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(values)
        statement = PlainLabel(topic.statement if topic else "", role="secondary", wrap=True)
        statement.setToolTip(plain_tooltip(topic.statement if topic else ""))
        column.addWidget(statement)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)


class StanceFields(QWidget):
    """The stances of the selected claim."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._shown: tuple[tuple[Stance, ...], bool] | None = None
        self.cards: list[StanceCard] = []
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Stances"), role="strong"))
        head.addStretch(1)
        table = actions()
        keys = "  ".join(
            table[one].shown_key for one in ("stance.support", "stance.oppose", "stance.neutral", "stance.topic")
        )
        head.addWidget(PlainLabel(keys, role="secondary"))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(px(8))
        self.add = QuietButton(self.tr("Add a stance…"), icon="plus")
        self.add.setProperty("flush", True)  # its icon stands below the cards' edge
        self.add.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addLayout(self._cards)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_stances(self, stances: Sequence[Stance], scheme: Scheme) -> None:
        """Show the stances of a claim."""
        frozen = self._bench.opened.frozen
        if (tuple(stances), frozen) == self._shown:
            return
        self._shown = (tuple(stances), frozen)
        for card in self.cards:
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        for stance in stances:
            card = StanceCard(stance, scheme, frozen=frozen)
            card.changed.connect(lambda value, one=stance: attributes.change_stance(self._bench, one, value=value))
            card.removed.connect(lambda one=stance: labelling.remove(self._bench, one))
            self._cards.addWidget(card)
            self.cards.append(card)
        self.add.setEnabled(not frozen)

    def _add(self) -> None:
        bench, claim = self._bench, self._bench.claim
        if claim is not None:
            choosers.choose_stance(bench, lambda topic, value: labelling.add_stance(bench, claim, topic, value, None))
