"""The labels of a line as rows of a set: ids, links, entities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id, imported_id, is_uuid
from labeler.domain.labels import Claim, Kind, Region, Speaker, Stance
from labeler.domain.registry import Entity, resolve
from labeler.domain.suggestions import Suggestion
from labeler.formats.native import Line
from labeler.store import Reader
from labeler.store.bulk import LabelRows

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
            for one in (*labels.rows.speakers, *labels.rows.claims, *labels.rows.stances, *labels.rows.regions)
        }

    def commit(self, labels: Labels) -> None:
        """Add the new entities that labels name."""
        for entity in labels.entities.values():
            if entity.id not in self._ids:
                self._ids.add(entity.id)
                self._by_name[entity.name] = entity
                self.new.append(entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The labels of one set. `entities` are those that its speakers name, by id; `notes` are remarks on them."""

    rows: LabelRows = field(default_factory=LabelRows)
    entities: Mapping[str, Entity] = field(default_factory=dict[str, Entity])
    notes: Sequence[str] = ()

    @property
    def count(self) -> int:
        """The number of labels."""
        return len(self.rows)

    def same_as(self, other: Labels, registry: Registry) -> bool:
        """Tell whether both hold the same labels; entities are compared after all merges."""
        return registry.standing(self) == registry.standing(other)


def labels_of(line: Line, set_id: str, annotator: str, registry: Registry) -> Labels:
    """Return the labels of a line as rows of a set.

    Raises:
        LabelerError: a speaker's entity has no possible name.
    """

    def new(kind: Kind, given: str) -> str:
        return imported_id(given, line.text_sha256, annotator, kind)

    entities, notes = _entities(line, registry)
    rows = LabelRows(
        speakers=[
            replace(
                one, id=new("speaker", one.id), set_id=set_id, entity_id=_id_of(entities, line.names.get(one.id, ""))
            )
            for one in line.speakers
        ],
        claims=[
            replace(
                one,
                id=new("claim", one.id),
                set_id=set_id,
                speaker_id=None if one.speaker_id is None else new("speaker", one.speaker_id),
                repeats=None if one.repeats is None else new("claim", one.repeats),
            )
            for one in line.claims
        ],
        stances=[
            replace(one, id=new("stance", one.id), set_id=set_id, claim_id=new("claim", one.claim_id))
            for one in line.stances
        ],
        regions=[replace(one, id=new("boilerplate", one.id), set_id=set_id) for one in line.boilerplate],
    )
    return Labels(rows=rows, entities={one.id: one for one in entities.values()}, notes=notes)


def _entities(line: Line, registry: Registry) -> tuple[dict[str, Entity], list[str]]:
    """Return the entities that a line names, by name, and remarks."""
    found: dict[str, Entity] = {}
    notes: list[str] = []
    for one in line.speakers:
        name = line.names.get(one.id, "")
        if not name or name in found:
            continue
        entity, note = registry.find(name, one.entity_id or "")
        if any(other.id == entity.id for other in found.values()):
            # Two new names with one id: the second gets its own.
            entity = replace(entity, id=derived_id("entity", name))
        found[name] = entity
        notes += [note] if note else []
    return found, notes


def _id_of(entities: Mapping[str, Entity], name: str) -> str | None:
    return entities[name].id if name else None


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
