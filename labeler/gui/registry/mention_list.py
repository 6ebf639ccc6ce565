"""A list of mentions: the words, and the article that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from labeler.gui.look.controls.listing import ROW, ListModel, draw_chosen
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes, tokens
from labeler.gui.plural import counted

if TYPE_CHECKING:
    from labeler.services.registry import Mention


class MentionModel(ListModel["Mention"]):
    """Mentions as the desk reported them."""

    def words(self, row: Mention) -> str:
        """Return the words of the text, on one line."""
        return " ".join(row.text.split())

    def spoken(self, row: Mention) -> str:
        """Return words, article and claims."""
        return f"{self.words(row)}, {row.heading}, {claim_words(row)}"

    def told(self, row: Mention) -> str:
        """Return words and article."""
        return f"{self.words(row)}\n{row.heading}"


def claim_words(row: Mention) -> str:
    """Return how many claims a mention is the source of."""
    return counted(row.claims, "{count} claim", "{count} claims")


class MentionDelegate(QStyledItemDelegate):
    """The words above, the article below, the number of claims at the right."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height of 44 at 100 % text."""
        lines = QFontMetrics(ui_font()).height() + QFontMetrics(ui_font(12)).height()
        return QSize(px(120), max(px(44), lines + px(10)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        row: Mention = index.data(ROW)
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        draw_chosen(painter, option)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        normal, small = QFontMetrics(ui_font()), QFontMetrics(ui_font(12))
        top = rect.top() + (rect.height() - normal.height() - small.height()) // 2
        room = QRect(rect.left() + px(12), top, rect.width() - px(24), normal.height())
        painter.setFont(ui_font(12))
        painter.setPen(look.color("text2"))
        claims = claim_words(row)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, claims)
        below = room.translated(0, normal.height())
        heading = small.elidedText(row.heading, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, heading)
        painter.setFont(ui_font())
        painter.setPen(look.color("text"))
        rest = room.width() - small.horizontalAdvance(claims) - px(12)
        words = normal.elidedText(" ".join(row.text.split()), Qt.TextElideMode.ElideRight, rest)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        view = self.parent()
        if state & QStyle.StateFlag.State_Selected and isinstance(view, QWidget) and view.hasFocus():
            painter.setPen(QPen(look.color("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()


class MentionList(QListView):
    """chosen(Mention): Enter or a double click."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = MentionModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(MentionDelegate(self))
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self.chosen.emit(index.data(ROW)))
        themes().changed.connect(self.scheduleDelayedItemsLayout)

    def current(self) -> Mention | None:
        """Return the chosen row, None if there is none."""
        found = self.currentIndex().data(ROW)
        return found if found is not None else None

    def choose(self, row: int) -> None:
        """Choose a row, the last if there are fewer."""
        if self.rows.rows:
            self.setCurrentIndex(self.rows.index(min(row, len(self.rows.rows) - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the mention with Enter."""
        mention = self.current()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and mention is not None:
            self.chosen.emit(mention)
        else:
            super().keyPressEvent(event)
