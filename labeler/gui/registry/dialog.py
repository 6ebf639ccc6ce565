"""The registry: who is known to the project, by which names, and where the reader named them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.offered import Offer
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.look.controls import Button, FocusRing, Notice, PlainLabel, Segmented, splitter
from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.fonts import px
from labeler.gui.look.icons import icon
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes
from labeler.gui.plural import counted
from labeler.gui.registry.details import Details
from labeler.gui.registry.model import EntityModel
from labeler.gui.registry.rows import Contents, read_contents
from labeler.gui.registry.table import EntityTable
from labeler.gui.registry.unresolved import Unresolved
from labeler.services import history, labeling, registry

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.services.registry import Mention, Mentions
    from labeler.store import Store

# Rows that other counts or names follow from.
_TELLING = {"entity", "alias", "speaker", "annotation_set", "annotator"}


# From this width on (at 100 % text) the chosen entry stands beside the entries.
_BESIDE = 800


class RegistryDialog(QDialog):
    """jumped(str, str): an article and a mention in it are to be shown; the dialog is closed."""

    jumped = Signal(str, str)

    def __init__(self, bus: Bus, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bus, self._names = bus, names
        self._alive = True
        self._wanted = ""
        self.setWindowTitle(self.tr("Speaker registry"))
        self.setModal(True)
        self.model = EntityModel(self)
        self.search = QLineEdit()
        self.search.setAccessibleName(self.tr("Search the registry"))
        self.search.setPlaceholderText(self.tr("Search names"))
        self.search.setClearButtonEnabled(True)
        self._glass = self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.kind = Segmented(
            self.tr("Kind"),
            [
                ("", self.tr("all")),
                ("person", self.tr("person")),
                ("organisation", self.tr("organis.")),
                ("group", self.tr("group")),
                ("unnamed", self.tr("unnamed")),
            ],
        )
        self.kind.set_value("")
        self.kind.segments()[0].setChecked(True)
        self.everyone = QCheckBox(self.tr("Also entries that no label names"))
        self.table = EntityTable(self.model)
        self.details = Details(names, self.model)
        self.unresolved = Unresolved(names)
        self.notice = Notice("warn", "", closable=True)
        self.notice.hide()
        self._count = PlainLabel(role="secondary")
        self._told = PlainLabel(role="secondary", elide=True)
        self.tabs = QTabWidget()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)
        self._lay_out()
        self._connect()
        FocusRing(self)
        self.search.setFocus()
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the chosen entry beside the entries, or below them where there is little room."""
        super().resizeEvent(event)
        beside = self.width() >= px(_BESIDE)
        self._parts.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        self.details.indent(px(16) if beside else 0)
        self._entries.setContentsMargins(0, px(12), px(16) if beside else 0, px(8))

    def done(self, result: int) -> None:
        """Close: answers that are still to come find nobody."""
        self._alive = False
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo and redo as in the window; Ctrl+F searches; Enter in a field closes nothing."""
        if event.matches(QKeySequence.StandardKey.Undo):
            self._step(history.undo, self.tr("Undone: {step}"))
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._step(history.redo, self.tr("Done again: {step}"))
        elif event.matches(QKeySequence.StandardKey.Find):
            self.tabs.setCurrentIndex(0)
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.selectAll()
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def choose(self, entity_id: str) -> None:
        """Choose an entry, as soon as it is listed."""
        self._wanted = entity_id
        self._filter()

    def _read(self) -> None:
        self._ask(read_contents, self._show)
        self._ask(lambda store, actor: registry.mentions(store, actor, None), self._show_unresolved)

    def _show(self, contents: Contents) -> None:
        self.model.show_contents(contents)
        self._filter()

    def _show_unresolved(self, found: Mentions) -> None:
        self.unresolved.show_mentions(found)
        self.tabs.setTabText(1, self.tr("Without an entry ({count})").format(count=f"{found.count:,}"))

    def _filter(self) -> None:
        row = self.details.row
        wanted = self._wanted or (row.entity.id if row else "")
        self._wanted = ""
        everyone = self.everyone.isChecked()
        self.model.want(self.search.text(), self.kind.value(), self._names.roster, everyone=everyone)
        number = self.model.number_of(wanted) if wanted else -1
        if number < 0 and self.model.rows and (not wanted or self.search.hasFocus()):
            number = 0
        if number >= 0:
            self.table.selectRow(number)
        self._choose()
        entries = sum(one.into is None for one in self.model.rows)
        words = counted(entries, "{count} entry", "{count} entries")
        if self.model.hidden:
            words += " · " + counted(self.model.hidden, "{count} more that no label names",
                                     "{count} more that no label names")  # fmt: skip
        self._count.setText(words)
        if self.search.hasFocus():
            say(self.search, words)

    def _choose(self) -> None:
        index = self.table.currentIndex()
        row = self.model.rows[index.row()] if 0 <= index.row() < len(self.model.rows) else None
        known = self.details.row
        self.details.show_row(row)
        if row is not None and row != known:
            entity_id = row.into.id if row.into else row.entity.id
            self._ask(lambda store, actor: registry.mentions(store, actor, entity_id), self._show_mentions)

    def _show_mentions(self, found: Mentions) -> None:
        self.details.show_mentions(found)

    def _change(self, given: dict[str, str]) -> None:
        row = self.details.row
        if row is None:
            return
        change = registry.change_entity if self._names.governs or "name" in given else registry.complete_entity
        self._do(
            lambda store, actor: change(store, actor, row.entity.id, **given),  # pyright: ignore[reportArgumentType]
            self.tr("{name} is changed.").format(name=row.entity.name),
        )

    def _add_alias(self, name: str) -> None:
        row = self.details.row
        if row is not None:
            self._do(
                lambda store, actor: registry.add_alias(store, actor, row.entity.id, name),
                self.tr("{entity} is also known as {name}.").format(entity=row.entity.name, name=name),
            )

    def _merge(self, from_id: str, into_id: str) -> None:
        self._wanted = into_id
        self._do(
            lambda store, actor: registry.merge_entities(store, actor, from_id, into_id),
            self.tr("Merged. Ctrl+Z takes it back."),
        )
        self.table.setFocus()

    def _unmerge(self, entity_id: str) -> None:
        self._wanted = entity_id
        self._do(lambda store, actor: registry.unmerge_entity(store, actor, entity_id), self.tr("Taken apart again."))
        self.table.setFocus()

    def _resolve(self, mention: Mention, offer: Offer) -> None:
        def work(store: Store, actor: Actor) -> Changed:
            place = (mention.article_id, mention.speaker_id)
            if offer.entity_id:
                return labeling.change_speaker(store, actor, *place, entity_id=offer.entity_id)
            return labeling.change_speaker(store, actor, *place, entity=offer.value)

        words = " ".join(mention.text.split())
        self._do(work, self.tr("“{words}” is {name}.").format(words=words, name=offer.value))

    def _step(self, work: Callable[[Store, Actor], Changed], words: str) -> None:
        def done(changed: Changed | None) -> None:
            if changed is not None:
                self._tell(words.format(step=changed.title))

        self._bus.do(work, self._if_alive(done), self._refused)

    def _jump(self, mention: Mention) -> None:
        self.accept()
        self.jumped.emit(mention.article_id, mention.speaker_id)

    def _do(self, work: Callable[[Store, Actor], Changed], said: str) -> None:
        self.notice.hide()
        self._bus.do(work, self._if_alive(lambda _changed: self._tell(said)), self._refused)

    def _ask(self, work: Callable[[Store, Actor], object], then: Callable[..., None]) -> None:
        self._bus.ask(work, self._if_alive(then), self._refused)

    def _if_alive(self, then: Callable[..., None]) -> Callable[..., None]:
        def call(result: object) -> None:
            if self._alive:
                then(result)

        return call

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        say(self, words)

    def _refused(self, error: LabelerError) -> None:
        if not self._alive:
            self._bus.refused.emit(error)
            return
        if error.code in {"nothing_to_undo", "nothing_to_redo"}:
            self._tell(sentence_of(error))
            return
        self.notice.show_notice("warn", sentence_of(error))
        self.notice.show()
        self.details.show_row(self.details.row)

    def _changed(self, changed: Changed) -> None:
        if self._alive and _TELLING & set(changed.rows):
            self._soon.start()

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._filter())
        self.search.returnPressed.connect(self.table.setFocus)
        self.tabs.currentChanged.connect(lambda _number: self.tabs.tabBar().setFocus(Qt.FocusReason.TabFocusReason))
        self.kind.chosen.connect(lambda _kind: self._filter())
        self.everyone.toggled.connect(lambda _on: self._filter())
        self.table.ordered.connect(self._order)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.table.entered_row.connect(self._enter)
        self.details.changed.connect(self._change)
        self.details.alias_wanted.connect(self._add_alias)
        self.details.unmerge_wanted.connect(self._unmerge)
        self.details.merging.merge_wanted.connect(self._merge)
        self.details.mentions.chosen.connect(self._jump)
        self.unresolved.mentions.chosen.connect(self._jump)
        self.unresolved.resolved.connect(self._resolve)
        self.notice.closed.connect(self.notice.hide)
        self._names.changed.connect(self._renamed)
        self._bus.changed.connect(self._changed)
        for field in (self.details.name, self.details.affiliation, self.details.alias):
            field.left.connect(self.table.setFocus)
        themes().changed.connect(self._dye)

    def _renamed(self) -> None:
        if self._alive:
            self._filter()

    def _order(self, column: int, order: Qt.SortOrder) -> None:
        self.model.put_in_order(column, order)
        self._filter()

    def _enter(self) -> None:
        """Go from the table to the mentions, where Enter jumps."""
        if self.details.mentions.rows.rows:
            self.details.mentions.setFocus()
            self.details.mentions.choose(max(self.details.mentions.currentIndex().row(), 0))

    def _dye(self) -> None:
        self._glass.setIcon(icon("search"))
        self.model.layoutChanged.emit()

    def _lay_out(self) -> None:
        entries = QWidget()
        left = self._entries = QVBoxLayout(entries)
        left.setSpacing(px(8))
        left.addWidget(self.search)
        row = Flow(space=12)
        row.addWidget(self.kind)
        row.addWidget(self.everyone)
        self.everyone.setMinimumHeight(px(32))  # as high as the choices: both stand on one line
        left.addLayout(row)
        left.addWidget(self.table, 1)
        left.addWidget(self._count)
        self._parts = splitter(entries, self.details, name=self.tr("Entries and the chosen one"))
        self._parts.setStretchFactor(0, 1)
        self.table.setMinimumHeight(px(96))
        self.details.setMinimumHeight(px(96))
        self._parts.setSizes([px(720), px(360)])
        self.tabs.addTab(self._parts, self.tr("Entries"))
        self.tabs.addTab(self.unresolved, self.tr("Without an entry"))
        self.tabs.setAccessibleName(self.tr("Registry"))
        close = Button(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self._told, 1)
        foot.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(PlainLabel(self.tr("Speaker registry"), role="title"))
        column.addWidget(self.notice)
        column.addWidget(self.tabs, 1)
        column.addLayout(foot)
        room = self.screen().availableGeometry()
        self.resize(min(px(1160), room.width() - 32), min(px(760), room.height() - 32))


def open_registry(bus: Bus, names: Names, jump: Callable[[str, str], object], parent: QWidget) -> RegistryDialog:
    """Show the registry over a window; `jump` shows an article at a mention."""
    dialog = RegistryDialog(bus, names, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.jumped.connect(jump)
    dialog.open()
    return dialog
