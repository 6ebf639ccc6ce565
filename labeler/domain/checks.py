"""What is odd about a set of labels: found as it is finished, each with a severity that the scheme sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from labeler.domain.errors import MESSAGES, sentence
from labeler.domain.labels import Claim, Label, Region, Speaker, Stance
from labeler.domain.scheme import Scheme, Severity
from labeler.domain.spans import Span
from labeler.domain.words import Words

# What a scheme that doesn't name a check says of it.
DEFAULTS: Mapping[str, Severity] = {
    "source_undecided": "warning",
    "type_undecided": "warning",
    "attribution_undecided": "warning",
    "direct_outside_quotes": "note",
    "supports_and_opposes": "note",
    "speaker_without_entity": "warning",
    "label_in_boilerplate": "warning",
    "speaker_without_claim": "note",
    "edge_inside_word": "note",
}
CODES: Mapping[str, str] = {
    "source_undecided": sentence("check_source_undecided", "“{words}”: who says it is undecided."),
    "type_undecided": sentence("check_type_undecided", "“{words}”: the type is undecided."),
    "attribution_undecided": sentence("check_attribution_undecided", "“{words}”: the attribution is undecided."),
    "direct_outside_quotes": sentence(
        "check_direct_outside_quotes", "“{words}” is direct, but does not stand in quotation marks."
    ),
    "supports_and_opposes": sentence(
        "check_supports_and_opposes", "“{words}”: its source takes both sides on {topic} in this article."
    ),
    "speaker_without_entity": sentence("check_speaker_without_entity", "“{words}”: who this is, is not said."),
    "label_in_boilerplate": sentence("check_label_in_boilerplate", "“{words}” lies in boilerplate."),
    "speaker_without_claim": sentence("check_speaker_without_claim", "“{words}” is linked to no claim."),
    "edge_inside_word": sentence("check_edge_inside_word", "“{words}” begins or ends inside a word."),
}
_ORDER = ("blocking", "warning", "note")
_SHOWN = 60
# One quotation: straight or curly, over several lines at most within one paragraph.
_QUOTED = re.compile(
    r"“[^”\n\r]*[”\n\r]|\"[^\"\n\r]*[\"\n\r]|«[^»\n\r]*»|„[^“”\n\r]*[“”]|‘[^\n\r]*?’(?!\w)|(?<!\w)'[^\n\r]*?'(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One oddity of one label. `code` and `fields` make its sentence; `span` is None for a stance without a cue."""

    check: str
    severity: Severity
    kind: str
    label_id: str
    span: Span | None
    code: str
    fields: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence in English."""
        return MESSAGES[self.code].format(**self.fields)


def problems(  # noqa: PLR0917  one a kind of label
    text: str,
    claims: Sequence[Claim],
    speakers: Sequence[Speaker],
    stances: Sequence[Stance],
    regions: Sequence[Region],
    scheme: Scheme,
) -> list[Problem]:
    """Return what is odd about the labels of a set: the blocking first, each severity in reading order."""
    found = [
        *_claims(text, claims),
        *_both_sides(claims, speakers, stances),
        *_speakers(claims, speakers),
        *_in_boilerplate((*claims, *speakers), regions),
        *_cut_words(text, (*claims, *speakers, *stances)),
    ]
    severities: dict[str, Severity] = {check: scheme.checks.get(check, default) for check, default in DEFAULTS.items()}
    out = [_problem(check, severities[check], label, topic) for check, label, topic in found]
    shown = [one for one in out if one.severity != "off"]
    return sorted(shown, key=lambda one: (_ORDER.index(one.severity), one.span or Span(0, 1), one.check, one.label_id))


_Found = tuple[str, Label, str]


def _claims(text: str, claims: Sequence[Claim]) -> Iterator[_Found]:
    quoted = (
        [match.span() for match in _QUOTED.finditer(text)] if any(one.attribution == "direct" for one in claims) else []
    )
    for claim in claims:
        if claim.source == "":
            yield "source_undecided", claim, ""
        if claim.type == "":
            yield "type_undecided", claim, ""
        if claim.attribution == "":
            yield "attribution_undecided", claim, ""
        # A quotation that a reporting clause interrupts is one claim over several quotations: both its ends count.
        if claim.attribution == "direct" and not (_inside(claim.start, quoted) and _inside(claim.end - 1, quoted)):
            yield "direct_outside_quotes", claim, ""


def _inside(point: int, quoted: Sequence[tuple[int, int]]) -> bool:
    return any(start <= point < end for start, end in quoted)


def _both_sides(claims: Sequence[Claim], speakers: Sequence[Speaker], stances: Sequence[Stance]) -> Iterator[_Found]:
    """Find sources that support and oppose one topic: the same entity, else the same mention, or the author."""
    entity = {one.id: one.entity_id or one.id for one in speakers}
    source = {one.id: entity.get(one.speaker_id or "", one.source) for one in claims}
    sides: dict[tuple[str, str], set[str]] = {}
    for stance in stances:
        sides.setdefault((source.get(stance.claim_id, ""), stance.topic), set()).add(stance.value)
    by_id = {one.id: one for one in claims}
    for stance in stances:
        who = source.get(stance.claim_id, "")
        if (
            who not in {"", "unstated"}
            and {"support", "oppose"} <= sides[who, stance.topic]
            and stance.value != "neutral"
        ):
            yield "supports_and_opposes", by_id.get(stance.claim_id, stance), stance.topic


def _speakers(claims: Sequence[Claim], speakers: Sequence[Speaker]) -> Iterator[_Found]:
    linked = {one.speaker_id for one in claims}
    for speaker in speakers:
        if speaker.entity_id is None:
            yield "speaker_without_entity", speaker, ""
        if speaker.id not in linked:
            yield "speaker_without_claim", speaker, ""


def _in_boilerplate(labels: Sequence[Claim | Speaker], regions: Sequence[Region]) -> Iterator[_Found]:
    for label in labels:
        if any(region.span.overlaps(label.span) for region in regions):
            yield "label_in_boilerplate", label, ""


def _cut_words(text: str, labels: Sequence[Claim | Speaker | Stance]) -> Iterator[_Found]:
    words = Words(text)
    for label in labels:
        if label.start is not None and label.end is not None and (words.inside(label.start) or words.inside(label.end)):
            yield "edge_inside_word", label, ""


def _problem(check: str, severity: Severity, label: Label, topic: str) -> Problem:
    words = " ".join(label.text.split())
    shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    span = None if label.start is None or label.end is None else Span(label.start, label.end)
    kind = "boilerplate" if isinstance(label, Region) else type(label).__name__.lower()
    return Problem(
        check=check,
        severity=severity,
        kind=kind,
        label_id=label.id,
        span=span,
        code=CODES[check],
        fields={"words": shown, "topic": topic},
    )
