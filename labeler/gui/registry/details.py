"""The chosen entry: its name, kind and affiliation, its other names, what was merged, and the reader's mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from labeler.domain.registry import EntityKind
from labeler.gui.annotate.inspector.kinds import KindField
from labeler.gui.annotate.inspector.line_field import LineField
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.offered import breakable, shortened
from labeler.gui.annotate.inspector.speaker import governed_words
from labeler.gui.look.controls import LinkButton, PlainLabel, Rule
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.gui.plural import counted
from labeler.gui.registry.mention_list import MentionList
from labeler.gui.registry.merging import MergePanel
from labeler.gui.registry.model import EntityModel
from labeler.gui.registry.rows import Listed

if TYPE_CHECKING:
    from labeler.services.registry import Mentions


class Details(QWidget):
    """changed(dict): name, kind or affiliation as given. alias_wanted(str). unmerge_wanted(str): an entry's id."""

    changed = Signal(dict)
    alias_wanted = Signal(str)
    unmerge_wanted = Signal(str)

    def __init__(self, names: Names, model: EntityModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names, self._model = names, model
        self.row: Listed | None = None
        self.name = LineField(self.tr("Name"))
        self.kind = KindField(self.tr("Kind"))
        self.affiliation = LineField(self.tr("Affiliation"))
        self.alias = LineField(self.tr("Add another name"))
        self.alias.setPlaceholderText(self.tr("Add another name"))
        self.merging = MergePanel(names, model)
        self.mentions = MentionList(self.tr("Your mentions"))
        self.unmerges: list[LinkButton] = []
        self._empty = PlainLabel(self.tr("Choose an entry to see what is said of it."), role="secondary", wrap=True)
        self._empty.setContentsMargins(px(16), px(12), px(16), 0)
        self._also = PlainLabel(role="secondary", wrap=True)
        self._into = PlainLabel(wrap=True)
        self._count = PlainLabel(role="secondary", wrap=True)
        self._merged = QVBoxLayout()
        self._merged.setSpacing(px(2))
        self._lay_out()
        self.name.written.connect(self._rename)
        self.kind.chosen.connect(lambda kind: self.changed.emit({"kind": cast("EntityKind", kind)}))
        self.affiliation.written.connect(lambda text: self.changed.emit({"affiliation": text}))
        self.alias.written.connect(self._add_alias)
        names.changed.connect(self._govern)
        self.show_row(None)

    def indent(self, left: int) -> None:
        """Stand so far from the left edge."""
        self._column.setContentsMargins(left, px(12), px(16), px(8))

    def show_row(self, row: Listed | None) -> None:
        """Show an entry, None for nothing."""
        same = row is not None and self.row is not None and row.entity.id == self.row.entity.id
        self.row = row
        self._empty.setVisible(row is None)
        self._scroll.setVisible(row is not None)
        if not same:
            self.mentions.rows.show_rows([])
            self._count.setText("")
            self.alias.show_value("")
        if row is not None:
            self._show_facts(row)
        self._show_merged(row)
        self.merging.show_row(row)

    def show_mentions(self, found: Mentions) -> None:
        """Show the reader's mentions of the entry."""
        at = self.mentions.currentIndex().row()
        self.mentions.rows.show_rows(found.rows)
        self.mentions.choose(max(at, 0))
        words = counted(found.count, "{count} mention of yours", "{count} mentions of yours")
        if found.count > len(found.rows):
            words += " · " + self.tr("the first {count} are shown").format(count=f"{len(found.rows):,}")
        if found.rows:
            words += " · " + self.tr("Enter goes there")
        self._count.setText(words)
        self.mentions.setVisible(bool(found.rows))

    def _show_facts(self, row: Listed) -> None:
        entity = row.entity
        self.name.show_value(entity.name)
        self.kind.show_kind(entity.kind)
        self.affiliation.show_value(entity.affiliation)
        self._also.setText(breakable(", ".join(row.aliases)) or self.tr("no other name"))
        governed = "" if self._names.governs else governed_words()
        for field, empty in (
            (self.name, False),
            (self.kind, not entity.kind),
            (self.affiliation, not entity.affiliation),
        ):
            refused = "" if empty else governed
            field.setEnabled(not refused and row.into is None)
            field.setToolTip(plain_tooltip(refused))
            field.setAccessibleDescription(refused)
        self.alias.setEnabled(row.into is None)
        self._facts.setVisible(row.into is None)

    def _show_merged(self, row: Listed | None) -> None:
        for button in self.unmerges:
            self._merged.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.unmerges = []
        if row is None:
            return
        self._into.setVisible(row.into is not None)
        if row.into is not None:
            self._into.setText(
                self.tr("{name} was merged: {target} stands for it.").format(
                    name=breakable(row.entity.name), target=breakable(row.into.name)
                )
            )
        refused = "" if self._names.governs else governed_words()
        for one in [row] if row.into is not None else self._model.merged_into(row.entity.id):
            button = LinkButton(self.tr("Take {name} apart again").format(name=shortened(one.entity.name)))
            button.setAutoDefault(False)
            button.setEnabled(not refused)
            button.setToolTip(plain_tooltip(refused or one.entity.name))
            button.clicked.connect(lambda _checked=False, one=one: self.unmerge_wanted.emit(one.entity.id))
            self._merged.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.unmerges.append(button)

    def _govern(self) -> None:
        self.show_row(self.row)

    def _rename(self, text: str) -> None:
        if text:
            self.changed.emit({"name": text})
        elif self.row is not None:
            self.name.show_value(self.row.entity.name)

    def _add_alias(self, text: str) -> None:
        if text:
            self.alias_wanted.emit(text)
        self.alias.clear()
        self.alias.show_value("")

    def _lay_out(self) -> None:
        self._facts = QWidget()
        facts = QVBoxLayout(self._facts)
        facts.setContentsMargins(0, 0, 0, 0)
        facts.setSpacing(px(4))
        for words, field in (
            (self.tr("Name"), self.name),
            (self.tr("Kind"), self.kind),
            (self.tr("Affiliation"), self.affiliation),
        ):
            facts.addWidget(PlainLabel(words, role="secondary"))
            facts.addWidget(field)
            facts.addSpacing(px(6))
        facts.addWidget(PlainLabel(self.tr("Also known as"), role="secondary"))
        facts.addWidget(self._also)
        facts.addWidget(self.alias)
        inside = QWidget()
        inside.setObjectName("details")
        column = self._column = QVBoxLayout(inside)
        self.indent(px(16))
        column.setSpacing(px(8))
        column.addWidget(self._into)
        column.addWidget(self._facts)
        column.addLayout(self._merged)
        column.addWidget(self.merging)
        column.addWidget(Rule())
        self.mentions.setMinimumHeight(px(140))
        column.addWidget(self._count)
        column.addWidget(self.mentions, 100)
        # What the list leaves while there is nothing to list.
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inside)
        self._scroll.setAccessibleName(self.tr("The chosen entry"))
        around = QHBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._empty, 0, Qt.AlignmentFlag.AlignTop)
        around.addWidget(self._scroll, 1)
