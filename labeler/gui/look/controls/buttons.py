"""Buttons: the plain one, the one primary of a page, the quiet one, a link, and an icon with a name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QToolButton, QWidget

from labeler.gui.look.controls.chips import draw_key_cap
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import advance, px
from labeler.gui.look.icons import wear
from labeler.gui.look.theme import themes


class Button(QPushButton):
    """A button with an optional icon, and a key cap inside when a single key does the same.

    `&` in the text is shown as it is: keys are those of the table of keys, not mnemonics.
    """

    LOOK = ""
    ICON = "text2"
    BOLD = True

    def __init__(self, text: str, *, icon: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        # Style sheets know no space between icon and words.
        self._space = "\u2002" if icon else ""
        self.set_text(text)
        self.setProperty("look", self.LOOK)
        if icon:
            wear(self, icon, self.ICON)
        self._grow()
        themes().changed.connect(self._grow)

    def set_text(self, text: str) -> None:
        """Show another text."""
        shown = self._space + text.replace("&", "&&")
        if shown == self.text():
            return
        self.setText(shown)
        self.setAccessibleName(text)

    def set_key(self, key: str) -> None:
        """Show another key inside, or none."""
        if key == self._key:
            return
        self._key = key
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of text, icon and key cap."""
        hint = super().sizeHint()
        # Checked, primary and inked buttons are bold; nothing moves when one is checked.
        bold = self.BOLD or bool(self.property("ink"))
        grown = advance(self.text(), bold=True) - advance(self.text()) if bold else 0
        cap = self._cap_width() + px(8) if self._key else 0
        return QSize(hint.width() + max(grown, 0) + cap, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same as the size hint: nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and its key cap at the right of the text."""
        if not self._key:
            super().paintEvent(event)
            return
        width, height = self._cap_width(), px(20)
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect = option.rect.adjusted(0, 0, -width - px(4), 0)  # pyright: ignore[reportAttributeAccessIssue]
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        left = self.width() - width - px(8)
        draw_key_cap(painter, QRectF(left, (self.height() - height) / 2, width, height), self._key)
        painter.end()

    def _grow(self) -> None:
        self.setIconSize(QSize(px(16), px(16)))
        self.updateGeometry()

    def _cap_width(self) -> int:
        return max(px(20), advance(self._key, 11, bold=True) + px(10))


class PrimaryButton(Button):
    """The one button of a page that is meant to be pressed."""

    LOOK = "primary"
    ICON = "onAccent"


class QuietButton(Button):
    """Accent text without a border."""

    LOOK = "quiet"
    ICON = "accent"
    BOLD = False


class LinkButton(Button):
    """An action as a link, in notices and sentences."""

    LOOK = "link"
    ICON = "accent"
    BOLD = False

    def __init__(self, text: str, *, icon: str = "", key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, icon=icon, key=key, parent=parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)


class IconButton(QToolButton):
    """An icon alone: its name is its tooltip and its accessible name."""

    def __init__(self, icon: str, name: str, *, ink: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.set_key("")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        wear(self, icon, ink)
        self._grow()
        themes().changed.connect(self._grow)

    def set_key(self, key: str) -> None:
        """Name a key that does the same."""
        words = f"{self._name} ({key})" if key else self._name
        self.setAccessibleName(words)
        self.setToolTip(plain_tooltip(words))

    def _grow(self) -> None:
        self.setIconSize(QSize(px(16), px(16)))
        self.setMinimumSize(px(28), px(28))
