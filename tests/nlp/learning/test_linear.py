from __future__ import annotations

import math
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.nlp.learning.linear import (
    Linear,
    Rows,
    Vocabulary,
    calibrate,
    calibrated,
    fit,
    logistic,
    minimum,
    stack,
)

STRENGTH = 0.5


def toss(n: int = 200, seed: int = 1) -> tuple[list[list[str]], list[float]]:
    """Rows of which `a` speaks for and `b` against."""
    rng = random.Random(seed)
    rows = [[name for name in "abcd" if rng.random() < 0.5] for _ in range(n)]
    return rows, [float(rng.random() < logistic(2 * ("a" in row) - 2 * ("b" in row))) for row in rows]


def loss(rows: list[list[str]], target: list[float], model: Linear) -> float:
    """The penalised loss, written out row by row."""
    out = sum(w * w for w in model.weights.values()) / (2 * STRENGTH)
    for row, wanted in zip(rows, target, strict=True):
        p = model.probability(row)
        out -= wanted * math.log(p) + (1 - wanted) * math.log(1 - p)
    return out


def test_one_feature_has_the_weight_that_solves_its_equation() -> None:
    # With x in every row and no bias worth speaking of, sum(p - y) = 0 fixes bias + weight, and weight/C = -sum(p - y).
    model = fit(Rows.of([["x"]] * 10), [1] * 7 + [0] * 3, strength=STRENGTH, tolerance=1e-9)
    assert model.probability(["x"]) == pytest.approx(0.7, abs=1e-4)
    assert model.weights["x"] == pytest.approx(0, abs=1e-3)  # the bias is free, the weight costs


def test_no_move_from_the_optimum_lessens_the_loss() -> None:
    rows, target = toss()
    model = fit(Rows.of(rows), target, strength=STRENGTH, tolerance=1e-9)
    least = loss(rows, target, model)
    for name in [*model.weights, "bias"]:
        slopes = []
        for step in (1e-4, -1e-4):
            weights = {one: w + step * (one == name) for one, w in model.weights.items()}
            moved = loss(rows, target, Linear(weights, model.bias + step * (name == "bias")))
            assert moved >= least - 1e-9
            slopes.append(moved)
        assert abs(slopes[0] - slopes[1]) / 2e-4 < 1e-3


def test_it_finds_what_speaks_for_and_against() -> None:
    rows, target = toss(2000)
    model = fit(Rows.of(rows), target, strength=10)
    assert model.weights["a"] == pytest.approx(2, abs=0.4)
    assert model.weights["b"] == pytest.approx(-2, abs=0.4)
    assert abs(model.weights["c"]) < 0.4


def test_a_fraction_is_as_good_as_that_share_of_rows() -> None:
    shares = fit(Rows.of([["a"], ["b"]] * 4), [0.75, 0.25] * 4, strength=STRENGTH, tolerance=1e-9)
    tossed = fit(Rows.of([["a"]] * 4 + [["b"]] * 4), [1, 1, 1, 0, 0, 0, 0, 1], strength=STRENGTH, tolerance=1e-9)
    assert shares.weights == pytest.approx(tossed.weights, abs=1e-4)


def test_a_weight_of_two_is_as_good_as_standing_twice() -> None:
    rows, target = toss(40)
    twice = fit(Rows.of(rows + rows), target + target, strength=STRENGTH, tolerance=1e-9)
    heavy = fit(Rows.of(rows), target, [2.0] * 40, strength=STRENGTH, tolerance=1e-9)
    assert heavy.weights == pytest.approx(twice.weights, abs=1e-4)


def test_the_same_rows_give_the_same_weights() -> None:
    rows, target = toss()
    assert fit(Rows.of(rows), target) == fit(Rows.of(rows), target)


def test_what_is_seen_once_gets_no_weight() -> None:
    model = fit(Rows.of([["a", "once"], ["a"], ["b"], ["b"]]), [1, 1, 0, 0])
    assert set(model.weights) == {"a", "b"}


def test_one_kind_of_target_only() -> None:
    model = fit(Rows.of([["a"], ["a"], []]), [1, 1, 1])
    assert model.probability(["a"]) > 0.5
    assert math.isfinite(model.bias)


def test_no_rows() -> None:
    assert fit(Rows.of([]), []) == Linear({}, 0.0)


def test_a_name_twice_in_a_row_counts_once() -> None:
    rows = Rows.of([["a", "b", "a"]])
    assert list(rows.index) == [0, 1]
    assert Linear({"a": 1.0}, 0.5).logit(["a", "a"]) == 1.5


