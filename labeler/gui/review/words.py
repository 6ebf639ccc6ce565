"""What the Review page says of labels, disagreements and decisions, in words."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.scheme import Scheme
from labeler.domain.spans import Span, iou
from labeler.gui.plural import counted
from labeler.gui.review.cases import Case, Said
from labeler.gui.review.further import parsed, value_words
from labeler.services.reviewing import Side

translate = QCoreApplication.translate
_T = QT_TRANSLATE_NOOP

LAYERS: Mapping[str, object] = {
    "claim": _T("Review", "claim"),
    "speaker": _T("Review", "speaker"),
    "stance": _T("Review", "cue"),
    "boilerplate": _T("Review", "boilerplate"),
}
KINDS: Mapping[str, object] = {
    "missing": _T("Review", "missing"),
    "boundary": _T("Review", "boundary"),
    "type": _T("Review", "type"),
    "attribution": _T("Review", "attribution"),
    "speaker": _T("Review", "speaker"),
    "entity": _T("Review", "entity"),
    "stance missing": _T("Review", "stance missing"),
    "stance value": _T("Review", "stance value"),
    "attribute": _T("Review", "further attribute"),
}
_DIFFERING: Mapping[str, object] = {
    **KINDS,
    "speaker": _T("Review", "who says it"),
    "entity": _T("Review", "which entity it is"),
    "stance missing": _T("Review", "whether there is a stance"),
    "stance value": _T("Review", "the value of a stance"),
    "attribute": _T("Review", "a further attribute"),
}
_WAYS: Mapping[str, object] = {
    "shorter": _T("Review", "shorter span"),
    "longer": _T("Review", "longer span"),
    "marked": _T("Review", "marked"),
    "left out": _T("Review", "left out"),
    "edited": _T("Review", "edited"),
    "other": _T("Review", "otherwise"),
}


def layer_words(layer: str) -> str:
    """Return what a layer is called."""
    return translate("Review", str(LAYERS.get(layer, layer)))


def kind_words(kind: str) -> str:
    """Return what a kind of disagreement is called; "" is agreement."""
    return translate("Review", str(KINDS.get(kind, kind))) if kind else translate("Review", "agreed")


def way_words(way: str, names: Mapping[str, str]) -> str:
    """Return how something was settled before; `names` are those of annotators by id."""
    if way.startswith("by:"):
        return names.get(way[3:], translate("Review", "one side"))
    return translate("Review", str(_WAYS.get(way, way)))


def type_words(claim: Claim, scheme: Scheme) -> str:
    """Return a claim's type."""
    value = scheme.value("type", claim.type)
    return (value.label if value else claim.type) or translate("Review", "type undecided")


def attribution_words(claim: Claim, scheme: Scheme) -> str:
    """Return a claim's attribution."""
    value = scheme.value("attribution", claim.attribution)
    return (value.label if value else claim.attribution) or translate("Review", "attribution undecided")


def source_words(claim: Claim, side: Side, entities: Mapping[str, Entity]) -> str:
    """Return who says a claim."""
    if claim.source == "author":
        return translate("Review", "the article's voice")
    if claim.source == "unstated":
        return translate("Review", "source not stated")
    speaker = side.speakers.get(claim.speaker_id or "")
    return translate("Review", "source undecided") if speaker is None else speaker_words(speaker, entities)


def mention_words(claim: Claim, side: Side, entities: Mapping[str, Entity]) -> str:
    """Return which entry of the registry says a claim, for where just that differs."""
    speaker = side.speakers.get(claim.speaker_id or "")
    return source_words(claim, side, entities) if speaker is None else entity_words(speaker, entities)


def speaker_words(speaker: Speaker, entities: Mapping[str, Entity]) -> str:
    """Return who a speaker is: the entity's name, and the words of the text where they are others."""
    entity = entities.get(speaker.entity_id or "")
    words = " ".join(speaker.text.split())
    if entity is None:
        return words
    return entity.name if entity.name.casefold() == words.casefold() else f"{entity.name} (“{words}”)"


def entity_words(speaker: Speaker, entities: Mapping[str, Entity]) -> str:
    """Return which entry of the registry a speaker is."""
    entity = entities.get(speaker.entity_id or "")
    return entity.name if entity else translate("Review", "nobody of the registry yet")


def stance_words(topic: str, value: str, scheme: Scheme) -> str:
    """Return a stance: topic, glyph and value."""
    known = scheme.value("value", value)
    return f"{topic} {known.glyph} {known.label}".replace("  ", " ") if known else f"{topic} {value}"


def stances_of(claim_id: str, side: Side) -> list[Stance]:
    """Return the stances of a claim of a side, by topic."""
    return sorted((one for one in side.stances.values() if one.claim_id == claim_id), key=lambda one: one.topic)


def other_facts(claim: Claim) -> list[str]:
    """Return what the scheme's further attributes of a claim say."""
    return [f"{name}: {value_words(value)}" for name, value in parsed(claim.attributes).items() if value is not None]


def what_differs(case: Case) -> str:
    """Return a sentence about what a disagreement consists of."""
    marked, whole = case.marked, len(case.said)
    layer = layer_words(case.layer)
    if len(marked) < whole:
        if whole == 2:
            return translate("Review", "only one marked this {layer}").format(layer=layer)
        words = translate("Review", "{some} of {all} marked this {layer}")
        return words.format(some=len(marked), all=whole, layer=layer)
    who = translate("Review", "both marked") if whole == 2 else translate("Review", "all {n} marked").format(n=whole)
    edges = _edges([one.span for one in marked])
    if case.kind == "boundary" and edges:
        return translate("Review", "{who} this {layer}; {edges}").format(who=who, layer=layer, edges=edges)
    kinds = sorted({_differing(one) for one in marked if _differing(one)}, key=len, reverse=True)
    if case.kind in {"", "boundary"} or not kinds:
        return translate("Review", "{who} this {layer}").format(who=who, layer=layer)
    words = translate("Review", "{who} this {layer}; they differ in: {kind}")
    return words.format(who=who, layer=layer, kind=translate("Review", str(_DIFFERING.get(case.kind, case.kind))))


def _differing(said: Said) -> str:
    return " · ".join(fact.words for fact in said.facts if fact.differs)


def _edges(spans: list[Span]) -> str:
    starts = max(one.start for one in spans) - min(one.start for one in spans)
    ends = max(one.end for one in spans) - min(one.end for one in spans)
    parts: list[str] = []
    if starts:
        words = counted(starts, "{count} character", "{count} characters")
        parts.append(translate("Review", "the start differs by {n}").format(n=words))
    if ends:
        words = counted(ends, "{count} character", "{count} characters")
        parts.append(translate("Review", "the end differs by {n}").format(n=words))
    if len(spans) == 2 and parts:
        share = f"{iou(spans[0], spans[1]):.2f}".lstrip("0")
        parts[-1] += translate("Review", " (IoU {share})").format(share=share)
    return translate("Review", ", ").join(parts)
