"""What one person, or the suggestions, marked in one article: the values that measures compare.

Offsets are code points of the article's text, end exclusive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from labeler.domain.labels import Claim, Kind, Region, Speaker, Stance
from labeler.domain.suggestions import Suggestion

AUTHOR = "author"

Piece: TypeAlias = tuple[int, int]
Key: TypeAlias = tuple[Kind, str]
"""A label or suggestion by kind and id: ids are unique within a kind only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedClaim:
    """A claim. `own`: the article's author states it. `pieces` are its words, one piece unless something interrupts.

    `speaker` are the words that name its source, () without one; `names` are the names of that source in folded case,
    any of which is right; `stances` are (topic, value) by the id of the stance.
    """

    id: str
    pieces: tuple[Piece, ...]
    own: bool = False
    type: str = ""
    speaker: tuple[Piece, ...] = ()
    names: frozenset[str] = frozenset()
    stances: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that needs nothing else: a speaker, or a part that is boilerplate."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """All that was marked in one article."""

    claims: tuple[MarkedClaim, ...] = ()
    speakers: tuple[Mark, ...] = ()
    boilerplate: tuple[Mark, ...] = ()


def of_labels(
    claims: Iterable[Claim],
    speakers: Iterable[Speaker],
    stances: Iterable[Stance],
    regions: Iterable[Region],
    names: Mapping[str, Collection[str]],
) -> Marks:
    """Return labels as marks; `names` holds the names of each speaker's entity by the speaker's id."""
    said_by = {one.id: one for one in speakers}
    held: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for one in stances:
        held[one.claim_id][one.id] = (one.topic, one.value)
    return Marks(
        claims=tuple(
            _claim(
                one,
                said_by.get(one.speaker_id or ""),
                names.get(one.speaker_id or "", ()),
                held.get(one.id, {}),
            )
            for one in claims
        ),
        speakers=tuple(Mark(one.id, one.start, one.end) for one in said_by.values()),
        boilerplate=tuple(Mark(one.id, one.start, one.end) for one in regions),
    )


def of_suggestions(suggestions: Iterable[Suggestion]) -> Marks:
    """Return the suggestions of one run as marks."""
    given = list(suggestions)
    said_by = {one.id: one for one in given if one.kind == "speaker"}
    held: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    for one in given:
        if one.kind == "stance" and one.claim_id is not None:
            held[one.claim_id][one.id] = (one.topic, one.value)
    return Marks(
        claims=tuple(
            _claim(
                one,
                said_by.get(one.speaker_id or ""),
                [said_by[one.speaker_id].entity] if one.speaker_id in said_by else (),
                held.get(one.id, {}),
            )
            for one in given
            if one.kind == "claim"
        ),
        speakers=tuple(_mark(one) for one in said_by.values()),
        boilerplate=tuple(_mark(one) for one in given if one.kind == "boilerplate"),
    )


def _claim(
    one: Claim | Suggestion,
    speaker: Speaker | Suggestion | None,
    names: Collection[str],
    stances: Mapping[str, tuple[str, str]],
) -> MarkedClaim:
    return MarkedClaim(
        id=one.id,
        pieces=_pieces(one),
        own=AUTHOR in {one.attribution, one.source},
        type=one.type,
        speaker=() if speaker is None else _pieces(speaker),
        names=frozenset(name.casefold() for name in names if name),
        stances=stances,
    )


def _pieces(one: Claim | Speaker | Suggestion) -> tuple[Piece, ...]:
    return () if one.start is None or one.end is None else ((one.start, one.end),)


def _mark(one: Suggestion) -> Mark:
    return Mark(one.id, one.start or 0, one.end or 0)
