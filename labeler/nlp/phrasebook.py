"""The phrases of a scheme's topics, found in a paragraph in one pass over its words, however many topics there are.

A phrase is words without regard to case, each as written or by its base form. `*` at a word's end is any ending; `…`
between two words stands for up to three words of the same clause.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from spacy.tokens import Token

Kind: TypeAlias = Literal["keyword", "supporting", "opposing", "statement"]

LONGEST_PHRASE = 200
"""Phrases of more code points than this are left out."""

_MOST_PIECES = 12
_MOST_MARKS = 4
_REACH = 3
_CLAUSE_ENDS = frozenset(".,:;?!—–…")
_HYPHENS = str.maketrans("‐‑’", "--'")
_REMEMBERED = 20_000

Cutter: TypeAlias = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a phrase: `open` at its end, `apart` where up to three other words may stand before it."""

    word: str
    open: bool = False
    apart: bool = False

    def fits(self, forms: tuple[str, ...]) -> bool:
        """Tell whether a word of the text, given in its forms, is this one."""
        return any(form.startswith(self.word) for form in forms) if self.open else self.word in forms


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase of topic number `topic`, and of which of its lists."""

    topic: int
    kind: Kind
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a phrase stands: tokens `first` to `last` of a paragraph, both inclusive; `words` of them are its own."""

    topic: int
    kind: Kind
    first: int
    last: int
    words: int

    def holds(self, other: Hit) -> bool:
        """Tell whether this is the longer of two phrases of which one stands in the other."""
        return (
            self.first <= other.first and other.last <= self.last and self.last - self.first > other.last - other.first
        )


def pieces_of(phrase: str, cut: Cutter = str.split) -> tuple[Piece, ...]:
    """Return the words of a phrase, cut further as the text's tokens are; none for one that is too long or no word."""
    if len(phrase) > LONGEST_PHRASE:
        return ()
    out: list[Piece] = []
    apart = False
    for word in phrase.translate(_HYPHENS).replace("...", "…").replace("…", " … ").split():
        if word == "…":
            apart = bool(out)
            continue
        stem = word.rstrip("*")
        tokens = [one.lower() for one in cut(stem) if not one.isspace()] if stem else []
        for number, token in enumerate(tokens):
            last = number == len(tokens) - 1
            out.append(Piece(token, open=last and stem != word, apart=apart and number == 0))
        apart = apart and not tokens
    long = len(out) > _MOST_PIECES or sum(piece.apart for piece in out) > _MOST_MARKS
    return () if long or not any(sign.isalnum() for piece in out for sign in piece.word) else tuple(out)


def ways_of(phrase: str, cut: Cutter) -> list[tuple[Piece, ...]]:
    """Return the ways in which a phrase may be cut: as the text's tokens are, with hyphenated words also whole."""
    ways = [pieces_of(phrase, cut), pieces_of(phrase)] if "-" in phrase else [pieces_of(phrase, cut)]
    return list(dict.fromkeys(ways))


class Phrasebook:
    """All phrases of a scheme, by their first words."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._whole: defaultdict[str, list[Entry]] = defaultdict(list)
        self._open: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.pieces:
                first = entry.pieces[0]
                (self._open if first.open else self._whole)[first.word].append(entry)
        self._lengths = sorted({len(word) for word in self._open})
        self._known: dict[str, tuple[Entry, ...]] = {}

    def find(self, forms: list[tuple[str, ...]]) -> list[Hit]:
        """Return where phrases stand among words given in their forms, in the order of their places.

        Of one topic's list no two share a word.
        """
        hits: set[Hit] = set()
        for i, ways in enumerate(forms):
            for form in ways:
                for entry in self._beginning(form):
                    last = i if len(entry.pieces) == 1 else _end(entry.pieces, forms, i)
                    if last is not None:
                        hits.add(Hit(entry.topic, entry.kind, i, last, len(entry.pieces)))
        return _disjoint(hits)

    def _beginning(self, form: str) -> tuple[Entry, ...]:
        """Return the phrases that may begin with a word."""
        known = self._known.get(form)
        if known is None:
            found = list(self._whole.get(form, ()))
            for length in self._lengths:
                if length > len(form):
                    break
                found += self._open.get(form[:length], ())
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[form] = tuple(found)
        return known


def forms_of(token: Token) -> tuple[str, ...]:
    """Return a word as written and its base form, in lower case."""
    low, base = token.lower_.translate(_HYPHENS), token.lemma_.lower()
    return (low,) if not base or base == low else (low, base)


def _end(pieces: tuple[Piece, ...], forms: list[tuple[str, ...]], first: int) -> int | None:
    """Return the last token of a phrase that begins at token `first`, None where the text goes on otherwise."""
    at = first
    for piece in pieces[1:]:
        at += 1
        skipped = 0
        while at < len(forms) and not piece.fits(forms[at]):
            if forms[at][0].isspace():
                at += 1
                continue
            if not piece.apart or skipped == _REACH or forms[at][0] in _CLAUSE_ENDS:
                return None
            skipped += forms[at][0][0].isalnum()
            at += 1
        if at >= len(forms):
            return None
    return at


def _disjoint(hits: set[Hit]) -> list[Hit]:
    """Return the hits without those that share a word with a longer one of the same topic and list."""
    taken: defaultdict[tuple[int, Kind], set[int]] = defaultdict(set)
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.first - one.last, one.first, -one.words, one.topic, one.kind)):
        places = range(hit.first, hit.last + 1)
        mine = taken[hit.topic, hit.kind]
        if mine.isdisjoint(places):
            mine.update(places)
            kept.append(hit)
    return sorted(kept, key=lambda one: (one.first, one.last, one.topic, one.kind))
