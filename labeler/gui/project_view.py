"""An open project: header, rail and the pages, and the worker that suggests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from labeler.domain.changes import Changed
from labeler.domain.sets import Actor, Annotator
from labeler.gui.annotate.aside.guidelines import GuidelinesPanel
from labeler.gui.annotate.aside.history import HistoryPanel
from labeler.gui.annotate.filters import Filters, read_filters
from labeler.gui.annotate.keys import AnnotateKeys, words_now
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.bus import Bus
from labeler.gui.commands import Commands
from labeler.gui.early import Early
from labeler.gui.header import Header
from labeler.gui.jobs import JobBar
from labeler.gui.keybar import KeyBar
from labeler.gui.learner import RunJob
from labeler.gui.look.fonts import px
from labeler.gui.notices import Notices
from labeler.gui.other_pages import OtherPages
from labeler.gui.paging import PAGES, Pages
from labeler.gui.projects import OpenedProject
from labeler.gui.prompt import Prompt
from labeler.gui.rail import Rail
from labeler.gui.remembered import Remembered
from labeler.gui.steps import StepHints
from labeler.gui.suggesting import Suggesting
from labeler.services import projects
from labeler.services.in_force import InForce

if TYPE_CHECKING:
    from labeler.services.articles import ArticleRow

# Below this width (at 100 % text) the rail shows icons alone.
_NARROW = 1200
_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}


class ProjectView(QWidget):
    """person_changed(): someone else labels from now on."""

    person_changed = Signal()

    def __init__(
        self,
        project: OpenedProject,
        bus: Bus,
        commands: Commands,
        remembered: Remembered,
        keybar: KeyBar,
        *,
        prompt: Prompt,
        ask_reason: Callable[[], str],
        run_job: RunJob,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.project = project
        self._bus, self._commands, self._remembered, self._keybar = bus, commands, remembered, keybar
        self._prompt = prompt
        self._people = project.people
        # Each widget is put where it stays before anything is put into it: the style sheet goes through all that is
        # inside at each move. The order is that of Tab.
        self.header = Header(self)
        self.notices = Notices(self)
        self._jobs = JobBar(self)
        self.rail = Rail(self)
        self.pages = Pages(commands, self)
        self.annotate = AnnotatePage(bus, project.scheme, remembered, prompt=prompt, say=keybar.tell, parent=self.pages)
        self.history = HistoryPanel(bus, keybar.tell)
        self.guidelines = GuidelinesPanel(bus)
        self.annotate.side.add("history", self.tr("History"), self.history)
        self.annotate.side.add("guidelines", self.tr("Guidelines"), self.guidelines)
        self.others = OtherPages(
            bus,
            commands,
            remembered,
            pages=self.pages,
            rail=self.rail,
            prompt=prompt,
            say=keybar.tell,
            run_job=run_job,
        )
        self.locks = self.others.locks
        self.early = Early(self, steps=self.others.steps())
        self.alone = False
        self.steps = StepHints(bus, self)
        model, bar = remembered.text("model"), self.annotate.list.jobs
        self.suggesting = Suggesting(bus, project.force, model, self.notices, bar, run_job)
        self.suggester = self.suggesting.suggester
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.notices)
        column.addWidget(self._jobs)
        column.addLayout(body, 1)
        commands.give_article_keys(self.annotate.page, self._page_keeps)
        annotating = AnnotateKeys(self.annotate, commands, ask_reason)
        self.pages.offer("annotate", lambda: (self.annotate, annotating))
        self.pages.turn("annotate")
        self._connect()
        self._show_versions(project.force)
        self.header.show_people(self._people, project.actor.id, lead="lead" in project.actor.roles)
        self._show_keys()

    def begin(self) -> None:
        """Read the lists, open the article that was left, and start the suggestions."""
        annotator, article, place = self._remembered.place(self.project.location)
        mine = annotator == self._actor.id
        self.annotate.list.show_filters(read_filters(self._remembered.filters(self.project.location)))
        self.annotate.begin(article if mine else "", place if mine and article else None)
        self.steps.read()
        self.locks.read()
        self.early.start()
        left = self._remembered.page(self.project.location) if mine else ""
        if left in PAGES and left != "annotate":
            self.locks.open(left)

    def leave(self) -> None:
        """Store what is still being typed, end what belongs to this project, and remember the place."""
        focus = self.window().focusWidget()
        if self.isAncestorOf(focus):
            focus.clearFocus()
        self.pages.leave()
        self.leave_place()
        self.suggesting.stop()

    def leave_place(self) -> None:
        """Remember who labels, which article is open, and where in it somebody reads."""
        article, place = self.annotate.opened.article_id, self.annotate.stay.place
        self._remembered.leave(self.project.location, self._actor.id, article, place)

    def set_alone(self, alone: bool) -> None:
        """Show the article alone, or everything again; keys act the same."""
        self.alone = alone
        self.rail.setVisible(not alone)
        self.header.setVisible(not alone)
        self.annotate.panes.set_alone(alone)
        self.pages.enter()

    def on_annotate(self, act: Callable[[], object]) -> None:
        """Do something that is shown on Annotate, there."""
        if self.pages.name != "annotate":
            self.pages.turn("annotate")
        act()

    def toggle_side(self, name: str) -> None:
        """Open a panel of Annotate's left column and go into it; close it if that is where the focus is."""
        if self.pages.name != "annotate":
            self.pages.turn("annotate")
        side = self.annotate.side
        if side.current == name and side.isVisible() and side.isAncestorOf(self.window().focusWidget()):
            side.close()
        else:
            self.annotate.show_side(name)

    def choose_person(self, annotator_id: str) -> None:
        """Let someone else label from now on."""
        person = next((one for one in self._people if one.id == annotator_id), None)
        if person is None or person.id == self._actor.id:
            self.header.show_people(self._people, self._actor.id, lead="lead" in self._actor.roles)
            return
        self.annotate.stay.write()
        self._bus.ask(lambda store, _actor: projects.actor_named(store, person.name), self._become)

    @property
    def jobs(self) -> JobBar:
        """Where long work that is begun now is shown: under Annotate's list, on other pages under the header."""
        return self.annotate.list.jobs if self.pages.name == "annotate" else self._jobs

    def people(self) -> list[Annotator]:
        """Return the people of the project."""
        return self._people

    def read_people(self) -> None:
        """Read who works on the project again."""
        self._bus.ask(projects.annotators, self._show_people)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit rail and header to the room there is."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Fit rail and header to the width and to the size of the text."""
        narrow = self.width() < px(_NARROW)
        self.header.fit(self.rail.fit(narrow=narrow), narrow=narrow)

    @property
    def _actor(self) -> Actor:
        actor = self._bus.actor
        return actor if actor is not None else self.project.actor

    def _become(self, actor: Actor) -> None:
        self._bus.actor = actor
        article_id = self.annotate.opened.article_id
        self.header.show_people(self._people, actor.id, lead="lead" in actor.roles)
        self._remembered.leave(self.project.location, actor.id, article_id, None)
        self.annotate.opened.close()
        self.annotate.begin(article_id)
        self.steps.read()
        self.others.begin_again()
        self._keybar.tell(self.tr("{name} labels now.").format(name=actor.name))
        self.person_changed.emit()

    def _show_people(self, people: list[Annotator]) -> None:
        self._people = people
        self.header.show_people(people, self._actor.id, lead="lead" in self._actor.roles)

    def _connect(self) -> None:
        self.annotate.keys_changed.connect(lambda: self.pages.tell("annotate"))
        self.pages.keys_changed.connect(self._show_keys)
        self.pages.turned.connect(self._turned)
        self.pages.refused.connect(self._keybar.tell)
        self.rail.page_wanted.connect(self.locks.open)
        self.annotate.article_shown.connect(self._article_shown)
        self.annotate.list.listed.connect(self._want_suggestions)
        self.annotate.list.filters_changed.connect(self._keep_filters)
        self.steps.changed.connect(self._show_keys)
        self._bus.changed.connect(self._changed)
        self.suggesting.watch.changed.connect(self._show_versions)
        self.header.chosen.connect(self.choose_person)
        self.history.went.connect(self._go_to_step)

    def _go_to_step(self, article_id: str, label_id: str) -> None:
        opened, page = self.annotate.opened, self.annotate.page
        if article_id != opened.article_id:
            opened.open(article_id, label_id)
        elif label_id and opened.label(label_id) is not None:
            page.go_to(label_id)
            page.setFocus()
        else:
            self._keybar.tell(self.tr("What this step labelled is not there now."))

    def _page_keeps(self, event: QKeyEvent) -> bool:
        """Say whether a key is the page's own, whatever else it means: an arrow while edges are moved."""
        return self.annotate.page.edited_span() is not None and event.key() in _ARROWS

    def _turned(self) -> None:
        name = self.pages.name
        assert name is not None
        self.rail.show_page(name)
        self._prompt.cancel()
        self._prompt.near = self.annotate.page if name == "annotate" else self.pages.currentWidget()
        self._remembered.turn(self.project.location, name)

    def _show_keys(self) -> None:
        page = self.pages.page
        if page is None:
            return
        keys, annotating = page.keys(), self.pages.name == "annotate"
        self._commands.enable("edit.undo", self.steps.undo is not None)
        self._commands.enable("edit.redo", self.steps.redo is not None)
        ending: list[tuple[str, str]] = []
        if self.steps.undo:
            ending.append(("edit.undo", self.tr("undo {step}").format(step=self.steps.undo)))
        if annotating and not self.annotate.opened.frozen:
            ending.append(("article.finish", ""))
        self._keybar.show_keys(keys, ending, words_now(self.annotate) if annotating else None, page.words())

    def _article_shown(self) -> None:
        opened = self.annotate.opened
        self.history.show_article(opened.article_id)
        if opened.article_id:
            self.leave_place()
            self.suggesting.show_article(opened.article_id)
        self._show_keys()

    def _want_suggestions(self) -> None:
        rows: list[ArticleRow] = self.annotate.list.model.rows
        self.suggesting.want([row.id for row in rows if row.state not in {"finished", "skipped"}])

    def _keep_filters(self, filters: Filters) -> None:
        self._remembered.leave_out(self.project.location, filters.line())

    def _show_versions(self, force: InForce) -> None:
        info = self.project.info
        self.header.show_project(info.name, force.stamp.scheme, info.guidelines_version)

    def _changed(self, changed: Changed) -> None:
        if "annotator" in changed.rows:
            self.read_people()
