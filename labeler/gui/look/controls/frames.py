"""Panels, rules and splitters: what divides the window."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QWidget


def panel(
    ground: Literal["window", "rail", "header", "page", "raised", "card"], parent: QWidget | None = None
) -> QFrame:
    """Return a frame on one of the grounds; `raised` and `card` have a border and a radius of 8."""
    frame = QFrame(parent)
    frame.setProperty("panel", ground)
    frame.setFrameShape(QFrame.Shape.NoFrame)
    return frame


def splitter(*parts: QWidget, name: str) -> QSplitter:
    """Return the parts side by side with lines of 1 pixel between them that can be dragged."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setObjectName(name)
    made.setAccessibleName(name)
    made.setHandleWidth(1)
    made.setChildrenCollapsible(False)
    for part in parts:
        made.addWidget(part)
    return made


class Rule(QFrame):
    """A dividing line of 1 pixel: decoration, carries nothing."""

    def __init__(self, direction: Literal["across", "down"] = "across", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("rule", direction)
