"""Suggestions of a project: rules, words, topics, learning, worth. The first three are saved together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.domain.sets import Annotator
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.learner import RunJob
from labeler.gui.look.controls import FocusRing, Notice, PlainLabel, Rule
from labeler.gui.look.fonts import px
from labeler.gui.look.speech import say
from labeler.gui.pipeline import faults
from labeler.gui.pipeline.draft import Draft, topics_of
from labeler.gui.pipeline.footer import Footer
from labeler.gui.pipeline.learning import LearningPage
from labeler.gui.pipeline.measured import here
from labeler.gui.pipeline.pages import Page, PageList
from labeler.gui.pipeline.rules import RulesPage
from labeler.gui.pipeline.topics import TopicsPage
from labeler.gui.pipeline.words import WordsPage
from labeler.gui.pipeline.worth import WorthPage
from labeler.services import history, schemes

if TYPE_CHECKING:
    from labeler.gui.suggesting import Suggesting
    from labeler.services.evaluation import Evaluation
    from labeler.services.in_force import InForce
    from labeler.services.schemes import PipelineChange


class PipelineDialog(QDialog):
    """Pages in a list at the left. Who is no lead may read them."""

    def __init__(
        self, bus: Bus, suggesting: Suggesting, run: RunJob, people: Sequence[Annotator], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bus, self._watch = bus, suggesting.watch
        self._alive = True
        self._scheme = suggesting.watch.force.scheme
        self._lead = bus.actor is not None and "lead" in bus.actor.roles
        self.setWindowTitle(self.tr("Suggestions of this project"))
        self.setModal(True)
        # Each where it will stand: what is moved is dressed anew.
        stack = self._stack = QStackedWidget(self)
        self.rules, self.words, self.topics = RulesPage(stack), WordsPage(stack), TopicsPage(stack)
        self.learning = LearningPage(bus, suggesting.learner, suggesting.watch, stack)
        self.worth = WorthPage(bus, run, stack)
        self.pages: dict[str, QWidget] = {
            "rules": self.rules,
            "words": self.words,
            "topics": self.topics,
            "learning": self.learning,
            "worth": self.worth,
        }
        named = [Page(key, page.accessibleName()) for key, page in self.pages.items()]
        self.list = PageList(self.tr("Pages"), named)
        self.notice = Notice("bad", "")
        self.read_only = Notice("warn", _why_read_only(people))
        self.footer = Footer(lead=self._lead)
        # Many keys, one look at what they changed.
        self._soon = QTimer(self, singleShot=True, interval=60)
        self._lay_out()
        self._connect()
        FocusRing(self)
        self._show(Draft.of(self._scheme))
        self.learning.read(lead=self._lead)
        self.turn_to("rules")

    @property
    def change(self) -> PipelineChange | None:
        """What is not saved, None if everything is."""
        return self._draft().change_from(self._scheme)

    def turn_to(self, key: str) -> None:
        """Show a page by its key."""
        self.list.turn_to(key)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Save what was changed on all pages, as one new version of the scheme."""
        change = self.change
        if change is not None and self._lead:
            self.notice.hide()
            self.footer.busy()
            self._bus.do(
                lambda store, actor: schemes.change_pipeline(store, actor, change), self._saved, self._not_saved
            )

    def reject(self) -> None:
        """Close, unless something is not saved: then ask first."""
        if self.footer.asking:
            self.footer.ask(False)
        elif self.change is not None and self._lead:
            self.footer.ask(True)
            say(self, self.footer.question)
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Close: answers that are still to come find nobody."""
        self._alive = False
        self._soon.stop()
        self.learning.stop()
        self.worth.stop()
        super().done(result)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Save by Ctrl+S; undo and redo as in the window; Enter closes nothing."""
        if event.matches(QKeySequence.StandardKey.Save):
            self.save()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self._bus.do(history.undo, self._stepped, self._not_saved)
        elif event.matches(QKeySequence.StandardKey.Redo):
            self._bus.do(history.redo, self._stepped, self._not_saved)
        elif event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)

    def _draft(self) -> Draft:
        """Return what stands on the pages; rules that this program does not know stay as they are."""
        strange = self._scheme.off - set(self.rules.rows)
        return Draft(off=self.rules.off | strange, lexicon=self.words.words, topics=self.topics.phrases)

    def _show(self, draft: Draft) -> None:
        self.rules.show_off(draft.off)
        self.words.show_words(draft.lexicon)
        self.topics.show_topics(topics_of(self._scheme), draft.topics)
        self._tell()

    def _tell(self) -> None:
        """Say which pages hold what is not saved."""
        change = self.change
        edited = {
            "rules": bool(change and change.rules),
            "words": bool(change and change.lexicon),
            "topics": bool(change and change.topics),
        }
        pages = [key for key, one in edited.items() if one]
        self.list.mark(pages)
        self.footer.show_edited([self.pages[key].accessibleName() for key in pages])

    def _turn(self, key: str) -> None:
        self._stack.setCurrentWidget(self.pages[key])
        if key == "worth" and self.worth.evaluation is None:
            self.worth.measure()

    def _saved(self, _changed: Changed | None) -> None:
        if self._alive:
            self._watch.look()
            words = self.tr("Saved. Undecided suggestions are made anew; Ctrl+Z takes it back.")
            self.footer.tell(words)
            say(self, words)
            if self.footer.closing:
                self.done(int(QDialog.DialogCode.Accepted))

    def _not_saved(self, error: LabelerError) -> None:
        if not self._alive:
            return
        self.footer.ask(False)
        self.footer.tell("")
        self._tell()
        key, words = faults.place(error, self.words.lists)
        self.notice.show_notice("bad", words or sentence_of(error))
        self.notice.show()
        if key:
            self.list.turn_to(key)
            faults.go_to(error, self.words.lists, self.topics)

    def _stepped(self, changed: Changed | None) -> None:
        if self._alive and changed is not None:
            self.notice.hide()
            self.footer.tell(self.tr("Done: {step}").format(step=changed.title))

    def _force_changed(self, force: InForce) -> None:
        """Show another version of the scheme; what is not saved stays, over it."""
        change = self.change
        self._scheme = force.scheme
        self._show(Draft.of(force.scheme).with_change(change))

    def _discard(self) -> None:
        self.notice.hide()
        self._show(Draft.of(self._scheme))

    def _measured(self, evaluation: Evaluation) -> None:
        self.rules.show_shares(here(evaluation.tally.by_rule()))

    def _connect(self) -> None:
        self.list.turned.connect(self._turn)
        for page in (self.rules, self.words, self.topics):
            page.edited.connect(self._soon.start)
            page.set_changeable(self._lead)
        self._soon.timeout.connect(self._tell)
        self.worth.measured.connect(self._measured)
        self._watch.changed.connect(self._force_changed)
        self.footer.save_wanted.connect(self.save)
        self.footer.discard_wanted.connect(self._discard)
        self.footer.close_wanted.connect(self.reject)
        self.footer.leave_wanted.connect(lambda: self.done(int(QDialog.DialogCode.Rejected)))

    def _lay_out(self) -> None:
        for page in self.pages.values():
            self._stack.addWidget(page)
        column, body, right = QVBoxLayout(self), QHBoxLayout(), QVBoxLayout()
        column.setContentsMargins(px(20), px(16), px(20), px(16))
        column.setSpacing(px(12))
        column.addWidget(PlainLabel(self.windowTitle(), role="title", wrap=True))
        column.addLayout(body, 1)
        body.setSpacing(px(16))
        body.addWidget(self.list)
        body.addLayout(right, 1)
        right.setSpacing(px(8))
        right.addWidget(self.read_only)
        right.addWidget(self.notice)
        right.addWidget(self._stack, 1)
        self.read_only.setVisible(not self._lead)
        self.notice.hide()
        column.addWidget(Rule())
        column.addWidget(self.footer)
        room = self.screen().availableGeometry()
        self.resize(min(px(1040), room.width() - 32), min(px(760), room.height() - 32))


def _why_read_only(people: Sequence[Annotator]) -> str:
    leads = ", ".join(one.name for one in people if one.has("lead"))
    words = QCoreApplication.translate(
        "PipelineDialog", "Only leads change what is suggested; you can read it here. Lead of this project: {leads}."
    )
    return words.format(leads=leads)
