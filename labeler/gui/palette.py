"""The palette: one field that finds commands, articles and speakers, over whatever is on screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from labeler.gui.look.controls import PlainLabel, panel
from labeler.gui.look.controls.chips import draw_key_cap
from labeler.gui.look.controls.listing import ROW, ListModel, draw_chosen
from labeler.gui.look.controls.rows import Rows
from labeler.gui.look.fonts import advance, px, ui_font
from labeler.gui.look.icons import icon, pixmap
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes, tokens
from labeler.gui.palette_entries import Entry, EntryKind, Offer
from labeler.gui.plural import counted

_ICONS: dict[EntryKind, str] = {"command": "keyboard", "article": "file", "speaker": "speaker"}
_WIDTH, _ROW, _ROWS = 640, 34, 11
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class EntryModel(ListModel[Entry]):
    """The entries on offer."""

    def words(self, row: Entry) -> str:
        """Return the entry's title."""
        return row.title

    def spoken(self, row: Entry) -> str:
        """Return title, detail, key, and why it can't be chosen."""
        return ", ".join(part for part in (row.title, row.detail, row.key, row.why) if part)

    def told(self, row: Entry) -> str:
        """Return the title, and why it can't be chosen or what it belongs to."""
        return "\n".join(part for part in (row.title, row.why or row.detail) if part)


class EntryDelegate(QStyledItemDelegate):
    """Icon, title, what it belongs to, and its key; grey with the reason where it can't be chosen."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row."""
        return QSize(px(200), px(_ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a row."""
        entry = cast("Entry", index.data(ROW))
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        painter.save()
        draw_chosen(painter, option)
        ink = "text3" if entry.why else "text"
        side = px(16)
        drawn = pixmap(
            _ICONS[entry.kind], "text3" if entry.why else "text2", side, painter.device().devicePixelRatioF()
        )
        painter.drawPixmap(QRect(rect.left() + px(14), rect.top() + (rect.height() - side) // 2, side, side), drawn)
        room = rect.adjusted(px(40), 0, -px(14), 0)
        if entry.key:
            width = max(px(20), advance(entry.key, 11, bold=True) + px(12))
            top = rect.top() + (rect.height() - px(20)) / 2
            draw_key_cap(painter, QRectF(room.right() - width, top, width, px(20)), entry.key)
            room.setRight(room.right() - width - px(12))
        detail = entry.why or entry.detail
        small = QFontMetrics(ui_font(12))
        shown = small.elidedText(detail, Qt.TextElideMode.ElideRight, room.width() // 2)
        painter.setFont(ui_font(12))
        painter.setPen(look.color("text3" if entry.why else "text2"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | _ONE_LINE, shown)
        room.setRight(room.right() - small.horizontalAdvance(shown) - px(12))
        painter.setFont(ui_font())
        painter.setPen(look.color(ink))
        painter.drawText(
            room, _ONE_LINE, painter.fontMetrics().elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        )
        painter.restore()


class Palette(QWidget):
    """Floats over its parent. chosen(Entry): it is to be done; the focus is back where it was.

    `offer` says what there is at the moment of opening.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, offer: Callable[[], Offer]) -> None:
        super().__init__(parent)
        self._over = parent
        self._make_offer = offer
        self._offer: Offer | None = None
        self._back: QWidget | None = None
        self.setObjectName("palette")
        self.setAccessibleName(self.tr("Find a command, an article or a speaker"))
        card = panel("card")
        card.setObjectName("paletteCard")
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Find a command, an article or a speaker"))
        self.field.setPlaceholderText(self.tr("Command, article or speaker"))
        self.field.setProperty("ownFocus", True)
        self._glass = self.field.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.model = EntryModel(self)
        self.view = Rows(self.tr("Found"), _ROW)
        self.view.setModel(self.model)
        self.view.setItemDelegate(EntryDelegate(self.view))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._clicked)
        self._none = PlainLabel(self.tr("Nothing is called so."), role="secondary")
        self._hint = PlainLabel(self.tr("> commands   # articles   @ speakers"), role="hint")
        self._telling = QTimer(self, singleShot=True, interval=300)
        self._telling.timeout.connect(self._tell)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(px(8), px(8), px(8), px(8))
        inside.setSpacing(px(6))
        inside.addWidget(self.field)
        inside.addWidget(self.view, 1)
        inside.addWidget(self._none)
        inside.addWidget(self._hint)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(card)
        parent.installEventFilter(self)
        themes().changed.connect(self._dye)
        self._dye()
        self.hide()

    @property
    def current(self) -> Entry | None:
        """The entry that Enter chooses, None without one."""
        row = self.view.currentIndex().row()
        return self.model.rows[row] if 0 <= row < len(self.model.rows) else None

    def open(self, text: str = "") -> None:
        """Show the palette, with a text in the field; open already, it closes."""
        if self.isVisible():
            self.leave()
            return
        self._back = self.window().focusWidget()
        self._offer = self._make_offer()
        self.field.setText(text)
        self._typed(text)
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close, and give the focus back."""
        back, self._back, self._offer = self._back, None, None
        self._telling.stop()
        self.hide()
        # A command may have closed the page that had the focus.
        if back is not None and isValid(back):
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read the keys of the field; close when the focus goes elsewhere; stay in place."""
        if watched is self.field and self.isVisible():
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
                return True
            kept = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
            if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in kept:
                self._back = None
                self.leave()
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Tab: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Backtab: -1,
            Qt.Key.Key_PageDown: _ROWS - 1,
            Qt.Key.Key_PageUp: 1 - _ROWS,
        }
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose()
        elif key in steps:
            self.view.step(steps[key])
            self._tell()
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        if self._offer is None:
            return
        self.model.show_rows(self._offer.entries(text))
        found = bool(self.model.rows)
        self.view.setVisible(found)
        self._none.setVisible(not found)
        if found:
            self.view.go(0)
        self._place()
        self._telling.start()

    def _tell(self) -> None:
        entry = self.current
        if entry is None:
            say(self, self._none.text())
            return
        words = str(self.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole))
        say(self, f"{words}. {counted(len(self.model.rows), '{count} found', '{count} found')}")

    def _clicked(self, _index: QModelIndex) -> None:
        self._choose()

    def _choose(self) -> None:
        entry = self.current
        if entry is None:
            return
        if entry.why:
            say(self, entry.why)
            return
        self.leave()
        self.chosen.emit(entry)

    def _place(self) -> None:
        """Stand at the top in the middle, as high as the entries need."""
        parent = self._over
        width = min(px(_WIDTH), parent.width() - px(32))
        rows = min(len(self.model.rows), _ROWS) * self.view.row_height()
        head = self.field.sizeHint().height() + self._hint.sizeHint().height() + 2 * px(8) + 2 * px(6)
        none = self._none.sizeHint().height()
        height = min(head + (rows or none) + 2, parent.height() - px(24))
        self.setGeometry((parent.width() - width) // 2, px(8), width, height)

    def _dye(self) -> None:
        self._glass.setIcon(icon("search"))
