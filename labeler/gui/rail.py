"""The rail at the left: the pages, and below them the size of the text, the theme and the settings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from labeler.gui.actions import actions
from labeler.gui.bindings import follow, follow_key
from labeler.gui.look.controls import IconButton, PlainLabel, Rule
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import advance, px
from labeler.gui.look.icons import wear
from labeler.gui.look.theme import themes, tokens, words_of
from labeler.gui.paging import PAGES, PageName

WIDE, NARROW = 176, 56


class PageButton(QToolButton):
    """A page of the rail: icon, name and key; the page that is open has a bar at its left, a closed one a lock."""

    def __init__(self, icon: str, name: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._key, self._icon = name, key, icon
        self._narrow = False
        self._locked = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)
        self.set_key(key)
        wear(self, icon, "accent")

    def set_key(self, key: str) -> None:
        """Show another key."""
        self._key = key
        self._tell()
        self.update()

    def lock(self, why: str) -> None:
        """Close the page with a sentence that says why, or open it with none; a closed one can still be pressed."""
        if why != self._locked:
            self._locked = why
            self._tell()
            wear(self, "lock" if why else self._icon, "text3" if why else "accent")
            self.setProperty("locked", bool(why))
            self.style().polish(self)

    def fit(self, *, narrow: bool) -> None:
        """Show the icon alone, or with the name."""
        self._narrow = narrow
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
        self.setText("" if narrow else f"  {self._name}")
        self.setIconSize(QSize(px(20), px(20)))
        self.setMinimumHeight(px(44))
        self.updateGeometry()

    def wanted(self) -> int:
        """Return the width that icon, name and key need, the name as bold as it is while the page is open."""
        return round(px(20) + advance(f"  {self._name}", bold=True) + advance(self._key, 11)) + px(32)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, the bar, and the key."""
        look = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            painter.setPen(look.color("line"))
            painter.setBrush(look.color("page"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
            painter.fillRect(1, px(10), 3, self.height() - px(20), look.color("accent"))
        painter.end()
        super().paintEvent(event)
        if not self._narrow:
            painter = QPainter(self)
            font = self.font()
            font.setPixelSize(px(11))
            painter.setFont(font)
            painter.setPen(look.color("text3" if self._locked else "text2"))
            painter.drawText(
                self.rect().adjusted(0, 0, -px(10), 0),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
                self._key,
            )
            painter.end()

    def _tell(self) -> None:
        called = f"{self._name} ({self._key})" if self._key else self._name
        self.setToolTip(plain_tooltip(f"{called}. {self._locked}" if self._locked else called))
        self.setAccessibleDescription(self._locked)


class Rail(QWidget):
    """page_wanted(str): a page by name. size_wanted(int): a step of the reading size, -1 or 1.

    theme_wanted(): the next theme. settings_wanted().
    """

    page_wanted = Signal(str)
    size_wanted = Signal(int)
    theme_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.pages = {name: self._button(name) for name in PAGES}
        self.show_page("annotate")
        self._smaller = IconButton("minus", self.tr("Smaller text"))
        self._larger = IconButton("plus", self.tr("Larger text"))
        self._size_name = PlainLabel(self.tr("Text size"), role="secondary")
        self._size = PlainLabel(role="strong")
        self._theme_name = PlainLabel(self.tr("Theme"), role="secondary")
        self._theme = QToolButton()
        self._theme.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._settings = QToolButton()
        self._settings.setObjectName("settings")
        self._settings.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._settings.setAccessibleName(self.tr("Settings"))
        self._settings.clicked.connect(self.settings_wanted)
        wear(self._settings, "settings")
        follow(self._settings, self._name_settings)
        self._smaller.clicked.connect(lambda: self.size_wanted.emit(-1))
        self._larger.clicked.connect(lambda: self.size_wanted.emit(1))
        self._theme.clicked.connect(self.theme_wanted)
        self._sizes = QHBoxLayout()
        self._themes = QHBoxLayout()
        for row, parts in (
            (self._sizes, (self._size_name, None, self._smaller, self._size, self._larger)),
            (self._themes, (self._theme_name, None, self._theme)),
        ):
            row.setContentsMargins(px(8), 0, 0, 0)
            row.setSpacing(0)
            for part in parts:
                row.addStretch(1) if part is None else row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(12))
        column.setSpacing(px(4))
        for button in self.pages.values():
            column.addWidget(button)
        column.addStretch(1)
        column.addWidget(Rule())
        column.addSpacing(px(4))
        column.addLayout(self._sizes)
        column.addLayout(self._themes)
        column.addWidget(self._settings)
        self._dye()
        themes().changed.connect(self._dye)
        self.fit(narrow=False)

    def show_page(self, name: str) -> None:
        """Mark the page that is open."""
        for other, button in self.pages.items():
            button.setChecked(other == name)

    def show_size(self, size: int) -> None:
        """Show the size of the reading text in pixels."""
        self._size.setText(str(size))
        self._size.setAccessibleName(self.tr("Text size {size}").format(size=size))

    def fit(self, *, narrow: bool) -> int:
        """Show icons alone or with names; return the width."""
        named = max(button.wanted() for button in self.pages.values()) + px(16)
        width = px(NARROW) if narrow else max(px(WIDE), self.sizeHint().width(), named)
        for button in self.pages.values():
            button.fit(narrow=narrow)
            button.setFixedWidth(width - px(16))
        for part in (self._size_name, self._theme_name, self._smaller, self._larger, self._size):
            part.setVisible(not narrow)
        style = Qt.ToolButtonStyle
        for button in (self._theme, self._settings):
            button.setToolButtonStyle(style.ToolButtonIconOnly if narrow else style.ToolButtonTextBesideIcon)
        for row in (self._sizes, self._themes):
            row.setContentsMargins(0 if narrow else px(8), 0, 0, 0)
        self._theme.setMinimumWidth(width - px(16) if narrow else px(28))
        self._settings.setText("" if narrow else "\u2002" + self.tr("Settings"))
        self._settings.setFixedWidth(width - px(16))
        self.setFixedWidth(width)
        return width

    def _button(self, name: PageName) -> PageButton:
        """Return a page's button: pressed, it asks for its page, and stays as the page it shows."""
        button = PageButton(name, actions()[f"view.{name}"].title, "")
        follow_key(button, f"view.{name}")
        button.clicked.connect(lambda checked: button.setChecked(not checked))
        button.clicked.connect(lambda: self.page_wanted.emit(name))
        return button

    def _name_settings(self) -> None:
        key = actions()["view.settings"].shown_key
        self._settings.setToolTip(plain_tooltip(self.tr("Settings") + (f" ({key})" if key else "")))

    def _dye(self) -> None:
        for button in (self._theme, self._settings):
            button.setIconSize(QSize(px(16), px(16)))
            button.setMinimumHeight(px(28))
        words = words_of(themes().name)
        # The rail is as wide in every theme.
        short = self.tr("Contrast") if themes().name == "contrast" else words
        self._theme.setText(f"\u2002{short}")
        self._theme.setAccessibleName(self.tr("Theme: {name}").format(name=words))
        self._theme.setToolTip(plain_tooltip(self.tr("Theme: {name}. Change it").format(name=words)))
        wear(self._theme, "moon" if tokens().dark else "sun")
