"""Coefficients by hand, by property, and against other libraries on any ratings."""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TypeAlias

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from labeler.agreement import coefficients as of
from labeler.agreement.sums import Floats

Ratings: TypeAlias = Sequence[Sequence[int | None]]
"""Units, of each the value of every rater; None where a rater gave none."""

VALUES = 4
TABLES = st.lists(st.lists(st.integers(0, 6), min_size=3, max_size=3), min_size=3, max_size=3)
RATINGS = st.integers(2, 4).flatmap(
    lambda raters: st.lists(
        st.lists(st.none() | st.integers(0, VALUES - 1), min_size=raters, max_size=raters), min_size=1, max_size=12
    )
)


def counts(units: Ratings, values: int = VALUES) -> Floats:
    return np.array([[sum(one == value for one in unit) for value in range(values)] for unit in units], np.float64)


def nominal(units: Ratings, coefficient: Callable[[Floats, Floats], Floats], values: int = VALUES) -> float:
    return float(coefficient(*of.agreed_and_used(of.coincidences(counts(units, values)))))


def test_coincidences_by_hand() -> None:
    # Three ratings of one unit: six ordered pairs, each worth a half. One rating adds nothing.
    found = of.coincidences(np.array([[2.0, 1.0], [0.0, 2.0], [1.0, 0.0], [0.0, 0.0]]))
    assert found.tolist() == [[1.0, 1.0], [1.0, 2.0]]
    agreed, used = of.agreed_and_used(found)
    assert (agreed.tolist(), used.tolist()) == ([1.0, 2.0], [2.0, 3.0])
    assert float(of.observed(agreed, used)) == pytest.approx(3 / 5)
    # Krippendorff: 1 - (5 - 1) * 2 / (2 * 2 * 3).
    assert float(of.alpha_nominal(agreed, used)) == pytest.approx(1 - 4 * 2 / 12)
    # Gwet: by chance 2/5 * 3/5 + 3/5 * 2/5 over one.
    assert float(of.ac1(agreed, used)) == pytest.approx((0.6 - 0.48) / 0.52)
    assert of.coincidences_of_table(np.array([[5.0, 1.0], [2.0, 7.0]])).tolist() == [[10.0, 3.0], [3.0, 14.0]]


def test_kappa_by_hand() -> None:
    # 20 of 50 both yes, 15 both no: observed .7, by chance .5 * .6 + .5 * .4 = .5.
    found = of.kappa(np.array([20.0, 15.0]), np.array([25.0, 25.0]), np.array([30.0, 20.0]))
    assert float(found) == pytest.approx(0.4)


def test_distances_by_hand() -> None:
    assert of.ordinal(np.array([2.0, 4.0, 6.0])).tolist() == [[0, 9, 64], [9, 0, 25], [64, 25, 0]]
    assert of.interval(np.array([1.0, 3.0])).tolist() == [[0, 4], [4, 0]]
    assert of.ratio(np.array([0.0, 1.0, 3.0])).tolist() == [[0, 1, 1], [1, 0, 0.25], [1, 0.25, 0]]


@pytest.mark.parametrize(
    "units",
    [[], [[0, None], [None, 1]], [[0, 0], [0, 0]]],
    ids=["nothing", "no two ratings of one unit", "one value"],
)
def test_without_variation_no_coefficient_is_defined(units: Ratings) -> None:
    held = counts(units).reshape(-1, VALUES)
    matrix = of.coincidences(held)
    agreed, used = of.agreed_and_used(matrix)
    assert np.isnan(of.alpha_nominal(agreed, used))
    assert np.isnan(of.alpha_category(agreed, used)).all()
    assert np.isnan(of.alpha(matrix, of.ordinal(used)))
    assert np.isnan(of.kappa(agreed / 2, used / 2, used / 2))
    assert np.isnan(of.ac1(agreed[:1], used[:1]))
    # What was observed is known wherever there was anything to observe.
    assert float(of.observed(agreed, used)) == pytest.approx(1 if used.sum() else np.nan, nan_ok=True)


def test_many_totals_are_computed_at_once() -> None:
    rng = np.random.default_rng(1)
    tables = rng.integers(1, 9, (5, 7, 3, 3)).astype(np.float64)
    matrix = of.coincidences_of_table(tables)
    agreed, used = of.agreed_and_used(matrix)
    whole = {
        "nominal": of.alpha_nominal(agreed, used),
        "ordinal": of.alpha(matrix, of.ordinal(used)),
        "kappa": of.kappa(agreed / 2, tables.sum(axis=-1), tables.sum(axis=-2)),
        "ac1": of.ac1(agreed, used),
    }
    assert {one.shape for one in whole.values()} == {(5, 7)}
    assert of.alpha_category(agreed, used).shape == (5, 7, 3)
    one = matrix[2, 3]
    assert float(of.alpha(one, of.ordinal(one.sum(axis=-1)))) == pytest.approx(whole["ordinal"][2, 3])
    assert float(of.ac1(*of.agreed_and_used(one))) == pytest.approx(whole["ac1"][2, 3])


