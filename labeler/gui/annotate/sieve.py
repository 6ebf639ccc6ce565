"""Which suggestions are shown: those of the kinds wanted, with a score that is high enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from labeler.domain.labels import KINDS, Kind
from labeler.gui.page.marks import Mark, Patch
from labeler.gui.remembered import Remembered


class Scored(Protocol):
    """What has a kind and a score."""

    @property
    def kind(self) -> Kind:
        """The kind of label."""
        ...

    @property
    def score(self) -> float:
        """A probability."""
        ...


_S = TypeVar("_S", bound=Scored)


class Sieve(QObject):
    """The least score and the kinds, remembered. changed(): other suggestions are let through."""

    changed = Signal()

    def __init__(self, remembered: Remembered, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remembered = remembered
        self._floor = remembered.number("least_score")
        stored = remembered.settings.get("suggestion_kinds")
        kinds = stored if isinstance(stored, list) else []
        self._kinds: frozenset[Kind] = frozenset(kind for kind in KINDS if kind in kinds)

    @property
    def floor(self) -> float:
        """The least score that is shown."""
        return self._floor

    @property
    def above(self) -> float:
        """The least score that is accepted at once: the one of the settings, or the one shown if that is higher."""
        return max(self._remembered.number("accept_above"), self._floor)

    @property
    def kinds(self) -> frozenset[Kind]:
        """The kinds that are shown."""
        return self._kinds

    def set_floor(self, floor: float) -> None:
        """Show what scores at least so much."""
        if floor != self._floor:
            self._floor = floor
            self._remembered.put("least_score", floor)
            self.changed.emit()

    def set_kind(self, kind: Kind, *, shown: bool) -> None:
        """Show a kind, or no longer."""
        one = frozenset[Kind]((kind,))
        kinds = self._kinds | one if shown else self._kinds - one
        if kinds != self._kinds:
            self._kinds = kinds
            self._remembered.put("suggestion_kinds", [one for one in KINDS if one in kinds])
            self.changed.emit()

    def lets(self, one: Scored) -> bool:
        """Tell whether a suggestion is listed."""
        return one.kind in self._kinds and one.score >= self._floor

    def through(self, suggestions: Iterable[_S]) -> Iterator[_S]:
        """Return what is listed of some suggestions."""
        return (one for one in suggestions if self.lets(one))

    def marks(self, marks: Iterable[Mark]) -> list[Mark]:
        """Return what is drawn of some marks: all labels, and suggested boilerplate whatever is listed."""
        return [one for one in marks if not one.suggested or one.kind == "boilerplate" or self.lets(one)]

    def patch(self, patch: Patch) -> Patch:
        """Return what is drawn of a patch."""
        put = self.marks(patch.put)
        kept = {one.id for one in put}
        return Patch(put=tuple(put), removed=(*patch.removed, *(one.id for one in patch.put if one.id not in kept)))
