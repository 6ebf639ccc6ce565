"""The line at the top of an open project: what is open, whether it is saved, who is labelling."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from labeler.domain.sets import Annotator
from labeler.gui.look.controls import IconButton, PlainLabel
from labeler.gui.look.controls.labels import plain_tooltip
from labeler.gui.look.fonts import px
from labeler.gui.look.icons import pixmap, wear
from labeler.gui.look.theme import themes, tokens


class Header(QWidget):
    """chosen(str): the id of another annotator. add_wanted(): add one. menu_wanted(): the menu button."""

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
        self._who = QToolButton()
        self._who.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._people = QMenu(self._who)
        self._who.clicked.connect(self._show_menu)
        self._who.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._menu = IconButton("menu", self.tr("Menu"))
        self._menu.clicked.connect(self.menu_wanted)
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
        self._who.setText(f"\u2002{name}  ▾".replace("&", "&&"))
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
        self.setStyleSheet(f"Header {{ background: {tokens().header}; border-bottom: 1px solid {tokens().line}; }}")
