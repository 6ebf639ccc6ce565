"""The finished sets of an article, and what follows from them alone: items, and digests of what labels say.

They are frozen while they are reviewed, so what was read of them once is kept until one of them changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from labeler.agreement.units import ArticleUnits, UnitSet
from labeler.domain.adjudication import EditedFrame, EditedSpeaker, EditedStance
from labeler.domain.articles import Article
from labeler.domain.journal import canonical
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.sets import AnnotationSet
from labeler.services.agreement_units import unit_set
from labeler.services.offers import Labels
from labeler.services.projects import project_row
from labeler.services.reviewing_values import Item
from labeler.store import Reader
from labeler.store.listing import newest_hash

if TYPE_CHECKING:
    from labeler.agreement.disagreements import Items

# So many articles are kept: the one that is reviewed, those before and after it, and one looked at between.
_MOST = 4


@dataclass(frozen=True, slots=True)
class SetLabels:
    """One annotator's set with its labels by id."""

    annotator_id: str
    name: str
    set: AnnotationSet
    claims: dict[str, Claim]
    speakers: dict[str, Speaker]
    stances: dict[str, Stance]
    regions: dict[str, Region]

    @classmethod
    def of(cls, read: Reader, one: AnnotationSet, name: str) -> SetLabels:
        """Read the labels of a set."""
        held = Labels.of(read, one.id)
        claims, speakers = {row.id: row for row in held.claims}, {row.id: row for row in held.speakers}
        stances, regions = {row.id: row for row in held.stances}, {row.id: row for row in held.regions}
        return cls(one.annotator_id, name, one, claims, speakers, stances, regions)

    def units(self, text: str, entities: Mapping[str, Entity]) -> UnitSet:
        """Return the set as agreement is measured on it, under its annotator's name."""
        held = (self.claims.values(), self.speakers.values(), self.stances.values(), self.regions.values())
        return unit_set(text, self.name, self.set, *held, entities)

    def stances_of(self, claim_id: str) -> list[Stance]:
        """Return the stances of a claim by topic."""
        held = (one for one in self.stances.values() if one.claim_id == claim_id)
        return sorted(held, key=lambda one: one.topic)

    def frame(self, layer: str, label_id: str) -> EditedFrame | None:
        """Return what a label says, with all that belongs to it; None without such a label."""
        if layer == "claim" and (claim := self.claims.get(label_id)):
            return self._claim(claim)
        if layer == "speaker" and (speaker := self.speakers.get(label_id)):
            return EditedFrame(start=speaker.start, end=speaker.end, entity_id=speaker.entity_id)
        if layer == "stance" and (stance := self.stances.get(label_id)):
            return EditedFrame(start=stance.start, end=stance.end)
        if layer == "boilerplate" and (region := self.regions.get(label_id)):
            return EditedFrame(start=region.start, end=region.end)
        return None

    def _claim(self, claim: Claim) -> EditedFrame:
        mention = self.speakers.get(claim.speaker_id or "")
        return EditedFrame(
            start=claim.start,
            end=claim.end,
            type=claim.type,
            attribution=claim.attribution,
            source=claim.source,
            speaker=None
            if mention is None
            else EditedSpeaker(start=mention.start, end=mention.end, entity_id=mention.entity_id, label=mention.id),
            stances=tuple(
                EditedStance(topic=one.topic, value=one.value, start=one.start, end=one.end, label=one.id)
                for one in self.stances_of(claim.id)
            ),
            attributes=claim.attributes,
            repeats=claim.repeats or "",
        )


class Found(NamedTuple):
    """Items by id in reading order, and by each of their labels: layer, topic, annotator's id, label's id."""

    items: Mapping[str, Item]
    by_label: Mapping[tuple[str, str, str, str], Item]


