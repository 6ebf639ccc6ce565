"""Chips of which one is chosen: the kinds of disagreement, each with how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from labeler.gui.look.controls.flow import Flow
from labeler.gui.look.fonts import px, ui_font
from labeler.gui.look.theme import themes, tokens


class ChipButton(QAbstractButton):
    """A chip that can be chosen; 24 high."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        themes().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return room for the words."""
        metrics = QFontMetrics(ui_font(11, bold=True))
        return QSize(metrics.horizontalAdvance(self.text()) + px(14), max(metrics.height() + 6, px(24)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the words are never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press by Enter too."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame and words; the chosen one is filled."""
        look, chosen = tokens(), self.isChecked()
        lit = chosen or self.underMouse()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if lit else "line2"), 2 if chosen and look.forced else 1))
        painter.setBrush(look.color("accentT" if lit else "page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5), 4, 4)
        painter.setFont(ui_font(11, bold=True))
        painter.setPen(look.color("text" if chosen else "text2"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class Chips(QWidget):
    """A row of chips that breaks into lines; `chosen` carries the key of the one that was pressed."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons: list[ChipButton] = []
        self._flow = Flow(self, space=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chips(self, chips: Sequence[tuple[str, str, str]], chosen: str) -> None:
        """Show (key, words, what a screen reader says) of each chip."""
        if [one.key for one in self.buttons] != [key for key, _, _ in chips]:
            for gone in self.buttons:
                self._flow.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
            self.buttons = [ChipButton(key, self) for key, _, _ in chips]
            for button in self.buttons:
                button.clicked.connect(lambda _checked=False, key=button.key: self._press(key))
                self._flow.addWidget(button)
        for button, (key, words, spoken) in zip(self.buttons, chips, strict=True):
            button.setChecked(key == chosen)
            if (button.text(), button.accessibleName()) != (words, spoken):
                button.setText(words)
                button.setAccessibleName(spoken)
                button.updateGeometry()
                self.updateGeometry()

    def focus_chosen(self) -> None:
        """Go to the chosen chip."""
        chosen = next((one for one in self.buttons if one.isChecked()), None)
        if chosen is not None:
            chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from chip to chip by the arrows."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        here = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        self.buttons[(here + step) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)

    def _press(self, key: str) -> None:
        for button in self.buttons:
            button.setChecked(button.key == key)
        self.chosen.emit(key)
