"""What the Review page shows, as values: the sides, what each of them said at a place, and how that was settled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from labeler.domain.labels import Kind
from labeler.domain.spans import Span, merged

# How many sides can be taken by a digit.
MOST_KEYS = 9
# So many characters of a label are told in lists and tooltips.
_LONGEST = 400
_INKS = ("annA", "annB", "annC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One annotator as the reviewer sees her: `name` is her letter's while names are hidden; `finished` a date."""

    annotator_id: str
    letter: str
    name: str
    finished: str = ""

    @property
    def place(self) -> int:
        """Where the side stands among the others, from 0."""
        return ord(self.letter) - ord("A")

    @property
    def ink(self) -> str:
        """The token of the side's colour; the letter always stands by it: of more than three, some share one."""
        return _INKS[self.place % len(_INKS)]

    @property
    def round(self) -> int:
        """How many sides before it have its colour: their lines are broken in another way."""
        return self.place // len(_INKS)


class Fact(NamedTuple):
    """One thing said of a label, in words, and whether another side says something else."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one side marked at a place: its extent, what she says of it, and that in one or two words (`tag`)."""

    side: int
    label_id: str
    span: Span
    facts: tuple[Fact, ...] = ()
    tag: str = ""

    @property
    def words(self) -> str:
        """What she says, on one line."""
        return " · ".join(fact.words for fact in self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a case was settled: in a word or two (`anna`, `neither`, `edited`), the side taken (None: none), and why."""

    words: str
    side: int | None = None
    how: str = "adjudicated"
    by: str = ""
    reason: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """Why a case is settled as it is: a code of the scheme, the reviewer's words, and a clause of the guidelines."""

    code: str = ""
    words: str = ""
    clause: str = ""


@dataclass(frozen=True, kw_only=True)
class Case:
    """One unit of the review; `kind` is "" where all agree, and then `number` is 0.

    `said` has a place for each side, None for one who marked nothing. `title` is what a screen reader hears first.
    """

    id: str
    number: int
    layer: Kind
    kind: str
    title: str
    said: tuple[Said | None, ...]
    brief: tuple[str, ...] = ()
    verdict: Verdict | None = None

    @property
    def marked(self) -> list[Said]:
        """What is marked, side by side."""
        return [one for one in self.said if one is not None]

    @property
    def open(self) -> bool:
        """Whether it is a disagreement that nobody has settled."""
        return bool(self.kind) and self.verdict is None

    @cached_property
    def union(self) -> list[Span]:
        """What any side marked, as disjoint spans in order."""
        return merged([one.span for one in self.marked])

    @cached_property
    def start(self) -> int:
        """Where it begins."""
        return min(one.span.start for one in self.marked)

    @cached_property
    def end(self) -> int:
        """Where it ends."""
        return max(one.span.end for one in self.marked)

    def common(self, sides: tuple[int, ...]) -> Span | None:
        """Return what all of these sides marked, None if one of them marked nothing or nothing is common."""
        spans = [None if said is None else said.span for said in (self.said[side] for side in sides)]
        found = [span for span in spans if span is not None]
        if len(found) < max(len(spans), 2):
            return None
        start, end = max(span.start for span in found), min(span.end for span in found)
        return Span(start, end) if start < end else None

    def words(self, text: str) -> str:
        """Return the words that the first side marked, on one line; of many, the first."""
        span = self.marked[0].span
        words = " ".join(text[span.start : min(span.end, span.start + _LONGEST)].split())
        return words if span.end - span.start <= _LONGEST else f"{words}…"
