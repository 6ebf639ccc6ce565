"""The garbage collector, on the main thread alone.

Left to itself it runs on whatever thread makes the next object. A widget that stands in a cycle would then be
destroyed on the desk's thread, which ends the program; and a full search, which looks at every value of a long
article, would come in the middle of a key press.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

# Milliseconds between two looks at how many objects are new.
_PAUSE = 250
# New objects after which cycles are searched for among them.
_YOUNG = 20_000
# Searches among new objects before those that survived one are searched too, and before everything is.
_MIDDLE, _ALL = 10, 400
# Seconds that a search may take: what it went through is not looked at again before nobody looks.
_LONG = 0.01

_collectors: set[int] = set()
_resting: list[None] = []


@contextmanager
def resting() -> Generator[None]:
    """Let nothing search for cycles meanwhile: long work makes many values, none of them in a cycle.

    What is there at its end is not looked at again while somebody looks: the next search would take it all at once.
    """
    _resting.append(None)
    try:
        yield
    finally:
        _resting.pop()
        gc.freeze()


class Collector(QObject):
    """Takes the collection of cycles over while it lives: a little at a time, all of it while nobody looks."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._searches = 0
        _collectors.add(id(self))
        gc.disable()
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self._state)

    def collect_all(self) -> None:
        """Search everything now: for moments in which nobody waits."""
        self._searches = 0
        gc.unfreeze()
        gc.collect()

    def stop(self) -> None:
        """Leave the collection to Python again."""
        self._timer.stop()
        _collectors.discard(id(self))
        if not _collectors:
            gc.enable()

    def _look(self) -> None:
        if _resting or gc.get_count()[0] < _YOUNG:
            return
        self._searches += 1
        began = time.thread_time()
        gc.collect(2 if not self._searches % _ALL else 1 if not self._searches % _MIDDLE else 0)
        if time.thread_time() - began > _LONG:
            # The values of a long article or list: in no cycle, and each further search would go through all of them.
            gc.freeze()

    def _state(self, state: Qt.ApplicationState) -> None:
        away = state != Qt.ApplicationState.ApplicationActive
        if away and self._searches and self._timer.isActive() and not _resting:
            self.collect_all()
