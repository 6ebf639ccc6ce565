"""What is odd about a set of labels: found as it is finished, each with a severity that the scheme sets."""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from types import MappingProxyType
from typing import TypeVar

from labeler.domain.errors import MESSAGES, sentence
from labeler.domain.labels import Claim, Label, Region, Speaker, Stance
from labeler.domain.quotations import quoted
from labeler.domain.registry import Entity
from labeler.domain.scheme import Scheme, Severity
from labeler.domain.spans import Cover, Span
from labeler.domain.words import words_in

T = TypeVar("T")

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
_ORDER: Mapping[Severity, int] = {"blocking": 0, "warning": 1, "note": 2}
_SHOWN = 60
_READ = 500
# After so many labels, whoever looks may do something else.
_PIECE = 128
_NOBODY: Mapping[str, Entity] = MappingProxyType({})


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
    claims: Collection[Claim],
    speakers: Collection[Speaker],
    stances: Collection[Stance],
    regions: Collection[Region],
    scheme: Scheme,
    *,
    entities: Mapping[str, Entity] = _NOBODY,
) -> list[Problem]:
    """Return what is odd about the labels of a set: the blocking first, each severity in reading order.

    `entities` maps what speakers name to the entry that stands for it after merges; those not in it stand for
    themselves.
    """
    looking = look_through(text, claims, speakers, stances, regions, scheme, entities=entities)
    try:
        while True:
            next(looking)
    except StopIteration as end:
        return end.value


def look_through(  # noqa: PLR0917  one a kind of label
    text: str,
    claims: Collection[Claim],
    speakers: Collection[Speaker],
    stances: Collection[Stance],
    regions: Collection[Region],
    scheme: Scheme,
    *,
    entities: Mapping[str, Entity] = _NOBODY,
) -> Generator[None, None, list[Problem]]:
    """Find the same as `problems` piece by piece: for a thread that has something else to do in between.

    Quick enough to be asked after every edit: what depends on the text alone is found out once.
    """
    severity: dict[str, Severity] = {check: scheme.checks.get(check, default) for check, default in DEFAULTS.items()}
    wanted = {check for check, how in severity.items() if how != "off"}
    found = chain(
        _claims(text, claims, wanted),
        _both_sides(claims, speakers, stances, entities) if "supports_and_opposes" in wanted else (),
        _speakers(claims, speakers, entities),
        _in_boilerplate((*claims, *speakers), regions),
        _cut_words(text, (*claims, *speakers, *stances)) if "edge_inside_word" in wanted else (),
    )
    made: list[tuple[_Place, Problem]] = []
    for one in found:
        if one is None:
            yield
        elif one[0] in wanted:
            made.append(_problem(one[0], severity[one[0]], one[1], one[2]))
    made.sort(key=itemgetter(0))
    return [problem for _place, problem in made]


# Check, label and topic; None between two pieces.
_Found = tuple[str, Label, str] | None
_Place = tuple[int, int, int, str, str]


def _piecewise(labels: Iterable[T]) -> Iterator[T | None]:
    """Yield labels, and None after some of them."""
    for number, label in enumerate(labels, 1):
        yield label
        if not number % _PIECE:
            yield None


def _claims(text: str, claims: Collection[Claim], wanted: AbstractSet[str]) -> Iterator[_Found]:
    look = "direct_outside_quotes" in wanted
    in_quotes = _quoted(text)
    for claim in _piecewise(claims):
        if claim is None:
            yield None
            continue
        if claim.source == "":
            yield "source_undecided", claim, ""
        if claim.type == "":
            yield "type_undecided", claim, ""
        if claim.attribution == "":
            yield "attribution_undecided", claim, ""
        # A pull quote stands without marks, and repeats what stands in them.
        direct = claim.attribution == "direct" and claim.repeats is None
        if direct and look and not in_quotes[claim.start, claim.end]:
            yield "direct_outside_quotes", claim, ""


