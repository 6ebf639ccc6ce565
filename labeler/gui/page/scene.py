"""What is to be painted now: the marks in sight with their rectangles, and the state that changes how they look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from labeler.gui.look.tokens import Tokens
from labeler.gui.page.geometry import Paragraph, Part
from labeler.gui.page.index import Item, MarkIndex
from labeler.gui.page.marks import Mark


@dataclass(frozen=True, slots=True)
class Drawn:
    """A mark's pieces in sight, in a paragraph that begins at `at` (units).

    `first` and `last` say whether the mark's true ends are among them.
    """

    item: Item
    at: int
    parts: list[Part]
    first: bool
    last: bool

    @property
    def mark(self) -> Mark:
        """The mark."""
        return self.item.mark


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How the page stands: the current mark, the speaker that it is linked to, the hovered mark, and the modes."""

    current: str = ""
    linked: str = ""
    hovered: str = ""
    frozen: bool = False
    focused: bool = True
    letters: Mapping[str, str] = field(default_factory=dict[str, str])
    selection: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One painting. `s` scales lengths with the text, `ratio` is the screen's pixels a logical pixel."""

    look: Tokens
    s: float
    ratio: float
    tags: bool
    state: State
    drawn: list[Drawn]
    framed: list[Part]
    link: list[QPointF]

    def ink(self, token: str) -> QColor:
        """Return a token's colour."""
        return color(getattr(self.look, token))

    def crisp(self, length: float) -> float:
        """Return a coordinate moved to the next pixel of the screen."""
        return round(length * self.ratio) / self.ratio

    def strong(self, mark: Mark) -> bool:
        """Tell whether a mark is drawn as selected: the current one and the speaker that it is linked to."""
        return mark.id in {self.state.current, self.state.linked}


@lru_cache(maxsize=256)
def color(value: str) -> QColor:
    """Return a colour by its `#RRGGBB`; not to be changed."""
    return QColor(value)


def drawn_in(paragraphs: Iterable[Paragraph], index: MarkIndex) -> list[Drawn]:
    """Return the marks on the lines of the paragraphs, in the order of paragraphs, by start, longer first."""
    out: list[Drawn] = []
    for one in paragraphs:
        if not one.lines:
            continue
        low, high = one.lines[0].start, one.lines[-1].end
        for item in index.items_between(one.number, low, high):
            parts = one.parts(item.start, item.end)
            if parts:
                first = item.first and item.start >= parts[0].line.start
                last = item.last and item.end <= parts[-1].line.end
                out.append(Drawn(item, one.start, parts, first, last))
    return out
