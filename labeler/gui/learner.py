"""Learning from finished articles, in the background: one at a time, also after the dialog that began it is closed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, Signal

from labeler.domain.changes import Changed
from labeler.gui.bus import Bus
from labeler.gui.jobs import Cancelled, Job, Progress, Work

if TYPE_CHECKING:
    from labeler.services.learning import LearnReport

RunJob: TypeAlias = Callable[[Work, Callable[[Job], object]], Job]
"""Does work in the background; the second argument connects who is to hear of it, before it begins."""


class Learner(QObject):
    """`report` is what came of the last learning of this session, None before.

    began(). progressed(done, total, what). learnt(LearnReport, bool): whether it began by itself. failed(error, bool).
    """

    began = Signal()
    progressed = Signal(int, int, str)
    learnt = Signal(object, bool)
    failed = Signal(object, bool)

    def __init__(self, bus: Bus, run: RunJob, model: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus, self._run, self._model = bus, run, model
        self._job: Job | None = None
        self._by_itself = False
        self.report: LearnReport | None = None

    @property
    def running(self) -> bool:
        """Whether it learns at this moment."""
        return self._job is not None

    def learn(self, *, by_itself: bool = False) -> None:
        """Begin, unless it learns already."""
        actor = self._bus.actor
        if self._job is not None or actor is None:
            return
        store, model = self._bus.store, self._model()

        def work(progress: Progress, cancelled: Cancelled) -> object:
            from labeler.services import learning

            return learning.learn(store, actor, model=model, progress=progress, cancelled=cancelled)

        self._by_itself = by_itself
        self._job = self._run(work, self._listen)
        self.began.emit()

    def cancel(self) -> None:
        """End it; nothing is changed then."""
        if self._job is not None:
            self._job.cancel()

    def _listen(self, job: Job) -> None:
        job.progressed.connect(self.progressed)
        job.done.connect(self._done)
        job.failed.connect(self._failed)

    def _done(self, report: LearnReport) -> None:
        self._job = None
        self.report = report
        changed = report.changed
        if isinstance(changed, Changed) and self._bus.actor is not None:
            self._bus.changed.emit(changed)
        self.learnt.emit(report, self._by_itself)

    def _failed(self, error: object) -> None:
        self._job = None
        self.failed.emit(error, self._by_itself)
