"""The desk: one thread that runs the window's services, in the order of the keys, over one connection.

An edit that fails for a reason outside the program (a locked database, a full disk) stays first in line and is sent
again, with the id that it had: nothing behind it overtakes it.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

from labeler.domain.errors import LabelerError

if TYPE_CHECKING:
    from labeler.store import Store

log = logging.getLogger(__name__)

# Seconds between two tries of an edit that could not be written.
PATIENCE = 2.0

# Refusals of the store that say the world is at fault, not the edit: the same edit may be written in a moment.
_OUTSIDE = frozenset({"project_busy", "disk_full", "unreachable", "read_only", "write_failed"})


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """One piece of work for the desk. `edit` is true for what writes; both callbacks run on the main thread.

    `era` counts the projects that were closed before it was made.
    """

    work: Callable[[], object]
    edit: bool
    then: Callable[[object], None] | None = None
    refused: Callable[[LabelerError], None] | None = None
    era: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What became of a call: a result, a refusal, or (a bug) any other error."""

    call: Call
    result: object = None
    error: BaseException | None = None


def is_outside(error: BaseException) -> bool:
    """Tell whether an error comes from the world (locks, disks, connections): then trying again is worth it."""
    return isinstance(error, OSError) or (isinstance(error, LabelerError) and error.code in _OUTSIDE)


class Desk(QThread):
    """Runs calls one after another. `store` is set by the call that opens a project, on this thread."""

    answered = Signal(object)
    stuck = Signal(object)
    freed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("desk")
        self.store: Store | None = None
        self._calls: queue.SimpleQueue[Call | None] = queue.SimpleQueue()
        self._again = threading.Event()
        self._dropping = False
        self._stopping = False

    def put(self, call: Call) -> None:
        """Queue a call."""
        self._calls.put(call)

    def retry(self) -> None:
        """Send a kept edit again now."""
        self._again.set()

    def give_up(self) -> None:
        """Drop the edit that could not be written; the next one goes on."""
        self._dropping = True
        self._again.set()

    def stop(self) -> None:
        """Finish what is queued (but for an edit that can't be written), close the store and end."""
        self._stopping = True
        self._again.set()
        self._calls.put(None)
        self.wait()

    def run(self) -> None:
        """Work until told to stop; called by Qt on the new thread."""
        while (call := self._calls.get()) is not None:
            self.answered.emit(self._answer(call))
        if self.store is not None:
            self.store.close()
            self.store = None

    def _answer(self, call: Call) -> Answer:
        waited = False
        while True:
            try:
                answer = Answer(call, result=call.work())
            except Exception as error:  # noqa: BLE001 - whatever a service raises must reach the main thread
                if call.edit and is_outside(error) and not self._stopping:
                    log.warning("an edit waits: %s", type(error).__name__)
                    waited = True
                    self.stuck.emit(error)
                    self._again.wait(PATIENCE)
                    self._again.clear()
                    if not self._dropping:
                        continue
                    self._dropping = False
                answer = Answer(call, error=error)
            if waited:
                self.freed.emit()
            return answer
