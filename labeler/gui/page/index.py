"""Where the marks stand, by paragraph, with their lanes; a change touches only its own paragraphs.

Positions are those of the document (UTF-16 units): they are computed once, when a mark is put.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable
from dataclasses import dataclass

from labeler.gui.page.marks import Mark

LANES = 3
_IN_LANES = frozenset({"claim", "stance"})


@dataclass(frozen=True, slots=True)
class Item:
    """A mark's part in one paragraph: `[start, end)` in units from the paragraph's start.

    `lane` counts from 0, -1 for what needs none; `nested` says that it lies in another claim of the same set; `first`
    and `last` that the mark begins and ends in this paragraph.
    """

    start: int
    end: int
    mark: Mark
    lane: int
    nested: bool
    first: bool
    last: bool


class MarkIndex:
    """The marks of one article."""

    def __init__(self, starts: list[int], units: int) -> None:
        self._starts = starts
        self._units = units
        self._marks: dict[str, tuple[int, int, Mark]] = {}
        self._by: dict[int, dict[str, tuple[int, int, Mark]]] = {}
        self._items: dict[int, list[Item]] = {}
        self._order: list[tuple[int, int, str]] | None = None

    def __len__(self) -> int:
        """Return the number of marks."""
        return len(self._marks)

    def __contains__(self, mark_id: str) -> bool:
        """Tell whether a mark of that id is there."""
        return mark_id in self._marks

    def mark(self, mark_id: str) -> Mark | None:
        """Return a mark by its id."""
        found = self._marks.get(mark_id)
        return None if found is None else found[2]

    def units(self, mark_id: str) -> tuple[int, int]:
        """Return a mark's `[start, end)` in the document."""
        start, end, _ = self._marks[mark_id]
        return start, end

    def marks(self) -> Iterable[Mark]:
        """Return all marks, in no particular order."""
        return (mark for _, _, mark in self._marks.values())

    def order(self) -> list[tuple[int, int, str]]:
        """Return (start, -end, id) of all marks in reading order, in code points."""
        if self._order is None:
            self._order = sorted(mark.order for mark in self.marks())
        return self._order

    def put(self, mark: Mark, start: int, end: int) -> None:
        """Add a mark at `[start, end)` of the document, in place of the one with its id."""
        self.remove(mark.id)
        entry = (start, end, mark)
        self._marks[mark.id] = entry
        if self._order is not None:
            insort(self._order, mark.order)
        for number in self._paragraphs(start, end):
            self._by.setdefault(number, {})[mark.id] = entry
            self._items.pop(number, None)

    def remove(self, mark_id: str) -> None:
        """Take a mark away; an unknown id is none."""
        found = self._marks.pop(mark_id, None)
        if found is None:
            return
        start, end, mark = found
        if self._order is not None:
            del self._order[bisect_right(self._order, mark.order) - 1]
        for number in self._paragraphs(start, end):
            del self._by[number][mark_id]
            self._items.pop(number, None)

    def items(self, number: int) -> list[Item]:
        """Return what stands in a paragraph, by start, longer first."""
        found = self._items.get(number)
        if found is None:
            found = self._items[number] = self._laid_out(number)
        return found

    def _paragraphs(self, start: int, end: int) -> range:
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, max(start, end - 1)) - 1
        return range(first, last + 1)

    def _laid_out(self, number: int) -> list[Item]:
        origin = self._starts[number]
        stop = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else self._units
        entries = sorted(self._by.get(number, {}).values(), key=lambda one: (one[0], -one[1], one[2].id))
        ends: list[int] = []
        reach = -1
        items: list[Item] = []
        for start, end, mark in entries:
            lane = _free_lane(ends, start, end) if mark.kind in _IN_LANES else -1
            nested = mark.kind == "claim" and not mark.suggested and end <= reach
            if mark.kind == "claim" and not mark.suggested:
                reach = max(reach, end)
            items.append(
                Item(
                    max(start, origin) - origin,
                    min(end, stop) - origin,
                    mark,
                    lane,
                    nested,
                    start >= origin,
                    end <= stop,
                )
            )
        return items


def _free_lane(ends: list[int], start: int, end: int) -> int:
    for lane, taken in enumerate(ends):
        if taken <= start:
            ends[lane] = end
            return lane
    ends.append(end)
    return len(ends) - 1
