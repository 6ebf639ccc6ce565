"""What the page draws: marks, frozen values made from labels and suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from labeler.domain.changes import Changed
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.scheme import Scheme
from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion

MarkKind: TypeAlias = Literal["claim", "speaker", "stance", "boilerplate"]

_TABLES = ("claim", "speaker", "stance", "region", "decision")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing drawn on the page: `[start, end)` in code points, with the words of its tag.

    `linked_to` is the speaker's id of a claim; `owner` the claim's id of a stance; `name` is what a screen reader and
    the tooltip call it. `who` names the annotator where several are shown (`A`, `B`, …), else "".
    """

    id: str
    kind: MarkKind
    start: int
    end: int
    tag: str = ""
    name: str = ""
    suggested: bool = False
    score: float = 0.0
    unsure: bool = False
    comment: bool = False
    linked_to: str | None = None
    owner: str = ""
    who: str = ""

    @property
    def span(self) -> Span:
        """The extent in code points."""
        return Span(self.start, self.end)

    @property
    def order(self) -> tuple[int, int, str]:
        """The reading order: by start, longer first."""
        return (self.start, -self.end, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """What to put (new or changed) and what to take away."""

    put: tuple[Mark, ...] = ()
    removed: tuple[str, ...] = ()


class SheetLike(Protocol):
    """The labels of one article as the page needs them: those of one set, and the suggestions still open."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Claims by id."""
        ...

    @property
    def speakers(self) -> Mapping[str, Speaker]:
        """Speakers by id."""
        ...

    @property
    def stances(self) -> Mapping[str, Stance]:
        """Stances by id."""
        ...

    @property
    def regions(self) -> Mapping[str, Region]:
        """Boilerplate by id."""
        ...

    @property
    def suggestions(self) -> Mapping[str, Suggestion]:
        """Open suggestions by id."""
        ...

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Entities by id."""
        ...


def marks_of(sheet: SheetLike, scheme: Scheme) -> list[Mark]:
    """Return all marks of a sheet, suggestions included, in no particular order."""
    by_claim = _stances_by_claim(sheet.stances.values())
    marks = [claim_mark(claim, by_claim.get(claim.id, []), scheme) for claim in sheet.claims.values()]
    marks += [speaker_mark(speaker, sheet.entities) for speaker in sheet.speakers.values()]
    marks += _found(stance_mark(stance, scheme) for stance in sheet.stances.values())
    marks += [region_mark(region) for region in sheet.regions.values()]
    marks += _found(suggestion_mark(one, scheme) for one in sheet.suggestions.values())
    return marks


def patch_of(changed: Changed, sheet: SheetLike, scheme: Scheme) -> Patch:
    """Return what an edit changes on the page; `sheet` is the sheet after the edit."""
    touched = {key for table in _TABLES for key in changed.rows.get(table, {})}
    decided = set[str]()
    for key, row in changed.rows.get("decision", {}).items():
        decided.add(str(getattr(row, "suggestion_id", key)))
    touched |= decided
    for row in changed.rows.get("stance", {}).values():
        if isinstance(row, Stance):
            touched.add(row.claim_id)
    if any(row is None for row in changed.rows.get("stance", {}).values()):
        touched |= set(sheet.claims)  # whose stance it was is no longer told
    renamed = set(changed.rows.get("entity", {}))
    touched |= {one.id for one in sheet.speakers.values() if one.entity_id in renamed}
    put = _marks_among(touched, sheet, scheme)
    known = {mark.id for mark in put}
    return Patch(put=tuple(put), removed=tuple(touched - known))


def claim_mark(claim: Claim, stances: list[Stance], scheme: Scheme) -> Mark:
    """Return a claim's mark; a stance without a cue stands in the claim's tag."""
    tag = _value_tag(scheme, "type", claim.type) or "claim"
    for stance in stances:
        if stance.cue is None:
            tag += f" · {_stance_tag(scheme, stance.topic, stance.value)}"
    return Mark(
        id=claim.id,
        kind="claim",
        start=claim.start,
        end=claim.end,
        tag=tag + _signs(claim.unsure, claim.note),
        name=_joined("claim", claim.type, claim.attribution),
        unsure=claim.unsure,
        comment=bool(claim.note),
        linked_to=claim.speaker_id,
    )


def speaker_mark(speaker: Speaker, entities: Mapping[str, Entity]) -> Mark:
    """Return a speaker's mark; its tag says who is meant where the words are not the entity's name."""
    entity = entities.get(speaker.entity_id or "")
    meant = "" if entity is None else entity.name
    plain = not meant or meant.casefold() == speaker.text.casefold()
    return Mark(
        id=speaker.id,
        kind="speaker",
        start=speaker.start,
        end=speaker.end,
        tag=("S" if plain else f"→ {short_name(entity)}") + _signs(speaker.unsure, speaker.note),
        name=_joined("speaker", meant),
        unsure=speaker.unsure,
        comment=bool(speaker.note),
    )


def stance_mark(stance: Stance, scheme: Scheme) -> Mark | None:
    """Return the mark of a stance's cue, None without a cue."""
    if stance.cue is None:
        return None
    return Mark(
        id=stance.id,
        kind="stance",
        start=stance.cue.start,
        end=stance.cue.end,
        tag=_stance_tag(scheme, stance.topic, stance.value) + _signs(stance.unsure, stance.note),
        name=_joined("stance", stance.topic, stance.value),
        unsure=stance.unsure,
        comment=bool(stance.note),
        owner=stance.claim_id,
    )


def region_mark(region: Region) -> Mark:
    """Return the mark of boilerplate."""
    return Mark(id=region.id, kind="boilerplate", start=region.start, end=region.end, name="boilerplate")


def suggestion_mark(one: Suggestion, scheme: Scheme) -> Mark | None:
    """Return a suggestion's mark with its score in the tag, None for a stance without a cue."""
    if one.start is None or one.end is None:
        return None
    if one.kind == "claim":
        tag, name = _value_tag(scheme, "type", one.type) or "claim", _joined("claim", one.type, one.attribution)
    elif one.kind == "speaker":
        tag, name = "S", _joined("speaker", one.entity)
    elif one.kind == "stance":
        tag, name = _stance_tag(scheme, one.topic, one.value), _joined("stance", one.topic, one.value)
    else:
        tag, name = "", "boilerplate"
    return Mark(
        id=one.id,
        kind=one.kind,
        start=one.start,
        end=one.end,
        tag=f"{tag} {score_text(one.score)}" if tag else "",
        name=_joined("suggested " + name, score_text(one.score)),
        suggested=True,
        score=one.score,
        linked_to=one.speaker_id,
        owner=one.claim_id or "",
    )


def score_text(score: float) -> str:
    """Return a probability as it stands in tags: `.91`; 1 stays `1`."""
    text = f"{min(max(score, 0.0), 0.99):.2f}"
    return "1" if score >= 1 else text[1:]


def short_name(entity: Entity | None) -> str:
    """Return the name for a tag: a person's last word, another's name cut at 12 letters."""
    if entity is None:
        return "S"
    words = entity.name.split()
    name = words[-1] if entity.kind == "person" and words else entity.name
    return name if len(name) <= 12 else f"{name[:11].rstrip()}…"


def _marks_among(ids: set[str], sheet: SheetLike, scheme: Scheme) -> list[Mark]:
    by_claim = _stances_by_claim(sheet.stances.values())
    marks = list[Mark | None]()
    for key in ids:
        if key in sheet.claims:
            marks.append(claim_mark(sheet.claims[key], by_claim.get(key, []), scheme))
        elif key in sheet.speakers:
            marks.append(speaker_mark(sheet.speakers[key], sheet.entities))
        elif key in sheet.stances:
            marks.append(stance_mark(sheet.stances[key], scheme))
        elif key in sheet.regions:
            marks.append(region_mark(sheet.regions[key]))
        elif key in sheet.suggestions:
            marks.append(suggestion_mark(sheet.suggestions[key], scheme))
    return list(_found(marks))


def _found(marks: Iterable[Mark | None]) -> Iterator[Mark]:
    return (mark for mark in marks if mark is not None)


def _stances_by_claim(stances: Iterable[Stance]) -> dict[str, list[Stance]]:
    by_claim: dict[str, list[Stance]] = {}
    for stance in stances:
        by_claim.setdefault(stance.claim_id, []).append(stance)
    return by_claim


def _value_tag(scheme: Scheme, attribute: str, key: str) -> str:
    value = scheme.value(attribute, key)
    return key[:5] if value is None else value.tag or key[:5]


def _stance_tag(scheme: Scheme, topic: str, value: str) -> str:
    known = scheme.value("value", value)
    return f"{topic} {value[:3] if known is None or not known.glyph else known.glyph}"


def _signs(unsure: bool, note: str) -> str:
    return (" ?" if unsure else "") + (" ✎" if note else "")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
