"""What the page draws: marks, frozen values made from labels and suggestions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, TypeAlias

from labeler.domain.changes import Changed
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.scheme import Scheme
from labeler.domain.spans import Span
from labeler.domain.suggestions import Suggestion

MarkKind: TypeAlias = Literal["claim", "speaker", "stance", "boilerplate"]

# The sign of a claim that says what another says.
REPEATS = "="

_TABLES = ("claim", "speaker", "stance", "region", "decision")


class Mark(NamedTuple):
    """One thing drawn on the page: `[start, end)` in code points, with the words of its tag.

    `linked_to` is the speaker's id of a claim; `owner` the claim's id of a stance; `name` is what a screen reader and
    the tooltip call it. `who` names the annotator where several are shown (`A`, `B`, …), else "".
    A tuple, because tens of thousands are made at once.
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


class Remark(Protocol):
    """A comment: what it is about (the id of a label, "" for the article), and whether that is settled."""

    @property
    def label_id(self) -> str:
        """What it is about."""
        ...

    @property
    def resolved(self) -> bool:
        """Whether it is settled."""
        ...


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

    @property
    def comments(self) -> Mapping[str, Remark]:
        """Comments by id."""
        ...


def marks_of(sheet: SheetLike, scheme: Scheme) -> list[Mark]:
    """Return all marks of a sheet, suggestions included, in no particular order."""
    maker = _Maker(sheet, scheme)
    marks = [maker.claim(claim) for claim in sheet.claims.values()]
    marks += [maker.speaker(speaker) for speaker in sheet.speakers.values()]
    marks += [maker.stance(stance) for stance in sheet.stances.values() if stance.start is not None]
    marks += [maker.region(region) for region in sheet.regions.values()]
    marks += [maker.suggestion(one) for one in sheet.suggestions.values() if one.start is not None]
    return marks


def patch_of(changed: Changed, sheet: SheetLike, scheme: Scheme, before: SheetLike | None = None) -> Patch:
    """Return what an edit changes on the page; `sheet` is the sheet after the edit, `before` the one it was made in."""
    touched = {key for table in _TABLES for key in changed.rows.get(table, {})}
    for key, row in changed.rows.get("decision", {}).items():
        touched.add(str(getattr(row, "suggestion_id", key)))
    # What belongs to another label is seen on that one: where it stands now, and where it stood.
    for one in (sheet, before):
        if one is not None:
            owners = {one.stances[key].claim_id for key in changed.rows.get("stance", {}) if key in one.stances}
            about = {one.comments[key].label_id for key in changed.rows.get("comment", {}) if key in one.comments}
            touched |= owners | about - {""}
    renamed = set(changed.rows.get("entity", {}))
    if renamed:
        touched |= {one.id for one in sheet.speakers.values() if one.entity_id in renamed}
    put = _marks_among(touched, sheet, scheme)
    known = {mark.id for mark in put}
    return Patch(put=tuple(put), removed=tuple(touched - known))


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


