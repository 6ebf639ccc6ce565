"""Knows what a project's articles are read by, and notices when that changes: here, in another window, by a command."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from labeler.domain.changes import Changed
from labeler.gui.bus import Bus
from labeler.services import in_force
from labeler.services.in_force import InForce, Stamp

# Milliseconds between two looks at what others may have changed.
_PAUSE = 3000
_TELLING = {"project", "learned"}


class Watch(QObject):
    """changed(InForce): another scheme, other weights, or another choice whether to learn by itself."""

    changed = Signal(object)

    def __init__(self, bus: Bus, known: InForce, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._asking = False
        self.force = known
        self._timer = QTimer(self, interval=_PAUSE)
        self._timer.timeout.connect(self._look_if_idle)
        self._timer.start()
        bus.changed.connect(self._told)

    def look(self) -> None:
        """Ask whether something else is in force by now."""
        if self._bus.actor is not None and not self._asking:
            self._asking = True
            # Nobody asked for this: where it can't be read, the next edit says so.
            self._bus.ask(in_force.stamp, self._compare, self._give_up)

    def _look_if_idle(self) -> None:
        if not self._bus.busy:
            self.look()

    def _told(self, changed: Changed) -> None:
        if _TELLING & set(changed.rows):
            self.look()

    def _compare(self, found: Stamp) -> None:
        if found == self.force.stamp:
            self._asking = False
        else:
            self._bus.ask(lambda store, _actor: in_force.in_force(store), self._take, self._give_up)

    def _take(self, found: InForce) -> None:
        self._asking = False
        self.force = found
        self.changed.emit(found)

    def _give_up(self, _error: object) -> None:
        self._asking = False
