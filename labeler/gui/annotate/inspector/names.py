"""The names of the registry, for completing: read on opening, and again when the registry changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from labeler.domain.changes import Changed
from labeler.domain.registry import Alias, Entity
from labeler.gui.bus import Bus

if TYPE_CHECKING:
    from labeler.domain.sets import Actor
    from labeler.store import Store


class Names(QObject):
    """changed(): other names than before."""

    changed = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self.names: list[str] = []
        bus.changed.connect(self._take)

    def read(self) -> None:
        """Read the registry."""
        from labeler.services import registry

        def work(store: Store, actor: Actor) -> tuple[list[Entity], list[Alias]]:
            return registry.entities(store, actor), registry.aliases(store, actor)

        self._bus.ask(work, self._show)

    def _show(self, found: tuple[list[Entity], list[Alias]]) -> None:
        entities, aliases = found
        names = {one.name for one in entities if one.merged_into is None} | {one.name for one in aliases}
        self.names = sorted(names, key=str.casefold)
        self.changed.emit()

    def _take(self, changed: Changed) -> None:
        if {"entity", "alias"} & set(changed.rows):
            self.read()
