"""What is said of a speaker: who she is, and of which kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.domain.labels import Speaker
from labeler.domain.registry import Entity, EntityKind
from labeler.gui.annotate.bench import Bench
from labeler.gui.annotate.inspector.name_field import NameField
from labeler.gui.look.controls import PlainLabel, Segmented
from labeler.gui.look.fonts import px
from labeler.services import labeling, registry

translate = QCoreApplication.translate


class SpeakerFields(QWidget):
    """The fields of a speaker."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._entity: Entity | None = None
        self.entity = NameField(self.tr("Who this is"))
        self.entity.setPlaceholderText(self.tr("undecided: type a name"))
        self.kind = Segmented(
            self.tr("Kind"),
            [
                ("person", self.tr("person")),
                ("organisation", self.tr("organis.")),
                ("group", self.tr("group")),
                ("unnamed", self.tr("unnamed")),
            ],
        )
        for segment, words in zip(self.kind.segments(), _kinds(), strict=True):
            segment.setAccessibleName(words)
            segment.setToolTip(words)
        self._affiliation = PlainLabel(role="secondary", wrap=True)
        self.entity.chosen.connect(self._name)
        self.entity.left.connect(bench.page.setFocus)
        self.kind.chosen.connect(self._set_kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(PlainLabel(self.tr("Who this is"), role="secondary"))
        column.addWidget(self.entity)
        column.addWidget(self._affiliation)
        column.addSpacing(px(8))
        column.addWidget(PlainLabel(self.tr("Kind"), role="secondary"))
        column.addWidget(self.kind)

    def show_entity(self, entity: Entity | None, names: Sequence[str]) -> None:
        """Show who the speaker is, and the names that complete."""
        self._entity = entity
        self.entity.show_names(names)
        self.entity.show_value(entity.name if entity else "")
        self._affiliation.setText(entity.affiliation if entity else "")
        self._affiliation.setVisible(bool(entity and entity.affiliation))
        self.kind.set_value(entity.kind if entity else "")
        frozen = self._bench.opened.frozen
        self.entity.setEnabled(not frozen)
        self.kind.setEnabled(entity is not None and not frozen)

    def _name(self, name: str) -> None:
        speaker = self._bench.label
        self._bench.page.setFocus()
        if isinstance(speaker, Speaker):
            self._bench.edit(
                lambda store, actor, article_id: labeling.change_speaker(
                    store, actor, article_id, speaker.id, entity=name
                ),
                translate("SpeakerFields", "This is {name}.").format(name=name),
                speaker.id,
            )

    def _set_kind(self, kind: str) -> None:
        entity = self._entity
        if entity is not None:
            self._bench.bus.do(
                lambda store, actor: registry.change_entity(store, actor, entity.id, kind=cast("EntityKind", kind)),
                refused=self._refused,
            )

    def _refused(self, error: Exception) -> None:
        self.kind.set_value(self._entity.kind if self._entity else "")
        self._bench.bus.refused.emit(error)


def _kinds() -> list[str]:
    return [
        translate("SpeakerFields", "person"),
        translate("SpeakerFields", "organisation"),
        translate("SpeakerFields", "group"),
        translate("SpeakerFields", "unnamed"),
    ]
