"""A frame of the reviewer's own: edges, attributes, source and stances, beginning from what a side said."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.spans import Span
from labeler.gui.annotate.inspector.captions import captioned
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.look.controls import Button, PlainLabel, PrimaryButton, Segmented
from labeler.gui.look.fonts import px
from labeler.gui.review.cases import Case
from labeler.gui.review.frame_attributes import AttributeFields
from labeler.gui.review.frame_source import EntityPick, SourceField
from labeler.gui.review.frame_stances import StanceFields
from labeler.gui.review.frames import frame_of
from labeler.gui.review.quote import Quote
from labeler.services.reviewing import EditedFrame, ReviewSheet

# What words of the article are wanted for, where it is no topic.
SPEAKER = ""


class FrameEditor(QWidget):
    """saved(object): the frame as edited. cancelled(): nothing is changed. edges_wanted(): go to the article.

    words_wanted(str): words of the article are to be chosen, for the cue of a topic's stance or for SPEAKER.
    """

    saved = Signal(object)
    cancelled = Signal()
    edges_wanted = Signal()
    words_wanted = Signal(str)

    def __init__(self, sheet: ReviewSheet, case: Case, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._case, self._names = sheet, case, names
        self.frame: EditedFrame = frame_of(sheet, case)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._edge_fields()
        if case.layer == "claim":
            self._claim_fields()
        if case.layer == "speaker":
            self._speaker_fields()
        self._acts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give up by Esc, wherever in the fields that is pressed."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

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
        self.type = self._choice("type", self.tr("Type"))
        self.attribution = self._choice("attribution", self.tr("Attribution"))
        self.type.set_value(self.frame.type)
        self.attribution.set_value(self.frame.attribution)
        self.type.chosen.connect(lambda key: self._put(type=key))
        self.attribution.chosen.connect(lambda key: self._put(attribution=key))
        self.attributes = AttributeFields(self._sheet, self.frame.attributes)
        self.attributes.changed.connect(lambda: self._put(attributes=self.attributes.attributes))
        self.who = SourceField(self._sheet, self._names, self.frame.source, self.frame.speaker)
        self.who.changed.connect(lambda: self._put(source=self.who.source, speaker=self.who.speaker))
        self.who.words_wanted.connect(lambda: self.words_wanted.emit(SPEAKER))
        self.source = self.who.combo
        self.stances = StanceFields(self._sheet, self._case, self.frame.stances)
        self.stances.changed.connect(lambda: self._put(stances=self.stances.stances))
        self.stances.words_wanted.connect(self.words_wanted)
        self.topics = self.stances.topics
        self._column.addWidget(self.attributes)
        self._column.addWidget(self.who)
        self._column.addWidget(self.stances)

    def _speaker_fields(self) -> None:
        self.entity = EntityPick(self._sheet, self._names)
        self.entity.show_entity(self.frame.entity_id)
        self.entity.chosen.connect(lambda entity_id: self._put(entity_id=entity_id))
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
        field = Segmented(words, [(one.key, one.label) for one in values], folds=True)
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

    def take_words(self, wanted: str, span: Span) -> None:
        """Take words of the article as what was wanted: the mention of the source, or the cue of a topic's stance."""
        if wanted == SPEAKER:
            self.who.take_words(span)
        else:
            self.stances.take_words(wanted, span)

    def accept(self) -> None:
        """Hand the frame over."""
        self.saved.emit(self.frame)

    def _put(self, **changes: object) -> None:
        self.frame = replace(self.frame, **changes)  # pyright: ignore[reportArgumentType]

    def _show_span(self) -> None:
        span = self.span
        self.quote.show_words("" if span is None else span.of(self._sheet.article.text))
        self.place.setText("" if span is None else f"{span.start:,}–{span.end:,}")
