from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.offsets import OffsetMap
from labeler.gui.page.index import LANES, Item, MarkIndex
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
    index = MarkIndex(STARTS, OffsetMap("x" * UNITS))
    for mark in marks:
        index.put(mark)
    return index


def _naive(marks: list[Mark], number: int) -> list[Item]:
    """Return a paragraph's items as the rules say, all laid out anew: any number of lanes, cut at the last drawn."""
    origin, stop = STARTS[number], STARTS[number + 1] - 1 if number + 1 < len(STARTS) else UNITS
    after = STARTS[number + 1] if number + 1 < len(STARTS) else UNITS
    there = sorted((mark for mark in marks if mark.start < after and mark.end > origin), key=lambda mark: mark.order)
    lanes: list[list[Mark]] = []
    items: list[Item] = []
    for at, mark in enumerate(there):
        lane = -1
        if mark.kind in {"claim", "stance"}:
            free = (n for n, held in enumerate(lanes) if all(one.end <= mark.start for one in held))
            lane = next(free, len(lanes))
            lanes += [[]] if lane == len(lanes) else []
            lanes[lane].append(mark)
        nested = any(
            one.kind == mark.kind == "claim" and not one.suggested and not mark.suggested and one.end >= mark.end
            for one in there[:at]
        )
        begin, end = max(mark.start, origin) - origin, min(mark.end, stop) - origin
        items.append(
            Item(begin, end, mark, min(lane, LANES), nested, first=mark.start >= origin, last=mark.end <= after)
        )
    return items


CHANGES = st.lists(st.tuples(st.integers(0, 29), st.booleans()), max_size=40)


@given(MARKS, CHANGES, st.integers(0, 3))
def test_what_is_kept_up_is_what_laying_out_all_anew_gives(
    marks: list[Mark], changes: list[tuple[int, bool]], looked: int
) -> None:
    index = MarkIndex(STARTS, OffsetMap("x" * UNITS))
    known = {mark.id: mark for mark in marks}
    there: dict[str, Mark] = {}
    for at, (number, gone) in enumerate([(n, False) for n in range(len(marks))] + changes):
        mark = known.get(str(number))
        if gone:
            index.remove(str(number))
            there.pop(str(number), None)
        elif mark is not None:
            index.put(mark)
            there[mark.id] = mark
        if at % 4 >= looked:
            index.items(at % len(STARTS))  # from now on it is kept up
    for number in range(len(STARTS)):
        wanted = _naive(list(there.values()), number)
        assert index.items(number) == wanted
        for low, high in ((0, 5), (3, 30), (20, 200)):
            between = [item for item in wanted if item.start < high and item.end > low]
            assert index.items_between(number, low, high) == between
    assert index.order() == sorted(mark.order for mark in there.values())


def test_a_change_in_a_long_paragraph_lays_out_what_it_touches_alone() -> None:
    index = MarkIndex([0], OffsetMap("x" * 100_000))
    for number in range(1000):
        index.put(_long(number, 100 * number, 150))
        index.put(_long(5000 + number, 100 * number + 10, 30))
    index.remove("0400")
    index.remove("0600")
    before = list(index.items(0))
    index.put(_long(9999, 50_100, 20))
    after = index.items(0)
    kept = {id(item) for item in before}
    laid_out = [item for item in after if id(item) not in kept]
    assert len(after) == len(before) + 1
    assert laid_out
    assert all(40_000 <= item.start < 60_200 for item in laid_out)


def _long(number: int, start: int, length: int) -> Mark:
    return Mark(id=f"{number:04d}", kind="claim", start=start, end=start + length)


@given(MARKS)
def test_no_two_of_a_lane_overlap_in_a_paragraph(marks: list[Mark]) -> None:
    index = _filled(marks)
    for number in range(len(STARTS)):
        by_lane: dict[int, int] = {}
        for item in index.items(number):
            if 0 <= item.lane < LANES:
                assert item.start >= by_lane.get(item.lane, 0)
                by_lane[item.lane] = item.end


@given(MARKS, st.randoms())
def test_lanes_depend_on_the_marks_alone(marks: list[Mark], random: object) -> None:
    index = _filled(marks)
    shuffled = list(marks)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = MarkIndex(STARTS, OffsetMap("x" * UNITS))
    other.put_all(shuffled)
    other.put_all(shuffled[1::2])
    for mark in shuffled[::2]:
        other.remove(mark.id)
        other.put(mark)
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
    index.put(_mark(3, "claim", 5, 10, False))
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
