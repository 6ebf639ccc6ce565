"""Made-up articles whose sets differ in how they came about: suggestions, guidelines, months, gold."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from labeler.agreement.assembling import Measured, Team, team_of
from labeler.agreement.corpus import corpus_of
from labeler.agreement.report import Row
from labeler.agreement.sums import estimate
from labeler.agreement.units import GOLD, ArticleUnits, ClaimUnit, RegionUnit, SpeakerUnit, StanceUnit, UnitSet

NAMES = ("Ada", "Bo", "Cy")
RULES = ("", "quote", "said-that")
LENGTH = 60


def any_set(rng: random.Random, annotator: str) -> UnitSet:
    """Return a set with labels of all kinds."""
    speakers = tuple(
        SpeakerUnit(
            f"s{n}", start := rng.randrange(50), start + rng.randint(1, 6), rng.choice(("", "x", "y")), **_made(rng)
        )
        for n in range(rng.randrange(4))
    )
    claims = tuple(_claim(rng, n, speakers) for n in range(rng.randrange(5)))
    stances = tuple(
        StanceUnit(f"t{n}-{topic}", one.id, topic, rng.choice(("support", "oppose")), *_cue(rng), **_made(rng))
        for n, one in enumerate(claims)
        for topic in rng.sample(("T1", "T2"), rng.randrange(3))
    )
    regions = tuple(RegionUnit(f"b{n}", 10 * n, 10 * n + 4) for n in range(rng.randrange(2)))
    return UnitSet(
        annotator=annotator,
        claims=claims,
        speakers=speakers,
        stances=stances,
        boilerplate=regions,
        shown=rng.choice((None, True, False)),
        guidelines=rng.randrange(3),
        month=rng.choice(("", "2026-09", "2026-10")),
    )


def any_article(rng: random.Random, key: str) -> ArticleUnits:
    """Return an article that some of NAMES finished, some of them much like each other, perhaps with gold."""
    sets: list[UnitSet] = []
    for name in rng.sample(NAMES, rng.randint(0, len(NAMES))):
        own = any_set(rng, name)
        sets.append(replace(rng.choice(sets), annotator=name) if sets and rng.random() < 0.4 else own)
    gold = None
    if sets and rng.random() < 0.6:
        gold = replace(rng.choice((*sets, any_set(rng, "x"))), annotator=GOLD)
    return ArticleUnits(key=key, title=key.upper(), length=LENGTH, words=12, sets=tuple(sets), gold=gold)


@st.composite
def articles(draw: st.DrawFn) -> list[ArticleUnits]:
    """Give some articles."""
    rng = random.Random(draw(st.integers(0, 2**32)))
    return [any_article(rng, f"k{number}") for number in range(draw(st.integers(0, 5)))]


def claims(annotator: str, *spans: tuple[int, int], **others: object) -> UnitSet:
    """Return a set with claims alone."""
    units = tuple(ClaimUnit(f"{annotator}{n}", *span) for n, span in enumerate(spans))
    return replace(UnitSet(annotator=annotator, claims=units), **others)


def article(key: str, *sets: UnitSet, gold: UnitSet | None = None) -> ArticleUnits:
    """Return an article with some sets."""
    return ArticleUnits(key=key, length=LENGTH, sets=sets, gold=gold)


def a_team(*held: ArticleUnits) -> Team:
    """Return what the figures of a team are made on."""
    return team_of(corpus_of(held, gold=True))


def values(measured: Iterator[Measured]) -> Mapping[tuple[object, ...], float | str | None]:
    """Return the value of each row, or why there is none; the same row must not come twice."""
    found = {row.which: estimate(one, None) for row, one in measured}
    return {which: one.reason if one.value is None else one.value for which, one in found.items()}


def figures(rows: Iterable[Row]) -> Mapping[tuple[object, ...], tuple[object, ...]]:
    """Return what rows say, by what they are about."""
    held = list(rows)
    found = {one.which: (one.value, one.reason, one.articles, one.units, one.coverage) for one in held}
    assert len(found) == len(held)
    return found


def of(layer: str, measure: str, subset: str = "", **others: object) -> tuple[object, ...]:
    """Return what tells a row from all others, with the usual threshold where there is one."""
    threshold = (
        0.5 if measure in {"f1_overlap", "precision", "recall", "conditional"} or layer in {"link", "frame"} else None
    )
    return Row(layer, measure, subset=subset, threshold=threshold)._replace(**others).which


def _claim(rng: random.Random, number: int, speakers: tuple[SpeakerUnit, ...]) -> ClaimUnit:
    start = rng.randrange(40)
    by = rng.choice(speakers) if speakers and rng.random() < 0.7 else None
    return ClaimUnit(
        f"c{number}",
        start,
        start + rng.randint(2, 20),
        rng.choice(("", "fact", "policy")),
        rng.choice(("", "direct")),
        "speaker" if by else rng.choice(("", "author", "unstated")),
        by.id if by else "",
        attributes={"sure": "yes"} if rng.random() < 0.3 else {},
        **_made(rng),
    )


def _cue(rng: random.Random) -> tuple[int, int]:
    start = rng.randrange(50)
    return rng.choice(((-1, -1), (start, start + 3)))


def _made(rng: random.Random) -> dict[str, object]:
    rule = rng.choice(RULES)
    return {"aided": bool(rule) and rng.random() < 0.8, "rule": rule}
