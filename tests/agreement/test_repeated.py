from typing import NamedTuple

import pytest
from hypothesis import given, settings

from labeler.agreement.corpus import corpus_of
from labeler.agreement.repeated import repeated, set_of
from labeler.agreement.sums import Draws
from labeler.agreement.units import ArticleUnits, UnitSet
from tests.agreement.parts_made import article, articles, claims, figures, of


class Again(NamedTuple):
    article: int
    set: UnitSet


def test_a_later_set_is_compared_with_the_first_of_the_same_person() -> None:
    corpus = corpus_of(
        [
            article("a", claims("Ada", (0, 10), (20, 30)), claims("Bo", (40, 50))),
            article("b", claims("Ada", (0, 10)), claims("Bo", (40, 50))),
        ]
    )
    again = [Again(0, claims("Ada", (0, 10), (50, 60))), Again(1, claims("Bo", (40, 50)))]
    found = figures(repeated(corpus, again))
    assert found[of("claim", "f1_exact", "self")][0] == pytest.approx(2 / 3)
    assert found[of("claim", "f1_exact", "self", annotators=("Ada",))][0] == pytest.approx(1 / 2)
    assert found[of("claim", "f1_exact", "self", annotators=("Bo",))][0] == 1
    assert found[of("claim", "f1_exact", "self", annotators=("Bo",))][2:4] == (1, 2)


def test_without_a_text_labelled_twice_nothing_is_said() -> None:
    assert repeated(corpus_of([article("a", claims("Ada", (0, 10)))]), []) == []


def test_intervals_are_given_from_ten_repeated_articles_on() -> None:
    corpus = corpus_of([article(f"a{n}", claims("Ada", (0, 10))) for n in range(10)])
    again = [Again(n, claims("Ada", (0, 10) if n % 2 else (30, 40))) for n in range(10)]
    row = next(one for one in repeated(corpus, again, draws=Draws(10)) if one.measure == "f1_exact")
    assert row.value == 0.5
    assert row.low is not None
    assert row.low < 0.5
    assert {one.reason for one in repeated(corpus, again[:9], draws=Draws(10)) if one.value is not None} == {
        "too_few_articles"
    }


@settings(max_examples=15, deadline=None)
@given(articles())
def test_a_set_comes_out_of_the_columns_as_it_went_in(held: list[ArticleUnits]) -> None:
    corpus = corpus_of(held)
    for number, one in enumerate(held):
        for own in one.sets:
            assert _in_order(set_of(corpus, number, own.annotator)) == _in_order(own)


@settings(max_examples=15, deadline=None)
@given(articles())
def test_who_does_the_same_again_agrees_with_herself(held: list[ArticleUnits]) -> None:
    corpus = corpus_of(held)
    again = [Again(number, own) for number, one in enumerate(held) for own in one.sets]
    for row in repeated(corpus, again):
        if row.value is not None:
            assert row.value == pytest.approx(1)
        assert row.subset == "self"


def _in_order(one: UnitSet) -> UnitSet:
    # Columns keep the rule of a stance with its cue, and neither how a set came about nor the names of entities.
    stances = [each if each.start >= 0 else each._replace(rule="") for each in one.stances]
    return UnitSet(
        annotator=one.annotator,
        claims=tuple(sorted(one.claims, key=str)),
        speakers=tuple(sorted(one.speakers)),
        stances=tuple(sorted(stances)),
        boilerplate=tuple(sorted(one.boilerplate)),
    )