@settings(deadline=None)
@given(RATINGS)
def test_alpha_is_that_of_another_library(units: Ratings) -> None:
    held = counts(units)
    kept = held[held.sum(axis=1) > 1]
    assume((kept.sum(axis=0) > 0).sum() > 1)
    matrix = of.coincidences(held)
    agreed, used = of.agreed_and_used(matrix)
    numbers = np.arange(VALUES, dtype=np.float64)
    ours = {
        "nominal": of.alpha_nominal(agreed, used),
        "ordinal": of.alpha(matrix, of.ordinal(used)),
        "interval": of.alpha(matrix, of.interval(numbers)),
        "ratio": of.alpha(matrix, of.ratio(numbers)),
    }
    for level, value in ours.items():
        domain = numbers.tolist()
        theirs = krippendorff.alpha(value_counts=held, value_domain=domain, level_of_measurement=level)
        assert float(value) == pytest.approx(theirs, abs=1e-9), level
    assert float(of.alpha(matrix, 1 - np.eye(VALUES))) == pytest.approx(float(ours["nominal"]), abs=1e-12)


@settings(deadline=None)
@given(RATINGS)
def test_alpha_of_a_value_is_that_of_two_values(units: Ratings) -> None:
    by_value = of.alpha_category(*of.agreed_and_used(of.coincidences(counts(units))))
    for value, found in enumerate(by_value):
        binary = [[None if one is None else int(one == value) for one in unit] for unit in units]
        assert float(found) == pytest.approx(nominal(binary, of.alpha_nominal, 2), abs=1e-9, nan_ok=True)


@settings(deadline=None)
@given(TABLES)
def test_kappa_is_that_of_another_library(table: Sequence[Sequence[int]]) -> None:
    # Seconds of imports, only where it is asked: every process of a run reads this file.
    from sklearn.metrics import cohen_kappa_score

    held = np.array(table, np.float64)
    found = float(of.kappa(np.diagonal(held), held.sum(axis=1), held.sum(axis=0)))
    first, second = [[place[axis] for place, n in np.ndenumerate(held) for _ in range(int(n))] for axis in (0, 1)]
    if not first:
        assert np.isnan(found)
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where kappa is not defined, and gives no number or another
        theirs = cohen_kappa_score(first, second, labels=[0, 1, 2])
    if np.isnan(found):
        assert len({*first, *second}) == 1
    else:
        assert found == pytest.approx(theirs, abs=1e-9)


@settings(deadline=None)
@given(RATINGS, st.randoms(use_true_random=False))
def test_order_does_not_matter(units: Ratings, rng: random.Random) -> None:
    raters = list(range(len(units[0])))
    names = list(range(VALUES))
    rng.shuffle(raters)
    rng.shuffle(names)
    shuffled = [[None if unit[one] is None else names[unit[one]] for one in raters] for unit in units]
    rng.shuffle(shuffled)
    for coefficient in (of.observed, of.alpha_nominal, of.ac1):
        found = nominal(units, coefficient)
        assert nominal(shuffled, coefficient) == pytest.approx(found, abs=1e-9, nan_ok=True)


@settings(deadline=None)
@given(st.lists(st.integers(0, VALUES - 1), min_size=2, max_size=9), st.integers(2, 4))
def test_identical_ratings_give_1(values: list[int], raters: int) -> None:
    assume(len(set(values)) > 1)
    matrix = of.coincidences(counts([[one] * raters for one in values]))
    agreed, used = of.agreed_and_used(matrix)
    numbers = np.arange(VALUES, dtype=np.float64)
    assert float(of.observed(agreed, used)) == 1
    for distances in (1 - np.eye(VALUES), of.ordinal(used), of.interval(numbers), of.ratio(numbers)):
        assert float(of.alpha(matrix, distances)) == 1
    present = used > 0
    assert (of.alpha_category(agreed, used)[present] == 1).all()
    assert float(of.ac1(agreed[present], used[present])) == pytest.approx(1)


@settings(deadline=None)
@given(RATINGS)
def test_a_rater_without_ratings_changes_nothing(units: Ratings) -> None:
    more = [[*unit, None] for unit in units]
    assert np.array_equal(of.coincidences(counts(more)), of.coincidences(counts(units)))


@settings(deadline=None)
@given(RATINGS)
def test_observed_agreement_counts_pairs(units: Ratings) -> None:
    above = below = 0.0
    for unit in units:
        given_ = [one for one in unit if one is not None]
        if len(given_) > 1:
            same = sum(a == b for a, b in combinations(given_, 2))
            above += 2 * same / (len(given_) - 1)
            below += len(given_)
    expected = above / below if below else np.nan
    assert nominal(units, of.observed) == pytest.approx(expected, nan_ok=True)
