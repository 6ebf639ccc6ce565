"""The labels of a set as agreement is measured on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from labeler.agreement.units import ClaimUnit, RegionUnit, SpeakerUnit, StanceUnit, UnitSet, trimmed
from labeler.domain.labels import Claim, Origin, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.sets import AnnotationSet

_TAKEN: frozenset[Origin] = frozenset({"accepted", "edited", "suggested"})


def unit_set(  # noqa: PLR0917  one a kind of label
    text: str,
    annotator: str,
    one: AnnotationSet,
    claims: Iterable[Claim],
    speakers: Iterable[Speaker],
    stances: Iterable[Stance],
    regions: Iterable[Region],
    entities: Mapping[str, Entity],
) -> UnitSet:
    """Return a set's labels as units, without the white space at their edges.

    `annotator` is the name under which they are compared; `entities` maps what speakers name to the entry that stands
    for it after merges.
    """
    return UnitSet(
        annotator=annotator,
        claims=tuple(_claim(label, text) for label in claims),
        speakers=tuple(_speaker(label, text, entities) for label in speakers),
        stances=tuple(_stance(label, text) for label in stances),
        boilerplate=tuple(RegionUnit(label.id, *trimmed(text, label.start, label.end)) for label in regions),
        shown=one.suggestions == "shown",
        guidelines=one.guidelines_version,
        month=one.finished[:7],
    )


def _claim(label: Claim, text: str) -> ClaimUnit:
    start, end = trimmed(text, label.start, label.end)
    return ClaimUnit(
        id=label.id,
        start=start,
        end=end,
        type=label.type,
        attribution=label.attribution,
        source=label.source,
        speaker=label.speaker_id or "",
        aided=label.origin in _TAKEN,
        rule=label.rule,
        attributes=further_attributes(label.attributes),
    )


def _speaker(label: Speaker, text: str, entities: Mapping[str, Entity]) -> SpeakerUnit:
    start, end = trimmed(text, label.start, label.end)
    entity = entities.get(label.entity_id or "")
    return SpeakerUnit(
        id=label.id,
        start=start,
        end=end,
        entity=(label.entity_id or "") if entity is None else entity.id,
        name="" if entity is None else entity.name,
        aided=label.origin in _TAKEN,
        rule=label.rule,
    )


def _stance(label: Stance, text: str) -> StanceUnit:
    start, end = (-1, -1) if label.start is None or label.end is None else trimmed(text, label.start, label.end)
    aided = label.origin in _TAKEN
    return StanceUnit(label.id, label.claim_id, label.topic, label.value, start, end, aided, label.rule)


def further_attributes(text: str) -> dict[str, str]:
    """Return the scheme's further attributes of a claim; nothing for text that holds none."""
    if text in {"", "{}"}:
        return {}
    try:
        table: object = json.loads(text)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in table.items()} if isinstance(table, dict) else {}
