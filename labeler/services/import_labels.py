"""The labels of a line as rows of a set: ids, links, entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id, imported_id, is_uuid
from labeler.domain.labels import Claim, Kind, Region, Speaker, Stance
from labeler.domain.registry import Entity, resolve
from labeler.domain.suggestions import Suggestion
from labeler.formats.native import Line
from labeler.store import Reader

BAD_ENTITY = sentence("bad_entity_name", "{name!r} can't be a name of the registry: use 1 to 200 printable characters.")


class Registry:
    """The entities of the project by exact name, and those that an import adds."""

    def __init__(self, read: Reader) -> None:
        self.new: list[Entity] = []
        self._ids: set[str] = set()
        self._by_name: dict[str, Entity] = {}
        self._all = {one.id: one for one in read.all(Entity)}
        for one in sorted(self._all.values(), key=lambda one: (one.merged_into is not None, one.id)):
            self._ids.add(one.id)
            self._by_name.setdefault(one.name, one)

    @property
    def names(self) -> list[str]:
        """All names, the new ones included."""
        return list(self._by_name)

    def find(self, name: str, given: str) -> tuple[Entity, str]:
        """Return the entity of a name (a new one, not yet added, if nobody has it), and a remark or "".

        Raises:
            LabelerError: that is no name.
        """
        known = self._by_name.get(name)
        if known is not None:
            differs = is_uuid(given) and given != known.id
            return known, f"{name[:80]!r} is in the registry under another id; that one is used." if differs else ""
        if not 0 < len(name) <= 200 or not name.isprintable() or name != name.strip():
            raise LabelerError(BAD_ENTITY, name=name[:80])
        candidates = ([given] if is_uuid(given) else []) + [derived_id("entity", name), derived_id("entity", name, "2")]
        return Entity(id=next(one for one in candidates if one not in self._ids), name=name), ""

    def standing(self, labels: Labels) -> set[Claim | Speaker | Stance | Region]:
        """Return the labels with every speaker's entity replaced by the one that stands for it."""
        return {
            replace(one, entity_id=resolve(one.entity_id, self._all).id)
            if isinstance(one, Speaker) and one.entity_id in self._all
            else one
            for one in labels.in_order()
        }

    def commit(self, labels: Labels) -> None:
        """Add the new entities that labels name."""
        for entity in labels.entities.values():
            if entity.id not in self._ids:
                self._ids.add(entity.id)
                self._by_name[entity.name] = entity
                self.new.append(entity)


@dataclass(slots=True, kw_only=True)
class Labels:
    """The labels of one set. `entities` are those that its speakers name, by id."""

    claims: list[Claim] = field(default_factory=list[Claim])
    speakers: list[Speaker] = field(default_factory=list[Speaker])
    stances: list[Stance] = field(default_factory=list[Stance])
    regions: list[Region] = field(default_factory=list[Region])
    entities: dict[str, Entity] = field(default_factory=dict[str, Entity])
    notes: list[str] = field(default_factory=list[str])

    @property
    def count(self) -> int:
        """The number of labels."""
        return len(self.claims) + len(self.speakers) + len(self.stances) + len(self.regions)

    def in_order(self) -> Iterator[Claim | Speaker | Stance | Region]:
        """Yield the labels so that what is named comes before what names it."""
        yield from self.speakers
        yield from self.claims
        yield from self.stances
        yield from self.regions

    def in_order_of_removal(self) -> Iterator[Claim | Speaker | Stance | Region]:
        """Yield the labels so that what names comes before what is named."""
        yield from self.regions
        yield from self.stances
        yield from self.claims
        yield from self.speakers

    def same_as(self, other: Labels, registry: Registry) -> bool:
        """Tell whether both hold the same labels; entities are compared after all merges."""
        return registry.standing(self) == registry.standing(other)


def stored_labels(read: Reader, set_id: str) -> Labels:
    """Return the labels that a set has."""
    return Labels(
        claims=read.all(Claim, set_id=set_id),
        speakers=read.all(Speaker, set_id=set_id),
        stances=read.all(Stance, set_id=set_id),
        regions=read.all(Region, set_id=set_id),
    )


def labels_of(line: Line, set_id: str, annotator: str, registry: Registry) -> Labels:
    """Return the labels of a line as rows of a set.

    Raises:
        LabelerError: a speaker's entity has no possible name.
    """
    out = Labels()

    def new(kind: str, given: str) -> str:
        return imported_id(given, line.text_sha256, annotator, kind)

    # Two new names of one line must not take the same id.
    found: dict[str, Entity] = {}
    for one in line.speakers:
        name = line.names.get(one.id, "")
        entity: Entity | None = None
        if name:
            if name not in found:
                found[name], note = registry.find(name, one.entity_id or "")
                out.notes += [note] if note else []
            entity = found[name]
            if any(other.id == entity.id and other.name != name for other in found.values()):
                entity = found[name] = Entity(id=derived_id("entity", name), name=name)
            out.entities[entity.id] = entity
        entity_id = None if entity is None else entity.id
        out.speakers.append(replace(one, id=new("speaker", one.id), set_id=set_id, entity_id=entity_id))
    for one in line.claims:
        speaker = None if one.speaker_id is None else new("speaker", one.speaker_id)
        out.claims.append(replace(one, id=new("claim", one.id), set_id=set_id, speaker_id=speaker))
    for one in line.stances:
        claim = new("claim", one.claim_id)
        out.stances.append(replace(one, id=new("stance", one.id), set_id=set_id, claim_id=claim))
    for one in line.boilerplate:
        out.regions.append(replace(one, id=new("boilerplate", one.id), set_id=set_id))
    return out


def suggestions_of(line: Line) -> list[Suggestion]:
    """Return the labels of a line as suggestions, whose ids are made of the line's, so that links hold."""
    out = [_draft("speaker", one, entity=line.names.get(one.id, "")) for one in line.speakers]
    out += [
        _draft(
            "claim",
            one,
            type=one.type,
            attribution=one.attribution,
            source=one.source,
            speaker_id=None if one.speaker_id is None else f"speaker {one.speaker_id}",
        )
        for one in line.claims
    ]
    out += [
        _draft("stance", one, claim_id=f"claim {one.claim_id}", topic=one.topic, value=one.value)
        for one in line.stances
    ]
    return out + [_draft("boilerplate", one) for one in line.boilerplate]


def _draft(kind: Kind, label: Claim | Speaker | Stance | Region, **more: Any) -> Suggestion:
    rule, score = ("", 1.0) if isinstance(label, Region) else (label.rule, label.score)
    return Suggestion(
        id=f"{kind} {label.id}",
        kind=kind,
        start=label.start,
        end=label.end,
        text=label.text,
        rule=rule,
        score=score,
        **more,
    )
