"""Intervals: what they hold, that they stand still, and that they are about as wide as theory says."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.agreement.intervals import Difference, Figure, difference, figures, wilson
from labeler.agreement.measures import Counts

COUNTS = st.builds(
    lambda right, more, missed: Counts(right, right + more, right + missed),
    st.integers(0, 20),
    st.integers(0, 5),
    st.integers(0, 5),
)


@given(st.lists(COUNTS, min_size=10, max_size=30), st.randoms(use_true_random=False))
def test_an_interval_holds_its_figure_whatever_the_order(articles: list[Counts], rng: random.Random) -> None:
    found = figures(articles, draws=200)
    for one in (found.precision, found.recall, found.f1):
        if one.value is not None:
            assert one.low is not None
            assert one.high is not None
            assert 0 <= one.low <= one.high <= 1
    assert figures(rng.sample(articles, len(articles)), draws=200) == found


def test_bounds_are_those_of_theory_for_one_case_an_article() -> None:
    articles = [Counts(1, 1, 1)] * 80 + [Counts(0, 1, 1)] * 20
    found = figures(articles)
    # A mean of 100 draws of a coin with .8 lies within .8 -+ 1.96 * .04 in 95 of 100.
    assert found.f1.value == 0.8
    assert found.f1.low == pytest.approx(0.72, abs=0.011)
    assert found.f1.high == pytest.approx(0.88, abs=0.011)
    assert figures(articles) == found


def test_articles_are_drawn_not_marks() -> None:
    alone = [Counts(1, 1, 1)] * 80 + [Counts(0, 1, 1)] * 20
    together = [Counts(10, 10, 10)] * 8 + [Counts(0, 10, 10)] * 2
    assert width(figures(together).f1) > 2 * width(figures(alone).f1)


def width(one: Figure) -> float:
    assert one.low is not None
    assert one.high is not None
    return one.high - one.low


def test_too_few_articles_have_no_interval() -> None:
    assert figures([Counts(1, 2, 2)] * 9).f1 == Figure(0.5)
    assert figures([Counts(1, 2, 2)] * 10).f1 == Figure(0.5, 0.5, 0.5)
    assert figures([]).f1 == Figure(None)
    assert figures([Counts(0, 0, 1)] * 20).precision == Figure(None)
    assert figures([Counts(0, 0, 1)] * 20).f1 == Figure(0, 0, 0)


def test_a_difference_is_paired() -> None:
    rng = random.Random(1)
    worse = [Counts(right := rng.randrange(20), right + 5, right + 5) for _ in range(40)]
    better = [Counts(one.right + 1, one.suggested, one.labelled) for one in worse]
    found = difference(better, worse)
    # Both are far apart from article to article, and yet one is better everywhere.
    assert found.better
    assert not found.worse
    assert difference(worse, better).worse
    assert difference(worse, worse) == Difference(0, 0, 0)
    assert not difference(worse, worse).better
    assert difference(better[:9], worse[:9]).low is None
    assert difference([Counts()] * 20, [Counts()] * 20) == Difference(None)
    with pytest.raises(ValueError, match="zip"):
        difference(better, worse[1:])


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=10, max_size=20))
def test_a_difference_turned_round_changes_its_sign(pairs: list[tuple[Counts, Counts]]) -> None:
    first, second = [a for a, _ in pairs], [b for _, b in pairs]
    ours = difference(first, second, draws=100)
    assert difference(first, second, draws=100) == ours
    theirs = difference(second, first, draws=100)
    if ours.value is not None:
        assert theirs.value == pytest.approx(-ours.value)


@pytest.mark.parametrize(
    ("right", "cases", "low", "high"),
    # The first as in Newcombe 1998, table I (81 of 263, 15 of 148, 0 of 20, 1 of 29), methods without correction.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_by_published_values(right: int, cases: int, low: float, high: float) -> None:
    found = wilson(right, cases)
    assert found.value == right / cases
    assert found.low == pytest.approx(low, abs=5e-5)
    assert found.high == pytest.approx(high, abs=5e-5)


def test_wilson_of_none_and_of_all() -> None:
    assert wilson(0, 0) == Figure(None)
    assert wilson(5, 5).high == 1
    assert (wilson(5, 5).low or 0) < 0.6
