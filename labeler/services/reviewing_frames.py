"""Frames that are compared, and frames that a reviewer puts together."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from labeler.agreement.units import trimmed
from labeler.domain.adjudication import EditedFrame, EditedSpeaker, EditedStance
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.labels import SOURCES
from labeler.domain.registry import Entity
from labeler.domain.scheme import Scheme
from labeler.domain.spans import Span, check
from labeler.formats import strict_json
from labeler.services.agreement_units import further_attributes
from labeler.services.projects import scheme_of
from labeler.services.registry import NO_ENTITY
from labeler.services.reviewing_state import Reviewed
from labeler.services.reviewing_values import Item
from labeler.services.reviewing_work import ReviewWork
from labeler.services.work import NOT_IN_SCHEME

BAD_FRAME = sentence("bad_frame", "The frame can't be stored: {fault}.")


def same_frame(state: Reviewed, item: Item, annotator_id: str) -> Hashable:
    """Return what sides of an item share if and only if they agree on it; None for nothing marked."""
    side = state.sides[annotator_id]
    label = item.labels.get(annotator_id, "")
    frame = side.frame(item.layer, label)
    if frame is None:
        return None
    extent = _trimmed(state, frame.start, frame.end)
    if item.layer == "speaker":
        return extent, _entity(state, frame.entity_id)
    if item.layer != "claim":
        return extent
    stances = frozenset((one.topic, one.value) for one in frame.stances)
    further = frozenset(further_attributes(frame.attributes).items())
    return extent, frame.type, frame.attribution, frame.source, _who(state, annotator_id, frame), stances, further


def checked_frame(work: ReviewWork, item: Item, frame: EditedFrame) -> EditedFrame:
    """Return a frame as it can be stored for an item: what its layer has, values of the scheme, entries there are.

    Raises:
        LabelerError: `bad_span`, `empty_span`, `blank_span`, `not_in_scheme`, `no_entity`, `bad_frame`.
    """
    text = work.state.article.text
    if frame.start is None or frame.end is None:
        if item.layer != "stance" or frame.start != frame.end:
            raise LabelerError(BAD_FRAME, fault="it needs a beginning and an end")
        return EditedFrame(start=None, end=None)
    check(Span(frame.start, frame.end), text)
    bare = EditedFrame(start=frame.start, end=frame.end)
    if item.layer == "speaker":
        _check_entity(work, frame.entity_id)
        return replace(bare, entity_id=frame.entity_id)
    return _checked_claim(work, item, frame) if item.layer == "claim" else bare


def _checked_claim(work: ReviewWork, item: Item, frame: EditedFrame) -> EditedFrame:
    scheme = scheme_of(work.edit.read, work.state.gold.scheme_version)
    if frame.source not in SOURCES:
        raise LabelerError(BAD_FRAME, fault=f"{frame.source!r} is no source")
    if (frame.source == "speaker") != (frame.speaker is not None):
        raise LabelerError(BAD_FRAME, fault="a claim has a speaker if and only if its source is a speaker")
    for attribute, value in (("type", frame.type), ("attribution", frame.attribution)):
        _check_value(scheme, attribute, value, _stored(work.state, item, attribute))
    try:
        strict_json.parse_object(frame.attributes)
    except strict_json.JsonFaultError as fault:
        raise LabelerError(BAD_FRAME, fault=f"its attributes are no table: {fault}") from None
    if len({one.topic for one in frame.stances}) < len(frame.stances):
        raise LabelerError(BAD_FRAME, fault="it has two stances on one topic")
    for stance in frame.stances:
        _check_stance(work, scheme, item, stance)
    if frame.speaker is not None:
        _check_speaker(work, frame.speaker)
    return replace(frame, entity_id=None)


def _check_stance(work: ReviewWork, scheme: Scheme, item: Item, one: EditedStance) -> None:
    there = {stance for frame in _frames(work.state, item) for stance in ((s.topic, s.value) for s in frame.stances)}
    if (one.topic, one.value) not in there:
        if scheme.topic(one.topic) is None:
            known = ", ".join(topic.id for topic in scheme.topics if not topic.retired)
            raise LabelerError(NOT_IN_SCHEME, value=one.topic, attribute="topic", scheme=scheme.label, known=known)
        _check_value(scheme, "value", one.value, frozenset())
    if (one.start is None) != (one.end is None):
        raise LabelerError(BAD_FRAME, fault="a cue needs a beginning and an end")
    if one.start is not None and one.end is not None:
        check(Span(one.start, one.end), work.state.article.text)


def _check_speaker(work: ReviewWork, one: EditedSpeaker) -> None:
    check(Span(one.start, one.end), work.state.article.text)
    _check_entity(work, one.entity_id)


def _check_entity(work: ReviewWork, entity_id: str | None) -> None:
    if entity_id is not None and work.edit.read.one(Entity, id=entity_id) is None:
        raise LabelerError(NO_ENTITY)


def _check_value(scheme: Scheme, attribute: str, value: str, stored: frozenset[str]) -> None:
    """Refuse a value that the scheme has not, or has retired, unless a side has it already."""
    found = scheme.value(attribute, value)
    if value in stored or (not value and attribute != "value") or (found and not found.retired):
        return
    known = ", ".join(one.key for one in scheme.attributes[attribute] if not one.retired)
    raise LabelerError(NOT_IN_SCHEME, value=value, attribute=attribute, scheme=scheme.label, known=known)


def _stored(state: Reviewed, item: Item, attribute: str) -> frozenset[str]:
    return frozenset(getattr(frame, attribute) for frame in _frames(state, item))


def _frames(state: Reviewed, item: Item) -> list[EditedFrame]:
    found = (state.sides[who].frame(item.layer, label) for who, label in item.labels.items())
    return [one for one in found if one is not None]


def _who(state: Reviewed, annotator_id: str, frame: EditedFrame) -> Hashable:
    """Return who is meant: an entity, else the mentions that annotators aligned."""
    if frame.speaker is None:
        return ""
    entity = _entity(state, frame.speaker.entity_id)
    if entity:
        return entity
    item = state.item_with("speaker", annotator_id, frame.speaker.label)
    return "", "" if item is None else item.id


def _entity(state: Reviewed, entity_id: str | None) -> str:
    found = state.entities.get(entity_id or "")
    return (entity_id or "") if found is None else found.id


def _trimmed(state: Reviewed, start: int | None, end: int | None) -> tuple[int, int]:
    return trimmed(state.article.text, start or 0, end or 0)
