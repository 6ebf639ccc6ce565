"""All units of many articles as columns: what the measures compute on, a layer at a time.

Every column of a layer has one entry a unit; units stand in the order of article, annotator, start, end, id.
Annotators are numbered in the order of their names, articles in the order in which they came.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import compress, count

import numpy as np

from labeler.agreement.growing import Labels, Units, Words, ints, inverse
from labeler.agreement.layers import LAYERS, Bools, Codes, Ints, Layer, LayerName
from labeler.agreement.unit_columns import ClaimColumns, SetColumns, StanceColumns, columns_of
from labeler.agreement.units import GOLD, UNSET, ArticleUnits, UnitSet


@dataclass(frozen=True, slots=True)
class StanceValues:
    """Stances as values of claims: `claim` is the number of the claim in its layer. Stances without a cue included.

    `cue` is the number of the stance in the layer of those with a cue, -1 without one.
    """

    claim: Ints
    cue: Ints
    topic: Codes
    value: Codes
    ids: Sequence[str]
    aided: Bools


@dataclass(frozen=True, slots=True)
class Corpus:
    """The units of finished sets. `finished[a, m]`: annotator m finished article a.

    `shown` is 1, 0 or -1 (not known), `guidelines` a version, `month` a number in `months`, all by article and
    annotator. `linked` holds for each claim the number of its speaker in the speaker layer, -1 without one;
    `entity` for each speaker who is meant. `attributes` are columns of the claim layer: `type`, `attribution`,
    `source`, then those of the scheme by name; an undecided value is UNSET. The stance layer holds stances with a cue,
    `stances` all of them. `topics` are those that everybody was asked about: a claim without a stance on one has none.
    """

    keys: Sequence[str]
    titles: Sequence[str]
    lengths: Ints
    words: Ints
    annotators: tuple[str, ...]
    finished: Bools
    shown: Ints
    guidelines: Ints
    month: Ints
    months: tuple[str, ...]
    layers: dict[LayerName, Layer]
    linked: Ints
    entity: Codes
    attributes: dict[str, Codes]
    stances: StanceValues
    topics: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.keys)


def corpus_of(articles: Iterable[ArticleUnits], *, gold: bool = False, topics: Iterable[str] = ()) -> Corpus:
    """Return articles as columns; with `gold`, the gold sets as those of a further annotator called `gold`.

    Takes the articles one by one: they need not all be in memory. `topics` are those that everybody was asked about.
    """
    building = Building()
    building.ask(topics)
    for one in articles:
        number = building.add_article(one.key, one.title, one.length, one.words)
        for held in one.sets:
            building.add_set(number, held)
        if gold and one.gold is not None:
            building.add_set(number, one.gold)
    return building.done()


def only(corpus: Corpus, sets: Bools) -> Corpus:
    """Return the corpus with those sets alone that `sets[a, m]` names; articles and annotators keep their numbers."""
    finished = corpus.finished & sets
    keep = {name: finished[one.article, one.annotator] for name, one in corpus.layers.items()}
    claims, speakers = keep["claim"], keep["speaker"]
    place = np.cumsum(speakers) - 1
    linked = corpus.linked[claims]
    # A set is kept or left as a whole, so what a kept claim links to is kept, too.
    linked = np.where(linked >= 0, place[linked] if len(place) else -1, -1)
    claim_place = np.cumsum(claims) - 1
    stances = corpus.stances
    held = claims[stances.claim]
    cue_place = np.cumsum(keep["stance"]) - 1
    cue = stances.cue[held]
    cue = np.where(cue >= 0, cue_place[cue] if len(cue_place) else -1, -1)
    return Corpus(
        keys=corpus.keys,
        titles=corpus.titles,
        lengths=corpus.lengths,
        words=corpus.words,
        annotators=corpus.annotators,
        finished=finished,
        shown=corpus.shown,
        guidelines=corpus.guidelines,
        month=corpus.month,
        months=corpus.months,
        layers={name: _layer_only(one, keep[name]) for name, one in corpus.layers.items()},
        linked=linked,
        entity=_codes_only(corpus.entity, speakers),
        attributes={name: _codes_only(one, claims) for name, one in corpus.attributes.items()},
        stances=StanceValues(
            claim_place[stances.claim[held]],
            cue,
            _codes_only(stances.topic, held),
            _codes_only(stances.value, held),
            _chosen(stances.ids, held),
            stances.aided[held],
        ),
        topics=corpus.topics,
    )


def _layer_only(layer: Layer, keep: Bools) -> Layer:
    return Layer(
        layer.name,
        layer.article[keep],
        layer.annotator[keep],
        layer.start[keep],
        layer.end[keep],
        _chosen(layer.ids, keep),
        layer.aided[keep],
        _codes_only(layer.rule, keep),
    )


def _codes_only(codes: Codes, keep: Bools) -> Codes:
    return Codes(codes.codes[keep], codes.words)


def _chosen(ids: Sequence[str], keep: Bools) -> list[str]:
    return [ids[int(i)] for i in np.flatnonzero(keep)]


class Building:
    """A corpus on the way: takes articles, and their sets in any order; each annotator's set of an article once."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._titles: list[str] = []
        self._lengths, self._words = array("q"), array("q")
        self._people: dict[str, int] = {}
        self._months: dict[str, int] = {}
        self._sets: list[tuple[int, int, int, int, int]] = []
        self._units: dict[LayerName, Units] = {name: Units(name) for name in LAYERS}
        self._linked = array("q")
        self._entity = Words()
        self._attributes = {name: Words(UNSET) for name in ("type", "attribution", "source")}
        self._held, self._held_ids, self._held_aided = array("q"), list[str](), array("b")
        self._cue = array("q")
        self._topic, self._value = Words(), Words()
        self._asked: set[str] = set()

    def add_article(self, key: str, title: str, length: int, words: int) -> int:
        """Take an article and return its number; its text has so many code points and words."""
        self._keys.append(key)
        self._titles.append(title)
        self._lengths.append(length)
        self._words.append(words)
        return len(self._keys) - 1

    def ask(self, topics: Iterable[str]) -> None:
        """Take topics that everybody was asked about, whether anybody holds a stance on them or not."""
        self._asked.update(topics)
        self._topic.know(self._asked)

    def done(self) -> Corpus:
        """Return the corpus of all that was taken."""
        people = sorted(self._people, key=lambda name: (name == GOLD, name))
        rank = np.empty(len(people), np.int64)
        for new, name in enumerate(people):
            rank[self._people[name]] = new
        months = sorted(self._months)
        shape = (len(self._keys), len(people))
        finished = np.zeros(shape, np.bool_)
        shown, guidelines, month = np.full(shape, -1, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
        ordered = {name: i for i, name in enumerate(months)}
        for words in self._attributes.values():
            words.fill(len(self._linked))
        by_number = [ordered[name] for name in self._months]
        for article, person, was_shown, version, when in self._sets:
            at = article, rank[person]
            finished[at], shown[at], guidelines[at], month[at] = True, was_shown, version, by_number[when]
        orders: dict[LayerName, Ints] = {name: one.order(rank) for name, one in self._units.items()}
        claims, speakers = orders["claim"], orders["speaker"]
        claim_place, speaker_place = inverse(claims), inverse(speakers)
        linked = ints(self._linked)[claims]
        linked = np.where(linked >= 0, speaker_place[linked] if len(speaker_place) else -1, -1)
        held = claim_place[ints(self._held)] if len(self._held) else ints(self._held)
        by_claim = np.lexsort((ints(self._topic.column), held))
        cue_place = inverse(orders["stance"])
        cue = ints(self._cue)[by_claim]
        cue = np.where(cue >= 0, cue_place[cue] if len(cue_place) else -1, -1)
        return Corpus(
            keys=self._keys,
            titles=self._titles,
            lengths=ints(self._lengths),
            words=ints(self._words),
            annotators=tuple(people),
            finished=finished,
            shown=shown,
            guidelines=guidelines,
            month=month,
            months=tuple(months),
            layers={name: self._units[name].done(rank, orders[name]) for name in LAYERS},
            linked=linked,
            entity=self._entity.done(speakers),
            attributes={name: one.done(claims) for name, one in self._attributes.items()},
            stances=StanceValues(
                held[by_claim],
                cue,
                self._topic.done(by_claim),
                self._value.done(by_claim),
                [self._held_ids[i] for i in by_claim],
                np.asarray(self._held_aided, dtype=np.bool_)[by_claim],
            ),
            topics=tuple(sorted(self._asked)),
        )

    def add_set(self, article: int, one: UnitSet) -> None:
        """Take one annotator's finished set of an article, named by its number."""
        self.add_columns(article, columns_of(one))

    def add_columns(self, article: int, one: SetColumns) -> None:
        """Take a set as columns, as `add_set` does."""
        person = self._people.setdefault(one.annotator, len(self._people))
        month = self._months.setdefault(one.month, len(self._months))
        shown = -1 if one.shown is None else int(one.shown)
        self._sets.append((article, person, shown, one.guidelines, month))
        speakers, claims = self._units["speaker"], self._units["claim"]
        place = dict(zip(one.speakers.id, count(len(speakers.ids))))
        speakers.add(article, person, one.speakers)
        self._entity.add(one.speakers.entity)
        claim_place = dict(zip(one.claims.id, count(len(claims.ids))))
        claims.add(article, person, one.claims)
        self._linked.extend([place.get(id_, -1) for id_ in one.claims.speaker])
        self._add_attributes(one.claims, claim_place)
        if one.stances.id:
            self._add_stances(article, person, one.stances, claim_place)
        regions = one.boilerplate
        if regions.id:
            none, false = [""] * len(regions.id), [False] * len(regions.id)
            self._units["boilerplate"].add(article, person, Labels(*regions, false, none))

    def _add_stances(self, article: int, person: int, stances: StanceColumns, claim_place: dict[str, int]) -> None:
        cues = self._units["stance"]
        is_cue = [start >= 0 for start in stances.start]
        if any(is_cue):
            numbers = iter(range(len(cues.ids), len(cues.ids) + sum(is_cue)))
            place = [next(numbers) if is_one else -1 for is_one in is_cue]
            kept = (
                list(compress(stances.id, is_cue)),
                list(compress(stances.start, is_cue)),
                list(compress(stances.end, is_cue)),
                list(compress(stances.aided, is_cue)),
                list(compress(stances.rule, is_cue)),
            )
            cues.add(article, person, Labels(*kept))
        else:
            place = [-1] * len(is_cue)
        is_held = [claim in claim_place for claim in stances.claim]
        self._cue.extend(compress(place, is_held))
        self._held.extend([claim_place[claim] for claim in compress(stances.claim, is_held)])
        self._held_ids.extend(compress(stances.id, is_held))
        self._held_aided.extend(compress(stances.aided, is_held))
        self._topic.add(compress(stances.topic, is_held))
        self._value.add(compress(stances.value, is_held))

    def _add_attributes(self, claims: ClaimColumns, place: dict[str, int]) -> None:
        for name, column in (("type", claims.type), ("attribution", claims.attribution), ("source", claims.source)):
            self._attributes[name].add([word or UNSET for word in column] if "" in column else column)
        if not any(claims.attributes):
            return
        for id_, attributes in zip(claims.id, claims.attributes, strict=True):
            for name, value in attributes.items():
                # A claim's own attribute never takes the place of one that every claim has.
                if name not in {"type", "attribution", "source"}:
                    words = self._attributes.setdefault(name, Words(UNSET))
                    words.fill(place[id_])
                    words.add([value or UNSET])
