"""The marks of one paragraph in reading order, each with the lane of its line.

Lanes are given out greedily: by start, longer first, the lowest that is free. Where nothing reaches over a place, what
comes after it does not depend on what came before: so a change lays out no more than the marks that touch each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TypeAlias

from labeler.domain.offsets import OffsetMap
from labeler.gui.page.marks import Mark

LANES = 3
_IN_LANES = frozenset({"claim", "stance"})

_Key: TypeAlias = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Item:
    """A mark's part in one paragraph: `[start, end)` in units of the document from the paragraph's start.

    `lane` counts from 0, `LANES` stands for all below the last that is drawn, -1 for what needs none; `nested` says
    that it lies in another claim of the same set; `first` and `last` that the mark begins and ends in this paragraph.
    """

    start: int
    end: int
    mark: Mark
    lane: int
    nested: bool
    first: bool
    last: bool


class Row:
    """One paragraph: the code points from `origin` to where the next one begins; `length` is without its end, in units.

    It is laid out when it is looked at, and kept up from then on.
    """

    def __init__(self, origin: int, after: int, length: int, bridge: OffsetMap) -> None:
        self._origin = origin
        self._after = after
        self._length = length
        self._map = bridge
        self._marks: dict[str, Mark] = {}
        self._keys: list[_Key] = []
        self._items: list[Item] = []
        # Whether nothing in a lane reaches over an item's start; how far anything before it and itself reaches.
        self._fresh: list[bool] = []
        self._reach: list[int] = []
        self._known = False

    def put(self, mark: Mark) -> None:
        """Add a mark that is not there."""
        self._marks[mark.id] = mark
        if self._known:
            at = bisect_left(self._keys, mark.order)
            self._keys.insert(at, mark.order)
            self._items.insert(at, _NOBODY)
            self._fresh.insert(at, False)
            self._reach.insert(at, 0)
            self._lay_out(self._begin(at), at + 1, mark.end)

    def remove(self, mark_id: str) -> None:
        """Take away a mark that is there."""
        mark = self._marks.pop(mark_id)
        if self._known:
            at = bisect_left(self._keys, mark.order)
            begin = self._begin(at)
            for column in (self._keys, self._items, self._fresh, self._reach):
                del column[at]
            self._lay_out(begin, at, mark.end)

    def items(self) -> list[Item]:
        """Return what stands here, by start, longer first. Not to be changed."""
        if not self._known:
            self._known = True
            self._keys = sorted(mark.order for mark in self._marks.values())
            self._items = [_NOBODY] * len(self._keys)
            self._fresh = [False] * len(self._keys)
            self._reach = [0] * len(self._keys)
            self._lay_out(0, len(self._keys), self._after)
        return self._items

    def between(self, low: int, high: int) -> list[Item]:
        """Return what touches `[low, high)`, in units from the paragraph's start."""
        items = self.items()
        first = self._map.to_points(self._map.to_units(self._origin) + low)
        begin = bisect_right(self._reach, first)
        found: list[Item] = []
        for at in range(begin, len(items)):
            item = items[at]
            if item.start >= high:
                break
            if item.end > low:
                found.append(item)
        return found

    def _begin(self, at: int) -> int:
        """Return the last place not after one where nothing reaches over from before."""
        at -= 1
        while at > 0 and not self._fresh[at]:
            at -= 1
        return max(at, 0)

    def _lay_out(self, begin: int, least: int, until: int) -> None:
        """Give lanes from a fresh place on: at least `least` items, and on to where nothing is changed any more."""
        ends = [-1] * LANES
        claimed = reached = -1
        widest = self._reach[begin - 1] if begin else -1
        for at in range(begin, len(self._keys)):
            start, minus_end, mark_id = self._keys[at]
            end, mark = -minus_end, self._marks[mark_id]
            fresh = reached <= start
            widest = max(widest, end)
            if at >= least and start >= until and fresh and self._fresh[at] and self._reach[at] == widest:
                break
            if fresh:
                ends = [-1] * LANES
            lane = -1
            if mark.kind in _IN_LANES:
                lane = next((number for number, taken in enumerate(ends) if taken <= start), LANES)
                if lane < LANES:
                    ends[lane] = end
                reached = max(reached, end)
            labelled = mark.kind == "claim" and not mark.suggested
            self._items[at] = self._item(mark, lane, nested=labelled and end <= claimed)
            if labelled:
                claimed = max(claimed, end)
            self._fresh[at], self._reach[at] = fresh, widest

    def _item(self, mark: Mark, lane: int, *, nested: bool) -> Item:
        origin = self._map.to_units(self._origin)
        start = self._map.to_units(max(mark.start, self._origin)) - origin
        end = min(self._map.to_units(min(mark.end, self._after)) - origin, self._length)
        return Item(start, end, mark, lane, nested, mark.start >= self._origin, mark.end <= self._after)


_NOBODY = Item(0, 0, Mark(id="", kind="claim", start=0, end=0), -1, nested=False, first=False, last=False)
