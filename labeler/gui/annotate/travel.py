"""From article to article: the first, those beside the open one, the next unfinished; and the list they stand in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from labeler.domain.changes import Changed
from labeler.gui.annotate.article_list import ArticleList
from labeler.gui.annotate.filters import read_catalogue
from labeler.gui.annotate.opened import OpenArticle
from labeler.gui.bus import Bus
from labeler.services import sets


class Travel(QObject):
    """Opens articles; the list as it is filtered is the way."""

    def __init__(
        self,
        bus: Bus,
        opened: OpenArticle,
        listed: ArticleList,
        say: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bus, self._opened, self._list, self._say = bus, opened, listed, say
        listed.order_wanted.connect(self.read_list)
        bus.changed.connect(self._elsewhere)

    def begin(self, article_id: str) -> None:
        """Read the list, and open an article, else the first unfinished one."""
        self.read_list()
        if article_id:
            self._opened.open(article_id)
        else:
            self._bus.ask(lambda store, actor: sets.next_unfinished(store, actor, None), self._open_first)

    def read_list(self) -> None:
        """Read the list of articles again."""
        order = self._list.bar.filters.order
        self._bus.ask(lambda store, actor: read_catalogue(store, actor, order), self._list.show_catalogue)

    def step(self, step: int) -> None:
        """Open the article before (-1) or after (1) the open one."""
        beside = self._list.beside(self._opened.article_id, step)
        if beside:
            self._opened.open(beside)

    def next_unfinished(self) -> None:
        """Open the next article that is neither finished nor skipped: of those listed, else of all."""
        here = self._opened.article_id
        listed = self._list.next_unfinished(here)
        if listed:
            self._opened.open(listed)
            return

        def go(found: str | None) -> None:
            if found is None:
                self._say(self.tr("All articles are done."))
            elif found == here:
                self._say(self.tr("No other article is unfinished."))
            else:
                self._say(self.tr("No other article of the list is unfinished: this one is not listed."))
                self._opened.open(found)

        self._bus.ask(lambda store, actor: sets.next_unfinished(store, actor, here or None), go)

    def _elsewhere(self, changed: Changed) -> None:
        """Read the list again when something other than the open article changed in it."""
        if {"article", "annotation_set"} & set(changed.rows) and changed.article_id != self._opened.article_id:
            self.read_list()

    def _open_first(self, article_id: str | None) -> None:
        first = article_id or next((row.id for row in self._list.model.rows), "")
        if first:
            self._opened.open(first)
