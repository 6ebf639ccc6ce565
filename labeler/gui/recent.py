"""The list of recent projects: two lines each; Enter opens, Del takes one off the list."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import (
    QCoreApplication,
    QDate,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from labeler.config.locations import is_url, without_password
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.icons import pixmap
from labeler.gui.look.theme import tokens

_LOCATION, _NAME, _WHERE, _WHEN, _MISSING = (Qt.ItemDataRole.UserRole + n for n in range(1, 6))


def _day(seconds: float) -> str:
    moment = dt.datetime.fromtimestamp(seconds, tz=dt.UTC).astimezone()
    now = dt.datetime.now(tz=dt.UTC).astimezone()
    locale = QLocale()
    if moment.date() == now.date():
        return QCoreApplication.translate("StartPage", "today {time}").format(time=moment.strftime("%H:%M"))
    pattern = "d MMM" if moment.year == now.year else "d MMM yyyy"
    return locale.toString(QDate(moment.year, moment.month, moment.day), pattern)


class RecentDelegate(QStyledItemDelegate):
    """A recent project in two lines."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return a height of 56 at 100 % text."""
        lines = QFontMetrics(ui_font()).height() + QFontMetrics(ui_font(12)).height()
        return QSize(px(200), max(px(56), lines + px(22)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw icon, name, place, time and state."""
        look = tokens()
        rect: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue]
        state = option.state  # pyright: ignore[reportAttributeAccessIssue]
        data = index.data
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("accentT"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent"))
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        ratio = painter.device().devicePixelRatioF()
        icon = "file-db" if is_url(data(_LOCATION)) else "file"
        painter.drawPixmap(rect.left() + px(16), rect.top() + px(12), pixmap(icon, "text2", px(16), ratio))
        bold, small = ui_font(bold=True), ui_font(12)
        top, left = rect.top() + px(10), rect.left() + px(44)
        high = QFontMetrics(bold).height()
        room = rect.width() - px(60)
        missing = self.tr("! file not found") if data(_MISSING) else ""
        when, where = str(data(_WHEN) or ""), str(data(_WHERE))
        painter.setFont(small)
        painter.setPen(look.color("text2"))
        line = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRect(left, top, room, high), line | Qt.AlignmentFlag.AlignRight, when)
        taken = QFontMetrics(small).horizontalAdvance(when) + px(12)
        painter.setFont(bold)
        painter.setPen(look.color("text"))
        name = painter.fontMetrics().elidedText(str(data(_NAME)), Qt.TextElideMode.ElideRight, room - taken)
        painter.drawText(QRect(left, top, room, high), line, name)
        second = QRect(left, top + high + 2, room, QFontMetrics(small).height())
        if missing:
            painter.setFont(ui_font(12, bold=True))
            painter.setPen(look.color("warn"))
            painter.drawText(second, line | Qt.AlignmentFlag.AlignRight, missing)
        taken = QFontMetrics(ui_font(12, bold=True)).horizontalAdvance(missing) + px(12)
        painter.setFont(small)
        painter.setPen(look.color("text2"))
        place = painter.fontMetrics().elidedText(where, Qt.TextElideMode.ElideMiddle, room - taken)
        painter.drawText(second, line, place)
        painter.restore()


class RecentList(QListWidget):
    """The recent projects; Enter opens, Del takes one off the list."""

    opened = Signal(str)
    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recent")
        self.setItemDelegate(RecentDelegate(self))
        self.setAccessibleName(self.tr("Recent projects"))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(lambda item: self.opened.emit(item.data(_LOCATION)))
        self.itemClicked.connect(lambda item: self.opened.emit(item.data(_LOCATION)))

    def show_projects(self, locations: list[str]) -> None:
        """List projects; whether their files exist comes later."""
        self.clear()
        for location in locations:
            item = QListWidgetItem(Path(location).name)
            name = location.rsplit("/", 1)[-1] if is_url(location) else Path(location).stem
            item.setData(_LOCATION, location)
            item.setData(_NAME, name)
            item.setData(_WHERE, without_password(location))
            item.setToolTip(plain_tooltip(without_password(location)))
            self.addItem(item)

    def show_files(self, found: dict[str, float | None]) -> None:
        """Say of each file when it was written last, or that it is not there."""
        for row in range(self.count()):
            item = self.item(row)
            location = item.data(_LOCATION)
            if location in found:
                when = found[location]
                item.setData(_MISSING, when is None)
                item.setData(_WHEN, "" if when is None else _day(when))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the selected project off the list with Del."""
        item = self.currentItem()
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and self.currentRow() >= 0:
            location = str(item.data(_LOCATION))
            self.takeItem(self.row(item))
            self.removed.emit(location)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentRow() >= 0:
            self.opened.emit(item.data(_LOCATION))
        else:
            super().keyPressEvent(event)
