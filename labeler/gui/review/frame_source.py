"""Who says a claim, in the editor of a frame: a mention of the article, the article's voice, or nobody stated."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.domain.registry import Entity
from labeler.domain.spans import Span
from labeler.gui.annotate.inspector.captions import captioned
from labeler.gui.annotate.inspector.name_field import NameField
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.offered import Offer, entity_offers, kind_icon
from labeler.gui.look.controls.combos import Combo
from labeler.gui.look.fonts import px
from labeler.gui.review.frames import Mention, marked_mention, mentions_of
from labeler.services.reviewing import EditedSpeaker, ReviewSheet

_NEW = "words"


class EntityPick(QWidget):
    """Which entry of the registry is meant: any of them, by name. chosen(object): its id, None for nobody yet."""

    chosen = Signal(object)

    def __init__(self, sheet: ReviewSheet, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet, self._names = sheet, names
        self._entity_id: str | None = None
        self.field = NameField(self.tr("Who this is"), self._offers)
        self.field.setPlaceholderText(self.tr("undecided: type a name"))
        self.field.picked.connect(self._picked)
        self.field.begun.connect(names.refresh)
        names.changed.connect(self.field.search_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(captioned(self.tr("Who this is")))
        column.addWidget(self.field)

    def show_entity(self, entity_id: str | None) -> None:
        """Show who is meant."""
        self._entity_id = entity_id
        entity = self._known(entity_id or "")
        if entity is None:
            self.field.show_value("")
        else:
            self.field.show_value(entity.name, "", kind_icon(entity.kind), entity.id)

    def _known(self, entity_id: str) -> Entity | None:
        return self._sheet.entities.get(entity_id) or self._names.roster.get(entity_id)

    def _offers(self, text: str) -> list[Offer]:
        near = dict.fromkeys((one.id for one in self._sheet.entities.values()), 1)
        # A new entry is made where labels are made: a reviewer chooses among those that there are.
        offers = entity_offers(self._names.roster, text, near, new=False)
        if not text.strip() and self._entity_id is not None:
            words, detail = self.tr("Undecided"), self.tr("nobody of the registry")
            offers.append(Offer(words=words, value="", detail=detail, icon="close"))
        return offers

    def _picked(self, offer: Offer) -> None:
        self.show_entity(offer.entity_id or None)
        self.chosen.emit(self._entity_id)


class SourceField(QWidget):
    """changed(): `source` and `speaker` are others. words_wanted(): words of the article are to be a new mention."""

    changed = Signal()
    words_wanted = Signal()

    def __init__(
        self,
        sheet: ReviewSheet,
        names: Names,
        source: str,
        speaker: EditedSpeaker | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self.source, self.speaker = source, speaker
        self._mentions = mentions_of(sheet)
        if speaker is not None and all(one.place != (speaker.start, speaker.end) for one in self._mentions):
            self._mentions.append(marked_mention(sheet, speaker))
        self.combo = Combo(self.tr("Source"))
        self.combo.activated.connect(self._chosen)
        self.entity = EntityPick(sheet, names)
        self.entity.chosen.connect(self._named)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addLayout(captioned(self.tr("Source")))
        column.addWidget(self.combo)
        column.addWidget(self.entity)
        self._fill()

    def take_words(self, span: Span) -> None:
        """Let words of the article be the mention: one that a side marked there, else a new one."""
        found = next((one for one in self._mentions if one.place == (span.start, span.end)), None)
        if found is None:
            found = marked_mention(self._sheet, EditedSpeaker(start=span.start, end=span.end))
            self._mentions.append(found)
        self.source, self.speaker = "speaker", found.speaker
        self._fill()
        self.changed.emit()

    def _fill(self) -> None:
        self.combo.clear()
        fixed = (
            (self.tr("undecided"), ""),
            (self.tr("the article's voice"), "author"),
            (self.tr("not stated"), "unstated"),
        )
        for words, value in fixed:
            self.combo.addItem(words, value)
        for mention in self._mentions:
            self.combo.addItem(mention.words, mention)
        self.combo.addItem(self.tr("words of the article…"), _NEW)
        self._show()

    def _show(self) -> None:
        row = max(self.combo.findData(self.source), 0)
        speaker = self.speaker
        if self.source == "speaker" and speaker is not None:
            at = (speaker.start, speaker.end)
            row = 3 + next(number for number, one in enumerate(self._mentions) if one.place == at)
            self.entity.show_entity(speaker.entity_id)
        self.combo.setCurrentIndex(row)
        self.entity.setVisible(self.source == "speaker")

    def _chosen(self, _row: int) -> None:
        value: object = self.combo.currentData()
        if value == _NEW:
            self._show()
            self.words_wanted.emit()
            return
        if isinstance(value, Mention):
            self.source, self.speaker = "speaker", value.speaker
        else:
            self.source, self.speaker = str(value or ""), None
        self._show()
        self.changed.emit()

    def _named(self, entity_id: str | None) -> None:
        if self.speaker is not None:
            self.speaker = replace(self.speaker, entity_id=entity_id)
            self.changed.emit()
