"""Figures in the background: one computation at a time; what is asked for meanwhile is computed next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from labeler.agreement.report import Asked, Report
from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.jobs import Cancelled, Job, JobBar, Progress
from labeler.gui.learner import RunJob

if TYPE_CHECKING:
    from labeler.store import Store

# Milliseconds after which it is told that figures are being computed.
_SOON = 200


def kept(store: Store, actor: Actor) -> Report | None:
    """Return the figures of everything that were kept, None without any of the labels as they are."""
    from labeler.services.agreement_kept import kept_agreement

    return kept_agreement(store, actor)


class Computing(QObject):
    """done(Report, str): the second says what came of computing it again from its items, "" if that was not done.

    failed(str): why there is no report, "" if it was cancelled.
    """

    done = Signal(object, str)
    failed = Signal(str)

    def __init__(self, bus: Bus, run: RunJob, bar: JobBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus, self._run, self._bar = bus, run, bar
        self._job: Job | None = None
        self._next: tuple[Asked, bool] | None = None
        # What is there in no time is not announced: a bar that comes and goes would move the page twice.
        self._late = QTimer(self, singleShot=True, interval=_SOON)
        self._late.timeout.connect(self._follow)

    @property
    def running(self) -> bool:
        """Whether figures are being computed."""
        return self._job is not None

    def compute(self, asked: Asked, *, fresh: bool = False) -> None:
        """Begin; with `fresh` nothing is taken from before, and every figure is computed from its items once more."""
        actor = self._bus.actor
        if actor is None:
            return
        if self._job is not None:
            self._next = asked, fresh
            self._job.cancel()
            return
        store = self._bus.store

        def work(progress: Progress, cancelled: Cancelled) -> object:
            from labeler.services.agreement_kept import kept_agreement

            if not fresh and (kept := kept_agreement(store, actor, asked)) is not None:
                return kept, ""
            from labeler.services import agreement

            try:
                report = agreement.agreement(store, actor, asked, fresh=fresh, progress=progress, cancelled=cancelled)
            except LabelerError as error:
                if error.code != "nothing_to_measure":
                    raise
                # No figures are no fault: the page says how there come to be some.
                return Report(rows=(), asked=asked), ""
            if not fresh:
                return report, ""
            from labeler.gui.agreement.proof import prove

            return report, prove(store, actor, asked, progress=progress, cancelled=cancelled)

        self._job = self._run(work, self._listen)

    def stop(self) -> None:
        """End what is under way."""
        self._next = None
        if self._job is not None:
            self._job.cancel()

    def _listen(self, job: Job) -> None:
        job.done.connect(self._done)
        job.failed.connect(self._failed)
        self._late.start()

    def _follow(self) -> None:
        if self._job is not None:
            self._bar.follow(self._job, self.tr("Computing"))

    def _done(self, result: tuple[Report, str]) -> None:
        self._end()
        if not self._go_on():
            self.done.emit(*result)

    def _failed(self, error: object) -> None:
        self._end()
        if self._go_on():
            return
        if not isinstance(error, LabelerError):
            self.failed.emit(self.tr("Something went wrong in Labeler itself; see the log."))
        else:
            self.failed.emit("" if error.code.endswith("cancelled") else sentence_of(error))

    def _end(self) -> None:
        self._late.stop()
        self._job = None

    def _go_on(self) -> bool:
        following, self._next = self._next, None
        if following is not None:
            self.compute(following[0], fresh=following[1])
        return following is not None
