"""Merging an entry into another: who it is to stand for, what that changes, one button."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.domain.registry import Entity
from labeler.gui.annotate.inspector.name_field import NameField
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.offered import Offer, breakable, described, entity_offers, kind_icon
from labeler.gui.annotate.inspector.speaker import governed_words
from labeler.gui.look.controls import Button, PlainLabel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.gui.plural import counted
from labeler.gui.registry.model import EntityModel
from labeler.gui.registry.rows import Listed

translate = QCoreApplication.translate


class MergePanel(QWidget):
    """merge_wanted(str, str): the ids of the entry and of the one that is to stand for it."""

    merge_wanted = Signal(str, str)

    def __init__(self, names: Names, model: EntityModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._model = names, model
        self._row: Listed | None = None
        self._into: Entity | None = None
        self.target = NameField(self.tr("Merge into"), self._offers)
        self.target.setPlaceholderText(self.tr("the entry that stands for both"))
        self.preview = PlainLabel(role="secondary", wrap=True)
        self.button = Button(self.tr("Merge"))
        self.button.setAutoDefault(False)
        self.target.picked.connect(self._choose)
        self.target.left.connect(self.button.setFocus)
        self.target.begun.connect(names.refresh)
        names.changed.connect(self.target.search_again)
        self.button.clicked.connect(self._merge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addWidget(PlainLabel(self.tr("Merge into"), role="secondary"))
        column.addWidget(self.target)
        column.addWidget(self.preview)
        column.addSpacing(px(4))
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_row(self, row: Listed | None) -> None:
        """Offer to merge an entry; another than before begins anew."""
        if row is None or self._row is None or row.entity.id != self._row.entity.id:
            self._into = None
            self.target.show_value("")
        self._row = row
        self.setVisible(row is not None and row.into is None)
        self._show()

    def _offers(self, text: str) -> list[Offer]:
        own = self._row.entity.id if self._row else ""
        return [one for one in entity_offers(self._names.roster, text, {}, new=False) if one.entity_id != own]

    def _choose(self, offer: Offer) -> None:
        self._into = self._names.roster.get(offer.entity_id)
        if self._into is not None:
            into = self._into
            self.target.show_value(into.name, described(into), kind_icon(into.kind), into.id)
        self._show()
        self.button.setFocus()

    def _show(self) -> None:
        refused = "" if self._names.governs else governed_words()
        self.target.setEnabled(not refused)
        self.target.setToolTip(plain_tooltip(refused))
        if not refused and self._into is None:
            refused = self.tr("Choose the entry that is to stand for both.")
        self.button.setEnabled(not refused)
        self.button.setToolTip(plain_tooltip(refused))
        self.button.setAccessibleDescription(refused)
        self.preview.setText(self._preview())
        self.preview.setVisible(bool(self.preview.text()))

    def _preview(self) -> str:
        row, into = self._row, self._into
        if row is None or into is None:
            return ""
        other = self._model.row_of(into.id)
        before = other.mentions if other else 0
        after = counted(before + row.mentions, "{count} mention of yours", "{count} mentions of yours")
        words = self.tr("{target} then has {after} ({before} now) and is also known as {names}.").format(
            target=into.name, after=after, before=f"{before:,}", names=", ".join((row.entity.name, *row.aliases))
        )
        return f"{breakable(words)} {self.tr('No label changes; Ctrl+Z takes it back.')}"

    def _merge(self) -> None:
        if self._row is not None and self._into is not None:
            self.merge_wanted.emit(self._row.entity.id, self._into.id)
