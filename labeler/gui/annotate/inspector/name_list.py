"""The rows under a completing field. They never take the focus: the field keeps it, and tells them what to show."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from labeler.gui.annotate.inspector.offered import Offer
from labeler.gui.look.controls.listing import ROW, ListModel, draw_chosen
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import pixmap
from labeler.gui.look.theme import tokens

_LEAST_WIDE = 340


class OfferModel(ListModel[Offer]):
    """The rows."""

    def words(self, row: Offer) -> str:
        """Return the offer's words."""
        return row.words

    def spoken(self, row: Offer) -> str:
        """Return what the offer is, in words."""
        return row.spoken or row.words

    def told(self, row: Offer) -> str:
        """Return words and detail."""
        return "\n".join(part for part in (row.words, row.detail) if part)


class OfferDelegate(QStyledItemDelegate):
    """Icon, words, and the detail after them in secondary ink."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height of 28 at 100 % text."""
        return QSize(px(120), max(px(28), QFontMetrics(ui_font()).height() + px(10)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        offer: Offer = index.data(ROW)
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        draw_chosen(painter, option)
        side = px(16)
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            QRect(rect.left() + px(10), rect.top() + (rect.height() - side + 1) // 2, side, side),
            pixmap(offer.icon, "accent" if not offer.entity_id and offer.icon == "plus" else "text2", side, ratio),
        )
        room = rect.adjusted(px(34), 0, -px(10), 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setFont(ui_font())
        painter.setPen(look.color("text"))
        # A long detail leaves the words at least three fifths of the row.
        small = QFontMetrics(ui_font(12))
        wanted = small.horizontalAdvance(offer.detail) + px(8) if offer.detail else 0
        least = room.width() - min(wanted, room.width() * 2 // 5)
        words = painter.fontMetrics().elidedText(offer.words, Qt.TextElideMode.ElideRight, least)
        painter.drawText(room, flags, words)
        used = painter.fontMetrics().horizontalAdvance(words) + px(8)
        painter.setFont(ui_font(12))
        painter.setPen(look.color("text2"))
        rest = room.adjusted(used, 0, 0, 0)
        painter.drawText(rest, flags, small.elidedText(offer.detail, Qt.TextElideMode.ElideRight, rest.width()))
        painter.restore()


class NameList(QListView):
    """Floats under (or over) the field in the field's window."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("offers")
        self.setAccessibleName(name)
        self.rows = OfferModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(OfferDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.hide()

    def chosen(self) -> Offer | None:
        """Return the highlighted row, None if there is none."""
        row = self.currentIndex().row()
        return self.rows.rows[row] if 0 <= row < len(self.rows.rows) else None

    def highlight(self, row: int) -> None:
        """Highlight a row; -1 highlights none."""
        self.setCurrentIndex(self.rows.index(row) if row >= 0 else QModelIndex())

    def show_under(self, field: QWidget) -> None:
        """Stand under the field, over it where there is no room, as high as the rows need."""
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        row = self.sizeHintForRow(0) if self.rows.rows else 0
        wide = min(max(field.width(), px(_LEAST_WIDE)), window.width() - px(16))
        corner = field.mapTo(window, QPoint(0, field.height() + px(3)))
        left = max(px(8), min(corner.x() + field.width() - wide, window.width() - wide - px(8)))
        if corner.x() + wide <= window.width() - px(8):
            left = corner.x()
        high = len(self.rows.rows) * row + 2
        below = window.height() - corner.y() - px(8)
        above = field.mapTo(window, QPoint(0, 0)).y() - px(8)
        if high <= below or below >= above:
            self.setGeometry(left, corner.y(), wide, min(high, below))
        else:
            high = min(high, above)
            self.setGeometry(left, above + px(5) - high, wide, high)
        self.show()
        self.raise_()
