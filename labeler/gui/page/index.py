"""Where the marks stand, by paragraph; a change touches only its own paragraphs.

Marks are found by code points; the positions of the document (UTF-16 units) are computed for what is looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterable
from operator import attrgetter

from labeler.domain.offsets import OffsetMap
from labeler.gui.page.lanes import LANES, Item, Row
from labeler.gui.page.marks import Mark

__all__ = ["LANES", "Item", "MarkIndex"]

_START = attrgetter("start")


class MarkIndex:
    """The marks of one article. `starts` are the beginnings of its paragraphs, in units."""

    def __init__(self, starts: list[int], bridge: OffsetMap) -> None:
        self._starts = [bridge.to_points(start) for start in starts]
        self._units = starts
        self._map = bridge
        self._marks: dict[str, Mark] = {}
        self._rows: dict[int, Row] = {}
        # Marks of paragraphs that nobody has looked at yet: most of a long text never is.
        self._coming: dict[int, list[Mark]] = {}
        self._order: list[tuple[int, int, str]] | None = None

    def __len__(self) -> int:
        """Return the number of marks."""
        return len(self._marks)

    def __contains__(self, mark_id: str) -> bool:
        """Tell whether a mark of that id is there."""
        return mark_id in self._marks

    def mark(self, mark_id: str) -> Mark | None:
        """Return a mark by its id."""
        return self._marks.get(mark_id)

    def units(self, mark_id: str) -> tuple[int, int]:
        """Return a mark's `[start, end)` in the document."""
        mark = self._marks[mark_id]
        return self._map.to_units(mark.start), self._map.to_units(mark.end)

    def marks(self) -> Iterable[Mark]:
        """Return all marks, in no particular order."""
        return self._marks.values()

    def order(self) -> list[tuple[int, int, str]]:
        """Return (start, -end, id) of all marks in reading order, in code points."""
        if self._order is None:
            self._order = sorted(mark.order for mark in self.marks())
        return self._order

    def put(self, mark: Mark) -> None:
        """Add a mark, in place of the one with its id."""
        if mark.id in self._marks:
            self.remove(mark.id)
        self._marks[mark.id] = mark
        if self._order is not None:
            insort(self._order, mark.order)
        for number in self._paragraphs(mark.start, mark.end):
            self._row(number).put(mark)

    def put_all(self, marks: Collection[Mark]) -> None:
        """Add many marks, in place of those with their ids."""
        self._order = None
        if not self._marks:
            self._begin({mark.id: mark for mark in marks})
            return
        known, starts, last = self._marks, self._starts, len(self._starts) - 1
        for mark in marks:
            mark_id, start, end = mark.id, mark.start, mark.end
            if mark_id in known:
                self.remove(mark_id)
            known[mark_id] = mark
            number = bisect_right(starts, start) - 1
            if number < last and end > starts[number + 1]:
                for one in self._paragraphs(start, end):
                    self._row(one).put(mark)
            else:
                self._row(number).put(mark)

    def remove(self, mark_id: str) -> None:
        """Take a mark away; an unknown id is none."""
        mark = self._marks.pop(mark_id, None)
        if mark is None:
            return
        if self._order is not None:
            del self._order[bisect_right(self._order, mark.order) - 1]
        for number in self._paragraphs(mark.start, mark.end):
            self._row(number).remove(mark_id)

    def items(self, number: int) -> list[Item]:
        """Return what stands in a paragraph, by start, longer first. Not to be changed."""
        return self._row(number).items() if self._holds(number) else []

    def items_between(self, number: int, low: int, high: int) -> list[Item]:
        """Return what touches `[low, high)` of a paragraph, in units from its start."""
        return self._row(number).between(low, high) if self._holds(number) else []

    def _begin(self, marks: dict[str, Mark]) -> None:
        """Take the first marks: by paragraph in one go, as tens of thousands come with an article."""
        self._marks = marks
        ordered = sorted(marks.values(), key=_START)
        starts = list(map(_START, ordered))
        self._rows.clear()
        coming = self._coming = dict[int, list[Mark]]()
        first, last = 0, len(self._starts) - 1
        for number in range(last + 1):
            after = self._starts[number + 1] if number < last else self._map.length + 1
            beyond = bisect_left(starts, after, first)
            if beyond == first:
                continue
            here = ordered[first:beyond]
            coming.setdefault(number, []).extend(here)
            first = beyond
            for mark in [mark for mark in here if mark.end > after]:
                for one in self._paragraphs(mark.start, mark.end)[1:]:
                    coming.setdefault(one, []).append(mark)

    def _holds(self, number: int) -> bool:
        return number in self._rows or number in self._coming

    def _row(self, number: int) -> Row:
        row = self._rows.get(number)
        if row is None:
            last = number + 1 == len(self._starts)
            after = self._map.length if last else self._starts[number + 1]
            length = (self._map.units if last else self._units[number + 1] - 1) - self._units[number]
            row = self._rows[number] = Row(self._starts[number], after, length, self._map)
            for mark in self._coming.pop(number, ()):
                row.put(mark)
        return row

    def _paragraphs(self, start: int, end: int) -> range:
        first = bisect_right(self._starts, start) - 1
        after = first + 1
        if after == len(self._starts) or end <= self._starts[after]:
            return range(first, after)
        return range(first, bisect_right(self._starts, end - 1))
