"""A choice from a list that may be narrower than what it offers."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from labeler.gui.look.controls.labels import plain_tooltip


class Combo(QComboBox):
    """A choice under a name; what its width cuts, its tooltip has whole. `least`: so many characters always show."""

    def __init__(self, name: str, *, least: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(least)
        self.currentTextChanged.connect(lambda text: self.setToolTip(plain_tooltip(text)))
