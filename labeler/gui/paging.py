"""The pages of an open project: one is shown at a time, made when it is first shown, and has commands of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from labeler.gui.actions import Scope

if TYPE_CHECKING:
    from labeler.gui.commands import Commands

PageName: TypeAlias = Literal["annotate", "review", "agreement"]
PAGES: tuple[PageName, ...] = ("annotate", "review", "agreement")

_MODIFIER = Qt.KeyboardModifier
_KEY = Qt.Key
_HELD = _MODIFIER.ControlModifier | _MODIFIER.AltModifier | _MODIFIER.MetaModifier
_PRESSES = {_KEY.Key_Space, _KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Select}


class Page(Protocol):
    """What the window asks of a page: a widget that emits `keys_changed` when it answers otherwise than before."""

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Return what commands do while this page is shown, by the ids of actions."""
        ...

    def keys(self) -> Sequence[Sequence[str]]:
        """Return the actions whose keys the bar shows now, in groups, the most telling first."""
        ...

    def words(self) -> str:
        """Return what the key bar says before the keys, "" for nothing."""
        ...

    def enter(self) -> None:
        """Take the focus and read what may have changed: the page is shown now."""
        ...

    def leave(self) -> None:
        """Store what is being typed: another page is shown, or the project is closed."""
        ...


class PageKeys(QObject):
    """Reads the keys of one scope wherever the focus is on a page, before the widget that has it does.

    Fields keep what is typed into them, buttons what presses them, and lists to choose from what chooses.
    """

    def __init__(self, commands: Commands, pane: QWidget, scope: Scope) -> None:
        super().__init__(pane)
        self._commands, self._pane = commands, pane
        self._scope: Scope = scope
        self._watched: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the keys of the scope's commands, then do what they say."""
        if isinstance(event, QKeyEvent) and not (isinstance(watched, QWidget) and keeps(watched, event)):
            if event.type() == QEvent.Type.ShortcutOverride and self._commands.named(event, self._scope):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._commands.press(event, self._scope)
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = None
        if now is not None and (now is self._pane or self._pane.isAncestorOf(now)):
            now.installEventFilter(self)
            self._watched = now


def keeps(widget: QWidget, event: QKeyEvent) -> bool:
    """Say whether a key is a widget's own whatever else it means: typed text, or what presses a button."""
    if event.modifiers() & _HELD:
        return False
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return not widget.isReadOnly()
    if isinstance(widget, QLineEdit | QAbstractSpinBox | QComboBox):
        return True
    return isinstance(widget, QAbstractButton) and Qt.Key(event.key()) in _PRESSES


class Pages(QStackedWidget):
    """The pages in one place. turned(): another is shown. keys_changed(): other keys act on the one that is shown.

    refused(str): a page is not for whoever works here, and why.
    """

    turned = Signal()
    keys_changed = Signal()
    refused = Signal(str)

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = commands
        self._makers: dict[PageName, Callable[[], tuple[QWidget, Page]]] = {}
        self._made: dict[PageName, tuple[QWidget, Page]] = {}
        self._locks: dict[PageName, str] = {}
        # What commands that the page takes over did before it.
        self._before: dict[str, Callable[[], object] | None] = {}
        self.name: PageName | None = None

    @property
    def page(self) -> Page | None:
        """The page that is shown, None before the first."""
        return None if self.name is None else self._made[self.name][1]

    def offer(self, name: PageName, make: Callable[[], tuple[QWidget, Page]]) -> None:
        """Let there be a page: `make` returns its widget and what answers for it, once it is to be shown.

        Whoever makes it connects its `keys_changed` with `tell`.
        """
        self._makers[name] = make

    def enter(self) -> None:
        """Go into the page that is shown."""
        if (page := self.page) is not None:
            page.enter()

    def leave(self) -> None:
        """Let the page that is shown store what is being typed."""
        if (page := self.page) is not None:
            page.leave()

    def offered(self, name: PageName) -> bool:
        """Say whether there is such a page."""
        return name in self._makers

    def made(self, name: PageName) -> QWidget | None:
        """Return the widget of a page, None as long as it was not shown."""
        found = self._made.get(name)
        return None if found is None else found[0]

    def lock(self, name: PageName, why: str) -> None:
        """Close a page to whoever works here, with a sentence that says why; "" opens it."""
        self._locks[name] = why

    def why_locked(self, name: PageName) -> str:
        """Return why a page is closed, "" if it is open."""
        return self._locks.get(name, "")

    def turn(self, name: PageName) -> bool:
        """Show a page, or go into it again, and return whether it is shown; of a closed one `refused` says why."""
        if why := self.why_locked(name):
            self.refused.emit(why)
            return False
        if name != self.name:
            before = self.page
            if before is not None:
                before.leave()
            widget, page = self._make(name)
            self.name = name
            self._hand_over(page.handlers())
            self.setCurrentWidget(widget)
            self.turned.emit()
        page = self.page
        assert page is not None
        page.enter()
        self.keys_changed.emit()
        return True

    def tell(self, name: PageName) -> None:
        """Take note that a page has other keys: those that are not shown change too, with each edit."""
        if name == self.name:
            self.keys_changed.emit()

    def prepare(self, name: PageName) -> QWidget | None:
        """Make a page before it is asked for, and return it; None if it is closed to whoever works here."""
        return None if self.why_locked(name) else self._make(name)[0]

    def discard(self, name: PageName) -> QWidget | None:
        """Take a page that is not shown away, to be made anew; return its widget for whoever deletes it."""
        if name == self.name or name not in self._made:
            return None
        widget, _page = self._made.pop(name)
        self.removeWidget(widget)
        widget.hide()
        return widget

    def _hand_over(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        for ident, handler in self._before.items():
            if handler is None:
                self._commands.drop(ident)
            else:
                self._commands.handle(ident, handler)
        self._before = {ident: self._commands.handler(ident) for ident in handlers}
        for ident, handler in handlers.items():
            self._commands.handle(ident, handler)

    def _make(self, name: PageName) -> tuple[QWidget, Page]:
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self.addWidget(self._made[name][0])
        return self._made[name]
