"""The labels of an annotation set: claims, speakers, stances, boilerplate regions.

Field names are those of the tables and of the dataset form. `start` and `end` are code points of the article's
text, end exclusive, and `text` is always `article.text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from labeler.domain.spans import Span

Kind: TypeAlias = Literal["claim", "speaker", "stance", "boilerplate"]
Source: TypeAlias = Literal["speaker", "author", "unstated", ""]
Origin: TypeAlias = Literal["manual", "accepted", "edited", "imported", "adjudicated", "suggested"]

KINDS: tuple[Kind, ...] = ("claim", "speaker", "stance", "boilerplate")
SOURCES: tuple[Source, ...] = ("speaker", "author", "unstated", "")
ORIGINS: tuple[Origin, ...] = ("manual", "accepted", "edited", "imported", "adjudicated", "suggested")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A span that states a proposition; with its source and stances it is a frame.

    `source` "" is undecided; `speaker_id` names a speaker of the same set if and only if `source` is `speaker`.
    `repeats` names another claim of the same set whose proposition this one repeats (a headline, a pull quote); that
    one repeats nothing itself. `attributes` is JSON text of the scheme's further attributes.
    """

    id: str
    set_id: str
    start: int
    end: int
    text: str
    type: str = ""
    attribution: str = ""
    source: Source = ""
    speaker_id: str | None = None
    repeats: str | None = None
    unsure: bool = False
    note: str = ""
    origin: Origin = "manual"
    score: float = 0.0
    rule: str = ""
    attributes: str = "{}"

    @property
    def span(self) -> Span:
        """The extent in code points."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A span that names the source of claims; refers to one entity of the registry, or to none yet."""

    id: str
    set_id: str
    start: int
    end: int
    text: str
    entity_id: str | None = None
    unsure: bool = False
    note: str = ""
    origin: Origin = "manual"
    score: float = 0.0
    rule: str = ""
    attributes: str = "{}"

    @property
    def span(self) -> Span:
        """The extent in code points."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What a claim's source holds on a topic; the cue (`start`, `end`, `text`) may be absent: None, None, ""."""

    id: str
    set_id: str
    claim_id: str
    topic: str
    value: str
    start: int | None = None
    end: int | None = None
    text: str = ""
    unsure: bool = False
    note: str = ""
    origin: Origin = "manual"
    score: float = 0.0
    rule: str = ""
    attributes: str = "{}"

    @property
    def cue(self) -> Span | None:
        """The extent of the cue in code points, None without one."""
        return None if self.start is None or self.end is None else Span(self.start, self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """Boilerplate: a part of the file that is not the article."""

    id: str
    set_id: str
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """The extent in code points."""
        return Span(self.start, self.end)


Label: TypeAlias = Claim | Speaker | Stance | Region
