"""An open project's suggestions: the worker that makes them, by what is in force, and what is told about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.domain.sets import AnnotationSet
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.jobs import JobBar
from labeler.gui.learner import Learner, RunJob
from labeler.gui.learnt import summary
from labeler.gui.notices import Notices
from labeler.gui.watch import Watch
from labeler.gui.worker import Suggester
from labeler.nlp import protocol
from labeler.services import learned
from labeler.services.in_force import InForce

if TYPE_CHECKING:
    from labeler.services.learning import LearnReport

# Not told when learning began by itself: a second window was first, or somebody ended it.
_QUIET = {"learn_cancelled", "learnt_meanwhile", "too_few_to_learn"}


class Suggesting(QObject):
    """Reads articles by what is in force, and learns when it is due.

    page_wanted(str): a page of the dialog about suggestions. usual_reader_wanted(): no reader of the user's choice.
    """

    page_wanted = Signal(str)
    usual_reader_wanted = Signal()

    def __init__(  # noqa: PLR0917  what it works with
        self, bus: Bus, force: InForce, model: str, notices: Notices, bar: JobBar, run: RunJob
    ) -> None:
        super().__init__(notices)
        self._bus, self._notices, self._bar = bus, notices, bar
        self.watch = Watch(bus, force, self)
        self.suggester = Suggester(bus, _load(force, model), self)
        self.learner = Learner(bus, run, lambda: self.suggester.load.model, self)
        self._shown = ""
        # Until the next article is finished, learning that was ended or failed is not begun again.
        self._had_enough = False
        self.watch.changed.connect(self._use)
        self.suggester.progressed.connect(self._progressed)
        self.suggester.stopped.connect(bar.hide)
        self.suggester.broken.connect(self._worker_died)
        self.suggester.refused.connect(self._refused)
        self.suggester.failed.connect(self._failed)
        self.suggester.ready.connect(lambda: notices.settle("reader"))
        self.learner.learnt.connect(self._learnt)
        self.learner.failed.connect(self._not_learnt)
        bar.cancelled.connect(self.suggester.cancel)
        bus.changed.connect(self._changed)

    def want(self, article_ids: Sequence[str]) -> None:
        """Read these articles."""
        self.suggester.want(article_ids)
        self.learn_if_due()

    def show_article(self, article_id: str) -> None:
        """Read this article first: it is the one on screen."""
        self._shown = article_id
        self._notices.settle("article")
        self.suggester.put_first(article_id)

    def read_by(self, model: str) -> None:
        """Read by another spaCy pipeline or suggester from now on; "" is what ships."""
        self._notices.settle("reader")
        self.suggester.use(_load(self.watch.force, model))

    def learn_if_due(self) -> None:
        """Begin to learn where the lead switched that on and enough is new."""
        actor = self._bus.actor
        lead = actor is not None and "lead" in actor.roles
        if not lead or not self.watch.force.stamp.learns or self.learner.running or self._had_enough:
            return

        def begin(due: bool) -> None:
            if due:
                self.learner.learn(by_itself=True)

        self._bus.ask(lambda store, _actor: learned.is_due(store), begin, lambda _error: None)

    def stop(self) -> None:
        """End the worker."""
        self.suggester.stop()

    def _use(self, force: InForce) -> None:
        self.suggester.use(_load(force, self.suggester.load.model))
        self.learn_if_due()

    def _changed(self, changed: Changed) -> None:
        rows = changed.rows.get("annotation_set", {}).values()
        if any(isinstance(row, AnnotationSet) and row.state == "finished" for row in rows):
            self._had_enough = False
            self.learn_if_due()

    def _progressed(self, done: int, total: int) -> None:
        if total > 1 and done < total:
            self._bar.show_progress(self.tr("Suggesting"), done, total)
        else:
            self._bar.hide()

    def _worker_died(self, again: bool) -> None:
        if again:
            words = self.tr("The suggestion worker ended by itself and was started again.")
            self._notices.tell("worker", "warn", words)
        else:
            words = self.tr("The suggestion worker ended again: no more suggestions. Labels are not affected.")
            self._offer("worker", words, self.tr("Start it again"), self.suggester.restart)

    def _refused(self, fault: str) -> None:
        """Say why nothing can be suggested, and offer the way back. Without what was learnt it may well go."""
        load = self.suggester.load
        if load.learnt:
            words = self.tr("Suggestions are made without what this project learnt: {fault}").format(fault=fault)
            self.suggester.use(replace(load, learnt={}))
            self._offer("learnt", words, self.tr("Learn again…"), lambda: self.page_wanted.emit("learning"))
        elif load.model:
            self._offer("reader", fault, self.tr("Use the one that ships"), self.usual_reader_wanted.emit)
        else:
            self._offer("reader", fault, self.tr("Try again"), self.suggester.restart)

    def _failed(self, article_id: str, fault: str) -> None:
        if article_id == self._shown:
            self._notices.tell("article", "warn", fault)

    def _offer(self, matter: str, words: str, action: str, act: Callable[[], object]) -> None:
        self._notices.tell(matter, "warn", words, action=action, act=act)

    def _learnt(self, report: LearnReport, by_itself: bool) -> None:
        if by_itself:
            self._notices.tell(
                "learning",
                "ok",
                summary(report),
                action=self.tr("Show it"),
                act=lambda: self.page_wanted.emit("learning"),
            )

    def _not_learnt(self, error: object, by_itself: bool) -> None:
        self._had_enough = True
        quiet = not by_itself or (isinstance(error, LabelerError) and error.code in _QUIET)
        if not quiet:
            cause = sentence_of(error) if isinstance(error, LabelerError) else str(error)
            self._notices.tell("learning", "warn", cause)


def _load(force: InForce, model: str) -> protocol.Load:
    return protocol.Load(force.scheme.text, model, dict(force.learnt))
