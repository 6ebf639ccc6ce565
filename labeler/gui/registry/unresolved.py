"""The reader's mentions that no entry stands behind, resolved one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.gui.annotate.inspector.name_field import NameField
from labeler.gui.annotate.inspector.names import Names
from labeler.gui.annotate.inspector.offered import Offer, entity_offers
from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.controls.listing import ROW
from labeler.gui.look.fonts import px
from labeler.gui.look.speech import say
from labeler.gui.plural import counted
from labeler.gui.registry.mention_list import MentionList

if TYPE_CHECKING:
    from labeler.services.registry import Mention, Mentions


class Unresolved(QWidget):
    """resolved(Mention, Offer): who a mention is."""

    resolved = Signal(object, object)

    def __init__(self, names: Names, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self.mentions = MentionList(self.tr("Mentions without an entry"))
        self.entity = NameField(self.tr("Who this is"), self._offers)
        self._count = PlainLabel(role="secondary", wrap=True)
        self._words = PlainLabel(role="strong", elide=True)
        self._article = PlainLabel(role="secondary", elide=True)
        self._empty = PlainLabel(self.tr("Every mention of yours has an entry."), role="secondary", wrap=True)
        self._asked = QWidget()
        asked = QVBoxLayout(self._asked)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.setSpacing(px(4))
        asked.addWidget(self._words)
        asked.addWidget(self._article)
        asked.addSpacing(px(4))
        asked.addWidget(PlainLabel(self.tr("Who this is"), role="secondary"))
        asked.addWidget(self.entity)
        self.entity.setPlaceholderText(self.tr("type a name; Enter goes on to the next mention"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._empty)
        column.addWidget(self._asked)
        column.addWidget(self._count)
        column.addWidget(self.mentions, 100)
        # What the list leaves while there is nothing to list.
        column.addStretch(1)
        self.mentions.selectionModel().currentChanged.connect(lambda *_: self._show())
        self.entity.picked.connect(self._resolve)
        self.entity.left.connect(self.mentions.setFocus)
        self.entity.begun.connect(names.refresh)
        names.changed.connect(self.entity.search_again)
        self._show()

    def show_mentions(self, found: Mentions) -> None:
        """Show what is unresolved; the place in the list stays, so that the next one is at hand."""
        at = max(self.mentions.currentIndex().row(), 0)
        self.mentions.rows.show_rows(found.rows)
        self.mentions.choose(at)
        words = counted(found.count, "{count} mention without an entry", "{count} mentions without an entry")
        if found.count > len(found.rows):
            words += " · " + self.tr("the first {count} are shown").format(count=f"{len(found.rows):,}")
        self._count.setText(words)
        self._show()

    def _show(self) -> None:
        mention: Mention | None = self.mentions.currentIndex().data(ROW)
        for part in (self._asked, self._count, self.mentions):
            part.setVisible(bool(self.mentions.rows.rows))
        self._empty.setVisible(not self.mentions.rows.rows)
        if mention is not None:
            words = " ".join(mention.text.split())
            self._words.setText(words)
            self._article.setText(mention.heading)
            self.entity.show_value("")
            say(self.entity, f"{words}, {mention.heading}")

    def _offers(self, text: str) -> list[Offer]:
        mention = self.mentions.current()
        # Nothing typed yet: the words themselves are the best guess.
        asked = text if text.strip() or mention is None else " ".join(mention.text.split())
        return entity_offers(self._names.roster, asked, {})

    def _resolve(self, offer: Offer) -> None:
        mention = self.mentions.current()
        if mention is not None:
            self.resolved.emit(mention, offer)
