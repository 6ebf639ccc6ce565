from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.agreement.report import Row
from labeler.gui.agreement import words


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.874, ".87"),
        (1.0, "1.00"),
        (0.0, ".00"),
        (0.999, ">.99"),
        (0.995, ">.99"),
        (0.9949, ".99"),
        (-0.12, "−.12"),
        (-0.001, ".00"),
        (-1.0, "−1.00"),
        (None, "undef."),
    ],
)
def test_a_figure_is_told_with_two_decimals_and_never_as_more_than_it_is(value: float | None, told: str) -> None:
    assert words.figure(value) == told


def test_an_interval_with_a_negative_end_is_told_without_a_dash() -> None:
    assert words.interval(0.84, 0.904) == ".84–.90"
    assert words.interval(-0.05, 0.1) == "−.05 to .10"
    assert words.interval(0.9, 0.998) == ".90–1.00"
    assert not words.interval(None, None)


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12).filter(any))
def test_shares_add_up_to_a_hundred(counts: list[int]) -> None:
    told = [int(one.removesuffix(" %")) for one in words.whole_shares(counts)]
    assert sum(told) == 100
    total = sum(counts)
    assert all(abs(one - 100 * count / total) < 1 for one, count in zip(told, counts, strict=True))


def test_shares_of_nothing_are_dashes() -> None:
    assert words.whole_shares([0, 0]) == ["—", "—"]


def test_every_measure_is_named_and_explained() -> None:
    for measure in (
        *("f1_exact", "f1_overlap", "f1_characters", "u_alpha", "bar_u_alpha", "cu_alpha", "ku_alpha", "observed"),
        *("alpha_nominal", "alpha_ordinal", "kappa", "ac1", "conditional", "b3", "precision", "recall"),
    ):
        row = Row("claim", measure, category="factual" if measure == "ku_alpha" else "")
        assert "_" not in words.measure_name(row)
        assert words.explained(row)
    for layer in ("link", "frame"):
        assert words.explained(Row(layer, "f1"))
        assert words.measure_name(Row(layer, "f1")) != "f1"


def test_what_nobody_named_is_told_as_it_is() -> None:
    assert words.attribute_name("certainty") == "Certainty"
    assert words.reason_words("some_new_reason") == "some new reason"
    assert words.layer_name("other") == "other"
