"""The line at the top of an open project: what is open, whether it is saved, who is labelling."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from labeler.domain.sets import Annotator
from labeler.gui.actions import actions
from labeler.gui.bindings import bindings
from labeler.gui.look.controls import IconButton, PlainLabel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import advance, px, ui_font
from labeler.gui.look.icons import pixmap, wear
from labeler.gui.look.theme import themes, tokens


class FindField(QPushButton):
    """Looks like a field and opens the palette, which has the real one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = self.tr("Find article, entity or command")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._refresh()
        themes().changed.connect(self._refresh)
        bindings().changed.connect(self._refresh)

    def sizeHint(self) -> QSize:
        """Return room for the words and the key, 32 high at 100 % text."""
        width = advance(self._words) + advance(self._key, 12) + px(80)
        return QSize(max(width, px(316)), max(QFontMetrics(ui_font()).height() + px(12), px(32)))

    def minimumSizeHint(self) -> QSize:
        """Return room for the words and the key: nothing is cut."""
        return QSize(advance(self._words) + advance(self._key, 12) + px(64), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, glass, words and key."""
        look = tokens()
        lit = self.underMouse() or self.isDown()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("accent" if lit else "line2"), 1))
        painter.setBrush(look.color("page"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        side = px(16)
        glass = pixmap("search", "text2", side, self.devicePixelRatioF())
        painter.drawPixmap(QRect(px(10), (self.height() - side) // 2, side, side), glass)
        room = self.rect().adjusted(px(34), 0, -px(10), 0)
        painter.setFont(ui_font())
        painter.setPen(look.color("text3"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._words)
        painter.setFont(ui_font(12))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._key)
        painter.end()

    def _refresh(self) -> None:
        self._key = actions()["view.palette"].shown_key
        self.setAccessibleName(f"{self._words} ({self._key})" if self._key else self._words)
        self.updateGeometry()
        self.update()


class PersonButton(QToolButton):
    """Who labels, and an arrow: others can be chosen."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name, and the arrow in the room that the style sheet leaves for it."""
        super().paintEvent(event)
        side = px(16)
        painter = QPainter(self)
        place = QRect(self.width() - side - px(6), (self.height() - side) // 2, side, side)
        painter.drawPixmap(place, pixmap("chevron-down", "text2", side, self.devicePixelRatioF()))
        painter.end()


class Header(QWidget):
    """chosen(str): the id of another annotator. add_wanted(): add one. menu_wanted(): the menu button.

    find_wanted(): the palette.
    """

    find_wanted = Signal()
    chosen = Signal(str)
    add_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("panel", "header")
        self._brand = QWidget()
        self._logo = QLabel()
        self._name = PlainLabel("Labeler", role="panel")
        self._project = PlainLabel(role="panel", elide=True)
        self._versions = PlainLabel(role="secondary")
        self._mark = QLabel()
        self._saved = PlainLabel()
        self._who = PersonButton()
        self._who.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._people = QMenu(self._who)
        self._who.clicked.connect(self._show_menu)
        self._who.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._who.setObjectName("who")
        self._menu = IconButton("menu", self.tr("Menu"))
        self._menu.clicked.connect(self.menu_wanted)
        self.find_field = FindField()
        self.find_field.clicked.connect(self.find_wanted)
        self.find_button = IconButton("search", self.find_field.accessibleName())
        self.find_button.clicked.connect(self.find_wanted)
        brand = QHBoxLayout(self._brand)
        brand.setContentsMargins(px(16), 0, 0, 0)
        brand.setSpacing(px(10))
        brand.addWidget(self._logo)
        brand.addWidget(self._name)
        brand.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, px(6), px(12), px(6))
        row.setSpacing(px(10))
        row.addWidget(self._brand)
        row.addWidget(self._project)
        row.addWidget(self._versions)
        row.addStretch(1)
        row.addWidget(self.find_field)
        row.addWidget(self.find_button)
        row.addSpacing(px(6))
        row.addWidget(self._mark)
        row.addWidget(self._saved)
        row.addSpacing(px(6))
        row.addWidget(self._who)
        row.addWidget(self._menu)
        self._state = "saved"
        self._dye()
        themes().changed.connect(self._dye)

    def sizeHint(self) -> QSize:
        """Return a height of 48 at 100 % text."""
        return QSize(px(640), px(48))

    def minimumSizeHint(self) -> QSize:
        """Return the height; names are elided."""
        return QSize(px(320), px(48))

    @property
    def menu_button(self) -> QWidget:
        """Where the menu opens."""
        return self._menu

    def show_project(self, name: str, scheme: int, guidelines: int) -> None:
        """Show the project's name and the versions in use."""
        self._project.setText(name)
        self._versions.setText(
            self.tr("scheme v{scheme} · guidelines v{guidelines}").format(scheme=scheme, guidelines=guidelines)
        )

    def show_people(self, people: list[Annotator], current: str, *, lead: bool) -> None:
        """Show who is labelling, and offer the others."""
        person = next((one for one in people if one.id == current), None)
        name = person.name if person else ""
        self._who.setText(f"\u2002{name}".replace("&", "&&"))
        self._who.setAccessibleName(self.tr("Annotator: {name}").format(name=name))
        self._who.setToolTip(plain_tooltip(self.tr("Who is labelling: {name}").format(name=name)))
        menu = self._people
        menu.clear()
        for one in people:
            item = menu.addAction(one.name.replace("&", "&&"))
            item.setCheckable(True)
            item.setChecked(one.id == current)
            item.triggered.connect(lambda _checked=False, ident=one.id: self.chosen.emit(ident))
        if lead:
            menu.addSeparator()
            menu.addAction(self.tr("Add annotator…")).triggered.connect(lambda _checked=False: self.add_wanted.emit())

    def show_state(self, state: str) -> None:
        """Show `saved`, `saving` or `failed`."""
        if state != self._state:
            self._state = state
            self._show_state()

    def fit(self, rail: int, *, narrow: bool) -> None:
        """Keep the project's name above the column right of the rail; hide what is dispensable when narrow."""
        self._brand.setFixedWidth(rail)
        self._name.setVisible(not narrow)
        self._versions.setVisible(not narrow)
        self.find_field.setVisible(not narrow)
        self.find_button.setVisible(narrow)

    def people_menu(self) -> QMenu:
        """Return the menu of people."""
        return self._people

    def _show_menu(self) -> None:
        self._people.popup(self._who.mapToGlobal(self._who.rect().bottomLeft()))

    def _show_state(self) -> None:
        icon, role, words = {
            "saved": ("check", "ok", self.tr("Saved")),
            "saving": ("progress", "text2", self.tr("saving…")),
            "failed": ("alert", "bad", self.tr("Not saved")),
        }[self._state]
        self._mark.setPixmap(pixmap(icon, role, px(16), self.devicePixelRatioF()))
        self._saved.setText(words)
        self._saved.set_role({"ok": "ok", "bad": "bad"}.get(role, "secondary"))  # pyright: ignore[reportArgumentType]

    def _dye(self) -> None:
        self._show_state()
        self._logo.setPixmap(pixmap("logo", "text", px(20), self.devicePixelRatioF()))
        self._who.setIconSize(QSize(px(16), px(16)))
        wear(self._who, "person", "annA")
