"""A page of settings: rows of a name, a control, and what it is good for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from labeler.gui.look.controls import PlainLabel
from labeler.gui.look.fonts import px


class Fields(QScrollArea):
    """Rows one below another; they scroll where there is little room."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setObjectName("fields")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(px(4), px(4), px(12), px(4))
        self.column.setSpacing(px(4))
        self.setWidget(inside)

    def field(self, label: str, widget: QWidget, hint: str = "") -> None:
        """Add a control with its name above, and a hint below."""
        name = PlainLabel(label, role="secondary")
        name.setBuddy(widget)
        widget.setAccessibleName(label)
        if self.column.count():
            self.column.addSpacing(px(10))
        self.column.addWidget(name)
        self.column.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
        self.hint(widget, hint)

    def check(self, widget: QWidget, hint: str = "") -> None:
        """Add a control that names itself."""
        self.column.addSpacing(px(10))
        self.column.addWidget(widget)
        self.hint(widget, hint)

    def hint(self, widget: QWidget, words: str) -> None:
        """Say below a control what it is good for."""
        if words:
            widget.setAccessibleDescription(words)
            self.column.addWidget(PlainLabel(words, role="hint", wrap=True))
