"""Agreement on values: attributes of claims, and where a claim's source stands on topics.

What is compared are claims that are the same to two annotators or more, aligned at any overlap. For a pair just its
claims are aligned; for the team a cluster of claims is one unit, and whoever has none in it is missing. An undecided
value is a value of its own, and so is `none`: no stance on a topic that the data know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from labeler.agreement import coefficients as of
from labeler.agreement.choice_units import LEVELS, MANY, Ordered, PairUnits, TeamUnits, Units
from labeler.agreement.corpus import Bools, Corpus, Ints, only
from labeler.agreement.overlap import Alignment
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.sums import NO_ORDER, NO_PAIRS, NO_UNITS, Floats, Statistic, Value, undefined
from labeler.agreement.units import GOLD, UNSET

ABSENT = "none"
"""The value of a claim that holds no stance on a topic."""
ORDER = ("oppose", "neutral", "support")
"""The values of stances that have an order, from one end to the other."""


class Choice(NamedTuple):
    """A measure on values. `category` is "" for all values, `topic` "" for attributes and for all topics together."""

    measure: str
    category: str
    topic: str
    statistic: Statistic


class Choices:
    """Measures on values over a corpus. Those of the same claims and values share a table: they are drawn once."""

    def __init__(self, corpus: Corpus, alignment: Alignment, *, topics: Ints | None = None) -> None:
        """Measure over a corpus; of a part of the data, `topics` are the numbers of those that the whole knows."""
        self._corpus = corpus
        self._alignment = alignment
        self._stances = _Stances(corpus, topics)
        self._part: tuple[Bools, Choices] | None = None
        self._units: tuple[tuple[int, ...], Subset, Units] | None = None

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of the attributes of claims."""
        return tuple(self._corpus.attributes)

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics on which anybody holds a stance, and those that everybody was asked about."""
        return self._stances.topics

    def pair(self, attribute: str, first: int, second: int, subset: Subset = ALL) -> list[Choice]:
        """Return all measures on an attribute for two annotators, by number."""
        return self._attribute(self._of_pair(first, second, subset), attribute)

    def team(self, attribute: str, subset: Subset = ALL) -> list[Choice]:
        """Return all measures on an attribute for all annotators."""
        if subset.sets is not None:
            return self._within(subset.sets).team(attribute, replace(subset, sets=None))
        return self._attribute(self._of_team(subset), attribute)

    def pair_stances(self, first: int, second: int, subset: Subset = ALL) -> Iterator[Choice]:
        """Yield all measures on stances for two annotators, by number: topic by topic, then all topics together."""
        yield from self._all_stances(self._of_pair(first, second, subset))

    def team_stances(self, subset: Subset = ALL) -> Iterator[Choice]:
        """Yield the same for all annotators."""
        if subset.sets is not None:
            yield from self._within(subset.sets).team_stances(replace(subset, sets=None))
        else:
            yield from self._all_stances(self._of_team(subset))

    def _of_pair(self, first: int, second: int, subset: Subset) -> Units:
        return self._held(
            (first, second), subset, lambda: PairUnits(self._corpus, self._alignment, (first, second), subset)
        )

    def _of_team(self, subset: Subset) -> Units:
        return self._held((), subset, lambda: TeamUnits(self._corpus, self._alignment, subset))

    def _held(self, whose: tuple[int, ...], subset: Subset, make: Callable[[], Units]) -> Units:
        """Return units, those of the last call where they are the same."""
        if self._units is None or self._units[0] != whose or not _same(self._units[1], subset):
            self._units = whose, subset, make()
        return self._units[2]

    def _within(self, sets: Bools) -> Choices:
        """Return the same over some sets: clusters of claims are those of these sets alone."""
        if self._part is None or self._part[0] is not sets:
            corpus = only(self._corpus, sets)
            self._part = sets, Choices(corpus, Alignment(corpus), topics=self._stances.numbers)
        return self._part[1]

    def _attribute(self, units: Units, attribute: str) -> list[Choice]:
        column = self._corpus.attributes[attribute]
        return _attribute_measures(units, units.nominal(column.codes, len(column.words)), column.words)

    def _all_stances(self, units: Units) -> Iterator[Choice]:
        stances = self._stances
        words = stances.words
        nothing = np.full(len(stances), -1, np.int64)
        nominal, ordered = 0 * units.nominal(np.zeros_like(nothing), len(words)), units.ordered(nothing)
        for number, topic in enumerate(stances.topics):
            codes = stances.codes(number)
            here, ordered_here = units.nominal(codes, len(words)), units.ordered(stances.ranks[codes])
            yield from _stance_measures(units, here, ordered_here, stances, topic)
            nominal, ordered = nominal + here, ordered.plus(ordered_here)
        yield from _stance_measures(units, nominal, ordered, stances, "")


def _same(one: Subset, other: Subset) -> bool:
    return one.sets is other.sets and (one.aided, one.rule) == (other.aided, other.rule)


class _Stances:
    """Stances as a column of values a topic, one entry a claim: 0 where it holds none on it."""

    def __init__(self, corpus: Corpus, numbers: Ints | None = None) -> None:
        held = corpus.stances
        self._count = len(corpus.layers["claim"])
        names = [word or UNSET for word in held.value.words]
        self.words = (ABSENT, *sorted({*names} - {ABSENT}))
        value = np.array([self.words.index(name) for name in names], np.int64)[held.value.codes]
        # Of two stances of a claim on a topic, which there should not be, the same counts whatever their order.
        order = np.lexsort((value, held.topic.codes))
        self._claim, self._value = held.claim[order], value[order]
        topics = held.topic.codes[order]
        self._edges = np.searchsorted(topics, np.arange(len(held.topic.words) + 1))
        people = _of_people(corpus)[held.claim]
        meant = _occurring(held.topic.codes, people, len(held.topic.words), kept=GOLD not in corpus.annotators)
        meant |= np.isin(held.topic.words, corpus.topics)
        self.numbers = np.flatnonzero(meant) if numbers is None else numbers
        self.topics = tuple(held.topic.words[number] or UNSET for number in self.numbers)
        self.ranks = np.array([ORDER.index(word) if word in ORDER else -1 for word in self.words], np.int64)
        used = np.flatnonzero(_occurring(value, people, len(self.words), kept=False))
        self.in_order = {self.words[number] for number in used} <= {*ORDER, ABSENT, UNSET}
        """Whether all values that anybody assigned have an order."""

    def __len__(self) -> int:
        return self._count

    def codes(self, topic: int) -> Ints:
        """Return the value of each claim on a topic, by the topic's number among `topics`."""
        number = self.numbers[topic]
        part = slice(self._edges[number], self._edges[number + 1])
        codes = np.zeros(self._count, np.int64)
        codes[self._claim[part]] = self._value[part]
        return codes


