"""What undo and redo would take back, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from labeler.domain.changes import Changed
from labeler.gui.bus import Bus
from labeler.services import history

if TYPE_CHECKING:
    from labeler.services.history import Steps


class StepHints(QObject):
    """The titles of the next undo and redo. changed(): others than before."""

    changed = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        # Once the window is painted: the desk would take time from the label that is on its way to the screen.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read_soon)
        self.undo: str | None = None
        self.redo: str | None = None
        bus.changed.connect(self._edited)

    def read(self) -> None:
        """Read the titles."""
        self._bus.ask(history.next_steps, self._show)

    def take_back(self, then: Callable[[Changed], None]) -> None:
        """Undo the newest edit; `then` gets what changed."""
        self._bus.do(history.undo, lambda changed: None if changed is None else then(changed))

    def bring_back(self, then: Callable[[Changed], None]) -> None:
        """Redo the newest undo; `then` gets what changed."""
        self._bus.do(history.redo, lambda changed: None if changed is None else then(changed))

    def _show(self, steps: Steps) -> None:
        if (steps.undo, steps.redo) != (self.undo, self.redo):
            self.undo, self.redo = steps.undo, steps.redo
            self.changed.emit()

    def _edited(self, _changed: Changed) -> None:
        self._soon.start()

    def _read_soon(self) -> None:
        if self._bus.actor is not None:
            self.read()
