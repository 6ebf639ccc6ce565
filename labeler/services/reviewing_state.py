"""The review of one article as it stands: finished sets, what they disagree on, what is settled and still holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from labeler.agreement.units import ArticleUnits, UnitSet
from labeler.domain.adjudication import (
    Compared,
    EditedFrame,
    EditedSpeaker,
    EditedStance,
    Taken,
    compared_of,
    sides_of,
    taken_of,
)
from labeler.domain.articles import Article
from labeler.domain.errors import LabelerError
from labeler.domain.journal import canonical
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.sets import GOLD, NEEDS_ROLE, Actor, AnnotationSet, Annotator
from labeler.services.agreement_units import unit_set
from labeler.services.articles import article_of
from labeler.services.offers import Labels
from labeler.services.projects import known, project_row
from labeler.services.reviewing_values import Item
from labeler.services.sets import standing_for
from labeler.services.work import set_id_of
from labeler.store import Reader
from labeler.store.records import Adjudication

if TYPE_CHECKING:
    from labeler.agreement.disagreements import Items


def reviewer(read: Reader, actor: Actor, verb: str = "review articles") -> Actor:
    """Return the actor as known, if she may review.

    Raises:
        LabelerError: `no_annotator`, `needs_role`.
    """
    actor = known(read, actor)
    if not actor.roles & {"reviewer", "lead"}:
        raise LabelerError(NEEDS_ROLE, actor=actor.name, verb=verb, role="reviewer or lead")
    return actor


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


@dataclass(frozen=True, slots=True)
class Kept:
    """A settlement with what it took and compared, read."""

    row: Adjudication
    taken: Taken
    compared: tuple[Compared, ...]


@dataclass
class Reviewed:
    """The review of one article as it stands. `virtual`: the gold set is not written yet."""

    article: Article
    names: Mapping[str, str]
    states: Mapping[str, AnnotationSet]
    sides: Mapping[str, SetLabels]
    gold: AnnotationSet
    virtual: bool
    adjudications: Sequence[Adjudication]
    entities: Mapping[str, Entity]

    @classmethod
    def of(cls, read: Reader, article_id: str) -> Reviewed:
        """Read an article's review.

        Raises:
            LabelerError: `no_article`.
        """
        article = article_of(read, article_id)
        names = {one.id: one.name for one in read.all(Annotator)}
        states = {one.annotator_id: one for one in read.all(AnnotationSet, article_id=article.id)}
        gold = states.pop(GOLD, None)
        finished = sorted(
            (one for one in states.values() if one.state == "finished"), key=lambda x: names[x.annotator_id]
        )
        sides = {one.annotator_id: SetLabels.of(read, one, names[one.annotator_id]) for one in finished}
        rows = [] if gold is None else read.all(Adjudication, set_id=gold.id)
        speakers = [speaker for side in sides.values() for speaker in side.speakers.values()]
        return cls(
            article=article,
            names=names,
            states=states,
            sides=sides,
            gold=gold or _virtual(read, article.id),
            virtual=gold is None,
            adjudications=sorted(rows, key=lambda one: (one.at, one.id)),
            entities=standing_for(read, speakers),
        )

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items by id, in reading order."""
        return items_between(self.article, self.sides.values(), self.entities)

    @cached_property
    def kept(self) -> tuple[Kept, ...]:
        """The settlements that still hold, the oldest first; those whose labels were changed since do not."""
        return tuple(one for one in self._read if self._holds(one))

    @cached_property
    def settled(self) -> dict[str, Kept]:
        """What settles each item, by its id."""
        found: dict[str, Kept] = {}
        for one in self._read:
            item = self.item_of(one)
            if item is not None and self._unchanged(one):
                found[item.id] = one
        return found

    @cached_property
    def reopened(self) -> tuple[str, ...]:
        """The annotators who have opened again what settlements rest on."""
        whose = {part.annotator_id for one in self.kept for part in one.compared}
        return tuple(sorted(one for one in whose if self._is_open(one)))

    def digest(self, layer: str, annotator_id: str, label_id: str) -> str:
        """Return what tells whether a label of a side still says the same, "" without such a label."""
        side = self.sides.get(annotator_id)
        frame = None if side is None else side.frame(layer, label_id)
        return "" if frame is None else hashlib.sha256(canonical(_said(frame)).encode("utf-8")).hexdigest()[:16]

    def compared(self, item: Item) -> tuple[Compared, ...]:
        """Return the labels of an item as they are now."""
        return tuple(
            Compared(annotator_id=who, label_id=label, digest=self.digest(item.layer, who, label))
            for who, label in sorted(item.labels.items())
        )

    def item_of(self, one: Kept) -> Item | None:
        """Return the item that a settlement is about: one with none but labels that were compared."""
        for part in one.compared:
            item = self._by_label.get((one.taken.layer, one.taken.topic, part.annotator_id, part.label_id))
            if item is not None:
                known_to_it = {(label.annotator_id, label.label_id) for label in one.compared}
                return item if set(item.labels.items()) <= known_to_it else None
        return None

    def item_with(self, layer: str, annotator_id: str, label_id: str) -> Item | None:
        """Return the item of a layer that a label is in; with no annotator, that of anybody's label with the id."""
        if annotator_id:
            return self._by_label.get((layer, "", annotator_id, label_id))
        return next((one for who in self.sides if (one := self.item_with(layer, who, label_id))), None)

    @cached_property
    def _by_label(self) -> dict[tuple[str, str, str, str], Item]:
        return {
            (one.layer, one.topic, who, label): one for one in self.items.values() for who, label in one.labels.items()
        }

    @cached_property
    def _read(self) -> tuple[Kept, ...]:
        read = ((row, taken_of(row.taken), compared_of(row.sources)) for row in self.adjudications)
        return tuple(Kept(row, taken, compared) for row, taken, compared in read if taken is not None)

    def _holds(self, one: Kept) -> bool:
        if not self._unchanged(one):
            return False
        return self.item_of(one) is not None or any(self._is_open(part.annotator_id) for part in one.compared)

    def _unchanged(self, one: Kept) -> bool:
        """Tell whether what was compared says what it said; of a set that is open again that is not known yet."""
        if one.row.how != "adjudicated" and not set(self.sides) <= set(sides_of(one.row.sides)):
            return False
        return all(
            self.digest(one.taken.layer, part.annotator_id, part.label_id) == part.digest
            if part.annotator_id in self.sides
            else self._is_open(part.annotator_id)
            for part in one.compared
        )

    def _is_open(self, annotator_id: str) -> bool:
        one = self.states.get(annotator_id)
        return one is not None and one.state == "in_progress"


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


def _virtual(read: Reader, article_id: str) -> AnnotationSet:
    row = project_row(read)
    return AnnotationSet(
        id=set_id_of(article_id, GOLD),
        article_id=article_id,
        annotator_id=GOLD,
        scheme_version=row.scheme_version,
        guidelines_version=row.guidelines_version,
    )


def _said(frame: EditedFrame) -> list[object]:
    """Return what a frame says, without the ids of the labels that say it."""
    mention = None if frame.speaker is None else replace(frame.speaker, label="")
    spoken = None if mention is None else [mention.start, mention.end, mention.entity_id]
    stances = [[one.topic, one.value, one.start, one.end] for one in frame.stances]
    own = [frame.start, frame.end, frame.type, frame.attribution, frame.source, frame.entity_id, frame.attributes]
    return [*own, spoken, stances]
