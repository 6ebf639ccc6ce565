"""Made-up articles as several people labelled them, for the tests of what they agree on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from labeler.agreement.corpus import Corpus, corpus_of
from labeler.agreement.units import ArticleUnits, ClaimUnit, UnitSet

NAMES = ("Ada", "Bo", "Cy", "Di")
TYPES = ("fact", "evaluation", "")
LONGEST = 24

Span = tuple[int, int] | tuple[int, int, str]


def a_set(annotator: str, *spans: Span) -> UnitSet:
    """Return a set with claims: start, end, type."""
    claims = tuple(
        ClaimUnit(id=f"{annotator}-{number}", start=one[0], end=one[1], type=one[2] if len(one) == 3 else "")
        for number, one in enumerate(spans)
    )
    return UnitSet(annotator=annotator, claims=claims)


def an_article(length: int, key: str = "a", **spans: Sequence[Span]) -> ArticleUnits:
    """Return an article with the claims of each annotator named."""
    return ArticleUnits(key=key, length=length, sets=tuple(a_set(name, *held) for name, held in spans.items()))


def a_corpus(length: int, **spans: Sequence[Span]) -> Corpus:
    """Return a corpus of one article."""
    return corpus_of([an_article(length, **spans)])


@st.composite
def claims(draw: st.DrawFn, annotator: str, *, disjoint: bool = False) -> UnitSet:
    """Give a set with any claims; disjoint ones may touch."""
    count = draw(st.integers(0, 5))
    edges = st.lists(st.integers(0, LONGEST), min_size=2 * count, max_size=2 * count, unique=True)
    points = draw(edges)
    if disjoint:
        points.sort()
    spans = [tuple(sorted(points[i : i + 2])) for i in range(0, len(points), 2)]
    if spans and not disjoint and draw(st.booleans()):
        spans.append(draw(st.sampled_from(spans)))
    return a_set(annotator, *((start, end, draw(st.sampled_from(TYPES))) for start, end in spans))


@st.composite
def articles(draw: st.DrawFn, *, disjoint: bool = False, most: int = 4) -> list[ArticleUnits]:
    """Give some articles, each finished by none to all of the annotators; some sets are those of another."""
    found: list[ArticleUnits] = []
    for number in range(draw(st.integers(0, most))):
        sets: list[UnitSet] = []
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
            own = draw(claims(name, disjoint=disjoint))
            if sets and draw(st.booleans()):
                taken = draw(st.sampled_from(sets))
                own = replace(taken, annotator=name)
            sets.append(own)
        found.append(ArticleUnits(key=f"k{number}", length=LONGEST, sets=tuple(sets)))
    return found
