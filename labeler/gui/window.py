"""The window: the start page or a project, the key bar below, and the commands that concern the whole."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from labeler.config.locations import is_url, without_password
from labeler.config.settings import Settings
from labeler.domain.errors import LabelerError
from labeler.gui.bus import Bus
from labeler.gui.commands import Commands
from labeler.gui.dialogs import ask_choice, ask_text
from labeler.gui.errors import sentence_of
from labeler.gui.jobs import Job, Work
from labeler.gui.keybar import KeyBar
from labeler.gui.look.controls import FocusRing
from labeler.gui.memory import Collector
from labeler.gui.notices import Notices
from labeler.gui.prompt import Prompt
from labeler.gui.remembered import Remembered
from labeler.gui.settings.preferences import Preferences
from labeler.gui.start import StartPage

if TYPE_CHECKING:
    from labeler.gui.project_view import ProjectView
    from labeler.gui.projects import OpenedProject
    from labeler.store import Store

log = logging.getLogger(__name__)

# Milliseconds for which the end of long work is waited for when the window closes.
_PATIENCE = 3000


class Window(QMainWindow):
    """One window, one project at a time. project_shown(ProjectView): its commands may be connected.

    `lasting` holds the ids of the commands that act without a project too.
    """

    project_shown = Signal(object)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.remembered = Remembered(settings)
        self.bus = Bus(self)
        self._collector = Collector(self)
        self.commands = Commands(self)
        self.start = StartPage()
        self.start_notices = Notices()
        self.keybar = KeyBar()
        self.project: ProjectView | None = None
        self.lasting: set[str] = set()
        self.jobs: set[Job] = set()
        self._opening = ""
        body = QWidget()
        body.setObjectName("body")
        self._stack = QStackedWidget()
        first = QWidget()
        page = QVBoxLayout(first)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.start_notices)
        page.addWidget(self.start, 1)
        self._stack.addWidget(first)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.keybar)
        self.setCentralWidget(body)
        self.prompt = Prompt(self._stack)
        self._ring = FocusRing(self)
        self.setMinimumSize(640, 480)
        if not self.remembered.restore_window(self):
            room = self.screen().availableGeometry()
            self.resize(min(1440, room.width()), min(900, room.height()))
        self.preferences = Preferences(self.remembered, self.keybar, lambda: self.project, self)
        self.preferences.dress()
        self._connect()
        self.show_start()

    @property
    def notices(self) -> Notices:
        """Where notices stand now."""
        return self.project.notices if self.project is not None else self.start_notices

    def show_start(self) -> None:
        """Show the start page."""
        self.setWindowTitle("Labeler")
        self._stack.setCurrentIndex(0)
        self.start.show_recent(self.remembered.recent())
        self.start.sample.setFocus()
        keys = [
            ["project.new", "project.open"],
            ["view.larger", "view.smaller", "view.theme"],
            ["help.keys", "app.quit"],
        ]
        self.keybar.show_keys(keys)
        QTimer.singleShot(0, self.start.show_example)

    def open_project(self, location: str, annotator: str = "") -> None:
        """Open a project on the desk; a refusal is told on the page that is shown."""
        if self._opening:
            return
        self._opening = location
        wanted = location if is_url(location) else str(Path(location).expanduser().absolute())
        remembered = self.remembered.place(without_password(wanted))[0]
        self.close_project()
        self.keybar.tell(self.tr("Opening {name} …").format(name=_name(wanted)))

        def opener() -> Store:
            from labeler.gui.projects import open_location

            return open_location(wanted)

        def read(store: Store) -> OpenedProject:
            from labeler.gui import projects

            return projects.opened(store, without_password(wanted), annotator, remembered)

        self.bus.open(opener, read, self._show_project, self._not_opened)

    def reopen(self, annotator: str = "") -> None:
        """Open the project that was open last, where that is wanted; the start page says why it can't be."""
        recent = self.remembered.recent()
        if recent and self.preferences.get("reopen"):
            self.open_project(recent[0], annotator)

    def close_project(self) -> None:
        """Close the project and show the start page."""
        if self.project is None:
            return
        self.prompt.cancel()
        for job in self.jobs:
            job.cancel()
        project, self.project = self.project, None
        project.leave()
        self.prompt.near = None
        self.bus.close_project([job.ended for job in self.jobs])
        self._stack.removeWidget(project)
        project.hide()
        project.deleteLater()
        self.commands.drop(*(self.commands.handled() - self.lasting))
        self.show_start()

    def run_job(self, work: Work, prepare: Callable[[Job], object]) -> Job:
        """Do long work in the background; `prepare` connects who is to hear of it. It is ended with the project."""
        job = Job(work, self)
        prepare(job)
        # A method of ours, not a function of no owner: the thread that ends must not be the one to let go of it.
        job.finished.connect(self._let_jobs_go)
        self.jobs.add(job)
        job.start()
        return job

    def _let_jobs_go(self) -> None:
        for job in [one for one in self.jobs if one.isFinished()]:
            self.jobs.discard(job)
            job.deleteLater()

    def shut(self) -> None:
        """End the desk and everything else that runs."""
        if self.project is not None:
            self.project.leave()
        for job in self.jobs:
            job.cancel()
        for job in list(self.jobs):
            job.wait(_PATIENCE)
        self.start.rest()
        self.bus.stop()
        self._collector.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do what a key means that Qt's shortcuts, which know characters only, did not take: Alt+1 on a French one."""
        if event.key() == Qt.Key.Key_Escape and self.project is not None and self.project.alone:
            self.preferences.put("focus_mode", False)
        elif not self.commands.press(event, "window"):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, unless an edit is not saved and its owner wants to wait for it."""
        if self.bus.unsaved and self.bus.failing and not self._may_lose():
            event.ignore()
            return
        self.remembered.save_window(self)
        self.shut()
        super().closeEvent(event)

    def _connect(self) -> None:
        self.bus.refused.connect(self._refused)
        self.bus.broken.connect(lambda words: self.notices.tell("broken", "bad", words))
        self.bus.save_state.connect(self._save_state)
        self.bus.stuck.connect(self._stuck)
        self.start.recent_wanted.connect(self.open_project)
        self.start.recent_removed.connect(self._forget)

    def _show_project(self, opened: OpenedProject) -> None:
        from labeler.gui.project_view import ProjectView

        self._opening = ""
        self.start_notices.clear()
        self.bus.actor = opened.actor
        view = ProjectView(
            opened,
            self.bus,
            self.commands,
            self.remembered,
            self.keybar,
            prompt=self.prompt,
            ask_reason=self._ask_reason,
            run_job=self.run_job,
            parent=self._stack,
        )
        self.project = view
        self.project_shown.emit(view)
        self._stack.addWidget(view)
        self._stack.setCurrentWidget(view)
        self.setWindowTitle(f"{_name(opened.location)} — Labeler")
        self.remembered.opened(opened.location)
        self.preferences.dress_project()
        self.keybar.tell("")
        view.fit()
        if not opened.sure:
            self._ask_person(opened)
        # Events go on while somebody is asked: the project may be closed by now.
        if self.project is view:
            view.begin()

    def _ask_person(self, opened: OpenedProject) -> None:
        view = self.project
        people = [(one.id, one.name) for one in opened.people]
        chosen = ask_choice(self, self.tr("Who is labelling?"), self.tr("Annotator"), self.tr("Begin"), people)
        if view is not None and self.project is view and chosen is not None and chosen != opened.actor.id:
            view.choose_person(chosen)

    def _ask_reason(self) -> str:
        return ask_text(
            self,
            self.tr("Skip article"),
            self.tr("Reason"),
            self.tr("Skip"),
            hint=self.tr("For example: duplicate, not about the subject, unreadable"),
            fault=self.tr("Skipping an article needs a reason."),
        )

    def _not_opened(self, error: LabelerError) -> None:
        self._opening = ""
        self.keybar.tell("")
        self.start_notices.tell("open", "bad", sentence_of(error))

    def _refused(self, error: LabelerError) -> None:
        sentence = sentence_of(error)
        if error.code in {"nothing_to_undo", "nothing_to_redo"}:
            self.keybar.tell(sentence)
        else:
            self.notices.tell("refused", "warn", sentence)

    def _forget(self, location: str) -> None:
        self.remembered.forget(location)
        self.start.show_recent(self.remembered.recent())

    def _save_state(self, state: str) -> None:
        if self.project is not None:
            self.project.header.show_state(state)
        if state == "saved":
            self.notices.settle("unsaved")
        name = f"{_name(self.project.project.location)} — Labeler" if self.project else "Labeler"
        words = {"saving": self.tr("saving…"), "failed": self.tr("not saved")}.get(state, "")
        self.setWindowTitle(f"{name} — {words}" if words else name)

    def _stuck(self, error: object) -> None:
        cause = sentence_of(error) if isinstance(error, LabelerError) else str(error)
        self.notices.tell(
            "unsaved",
            "bad",
            self.tr("Not saved. {cause} Labeler keeps the change and tries again.").format(cause=cause),
            action=self.tr("Try now"),
            act=self.bus.retry,
            closable=False,
        )

    def _may_lose(self) -> bool:
        choices = [("wait", self.tr("keep trying to save")), ("lose", self.tr("close, and lose the change"))]
        title, label = self.tr("A change is not saved"), self.tr("What now?")
        if ask_choice(self, title, label, self.tr("Go on"), choices) != "lose":
            return False
        self.bus.give_up()
        return True


def _name(location: str) -> str:
    return location.rstrip("/").rsplit("/", 1)[-1] if is_url(location) else Path(location).name
