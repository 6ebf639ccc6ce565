"""The bus: calls go down to the desk, one signal comes up to every view.

`run` is for services that change, `ask` for those that read. Both return at once; answers come on the main thread.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor
from labeler.gui.desk import Answer, Call, Desk

if TYPE_CHECKING:
    from labeler.store import Store

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")

# Milliseconds after which a waiting edit is called "saving…".
SLOW = 100


class Bus(QObject):
    """Owns the desk and knows who acts.

    changed(Changed): an edit is committed. refused(LabelerError): nothing was written. broken(str): a bug, logged.
    save_state(str): "saved", "saving" or "failed". stuck(error): an edit waits.
    """

    changed = Signal(object)
    refused = Signal(object)
    broken = Signal(str)
    save_state = Signal(str)
    stuck = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.actor: Actor | None = None
        self._era = 0
        self._waiting = 0
        self._edits = 0
        self._desk = Desk()
        self._desk.answered.connect(self._take)
        self._desk.stuck.connect(self._on_stuck)
        self._desk.freed.connect(self._on_freed)
        self._failing = False
        self._last: Answer | None = None
        self._later: deque[Callable[[], object]] = deque()
        self._slow = QTimer(self, singleShot=True, interval=SLOW)
        self._slow.timeout.connect(self._on_slow)
        self._desk.start()

    @property
    def busy(self) -> bool:
        """Whether an answer is still to come."""
        return self._waiting > 0

    @property
    def unsaved(self) -> int:
        """The number of edits that are not committed yet."""
        return self._edits

    @property
    def failing(self) -> bool:
        """Whether an edit waits because it could not be written."""
        return self._failing

    @property
    def store(self) -> Store:
        """The open project's store: for services on the desk and on the threads of long work."""
        store = self._desk.store
        assert store is not None
        return store

    def open(
        self,
        opener: Callable[[], Store],
        read: Callable[[Store], T],
        then: Callable[[T], None],
        refused: Callable[[LabelerError], None],
    ) -> None:
        """Open a project on the desk, closing the one before; `then` gets what `read` makes of it."""

        def work() -> T:
            store = opener()
            try:
                found = read(store)
            except BaseException:
                store.close()
                raise
            if self._desk.store is not None:
                self._desk.store.close()
            self._desk.store = store
            return found

        self._put(Call(work, edit=False, then=cast("Callable[[object], None]", then), refused=refused))

    def close_project(self, jobs: Sequence[threading.Event] = ()) -> None:
        """Close the project on the desk, after everything that is queued and after the ends of these jobs.

        What was asked for is no longer told: who asked goes away with the project.
        """
        self.actor = None
        self._era += 1
        self._later.clear()

        def work() -> None:
            for job in jobs:
                job.wait()
            if self._desk.store is not None:
                self._desk.store.close()
                self._desk.store = None

        self._put(Call(work, edit=False))

    def ask(
        self,
        work: Callable[[Store, Actor], T],
        then: Callable[[T], None],
        refused: Callable[[LabelerError], None] | None = None,
    ) -> None:
        """Read on the desk; `then` gets the result. What outlives its project for a moment (a timer) asks nothing."""
        if self.actor is None:
            return
        actor = self.actor
        self._put(
            Call(
                lambda: work(self.store, actor),
                edit=False,
                then=cast("Callable[[object], None]", then),
                refused=refused,
            )
        )

    def run(
        self,
        service: Callable[Concatenate[Store, Actor, P], Changed],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Change something on the desk; `changed` tells everyone once it is committed."""
        self.do(lambda store, actor: service(store, actor, *args, **kwargs))

    def do(
        self,
        work: Callable[[Store, Actor], Changed | None],
        then: Callable[[Changed | None], None] | None = None,
        refused: Callable[[LabelerError], None] | None = None,
    ) -> None:
        """Change something on the desk; like `run`, with callbacks after `changed`."""
        actor = self._actor()
        self._edits += 1
        self._slow.start()
        self._put(Call(lambda: work(self.store, actor), edit=True, then=cast("Any", then), refused=refused))

    def tell(self, work: Callable[[Store, Actor], object]) -> None:
        """Store something that is no one's edit (suggestions): `changed` tells of it, no key waits for it."""
        actor = self._actor()
        self._put(Call(lambda: work(self.store, actor), edit=False, then=self._told))

    def after_edits(self, key: Callable[[], object]) -> None:
        """Do what a key says once all edits before it are committed: it may concern what they make."""
        self._later.append(key)
        self._drain()

    def retry(self) -> None:
        """Send a kept edit again now."""
        self._desk.retry()

    def give_up(self) -> None:
        """Drop the edit that could not be written."""
        self._desk.give_up()

    def stop(self) -> None:
        """Finish the queue and end the desk; no callback runs afterwards."""
        self._desk.answered.disconnect(self._take)
        self._desk.stop()

    def _told(self, result: object) -> None:
        if isinstance(result, Changed):
            self.changed.emit(result)

    def _drain(self) -> None:
        while self._later and not self._edits:
            self._later.popleft()()

    def _actor(self) -> Actor:
        assert self.actor is not None, "no project is open"
        return self.actor

    def _put(self, call: Call) -> None:
        self._waiting += 1
        self._desk.put(replace(call, era=self._era))

    def _take(self, answer: Answer) -> None:
        # The desk may hold what it answered until it takes up the next call. What a call's functions know are widgets:
        # the last to let go of them must be this thread, so each answer is kept until another one has come.
        self._last = answer
        self._waiting -= 1
        if answer.call.edit:
            self._edits -= 1
            if not self._edits:
                self._slow.stop()
                self.save_state.emit("saved")
        gone = answer.call.era != self._era
        if answer.error is not None:
            self._tell(replace(answer.call, refused=None) if gone else answer.call, answer.error)
        elif not gone:
            if answer.call.edit and isinstance(answer.result, Changed):
                self.changed.emit(answer.result)
            if answer.call.then is not None:
                answer.call.then(answer.result)
        self._drain()

    def _tell(self, call: Call, error: BaseException) -> None:
        if isinstance(error, LabelerError):
            if call.refused is not None:
                call.refused(error)
            else:
                self.refused.emit(error)
            return
        log.error("a service failed", exc_info=error)
        self.broken.emit(
            QCoreApplication.translate(
                "Bus", "Something went wrong in Labeler itself. What was saved is safe; see the log."
            )
        )

    def _on_slow(self) -> None:
        if self._edits and not self._failing:
            self.save_state.emit("saving")

    def _on_stuck(self, error: BaseException) -> None:
        self._failing = True
        self.save_state.emit("failed")
        self.stuck.emit(error)

    def _on_freed(self) -> None:
        self._failing = False
        self.save_state.emit("saving" if self._edits else "saved")
