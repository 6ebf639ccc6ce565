"""The names of the registry, for completing: read on opening, patched by what is committed here.

What others add through their own windows is read when somebody begins to write a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeler.domain.changes import Changed
from labeler.domain.registry import Alias, Entity
from labeler.gui.annotate.inspector.roster import Roster
from labeler.gui.bus import Bus

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.store import Store


@dataclass(frozen=True, slots=True)
class _Read:
    roster: Roster
    number: int
    governs: bool


class Names(QObject):
    """changed(): other names than before, or another may govern them."""

    changed = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._number = -1
        self.roster = Roster()
        # Whether the actor may rename, merge and change entries.
        self.governs = True
        bus.changed.connect(self._take)

    @property
    def names(self) -> list[str]:
        """The names of all entities."""
        return [one.name for one in self.roster.entities]

    def read(self) -> None:
        """Read the registry."""
        self._bus.ask(_read, self._show)

    def refresh(self) -> None:
        """Read the registry again if it is another than the one that is known."""
        known = self._number

        def work(store: Store, actor: Actor) -> _Read | None:
            from labeler.services import registry

            return None if registry.newest(store, actor) == known else _read(store, actor)

        self._bus.ask(work, self._refreshed)

    def _refreshed(self, found: _Read | None) -> None:
        if found is not None:
            self._show(found)

    def _show(self, found: _Read) -> None:
        self.roster, self._number, self.governs = found.roster, found.number, found.governs
        self.changed.emit()

    def _take(self, changed: Changed) -> None:
        if "annotator" in changed.rows:
            self.read()
            return
        entities, names = changed.rows.get("entity", {}).values(), changed.rows.get("alias", {}).values()
        if not entities and not names:
            return
        for one in entities:
            if isinstance(one, Entity):
                self.roster.takes(one)
        gone = any(one is None for one in (*entities, *names))
        if gone or not all(self.roster.takes_name(one) for one in names if isinstance(one, Alias)):
            self.read()
        else:
            self.changed.emit()


def _read(store: Store, actor: Actor) -> _Read:
    from labeler.services import registry

    number = registry.newest(store, actor)
    roster = Roster(registry.entities(store, actor), registry.aliases(store, actor))
    return _Read(roster, number, registry.governs(store, actor))
