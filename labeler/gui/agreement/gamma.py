"""The gamma measure in the background: only where it is asked for, since it takes long and needs an extra."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from labeler.agreement.report import Report
from labeler.domain.errors import LabelerError
from labeler.gui.agreement.words import figure, layer_name, reason_words
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.jobs import Cancelled, Job, JobBar, Progress
from labeler.gui.learner import RunJob
from labeler.gui.plural import counted


class Gamma(QObject):
    """done(Report): the report that was given, with gamma. failed(str): why there is none, "" if there is.

    told(str): what came of it, in words.
    """

    done = Signal(object)
    failed = Signal(str)
    told = Signal(str)

    def __init__(self, bus: Bus, run: RunJob, bar: JobBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus, self._run, self._bar = bus, run, bar
        self._job: Job | None = None
        self._report: Report | None = None

    @property
    def running(self) -> bool:
        """Whether it is being measured."""
        return self._job is not None

    def measure(self, report: Report | None) -> None:
        """Begin, on the sets that a report counts; while it goes on, nothing else is begun."""
        actor = self._bus.actor
        if report is None or not report.doubly:
            self.told.emit(self.tr("There are no figures yet to which gamma could be added."))
            return
        if actor is None or self.running:
            return
        self.failed.emit("")
        store, self._report = self._bus.store, report

        def work(progress: Progress, cancelled: Cancelled) -> object:
            from labeler.services import agreement_gamma

            return agreement_gamma.measure_gamma(store, actor, report, progress=progress, cancelled=cancelled)

        self._job = self._run(work, self._listen)

    def stop(self) -> None:
        """End what is under way; nothing comes of it."""
        self._report = None
        if self._job is not None:
            self._job.cancel()

    def _listen(self, job: Job) -> None:
        seed = self._report.seed if self._report is not None else 0
        self._bar.follow(job, self.tr("Measuring gamma, seed {seed}").format(seed=seed))
        job.done.connect(self._done)
        job.failed.connect(self._failed)

    def _done(self, report: Report) -> None:
        wanted, self._job, self._report = self._report is not None, None, None
        if wanted:
            self.done.emit(report)
            self.told.emit(self._words(report))

    def _failed(self, error: object) -> None:
        wanted, self._job, self._report = self._report is not None, None, None
        if not wanted:
            return
        if not isinstance(error, LabelerError):
            why = self.tr("Something went wrong in Labeler itself; see the log.")
        elif error.code.endswith("cancelled"):
            self.told.emit(self.tr("Gamma was not measured: cancelled."))
            return
        else:
            why = sentence_of(error)
        self.failed.emit(why)
        self.told.emit(why)

    def _words(self, report: Report) -> str:
        rows = [row for row in report.rows if row.measure == "gamma"]
        found = [
            f"{layer_name(row.layer)} {figure(row.value) if row.value is not None else reason_words(row.reason)}"
            for row in rows
        ]
        articles = counted(max((row.articles for row in rows), default=0), "{count} article", "{count} articles")
        words = self.tr("Gamma of {articles} drawn with seed {seed}: {figures}.")
        return words.format(articles=articles, seed=report.seed, figures=", ".join(found))
