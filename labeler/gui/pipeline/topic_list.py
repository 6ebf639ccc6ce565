"""The topics of a scheme in a list: the id, the statement, how many words and phrases each has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from labeler.domain.scheme import Topic
from labeler.gui.look.controls.listing import ROW, ListModel, draw_chosen, draw_focus
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes, tokens
from labeler.gui.plural import counted


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic and the number of its words and phrases."""

    topic: Topic
    count: int

    @property
    def words(self) -> str:
        """The line below the id."""
        return counted(self.count, "{count} entry", "{count} entries")


class TopicModel(ListModel[TopicRow]):
    """The topics in the scheme's order."""

    def words(self, row: TopicRow) -> str:
        """Return id and statement."""
        return f"{row.topic.id} {row.topic.statement}"

    def spoken(self, row: TopicRow) -> str:
        """Return the same with the number of phrases."""
        return f"{self.words(row)}, {row.words}"


class TopicDelegate(QStyledItemDelegate):
    """Two lines: the id with the count, the statement."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height of 48 at 100 % text."""
        return QSize(px(120), max(px(48), 2 * QFontMetrics(ui_font()).height() + px(12)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row: TopicRow = index.data(ROW)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        look = tokens()
        painter.save()
        draw_chosen(painter, option, hover="accentT")
        room = rect.adjusted(px(12), px(5), -px(8), -px(5))
        upper, lower = QRect(room), QRect(room)
        upper.setHeight(room.height() // 2)
        lower.setTop(upper.bottom() + 1)
        painter.setFont(ui_font(bold=True))
        painter.setPen(look.color("text"))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, row.topic.id)
        painter.setFont(ui_font(12))
        painter.setPen(look.color("text2"))
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, row.words)
        words = painter.fontMetrics().elidedText(row.topic.statement, Qt.TextElideMode.ElideRight, lower.width())
        painter.drawText(lower, Qt.AlignmentFlag.AlignVCenter, words)
        draw_focus(painter, option)
        painter.restore()


class TopicList(QListView):
    """chosen(str): a topic's id."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flat = False
        self.rows = TopicModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(TopicDelegate(self))
        self.setAccessibleName(name)
        self.setObjectName("topics")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentRowChanged.connect(self._choose)
        themes().changed.connect(self._grow)
        self._grow()

    @property
    def current(self) -> str:
        """The chosen topic's id, "" if none is."""
        row = self.currentIndex().row()
        return self.rows.rows[row].topic.id if 0 <= row < len(self.rows.rows) else ""

    def topic(self, topic_id: str) -> Topic | None:
        """Return a topic of the list."""
        return next((one.topic for one in self.rows.rows if one.topic.id == topic_id), None)

    def show_topics(self, topics: Sequence[Topic], counts: Mapping[str, int]) -> None:
        """Show topics; the chosen one stays chosen, else the first is."""
        kept = self.current
        self.blockSignals(True)
        self.rows.show_rows([TopicRow(one, counts.get(one.id, 0)) for one in topics])
        self.blockSignals(False)
        self.choose(kept if self.topic(kept) is not None else next((one.id for one in topics), ""))

    def choose(self, topic_id: str) -> None:
        """Choose a topic."""
        row = next((number for number, one in enumerate(self.rows.rows) if one.topic.id == topic_id), -1)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))

    def show_count(self, topic_id: str, count: int) -> None:
        """Show how many words and phrases a topic has by now."""
        for row, one in enumerate(self.rows.rows):
            if one.topic.id == topic_id and one.count != count:
                self.rows.rows[row] = replace(one, count=count)
                index = self.rows.index(row)
                self.rows.dataChanged.emit(index, index)

    def _choose(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.current)

    def set_flat(self, flat: bool) -> None:
        """Lie above the phrases, two topics high, or stand beside them."""
        if flat != self._flat:
            self._flat = flat
            self._grow()

    def _grow(self) -> None:
        self.setMinimumWidth(0 if self._flat else px(168))
        self.setMaximumWidth(16777215 if self._flat else px(168))
        self.setMaximumHeight(px(104) if self._flat else 16777215)
        self.scheduleDelayedItemsLayout()
