"""The page of worth: how the suggestions compare with what people marked in the finished articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from labeler.domain.errors import LabelerError
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.jobs import Cancelled, Job, JobBar, Progress
from labeler.gui.learner import RunJob
from labeler.gui.look.controls import Button, PlainLabel, Segmented
from labeler.gui.look.fonts import px
from labeler.gui.look.speech import say
from labeler.gui.pipeline.figures import FigureTable, percent, score, with_interval
from labeler.gui.pipeline.scrolling import ScrollPage
from labeler.gui.plural import counted

if TYPE_CHECKING:
    from labeler.agreement.tally import Group, Tally
    from labeler.services.evaluation import Evaluation

translate = QCoreApplication.translate


class WorthPage(ScrollPage):
    """measured(Evaluation): how often suggestions are right is known."""

    measured = Signal(object)

    def __init__(self, bus: Bus, run: RunJob, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Worth"))
        self._bus, self._run = bus, run
        self._job: Job | None = None
        self._evaluation: Evaluation | None = None
        self.told = self.say("")
        self.left_out = PlainLabel(role="hint", wrap=True)
        self.again = Button(self.tr("Measure again"))
        self.again.setAutoDefault(False)
        self.bar = JobBar()
        self.sets = Segmented(
            self.tr("Which sets"),
            [
                ("", self.tr("all")),
                ("unaided", self.tr("labelled without suggestions")),
                ("aided", self.tr("labelled with suggestions")),
            ],
        )
        self.sets.set_value("")
        self._make_tables()
        self._lay_out()
        self.again.clicked.connect(self.measure)
        self.sets.chosen.connect(self._show_group)
        self._show_parts(False)

    @property
    def evaluation(self) -> Evaluation | None:
        """What was measured last, None if nothing was."""
        return self._evaluation

    def measure(self) -> None:
        """Compare suggestions and labels in the background."""
        actor = self._bus.actor
        if self._job is not None or actor is None:
            return
        store = self._bus.store

        def work(progress: Progress, cancelled: Cancelled) -> object:
            from labeler.services.evaluating import evaluate_project
            from labeler.services.evaluation import Effort

            return evaluate_project(store, actor, effort=Effort(progress=progress, cancelled=cancelled))

        self.again.setEnabled(False)
        self._job = self._run(work, self._listen)

    def stop(self) -> None:
        """End what is under way."""
        if self._job is not None:
            self._job.cancel()

    def _listen(self, job: Job) -> None:
        self.bar.follow(job, self.tr("Comparing"))
        job.done.connect(self._done)
        job.failed.connect(self._failed)

    def _done(self, evaluation: Evaluation) -> None:
        self._end()
        self._evaluation = evaluation
        self._show(evaluation)
        self.measured.emit(evaluation)
        say(self, self.told.text())

    def _failed(self, error: object) -> None:
        self._end()
        if not isinstance(error, LabelerError):
            self.told.setText(self.tr("Something went wrong in Labeler itself; see the log."))
        elif error.code in {"nothing_finished", "nothing_suggested"}:
            self.told.setText(_missing(error))
        else:
            self.told.setText(sentence_of(error))
        if self._evaluation is None:
            self._show_parts(False)
        say(self, self.told.text())

    def _end(self) -> None:
        self._job = None
        self.again.setEnabled(True)

    def _show(self, found: Evaluation) -> None:
        tally = found.tally
        whole = tally.group()
        self.told.setText(_summary(found, whole))
        self.left_out.setText(_notes(found, whole))
        self._show_parts(True)
        both = bool(tally.aided and tally.unaided)
        self.sets.setVisible(both)
        if not both:
            self.sets.set_value("")
        self._show_group(self.sets.value())
        self.by_rule.show_rows(
            [
                (
                    translate("kinds", one.name),
                    one.rule,
                    f"{one.suggested:,}",
                    f"{one.right:,}",
                    with_interval(one.precision),
                    score(one.mean),
                )
                for one in tally.by_rule()
            ]
        )
        self.reliable.show_rows(_bins(tally))

    def _show_group(self, chosen: str) -> None:
        if self._evaluation is None:
            return
        group = self._evaluation.tally.group(aided=None if not chosen else chosen == "aided")
        self.by_measure.show_rows(
            [
                (
                    translate("measures", one.measure.name),
                    f"{one.figures.counts.suggested:,}",
                    f"{one.figures.counts.labelled:,}",
                    f"{one.figures.counts.right:,}",
                    "" if one.measure.share else with_interval(one.figures.precision),
                    "" if one.measure.share else with_interval(one.figures.recall),
                    with_interval(one.figures.f1),
                )
                for one in group.rows
            ]
        )

    def _show_parts(self, shown: bool) -> None:
        for part in self._parts:
            part.setVisible(shown)

    def _make_tables(self) -> None:
        suggested, right = self.tr("suggested"), self.tr("right")
        precision = self.tr("precision %")
        self.by_measure = FigureTable(
            self.tr("By kind"),
            [
                self.tr("What"),
                suggested,
                self.tr("labelled"),
                right,
                precision,
                self.tr("recall %"),
                self.tr("F1 %"),
            ],
            range(1, 7),
        )
        self.by_rule = FigureTable(
            self.tr("By rule"),
            [self.tr("Kind"), self.tr("Rule"), suggested, right, precision, self.tr("mean score")],
            range(2, 6),
        )
        self.reliable = FigureTable(
            self.tr("How reliable scores are"),
            [self.tr("Kind"), self.tr("Score"), suggested, self.tr("mean score"), self.tr("right %")],
            range(1, 5),
        )

    def _lay_out(self) -> None:
        self.column.addWidget(self.left_out)
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.again)
        row.addWidget(self.bar, 1)
        row.addStretch(1)
        self.column.addSpacing(px(8))
        self.column.addLayout(row)
        parts: list[QWidget] = [self.left_out]
        parts.append(self.title(self.tr("By kind")))
        about = self.tr(
            "Precision: how many of the suggestions are right. Recall: how many of the labels were suggested. F1: both "
            "in one figure. In parentheses: 95\u00a0% interval."
        )
        parts.append(self.say(about))
        self.column.addSpacing(px(4))
        self.column.addWidget(self.sets)
        self.column.addSpacing(px(4))
        self.column.addWidget(self.by_measure)
        parts += [self.sets, self.by_measure, self.title(self.tr("By rule"))]
        self.column.addWidget(self.by_rule)
        parts += [self.by_rule, self.title(self.tr("How reliable scores are"))]
        parts.append(self.say(self.tr("Of all suggestions with a score near .70, seven of ten should be right.")))
        self.column.addWidget(self.reliable)
        parts.append(self.reliable)
        self.column.addStretch(1)
        self._parts = parts


def _summary(found: Evaluation, whole: Group) -> str:
    articles = counted(whole.articles, "{count} finished article", "{count} finished articles")
    layers = {"gold": translate("Worth", "the gold labels"), "all": translate("Worth", "everybody’s labels")}
    whose = layers.get(found.layer) or translate("Worth", "the labels of {name}").format(
        name=found.layer.removeprefix("by:")
    )
    return translate("Worth", "Suggestions compared with {whose} in {articles}.").format(whose=whose, articles=articles)


def _notes(found: Evaluation, whole: Group) -> str:
    """Return what limits the figures: who saw suggestions, what was left out, too few articles."""
    tally = found.tally
    notes: list[str] = []
    if tally.aided:
        words = translate(
            "Worth",
            "Sets labelled without suggestions: {unaided}; with: {aided}. The latter flatter: who sees a suggestion "
            "tends to agree with it.",
        )
        notes.append(words.format(unaided=tally.unaided, aided=tally.aided))
    if any(one.figures.f1.value is not None and one.figures.f1.low is None for one in whole.rows):
        notes.append(counted(whole.articles, "{count} article is too few for intervals.",
                             "{count} articles are too few for intervals."))  # fmt: skip
    for reason, number in found.excluded.items():
        words = translate("Worth", "Left out: {number} ({reason}).")
        notes.append(words.format(number=f"{number:,}", reason=translate("Worth", reason)))
    if len(found.versions) > 1:
        words = translate("Worth", "The suggestions are of {number} versions of the pipeline.")
        notes.append(words.format(number=len(found.versions)))
    return " ".join(notes)


def _bins(tally: Tally) -> list[tuple[str, ...]]:
    return [
        (
            translate("kinds", kind.name),
            f"{score(one.low)}–{score(one.high)}",
            f"{one.count:,}",
            score(one.mean),
            with_interval(one.share) if one.count else percent(None),
        )
        for kind in tally.by_kind()
        for one in kind.reliability.bins
    ]


def _missing(error: LabelerError) -> str:
    """Return what is missing before anything can be compared."""
    if error.code == "nothing_finished":
        return translate(
            "Worth",
            "No article is finished yet. Once some are, it stands here how many of the suggestions were right, and "
            "how many of the labels were suggested.",
        )
    return translate(
        "Worth",
        "None of the finished articles has suggestions: they were finished before any were made. It stands here what "
        "suggestions are worth once articles are finished that had some.",
    )