def _both_sides(
    claims: Collection[Claim],
    speakers: Collection[Speaker],
    stances: Collection[Stance],
    entities: Mapping[str, Entity],
) -> Iterator[_Found]:
    """Find sources that support and oppose one topic: the same entity, else the same mention, or the author."""
    who = {one.id: _entity(one, entities) or one.id for one in speakers}
    source = {one.id: (one.source, who.get(one.speaker_id or "", "")) for one in claims}
    sides: dict[tuple[object, str], set[str]] = {}
    for stance in stances:
        sides.setdefault((source.get(stance.claim_id), stance.topic), set()).add(stance.value)
    by_id = {one.id: one for one in claims}
    for stance in _piecewise(stances):
        if stance is None:
            yield None
            continue
        claim = by_id.get(stance.claim_id)
        if claim is None or claim.source in {"", "unstated"} or stance.value == "neutral":
            continue
        if {"support", "oppose"} <= sides[source[claim.id], stance.topic]:
            yield "supports_and_opposes", claim, stance.topic


def _speakers(
    claims: Collection[Claim], speakers: Collection[Speaker], entities: Mapping[str, Entity]
) -> Iterator[_Found]:
    linked = {one.speaker_id for one in claims}
    heard = {_entity(one, entities) for one in speakers if one.id in linked} - {None}
    notes = "\n".join(one.note.casefold() for one in claims if one.note)
    for speaker in _piecewise(speakers):
        if speaker is None:
            yield None
            continue
        if speaker.entity_id is None:
            yield "speaker_without_entity", speaker, ""
        # Another mention of a source, one of joint speakers (the first is linked, the claim's note names the others),
        # and one that a note explains are no oversight.
        entity = _entity(speaker, entities)
        if speaker.id in linked or speaker.note or entity in heard:
            continue
        stands = entities.get(entity or "")
        names = {speaker.text, *([stands.name] if stands else [])}
        if not (notes and any(name.casefold() in notes for name in names)):
            yield "speaker_without_claim", speaker, ""


def _entity(speaker: Speaker, entities: Mapping[str, Entity]) -> str | None:
    stands = None if speaker.entity_id is None else entities.get(speaker.entity_id)
    return speaker.entity_id if stands is None else stands.id


def _in_boilerplate(labels: Collection[Claim | Speaker], regions: Collection[Region]) -> Iterator[_Found]:
    if not regions:
        return
    covers = Cover(region.span for region in regions).overlaps
    for label in _piecewise(labels):
        if label is None:
            yield None
        elif covers(label.start, label.end):
            yield "label_in_boilerplate", label, ""


def _cut_words(text: str, labels: Collection[Claim | Speaker | Stance]) -> Iterator[_Found]:
    cut = _edges(text)
    for label in _piecewise(labels):
        if label is None:
            yield None
            continue
        start, end = label.start, label.end
        if start is not None and end is not None and (cut[start] or cut[end]):
            yield "edge_inside_word", label, ""


class _Edges(dict[int, bool]):
    """Whether an edge at a point cuts a word of a text, found out once a point."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._words = words_in(text)

    def __missing__(self, point: int) -> bool:
        found = self[point] = self._words.cut_at(point)
        return found


class _Quoted(dict[tuple[int, int], bool]):
    """Whether an extent stands in quotation marks of a text, found out once an extent."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, extent: tuple[int, int]) -> bool:
        found = self[extent] = quoted(self._text, *extent)
        return found


@lru_cache(maxsize=2)
def _edges(text: str) -> _Edges:
    return _Edges(text)


@lru_cache(maxsize=2)
def _quoted(text: str) -> _Quoted:
    return _Quoted(text)


# The same label has the same oddities after the next edit: thousands of them need not be written again.
@lru_cache(maxsize=1 << 14)
def _problem(check: str, severity: Severity, label: Label, topic: str) -> tuple[_Place, Problem]:
    """Return a problem, and where it stands among others."""
    # A claim may be a whole page: enough of it for what is shown.
    words = " ".join(label.text[:_READ].split())
    shown = words if len(words) <= _SHOWN and len(label.text) <= _READ else words[: _SHOWN - 1] + "…"
    span = None if label.start is None or label.end is None else Span(label.start, label.end)
    kind = "boilerplate" if isinstance(label, Region) else type(label).__name__.lower()
    problem = Problem(
        check=check,
        severity=severity,
        kind=kind,
        label_id=label.id,
        span=span,
        code=CODES[check],
        fields={"words": shown, "topic": topic},
    )
    start, end = (0, 1) if span is None else (span.start, span.end)
    return (_ORDER[severity], start, end, check, label.id), problem