def test_sums_of_many_rows_are_those_of_each() -> None:
    rows, target = toss(50)
    model = fit(Rows.of(rows), target)
    assert list(model.logits(Rows.of(rows))) == pytest.approx([model.logit(row) for row in rows])


def test_rows_can_be_taken_and_stacked() -> None:
    names = Vocabulary()
    left, right = Rows.of([["a"], [], ["b", "c"]], names), Rows.of([["c"]], names)
    both = stack([left, right])
    assert len(both) == 4
    some = both.take(np.array([False, True, True, True]))
    assert [list(some.index[a:b]) for a, b in zip(some.start, some.start[1:], strict=False)] == [[], [1, 2], [2]]
    assert list(both.take(np.array([3, 0])).index) == [2, 0]


def test_rows_can_be_emptied_and_keep_some_columns() -> None:
    rows = Rows.of([["a", "b"], ["b"], ["c", "a"]])
    blank = rows.blank(np.array([False, True, False]))
    assert [list(blank.index[a:b]) for a, b in zip(blank.start, blank.start[1:], strict=False)] == [[0, 1], [], [2, 0]]
    some = rows.only(np.array([True, False, False]))
    assert [list(some.index[a:b]) for a, b in zip(some.start, some.start[1:], strict=False)] == [[0], [], [0]]


def test_pruned() -> None:
    model = Linear({"b": 0.12345, "a": 0.001, "c": -0.5}, 0.98765)
    assert model.pruned(0.02, 2) == Linear({"b": 0.12, "c": -0.5}, 0.99)


def test_a_prior_is_kept_where_nothing_speaks_against_it() -> None:
    prior = Linear({"a": 2.0, "elsewhere": -1.0, "once": 0.5}, -1.0)
    assert fit(Rows.of([]), [], prior=prior) == prior
    rows = [["a"]] * 4 + [[]] * 4
    target = [prior.probability(row) for row in rows]
    same = fit(Rows.of(rows), target, prior=prior)
    assert same.weights == pytest.approx(prior.weights, abs=1e-6)
    moved = fit(Rows.of([["a", "once"], *rows]), [0.0] * 5 + target[4:], prior=prior, strength=0.1)
    assert moved.weights["a"] < 2
    assert (moved.weights["elsewhere"], moved.weights["once"]) == (-1.0, 0.5)


def test_no_move_from_the_optimum_around_a_prior_lessens_the_loss() -> None:
    rows, target = toss(60)
    prior = Linear({"a": 1.0, "b": 1.0}, 0.3)
    model = fit(Rows.of(rows), target, strength=STRENGTH, tolerance=1e-9, prior=prior)

    def around(one: Linear) -> float:
        penalty = sum((w - prior.weights.get(name, 0)) ** 2 - w * w for name, w in one.weights.items())
        return loss(rows, target, one) + penalty / (2 * STRENGTH)

    for name in model.weights:
        for step in (1e-3, -1e-3):
            weights = {one: w + step * (one == name) for one, w in model.weights.items()}
            assert around(Linear(weights, model.bias)) >= around(model) - 1e-9


def test_minimum_of_a_bowl() -> None:
    centre = np.array([3.0, -1.0, 0.5])
    scale = np.array([1.0, 10.0, 100.0])

    def bowl(x: np.ndarray) -> tuple[float, np.ndarray]:
        return float((scale * (x - centre) ** 2).sum()), 2 * scale * (x - centre)

    assert minimum(bowl, np.zeros(3), 1e-10) == pytest.approx(centre, abs=1e-6)


def test_calibration_makes_scores_into_shares() -> None:
    rng = random.Random(2)
    scores = [rng.random() for _ in range(4000)]
    right = [rng.random() < logistic(0.5 * math.log(one / (1 - one)) - 1) for one in scores]
    numbers = calibrate(scores, right)
    assert numbers == pytest.approx((0.5, -1), abs=0.15)
    assert calibrated(0.5, (1.0, 0.0)) == pytest.approx(0.5)


def test_calibration_without_a_case_leaves_scores_alone() -> None:
    assert calibrate([], []) == pytest.approx((1, 0))


@given(st.floats(0, 1), st.floats(0, 1))
def test_calibration_keeps_the_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert calibrated(low, (0.7, -0.2)) <= calibrated(high, (0.7, -0.2))
