"""Who is meant by a few letters: the registry, ranked as a newsroom would expect.

Whole names come first, then whole words (family names, above all), beginnings, initials, parts of words, and what is
only misspelt. Case, accents, punctuation and marks of writing direction count for nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from labeler.domain.registry import Alias, Entity, resolve

# Words and places: what is sorted.
T = TypeVar("T", str, tuple[str, int])

# Enough candidates to rank; beyond them a few letters mean nothing yet.
_ENOUGH = 200
# So many names are looked through for what a letter or two may mean.
_FLOOD = 1500
_LAST = "\U0010ffff"
# Ranks from here on are those of names that differ from what was typed.
_MISSPELT = 70
# Letters that no decomposition turns into a plain one.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
_SMALL = frozenset({"of", "the", "and", "for", "de", "la", "du", "von", "van", "to", "in", "on"})
_NOT_WORDS = re.compile(r"[^\w\s]|_")
_HUSHED = re.compile(r"[.'’ʼ`´]")


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a text may mean.

    `alias` is the other name that matched, "" for the name itself; `sure` is false where the text must be misspelt.
    """

    entity: Entity
    alias: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that was given to an entity; `own` is its canonical one (as long as it is not renamed)."""

    text: str
    folded: str
    words: tuple[str, ...]
    owner: str
    own: bool


class Roster:
    """All entities, searchable by all their names; what was merged is found as what stands for it.

    It takes single changes, so that one new entry among thousands costs no reading of all.
    """

    def __init__(self, entities: Iterable[Entity] = (), aliases: Iterable[Alias] = ()) -> None:
        self._every = {one.id: one for one in entities}
        self._names: list[_Name] = []
        self._by_text: dict[str, list[int]] = {}
        self._by_owner: dict[str, list[int]] = {}
        for one in self._every.values():
            self._note(one.name, one.id, own=True)
        for alias in aliases:
            if alias.entity_id in self._every:
                self._note(alias.name, alias.entity_id, own=False)
        self._index = _Index(self._names)

    @property
    def entities(self) -> list[Entity]:
        """The entities that stand for themselves."""
        return [one for one in self._every.values() if one.merged_into is None]

    def get(self, entity_id: str) -> Entity | None:
        """Return the entity that stands for an id after all merges, None for an unknown id."""
        return resolve(entity_id, self._every) if entity_id in self._every else None

    def named(self, name: str) -> Entity | None:
        """Return the entity with exactly this name, own names before further ones; None if there is none."""
        places = [at for at in self._by_text.get(name, ()) if self._holds(self._names[at])]
        places.sort(key=lambda at: not self._own(self._names[at]))
        return self.get(self._names[places[0]].owner) if places else None

    def takes(self, entity: Entity) -> None:
        """Take an entity that is new, or changed in any way."""
        known = self._every.get(entity.id)
        self._every[entity.id] = entity
        if known is None or known.name != entity.name:
            self._index.add(self._note(entity.name, entity.id, own=True), len(self._names) - 1)

    def takes_name(self, alias: Alias) -> bool:
        """Take a further name; False if its entity is unknown and all must be read again."""
        if alias.entity_id not in self._every:
            return False
        self._index.add(self._note(alias.name, alias.entity_id, own=False), len(self._names) - 1)
        return True

    def find(self, text: str, limit: int = 12, near: Mapping[str, int] | None = None) -> list[Found]:
        """Return the entities that a text may mean, the likeliest first; "" finds those of `near`, then the first.

        `near` ranks entities (by id) that come before equally good ones: those of the open article.
        """
        near = near or {}
        query = fold(text)
        if not query:
            return self._unasked(limit, near)
        ranks: dict[str, tuple[int, int]] = {}
        beside = [at for one in near for at in self._by_owner.get(one, ())]
        for at in self._index.candidates(query, beside):
            self._rank(at, _rank(query, self._names[at]), ranks)
        if len(ranks) < limit:
            for at, slips in self._index.misspelt(query):
                self._rank(at, _MISSPELT + slips, ranks)
        order = sorted(ranks, key=lambda one: self._order(one, ranks[one], near))
        return [self._found(one, *ranks[one]) for one in order[:limit]]

    def _rank(self, at: int, rank: int, ranks: dict[str, tuple[int, int]]) -> None:
        """Note how good a name is for its entity, if no other name of it is better."""
        name = self._names[at]
        if not self._holds(name):
            return
        stands = resolve(name.owner, self._every).id
        known = ranks.get(stands)
        if known is None or (rank, not self._own(name)) < (known[0], not self._own(self._names[known[1]])):
            ranks[stands] = (rank, at)

    def _order(self, entity_id: str, ranked: tuple[int, int], near: Mapping[str, int]) -> tuple[object, ...]:
        rank, at = ranked
        name = self._names[at]
        # Of equally good ones those of the open article come first, then a name before an alias, then the alphabet.
        return (rank, near.get(entity_id, len(near)), not self._own(name), name.folded, entity_id)

    def _found(self, entity_id: str, rank: int, at: int) -> Found:
        name = self._names[at]
        return Found(self._every[entity_id], "" if self._own(name) else name.text, rank < _MISSPELT)

    def _unasked(self, limit: int, near: Mapping[str, int]) -> list[Found]:
        found = dict.fromkeys(one for one in sorted(near, key=lambda one: near[one]) if one in self._every)
        for at in self._index.alphabet():
            if len(found) >= limit:
                break
            if self._own(name := self._names[at]):
                found.setdefault(name.owner)
        return [Found(self._every[one], "") for one in list(found)[:limit]]

    def _holds(self, name: _Name) -> bool:
        """Tell whether a name is still one: a rename leaves the one before behind."""
        return not name.own or self._every[name.owner].name == name.text

    def _own(self, name: _Name) -> bool:
        """Tell whether a name is the canonical one of an entity that stands for itself."""
        owner = self._every[name.owner]
        return name.own and owner.merged_into is None and owner.name == name.text

    def _note(self, text: str, owner: str, *, own: bool) -> _Name:
        folded = fold(text)
        name = _Name(text, folded, tuple(folded.split()), owner, own)
        self._by_text.setdefault(text, []).append(len(self._names))
        self._by_owner.setdefault(owner, []).append(len(self._names))
        self._names.append(name)
        return name


class _Index:
    """Finds the places of names by what they hold; `add` keeps it true without building it anew."""

    def __init__(self, names: Sequence[_Name]) -> None:
        self._names = names
        self._words: dict[str, list[int]] = {}
        self._initials: dict[str, list[int]] = {}
        self._lengths: dict[tuple[str, int], list[str]] = {}
        for at, name in enumerate(names):
            self._enter(name, at)
        self._vocabulary = _in_parts(self._words, lambda word: word[0])
        self._abbreviations = _in_parts(self._initials, lambda made: made[0])
        self._alphabet = _in_parts(((name.folded, at) for at, name in enumerate(names)), lambda one: one[0][:1])
        self._starts = [0]
        for name in names:
            self._starts.append(self._starts[-1] + len(name.folded) + 1)
        self._joined = "".join(f"{name.folded}\n" for name in names)

    def add(self, name: _Name, at: int) -> None:
        """Enter the name that was added last."""
        for word in name.words:
            if word not in self._words:
                insort(self._vocabulary, word)
        for made in _initials(name.words):
            if made not in self._initials:
                insort(self._abbreviations, made)
        self._enter(name, at)
        insort(self._alphabet, (name.folded, at))
        self._joined += f"{name.folded}\n"
        self._starts.append(len(self._joined))

    def alphabet(self) -> Iterator[int]:
        """Return the places of all names by the alphabet."""
        return (at for _, at in self._alphabet)

    def candidates(self, query: str, beside: Sequence[int]) -> set[int]:
        """Return the places of names that hold the query in some way but for spelling; all, or enough of the best.

        `beside` are places that are looked at in any case.
        """
        words = query.split()
        out = set(self._words.get(query, ())) | set(self._initials.get(query, ()))
        out |= {at for at in beside if self._holds(at, words)}
        longest = max(words, key=len)
        if len(longest) < 3 and self._many(words[0]):
            # Of a flood of beginnings only the first by the alphabet are ever shown.
            flood = (at for at in self._beginning(words[0])[:_FLOOD] if self._holds(at, words))
            return out | set(islice(flood, _ENOUGH))
        starting = self._starting(self._vocabulary, self._words, longest)
        out |= {at for at in starting if len(words) == 1 or self._holds(at, words)}
        if len(words) == 1 and len(query) > 1:
            out |= self._starting(self._abbreviations, self._initials, query)
        return out | self._holding(query) if len(out) < _ENOUGH and len(query) > 1 else out

    def misspelt(self, query: str) -> list[tuple[int, int]]:
        """Return (place, slips) of names whose words are the query's but for a slip or two each."""
        if len(query) < 3:
            return []
        best: dict[int, int] | None = None
        for word in sorted(query.split(), key=len, reverse=True):
            if best is not None and len(word) < 3:
                best = {at: slips for at, slips in best.items() if self._holds(at, [word])}
                continue
            known: dict[int, int] = {}
            for near, slips in self._near(word):
                for at in self._words[near]:
                    known[at] = min(known.get(at, slips), slips)
            best = known if best is None else {at: known[at] + slips for at, slips in best.items() if at in known}
            if not best:
                return self._alike(query)
        return sorted((best or {}).items(), key=lambda one: one[1])[:_ENOUGH]

    def _near(self, word: str) -> list[tuple[str, int]]:
        """Return (word, slips) of known words that a word may have been meant for.

        The first letter is right, or left out, or swapped with the second: people seldom mistype more of it.
        """
        most = 1 if len(word) < 6 else 2
        out: list[tuple[str, int]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            for first in set(word[:2]):
                choices = self._lengths.get((first, length), [])
                close = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=40)
                out += [(one, int(slips)) for one, slips, _ in close]
        return out

    def _alike(self, query: str) -> list[tuple[int, int]]:
        """Return (place, slips) of names that are written together or apart, or with more slips than a word bears."""
        if len(query) < 6:
            return []
        some = self._beginning(query[0])
        choices = [self._names[at].folded for at in some]
        close = process.extract(query, choices, scorer=fuzz.ratio, score_cutoff=80, limit=12)
        return [(some[index], 10 + int(100 - score)) for _, score, index in close]

    def _many(self, start: str) -> bool:
        low = bisect_left(self._alphabet, (start, -1))
        return bisect_left(self._alphabet, (f"{start}{_LAST}", -1)) - low > _ENOUGH

    def _beginning(self, start: str) -> list[int]:
        """Return the places of the names that begin so, by the alphabet."""
        low = bisect_left(self._alphabet, (start, -1))
        high = bisect_left(self._alphabet, (f"{start}{_LAST}", -1))
        return [at for _, at in self._alphabet[low:high]]

    def _holds(self, at: int, asked: Sequence[str]) -> bool:
        """Tell whether each of the words asked for begins a word of the name."""
        words = self._names[at].words
        return all(any(word.startswith(one) for word in words) for one in asked)

    def _starting(self, ordered: Sequence[str], places: Mapping[str, Sequence[int]], start: str) -> set[int]:
        low, high = bisect_left(ordered, start), bisect_left(ordered, f"{start}{_LAST}")
        return {at for word in ordered[low:high] for at in places[word]}

    def _holding(self, query: str) -> set[int]:
        """Return the places of names that hold the query anywhere; a few hundred are enough."""
        out: set[int] = set()
        start = self._joined.find(query)
        while start >= 0 and len(out) < _ENOUGH:
            at = bisect_left(self._starts, start + 1) - 1
            out.add(at)
            start = self._joined.find(query, self._starts[at + 1])
        return out

    def _enter(self, name: _Name, at: int) -> None:
        for word in set(name.words):
            if word not in self._words:
                self._words[word] = []
                self._lengths.setdefault((word[0], len(word)), []).append(word)
            self._words[word].append(at)
        if len(name.words) > 1:
            for made in set(_initials(name.words)):
                self._initials.setdefault(made, []).append(at)


