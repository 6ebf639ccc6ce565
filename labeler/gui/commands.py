"""Records become QActions: one each. The window's keys are Qt's shortcuts; the article's are read by position too."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from labeler.gui.actions import GROUPS, SCOPES, Group, Scope, actions, group_title
from labeler.gui.bindings import bindings
from labeler.gui.keyboard import names

# What goes on while a key is held down; anything else is done once.
_GOES_ON = {
    *("edit.undo", "edit.redo", "article.next", "article.previous", "article.find_next", "article.find_previous"),
    *("label.next", "label.previous", "suggestion.next", "suggestion.previous"),
    *("view.larger", "view.smaller", "view.wider", "view.narrower", "review.next", "review.previous"),
}
# What Qt itself watches for: shortcuts of the whole window.
_SHORTCUTS: tuple[Scope, ...] = ("window", "annotate")


class Commands(QObject):
    """The QActions of all records. A command without a handler is disabled."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._handlers: dict[str, Callable[[], object]] = {}
        self.made: dict[str, QAction] = {}
        for record in actions().values():
            action = QAction(record.title.replace("&", "&&"), self)
            action.setObjectName(record.id)
            action.setEnabled(False)
            action.triggered.connect(lambda _checked=False, ident=record.id: self.trigger(ident))
            if record.scope in _SHORTCUTS:
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                window.addAction(action)
            self.made[record.id] = action
        self._take_keys()
        bindings().changed.connect(self._take_keys)

    def handle(self, ident: str, handler: Callable[[], object]) -> None:
        """Say what a command does, and enable it."""
        self._handlers[ident] = handler
        self.made[ident].setEnabled(True)

    def handler(self, ident: str) -> Callable[[], object] | None:
        """Return what a command does, None if nothing."""
        return self._handlers.get(ident)

    def drop(self, *idents: str) -> None:
        """Take the handlers of commands away, and disable them."""
        for ident in idents:
            self._handlers.pop(ident, None)
            self.made[ident].setEnabled(False)

    def enable(self, ident: str, enabled: bool) -> None:
        """Let a command act or not; one without a handler never acts."""
        self.made[ident].setEnabled(enabled and ident in self._handlers)

    def handled(self) -> set[str]:
        """Return the ids of the commands that have a handler."""
        return set(self._handlers)

    def give_article_keys(self, pane: QWidget, keeps: Callable[[QKeyEvent], bool]) -> None:
        """Let the article's keys act while the focus is in this pane, but for those that it `keeps` for itself."""
        ArticleKeys(self, pane, keeps)

    def trigger(self, ident: str) -> None:
        """Do what a command says. What goes wrong in it is told like whatever nobody caught."""
        handler = self._handlers.get(ident)
        if handler is None or not self.made[ident].isEnabled():
            return
        try:
            handler()
        except Exception as error:  # noqa: BLE001  an error that leaves an event handler ends the program
            sys.excepthook(type(error), error, error.__traceback__)

    def named(self, event: QKeyEvent, scope: Scope) -> str:
        """Return the id of the command that a key means and that can act now, "" if there is none."""
        scopes = _SHORTCUTS if scope == "window" else (scope,)
        for name in names(event):
            for one in scopes:
                ident = self._by_key[one].get(name, "")
                if ident and self.made[ident].isEnabled():
                    return ident
        return ""

    def press(self, event: QKeyEvent, scope: Scope) -> bool:
        """Do what a key means; return whether it means something. A key held down acts once, but for motions."""
        ident = self.named(event, scope)
        if ident and (not event.isAutoRepeat() or ident in _GOES_ON or actions()[ident].group == "caret"):
            self.trigger(ident)
        return bool(ident)

    def fill(self, menu: QMenu, group: Group) -> None:
        """Put a group's commands into a menu, as they are enabled now; keys are shown, not taken twice."""
        for record in actions().values():
            if record.group == group:
                words = record.title.replace("&", "&&") + (f"\t{record.shown_key}" if record.keys else "")
                item = menu.addAction(words)
                item.setEnabled(self.made[record.id].isEnabled())
                item.triggered.connect(lambda _checked=False, ident=record.id: self.trigger(ident))

    def menu(self, parent: QWidget) -> QMenu:
        """Return the menu of everything, one submenu a group."""
        whole = QMenu(parent)
        for group, _words in GROUPS:
            self.fill(whole.addMenu(group_title(group)), group)
        return whole

    def _take_keys(self) -> None:
        # Qt compares characters only, so the article's keys are not given to it: each acts once, by position or not.
        self._by_key: dict[Scope, dict[str, str]] = {scope: {} for scope in SCOPES}
        for record in actions().values():
            self._by_key[record.scope].update(dict.fromkeys(record.keys, record.id))
            if record.scope in _SHORTCUTS:
                self.made[record.id].setShortcuts([QKeySequence(key) for key in record.keys])
                self.made[record.id].setAutoRepeat(record.id in _GOES_ON)


class ArticleKeys(QObject):
    """Reads the keys of a pane before the pane does."""

    def __init__(self, commands: Commands, pane: QWidget, keeps: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(pane)
        self._commands, self._keeps = commands, keeps
        pane.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claim the keys of the article's commands, then do what they say."""
        if isinstance(event, QKeyEvent) and not self._keeps(event):
            if event.type() == QEvent.Type.ShortcutOverride and self._commands.named(event, "article"):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._commands.press(event, "article")
        return super().eventFilter(watched, event)
