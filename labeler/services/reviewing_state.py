"""The review of one article as it stands: finished sets, what they disagree on, what is settled and still holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from labeler.domain.adjudication import Compared, Taken, compared_of, sides_of, taken_of
from labeler.domain.articles import Article
from labeler.domain.errors import LabelerError
from labeler.domain.registry import Entity
from labeler.domain.sets import GOLD, NEEDS_ROLE, Actor, AnnotationSet, Annotator
from labeler.services.articles import article_of
from labeler.services.projects import known, project_row
from labeler.services.reviewing_sides import Found, SetLabels, Sides
from labeler.services.reviewing_values import Item
from labeler.services.sets import standing_for
from labeler.services.work import set_id_of
from labeler.store import Reader
from labeler.store.records import Adjudication


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
class Kept:
    """A settlement with what it took and compared, read."""

    row: Adjudication
    taken: Taken
    compared: tuple[Compared, ...]


@dataclass
class Reviewed:
    """The review of one article as it stands. `virtual`: the gold set is not written yet."""

    finished: Sides
    names: Mapping[str, str]
    states: Mapping[str, AnnotationSet]
    gold: AnnotationSet
    virtual: bool
    adjudications: Sequence[Adjudication]
    entities: Mapping[str, Entity]

    @classmethod
    def of(cls, read: Reader, article_id: str) -> Reviewed:
        """Read an article's review, in an edit before anything is changed.

        Raises:
            LabelerError: `no_article`.
        """
        article = article_of(read, article_id)
        names = {one.id: one.name for one in read.all(Annotator)}
        states = {one.annotator_id: one for one in read.all(AnnotationSet, article_id=article.id)}
        gold = states.pop(GOLD, None)
        finished = Sides.of(read, article, [one for one in states.values() if one.state == "finished"], names)
        rows = [] if gold is None else read.all(Adjudication, set_id=gold.id)
        return cls(
            finished=finished,
            names=names,
            states=states,
            gold=gold or _virtual(read, article.id),
            virtual=gold is None,
            adjudications=sorted(rows, key=lambda one: (one.at, one.id)),
            entities=standing_for(read, finished.speakers),
        )

    @property
    def article(self) -> Article:
        """The article that is reviewed."""
        return self.finished.article

    @property
    def sides(self) -> Mapping[str, SetLabels]:
        """The finished sets by annotator, in the order of their names."""
        return self.finished.labels

    @property
    def items(self) -> Mapping[str, Item]:
        """The items by id, in reading order."""
        return self._found.items

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
        return self.finished.digest(layer, annotator_id, label_id)

    def compared(self, item: Item) -> tuple[Compared, ...]:
        """Return the labels of an item as they are now."""
        return tuple(
            Compared(annotator_id=who, label_id=label, digest=self.digest(item.layer, who, label))
            for who, label in sorted(item.labels.items())
        )

    def item_of(self, one: Kept) -> Item | None:
        """Return the item that a settlement is about: one with none but labels that were compared."""
        for part in one.compared:
            item = self._found.by_label.get((one.taken.layer, one.taken.topic, part.annotator_id, part.label_id))
            if item is not None:
                known_to_it = {(label.annotator_id, label.label_id) for label in one.compared}
                return item if set(item.labels.items()) <= known_to_it else None
        return None

    def item_with(self, layer: str, annotator_id: str, label_id: str) -> Item | None:
        """Return the item of a layer that a label is in; with no annotator, that of anybody's label with the id."""
        if annotator_id:
            return self._found.by_label.get((layer, "", annotator_id, label_id))
        return next((one for who in self.sides if (one := self.item_with(layer, who, label_id))), None)

    @cached_property
    def _found(self) -> Found:
        return self.finished.found(self.entities)

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


def _virtual(read: Reader, article_id: str) -> AnnotationSet:
    row = project_row(read)
    return AnnotationSet(
        id=set_id_of(article_id, GOLD),
        article_id=article_id,
        annotator_id=GOLD,
        scheme_version=row.scheme_version,
        guidelines_version=row.guidelines_version,
    )
