"""The names of the pages at the left: arrow keys turn to the next, a dot marks what is not saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from labeler.gui.look.controls.listing import ROW, ListModel, draw_chosen, draw_focus
from labeler.gui.look.fonts import advance, px, ui_font
from labeler.gui.look.theme import themes, tokens


@dataclass(frozen=True, slots=True)
class Page:
    """A page by key and title; `edited`: it holds what is not saved."""

    key: str
    title: str
    edited: bool = False


class PageModel(ListModel[Page]):
    """The pages in order."""

    def words(self, row: Page) -> str:
        """Return the title."""
        return row.title

    def spoken(self, row: Page) -> str:
        """Return the title, and whether the page is saved."""
        return f"{row.title}, {QCoreApplication.translate('PageList', 'not saved')}" if row.edited else row.title


class PageDelegate(QStyledItemDelegate):
    """A title, and a dot if the page is not saved."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height of 32 at 100 % text."""
        return QSize(px(80), max(px(32), QFontMetrics(ui_font()).height() + px(12)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        page: Page = index.data(ROW)
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        draw_chosen(painter, option, hover="accentT")
        chosen = option.state & option.state.State_Selected  # pyright: ignore[reportAttributeAccessIssue]
        painter.setFont(ui_font(bold=bool(chosen)))
        painter.setPen(tokens().color("text"))
        room = rect.adjusted(px(12), 0, -px(8), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, page.title)
        if page.edited:
            painter.setPen(tokens().color("warn"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, "●")
        draw_focus(painter, option)
        painter.restore()


class PageList(QListView):
    """turned(str): another page is to be shown."""

    turned = Signal(str)

    def __init__(self, name: str, pages: Sequence[Page], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = PageModel(self)
        self._pages.show_rows(pages)
        self.setModel(self._pages)
        self.setItemDelegate(PageDelegate(self))
        self.setAccessibleName(name)
        self.setObjectName("pages")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentRowChanged.connect(self._turn)
        themes().changed.connect(self._grow)
        self._grow()

    def turn_to(self, key: str) -> None:
        """Choose a page by its key."""
        row = next(number for number, page in enumerate(self._pages.rows) if page.key == key)
        self.setCurrentIndex(self._pages.index(row))

    def mark(self, edited: Sequence[str]) -> None:
        """Mark the pages that hold what is not saved."""
        for row, page in enumerate(self._pages.rows):
            if page.edited != (page.key in edited):
                self._pages.rows[row] = replace(page, edited=not page.edited)
                index = self._pages.index(row)
                self._pages.dataChanged.emit(index, index)

    def _turn(self, current: QModelIndex) -> None:
        if current.isValid():
            self.turned.emit(self._pages.rows[current.row()].key)

    def _grow(self) -> None:
        widest = max(advance(page.title, bold=True) for page in self._pages.rows)
        self.setFixedWidth(widest + px(48))
        self.scheduleDelayedItemsLayout()
