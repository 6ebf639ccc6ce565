"""The Agreement page over a real project, without the window around it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.config.settings import Settings
from labeler.domain.errors import LabelerError
from labeler.gui.agreement.page import AgreementPage
from labeler.gui.bus import Bus
from labeler.gui.jobs import Job, Work
from labeler.gui.remembered import Remembered
from labeler.services import projects
from labeler.store import open_store


class Host(QWidget):
    """Holds the page. `said` is what it told, `refused` what services refused."""

    def __init__(self, file: Path, name: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.refused: list[str] = []
        self._jobs: list[Job] = []
        self.bus = Bus(self)
        self.bus.refused.connect(self._refused)
        self.bus.broken.connect(self.refused.append)
        self.bus.open(
            lambda: open_store(str(file)), lambda store: projects.actor_named(store, name), self._read, self._refused
        )
        while self.bus.actor is None:
            QCoreApplication.processEvents()
        remembered = Remembered(Settings(file.parent / "settings.json", {"theme": "light"}))
        self.page = AgreementPage(self.bus, self.run_job, remembered, self.said.append)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def run_job(self, work: Work, prepare: Callable[[Job], object]) -> Job:
        """Run a job as the window does."""
        job = Job(work, self)
        prepare(job)
        self._jobs.append(job)
        job.start()
        return job

    def settle(self) -> None:
        """Wait until nothing is under way."""
        for _ in range(3):
            QCoreApplication.processEvents()
            while self.bus.busy or any(job.isRunning() for job in self._jobs):
                QCoreApplication.processEvents()
                for job in self._jobs:
                    job.wait(1)

    def end(self) -> None:
        """End the desk."""
        self.settle()
        self.bus.close_project()
        self.bus.stop()
        self.close()
        self.deleteLater()

    def _read(self, actor: projects.Actor) -> None:
        self.bus.actor = actor

    def _refused(self, error: LabelerError) -> None:
        self.refused.append(error.code)
