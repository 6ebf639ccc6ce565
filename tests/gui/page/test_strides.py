from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.spans import Span
from labeler.gui.page.motion import back, forward
from labeler.gui.page.strides import Pieces, grown, paragraphs, sentences, shrunk

TEXT = "  One is here. Two, said Mr. Lind, follows!\r\n\r\n\u2028Three? Yes.  \n\n"
FOUND = ["One is here.", "Two, said Mr. Lind, follows!", "Three?", "Yes."]
BLOCKS = ["One is here. Two, said Mr. Lind, follows!", "Three? Yes."]
STARTS = [TEXT.index(words) for words in FOUND]
ENDS = [start + len(words) for start, words in zip(STARTS, FOUND, strict=True)]


def test_forward_and_back_stop_at_each_sentence() -> None:
    steps, here, seen = sentences(TEXT), 0, list[int]()
    while here < len(TEXT):
        here = forward(steps, here, here, extend=False)[1]
        seen.append(here)
    assert seen == [*STARTS, len(TEXT)]
    seen.clear()
    while here:
        here = back(steps, here, here, extend=False)[1]
        seen.append(here)
        if here == STARTS[0]:
            break
    assert seen == STARTS[::-1]
    assert back(steps, STARTS[0], STARTS[0], extend=False) == (0, 0)


def test_paragraphs_are_walked_from_words_to_words() -> None:
    steps = paragraphs(TEXT)
    first, second = (TEXT.index(words) for words in BLOCKS)
    assert [steps.after(0), steps.after(first), steps.after(second)] == [first, second, len(TEXT)]
    assert [steps.before(len(TEXT)), steps.before(second + 3), steps.before(second)] == [second, second, first]
    assert [steps.end_after(0), steps.end_after(first + len(BLOCKS[0]))] == [
        first + len(BLOCKS[0]),
        second + len(BLOCKS[1]),
    ]


def test_extending_takes_whole_sentences_and_gives_them_back() -> None:
    steps = sentences(TEXT)
    one = forward(steps, STARTS[0], STARTS[0], extend=True)
    two = forward(steps, *one, extend=True)
    assert [one, two] == [(STARTS[0], ENDS[0]), (STARTS[0], ENDS[1])]
    assert back(steps, *two, extend=True) == one
    last = back(steps, ENDS[3], ENDS[3], extend=True)
    assert back(steps, *last, extend=True) == (ENDS[3], STARTS[2])


def test_selecting_grows_by_one_and_shrinks_by_one() -> None:
    steps = sentences(TEXT)
    one = grown(steps, None, STARTS[0] + 5)
    two = grown(steps, one, 0)
    three = grown(steps, two, 0)
    assert [one, two, three] == [Span(STARTS[0], end) for end in ENDS[:3]]
    assert three is not None
    assert two is not None
    assert one is not None
    assert shrunk(steps, three) == two
    assert shrunk(steps, two) == one
    assert shrunk(steps, one) is None


def test_a_selection_inside_sentences_first_grows_to_all_of_them() -> None:
    steps = sentences(TEXT)
    assert grown(steps, Span(STARTS[0] + 4, STARTS[1] + 3), 0) == Span(STARTS[0], ENDS[1])
    assert grown(steps, Span(STARTS[3], ENDS[3]), 0) is not None
    assert grown(steps, None, len(TEXT)) is None


@pytest.mark.parametrize("make", [sentences, paragraphs])
@given(text=st.text("ab.!? \n\r\u2028\u00a0。", max_size=40), data=st.data())
def test_walking_always_gets_on_and_never_into_white_space(make: type[Pieces], text: str, data: st.DataObject) -> None:
    steps = make(text)
    here = data.draw(st.integers(0, len(text)))
    ahead, end, behind = steps.after(here), steps.end_after(here), steps.before(here)
    assert ahead > here or ahead == len(text)
    assert end > here or end == len(text)
    assert behind < here or behind == 0
    for at in (ahead, behind):
        assert at in {0, len(text)} or not text[at].isspace()
    whole = grown(steps, None, here)
    if whole is not None:
        assert whole.of(text) == whole.of(text).strip()
        more = grown(steps, whole, here)
        assert more is not None
        assert more.holds(whole)
