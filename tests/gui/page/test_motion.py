from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.spans import Span
from labeler.domain.words import Words
from labeler.gui.page.motion import back, dragged, forward, moved_edge

TEXT = 'He said: "We don\'t stop," U.S. firms, 3.5 %.'
WORDS = Words(TEXT)
PLACES = st.integers(0, len(TEXT))


def _words(ends: tuple[int, int] | None) -> str:
    assert ends is not None
    return TEXT[min(ends) : max(ends)]


def test_a_drag_takes_whole_words() -> None:
    start = TEXT.index("on't")
    assert _words(dragged(WORDS, TEXT, start, start + 7, exact=False)) == "don't stop"


def test_a_drag_backwards_leaves_the_caret_at_the_start() -> None:
    start = TEXT.index("on't")
    ends = dragged(WORDS, TEXT, start + 7, start, exact=False)
    assert ends is not None
    assert ends[0] > ends[1]
    assert _words(ends) == "don't stop"


def test_alt_takes_exact_characters_without_outer_white_space() -> None:
    start = TEXT.index("on't")
    assert _words(dragged(WORDS, TEXT, start, start + 5, exact=True)) == "on't"


@given(PLACES, PLACES, st.booleans())
def test_a_drag_never_begins_or_ends_in_white_space(anchor: int, here: int, exact: bool) -> None:
    ends = dragged(WORDS, TEXT, anchor, here, exact=exact)
    if ends is not None:
        assert _words(ends) == _words(ends).strip() != ""


@given(PLACES)
def test_forward_and_back_walk_all_words(here: int) -> None:
    ahead = forward(WORDS, here, here, extend=False)[1]
    assert ahead > here or ahead == len(TEXT)
    behind = back(WORDS, here, here, extend=False)[1]
    assert behind < here or behind == 0


def test_shift_extends_word_by_word_and_takes_back() -> None:
    at = TEXT.index("We")
    one = forward(WORDS, at, at, extend=True)
    two = forward(WORDS, *one, extend=True)
    assert [_words(one), _words(two)] == ["We", "We don't"]
    assert _words(back(WORDS, *two, extend=True)) == "We"
    nothing = back(WORDS, *one, extend=True)
    assert nothing[0] == nothing[1] == at


def test_shift_extends_backwards_and_takes_back() -> None:
    at = TEXT.index(" stop")
    one = back(WORDS, at, at, extend=True)
    two = back(WORDS, *one, extend=True)
    assert [_words(one), _words(two)] == ["don't", "We don't"]
    assert _words(forward(WORDS, *two, extend=True)) == "don't"


def test_edges_move_by_words_and_never_meet() -> None:
    span = Span(TEXT.index("We"), TEXT.index(" stop"))
    grown = moved_edge(WORDS, span, len(TEXT), 1, start=False, exact=False)
    assert grown.of(TEXT) == "We don't stop"
    assert moved_edge(WORDS, grown, len(TEXT), -1, start=False, exact=False) == span
    assert moved_edge(WORDS, span, len(TEXT), 1, start=True, exact=False).of(TEXT) == "don't"
    word = Span(TEXT.index("We"), TEXT.index("We") + 2)
    assert moved_edge(WORDS, word, len(TEXT), -1, start=False, exact=False) == word
    assert moved_edge(WORDS, word, len(TEXT), 1, start=True, exact=False) == word
    assert moved_edge(WORDS, word, len(TEXT), 1, start=False, exact=True).end == word.end + 1


@given(PLACES, st.integers(1, 20), st.sampled_from([1, -1]), st.booleans(), st.booleans())
def test_an_edge_stays_in_the_text(at: int, length: int, step: int, start: bool, exact: bool) -> None:
    first = min(at, len(TEXT) - 1)
    span = Span(first, min(first + length, len(TEXT)))
    moved = moved_edge(WORDS, span, len(TEXT), step, start=start, exact=exact)
    assert 0 <= moved.start < moved.end <= len(TEXT)
