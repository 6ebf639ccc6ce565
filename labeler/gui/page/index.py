"""Where the marks stand, by paragraph; a change touches only its own paragraphs.

Positions are those of the document (UTF-16 units): they are computed once, when a mark is put.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable

from labeler.gui.page.lanes import LANES, Entry, Item, Row
from labeler.gui.page.marks import Mark

__all__ = ["LANES", "Item", "MarkIndex"]


class MarkIndex:
    """The marks of one article."""

    def __init__(self, starts: list[int], units: int) -> None:
        self._starts = starts
        self._units = units
        self._marks: dict[str, Entry] = {}
        self._rows: dict[int, Row] = {}
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
        if mark.id in self._marks:
            self.remove(mark.id)
        entry = (start, end, mark)
        self._marks[mark.id] = entry
        if self._order is not None:
            insort(self._order, mark.order)
        for number in self._paragraphs(start, end):
            row = self._rows.get(number)
            if row is None:
                row = self._row(number)
            row.put(entry)

    def remove(self, mark_id: str) -> None:
        """Take a mark away; an unknown id is none."""
        found = self._marks.pop(mark_id, None)
        if found is None:
            return
        start, end, mark = found
        if self._order is not None:
            del self._order[bisect_right(self._order, mark.order) - 1]
        for number in self._paragraphs(start, end):
            self._rows[number].remove(mark_id)

    def items(self, number: int) -> list[Item]:
        """Return what stands in a paragraph, by start, longer first. Not to be changed."""
        row = self._rows.get(number)
        return [] if row is None else row.items()

    def items_between(self, number: int, low: int, high: int) -> list[Item]:
        """Return what touches `[low, high)` of a paragraph, in units from its start."""
        row = self._rows.get(number)
        return [] if row is None else row.between(low, high)

    def _row(self, number: int) -> Row:
        stop = self._starts[number + 1] - 1 if number + 1 < len(self._starts) else self._units
        row = self._rows[number] = Row(self._starts[number], stop)
        return row

    def _paragraphs(self, start: int, end: int) -> range:
        first = bisect_right(self._starts, start) - 1
        after = first + 1
        if after == len(self._starts) or end <= self._starts[after]:
            return range(first, after)
        return range(first, bisect_right(self._starts, end - 1))
