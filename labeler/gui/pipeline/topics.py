"""The page of topics: by which words a text bears on each, and which phrases speak for and against it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from labeler.domain.scheme import Topic
from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.fonts import px
from labeler.gui.pipeline.lines import WordLines
from labeler.gui.pipeline.scrolling import ScrollPage
from labeler.gui.pipeline.topic_list import TopicList
from labeler.services.schemes import Phrases

# From these widths on (at 100 % text) the lists of phrases stand side by side, and the topics beside them.
_BESIDE = 600
_FLAT = 460


class TopicsPage(QWidget):
    """edited(): somebody typed. The topics stand at the left, the phrases of the chosen one beside them."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Topics"))
        self._phrases: dict[str, Phrases] = {}
        self._shown = ""
        self.list = TopicList(self.tr("Topics"))
        self.statement = PlainLabel(role="panel", wrap=True)
        self.lists = {
            "keywords": WordLines(self.tr("Keywords"), self.tr("One must occur.")),
            "supporting": WordLines(self.tr("Phrases for"), self.tr("They speak for the statement.")),
            "opposing": WordLines(self.tr("Phrases against"), self.tr("They speak against it.")),
        }
        self._page = ScrollPage(self.tr("Phrases of the topic"))
        self._none = PlainLabel(
            self.tr("The scheme of this project has no topics: no stances are suggested."), wrap=True
        )
        self._lay_out()
        for one in self.lists.values():
            one.edited.connect(self._typed)
        self.list.chosen.connect(self._choose)

    @property
    def phrases(self) -> dict[str, Phrases]:
        """The phrases by topic."""
        return dict(self._phrases)

    def show_topics(self, topics: Sequence[Topic], phrases: Mapping[str, Phrases]) -> None:
        """Show topics with their phrases; the chosen one stays chosen."""
        self._phrases = dict(phrases)
        self.list.setVisible(bool(topics))
        self._page.setVisible(bool(topics))
        self._none.setVisible(not topics)
        self.list.show_topics(topics, {id_: _count(one) for id_, one in phrases.items()})
        self._choose(self.list.current)

    def choose(self, topic_id: str) -> None:
        """Show a topic."""
        self.list.choose(topic_id)

    def set_changeable(self, changeable: bool) -> None:
        """Let the phrases be read only, or changed."""
        for one in self.lists.values():
            one.set_changeable(changeable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lists side by side, or below one another where there is little room."""
        super().resizeEvent(event)
        beside = self.width() >= px(_BESIDE) + self.list.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        flat = self.width() < px(_FLAT)
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if flat else QBoxLayout.Direction.LeftToRight)
        self.list.set_flat(flat)

    def _choose(self, topic_id: str) -> None:
        topic = self.list.topic(topic_id)
        self._shown = topic_id if topic is not None else ""
        if topic is not None:
            self.statement.setText(topic.statement)
            shown = self._phrases.get(topic_id, Phrases())
            for name, one in self.lists.items():
                one.show_words(getattr(shown, name))

    def _typed(self) -> None:
        if self._shown:
            made = Phrases(**{name: one.words for name, one in self.lists.items()})
            self._phrases[self._shown] = made
            self.list.show_count(self._shown, _count(made))
        self.edited.emit()

    def _lay_out(self) -> None:
        self._page.column.addWidget(self.statement)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(px(12))
        for one in self.lists.values():
            self._row.addWidget(one, 1)
        self._page.column.addSpacing(px(4))
        self._page.column.addLayout(self._row, 1)
        self._page.say(
            self.tr(
                "Words are found in any inflection: “close the gap” also finds closing the gap. * at the end stands "
                "for any ending (tariff* finds tariffs), … for up to three words (close … gap). A phrase that stands "
                "among the keywords too needs no other keyword."
            )
        )
        row = self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        row.addWidget(self.list)
        row.addWidget(self._page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._none)
        column.addLayout(row, 1)


def _count(phrases: Phrases) -> int:
    return len(phrases.keywords) + len(phrases.supporting) + len(phrases.opposing)
