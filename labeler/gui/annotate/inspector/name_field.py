"""A line that completes names: of the registry, of the article's speakers, of sources without one.

The rows are a list of our own that never takes the focus: a completer of Qt's opens a window, and takes it away.
"""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QHideEvent, QKeyEvent, QMoveEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from labeler.gui.annotate.inspector.name_list import NameList
from labeler.gui.annotate.inspector.offered import Offer, Offers
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import icon
from labeler.gui.look.speech import say
from labeler.gui.look.theme import themes, tokens

# Keys that the field takes before any shortcut.
_OWN = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class NameField(QLineEdit):
    """A field for a name.

    picked(Offer): the row that was taken. chosen(str): its value. left(): Esc, or Enter without a change: the text is
    as it was. begun(): somebody begins to write here, so that the names should be the present ones.
    """

    picked = Signal(object)
    chosen = Signal(str)
    left = Signal()
    begun = Signal()

    def __init__(self, name: str, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("Type a name; Up and Down choose, Enter takes it"))
        self._offers = offers
        self._value = self._detail = self._kind = self._entity_id = ""
        self._badge: QAction | None = None
        self._list: NameList | None = None
        self._watched: list[QWidget] = []
        self._arrow = self.addAction(icon("chevron-down"), QLineEdit.ActionPosition.TrailingPosition)
        self._arrow.setToolTip(self.tr("Show all"))
        self._arrow.triggered.connect(self.show_all)
        self.textEdited.connect(self._search)
        themes().changed.connect(self._dye)

    def show_value(self, text: str, detail: str = "", badge: str = "", entity_id: str = "") -> None:
        """Show what is stored: a text, what is said of it after it, an icon before it, and which entity it names."""
        self._value, self._detail, self._entity_id = text, detail, entity_id
        if badge != self._kind:
            self._kind = badge
            if self._badge is not None:
                self.removeAction(self._badge)
                self._badge = None
            if badge:
                self._badge = self.addAction(icon(badge), QLineEdit.ActionPosition.LeadingPosition)
        if self.text() != text and not (self.hasFocus() and self.isModified()):
            self.setText(text)
            self.setCursorPosition(0)
        self.update()

    def offers(self) -> list[Offer]:
        """Return the rows that are shown now, none while the list is closed."""
        return list(self._list.rows.rows) if self._list is not None and self._list.isVisible() else []

    def highlighted(self) -> Offer | None:
        """Return the row that Enter would take."""
        return self._list.chosen() if self._list is not None and self._list.isVisible() else None

    def show_all(self) -> None:
        """Open the list for an empty text."""
        self.setFocus()
        self.begun.emit()
        self._open("", -1)

    def search_again(self) -> None:
        """Ask for the rows again: other names are known now."""
        row = self.highlighted()
        if row is not None or self.offers():
            self._search(self.text() if self.isModified() else "")

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the field from the window's shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window, and what scrolls the field, with the list."""
        if event.type() in {QEvent.Type.Resize, QEvent.Type.Move} and self._list is not None:
            if self.visibleRegion().isEmpty():
                self._list.hide()
            elif self._list.isVisible():
                self._list.show_under(self)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a row with Enter, walk with the arrows, go back with Esc."""
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._enter()
        elif key == Qt.Key.Key_Escape:
            self._close()
            self._restore()
            self.left.emit()
        elif key in _STEPS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._walk(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the text, so that typing replaces it; but go on where one was when a window closes."""
        super().focusInEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self.selectAll()
            self.begun.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what is stored again: a text that was not confirmed is no choice."""
        super().focusOutEvent(event)
        self._close()
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._restore()

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the list along."""
        super().hideEvent(event)
        self._close()

    def moveEvent(self, event: QMoveEvent) -> None:
        """Take the list along."""
        super().moveEvent(event)
        if self._list is not None and self._list.isVisible():
            self._list.show_under(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line, and after the name what is said of it."""
        super().paintEvent(event)
        if not self._detail or self.text() != self._value or self.hasFocus():
            return
        painter = QPainter(self)
        painter.setFont(ui_font(12))
        painter.setPen(tokens().color("text2" if self.isEnabled() else "text3"))
        left = self.cursorRect().right() if self._badge is None else px(32)
        used = left + px(8) + self.fontMetrics().horizontalAdvance(self.text()) + px(6)
        room = QRect(used, 0, self.width() - px(32) - used, self.height())
        if room.width() > px(24) and not self.isRightToLeft() and not _leftward(self.text()):
            words = painter.fontMetrics().elidedText(self._detail, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        painter.end()

    def _search(self, text: str) -> None:
        offers = self._offers(text)
        # What is only alike must not be taken for a name that is new.
        sure = next((row for row, one in enumerate(offers) if one.sure), len(offers) - 1)
        self._open(text, sure if text.strip() else -1, offers)

    def _open(self, text: str, row: int, offers: list[Offer] | None = None) -> None:
        found = self._offers(text) if offers is None else offers
        if not found:
            self._close()
            say(self, self.tr("nothing found"))
            return
        if self._list is None:
            self._list = NameList(self.accessibleName(), self.window())
            self._list.clicked.connect(self._clicked)
            self.destroyed.connect(self._list.deleteLater)
        if not self._list.isVisible():
            self._watch()
        self._list.rows.show_rows(found)
        self._list.show_under(self)
        self._highlight(row)

    def _highlight(self, row: int) -> None:
        assert self._list is not None
        self._list.highlight(row)
        offer = self._list.chosen()
        count = len(self._list.rows.rows)
        if offer is None:
            say(self, self.tr("{count} names").format(count=count))
        else:
            place = self.tr("{number} of {count}").format(number=row + 1, count=count)
            say(self, f"{offer.spoken or offer.words}, {place}")

    def _walk(self, step: int) -> None:
        if self._list is None or not self._list.isVisible():
            self._open(self.text() if self.isModified() else "", -1)
            return
        count, row = len(self._list.rows.rows), self._list.currentIndex().row()
        if row < 0:
            row = 0 if step > 0 else count - 1
        elif abs(step) == 1:
            row = (row + step) % count
        else:
            row = min(max(row + step, 0), count - 1)
        self._highlight(row)

    def _clicked(self, index: QModelIndex) -> None:
        assert self._list is not None
        self._list.setCurrentIndex(index)
        self._enter()

    def _enter(self) -> None:
        offer = self.highlighted()
        self._close()
        # What was stored is shown until the store has the new one.
        self._restore()
        same_entity = offer is not None and self._entity_id in {"", offer.entity_id}
        if offer is None or (offer.value == self._value and same_entity):
            self.left.emit()
            return
        self.picked.emit(offer)
        self.chosen.emit(offer.value)

    def _restore(self) -> None:
        self.setText(self._value)
        self.setCursorPosition(0)

    def _close(self) -> None:
        if self._list is not None:
            self._list.hide()
        for widget in self._watched:
            widget.removeEventFilter(self)
        self._watched = []

    def _watch(self) -> None:
        """Watch the window, and everything between it and the field, for what moves the field."""
        widget = self.parentWidget()
        while widget is not None:
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = None if widget.isWindow() else widget.parentWidget()

    def _dye(self) -> None:
        self._arrow.setIcon(icon("chevron-down"))
        if self._badge is not None:
            self._badge.setIcon(icon(self._kind))


def _leftward(text: str) -> bool:
    """Tell whether a text is written from right to left: then it stands at the other end."""
    return any(bidirectional(char) in {"R", "AL"} for char in text)


def _is_own(event: QKeyEvent) -> bool:
    return event.key() in _OWN and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
