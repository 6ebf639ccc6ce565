"""Which entry of the registry a name found in an article stands for: only where nothing else can be meant."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from labeler.domain.registry import Entity, EntityKind

_INITIAL = re.compile(r"^(?:\w\.)+$|^\w$")
_SUFFIXES = frozenset({"inc", "corp", "corporation", "co", "ltd", "llc", "plc", "company", "jr", "sr"})


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name of the registry, an entry's own or another of its names, with the entry that stands for it."""

    name: str
    entity: Entity


class Recognition:
    """Says which entry a name can only mean, among some names of the registry."""

    def __init__(self, known: Iterable[KnownName]) -> None:
        self._exact: dict[str, list[KnownName]] = defaultdict(list)
        self._same: dict[tuple[str, ...], list[KnownName]] = defaultdict(list)
        self._cores: dict[tuple[str, ...], list[KnownName]] = defaultdict(list)
        self._surnames: dict[str, list[KnownName]] = defaultdict(list)
        for one in known:
            words = _words(one.name)
            core = _core(words)
            self._exact[one.name].append(one)
            self._same[words].append(one)
            self._cores[core].append(one)
            if len(core) > 1 and one.entity.kind in {"", "person"}:
                self._surnames[core[-1]].append(one)

    def entity(self, name: str, kind: EntityKind, affiliation: str) -> Entity | None:
        """Return the one entry that a name found in an article stands for, None where none or several can be meant.

        In this order: the very name; the same but for case, accents and "the"; the same but for initials, "Jr." and
        "Inc.", where no affiliation speaks against it; a surname alone that only one person of the affiliation has.
        """
        words = _words(name)
        core = _core(words)
        surname = self._surnames.get(core[0], []) if len(core) == 1 else []
        for found in (
            self._exact.get(name, []),
            [one for one in self._same.get(words, []) if _agree(kind, one.entity.kind)],
            [one for one in self._cores.get(core, []) if _agree(kind, one.entity.kind) and _fits(affiliation, one)],
            [one for one in surname if _agree(kind, "person") and _is_same(affiliation, one.entity.affiliation)],
        ):
            entities = {one.entity.id: one.entity for one in found}
            if entities:
                return next(iter(entities.values())) if len(entities) == 1 else None
        return None


def last_word(name: str) -> str:
    """Return the word by which namesakes are looked for: the last that is no "Jr." or "Inc.", folded."""
    core = _core(_words(name))
    return core[-1] if core else ""


def _words(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(char for char in plain if not unicodedata.combining(char)).replace(",", " ").split()
    return tuple(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def _core(words: Sequence[str]) -> tuple[str, ...]:
    """Return the words without initials and legal forms; all of them where nothing else is left."""
    core = tuple(one for one in words if not _INITIAL.match(one) and one.rstrip(".") not in _SUFFIXES)
    return core or tuple(words)


def _agree(ours: EntityKind, theirs: EntityKind) -> bool:
    """Tell whether two kinds can be one's; a description without a name is nobody in the registry."""
    return ours != "unnamed" and (not ours or not theirs or ours == theirs)


def _fits(affiliation: str, one: KnownName) -> bool:
    """Tell whether no affiliation speaks against an entry; none does where either is unknown."""
    theirs = one.entity.affiliation
    return not affiliation or not theirs or _is_same(affiliation, theirs)


def _is_same(ours: str, theirs: str) -> bool:
    return bool(ours) and _core(_words(ours)) == _core(_words(theirs))