class _Maker:
    """Makes marks of one sheet. The words of tags and names are few: each is put together once."""

    def __init__(self, sheet: SheetLike, scheme: Scheme, claim_ids: Collection[str] | None = None) -> None:
        self._scheme = scheme
        self._entities = sheet.entities
        self._remarked = {one.label_id for one in sheet.comments.values() if not one.resolved}
        self._said: dict[str, list[Stance]] = {}
        for stance in sheet.stances.values():
            if stance.start is None and (claim_ids is None or stance.claim_id in claim_ids):
                self._said.setdefault(stance.claim_id, []).append(stance)
        self._claims: dict[tuple[str, str], tuple[str, str]] = {}
        self._stances: dict[tuple[str, str], tuple[str, str]] = {}

    def claim(self, claim: Claim) -> Mark:
        """Return a claim's mark; a stance without a cue stands in the claim's tag."""
        tag, name = self._claim_words(claim.type, claim.attribution)
        for stance in self._said.get(claim.id, ()):
            tag += f" · {self._stance_words(stance.topic, stance.value)[0]}"
        remarked = bool(claim.note) or claim.id in self._remarked
        if claim.repeats is not None:
            tag += f" {REPEATS}"
            name += ", repeats another"
        if claim.unsure or remarked:
            tag += _signs(claim.unsure, remarked)
        # By place: by name it would take as long again.
        start, end = claim.start, claim.end
        return Mark(claim.id, "claim", start, end, tag, name, False, 0.0, claim.unsure, remarked, claim.speaker_id)

    def speaker(self, speaker: Speaker) -> Mark:
        """Return a speaker's mark; its tag says who is meant where the words are not the entity's name."""
        tag, name = "S", "speaker"
        entity = self._entities.get(speaker.entity_id) if speaker.entity_id else None
        if entity is not None and entity.name:
            name = f"speaker, {entity.name}"
            if entity.name.casefold() != speaker.text.casefold():
                tag = f"→ {short_name(entity)}"
        remarked = bool(speaker.note) or speaker.id in self._remarked
        if speaker.unsure or remarked:
            tag += _signs(speaker.unsure, remarked)
        start, end = speaker.start, speaker.end
        return Mark(speaker.id, "speaker", start, end, tag, name, False, 0.0, speaker.unsure, remarked)

    def stance(self, stance: Stance) -> Mark:
        """Return the mark of a stance's cue."""
        assert stance.start is not None
        assert stance.end is not None
        tag, name = self._stance_words(stance.topic, stance.value)
        remarked = bool(stance.note) or stance.id in self._remarked
        if stance.unsure or remarked:
            tag += _signs(stance.unsure, remarked)
        start, end, owner = stance.start, stance.end, stance.claim_id
        return Mark(stance.id, "stance", start, end, tag, name, False, 0.0, stance.unsure, remarked, None, owner)

    def region(self, region: Region) -> Mark:
        """Return the mark of boilerplate."""
        return Mark(id=region.id, kind="boilerplate", start=region.start, end=region.end, name="boilerplate")

    def suggestion(self, one: Suggestion) -> Mark:
        """Return a suggestion's mark with its score in the tag."""
        assert one.start is not None
        assert one.end is not None
        if one.kind == "claim":
            tag, name = self._claim_words(one.type, one.attribution)
        elif one.kind == "speaker":
            tag, name = "S", _joined("speaker", one.entity)
        elif one.kind == "stance":
            tag, name = self._stance_words(one.topic, one.value)
        else:
            tag, name = "", "boilerplate"
        score = score_text(one.score)
        return Mark(
            id=one.id,
            kind=one.kind,
            start=one.start,
            end=one.end,
            tag=f"{tag} {score}" if tag else "",
            name=_joined("suggested " + name, score),
            suggested=True,
            score=one.score,
            linked_to=one.speaker_id,
            owner=one.claim_id or "",
        )

    def _claim_words(self, kind: str, attribution: str) -> tuple[str, str]:
        found = self._claims.get((kind, attribution))
        if found is None:
            value = self._scheme.value("type", kind)
            tag = (kind[:5] if value is None else value.tag or kind[:5]) or "claim"
            found = self._claims[kind, attribution] = tag, _joined("claim", kind, attribution)
        return found

    def _stance_words(self, topic: str, value: str) -> tuple[str, str]:
        found = self._stances.get((topic, value))
        if found is None:
            known = self._scheme.value("value", value)
            sign = value[:3] if known is None or not known.glyph else known.glyph
            found = self._stances[topic, value] = f"{topic} {sign}", _joined("stance", topic, value)
        return found


def _marks_among(ids: set[str], sheet: SheetLike, scheme: Scheme) -> list[Mark]:
    maker = _Maker(sheet, scheme, ids)
    marks: list[Mark] = []
    for key in ids:
        if key in sheet.claims:
            marks.append(maker.claim(sheet.claims[key]))
        elif key in sheet.speakers:
            marks.append(maker.speaker(sheet.speakers[key]))
        elif key in sheet.stances and sheet.stances[key].start is not None:
            marks.append(maker.stance(sheet.stances[key]))
        elif key in sheet.regions:
            marks.append(maker.region(sheet.regions[key]))
        elif key in sheet.suggestions and sheet.suggestions[key].start is not None:
            marks.append(maker.suggestion(sheet.suggestions[key]))
    return marks


def _signs(unsure: bool, remarked: bool) -> str:
    return (" ?" if unsure else "") + (" ✎" if remarked else "")


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)
