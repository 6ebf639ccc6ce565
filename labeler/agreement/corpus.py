"""All units of many articles as columns: what the measures compute on, a layer at a time.

Every column of a layer has one entry a unit; units stand in the order of article, annotator, start, end, id.
Annotators are numbered in the order of their names, articles in the order in which they came.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from labeler.agreement.units import GOLD, UNSET, ArticleUnits, ClaimUnit, RegionUnit, SpeakerUnit, StanceUnit, UnitSet

Ints: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]
LayerName: TypeAlias = Literal["claim", "speaker", "stance", "boilerplate"]
LAYERS: tuple[LayerName, ...] = ("claim", "speaker", "stance", "boilerplate")


@dataclass(frozen=True, slots=True)
class Codes:
    """A column of words as numbers: the word of unit i is `words[codes[i]]`."""

    codes: Ints
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """The units of one layer: `article` and `annotator` are numbers, `start` and `end` code points of the article."""

    name: LayerName
    article: Ints
    annotator: Ints
    start: Ints
    end: Ints
    ids: Sequence[str]
    aided: Bools
    rule: Codes

    def __len__(self) -> int:
        return len(self.article)


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


class _Words:
    """Numbers for words, in the order in which they come."""

    def __init__(self, *known: str) -> None:
        self._codes: dict[str, int] = {word: i for i, word in enumerate(known)}
        self.column = array("q")

    def add(self, words: Iterable[str]) -> None:
        codes = self._codes
        self.column.extend([codes.setdefault(word, len(codes)) for word in words])

    def know(self, words: Iterable[str]) -> None:
        """Take words that may occur nowhere."""
        for word in words:
            self._codes.setdefault(word, len(self._codes))

    def fill(self, count: int) -> None:
        """Fill the column up to a number of entries: those of whom nothing was said have no value."""
        self.add([UNSET] * (count - len(self.column)))

    def done(self, order: Ints) -> Codes:
        """Return the column in an order, words numbered as they sort: the same values give the same numbers."""
        words = sorted(self._codes)
        rank = np.empty(len(words), np.int64)
        for new, word in enumerate(words):
            rank[self._codes[word]] = new
        codes = _ints(self.column)[order]
        return Codes(rank[codes] if words else codes, tuple(words))


class _Units:
    """The columns of a layer on the way."""

    def __init__(self, name: LayerName) -> None:
        self.name: LayerName = name
        self.article, self.annotator = array("q"), array("q")
        self.start, self.end, self.aided = array("q"), array("q"), array("b")
        self.ids: list[str] = []
        self.rule = _Words()

    def add(self, article: int, annotator: int, units: Sequence[ClaimUnit | SpeakerUnit | StanceUnit]) -> None:
        self._place(article, annotator, units)
        self.aided.extend([one.aided for one in units])
        self.rule.add([one.rule for one in units])

    def add_regions(self, article: int, annotator: int, units: Sequence[RegionUnit]) -> None:
        self._place(article, annotator, units)
        self.aided.extend([False] * len(units))
        self.rule.add([""] * len(units))

    def _place(
        self, article: int, annotator: int, units: Sequence[ClaimUnit | SpeakerUnit | StanceUnit | RegionUnit]
    ) -> None:
        self.article.extend([article] * len(units))
        self.annotator.extend([annotator] * len(units))
        self.start.extend([one.start for one in units])
        self.end.extend([one.end for one in units])
        self.ids.extend([one.id for one in units])

    def order(self, rank: Ints) -> Ints:
        """Return the order of article, annotator (by rank), start, end, id."""
        keys = (_ints(self.end), _ints(self.start), rank[_ints(self.annotator)], _ints(self.article))
        order = np.lexsort(keys)
        same = np.zeros(len(order) + 1, np.bool_)
        if len(order):
            same[1:-1] = np.logical_and.reduce([key[order][1:] == key[order][:-1] for key in keys])
        # Ids decide only where all else is the same, which is rare: comparing texts takes long.
        for first in np.flatnonzero(~same[:-1] & same[1:]).tolist():
            last = first + 1 + int(np.argmin(same[first + 1 :]))
            order[first:last] = sorted(order[first:last].tolist(), key=lambda i: self.ids[i])
        return order

    def done(self, rank: Ints, order: Ints) -> Layer:
        return Layer(
            self.name,
            _ints(self.article)[order],
            rank[_ints(self.annotator)][order],
            _ints(self.start)[order],
            _ints(self.end)[order],
            [self.ids[i] for i in order],
            np.asarray(self.aided, dtype=np.bool_)[order],
            self.rule.done(order),
        )


class Building:
    """A corpus on the way: takes articles, and their sets in any order; each annotator's set of an article once."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._titles: list[str] = []
        self._lengths, self._words = array("q"), array("q")
        self._people: dict[str, int] = {}
        self._months: dict[str, int] = {}
        self._sets: list[tuple[int, int, int, int, int]] = []
        self._units: dict[LayerName, _Units] = {name: _Units(name) for name in LAYERS}
        self._linked = array("q")
        self._entity = _Words()
        self._attributes = {name: _Words(UNSET) for name in ("type", "attribution", "source")}
        self._held, self._held_ids, self._held_aided = array("q"), list[str](), array("b")
        self._cue = array("q")
        self._topic, self._value = _Words(), _Words()
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
        claim_place, speaker_place = _inverse(claims), _inverse(speakers)
        linked = _ints(self._linked)[claims]
        linked = np.where(linked >= 0, speaker_place[linked] if len(speaker_place) else -1, -1)
        held = claim_place[_ints(self._held)] if len(self._held) else _ints(self._held)
        by_claim = np.lexsort((_ints(self._topic.column), held))
        cue_place = _inverse(orders["stance"])
        cue = _ints(self._cue)[by_claim]
        cue = np.where(cue >= 0, cue_place[cue] if len(cue_place) else -1, -1)
        return Corpus(
            keys=self._keys,
            titles=self._titles,
            lengths=_ints(self._lengths),
            words=_ints(self._words),
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
        person = self._people.setdefault(one.annotator, len(self._people))
        month = self._months.setdefault(one.month, len(self._months))
        shown = -1 if one.shown is None else int(one.shown)
        self._sets.append((article, person, shown, one.guidelines, month))
        speakers, claims = self._units["speaker"], self._units["claim"]
        place = {speaker.id: number for number, speaker in enumerate(one.speakers, len(speakers.ids))}
        speakers.add(article, person, one.speakers)
        self._entity.add([speaker.entity for speaker in one.speakers])
        claim_place = {claim.id: number for number, claim in enumerate(one.claims, len(claims.ids))}
        claims.add(article, person, one.claims)
        self._linked.extend([place.get(claim.speaker, -1) for claim in one.claims])
        self._add_attributes(one.claims, claim_place)
        self._add_stances(article, person, one.stances, claim_place)
        self._units["boilerplate"].add_regions(article, person, one.boilerplate)

    def _add_stances(
        self, article: int, person: int, stances: Sequence[StanceUnit], claim_place: dict[str, int]
    ) -> None:
        cues = self._units["stance"]
        if any(one.start >= 0 for one in stances):
            with_cue = [one for one in stances if one.start >= 0]
            cue_place = {id(one): number for number, one in enumerate(with_cue, len(cues.ids))}
            cues.add(article, person, with_cue)
        else:
            cue_place = {}
        held = [one for one in stances if one.claim in claim_place]
        self._cue.extend([cue_place.get(id(one), -1) for one in held])
        self._held.extend([claim_place[one.claim] for one in held])
        self._held_ids.extend([one.id for one in held])
        self._held_aided.extend([one.aided for one in held])
        self._topic.add([one.topic for one in held])
        self._value.add([one.value for one in held])

    def _add_attributes(self, claims: Sequence[ClaimUnit], place: dict[str, int]) -> None:
        self._attributes["type"].add([one.type or UNSET for one in claims])
        self._attributes["attribution"].add([one.attribution or UNSET for one in claims])
        self._attributes["source"].add([one.source or UNSET for one in claims])
        for claim in claims:
            for name, value in claim.attributes.items():
                # A claim's own attribute never takes the place of one that every claim has.
                if name not in {"type", "attribution", "source"}:
                    words = self._attributes.setdefault(name, _Words(UNSET))
                    words.fill(place[claim.id])
                    words.add([value or UNSET])


def _ints(column: array[int]) -> Ints:
    return np.asarray(column, dtype=np.int64)


def _inverse(order: Ints) -> Ints:
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place
