"""The page of learning: from how many articles, what came of it, what is in use, and whether it goes on by itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.domain.learning import BY_ITSELF_FROM, EVERY, LEAST_ARTICLES
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.jobs import JobBar
from labeler.gui.learner import Learner
from labeler.gui.learnt import summary
from labeler.gui.look.controls import Button, Notice, PlainLabel
from labeler.gui.look.fonts import px
from labeler.gui.look.speech import say
from labeler.gui.pipeline import verdicts
from labeler.gui.pipeline.figures import FigureTable
from labeler.gui.pipeline.scrolling import ScrollPage
from labeler.gui.pipeline.versions import Versions
from labeler.gui.plural import counted
from labeler.gui.watch import Watch
from labeler.services import in_force, learned

if TYPE_CHECKING:
    from labeler.services.in_force import Finished, InForce
    from labeler.services.learned import LearntRow
    from labeler.services.learning import LearnReport


class LearningPage(ScrollPage):
    """What is learnt goes on when the page is closed; the window tells of it then."""

    def __init__(self, bus: Bus, learner: Learner, watch: Watch, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Learning"))
        self._bus, self._learner, self._watch = bus, learner, watch
        self._alive = True
        self._lead = False
        self.told = self.say("")
        self.learn = Button(self.tr("Learn now"))
        self.learn.setAutoDefault(False)
        self.bar = JobBar()
        self.notice = Notice("bad", "")
        self.result = PlainLabel(self.tr("What came of it"), role="panel")
        self.verdicts = FigureTable(
            self.tr("What came of it"),
            [
                self.tr("Part"),
                self.tr("F1 %"),
                self.tr("difference (95 %)"),
                self.tr("Outcome"),
            ],
            (1, 2),
            wide=3,
        )
        self.versions = Versions()
        self.by_itself = QCheckBox(self.tr("Learn by itself"))
        self._lay_out()
        self._connect()
        self._show_running()
        if learner.report is not None:
            self.show_report(learner.report)

    def read(self, *, lead: bool) -> None:
        """Read how many articles are finished, and what was learnt; only leads are told."""
        self._lead = lead
        self._show_state(self._watch.force)
        self._show_running()
        if lead:
            self._ask(in_force.finished, self._show_finished)
            self._ask(learned.list_learned, self._show_versions)
        else:
            self.told.setText(self.tr("Leads let the project learn: it looks at everybody’s labels."))

    def stop(self) -> None:
        """Hear of nothing any more; what is being learnt goes on."""
        self._alive = False

    def _ask(self, work: Callable[..., object], then: Callable[..., None]) -> None:
        def answered(found: object) -> None:
            if self._alive:
                then(found)

        self._bus.ask(work, answered, self._refused)

    def _do(self, work: Callable[..., Changed]) -> None:
        self.notice.hide()
        self._bus.do(work, refused=self._refused)

    def _show_finished(self, found: Finished) -> None:
        self._enough = found.articles >= LEAST_ARTICLES
        if not found.articles:
            words = self.tr("No article is finished yet. Learning begins with {least} finished articles.")
            self.told.setText(words.format(least=LEAST_ARTICLES))
            self._show_running()
            return
        parts = [counted(found.articles, "{count} article is finished", "{count} articles are finished")]
        hidden = counted(found.hidden, "{count} of them was labelled with suggestions hidden and counts double",
                         "{count} of them were labelled with suggestions hidden and count double")  # fmt: skip
        parts.append(hidden if found.hidden else self.tr("none of them was labelled with suggestions hidden"))
        words = "; ".join(parts) + "."
        if not self._enough:
            words += " " + self.tr("Learning begins with {least}.").format(least=LEAST_ARTICLES)
        self.told.setText(words)
        self._show_running()

    def _show_versions(self, rows: list[LearntRow]) -> None:
        self.versions.show_rows(rows)

    def _show_state(self, force: InForce) -> None:
        self.by_itself.blockSignals(True)
        self.by_itself.setChecked(force.stamp.learns)
        self.by_itself.blockSignals(False)

    def _begin(self) -> None:
        self.notice.hide()
        self._learner.learn()

    def _show_running(self) -> None:
        running = self._learner.running
        self.learn.setEnabled(self._lead and self._enough and not running)
        self.by_itself.setEnabled(self._lead)
        self.versions.set_changeable(self._lead and not running)
        if running:
            self.bar.show_progress(self.tr("Learning"), 0, 0)
        else:
            self.bar.hide()

    def _progressed(self, done: int, total: int, what: str) -> None:
        self.bar.show_progress(" · ".join(one for one in (self.tr("Learning"), what) if one), done, total)

    def _learnt(self, report: LearnReport) -> None:
        self._show_running()
        self.show_report(report)
        say(self, summary(report))
        self.read(lead=self._lead)

    def show_report(self, report: LearnReport) -> None:
        """Show what came of learning, part by part."""
        self.notice.show_notice("ok", summary(report))
        self.notice.show()
        rows = verdicts.verdict_rows(report)
        self.verdicts.show_rows(rows, [number for number, one in enumerate(report.verdicts) if one.better])
        self.result.setVisible(bool(rows))
        self.verdicts.setVisible(bool(rows))

    def _not_learnt(self, error: object) -> None:
        self._show_running()
        if isinstance(error, LabelerError):
            self._refused(error)
        else:
            self._tell(self.tr("Something went wrong in Labeler itself; see the log."))

    def _refused(self, error: LabelerError) -> None:
        if self._alive:
            self._tell(sentence_of(error))
            self._show_state(self._watch.force)

    def _tell(self, words: str) -> None:
        self.notice.show_notice("warn", words)
        self.notice.show()

    def _compare(self, first: str, second: str) -> None:
        self._ask(
            lambda store, actor: learned.compare_learned(store, actor, first, second), self.versions.show_comparison
        )

    def _connect(self) -> None:
        self.learn.clicked.connect(self._begin)
        self.bar.cancelled.connect(self._learner.cancel)
        self._learner.began.connect(self._show_running)
        self._learner.progressed.connect(self._progressed)
        self._learner.learnt.connect(self._learnt)
        self._learner.failed.connect(self._not_learnt)
        self._watch.changed.connect(self._force_changed)
        self.versions.use_wanted.connect(
            lambda version: self._do(lambda store, actor: learned.use_learned(store, actor, version))
        )
        self.versions.revert_wanted.connect(
            lambda part: self._do(lambda store, actor: learned.revert_learned(store, actor, part))
        )
        self.versions.compare_wanted.connect(self._compare)
        self.by_itself.toggled.connect(
            lambda on: self._do(lambda store, actor: learned.learn_by_itself(store, actor, on))
        )

    def _force_changed(self, _force: InForce) -> None:
        self.read(lead=self._lead)

    def _lay_out(self) -> None:
        self._enough = False
        row = QHBoxLayout()
        row.setSpacing(px(12))
        row.addWidget(self.learn)
        row.addWidget(self.bar, 1)
        row.addStretch(1)
        self.column.addSpacing(px(8))
        self.column.addLayout(row)
        self.column.addSpacing(px(8))
        self.column.addWidget(self.notice)
        self.column.addSpacing(px(8))
        self.column.addWidget(self.result)
        self.column.addWidget(self.verdicts)
        self.title(self.tr("What was learnt"))
        self.column.addWidget(self.versions)
        self.title(self.tr("By itself"))
        hint = self.tr(
            "In the background, first at {first} finished articles, then after every {every}. What is learnt is put in "
            "use only where it is better for sure."
        )
        self.check(self.by_itself, hint.format(first=BY_ITSELF_FROM, every=EVERY))
        self.column.addStretch(1)
        for part in (self.notice, self.result, self.verdicts):
            part.hide()
