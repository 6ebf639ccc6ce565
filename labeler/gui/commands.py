"""Records become QActions: one each, with its keys, on the window or on the article's pane."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from labeler.gui.actions import GROUPS, Group, actions, group_title


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
            action.setShortcuts([QKeySequence(key) for key in record.keys])
            action.setEnabled(False)
            action.triggered.connect(lambda _checked=False, ident=record.id: self.trigger(ident))
            if record.scope == "window":
                action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
                window.addAction(action)
            else:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.made[record.id] = action

    def handle(self, ident: str, handler: Callable[[], object]) -> None:
        """Say what a command does, and enable it."""
        self._handlers[ident] = handler
        self.made[ident].setEnabled(True)

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

    def give_article_keys(self, pane: QWidget) -> None:
        """Let the article's keys act while the focus is in this pane."""
        for record in actions().values():
            if record.scope == "article":
                pane.addAction(self.made[record.id])

    def trigger(self, ident: str) -> None:
        """Do what a command says."""
        if (handler := self._handlers.get(ident)) is not None and self.made[ident].isEnabled():
            handler()

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
