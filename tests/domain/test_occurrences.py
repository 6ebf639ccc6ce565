"""Where names occur: whole words, longest first, in any writing."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.occurrences import occurrences
from labeler.domain.spans import Span


def found(text: str, *names: str, taken: list[Span] | None = None) -> list[str]:
    return [span.of(text) for span in occurrences(text, names, taken or [])]


def test_the_longest_name_is_taken_once() -> None:
    text = "Ana Ruiz came. Ruiz sat. Ana left. Ana Ruiz Institute."
    assert found(text, "Ruiz", "Ana Ruiz", "Ana", "Ana Ruiz Institute") == [
        "Ana Ruiz", "Ruiz", "Ana", "Ana Ruiz Institute",
    ]  # fmt: skip
    assert found(text, "Ruiz", taken=[Span(0, 3), Span(15, 16)]) == ["Ruiz", "Ruiz"]
    assert found(text, "", "  ") == []


@pytest.mark.parametrize(
    ("text", "name", "times"),
    [
        ("Segal's plan, Segal’s, “Segal” (Segal).", "Segal", 4),
        ("Segals, Segal-backed, x@Segal.com, Segal_x", "Segal", 0),
        ("SEGAL SAYS: segal and Segal", "Segal", 2),
        ("The Scholar and the scholar, the Scholar", "the Scholar", 2),
        ("Ana\u00a0Ruiz, Ana  Ruiz, Ana\r\nRuiz, Ana\n\nRuiz", "Ana Ruiz", 3),
        ("O'Brien and O’Brien", "O’Brien", 2),
        ("Pelz-Sharpe and Pelz\u2011Sharpe", "Pelz-Sharpe", 2),
        ("Zoe\u0308 and Zo\u00eb, not Zo", "Zo\u00eb", 2),
        ("🚲 Ana 🚲Ana🚲", "Ana", 2),
        ("\u05d0\u05e0\u05d4, \u05d0\u05e0\u05d4!", "\u05d0\u05e0\u05d4", 2),
        ("C++ (really) C++", "C++ (really)", 1),
    ],
)
def test_a_name_is_found_as_whole_words(text: str, name: str, times: int) -> None:
    assert len(found(text, name)) == times


@given(st.text("ab A.-'’ \n\r🚲é"), st.lists(st.text("abA é’"), max_size=3), st.data())
def test_what_is_found_is_apart_and_not_taken(text: str, names: list[str], data: st.DataObject) -> None:
    points = st.integers(0, max(len(text) - 1, 0))
    taken = [Span(at, at + 1) for at in data.draw(st.lists(points, max_size=3))]
    spans = occurrences(text, names, taken)
    for before, after in pairwise(spans):
        assert before.end <= after.start
    assert all(not span.overlaps(other) and span.end <= len(text) for span in spans for other in taken)
    assert spans == [] or any(names)
