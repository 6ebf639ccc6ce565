"""F1 of labels, of overlaps and of characters: counted by hand, by another library, and what must hold for all."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nervaluate import Evaluator

from labeler.agreement.corpus import Corpus, LayerName, corpus_of
from labeler.agreement.overlap import Alignment
from labeler.agreement.spans import ABOUT, CURVE, SPAN_MEASURES, SpanMeasure, pair, precision, recall, team
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.sums import NO_OVERLAP, NO_UNITS, TOO_FEW, Draws, Statistic, estimate
from labeler.agreement.units import ArticleUnits, ClaimUnit, RegionUnit, UnitSet
from tests.agreement.units_made import LONGEST, NAMES, a_corpus, an_article, articles


def of_pair(
    corpus: Corpus, measure: SpanMeasure, threshold: float = ABOUT, subset: Subset = ALL, layer: LayerName = "claim"
) -> Statistic:
    return pair(corpus, Alignment(corpus), layer, 0, 1, measure=measure, threshold=threshold, subset=subset)


def of_team(corpus: Corpus, measure: SpanMeasure, threshold: float = ABOUT, subset: Subset = ALL) -> Statistic:
    return team(corpus, Alignment(corpus), "claim", measure=measure, threshold=threshold, subset=subset)


def value(one: Statistic) -> float | None:
    return estimate(one, None).value


def figures(given_: list[ArticleUnits]) -> dict[tuple[str, float], object]:
    """Return everything that is said of a team."""
    corpus = corpus_of(given_)
    alignment = Alignment(corpus)
    asked: list[tuple[SpanMeasure, float]] = [
        ("f1_exact", 0),
        ("f1_characters", 0),
        *(("f1_overlap", t) for t in CURVE),
    ]
    found = {}
    for measure, threshold in asked:
        one = team(corpus, alignment, "claim", measure=measure, threshold=threshold)
        found[measure, threshold] = value(one), one.reason, one.articles, one.units
    return found


def test_figures_counted_by_hand() -> None:
    corpus = a_corpus(50, Ada=[(0, 10), (20, 30), (40, 41)], Bo=[(0, 10), (24, 34)])
    assert value(of_pair(corpus, "f1_exact")) == 2 * 1 / 5
    # 6 of 14 are common to the second claims: less than half, more than .4.
    assert value(of_pair(corpus, "f1_overlap")) == 2 * 1 / 5
    assert value(of_pair(corpus, "f1_overlap", 0.4)) == 2 * 2 / 5
    assert value(of_pair(corpus, "f1_characters")) == pytest.approx(2 * 16 / 41)
    found = of_pair(corpus, "f1_exact")
    assert found.table.tolist() == [[1, 3, 2]]
    assert (precision(found.table[0]), recall(found.table[0])) == (1 / 3, 1 / 2)
    assert (found.articles, found.units, found.reason) == (1, 5, "")


def test_a_team_is_the_mean_of_its_pairs_each_over_what_both_finished() -> None:
    first = an_article(50, "a", Ada=[(0, 10)], Bo=[(0, 10)])
    second = an_article(50, "b", Ada=[(0, 10), (20, 30)], Cy=[(0, 10)])
    third = an_article(50, "c", Di=[(0, 10)])
    corpus = corpus_of([first, second, third])
    found = of_team(corpus, "f1_exact")
    # Ada and Bo 1; Ada and Cy 2/3; nobody else has an article with another.
    assert value(found) == pytest.approx((1 + 2 / 3) / 2)
    assert (found.articles, found.units) == (2, 5)
    assert estimate(found, Draws(3)).reason == TOO_FEW


def test_pairs_pool_their_articles() -> None:
    whole = [an_article(50, "a", Ada=[(0, 10)], Bo=[(0, 10)]), an_article(50, "b", Ada=[(0, 9), (20, 30)], Bo=[])]
    assert value(of_team(corpus_of(whole), "f1_exact")) == 2 * 1 / 4


def test_where_both_marked_nothing_nothing_is_added() -> None:
    marked, empty = an_article(50, "a", Ada=[(0, 10)], Bo=[(0, 9)]), an_article(50, "b", Ada=[], Bo=[])
    for measure in SPAN_MEASURES:
        assert value(of_team(corpus_of([marked, empty]), measure)) == value(of_team(corpus_of([marked]), measure))
        nothing = of_team(corpus_of([empty, replace(empty, key="c")]), measure)
        assert (value(nothing), nothing.reason, nothing.articles) == (None, NO_UNITS, 2)
        one_empty = of_team(corpus_of([an_article(50, Ada=[(0, 10)], Bo=[])]), measure)
        assert (value(one_empty), one_empty.units) == (0, 1)


def test_without_an_article_of_two_there_is_a_reason() -> None:
    alone = corpus_of([an_article(50, "a", Ada=[(0, 10)]), an_article(50, "b", Bo=[(0, 10)])])
    for measure in SPAN_MEASURES:
        for one in (of_team(alone, measure), of_pair(alone, measure), of_team(corpus_of([]), measure)):
            assert (value(one), one.reason, one.articles, one.units) == (None, NO_OVERLAP, 0, 0)
            assert estimate(one, Draws(len(one.table))).reason == NO_OVERLAP


def test_labels_that_mark_the_same_twice_are_one_and_nested_ones_two() -> None:
    twice = a_corpus(50, Ada=[(0, 10), (0, 10)], Bo=[(0, 10)])
    for measure in SPAN_MEASURES:
        assert value(of_pair(twice, measure)) == 1
    nested = a_corpus(50, Ada=[(0, 10), (2, 6)], Bo=[(0, 10)])
    assert value(of_pair(nested, "f1_exact")) == 2 / 3
    assert value(of_pair(nested, "f1_characters")) == 2 * 10 / 24


def test_labels_of_no_length_are_none() -> None:
    corpus = a_corpus(50, Ada=[(3, 3), (0, 10)], Bo=[(3, 3), (4, 4), (0, 10)])
    for measure in SPAN_MEASURES:
        found = of_pair(corpus, measure)
        assert (value(found), found.units) == (1, 2)
    nothing = a_corpus(50, Ada=[(3, 3)], Bo=[(3, 3)])
    assert {of_pair(nothing, measure).reason for measure in SPAN_MEASURES} == {NO_UNITS}


@pytest.mark.parametrize("measure", SPAN_MEASURES)
def test_white_space_apart_boilerplate_is_measured_like_claims(measure: SpanMeasure) -> None:
    sets = tuple(UnitSet(annotator=name, boilerplate=(RegionUnit("r", 0, end),)) for name, end in (("A", 9), ("B", 9)))
    corpus = corpus_of([ArticleUnits(key="a", length=20, sets=sets)])
    assert value(of_pair(corpus, measure, layer="boilerplate")) == 1
    assert of_pair(corpus, measure).reason == NO_UNITS


def characters(corpus: Corpus) -> float | None:
    """Return F1 of the characters of two annotators, position by position."""
    layer, common, total = corpus.layers["claim"], 0, 0
    for article in np.flatnonzero(corpus.finished[:, :2].all(axis=1)):
        held: list[Counter[int]] = []
        for annotator in (0, 1):
            mine = (layer.article == article) & (layer.annotator == annotator)
            spans = {(int(layer.start[i]), int(layer.end[i])) for i in np.flatnonzero(mine)}
            held.append(Counter(place for start, end in spans for place in range(start, end)))
        common += (held[0] & held[1]).total()
        total += held[0].total() + held[1].total()
    return 2 * common / total if total else None


@settings(deadline=None, max_examples=50)
@given(articles())
def test_characters_are_counted_place_by_place(given_: list[ArticleUnits]) -> None:
    corpus = corpus_of(given_)
    if len(corpus.annotators) > 1:
        assert value(of_pair(corpus, "f1_characters")) == pytest.approx(characters(corpus))


@settings(deadline=None, max_examples=15)
@given(articles(disjoint=True))
def test_exact_f1_is_the_strict_one_of_nervaluate(given_: list[ArticleUnits]) -> None:
    corpus = corpus_of(given_)
    if len(corpus.annotators) < 2:
        return
    first, second = corpus.annotators[:2]
    sets = [{one.annotator: one for one in article.sets} for article in given_]
    both = [one for one in sets if first in one and second in one]
    if not both:
        return
    # Its spans end with their last character.
    ours, theirs = (
        [[{"label": "claim", "start": c.start, "end": c.end - 1} for c in one[name].claims] for one in both]
        for name in (first, second)
    )
    strict = Evaluator(ours, theirs, tags=["claim"], loader="dict").evaluate()["overall"]["strict"]
    found = of_pair(corpus, "f1_exact")
    assert found.table.sum(axis=0).tolist() == [strict.correct, strict.possible, strict.actual]
    assert value(found) in (pytest.approx(strict.f1), None)


@settings(deadline=None, max_examples=15)
@given(articles(), st.randoms(use_true_random=False))
def test_figures_do_not_hang_on_any_order(given_: list[ArticleUnits], rng: random.Random) -> None:
    turned = [
        replace(
            one,
            sets=tuple(
                replace(held, claims=tuple(rng.sample(held.claims, len(held.claims))))
                for held in rng.sample(one.sets, len(one.sets))
            ),
        )
        for one in rng.sample(given_, len(given_))
    ]
    assert figures(turned) == figures(given_)


@settings(deadline=None, max_examples=15)
@given(articles(), st.permutations(NAMES))
def test_figures_do_not_hang_on_names(given_: list[ArticleUnits], names: list[str]) -> None:
    called = dict(zip(NAMES, names, strict=True))
    other = [
        replace(one, sets=tuple(replace(held, annotator=called[held.annotator]) for held in one.sets)) for one in given_
    ]
    assert figures(other) == {key: pytest.approx(found) for key, found in figures(given_).items()}


@settings(deadline=None, max_examples=15)
@given(articles())
def test_labels_and_sets_that_are_the_same_give_one(given_: list[ArticleUnits]) -> None:
    same = [
        replace(one, sets=tuple(replace(held, annotator=name) for name in NAMES[:3]))
        for one in given_
        for held in one.sets[:1]
    ]
    expected = 1 if any(held.claims for one in same for held in one.sets) else None
    for found in figures(same).values():
        assert found[0] == expected


@settings(deadline=None, max_examples=15)
@given(articles(), st.integers(0, 900))
def test_what_changes_nothing_changes_no_figure(given_: list[ArticleUnits], moved: int) -> None:
    expected = figures(given_)
    with_another = [*given_, an_article(LONGEST, "other", Zoe=[(0, 10)])]
    assert figures(with_another) == expected
    shifted = [
        replace(
            one,
            length=one.length + moved,
            sets=tuple(
                replace(held, claims=tuple(c._replace(start=c.start + moved, end=c.end + moved) for c in held.claims))
                for held in one.sets
            ),
        )
        for one in given_
    ]
    assert figures(shifted) == expected


@settings(deadline=None, max_examples=15)
@given(articles(), articles())
def test_sums_of_parts_are_the_sums_of_the_whole(one: list[ArticleUnits], other: list[ArticleUnits]) -> None:
    everybody = [ArticleUnits(key="e", length=1, sets=tuple(UnitSet(annotator=name) for name in NAMES))]
    parts = [corpus_of([*everybody, *held]) for held in (one, other)]
    whole = corpus_of([*everybody, *one, *other])
    for measure in SPAN_MEASURES:
        summed = sum(of_pair(part, measure).table.sum(axis=0) for part in parts)
        assert of_pair(whole, measure).table.sum(axis=0).tolist() == np.asarray(summed).tolist()


def test_a_lower_threshold_matches_no_less() -> None:
    rng = random.Random(3)
    given_ = [
        an_article(
            99,
            str(n),
            **{name: [(s := rng.randrange(80), s + rng.randrange(1, 19)) for _ in range(6)] for name in NAMES},
        )
        for n in range(12)
    ]
    curve = [value(of_team(corpus_of(given_), "f1_overlap", threshold)) for threshold in CURVE]
    assert all(one is not None for one in curve)
    assert curve[-1] == value(of_team(corpus_of(given_), "f1_exact"))
    assert sorted(curve, reverse=True) == curve


# Parts of the data


def aided(annotator: str, *spans: tuple[int, int, str]) -> UnitSet:
    """Return a set; a label with a rule came from a suggestion of it."""
    claims = tuple(
        ClaimUnit(f"{annotator}{n}", start, end, aided=bool(rule), rule=rule)
        for n, (start, end, rule) in enumerate(spans)
    )
    return UnitSet(annotator=annotator, claims=claims)


def test_labels_from_suggestions_and_without_are_measured_apart() -> None:
    sets = (
        aided("A", (0, 10, "cue"), (20, 30, ""), (40, 44, "")),
        aided("B", (0, 11, ""), (20, 30, ""), (60, 64, "quote"), (60, 64, "")),
    )
    corpus = corpus_of([ArticleUnits(key="a", length=90, sets=sets), an_article(9, "b", A=[], B=[])])
    suggested, unaided = Subset("suggested", aided=True), Subset("unaided", aided=False)
    # The first claims overlap: they are together among the suggested ones, though one moved an edge.
    assert of_pair(corpus, "f1_exact", subset=suggested).table[0].tolist() == [0, 1, 2]
    assert of_pair(corpus, "f1_overlap", subset=suggested).table[0].tolist() == [1, 1, 2]
    assert of_pair(corpus, "f1_characters", subset=suggested).table[0].tolist() == [10, 10, 15]
    assert of_pair(corpus, "f1_exact", subset=unaided).table[0].tolist() == [1, 2, 1]
    assert of_pair(corpus, "f1_characters", subset=unaided).table[0].tolist() == [10, 14, 10]
    by_rule = of_pair(corpus, "f1_overlap", subset=Subset("rule:quote", rule="quote"))
    assert by_rule.table[0].tolist() == [0, 0, 1]
    # An article without any such label can add nothing.
    assert (by_rule.articles, by_rule.units) == (1, 1)
    for of in (of_pair, of_team):
        unknown = of(corpus, "f1_overlap", subset=Subset("rule:none", rule="none"))
        assert (estimate(unknown, None).reason, unknown.articles) == (NO_UNITS, 0)


@settings(deadline=None, max_examples=15)
@given(articles())
def test_suggested_and_unaided_add_up_to_all(given_: list[ArticleUnits]) -> None:
    marked = [
        replace(
            one,
            sets=tuple(
                replace(held, claims=tuple(c._replace(aided=c.start % 3 == 0) for c in held.claims))
                for held in one.sets
            ),
        )
        for one in given_
    ]
    corpus = corpus_of(marked)
    if len(corpus.annotators) < 2:
        return
    for measure in SPAN_MEASURES:
        parts = [of_pair(corpus, measure, 0, Subset("", aided=which)).table for which in (True, False)]
        whole = of_pair(corpus, measure, 0).table
        assert (parts[0] + parts[1])[:, 1:].tolist() == whole[:, 1:].tolist()
        assert ((parts[0] + parts[1])[:, 0] <= whole[:, 0]).all()
        if measure == "f1_overlap":
            assert (parts[0] + parts[1]).tolist() == whole.tolist()


def test_only_the_sets_that_are_asked_count() -> None:
    corpus = corpus_of([an_article(50, "a", Ada=[(0, 10)], Bo=[(0, 10)]), an_article(50, "b", Ada=[(0, 9)], Bo=[])])
    sets = np.ones((2, 2), np.bool_)
    sets[1, 0] = False
    for measure in SPAN_MEASURES:
        for found in (
            of_team(corpus, measure, subset=Subset(sets=sets)),
            of_pair(corpus, measure, subset=Subset(sets=sets)),
        ):
            assert (value(found), found.articles, found.units) == (1, 1, 2)


def test_an_interval_is_given_from_ten_articles_on() -> None:
    rng = random.Random(1)
    given_ = [an_article(50, str(n), Ada=[(0, 10)], Bo=[(0, rng.choice((10, 9)))], Cy=[(0, 10)]) for n in range(40)]
    corpus = corpus_of(given_)
    found = estimate(of_team(corpus, "f1_exact"), Draws(len(corpus)))
    assert found.low is not None
    assert found.low < found.value < found.high
    assert estimate(of_team(corpus, "f1_exact"), Draws(len(corpus))) == found
    assert estimate(of_team(corpus_of(given_[:9]), "f1_exact"), Draws(9)).low is None
