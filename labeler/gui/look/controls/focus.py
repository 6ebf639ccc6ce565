"""The focus ring: 2 pixels wide, 2 away from what has the focus, drawn last, over everything."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit, QScrollArea, QWidget

from labeler.gui.look.theme import themes, tokens

REACH = 4
_MOVES = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
}


class FocusRing(QWidget):
    """Follows the focus through one window; make one for each window.

    Lists, tables and the article show the focus inside themselves and get no ring; so does any widget with the
    property `ownFocus`.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        themes().changed.connect(self.update)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_changed)

    def target(self) -> QWidget | None:
        """Return the widget that the ring is around, None if it is hidden."""
        return self._target

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the target when it or what it lies in moves."""
        if event.type() in _MOVES and self._target is not None:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens().color("focus"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 9, 9)
        painter.end()

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not shiboken6.isValid(self):
            return
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []
        self._target = new if new is not None and self._rings(new) else None
        widget = self._target
        while widget is not None and widget is not self.window():
            widget.installEventFilter(self)
            self._watched.append(widget)
            widget = widget.parentWidget()
        self._place()

    def _rings(self, widget: QWidget) -> bool:
        # A plain scroll area takes the focus to be scrolled, and shows nothing of it by itself; a field that can only
        # be read has no caret.
        shows = isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QScrollArea | QPlainTextEdit)
        inside = shows or bool(widget.property("ownFocus"))
        return widget.window() is self.window() and widget is not self.window() and not inside

    def _place(self) -> None:
        target = self._target
        if target is None or not shiboken6.isValid(target) or not target.isVisible():
            self.hide()
            return
        corner = target.mapTo(self.window(), target.rect().topLeft())
        seen = target.visibleRegion().boundingRect().translated(corner)
        if seen.isEmpty():
            seen = QRect(corner, target.size())
        self.setGeometry(seen.adjusted(-REACH, -REACH, REACH, REACH))
        self.show()
        self.raise_()
