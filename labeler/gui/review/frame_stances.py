"""The stances of a claim in the editor of a frame: their values, and the words that are their cues."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.spans import Span
from labeler.gui.annotate.inspector.captions import captioned
from labeler.gui.look.controls import IconButton, PlainLabel, QuietButton, Segmented
from labeler.gui.look.controls.combos import Combo
from labeler.gui.look.fonts import px
from labeler.gui.review.cases import Case
from labeler.gui.review.frames import stance_from
from labeler.services.reviewing import EditedStance, ReviewSheet


class StanceFields(QWidget):
    """changed(): `stances` are others. words_wanted(str): words are to be the cue of a topic's stance."""

    changed = Signal()
    words_wanted = Signal(str)

    def __init__(
        self, sheet: ReviewSheet, case: Case, stances: tuple[EditedStance, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sheet, self._case = sheet, case
        self.stances = stances
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(6))
        self.topics = Combo(self.tr("Add a stance on"))
        self.topics.addItem(self.tr("Add a stance on…"), "")
        for topic in sheet.scheme.topics:
            if not topic.retired:
                self.topics.addItem(f"{topic.id} {topic.statement}", topic.id)
        self.topics.activated.connect(lambda _row: self._topic_chosen())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(captioned(self.tr("Stances")))
        column.addLayout(self._rows)
        column.addWidget(self.topics)
        self._show()

    def take_words(self, topic: str, span: Span) -> None:
        """Let words of the article be the cue of a topic's stance."""
        self._change(topic, start=span.start, end=span.end)

    def _change(self, topic: str, **changes: object) -> None:
        self.stances = tuple(
            replace(one, **changes) if one.topic == topic else one  # pyright: ignore[reportArgumentType]
            for one in self.stances
        )
        self._show()
        self.changed.emit()

    def _topic_chosen(self) -> None:
        topic = str(self.topics.currentData() or "")
        self.topics.setCurrentIndex(0)
        if topic and all(one.topic != topic for one in self.stances):
            values = [one.key for one in self._sheet.scheme.attributes["value"] if not one.retired]
            made = stance_from(self._sheet, self._case, topic, values[0])
            self.stances = tuple(sorted([*self.stances, made], key=lambda one: one.topic))
            self._show()
            self.changed.emit()

    def _drop(self, topic: str) -> None:
        self.stances = tuple(one for one in self.stances if one.topic != topic)
        self._show()
        self.topics.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _value_chosen(self, topic: str, value: str) -> None:
        before = next(one for one in self.stances if one.topic == topic)
        made = stance_from(self._sheet, self._case, topic, value)
        if before.start is not None:  # a cue that stands stays
            made = replace(made, start=before.start, end=before.end)
        self.stances = tuple(made if one.topic == topic else one for one in self.stances)
        self.changed.emit()

    def _show(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        for stance in self.stances:
            self._rows.addWidget(self._row(stance))

    def _row(self, stance: EditedStance) -> QWidget:
        topic = stance.topic
        known = self._sheet.scheme.topic(topic)
        name = PlainLabel(topic, role="strong")
        name.setMinimumWidth(px(24))
        name.setAccessibleDescription(known.statement if known else "")
        values = [one for one in self._sheet.scheme.attributes["value"] if not one.retired]
        field = Segmented(
            self.tr("Stance on {topic}").format(topic=topic),
            [(one.key, f"{one.glyph} {one.label}".strip()) for one in values],
            folds=True,
        )
        field.set_value(stance.value)
        field.chosen.connect(lambda key: self._value_chosen(topic, key))
        drop = IconButton("trash", self.tr("Remove the stance on {topic}").format(topic=topic))
        drop.clicked.connect(lambda _checked=False: self._drop(topic))
        above = QHBoxLayout()
        above.setSpacing(px(6))
        above.addWidget(name)
        above.addWidget(field, 1)
        above.addWidget(drop)
        out = QWidget()
        column = QVBoxLayout(out)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        column.addLayout(above)
        column.addLayout(self._cue(stance))
        return out

    def _cue(self, stance: EditedStance) -> QHBoxLayout:
        """Return the line about a stance's cue: its words, and the ways to have another, or none."""
        topic, row = stance.topic, QHBoxLayout()
        row.setSpacing(px(6))
        held = stance.start is not None and stance.end is not None
        text = self._sheet.article.text[stance.start : stance.end] if held else ""
        said = " ".join(text.split())
        words = PlainLabel(f"“{said}”" if held else self.tr("without a cue"), role="secondary", elide=True)
        other = QuietButton(self.tr("Other words…") if held else self.tr("Choose words…"))
        other.setAccessibleName(self.tr("Choose the cue of {topic} in the article").format(topic=topic))
        other.clicked.connect(lambda _checked=False: self.words_wanted.emit(topic))
        row.addSpacing(px(30))
        row.addWidget(words, 1)
        row.addWidget(other)
        if held:
            none = IconButton("close", self.tr("No cue for {topic}").format(topic=topic))
            none.clicked.connect(lambda _checked=False: self._change(topic, start=None, end=None))
            row.addWidget(none)
        return row
