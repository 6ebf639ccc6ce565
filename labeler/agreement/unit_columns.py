"""The labels of a set as columns: what a corpus is built of, without a value for every label on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from labeler.agreement.units import ClaimUnit, RegionUnit, SpeakerUnit, StanceUnit, UnitSet


class ClaimColumns(NamedTuple):
    """The fields of ClaimUnit, each of all claims."""

    id: Sequence[str] = ()
    start: Sequence[int] = ()
    end: Sequence[int] = ()
    type: Sequence[str] = ()
    attribution: Sequence[str] = ()
    source: Sequence[str] = ()
    speaker: Sequence[str] = ()
    aided: Sequence[bool] = ()
    rule: Sequence[str] = ()
    attributes: Sequence[Mapping[str, str]] = ()


class SpeakerColumns(NamedTuple):
    """The fields of SpeakerUnit, each of all mentions."""

    id: Sequence[str] = ()
    start: Sequence[int] = ()
    end: Sequence[int] = ()
    entity: Sequence[str] = ()
    name: Sequence[str] = ()
    aided: Sequence[bool] = ()
    rule: Sequence[str] = ()


class StanceColumns(NamedTuple):
    """The fields of StanceUnit, each of all stances."""

    id: Sequence[str] = ()
    claim: Sequence[str] = ()
    topic: Sequence[str] = ()
    value: Sequence[str] = ()
    start: Sequence[int] = ()
    end: Sequence[int] = ()
    aided: Sequence[bool] = ()
    rule: Sequence[str] = ()


class RegionColumns(NamedTuple):
    """The fields of RegionUnit, each of all parts."""

    id: Sequence[str] = ()
    start: Sequence[int] = ()
    end: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetColumns:
    """What a UnitSet is, with its labels as columns."""

    annotator: str
    claims: ClaimColumns = field(default=ClaimColumns())
    speakers: SpeakerColumns = field(default=SpeakerColumns())
    stances: StanceColumns = field(default=StanceColumns())
    boilerplate: RegionColumns = field(default=RegionColumns())
    shown: bool | None = None
    guidelines: int = 0
    month: str = ""


def columns_of(one: UnitSet) -> SetColumns:
    """Return a set as columns."""
    return SetColumns(
        annotator=one.annotator,
        claims=ClaimColumns(*zip(*one.claims, strict=True)),
        speakers=SpeakerColumns(*zip(*one.speakers, strict=True)),
        stances=StanceColumns(*zip(*one.stances, strict=True)),
        boilerplate=RegionColumns(*zip(*one.boilerplate, strict=True)),
        shown=one.shown,
        guidelines=one.guidelines,
        month=one.month,
    )


def units_of(one: SetColumns) -> UnitSet:
    """Return columns as a set, label by label."""
    return UnitSet(
        annotator=one.annotator,
        claims=tuple(map(ClaimUnit._make, zip(*one.claims, strict=True))),
        speakers=tuple(map(SpeakerUnit._make, zip(*one.speakers, strict=True))),
        stances=tuple(map(StanceUnit._make, zip(*one.stances, strict=True))),
        boilerplate=tuple(map(RegionUnit._make, zip(*one.boilerplate, strict=True))),
        shown=one.shown,
        guidelines=one.guidelines,
        month=one.month,
    )