def _of_people(corpus: Corpus) -> Bools:
    """Return which claims are those of annotators: all but those of the gold."""
    is_person = np.array([name != GOLD for name in corpus.annotators], np.bool_)
    return is_person[corpus.layers["claim"].annotator]


def _occurring(codes: Ints, people: Bools, count: int, *, kept: bool) -> Bools:
    """Return which of `count` words occur with annotators; with `kept`, all of them: the data as a whole knew them."""
    return np.ones(count, np.bool_) if kept else np.bincount(codes[people], minlength=count).astype(np.bool_)


class _Table:
    """The table that all measures on the same claims and values share, and how its totals are read.

    Values that nobody gave are left out; of too many there is observed agreement alone. The last columns are those of
    ordered values, if there are any.
    """

    def __init__(self, units: Units, nominal: Floats, words: tuple[str, ...], ordered: Floats | None) -> None:
        self._units = units
        self._is_pair = nominal.shape[1] > 2
        self._values: tuple[str, ...] = ()
        self._too_many = len(words) > MANY
        if not self._too_many:
            used = units.agreed_and_used(nominal.sum(axis=0))[1] > 0
            self._values = tuple(words[number] for number in np.flatnonzero(used))
            nominal = nominal[:, :, used]
        self._shape = nominal.shape[1:]
        self._size = int(np.prod(self._shape))
        table = nominal.reshape(len(nominal), self._size)
        self.table = table if ordered is None else np.hstack((table, ordered))

    def measures(self) -> Iterator[tuple[str, str, Value]]:
        """Yield measure, category and what totals say, where values are the same or different."""
        yield "observed", "", lambda totals: of.observed(*self._read(totals))
        if self._too_many:
            return
        yield "alpha_nominal", "", lambda totals: of.alpha_nominal(*self._read(totals))
        if self._is_pair:
            yield "kappa", "", self._kappa
        yield "ac1", "", lambda totals: of.ac1(*self._read(totals))
        for number, word in enumerate(self._values):
            yield "alpha_nominal", word, self._of_category(number)

    def ordinal(self, totals: Floats) -> Floats:
        """Return alpha of the ordered values."""
        matrix = totals[..., self._size :].reshape(*totals.shape[:-1], LEVELS, LEVELS)
        return of.alpha(matrix, of.ordinal(matrix.sum(axis=-1)))

    def _of_category(self, number: int) -> Value:
        return lambda totals: of.alpha_category(*self._read(totals))[..., number]

    def _kappa(self, totals: Floats) -> Floats:
        blocks = self._blocks(totals)
        return of.kappa(blocks[..., 0, :], blocks[..., 1, :], blocks[..., 2, :])

    def _read(self, totals: Floats) -> tuple[Floats, Floats]:
        return self._units.agreed_and_used(self._blocks(totals))

    def _blocks(self, totals: Floats) -> Floats:
        return totals[..., : self._size].reshape(*totals.shape[:-1], *self._shape)


def _attribute_measures(units: Units, nominal: Floats, words: tuple[str, ...]) -> list[Choice]:
    held = _Table(units, nominal, words, None)
    frame = units.frame
    return [
        Choice(measure, category, "", Statistic(held.table, value, frame.reason, *frame[:3]))
        for measure, category, value in held.measures()
    ]


def _stance_measures(
    units: Units, nominal: Floats, ordered: Ordered, stances: _Stances, topic: str
) -> Iterator[Choice]:
    """Yield all measures on a topic; on all topics, every claim is as many choices as there are topics."""
    times = 1 if topic else len(stances.topics)
    held = _Table(units, nominal, stances.words, ordered.table)
    articles, count, coverage, reason = units.frame
    if not times:
        reason = reason or NO_UNITS
    for measure, category, value in held.measures():
        yield Choice(measure, category, topic, Statistic(held.table, value, reason, articles, times * count, coverage))
    reason = reason or ("" if ordered.units else NO_PAIRS)
    share = ordered.given / ordered.all_given if ordered.all_given else None
    if stances.in_order:
        yield Choice(
            "alpha_ordinal", "", topic, Statistic(held.table, held.ordinal, reason, articles, ordered.units, share)
        )
    else:
        nothing = np.empty((len(nominal), 0))
        yield Choice(
            "alpha_ordinal", "", topic, Statistic(nothing, undefined, NO_ORDER, articles, ordered.units, share)
        )
