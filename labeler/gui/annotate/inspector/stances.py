"""The stances of a claim: a card each, and a button for one more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.labels import Stance
from labeler.domain.scheme import Scheme
from labeler.gui.annotate import attributes, choosers, labelling
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.captions import keys_label
from labeler.gui.look.controls import Button, IconButton, PlainLabel, QuietButton, Segmented, panel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px


class StanceCard(QWidget):
    """changed(str): another value. topic_wanted(), cue_wanted(), cue_unwanted(), removed(): what its buttons say."""

    changed = Signal(str)
    topic_wanted = Signal()
    cue_wanted = Signal()
    cue_unwanted = Signal()
    removed = Signal()

    def __init__(self, stance: Stance, scheme: Scheme, *, frozen: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        topic = scheme.topic(stance.topic)
        card = panel("card")
        self.values = Segmented(
            self.tr("Stance on {topic}").format(topic=stance.topic),
            [(one.key, f"{one.glyph} {one.label}".strip()) for one in scheme.attributes["value"] if not one.retired],
        )
        self.values.set_value(stance.value)
        self.values.chosen.connect(self.changed)
        self.topic = Button(stance.topic + (" ?" if stance.unsure else ""))
        self.topic.setProperty("look", "stance")
        words = self.tr("Topic {topic}: choose another").format(topic=stance.topic)
        self.topic.setAccessibleName(words)
        self.topic.setToolTip(plain_tooltip(words))
        self.topic.clicked.connect(self.topic_wanted)
        remove = IconButton("trash", self.tr("Remove the stance on {topic}").format(topic=stance.topic))
        remove.clicked.connect(self.removed)
        statement = PlainLabel(topic.statement if topic else "", role="secondary", wrap=True)
        statement.setToolTip(plain_tooltip(topic.statement if topic else ""))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.topic, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(statement, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(card)
        column.setContentsMargins(px(8), px(8), px(8), px(4))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self.values)
        column.addLayout(self._cue_row(stance, frozen=frozen))
        for part in (self.values, self.topic, remove):
            part.setEnabled(not frozen)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)

    def _cue_row(self, stance: Stance, *, frozen: bool) -> QHBoxLayout:
        cue = self.tr("cue “{words}”").format(words=" ".join(stance.text.split()))
        words = PlainLabel(cue if stance.text else self.tr("without a cue"), role="secondary", elide=True)
        self.take = QuietButton(self.tr("Take the selection"), parent=self)
        self.take.setToolTip(plain_tooltip(self.tr("Make the words selected in the article the cue")))
        self.take.clicked.connect(self.cue_wanted)
        # With a parent: what is shown without one is a window of its own for a moment.
        self.clear = IconButton(
            "close", self.tr("Take the cue of {topic} away").format(topic=stance.topic), parent=self
        )
        self.clear.clicked.connect(self.cue_unwanted)
        self.take.setVisible(not stance.text)
        self.clear.setVisible(bool(stance.text))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(words, 1)
        row.addWidget(self.take)
        row.addWidget(self.clear)
        self.take.setEnabled(not frozen)
        self.clear.setEnabled(not frozen)
        return row


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
        head.addWidget(keys_label("stance.support", "stance.oppose", "stance.neutral", "stance.topic"))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(px(8))
        self.add = QuietButton(self.tr("Add a stance…"), icon="plus")
        self.add.setProperty("flush", True)  # its icon stands below the cards' edge
        self.add.clicked.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
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
            card.topic_wanted.connect(lambda one=stance: attributes.choose_topic_of(self._bench, one))
            card.cue_wanted.connect(lambda one=stance: attributes.take_cue(self._bench, one))
            card.cue_unwanted.connect(lambda one=stance: attributes.clear_cue(self._bench, one))
            card.removed.connect(lambda one=stance: labelling.remove(self._bench, one))
            self._cards.addWidget(card)
            self.cards.append(card)
        self.add.setEnabled(not frozen)

    def _add(self) -> None:
        bench, claim = self._bench, self._bench.claim
        if claim is not None:
            choosers.choose_stance(bench, lambda topic, value: labelling.add_stance(bench, claim, topic, value, None))
