"""Links, entities and frames: counted by hand, counted straight from what they mean, and what must hold for all."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labeler.agreement import entities, frames, links
from labeler.agreement.corpus import corpus_of, only
from labeler.agreement.overlap import Alignment
from labeler.agreement.sums import NO_OVERLAP, NO_PAIRS, NO_UNITS, Draws, Statistic, estimate
from labeler.agreement.units import GOLD, ArticleUnits, ClaimUnit, SpeakerUnit, StanceUnit, UnitSet
from tests.agreement import frames_made as made
from tests.agreement.frames_made import Held, held, value

MEASURES: dict[str, tuple[Callable[..., Statistic], Callable[..., Statistic]]] = {
    "conditional": (
        lambda one, i, j, **more: links.pair(one.corpus, one.alignment, i, j, **more).conditional,
        lambda one, **more: links.team(one.corpus, one.alignment, **more).conditional,
    ),
    "links": (
        lambda one, i, j, **more: links.pair(one.corpus, one.alignment, i, j, **more).f1,
        lambda one, **more: links.team(one.corpus, one.alignment, **more).f1,
    ),
    "b3": (
        lambda one, i, j, **more: entities.pair(one.corpus, one.alignment, i, j, **more).b3,
        lambda one, **more: entities.team(one.corpus, one.alignment, **more).b3,
    ),
    "entities": (
        lambda one, i, j, **more: entities.pair(one.corpus, one.alignment, i, j, **more).observed,
        lambda one, **more: entities.team(one.corpus, one.alignment, **more).observed,
    ),
    "frames": (
        lambda one, i, j, **more: frames.pair(one.corpus, one.alignment, frames.frames_of(one.corpus), i, j, **more),
        lambda one, **more: frames.team(one.corpus, one.alignment, frames.frames_of(one.corpus), **more),
    ),
}


def two(first: UnitSet, second: UnitSet) -> Held:
    return held([ArticleUnits(key="a", length=100, sets=(first, second))])


def of_pair(measure: str, one: Held) -> float | None:
    return value(MEASURES[measure][0](one, 0, 1))


def claim(id_: str, start: int, end: int, source: str = "author", speaker: str = "") -> ClaimUnit:
    return ClaimUnit(id_, start, end, source=source, speaker=speaker)


ADA = UnitSet(
    annotator="Ada",
    claims=(
        claim("a1", 0, 10, "speaker", "x1"),
        claim("a2", 20, 30, "speaker", "x1"),
        claim("a3", 40, 50, "speaker", "x2"),
        claim("a4", 60, 70),
    ),
    speakers=(SpeakerUnit("x1", 80, 84, "Ray"), SpeakerUnit("x2", 90, 94, "Lee")),
    stances=(StanceUnit("t1", "a1", "T1", "support"), StanceUnit("t2", "a4", "T1", "oppose")),
)
BO = UnitSet(
    annotator="Bo",
    claims=(
        claim("b1", 0, 10, "speaker", "y1"),
        # The same entity by another mention.
        claim("b2", 20, 28, "speaker", "y3"),
        # Less than half in common.
        claim("b3", 40, 44, "speaker", "y2"),
        claim("b4", 60, 70),
    ),
    speakers=(SpeakerUnit("y1", 80, 83, "Ray"), SpeakerUnit("y2", 90, 94, "Kim"), SpeakerUnit("y3", 95, 99, "Ray")),
    stances=(StanceUnit("u1", "b1", "T1", "support"), StanceUnit("u2", "b4", "T2", "oppose")),
)


def test_figures_counted_by_hand() -> None:
    one = two(ADA, BO)
    assert of_pair("conditional", one) == 1 / 2
    assert of_pair("links", one) == 2 * 1 / 6
    assert of_pair("entities", one) == 1 / 2
    assert of_pair("b3", one) == 1
    # Claims 1 and 2: the same source by entity, the same stances. The fourth differs in its topic.
    assert of_pair("frames", one) == 2 * 2 / 8
    conditional = MEASURES["conditional"][0](one, 0, 1)
    # Four of the six links are of matched claims.
    assert (conditional.articles, conditional.units, conditional.coverage) == (1, 2, 4 / 6)
    assert MEASURES["links"][0](one, 0, 1).units == 6
    assert (MEASURES["b3"][0](one, 0, 1).units, MEASURES["b3"][0](one, 0, 1).coverage) == (2, 4 / 5)


def test_groups_count_not_names() -> None:
    spans = [(0, 2), (4, 6), (8, 10), (12, 14)]

    def mentions(name: str, *of: str) -> UnitSet:
        units = tuple(SpeakerUnit(f"{name}{n}", *spans[n], entity) for n, entity in enumerate(of))
        return UnitSet(annotator=name, speakers=units)

    assert of_pair("b3", two(mentions("Ada", "P", "P", "Q", "Q"), mentions("Bo", "R", "R", "S", "S"))) == 1
    assert of_pair("entities", two(mentions("Ada", "P", "P"), mentions("Bo", "R", "P"))) == 1 / 2
    # Ada: one group of four; Bo: two of two. Precision ½, recall 1.
    found = of_pair("b3", two(mentions("Ada", "P", "P", "P", "P"), mentions("Bo", "R", "R", "S", "S")))
    assert found == pytest.approx(2 * 0.5 / 1.5)
    # Nobody yet is not one and the same.
    assert of_pair("b3", two(mentions("Ada", "", ""), mentions("Bo", "R", "R"))) == pytest.approx(2 * 0.5 / 1.5)
    assert of_pair("entities", two(mentions("Ada", "", ""), mentions("Bo", "", "R"))) == 1 / 2


def test_a_mention_marked_twice_is_one_target() -> None:
    again = UnitSet(
        annotator="Bo",
        claims=(claim("b1", 0, 10, "speaker", "y1"), claim("b2", 20, 30, "speaker", "y2")),
        speakers=(SpeakerUnit("y1", 80, 84, "Ray"), SpeakerUnit("y2", 80, 84, "Ray")),
    )
    assert of_pair("conditional", two(ADA, again)) == 1


def test_nobody_yet_is_the_same_person_at_the_same_place_alone() -> None:
    def said_by(annotator: str, start: int, entity: str) -> UnitSet:
        mention = SpeakerUnit(annotator, start, start + 4, entity)
        return UnitSet(annotator=annotator, claims=(claim("c", 0, 9, "speaker", annotator),), speakers=(mention,))

    assert of_pair("frames", two(said_by("Ada", 80, "Ray"), said_by("Bo", 20, "Ray"))) == 1
    assert of_pair("frames", two(said_by("Ada", 80, ""), said_by("Bo", 80, ""))) == 1
    assert of_pair("frames", two(said_by("Ada", 80, ""), said_by("Bo", 20, ""))) == 0
    assert of_pair("frames", two(said_by("Ada", 80, ""), said_by("Bo", 80, "Ray"))) == 0


def test_reasons() -> None:
    def reason(measure: str, *sets: UnitSet) -> str:
        one = held([ArticleUnits(key=f"k{n}", length=100, sets=(one,)) for n, one in enumerate(sets)])
        return estimate(MEASURES[measure][0](one, 0, 1), None).reason

    empty = UnitSet(annotator="Bo")
    alone = UnitSet(annotator="Bo", claims=(claim("b", 99, 100, "speaker", "y"),), speakers=(SpeakerUnit("y", 7, 8),))
    for measure, (of_two, of_team) in MEASURES.items():
        assert reason(measure, ADA, BO) == NO_OVERLAP
        assert of_two(two(UnitSet(annotator="Ada"), empty), 0, 1).reason == NO_UNITS, measure
        assert estimate(of_team(held([])), None).reason == NO_OVERLAP
        assert of_team(two(UnitSet(annotator="Ada"), empty)).reason == NO_UNITS, measure
        far = of_two(two(ADA, alone), 0, 1)
        if measure in {"links", "frames"}:
            assert value(far) == 0
        else:
            assert estimate(far, None).reason == NO_PAIRS, measure


def straight(measure: str, one: Held, i: int, j: int, threshold: float) -> float | None:
    """Count a pair's figure from what it means."""
    claims = one.matched("claim", i, j, threshold)
    if measure in {"b3", "entities"}:
        return b_cubed(one, i, j) if measure == "b3" else named_alike(one, i, j)
    if measure == "frames":
        return over(2 * sum(same_frame(one, a, b) for a, b in claims), len(one.units("claim", i, j)))
    spans = {(edges(one, a), edges(one, b)) for a, b in one.matched("speaker", i, j, threshold, distinct=True)}
    linked = [(one.speaker_of(a), one.speaker_of(b)) for a, b in claims]
    articles = one.corpus.layers["claim"].article
    common = sum(
        x is not None
        and y is not None
        and ((articles[a], i, x.start, x.end), (articles[b], j, y.start, y.end)) in spans
        for (x, y), (a, b) in zip(linked, claims, strict=True)
    )
    if measure == "conditional":
        return over(common, sum(x is not None or y is not None for x, y in linked))
    return over(2 * common, sum(one.speaker_of(n) is not None for n in one.units("claim", i, j)))


