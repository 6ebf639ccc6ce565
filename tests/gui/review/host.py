"""The Review page over a real project, without the window around it."""

from __future__ import annotations

import time
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from labeler.config.settings import Settings
from labeler.domain.errors import LabelerError
from labeler.gui.app import application
from labeler.gui.bus import Bus
from labeler.gui.prompt import Prompt
from labeler.gui.remembered import Remembered
from labeler.gui.review.page import ReviewPage
from labeler.services import articles, projects
from labeler.store import open_store


class Host(QWidget):
    """Holds the page. `said` is what it told, `refused` what services refused."""

    def __init__(self, file: Path, name: str) -> None:
        super().__init__()
        application()
        self.said: list[str] = []
        self.refused: list[str] = []
        self._file = file
        self.bus = Bus(self)
        self.bus.refused.connect(self._refused)
        self.bus.broken.connect(self._refused)
        self.bus.open(
            lambda: open_store(str(file)), lambda store: projects.actor_named(store, name), self._read, self._refused
        )
        while self.bus.actor is None:
            self._turn()
        self.prompt = Prompt(self)
        remembered = Remembered(Settings(file.parent / "settings.json", {"theme": "light"}))
        self.page = ReviewPage(self.bus, remembered, self.prompt, self.said.append)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def begin(self) -> None:
        """Go into the page."""
        self.page.enter()
        self.settle()

    def press(self, *idents: str) -> None:
        """Do what commands say, one after another."""
        for ident in idents:
            self.page.handlers()[ident]()
            self.settle()

    def article(self, key: str) -> str:
        """Return an article's id."""
        store = open_store(str(self._file))
        found = articles.read_article(store, projects.actor_named(store, None), key).id
        store.close()
        return found

    def settle(self) -> None:
        """Wait until the desk is quiet."""
        for _ in range(3):
            self._turn()
            while self.bus.busy:
                self._turn()

    def end(self) -> None:
        """Close the project."""
        self.bus.close_project()
        self.bus.stop()
        self.close()
        self.deleteLater()

    def _read(self, actor: object) -> None:
        from labeler.domain.sets import Actor

        assert isinstance(actor, Actor)
        self.bus.actor = actor

    def _refused(self, error: LabelerError | str) -> None:
        self.refused.append(str(error))

    def _turn(self) -> None:
        application().processEvents()
        time.sleep(0.002)
