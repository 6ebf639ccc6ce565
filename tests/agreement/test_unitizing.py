"""Alpha for unitizing: position by position with another library, and what must hold for all."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from labeler.agreement.corpus import Corpus, corpus_of
from labeler.agreement.sums import (
    NO_OVERLAP,
    NO_PAIRS,
    NO_UNITS,
    NO_VARIATION,
    TOO_FEW,
    Draws,
    Statistic,
    estimate,
)
from labeler.agreement.unitizing import Continuum, Regions, UnitMeasure, gold_boilerplate
from labeler.agreement.units import ArticleUnits, RegionUnit, UnitSet
from tests.agreement.units_made import LONGEST, NAMES, a_corpus, a_set, an_article, articles

MEASURES: tuple[UnitMeasure, ...] = ("u_alpha", "bar_u_alpha", "cu_alpha", "ku_alpha")
EVERY = [("u_alpha", ""), ("u_alpha", "type"), ("bar_u_alpha", ""), ("bar_u_alpha", "type"), ("cu_alpha", "type")]


def of(
    corpus: Corpus, measure: UnitMeasure, attribute: str = "", category: str = "", who: Sequence[int] | None = None
) -> Statistic:
    return Continuum(corpus, "claim", attribute).among(who).statistic(measure, category)


def value(one: Statistic) -> float | None:
    return estimate(one, None).value


def figures(given_: list[ArticleUnits]) -> dict[tuple[str, str], object]:
    """Return everything that is said of a team."""
    corpus = corpus_of(given_)
    found = {}
    for measure, attribute in EVERY:
        one = of(corpus, measure, attribute)
        # Sums over annotators are added in their order: the last digits may differ.
        rounded = None if (figure := value(one)) is None else round(figure, 9)
        found[measure, attribute] = rounded, one.reason, one.articles, one.units
    return found


def marked(corpus: Corpus, attribute: str) -> tuple[np.ndarray, list[tuple[int, int, int]]]:
    """Return the value of each position by annotator (0 a gap, NaN not finished), and all units: value, length.

    Made place by place, in plain loops, from what the conventions say.
    """
    places: list[np.ndarray] = []
    units: list[tuple[int, int, int]] = []
    layer, codes = corpus.layers["claim"], corpus.attributes["type"].codes
    for article, length in enumerate(corpus.lengths):
        if corpus.finished[article].sum() < 2:
            continue
        here = np.full((len(corpus.annotators), length), np.nan)
        for annotator in np.flatnonzero(corpus.finished[article]):
            here[annotator] = 0
            mine = np.flatnonzero((layer.article == article) & (layer.annotator == annotator))
            held: list[tuple[int, int, int]] = []
            for i in sorted(mine, key=lambda i: (layer.start[i], -layer.end[i], layer.ids[i])):
                start, end = int(layer.start[i]), int(layer.end[i])
                if held and start < held[-1][1]:
                    if not attribute:
                        held[-1] = held[-1][0], max(end, held[-1][1]), 1
                    continue
                held.append((start, end, int(codes[i]) + 1 if attribute else 1))
            for start, end, code in held:
                here[annotator, start:end] = code
                units.append((article, code, end - start))
        places.append(here)
    return np.hstack(places) if places else np.zeros((0, 0)), units


@settings(deadline=None, max_examples=25)
@given(articles(), st.sampled_from(("", "type")))
def test_u_alpha_is_alpha_of_positions_but_for_the_pairs_within_units(
    given_: list[ArticleUnits], attribute: str
) -> None:
    corpus = corpus_of(given_)
    places, units = marked(corpus, attribute)
    found = value(of(corpus, "u_alpha", attribute))
    if len(set(places[~np.isnan(places)])) < 2:
        assert found is None
        return
    by_places = krippendorff.alpha(reliability_data=places, level_of_measurement="nominal")
    # Chance never pairs a position with itself; here it never pairs positions of one unit.
    count = int((~np.isnan(places)).sum())
    gaps = int((places == 0).sum())
    squares = sum(length**2 for _, _, length in units) + gaps
    assert found is not None
    assert 1 - found == pytest.approx((1 - by_places) * (count - squares / count) / (count - 1))


def test_u_alpha_is_alpha_of_positions_where_texts_are_long() -> None:
    rng = random.Random(5)
    given_ = []
    for number in range(60):
        true = [(at, at + rng.randrange(20, 90), rng.choice(("fact", "policy"))) for at in range(100, 3000, 300)]
        sets = {
            name: [
                (s, e + rng.randrange(-9, 9), t if rng.random() < 0.9 else "fact")
                for s, e, t in true
                if rng.random() < 0.8
            ]
            for name in rng.sample(NAMES, rng.randrange(1, 4))
        }
        given_.append(an_article(3200, str(number), **sets))
    corpus = corpus_of(given_)
    for attribute in ("", "type"):
        places, _ = marked(corpus, attribute)
        by_places = krippendorff.alpha(reliability_data=places, level_of_measurement="nominal")
        assert value(of(corpus, "u_alpha", attribute)) == pytest.approx(by_places, abs=5e-4)
    # What is text for gaps against the rest, too.
    places, _ = marked(corpus, "type")
    relevant = np.where(np.isnan(places), np.nan, np.minimum(places, 1))
    by_places = krippendorff.alpha(reliability_data=relevant, level_of_measurement="nominal")
    assert value(of(corpus, "bar_u_alpha", "type")) == pytest.approx(by_places, abs=5e-4)


@settings(deadline=None, max_examples=25)
@given(articles(disjoint=True))
def test_values_where_both_marked_are_alpha_of_these_positions(given_: list[ArticleUnits]) -> None:
    corpus = corpus_of(given_)
    assume(len(corpus.annotators) > 1)
    pair = Continuum(corpus, "claim", "type").among((0, 1))
    two = corpus_of(
        [replace(one, sets=tuple(s for s in one.sets if s.annotator in corpus.annotators[:2])) for one in given_]
    )
    places, _ = marked(two, "type")
    both = places[:, (places > 0).all(axis=0)] if len(places) else places
    found = value(pair.statistic("cu_alpha"))
    if len(np.unique(both)) < 2:
        assert found is None
        return
    held = both.size
    disagreed = (both[0] != both[1]).sum() * 2 / held
    by_places = krippendorff.alpha(reliability_data=both, level_of_measurement="nominal")
    expected = disagreed / (1 - by_places) if by_places < 1 else None
    squares = pair._marked_text[:, 2::3].sum()
    if expected is not None:
        assert found is not None
        assert 1 - found == pytest.approx((1 - by_places) * (held - squares / held) / (held - 1))
    else:
        assert found == 1
    coverage = pair.statistic("cu_alpha").coverage
    assert coverage == pytest.approx(held / (~np.isnan(places)).sum())


def test_values_are_told_apart_where_both_marked_something() -> None:
    corpus = a_corpus(
        100, Ada=[(0, 20, "fact"), (40, 60, "policy"), (80, 90, "fact")], Bo=[(0, 20, "fact"), (40, 60, "fact")]
    )
    both = Continuum(corpus, "claim", "type").among()
    # 80 coincidences: 60 of fact, 20 of policy, none of them policy with policy; units of 20 on both sides.
    chance = 80 - (4 * 400) / 80
    assert value(both.statistic("cu_alpha")) == pytest.approx(1 - 40 * chance / (60 * 20 * 2))
    for word, mine, same in (("fact", 60, 40), ("policy", 20, 0)):
        expected = 1 - (mine * 80 - mine * 20) / mine * (mine - same) / (60 * 20)
        assert value(both.statistic("ku_alpha", word)) == pytest.approx(expected)
    assert both.statistic("cu_alpha").coverage == 80 / 200
    assert both.statistic("ku_alpha", "fact").coverage == 60 / 70
    assert both.statistic("ku_alpha", "policy").coverage == 1
    assert [both.statistic("ku_alpha", word).units for word in ("fact", "policy", "none")] == [4, 1, 0]
    assert both.statistic("ku_alpha", "none").reason == NO_UNITS
    # The other value of two says the same of the two by each other.
    assert both.statistic("cu_alpha").units == 5


@pytest.mark.parametrize("measure", MEASURES)
def test_without_two_sets_of_an_article_there_is_a_reason(measure: UnitMeasure) -> None:
    alone = corpus_of([an_article(50, "a", Ada=[(0, 10)]), an_article(50, "b", Bo=[(0, 10)])])
    for corpus in (alone, corpus_of([])):
        for attribute in ("", "type"):
            found = of(corpus, measure, attribute, "fact")
            assert (value(found), found.reason, found.articles, found.units) == (None, NO_OVERLAP, 0, 0)
            assert estimate(found, Draws(len(corpus))).reason == NO_OVERLAP


@pytest.mark.parametrize("measure", MEASURES)
def test_where_nobody_marked_anything_there_is_a_reason(measure: UnitMeasure) -> None:
    for corpus in (a_corpus(50, Ada=[], Bo=[]), a_corpus(0, Ada=[], Bo=[]), a_corpus(9, Ada=[(3, 3)], Bo=[])):
        for attribute in ("", "type"):
            found = of(corpus, measure, attribute, "fact")
            assert (value(found), found.reason, found.articles, found.units) == (None, NO_UNITS, 1, 0)


def test_where_all_marked_all_there_is_no_variation() -> None:
    all_ = a_corpus(50, Ada=[(0, 50, "fact")], Bo=[(0, 50, "fact")])
    for measure in MEASURES:
        for attribute in ("", "type"):
            found = of(all_, measure, attribute, "fact" if attribute else "")
            assert (value(found), found.reason) == (None, NO_VARIATION)
    # With several values the text is no question, the values are.
    by_two = a_corpus(50, Ada=[(0, 25, "fact"), (25, 50, "")], Bo=[(0, 25, "fact"), (25, 50, "")])
    assert value(of(by_two, "u_alpha", "type")) == 1
    assert of(by_two, "bar_u_alpha", "type").reason == NO_VARIATION


def test_where_no_text_was_marked_by_two_values_cannot_be_compared() -> None:
    apart = a_corpus(50, Ada=[(0, 9, "fact")], Bo=[(20, 29, "fact")])
    for measure in ("cu_alpha", "ku_alpha"):
        found = of(apart, measure, "type", "fact")
        assert (value(found), found.reason, found.coverage) == (None, NO_PAIRS, 0)
    only = value(of(apart, "u_alpha"))
    assert only is not None
    assert only < 0


def test_one_who_marked_nothing_agrees_as_chance_would() -> None:
    # A single position is what chance would do; the more the one marks, the less the other's nothing is chance.
    assert value(of(a_corpus(50, Ada=[(3, 4)], Bo=[]), "u_alpha")) == pytest.approx(0)
    found = [value(of(a_corpus(50, Ada=[(3, 3 + length)], Bo=[]), "u_alpha")) for length in (2, 10, 40)]
    assert found == sorted(found, key=lambda one: -(one or 0))
    assert all(one is not None and one < 0 for one in found)


def test_an_article_where_both_marked_nothing_counts_as_agreement() -> None:
    one = an_article(50, "a", Ada=[(0, 10)], Bo=[(0, 8)])
    alone = value(of(corpus_of([one]), "u_alpha"))
    with_empty = value(of(corpus_of([one, an_article(50, "b", Ada=[], Bo=[])]), "u_alpha"))
    assert alone is not None
    assert with_empty is not None
    assert with_empty > alone


def test_overlapping_labels_are_merged_and_touching_ones_are_not() -> None:
    merged = Continuum(a_corpus(50, Ada=[(0, 10), (5, 15), (7, 8), (15, 20)]), "claim")
    assert merged._units.start.tolist() == [0, 15]
    assert merged._units.end.tolist() == [15, 20]
    assert merged.dropped == 0
    by_type = a_corpus(50, Ada=[(0, 10, "fact"), (0, 12, ""), (5, 15, "fact"), (12, 20, "fact"), (12, 20, "")])
    kept = Continuum(by_type, "claim", "type")
    assert kept._units.start.tolist() == [0, 12]
    assert kept._units.end.tolist() == [12, 20]
    assert [kept.words[code] for code in kept._units.value] == ["(unset)", "fact"]
    assert kept.dropped == 3
    # Many small ones that touch are other units than a large one: chance knows them apart.
    large = value(of(a_corpus(50, Ada=[(0, 10)], Bo=[(0, 12)]), "u_alpha"))
    small = value(of(a_corpus(50, Ada=[(0, 5), (5, 10)], Bo=[(0, 12)]), "u_alpha"))
    assert large != small


@settings(deadline=None, max_examples=25)
@given(articles(), st.sampled_from(EVERY))
def test_sets_that_are_the_same_give_one(given_: list[ArticleUnits], asked: tuple[UnitMeasure, str]) -> None:
    same = [
        replace(one, sets=tuple(replace(one.sets[0], annotator=name) for name in NAMES)) for one in given_ if one.sets
    ]
    found = value(of(corpus_of(same), *asked))
    assert found is None or found == pytest.approx(1)
    if any(0 < sum(c.end - c.start for c in one.sets[0].claims) < LONGEST for one in same) and "cu" not in asked[0]:
        assert found is not None


@settings(deadline=None, max_examples=25)
@given(articles(), st.randoms(use_true_random=False), st.permutations(NAMES))
def test_figures_do_not_hang_on_order_or_names(
    given_: list[ArticleUnits], rng: random.Random, names: list[str]
) -> None:
    called = dict(zip(NAMES, names, strict=True))
    turned = [
        replace(
            one,
            sets=tuple(
                replace(held, annotator=called[held.annotator], claims=tuple(rng.sample(held.claims, len(held.claims))))
                for held in rng.sample(one.sets, len(one.sets))
            ),
        )
        for one in rng.sample(given_, len(given_))
    ]
    assert figures(turned) == figures(given_)


@settings(deadline=None, max_examples=25)
@given(articles())
def test_one_without_an_article_of_others_changes_nothing(given_: list[ArticleUnits]) -> None:
    with_another = [*given_, an_article(LONGEST, "other", Zoe=[(0, 10, "fact")])]
    assert figures(with_another) == figures(given_)


@settings(deadline=None, max_examples=25)
@given(articles(), st.integers(2, 50))
def test_offsets_of_a_text_twice_as_fine_say_nearly_the_same(given_: list[ArticleUnits], times: int) -> None:
    def finer(one: ArticleUnits, factor: int) -> ArticleUnits:
        sets = tuple(
            replace(held, claims=tuple(c._replace(start=c.start * factor, end=c.end * factor) for c in held.claims))
            for held in one.sets
        )
        return replace(one, length=one.length * factor, sets=sets)

    for measure, attribute in EVERY:
        coarse = value(of(corpus_of([finer(one, 1000) for one in given_]), measure, attribute))
        fine = value(of(corpus_of([finer(one, 1000 * times) for one in given_]), measure, attribute))
        # Gaps alone depend on how many positions there are, less and less.
        assert fine == (None if coarse is None else pytest.approx(coarse, abs=2e-3))


@settings(deadline=None, max_examples=25)
@given(articles(), st.integers(0, 9))
def test_where_in_the_text_labels_stand_does_not_matter(given_: list[ArticleUnits], moved: int) -> None:
    def with_room(one: ArticleUnits, before: int) -> ArticleUnits:
        sets = tuple(
            replace(held, claims=tuple(c._replace(start=c.start + before, end=c.end + before) for c in held.claims))
            for held in one.sets
        )
        return replace(one, length=one.length + 9, sets=sets)

    assert figures([with_room(one, moved) for one in given_]) == figures([with_room(one, 0) for one in given_])


@settings(deadline=None, max_examples=25)
@given(articles(), articles(), st.sampled_from(("", "type")))
def test_sums_of_parts_are_the_sums_of_the_whole(
    one: list[ArticleUnits], other: list[ArticleUnits], attribute: str
) -> None:
    everybody = an_article(9, "e", **{name: [(0, 1, t) for t in ("fact", "evaluation", "")] for name in NAMES})
    whole = of(corpus_of([everybody, *one, *other]), "u_alpha", attribute).table
    parts = [of(corpus_of([everybody, *held]), "u_alpha", attribute).table for held in (one, other)]
    assert whole.sum(axis=0).tolist() == pytest.approx((parts[0].sum(axis=0) + parts[1][1:].sum(axis=0)).tolist())


def test_only_those_asked_and_the_sets_that_count_are_compared() -> None:
    given_ = [an_article(50, "a", Ada=[(0, 10)], Bo=[(0, 9)], Cy=[(30, 40)]), an_article(50, "b", Ada=[(0, 10)], Bo=[])]
    corpus = corpus_of(given_)
    two = corpus_of([replace(one, sets=one.sets[:2]) for one in given_])
    assert value(of(corpus, "u_alpha", who=(0, 1))) == value(of(two, "u_alpha"))
    assert of(corpus, "u_alpha", who=(0, 1)).units == 3
    sets = np.ones_like(corpus.finished)
    sets[1, 1] = sets[0, 2] = False
    found = Continuum(corpus, "claim").among(sets=sets).statistic("u_alpha")
    assert value(found) == value(of(corpus_of([replace(given_[0], sets=given_[0].sets[:2])]), "u_alpha"))
    assert (found.articles, found.units) == (1, 2)


def test_an_interval_is_given_from_ten_articles_on() -> None:
    rng = random.Random(1)
    given_ = [
        an_article(50, str(n), Ada=[(0, 10, "fact")], Bo=[(0, rng.randrange(5, 15), rng.choice(("fact", "")))])
        for n in range(30)
    ]
    corpus = corpus_of(given_)
    for measure, attribute in EVERY:
        found = estimate(of(corpus, measure, attribute), Draws(len(corpus)))
        assert found.low is not None
        assert found.high is not None
        assert found.low <= found.value <= found.high
    few = corpus_of(given_[:9])
    assert estimate(of(few, "u_alpha"), Draws(9)).reason == TOO_FEW


# Gold boilerplate


def with_gold(*regions: tuple[int, int], length: int = 100, **spans: Sequence[tuple[int, int]]) -> ArticleUnits:
    held = tuple(RegionUnit(f"r{n}", start, end) for n, (start, end) in enumerate(regions))
    return replace(an_article(length, **spans), gold=UnitSet(annotator="gold", boilerplate=held))


def test_gold_boilerplate_is_taken_out_of_the_text() -> None:
    whole = with_gold((10, 20), (15, 30), (90, 100), Ada=[(0, 12), (18, 25), (40, 50), (95, 99)], Bo=[(5, 35)])
    other = replace(with_gold(Ada=[(0, 9)], Bo=[(0, 9)], length=20), key="b")
    corpus = corpus_of([whole, other], gold=True)
    cut = gold_boilerplate(corpus)
    assert [list(one) for one in cut] == [[0, 0], [10, 90], [30, 100]]
    without = Continuum(corpus, "claim", cut=cut)
    assert without._lengths.tolist() == [70, 20]
    assert list(zip(without._units.start, without._units.end, strict=True)) == [
        (0, 10),
        (20, 30),
        (5, 15),
        (0, 9),
        (0, 9),
    ]
    by_hand = [
        an_article(70, "a", Ada=[(0, 10), (20, 30)], Bo=[(5, 15)]),
        an_article(20, "b", Ada=[(0, 9)], Bo=[(0, 9)]),
    ]
    found = without.among().statistic("u_alpha")
    assert value(found) == value(of(corpus_of(by_hand), "u_alpha"))
    assert found.units == 5
    # The gold set itself is nobody's.
    assert value(Continuum(corpus, "claim").among().statistic("u_alpha")) == value(
        of(corpus_of([whole, other]), "u_alpha")
    )


def test_of_boilerplate_itself_nothing_is_taken_out() -> None:
    golden = with_gold((0, 30), length=100)
    sets = tuple(
        UnitSet(annotator=name, boilerplate=(RegionUnit("r", 0, end),)) for name, end in (("A", 30), ("B", 28))
    )
    corpus = corpus_of([replace(golden, sets=sets)], gold=True)
    found = [
        Continuum(corpus, "boilerplate", cut=cut).among().statistic("u_alpha")
        for cut in (gold_boilerplate(corpus), None)
    ]
    assert value(found[0]) == value(found[1])
    assert value(found[0]) == pytest.approx(0.95, abs=0.02)


def test_without_gold_boilerplate_nothing_is_taken_out() -> None:
    for corpus in (a_corpus(50, Ada=[(0, 9)]), corpus_of([with_gold(Ada=[(0, 9)])], gold=True), corpus_of([])):
        cut = gold_boilerplate(corpus)
        assert not len(cut.article)
        assert (
            Continuum(corpus, "claim", cut=cut)._units.start.tolist()
            == Continuum(corpus, "claim")._units.start.tolist()
        )


@settings(deadline=None, max_examples=25)
@given(articles(), st.lists(st.tuples(st.integers(0, LONGEST), st.integers(0, LONGEST)), max_size=3))
def test_what_is_left_is_what_stands_outside(given_: list[ArticleUnits], places: list[tuple[int, int]]) -> None:
    regions = [(min(one), max(one)) for one in places]
    golden = [replace(one, gold=with_gold(*regions).gold) if n % 2 else one for n, one in enumerate(given_)]
    corpus = corpus_of(golden, gold=True)
    left = [p for p in range(LONGEST) if not any(start <= p < end for start, end in regions)]
    for n, one in enumerate(given_):
        if n % 2:
            sets = []
            for held in one.sets:
                spans = [[i for i, p in enumerate(left) if c.start <= p < c.end] for c in held.claims]
                sets.append(a_set(held.annotator, *((i[0], i[-1] + 1) for i in spans if i)))
            given_[n] = replace(one, length=len(left), sets=tuple(sets))
    found = Continuum(corpus, "claim", cut=gold_boilerplate(corpus)).among().statistic("u_alpha")
    assert value(found) == value(of(corpus_of(given_), "u_alpha"))


def test_regions_beyond_the_text_take_out_no_more_than_there_is() -> None:
    corpus = a_corpus(20, Ada=[(0, 5)], Bo=[(0, 5)])
    beyond = Regions(*(np.array([one]) for one in (0, 10, 40)))
    assert Continuum(corpus, "claim", cut=beyond)._lengths.tolist() == [10]
