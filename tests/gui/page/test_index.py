from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from labeler.gui.page.index import MarkIndex
from labeler.gui.page.marks import Mark

STARTS = [0, 40, 41, 120]
UNITS = 200
KINDS = ("claim", "speaker", "stance", "boilerplate")


def _mark(number: int, kind: str, start: int, length: int, suggested: bool) -> Mark:
    return Mark(id=str(number), kind=kind, start=start, end=min(start + length, UNITS), suggested=suggested)


MARKS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, UNITS - 1), st.integers(1, 90), st.booleans()), max_size=30
).map(lambda rows: [_mark(number, *row) for number, row in enumerate(rows)])


def _filled(marks: list[Mark]) -> MarkIndex:
    index = MarkIndex(STARTS, UNITS)
    for mark in marks:
        index.put(mark, mark.start, mark.end)
    return index


@given(MARKS)
def test_no_two_of_a_lane_overlap_in_a_paragraph(marks: list[Mark]) -> None:
    index = _filled(marks)
    for number in range(len(STARTS)):
        by_lane: dict[int, int] = {}
        for item in index.items(number):
            if item.lane >= 0:
                assert item.start >= by_lane.get(item.lane, 0)
                by_lane[item.lane] = item.end


@given(MARKS, st.randoms())
def test_lanes_depend_on_the_marks_alone(marks: list[Mark], random: object) -> None:
    index = _filled(marks)
    shuffled = list(marks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = _filled(shuffled)
    for mark in shuffled[::2]:
        other.remove(mark.id)
        other.put(mark, mark.start, mark.end)
    assert [index.items(number) for number in range(4)] == [other.items(number) for number in range(4)]
    assert index.order() == other.order() == sorted(mark.order for mark in marks)


@given(MARKS)
def test_every_character_of_a_mark_is_in_a_paragraph_once(marks: list[Mark]) -> None:
    index = _filled(marks)
    for mark in marks:
        pieces = [
            (STARTS[number] + item.start, STARTS[number] + item.end, item)
            for number in range(len(STARTS))
            for item in index.items(number)
            if item.mark.id == mark.id
        ]
        assert pieces[0][0] == mark.start
        assert sum(item.first for *_, item in pieces) == 1
        assert all(end <= start for (_, end, _), (start, _, _) in pairwise(pieces))


def test_a_change_touches_only_its_paragraphs() -> None:
    index = _filled([_mark(1, "claim", 2, 10, False), _mark(2, "claim", 130, 10, False)])
    kept = index.items(3)
    index.items(0)
    index.put(_mark(3, "claim", 5, 10, False), 5, 15)
    assert index.items(3) is kept
    assert [item.lane for item in index.items(0)] == [0, 1]
    index.remove("1")
    assert [item.lane for item in index.items(0)] == [0]
    assert index.items(3) is kept


def test_a_claim_in_a_claim_is_nested_also_over_paragraphs() -> None:
    index = _filled(
        [_mark(1, "claim", 2, 160, False), _mark(2, "claim", 130, 10, False), _mark(3, "claim", 20, 5, True)]
    )
    assert {item.mark.id: item.nested for item in index.items(3)} == {"1": False, "2": True}
    assert {item.mark.id: item.nested for item in index.items(0)} == {"1": False, "3": False}


def test_removing_what_is_not_there_is_harmless() -> None:
    index = _filled([])
    index.remove("nobody")
    assert len(index) == 0
    assert index.mark("nobody") is None
