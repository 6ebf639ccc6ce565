"""The time worked on an article: what passes between keys, clicks and edits, while the window is the active one."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

# Seconds without a sign of work after which what passed is a pause, and not counted.
IDLE = 120.0

_SIGNS = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel, QEvent.Type.FocusIn}
)


class WorkTime(QObject):
    """Counts the seconds of one article. `clock` returns seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self._worked = 0.0
        self._touched: float | None = clock()

    def watch(self, *widgets: QWidget) -> None:
        """Take keys, mouse and wheel on these widgets as signs of work."""
        for one in widgets:
            one.installEventFilter(self)

    def touch(self) -> None:
        """Note a sign of work: the time since the last one counts, unless it was a pause."""
        now = self.clock()
        if self._touched is not None and now - self._touched < IDLE:
            self._worked += now - self._touched
        self._touched = now

    def pause(self) -> None:
        """Stop counting until the next sign of work: the window is not the active one any more."""
        self.touch()
        self._touched = None

    def take(self) -> int:
        """Return the whole seconds worked since the last time; what is left of a second stays for the next."""
        if self._touched is not None:
            self.touch()
        seconds = int(self._worked)
        self._worked -= seconds
        return seconds

    def begin(self) -> None:
        """Begin with another article: what is left of a second goes."""
        self._worked = 0.0
        self._touched = self.clock()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note signs of work; every event goes on its way."""
        if event.type() in _SIGNS:
            self.touch()
        return super().eventFilter(watched, event)
