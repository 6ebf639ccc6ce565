"""What several people marked in one article: the values that agreement among people is measured on.

A unit is a label on the text's continuum. Offsets are code points of the article's text, end exclusive, without the
white space at the label's edges (`trimmed`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

GOLD = "gold"
UNSET = "(unset)"
"""The value of an attribute that was left undecided."""

_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class ClaimUnit(NamedTuple):
    """A claim. `source` is speaker, author, unstated or "" (undecided); `speaker` the id of its SpeakerUnit, or "".

    `aided`: the label came from a suggestion; `rule` names the suggestion's rule, "" without one. `attributes` are
    those of the scheme beyond type and attribution.
    """

    id: str
    start: int
    end: int
    type: str = ""
    attribution: str = ""
    source: str = ""
    speaker: str = ""
    aided: bool = False
    rule: str = ""
    attributes: Mapping[str, str] = _NO_ATTRIBUTES


class SpeakerUnit(NamedTuple):
    """A mention. `entity` tells who is meant ("" nobody yet): equal for two mentions of one entity; `name` is shown."""

    id: str
    start: int
    end: int
    entity: str = ""
    name: str = ""
    aided: bool = False
    rule: str = ""


class StanceUnit(NamedTuple):
    """A stance of a claim on a topic. Without a cue, `start` and `end` are -1."""

    id: str
    claim: str
    topic: str
    value: str
    start: int = -1
    end: int = -1
    aided: bool = False
    rule: str = ""


class RegionUnit(NamedTuple):
    """A part that is boilerplate."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSet:
    """One annotator's finished set of an article, empty ones included: nothing to mark is an answer.

    `shown` tells whether suggestions were shown, None where that is not known. `guidelines` is their version (0: not
    known), `month` the month in which the set was finished, `YYYY-MM`, "" where that is not known.
    """

    annotator: str
    claims: tuple[ClaimUnit, ...] = ()
    speakers: tuple[SpeakerUnit, ...] = ()
    stances: tuple[StanceUnit, ...] = ()
    boilerplate: tuple[RegionUnit, ...] = ()
    shown: bool | None = None
    guidelines: int = 0
    month: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleUnits:
    """One article with the finished sets of its annotators (each once), and its gold set if that is finished.

    `length` is the number of code points of the text, `words` of its words. `again` are further sets of annotators
    who labelled the same text more than once, for self-agreement; they count for nothing else.
    """

    key: str
    title: str = ""
    length: int
    words: int = 0
    sets: tuple[UnitSet, ...] = ()
    gold: UnitSet | None = None
    again: tuple[UnitSet, ...] = field(default=())


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the white space at its edges; the span itself if it holds nothing else."""
    words = text[start:end].strip()
    if not words or len(words) == end - start:
        return start, end
    lead = len(text[start:end]) - len(text[start:end].lstrip())
    return start + lead, start + lead + len(words)