def _in_parts(items: Iterable[T], first: Callable[[T], str]) -> list[T]:
    """Sort letter by letter: to sort all at once would hold up every other thread."""
    parts: dict[str, list[T]] = {}
    for one in items:
        parts.setdefault(first(one), []).append(one)
    return [one for letter in sorted(parts) for one in sorted(parts[letter])]


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return a name without case, accents, punctuation and invisible marks; its words with one blank between them."""
    if text.isascii():
        plain = text.casefold()
    else:
        apart = unicodedata.normalize("NFKD", text.casefold()).casefold()
        plain = "".join(char for char in apart if unicodedata.category(char) not in {"Mn", "Cf", "Cc"})
        plain = plain.translate(_PLAIN)
    return " ".join(_NOT_WORDS.sub(" ", _HUSHED.sub("", plain)).split())


def _initials(words: Sequence[str]) -> Iterable[str]:
    """Return the first letters of a name's words, with and without its small words."""
    yield "".join(word[0] for word in words)
    yield "".join(word[0] for word in words if word not in _SMALL)


def _rank(query: str, name: _Name) -> int:
    """Return how well a name that holds the query fits it: 0 is the same."""
    if query == name.folded:
        return 0
    asked = query.split()
    words = name.words
    if all(word in words for word in asked):
        # The family name before the first: `Lind` is Jennifer Lind rather than Lind Larsen Ltd.
        return 10 if asked[-1] == words[-1] else 11
    if len(asked) == 1 and len(words) > 1 and query in _initials(words):
        return 15 if len(query) > 2 else 22
    if name.folded.startswith(query):
        return 20
    if _in_order(asked, words):
        return 25
    if all(any(word.startswith(one) for word in words) for one in asked):
        return 30
    if len(asked) == 1 and any(made.startswith(query) for made in _initials(words)):
        return 40
    return 50


def _in_order(asked: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether the words asked for begin words of the name, in their order."""
    rest = iter(words)
    return all(any(word.startswith(one) for word in rest) for one in asked)
