"""The kind of an entity as a row of choices."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from labeler.domain.registry import ENTITY_KINDS, EntityKind
from labeler.gui.annotate.inspector.offered import kind_words
from labeler.gui.look.controls import Segmented
from labeler.gui.look.controls.labels import plain_tooltip

translate = QCoreApplication.translate


class KindField(Segmented):
    """Person, organisation, group, unnamed; none while it is undecided. chosen(str): the kind."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        short: dict[EntityKind, str] = {"organisation": translate("Entity", "organis.")}
        kinds: list[EntityKind] = [kind for kind in ENTITY_KINDS if kind]
        super().__init__(name, [(str(kind), short.get(kind, kind_words(kind))) for kind in kinds], parent=parent)
        for segment, kind in zip(self.segments(), kinds, strict=True):
            segment.setAccessibleName(kind_words(kind))
            segment.setToolTip(plain_tooltip(kind_words(kind)))

    def show_kind(self, kind: EntityKind) -> None:
        """Check a kind, none for an undecided one."""
        self.set_value(kind)
