"""Made-up articles with the marks of two people, for the tests of this room."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import strategies as st

from labeler.agreement.marks import Mark, MarkedClaim, Marks, Piece

SENTENCES = (
    "“That the minister, Mr. O’Brien, won’t resign” — she said: that is what U.S. rivals’ chips need; "
    "costs 3.5% more, of course. That that is, is.\n\nThe market strategist (of the Bank) agreed, and left."
)
WORDS = SENTENCES.split(" ")
TOPICS, VALUES, TYPES = ("T1", "T2", "T3"), ("support", "oppose", "neutral"), ("fact", "evaluation", "prediction")
NAMES = ("Ann Ray", "the Bank", "ANN RAY", "market strategists")


def text_of(rng: random.Random, words: int = 60) -> str:
    """Return a text of some words, of which many come back."""
    return " ".join(rng.choice(WORDS) for _ in range(words))


def piece_of(rng: random.Random, text: str, longest: int = 80) -> Piece:
    """Return any span of a text; edges may cut words."""
    start = rng.randrange(len(text) - 1)
    return start, rng.randint(start + 1, min(len(text), start + longest))


def marks_of(rng: random.Random, text: str, prefix: str) -> Marks:
    """Return marks of all kinds anywhere in a text."""
    speakers = tuple(Mark(f"{prefix}s{n}", *piece_of(rng, text, 20)) for n in range(rng.randrange(5)))
    return Marks(
        claims=tuple(_claim_of(rng, text, f"{prefix}c{n}", speakers) for n in range(rng.randrange(9))),
        speakers=speakers,
        boilerplate=tuple(Mark(f"{prefix}b{n}", *piece_of(rng, text)) for n in range(rng.randrange(3))),
    )


def shaken(rng: random.Random, marks: Marks, text: str, prefix: str) -> Marks:
    """Return the marks of somebody who mostly agrees: some are lost, some moved, some others added."""
    own = marks_of(rng, text, prefix)
    claims = [
        replace(one, id=f"{prefix}{one.id}", pieces=((start, max(start + 1, end - rng.choice((0, 0, 4, 12)))),))
        for one in marks.claims
        for start, end in one.pieces
        if rng.random() < 0.8
    ]
    claims = [replace(one, type=rng.choice(TYPES)) if rng.random() < 0.2 else one for one in claims]
    claims += own.claims[:2]
    named = {piece for one in claims for piece in one.speaker}
    speakers = [replace(one, id=f"{prefix}{one.id}") for one in marks.speakers] + list(own.speakers)
    return Marks(
        claims=tuple(claims),
        speakers=tuple(one for one in speakers if (one.start, one.end) in named or rng.random() < 0.5),
        boilerplate=(*(replace(one, id=f"{prefix}{one.id}") for one in marks.boilerplate), *own.boilerplate[:1]),
    )


def _claim_of(rng: random.Random, text: str, id_: str, speakers: tuple[Mark, ...]) -> MarkedClaim:
    own = rng.random() < 0.4
    by = rng.choice(speakers) if speakers and not own else None
    return MarkedClaim(
        id=id_,
        pieces=(piece_of(rng, text),),
        own=own,
        type=rng.choice(TYPES),
        speaker=() if by is None else ((by.start, by.end),),
        # Whoever names a speaker says who it is; the same span is the same one.
        names=frozenset() if by is None else frozenset({NAMES[by.start % len(NAMES)].casefold()}),
        stances={f"{id_}t{n}": (rng.choice(TOPICS), rng.choice(VALUES)) for n in range(rng.randrange(3))},
    )


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, Marks, Marks]:
    """Give a text and what two people marked in it."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    text = text_of(rng, draw(st.integers(5, 60)))
    first = marks_of(rng, text, "a")
    return text, first, draw(st.sampled_from((first, marks_of(rng, text, "b"), shaken(rng, first, text, "b"))))