@dataclass(slots=True)
class Sides:
    """The finished sets of an article by annotator, in the order of their names."""

    article: Article
    labels: Mapping[str, SetLabels]
    _digests: dict[tuple[str, str, str], str] = field(default_factory=dict[tuple[str, str, str], str])
    _found: tuple[object, Found] | None = None

    @classmethod
    def of(cls, read: Reader, article: Article, sets: Iterable[AnnotationSet], names: Mapping[str, str]) -> Sides:
        """Read these sets of an article, or return what was read of them in the state that they are in.

        Within an edit that has changed one of them they must not be asked for: its journal tells of it at the end.
        """
        ordered = sorted(sets, key=lambda one: names[one.annotator_id])
        state = (article, *((one, names[one.annotator_id], newest_hash(read, one.id)) for one in ordered))
        place = (place_of(read), article.id)
        held = _KEPT.pop(place, None)
        if held is None or held[0] != state:
            labels = {one.annotator_id: SetLabels.of(read, one, names[one.annotator_id]) for one in ordered}
            held = state, cls(article, labels)
        while len(_KEPT) >= _MOST:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[place] = held
        return held[1]

    @property
    def speakers(self) -> list[Speaker]:
        """All mentions of all sets."""
        return [speaker for side in self.labels.values() for speaker in side.speakers.values()]

    def found(self, entities: Mapping[str, Entity]) -> Found:
        """Return the items; `entities` maps what speakers name to the entry that stands for it after merges."""
        standing = {name: one.id for name, one in entities.items()}
        if self._found is None or self._found[0] != standing:
            items = items_between(self.article, self.labels.values(), entities)
            by_label = {
                (one.layer, one.topic, who, label): one for one in items.values() for who, label in one.labels.items()
            }
            self._found = standing, Found(items, by_label)
        return self._found[1]

    def digest(self, layer: str, annotator_id: str, label_id: str) -> str:
        """Return what tells whether a label still says the same, "" without such a label."""
        key = (layer, annotator_id, label_id)
        if key not in self._digests:
            side = self.labels.get(annotator_id)
            frame = None if side is None else side.frame(layer, label_id)
            said = b"" if frame is None else canonical(_said(frame)).encode("utf-8")
            self._digests[key] = hashlib.sha256(said).hexdigest()[:16] if said else ""
        return self._digests[key]


_KEPT: dict[tuple[str, str], tuple[object, Sides]] = {}


def place_of(read: Reader) -> str:
    """Return what tells one project from another, and from a copy of it elsewhere."""
    return f"{project_row(read).id} {read.connection.engine.url}"


def items_between(article: Article, sets: Iterable[SetLabels], entities: Mapping[str, Entity]) -> dict[str, Item]:
    """Return the items of some sets of an article by id, in reading order."""
    from labeler.agreement.corpus import corpus_of
    from labeler.agreement.disagreements import items
    from labeler.agreement.overlap import Alignment

    held = list(sets)
    units = tuple(one.units(article.text, entities) for one in held)
    corpus = corpus_of([ArticleUnits(key=article.key, length=len(article.text), sets=units)])
    found = items(corpus, Alignment(corpus), tuple(range(len(corpus.annotators))))
    ids = {one.name: one.annotator_id for one in held}
    made = (_item_at(found, number, ids) for number in range(len(found)))
    return {one.id: one for one in made}


def _item_at(found: Items, number: int, annotator_ids: Mapping[str, str]) -> Item:
    """Return one of the items of a corpus, with the ids of annotators by name."""
    return Item(
        id=found.id(number),
        layer=found.layer_of(number),
        kind=found.kind_of(number),
        start=int(found.start[number]),
        end=int(found.end[number]),
        labels={annotator_ids[name]: label for name, label in found.labels(number).items()},
        topic=found.topic_of(number),
    )


def _said(frame: EditedFrame) -> list[object]:
    """Return what a frame says, without the ids of the labels that say it."""
    mention = None if frame.speaker is None else replace(frame.speaker, label="")
    spoken = None if mention is None else [mention.start, mention.end, mention.entity_id]
    stances = [[one.topic, one.value, one.start, one.end] for one in frame.stances]
    own = [frame.start, frame.end, frame.type, frame.attribution, frame.source, frame.entity_id, frame.attributes]
    return [*own, spoken, stances]
