"""Scores as shares: what is fitted, what keeps its score, and that order within a rule never changes."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.agreement.reliability import reliability
from labeler.domain.suggestions import Suggestion
from labeler.nlp.calibration import FEATURES, NONE, PART, Calibration, fit, kind_of, share
from labeler.nlp.learning.learnt import Learnt, from_json, shipped
from labeler.nlp.learning.linear import Linear


def drawn(rng: random.Random, rule: str, count: int, promise: float) -> list[tuple[str, float, bool]]:
    """Return suggestions of a rule that are right more or less often than their scores promise."""
    scores = [rng.uniform(0.3, 0.95) for _ in range(count)]
    return [(rule, score, rng.random() < min(1.0, score * promise)) for score in scores]


def one(kind: str = "speaker", rule: str = "names", score: float = 0.5, **more: str) -> Suggestion:
    return Suggestion(id="s", kind=kind, start=0, end=1, text="A", rule=rule, score=score, **more)  # type: ignore[arg-type]


def test_what_promises_too_much_is_taken_down() -> None:
    rng = random.Random(1)
    cases = drawn(rng, "bold", 400, 0.6) + drawn(rng, "shy", 400, 1.1)
    model = fit(cases)
    fresh = drawn(rng, "bold", 400, 0.6) + drawn(rng, "shy", 400, 1.1)
    right = [hit for *_, hit in fresh]
    before = reliability([score for _, score, _ in fresh], right)
    after = reliability([share(model, rule, score) for rule, score, _ in fresh], right)
    assert (after.error or 0) < 0.06 < (before.error or 0)
    assert (after.brier or 0) < (before.brier or 0)


def test_a_rule_that_was_seen_seldom_stays_near_its_kind() -> None:
    rng = random.Random(2)
    cases = drawn(rng, "often", 300, 1.0)
    model = fit([*cases, ("once", 0.9, False)])
    assert 0.7 < share(model, "once", 0.9) < share(model, "often", 0.9)
    assert share(model, "never", 0.9) == pytest.approx(share(model, "often", 0.9), abs=0.05)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 1), st.booleans()), max_size=30), st.floats(0, 1))
def test_shares_rise_with_scores(cases: list[tuple[str, float, bool]], score: float) -> None:
    model = fit(cases)
    shares = [share(model, "a", one) for one in (0.0, score / 2, score, 1.0)]
    assert shares == sorted(shares)
    assert all(0 <= one <= 1 for one in shares)
    assert fit(cases) == model


def test_kinds_without_numbers_keep_their_scores() -> None:
    weights = Learnt(PART, FEATURES, {"speaker": Linear({"slope": 1.0, "rule=names": 0.5}, 0.5)})
    given_ = [one(), one(rule="other"), one("boilerplate"), one("claim", attribution="author"), one("claim")]
    assert [kind_of(each) for each in given_[2:]] == ["boilerplate", "author", "attributed"]
    found = [each.score for each in Calibration(weights).applied(given_)]
    assert found == [pytest.approx(0.731, abs=1e-3), pytest.approx(0.622, abs=1e-3), 0.5, 0.5, 0.5]
    assert Calibration(NONE).applied(given_) == given_


def test_what_a_project_has_learnt_is_calibrated_there() -> None:
    weights = Learnt(PART, FEATURES, {"speaker": Linear({"slope": 1.0}, 0.5), "stance": Linear({"slope": 1.0}, 0.5)})
    given_ = [one(), one("stance")]
    assert [each.score for each in Calibration(weights, ["claim"]).applied(given_)] == [0.5, 0.622]
    assert [each.score for each in Calibration(weights, ["speaker", "stance"]).applied(given_)] == [0.5, 0.5]


def test_other_weights_are_refused() -> None:
    for weights in (Learnt("claim", FEATURES), Learnt(PART, FEATURES + 1)):
        with pytest.raises(ValueError, match="These weights are for"):
            Calibration(weights)


def test_what_ships_is_for_this_version() -> None:
    weights = shipped(PART)
    Calibration(weights)
    assert from_json(weights.as_json()) == weights
    assert all(model.weights["slope"] > 0 for model in weights.models.values())
