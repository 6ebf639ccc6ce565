from __future__ import annotations

import json

import pytest

from labeler.nlp.learning.learnt import Learnt, from_json
from labeler.nlp.learning.linear import Linear

LEARNT = Learnt("claim", 3, {"quality": Linear({"cue=say": 1.5, "ends=”": -0.25}, -2.0)}, {"threshold": 0.4})


def test_there_and_back() -> None:
    assert from_json(LEARNT.as_json()) == LEARNT


def test_equal_values_give_equal_text() -> None:
    turned = Learnt("claim", 3, {"quality": Linear({"ends=”": -0.25, "cue=say": 1.5}, -2.0)}, {"threshold": 0.4})
    assert turned.as_json() == LEARNT.as_json()


@pytest.mark.parametrize(
    "change",
    [
        {"part": ""},
        {"part": None},
        {"features": "1"},
        {"features": True},
        {"models": []},
        {"models": {"a": 1}},
        {"models": {"a": {"weights": {}}}},
        {"models": {"a": {"bias": 1, "weights": {"x": "1"}}}},
        {"models": {"a": {"bias": 1, "weights": {"x": True}}}},
        {"models": {"a": {"bias": 1, "weights": {"x": float("nan")}}}},
        {"models": {"a": {"bias": float("inf"), "weights": {}}}},
        {"models": {"a": {"bias": 10**400, "weights": {}}}},
        {"models": {"a": {"bias": 0, "weights": {"x": 1e300}}}},
        {"models": {"a": {"bias": 0, "weights": {"\ud800": 1}}}},
        {"models": {"\ud800": {"bias": 0, "weights": {}}}},
        {"numbers": None},
        {"numbers": {"x": None}},
    ],
)
def test_bad_weights_are_refused_with_a_sentence(change: dict[str, object]) -> None:
    table = json.loads(LEARNT.as_json()) | change
    with pytest.raises(ValueError, match=r"^The .*\.$"):
        from_json(json.dumps(table))


@pytest.mark.parametrize("text", ["", "[]", "null", "{", "[" * 100_000])
def test_what_is_no_table_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^The .*\.$"):
        from_json(text)
