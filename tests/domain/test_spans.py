import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.errors import LabelerError
from labeler.domain.spans import Cover, Span, check, iou, merged, trim

spans = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2)])
def test_no_span_is_empty_or_negative(start: int, end: int) -> None:
    with pytest.raises(LabelerError, match="no span"):
        Span(start, end)


@given(spans, spans)
def test_iou_is_that_of_the_sets_of_characters(a: Span, b: Span) -> None:
    one, two = set(range(a.start, a.end)), set(range(b.start, b.end))
    assert iou(a, b) == iou(b, a) == len(one & two) / len(one | two)
    assert a.overlaps(b) == bool(one & two)
    assert a.holds(b) == (two <= one)
    assert (a.gap(b) == 0) == (bool(one & two) or a.end == b.start or b.end == a.start)


@given(st.lists(spans))
def test_merged_spans_cover_the_same_characters_and_never_touch(some: list[Span]) -> None:
    out = merged(some)
    assert {i for span in out for i in range(span.start, span.end)} == {
        i for span in some for i in range(span.start, span.end)
    }
    assert all(left.end < right.start for left, right in itertools.pairwise(out))


@given(st.text(alphabet=" \u00a0\n\tab", min_size=1))
def test_trim_leaves_no_white_space_outside_and_loses_no_word(text: str) -> None:
    span = trim(Span(0, len(text)), text)
    assert ("" if span is None else span.of(text)) == text.strip()


def test_a_label_must_lie_in_the_text_and_hold_a_word() -> None:
    with pytest.raises(LabelerError, match="of a text of 5 characters"):
        check(Span(2, 9), "ab  c")
    with pytest.raises(LabelerError, match="white space"):
        check(Span(2, 4), "ab  c")
    assert check(Span(0, 2), "ab  c") == Span(0, 2)


@given(st.lists(spans, max_size=5), spans, st.integers(0, 95))
def test_a_cover_is_the_union_of_its_spans(many: list[Span], one: Span, point: int) -> None:
    cover = Cover(many)
    characters = {at for span in many for at in range(span.start, span.end)}
    assert cover.touches(one) == cover.overlaps(one.start, one.end) == any(one.overlaps(span) for span in many)
    assert cover.holds(point) == (point in characters)
