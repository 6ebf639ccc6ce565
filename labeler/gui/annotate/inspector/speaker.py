"""What is said of a speaker: who she is, of which kind, and for whom she speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.domain.labels import Speaker
from labeler.domain.registry import Entity, EntityKind
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.captions import captioned
from labeler.gui.annotate.inspector.kinds import KindField
from labeler.gui.annotate.inspector.line_field import LineField
from labeler.gui.annotate.inspector.name_field import NameField
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.offered import Offer, entity_offers, kind_icon
from labeler.gui.annotate.inspector.sources import entities_here
from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.services import labeling, registry

if TYPE_CHECKING:
    from labeler.domain.changes import Changed
    from labeler.domain.sets import Actor
    from labeler.store import Store

translate = QCoreApplication.translate


class SpeakerFields(QWidget):
    """The fields of a speaker."""

    def __init__(self, bench: Bench, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._names = bench, names
        self._entity: Entity | None = None
        # The name that was made here: its kind is asked for as long as it is selected.
        self._made = ""
        self.entity = NameField(self.tr("Who this is"), self._offers)
        self.entity.setPlaceholderText(self.tr("undecided: type a name"))
        self._question = PlainLabel(role="secondary", wrap=True)
        self.kind = KindField(self.tr("Kind"))
        self.affiliation = LineField(self.tr("Affiliation"))
        self.entity.picked.connect(self._name)
        self.entity.left.connect(bench.page.setFocus)
        self.entity.begun.connect(names.refresh)
        names.changed.connect(self.entity.search_again)
        self.kind.chosen.connect(lambda kind: self._describe(kind=cast("EntityKind", kind)))
        self.affiliation.written.connect(lambda text: self._describe(affiliation=text))
        self.affiliation.left.connect(bench.page.setFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(captioned(self.tr("Who this is"), "label.entity"))
        column.addWidget(self.entity)
        column.addWidget(self._question)
        column.addSpacing(px(8))
        column.addLayout(captioned(self.tr("Kind")))
        column.addWidget(self.kind)
        column.addSpacing(px(8))
        column.addLayout(captioned(self.tr("Affiliation")))
        column.addWidget(self.affiliation)

    def show_entity(self, entity: Entity | None) -> None:
        """Show who the speaker is."""
        self._entity = entity
        if entity is None:
            self.entity.show_value("")
        else:
            self.entity.show_value(entity.name, "", kind_icon(entity.kind), entity.id)
        self.entity.setEnabled(not self._bench.opened.frozen)
        self._question.setText(self._ask(entity))
        self._question.setVisible(bool(self._question.text()))
        self.kind.show_kind(entity.kind if entity else "")
        self.affiliation.show_value(entity.affiliation if entity else "")
        for field, empty in ((self.kind, not (entity and entity.kind)), (self.affiliation, not self._said(entity))):
            refused = self._refusal(entity, empty=empty)
            field.setEnabled(not refused)
            field.setToolTip(plain_tooltip(refused))
            field.setAccessibleDescription(refused)
        self.affiliation.setPlaceholderText(self.tr("none") if self.affiliation.isEnabled() else "")

    def _said(self, entity: Entity | None) -> str:
        return entity.affiliation if entity else ""

    def _ask(self, entity: Entity | None) -> str:
        if entity is None or entity.kind or entity.name != self._made:
            return ""
        return self.tr("New in the registry. Say what it is, if you know.")

    def _refusal(self, entity: Entity | None, *, empty: bool) -> str:
        """Return why a fact of the entity can't be changed, "" if it can."""
        if entity is None:
            return self.tr("Say who this is first.")
        if self._names.governs or empty:
            return ""
        return governed_words()

    def _offers(self, text: str) -> list[Offer]:
        offers = entity_offers(self._names.roster, text, entities_here(self._bench))
        if not text.strip() and self._entity is not None:
            offers.append(
                Offer(words=self.tr("Undecided"), value="", detail=self.tr("nobody of the registry"), icon="close")
            )
        return offers

    def _name(self, offer: Offer) -> None:
        speaker = self._bench.label
        self._bench.page.setFocus()
        if not isinstance(speaker, Speaker):
            return

        def work(store: Store, actor: Actor, article_id: str) -> Changed:
            if offer.entity_id or not offer.value:
                return labeling.change_speaker(store, actor, article_id, speaker.id, entity_id=offer.entity_id or None)
            return labeling.change_speaker(store, actor, article_id, speaker.id, entity=offer.value)

        self._made = "" if offer.entity_id else offer.value
        said = translate("SpeakerFields", "This is {name}.").format(name=offer.value)
        if not offer.value:
            said = translate("SpeakerFields", "Who this is stands undecided.")
        elif not offer.entity_id:
            said = translate("SpeakerFields", "This is {name}, new in the registry.").format(name=offer.value)
        self._bench.edit(work, said, speaker.id)

    def _describe(self, kind: EntityKind | None = None, affiliation: str | None = None) -> None:
        entity = self._entity
        if entity is None:
            return
        # What is still empty may be filled in by whoever may add an entry; the rest is for those who govern.
        change = registry.change_entity if self._names.governs else registry.complete_entity
        self._bench.bus.do(
            lambda store, actor: change(store, actor, entity.id, kind=kind, affiliation=affiliation),
            lambda _changed: self._bench.say(
                translate("SpeakerFields", "{name} is described.").format(name=entity.name)
            ),
            refused=self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self.kind.show_kind(self._entity.kind if self._entity else "")
        self.affiliation.show_value(self._said(self._entity))
        self._bench.bus.refused.emit(error)


def governed_words() -> str:
    """Return why annotators can't change an entry that others name too."""
    return translate("SpeakerFields", "Leads and reviewers change the registry once two people label.")
