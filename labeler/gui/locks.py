"""Which pages are open to whoever works here: by role, and for annotators by what is gold already."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from labeler.domain.sets import Actor
from labeler.gui.bus import Bus
from labeler.gui.paging import PageName, Pages
from labeler.gui.rail import Rail
from labeler.store import Store


def _any_gold(store: Store, actor: Actor) -> bool:
    """Say whether gold is finished in an article that this person labelled."""
    from labeler.services.own_gold import own_gold

    return bool(own_gold(store, actor))


class Locks(QObject):
    """Closes and opens pages and their buttons."""

    def __init__(self, bus: Bus, pages: Pages, rail: Rail, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus, self._pages, self._rail = bus, pages, rail

    def read(self, then: Callable[[], object] = lambda: None) -> None:
        """Close and open what the role says, at once; for annotators look whether anything is gold, `then` go on."""
        actor = self._bus.actor
        if actor is None:
            return
        if actor.roles & {"reviewer", "lead"}:
            self._lock("review", "")
            self._lock("agreement", "")
            then()
            return
        self._lock("agreement", self.tr("Agreement is for reviewers and leads."))
        if self._pages.name != "review":
            self._lock("review", self.tr("Review opens for you once gold is finished in one of your articles."))

        def show(found: bool) -> None:
            # Somebody else may work here by now.
            if self._bus.actor == actor:
                if found:
                    self._lock("review", "")
                then()

        self._bus.ask(_any_gold, show)

    def open(self, name: PageName) -> None:
        """Show a page; if it is closed, look first whether it still is."""
        if self._pages.why_locked(name):
            self.read(lambda: self._pages.turn(name))
        else:
            self._pages.turn(name)

    def _lock(self, name: PageName, why: str) -> None:
        self._pages.lock(name, why)
        self._rail.pages[name].lock(why)
