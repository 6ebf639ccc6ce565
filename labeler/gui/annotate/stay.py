"""The stay in an article: where it is read, kept for the next time, and the time worked on it, written when it ends."""

from __future__ import annotations

from PySide6.QtCore import QObject

from labeler.gui.annotate.opened import OpenArticle
from labeler.gui.annotate.worktime import WorkTime
from labeler.gui.bus import Bus
from labeler.gui.page.caret import Place
from labeler.gui.page.view import ArticlePage
from labeler.services import sets


class Stay(QObject):
    """Knows which article is shown; the opened one may be another already."""

    def __init__(self, bus: Bus, opened: OpenArticle, page: ArticlePage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus, self._opened, self._page = bus, opened, page
        self.worktime = WorkTime(parent=self)
        # A key that means a command comes to no widget: it is known by what it does.
        page.cursorPositionChanged.connect(self.worktime.touch)
        page.verticalScrollBar().valueChanged.connect(self.worktime.touch)
        self._shown = ""
        self._counted = False
        self._places: dict[str, Place] = {}

    @property
    def place(self) -> Place | None:
        """Where the shown article is read: scroll, caret, selection; None without one."""
        return self._page.place() if self._shown else None

    def remember(self, article_id: str, place: Place) -> None:
        """Know where an article was read last."""
        self._places[article_id] = place

    def begin(self) -> None:
        """Go to where the opened article, which the page shows now, was read last."""
        self._shown = self._opened.article_id
        if self._shown in self._places:
            self._page.restore(self._places[self._shown])

    def note_state(self) -> None:
        """Take note whether time is counted: for the state that is shown, which may be another when the stay ends."""
        self._counted = not self._opened.frozen

    def leave(self) -> None:
        """Remember where the article was read that goes now, and write the time worked on it."""
        if self._shown:
            self._places[self._shown] = self._page.place()
            self.write()
        self._shown = ""

    def write(self) -> None:
        """Write the time worked on the article that is shown."""
        article_id, seconds = self._shown, self.worktime.take()
        if article_id and seconds and self._counted and self._bus.actor is not None:
            self._bus.ask(lambda store, actor: sets.add_seconds(store, actor, article_id, seconds), _ignore)


def _ignore(_result: object) -> None:
    """Time worked changes nothing on screen."""
