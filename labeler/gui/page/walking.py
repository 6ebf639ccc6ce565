"""Where the keyboard goes from mark to mark: in reading order, down a stack, and to what is in sight."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from PySide6.QtWidgets import QWidget

from labeler.gui.page.geometry import Part
from labeler.gui.page.hits import HitText
from labeler.gui.page.marks import Mark, MarkKind
from labeler.gui.page.pointing import next_in, precedence
from labeler.gui.page.scene import drawn_in


class WalkingText(HitText):
    """A marked text that can be walked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shaft: tuple[str, int] = ("", 0)

    def go_to(self, mark_id: str) -> None:
        """Make a mark current, put the caret at its end and bring it into sight; an unknown id does nothing."""
        mark = self.index.mark(mark_id)
        if mark is not None:
            self.put_caret(mark.end)
            self.bring(*self.index.units(mark_id))
            self.set_current(mark_id)

    def next_label(self) -> bool:
        """Go to the next label in reading order, from the last to the first; False if there is none."""
        return self._walk(1, suggested=False)

    def previous_label(self) -> bool:
        """Go to the label before, from the first to the last; False if there is none."""
        return self._walk(-1, suggested=False)

    def next_suggestion(self) -> bool:
        """Go to the next open suggestion in reading order, from the last to the first; False if none is left."""
        return self._walk(1, suggested=True)

    def previous_suggestion(self) -> bool:
        """Go to the open suggestion before, from the first to the last; False if none is left."""
        return self._walk(-1, suggested=True)

    def deeper(self) -> bool:
        """Make the next mark at this place current, after the last the first; False if none is here. The view stays."""
        at = self._shaft_point()
        found = self.marks_at(at) or (self.marks_at(at - 1) if not self.current and at else [])
        if not found:
            return False
        mark = next_in(found, self.current)
        self.set_current(mark.id)
        self._shaft = (mark.id, at)
        return True

    def marks_at(self, point: int) -> list[Mark]:
        """Return the marks that hold the character at an offset, the one that is meant first: shorter before longer."""
        unit = self.map.to_units(point)
        number = self.document().findBlock(unit).blockNumber()
        found = [item.mark for item in self.index.items(number) if item.mark.start <= point < item.mark.end]
        return sorted(found, key=precedence)

    def speakers_in_sight(self) -> list[str]:
        """Return the ids of the speakers (labels) of which some is in sight, in reading order."""
        return self._in_sight("speaker")

    def claims_in_sight(self) -> list[str]:
        """Return the ids of the claims (labels) of which some is in sight, in reading order."""
        return self._in_sight("claim")

    def _in_sight(self, kind: MarkKind) -> list[str]:
        height = self.viewport().height()
        seen = {
            one.mark.id: one.mark.order
            for one in drawn_in(self.paragraphs(0, height), self.index)
            if one.mark.kind == kind and not one.mark.suggested and any(_shows(part, height) for part in one.parts)
        }
        return sorted(seen, key=seen.__getitem__)

    def _shaft_point(self) -> int:
        """Return the offset at which `deeper` looks: it stays the same while nothing else becomes current."""
        mark, caret = self.index.mark(self.current), self.caret()
        if mark is None:
            return caret
        if self._shaft[0] == mark.id:
            return self._shaft[1]
        return caret if mark.start <= caret < mark.end else mark.end - 1 if caret == mark.end else mark.start

    def _walk(self, step: int, *, suggested: bool) -> bool:
        order = self.index.order()
        mark = self.index.mark(self.current)
        # From the caret, a mark that begins right there comes first.
        here = (self.caret(), float("-inf"), "") if mark is None else mark.order
        at = bisect_left(order, here) if mark is None or step < 0 else bisect_right(order, here)
        for away in range(len(order)):
            place = at + away if step > 0 else at - 1 - away
            found = self.index.mark(order[place % len(order)][2])
            if found is not None and found.suggested == suggested and found.kind != "boilerplate":
                self.go_to(found.id)
                return True
        return False


def _shows(part: Part, height: int) -> bool:
    return part.rect.bottom() > 0 and part.rect.top() < height
