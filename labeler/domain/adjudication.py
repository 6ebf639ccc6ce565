"""What a reviewer decides: a whole frame, taken from one side, edited, or none; with a reason and a clause.

What was decided stands in an `adjudication` row as JSON text; here it is read and written.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any, Literal, TypeAlias

from labeler.domain.ids import derived_id
from labeler.domain.journal import canonical
from labeler.domain.labels import Kind, Source

How: TypeAlias = Literal["unanimous", "majority", "adjudicated"]
LONGEST_REASON = 2000
# What stands in so many rows is kept read: all settlements of an article are looked at for each that is made.
_KEPT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedSpeaker:
    """A mention: its extent in code points, and the entry of the registry that is meant, None for nobody yet.

    `label` is the id of the annotator's label that it was taken from, "" if a reviewer marked it.
    """

    start: int
    end: int
    entity_id: str | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedStance:
    """A stance of a frame; without a cue `start` and `end` are None. `label` is what it was taken from, or ""."""

    topic: str
    value: str
    start: int | None = None
    end: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EditedFrame:
    """What gold is to hold for one item, in the words of the item's layer.

    A claim has all of it: `speaker` if and only if `source` is `speaker`. A speaker has its extent and `entity_id`,
    boilerplate its extent alone, and the cue of a stance its extent, both None where the stance is to have no cue.
    `attributes` is JSON text of the scheme's further attributes of a claim; `repeats` is the id of the claim that it
    repeats, an annotator's, "" for none.
    """

    start: int | None
    end: int | None
    type: str = ""
    attribution: str = ""
    source: Source = ""
    speaker: EditedSpeaker | None = None
    stances: tuple[EditedStance, ...] = ()
    entity_id: str | None = None
    attributes: str = "{}"
    repeats: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A label that was compared: whose, its id, and a digest of what it said."""

    annotator_id: str
    label_id: str
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What an adjudication took.

    `annotator_id` is whose label was taken, "" where none was, or where the reviewer edited; `frame` is what gold holds
    for it, None for nothing. `kind` is the kind of disagreement that was settled, "" for none. `way` says how it was
    settled in words that can be counted (`shorter`, `longer`, `marked`, `left out`, `edited`, `by:ID` …). `gold` is
    the id of the gold label, "" for nothing and for a cue; `mention` the id of the gold speaker that a claim links to.
    `along` is the claim item that a cue belongs to, or with which a speaker was settled; "" if it was on its own.
    """

    layer: Kind
    kind: str = ""
    topic: str = ""
    annotator_id: str = ""
    frame: EditedFrame | None = None
    way: str = ""
    gold: str = ""
    mention: str = ""
    along: str = ""

    @property
    def labels(self) -> frozenset[str]:
        """The ids of all gold labels that it may stand for."""
        stances = () if self.frame is None else (stance_id(self.gold, one.topic) for one in self.frame.stances)
        return frozenset({self.gold, self.mention, *stances}) - {""}


def stance_id(claim_id: str, topic: str) -> str:
    """Return the id of the stance of a gold claim on a topic."""
    return derived_id("gold stance", claim_id, topic)


def taken_text(taken: Taken) -> str:
    """Return what was taken as canonical JSON text, for the column `taken`."""
    return canonical(asdict(taken))


@lru_cache(maxsize=_KEPT)
def taken_of(text: str) -> Taken | None:
    """Return what a column `taken` holds; None for text that another program wrote."""
    try:
        table: dict[str, Any] = json.loads(text)
        given = table.pop("frame")
        return Taken(**table, frame=None if given is None else _frame(given))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def compared_text(compared: Sequence[Compared]) -> str:
    """Return the labels that were compared as canonical JSON text, for the column `sources`."""
    return canonical([[one.annotator_id, one.label_id, one.digest] for one in compared])


@lru_cache(maxsize=_KEPT)
def compared_of(text: str) -> tuple[Compared, ...]:
    """Return what a column `sources` holds; nothing for text that another program wrote."""
    try:
        found: list[list[str]] = json.loads(text)
        return tuple(Compared(annotator_id=who, label_id=label, digest=digest) for who, label, digest in found)
    except (ValueError, TypeError):
        return ()


def sides_text(annotator_ids: Sequence[str]) -> str:
    """Return the order in which sides were shown as JSON text, for the column `sides`."""
    return canonical(list(annotator_ids))


def sides_of(text: str) -> tuple[str, ...]:
    """Return the annotators of a column `sides`; nothing for text that another program wrote."""
    try:
        return tuple(str(one) for one in json.loads(text))
    except (ValueError, TypeError):
        return ()


def reason_of(code: str, text: str = "") -> str:
    """Return a reason as stored: a code of the scheme, words of the reviewer's own, or `CODE: words`."""
    return ": ".join(part for part in (code, text.strip()) if part)


def reason_parts(reason: str, codes: Sequence[str]) -> tuple[str, str]:
    """Return the code of a stored reason ("" without one of these) and the reviewer's own words."""
    code, _, words = reason.partition(":")
    return (code, words.strip()) if code in codes else ("", reason)


def _frame(table: Mapping[str, Any]) -> EditedFrame:
    speaker = table["speaker"]
    rest: dict[str, Any] = {name: value for name, value in table.items() if name not in {"speaker", "stances"}}
    return EditedFrame(
        speaker=None if speaker is None else EditedSpeaker(**speaker),
        stances=tuple(EditedStance(**one) for one in table["stances"]),
        **rest,
    )