def over(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def edges(one: Held, speaker: int) -> tuple[int, int, int, int]:
    layer = one.corpus.layers["speaker"]
    return tuple(int(column[speaker]) for column in (layer.article, layer.annotator, layer.start, layer.end))  # pyright: ignore[reportReturnType]


def same_frame(one: Held, a: int, b: int) -> bool:
    first, second = one.claim(a), one.claim(b)
    if first.source != second.source or one.stances(a) != one.stances(b):
        return False
    if first.source != "speaker":
        return True
    x, y = one.speaker_of(a), one.speaker_of(b)
    if x is None or y is None or x.entity or y.entity:
        return (x and x.entity) == (y and y.entity)
    return (x.start, x.end) == (y.start, y.end)


def named_alike(one: Held, i: int, j: int) -> float | None:
    pairs = one.matched("speaker", i, j)
    return over(sum(one.speaker(a).entity == one.speaker(b).entity for a, b in pairs), len(pairs))


def b_cubed(one: Held, i: int, j: int) -> float | None:
    by_article: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for a, b in one.matched("speaker", i, j):
        by_article[int(one.corpus.layers["speaker"].article[a])].append((a, b))
    precision = recall = count = 0.0
    for pairs in by_article.values():
        groups = [
            [{m for m, q in enumerate(pairs) if q == p or one.speaker(q[side]).entity == name != ""} for p in pairs
             for name in [one.speaker(p[side]).entity]]
            for side in (0, 1)
        ]  # fmt: skip
        for ours, theirs in zip(*groups, strict=True):
            precision += len(ours & theirs) / len(ours)
            recall += len(ours & theirs) / len(theirs)
            count += 1
    return 2 * precision * recall / (precision + recall) / count if count else None


@settings(deadline=None, max_examples=40)
@given(made.articles(), st.sampled_from((0.1, 0.5, 0.8)))
def test_figures_are_what_they_mean(given_: list[ArticleUnits], threshold: float) -> None:
    one = held(given_)
    pairs = list(combinations(range(len(one.corpus.annotators)), 2))
    for measure, (of_two, of_team) in MEASURES.items():
        more = {} if measure in {"b3", "entities"} else {"threshold": threshold}
        found = {(i, j): straight(measure, one, i, j, threshold) for i, j in pairs}
        for i, j in pairs:
            ours = of_two(one, i, j, **more)
            assert value(ours) == pytest.approx(found[i, j]), measure
            assert value(of_two(one, j, i, **more)) == pytest.approx(found[i, j]), measure
            assert (value(ours) is None) == bool(ours.reason)
        defined = [number for number in found.values() if number is not None]
        mean = sum(defined) / len(defined) if defined else None
        assert value(of_team(one, **more)) == pytest.approx(mean), measure


@settings(deadline=None, max_examples=40)
@given(made.articles())
def test_parts_are_restricted_data(given_: list[ArticleUnits]) -> None:
    one = held(given_)
    part = made.parts(one)[-1]
    assert part.sets is not None
    rest_corpus = only(one.corpus, part.sets)
    rest = Held(given_, rest_corpus, Alignment(rest_corpus))
    for measure, (of_two, of_team) in MEASURES.items():
        for i, j in combinations(range(len(one.corpus.annotators)), 2):
            assert figures(of_two(one, i, j, subset=part)) == figures(of_two(rest, i, j)), measure
        assert figures(of_team(one, subset=part)) == figures(of_team(rest)), measure


def figures(one: Statistic) -> tuple[float | None, str, int, int, float | None]:
    return value(one), one.reason, one.articles, one.units, one.coverage


@settings(deadline=None, max_examples=40)
@given(made.articles())
def test_each_matched_pair_is_of_suggestions_or_not(given_: list[ArticleUnits]) -> None:
    one = held(given_)
    whole, suggested, unaided = made.parts(one)[:3]
    for i, j in combinations(range(len(one.corpus.annotators)), 2):
        for measure in ("b3", "entities"):
            counts = [MEASURES[measure][0](one, i, j, subset=part).units for part in (whole, suggested, unaided)]
            assert counts[0] == counts[1] + counts[2]
        tables = [MEASURES["frames"][0](one, i, j, subset=part).table for part in (whole, suggested, unaided)]
        assert tables[0][:, 1].tolist() == (tables[1] + tables[2])[:, 1].tolist()
        aided = {n for pair in one.matched("claim", i, j) if any(one.claim(m).aided for m in pair) for n in pair}
        aided |= {n for n in one.units("claim", i, j) if one.claim(n).aided}
        assert MEASURES["frames"][0](one, i, j, subset=suggested).units == len(aided)


@settings(deadline=None, max_examples=40)
@given(made.articles(), st.randoms(use_true_random=False))
def test_order_and_further_people_do_not_matter(given_: list[ArticleUnits], rng: random.Random) -> None:
    one = held(given_)
    names = list(made.NAMES)
    rng.shuffle(names)
    other = [made.renamed(article, dict(zip(made.NAMES, names, strict=True))) for article in given_]
    rng.shuffle(other)
    other.append(ArticleUnits(key="more", length=9, sets=(UnitSet(annotator="Zoe", claims=(claim("z", 0, 9),)),)))
    shuffled = held(other)
    for measure, (_, of_team) in MEASURES.items():
        if len(one.corpus.annotators) > 1:
            assert value(of_team(shuffled)) == pytest.approx(value(of_team(one))), measure


@settings(deadline=None, max_examples=40)
@given(made.articles())
def test_identical_sets_give_1(given_: list[ArticleUnits]) -> None:
    for article in given_:
        for one in article.sets:
            copy = UnitSet(annotator="copy", claims=one.claims, speakers=one.speakers, stances=one.stances)
            spans = [(unit.start, unit.end) for unit in (*one.claims, *one.speakers)]
            if len(set(spans)) < len(spans):
                continue  # which of two on the same words is meant is anybody's guess
            for measure in MEASURES:
                assert of_pair(measure, two(one, copy)) in {1.0, None}, measure


def test_intervals_hold_the_value() -> None:
    rng = random.Random(3)
    one = held([made.article(rng, f"k{n}", made.NAMES) for n in range(30)])
    draws = Draws(30, 200)
    for of_two, of_team in MEASURES.values():
        for found in (of_two(one, 0, 1), of_team(one)):
            assert found.articles == 30
            made_ = estimate(found, draws)
            assert made_.low is not None
            assert made_.value is not None
            assert made_.high is not None
            assert 0 < made_.low < made_.value < made_.high <= 1


def test_pooled_is_the_sum_of_parts() -> None:
    rng = random.Random(5)
    given_ = [made.article(rng, f"k{n}", made.NAMES) for n in range(8)]
    whole = held(given_)
    halves = [held(given_[:3]), held(given_[3:])]
    for of_two, _ in MEASURES.values():
        tables = [of_two(one, 0, 1).table.sum(axis=0) for one in halves]
        assert of_two(whole, 0, 1).table.sum(axis=0) == pytest.approx(tables[0] + tables[1])


def test_gold_is_not_of_the_team() -> None:
    rng = random.Random(7)
    given_ = [made.article(rng, f"k{n}", made.NAMES[:2]) for n in range(4)]
    golden = [replace(one, gold=replace(one.sets[0], annotator=GOLD)) for one in given_]
    with_gold = corpus_of(golden, gold=True)
    one, other = held(given_), Held(golden, with_gold, Alignment(with_gold))
    for _, of_team in MEASURES.values():
        assert figures(of_team(one)) == figures(of_team(other))
