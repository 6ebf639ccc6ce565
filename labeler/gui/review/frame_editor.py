"""A frame of the reviewer's own: edges, type, attribution, source and stances, beginning from what a side said."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.spans import Span
from labeler.gui.annotate.inspector.captions import captioned
from labeler.gui.look.controls import Button, IconButton, PlainLabel, PrimaryButton, Segmented
from labeler.gui.look.fonts import px
from labeler.gui.review.cases import Case
from labeler.gui.review.frames import Mention, entities_of, frame_of, mentions_of, stance_from
from labeler.gui.review.quote import Quote
from labeler.services.reviewing import EditedFrame, EditedStance, ReviewSheet


class FrameEditor(QWidget):
    """saved(object): the frame as edited. cancelled(): nothing is changed. edges_wanted(): go to the article."""

    saved = Signal(object)
    cancelled = Signal()
    edges_wanted = Signal()

    def __init__(self, sheet: ReviewSheet, case: Case, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._case = sheet, case
        self.frame: EditedFrame = frame_of(sheet, case)
        self._mentions: list[Mention] = mentions_of(sheet) if case.layer == "claim" else []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._edge_fields()
        if case.layer == "claim":
            self._claim_fields()
        if case.layer == "speaker":
            self._speaker_fields()
        self._acts()

    # -- the fields

    def _edge_fields(self) -> None:
        self.quote = Quote()
        self.place = PlainLabel(role="hint")
        hint = PlainLabel(
            self.tr("In the article: arrows move the end, with Shift the start, with Ctrl by characters. Enter saves."),
            role="hint",
            wrap=True,
        )
        self.edges = Button(self.tr("Move the edges"))
        self.edges.clicked.connect(self.edges_wanted)
        self._column.addWidget(self.quote)
        self._column.addWidget(self.place)
        self._column.addWidget(self.edges)
        self._column.addWidget(hint)
        self._show_span()

    def _claim_fields(self) -> None:
        scheme = self._sheet.scheme
        self.type = self._choice("type", self.tr("Type"))
        self.attribution = self._choice("attribution", self.tr("Attribution"))
        self.type.set_value(self.frame.type)
        self.attribution.set_value(self.frame.attribution)
        self.type.chosen.connect(lambda key: self._put(type=key))
        self.attribution.chosen.connect(lambda key: self._put(attribution=key))
        self.source = QComboBox()
        self.source.setAccessibleName(self.tr("Source"))
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.setMinimumContentsLength(12)
        for words, value in (
            (self.tr("undecided"), ""),
            (self.tr("the article's voice"), "author"),
            (self.tr("not stated"), "unstated"),
        ):
            self.source.addItem(words, value)
        for mention in self._mentions:
            self.source.addItem(mention.words, mention)
        self.source.setCurrentIndex(self._row_of_source())
        self.source.activated.connect(lambda _row: self._source_chosen())
        self._column.addLayout(captioned(self.tr("Source")))
        self._column.addWidget(self.source)
        self._column.addLayout(captioned(self.tr("Stances")))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(6))
        self._column.addLayout(self._rows)
        self.topics = QComboBox()
        self.topics.setAccessibleName(self.tr("Add a stance on"))
        self.topics.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.topics.setMinimumContentsLength(12)
        self.topics.addItem(self.tr("Add a stance on…"), "")
        for topic in scheme.topics:
            if not topic.retired:
                self.topics.addItem(f"{topic.id} {topic.statement}", topic.id)
        self.topics.activated.connect(lambda _row: self._topic_chosen())
        self._column.addWidget(self.topics)
        self._show_stances()

    def _speaker_fields(self) -> None:
        self.entity = QComboBox()
        self.entity.setAccessibleName(self.tr("Who this is"))
        self.entity.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.entity.setMinimumContentsLength(12)
        self.entity.addItem(self.tr("undecided"), None)
        for one in entities_of(self._sheet):
            self.entity.addItem(one.name, one.id)
        self.entity.setCurrentIndex(max(self.entity.findData(self.frame.entity_id), 0))
        self.entity.activated.connect(lambda _row: self._put(entity_id=self.entity.currentData()))
        self._column.addLayout(captioned(self.tr("Who this is")))
        self._column.addWidget(self.entity)

    def _acts(self) -> None:
        self.save = PrimaryButton(self.tr("Save the decision"))
        self.save.clicked.connect(self.accept)
        cancel = Button(self.tr("Cancel"), key="Esc")
        cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.save, 1)
        row.addWidget(cancel)
        self._column.addSpacing(px(4))
        self._column.addLayout(row)

    def _choice(self, attribute: str, words: str) -> Segmented:
        values = [one for one in self._sheet.scheme.attributes[attribute] if not one.retired]
        field = Segmented(words, [(one.key, one.label) for one in values])
        self._column.addLayout(captioned(words))
        self._column.addWidget(field)
        return field

    # -- what is edited

    @property
    def span(self) -> Span | None:
        """The extent as edited, None for a stance without a cue."""
        start, end = self.frame.start, self.frame.end
        return None if start is None or end is None else Span(start, end)

    def take_edges(self, span: Span) -> None:
        """Take other edges."""
        self._put(start=span.start, end=span.end)
        self._show_span()

    def accept(self) -> None:
        """Hand the frame over."""
        self.saved.emit(self.frame)

    def _put(self, **changes: object) -> None:
        self.frame = replace(self.frame, **changes)  # pyright: ignore[reportArgumentType]

    def _show_span(self) -> None:
        span = self.span
        self.quote.show_words("" if span is None else span.of(self._sheet.article.text))
        self.place.setText("" if span is None else f"{span.start:,}–{span.end:,}")

    def _row_of_source(self) -> int:
        frame = self.frame
        if frame.source != "speaker" or frame.speaker is None:
            return max(self.source.findData(frame.source), 0)
        at = (frame.speaker.start, frame.speaker.end)
        found = next((n for n, one in enumerate(self._mentions) if one.place == at), None)
        return 0 if found is None else 3 + found

    def _source_chosen(self) -> None:
        value: object = self.source.currentData()
        if isinstance(value, Mention):
            self._put(source="speaker", speaker=value.speaker)
        else:
            self._put(source=value, speaker=None)

    def _topic_chosen(self) -> None:
        topic = str(self.topics.currentData() or "")
        self.topics.setCurrentIndex(0)
        if topic and all(one.topic != topic for one in self.frame.stances):
            values = [one.key for one in self._sheet.scheme.attributes["value"] if not one.retired]
            self._put_stance(stance_from(self._sheet, self._case, topic, values[0]))
            self._show_stances()

    def _put_stance(self, stance: EditedStance) -> None:
        others = [one for one in self.frame.stances if one.topic != stance.topic]
        self._put(stances=tuple(sorted([*others, stance], key=lambda one: one.topic)))

    def _drop_stance(self, topic: str) -> None:
        self._put(stances=tuple(one for one in self.frame.stances if one.topic != topic))
        self._show_stances()
        self.topics.setFocus(Qt.FocusReason.OtherFocusReason)

    def _value_chosen(self, topic: str, value: str) -> None:
        self._put_stance(stance_from(self._sheet, self._case, topic, value))

    def _show_stances(self) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        values = [one for one in self._sheet.scheme.attributes["value"] if not one.retired]
        for stance in self.frame.stances:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(6))
            known = self._sheet.scheme.topic(stance.topic)
            topic = PlainLabel(stance.topic, role="strong")
            topic.setMinimumWidth(px(24))
            topic.setAccessibleDescription(known.statement if known else "")
            field = Segmented(
                self.tr("Stance on {topic}").format(topic=stance.topic),
                [(one.key, f"{one.glyph} {one.label}".strip()) for one in values],
            )
            field.set_value(stance.value)
            field.chosen.connect(lambda key, name=stance.topic: self._value_chosen(name, key))
            drop = IconButton("trash", self.tr("Remove the stance on {topic}").format(topic=stance.topic))
            drop.clicked.connect(lambda _checked=False, name=stance.topic: self._drop_stance(name))
            row.addWidget(topic)
            row.addWidget(field, 1)
            row.addWidget(drop)
            self._rows.addWidget(line)
