"""Reliability: by hand, and that it is zero where scores hold what they promise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.agreement.reliability import reliability

CASES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=50)


def test_by_hand() -> None:
    found = reliability([0.05, 0.1, 0.95, 1.0, 1.0], [False, True, True, True, False])
    assert [(one.low, one.high, one.count, one.right) for one in found.bins] == [
        (0, 0.1, 1, 0),
        (0.1, 0.2, 1, 1),
        (0.9, 1, 3, 2),
    ]
    assert found.count == 5
    assert found.mean == pytest.approx(0.62)
    assert found.share == 0.6
    assert found.brier == pytest.approx((0.0025 + 0.81 + 0.0025 + 0 + 1) / 5)
    assert found.error == pytest.approx((0.05 + 0.9 + 3 * (2.95 / 3 - 2 / 3)) / 5)


def test_nothing_is_not_zero() -> None:
    found = reliability([], [])
    assert (found.bins, found.count, found.brier, found.error) == ((), 0, None, None)


def test_what_is_no_score_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        reliability([1.1], [True])
    with pytest.raises(ValueError, match="zip"):
        reliability([0.1], [])


def test_scores_that_hold_what_they_promise_have_no_error() -> None:
    scores = [0.25] * 4 + [0.75] * 4
    right = [True, False, False, False, True, True, True, False]
    assert reliability(scores, right).error == 0


@given(CASES)
def test_each_case_stands_in_one_bin(cases: list[tuple[float, bool]]) -> None:

    found = reliability([score for score, _ in cases], [hit for _, hit in cases])
    assert sum(one.count for one in found.bins) == found.count == len(cases)
    assert sum(one.right for one in found.bins) == sum(hit for _, hit in cases)
    assert all(one.low <= one.mean <= one.high + 1e-12 for one in found.bins)
    assert 0 <= (found.error or 0) <= 1
    assert 0 <= (found.brier or 0) <= 1
