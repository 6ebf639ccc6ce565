"""A label that never takes its text for HTML."""

from __future__ import annotations

import html
from typing import Literal, TypeAlias

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyleOption, QWidget

Role: TypeAlias = Literal["body", "title", "panel", "figure", "strong", "secondary", "hint", "ok", "warn", "bad"]


def plain_tooltip(text: str) -> str:
    """Return a tooltip that shows the text as it is, whatever stands in it; "" stays empty."""
    return f"<qt>{html.escape(text)}</qt>" if text else ""


class PlainLabel(QLabel):
    """Plain text in one of the roles of the type scale.

    `elide` cuts a text that does not fit with an ellipsis at the right and shows it whole as the tooltip; `wrap`
    breaks it into lines.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: Role = "body",
        elide: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._elide = elide
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; the one that is shown already costs nothing: a label of Qt's would lay out the window anew."""
        if text == self.text():
            return
        super().setText(text)
        if self._elide:
            self._mind_the_width()

    def set_role(self, role: Role) -> None:
        """Change the role, and with it size and colour."""
        if role == self.property("role"):
            return
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)

    def minimumSizeHint(self) -> QSize:
        """Return the least size: of an eliding label an ellipsis."""
        hint = super().minimumSizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("…"), hint.height()) if self._elide else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide anew whether the text fits."""
        super().resizeEvent(event)
        if self._elide:
            self._mind_the_width()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, cut where it must be."""
        if not self._elide or self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        option = QStyleOption()
        option.initFrom(self)
        room = self.contentsRect()
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        flags = self.alignment() | Qt.TextFlag.TextSingleLine
        role = self.foregroundRole()
        self.style().drawItemText(painter, room, int(flags), option.palette, self.isEnabled(), text, role)
        painter.end()

    def _mind_the_width(self) -> None:
        fits = self.fontMetrics().horizontalAdvance(self.text()) <= self.contentsRect().width()
        self.setToolTip("" if fits else plain_tooltip(self.text()))
