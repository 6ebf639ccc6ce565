"""Krippendorff's alpha for unitizing (2016): how far people mark the same text, above what chance would give.

An annotator cuts each article into units with a value and gaps between them. Coincidences are code points, pairs of
annotators weigh 1/(m - 1) in an article that m of them finished; gaps count by their length, units in what chance
gives by the square of theirs. Everything is kept by article and value, so that articles can be pooled and drawn.

`u_alpha` asks for text and value at once, `bar_u_alpha` for the text alone, `cu_alpha` for the value where both marked
something, `ku_alpha` for one value there. For more than two annotators it is open how the last two count units, so
reports give them for pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from labeler.agreement.corpus import Bools, Codes, Corpus, Ints, Layer, LayerName
from labeler.agreement.overlap import Crossings, crossings, people
from labeler.agreement.pairing import share_of
from labeler.agreement.sums import NO_OVERLAP, NO_PAIRS, NO_UNITS, NO_VARIATION, Floats, Statistic, Value, share
from labeler.agreement.units import GOLD

UnitMeasure: TypeAlias = Literal["u_alpha", "bar_u_alpha", "cu_alpha", "ku_alpha"]


class Regions(NamedTuple):
    """Parts of articles, by article and start; none overlaps another."""

    article: Ints
    start: Ints
    end: Ints


class Units(NamedTuple):
    """Units that do not overlap each other, as columns; `value` is the number of a word."""

    article: Ints
    annotator: Ints
    start: Ints
    end: Ints
    value: Ints


def gold_boilerplate(corpus: Corpus) -> Regions:
    """Return what the gold sets of a corpus say is boilerplate; nothing where it has none."""
    layer = corpus.layers["boilerplate"]
    gold = corpus.annotators.index(GOLD) if GOLD in corpus.annotators else -1
    merged = _merged(_columns(layer, layer.annotator == gold))
    return Regions(merged.article, merged.start, merged.end)


class Continuum:
    """The text of the articles of a corpus as each annotator cut it, by a layer and an attribute of its labels.

    Without an attribute a label is a label: those of an annotator that overlap are merged, those that touch are not.
    With one, of labels that overlap the one that begins first is kept, of those the longest; `dropped` says how many
    are not. What `cut` names is taken out of the text, as if it had never been there, except where it is boilerplate
    that is looked at.
    """

    def __init__(self, corpus: Corpus, layer: LayerName, attribute: str = "", cut: Regions | None = None) -> None:
        one = corpus.layers[layer]
        codes = corpus.attributes[attribute] if attribute else Codes(np.zeros(len(one), np.int64), ("",))
        units = _columns(one, np.ones(len(one), np.bool_), codes.codes)
        lengths = corpus.lengths
        if cut is not None and len(cut.article) and layer != "boilerplate":
            units, lengths = _without(cut, units, lengths)
        units = Units(*(column[units.end > units.start] for column in units))
        self.dropped = 0
        if attribute:
            kept = _kept(units)
            self.dropped = int((~kept).sum())
            units = Units(*(column[kept] for column in units))
        else:
            units = _merged(units)
        self.words = codes.words
        self._corpus = corpus
        self._lengths = lengths
        self._units = units
        self._crossings = crossings(units.article, units.annotator, units.start, units.end)

    @property
    def units(self) -> Units:
        """The units, where anything was cut from the text in offsets of what is left."""
        return self._units

    @property
    def lengths(self) -> Ints:
        """The length of each article's text, or of what is left of it."""
        return self._lengths

    def among(self, annotators: Sequence[int] | None = None, sets: Bools | None = None) -> Among:
        """Return what some annotators (by number; default: all but the gold) marked, two of them or more.

        `sets` says by article and annotator which sets count, None for all.
        """
        asked = list(people(self._corpus) if annotators is None else annotators)
        finished = np.zeros_like(self._corpus.finished)
        finished[:, asked] = self._corpus.finished[:, asked]
        if sets is not None:
            finished &= sets
        finished &= (finished.sum(axis=1) > 1)[:, None]
        units, held = self._units, self._crossings
        counts = finished[units.article, units.annotator]
        meant = counts[held.first] & counts[held.second]
        kept = np.flatnonzero(counts)
        found = Crossings(*(column[meant] for column in held))
        return Among(finished.sum(axis=1), self._lengths, units=units, kept=kept, found=found, words=self.words)


class Among:
    """The units of some annotators in the articles that two of them or more finished."""

    def __init__(
        self, people_: Ints, lengths: Ints, *, units: Units, kept: Ints, found: Crossings, words: Sequence[str]
    ) -> None:
        self._people = people_
        self._text = people_ * lengths
        self._units = units
        self._kept = kept
        self._crossings = found
        self._words = words
        # Pairs of annotators weigh as much as one of two has of the others; 1 where there is none.
        self._others = np.maximum(people_ - 1, 1)

    def statistic(self, measure: UnitMeasure, category: str = "") -> Statistic:
        """Return a measure of the family; `category` is the value that ku_alpha is asked for."""
        count = len(self._kept)
        if measure == "u_alpha":
            return self._statistic(self._all_text, _u_alpha, count)
        if measure == "bar_u_alpha":
            return self._statistic(self._all_text, _bar_u_alpha, count)
        marked = self._marked_text[:, ::3]
        if measure == "cu_alpha":
            one = self._statistic(self._marked_text, _u_alpha, count, "" if marked.any() else NO_PAIRS)
            return replace(one, coverage=share_of(float(marked.sum()), float(self._text.sum())))
        code = self._words.index(category) if category in self._words else len(self._words)
        mine = marked[:, code : code + 1]
        values = self._units.value[self._kept]
        nothing = "" if mine.any() else NO_PAIRS
        one = self._statistic(self._marked_text, _ku_alpha(code), int((values == code).sum()), nothing)
        all_mine = self._all_text[:, ::3][:, code + 1 : code + 2]
        return replace(one, coverage=share_of(float(mine.sum()), float(all_mine.sum())))

    def _statistic(self, table: Floats, value: Value, units: int, nothing: str = "") -> Statistic:
        """Return a table [articles, 3 a value] as a measure; `nothing` is the reason if that is why it has none."""

        def of_totals(totals: Floats) -> Floats:
            return value(totals.reshape(*totals.shape[:-1], table.shape[1] // 3, 3))

        articles = int((self._people > 1).sum())
        reason = ""
        if np.isnan(of_totals(table.sum(axis=0))):
            reason = NO_OVERLAP if not articles else NO_UNITS if not units else nothing or NO_VARIATION
        return Statistic(table, of_totals, reason, articles, units)

    @cached_property
    def _all_text(self) -> Floats:
        """By article and value, the gaps first: coincidences, those of the value with itself, squares."""
        units, held, kept = self._units, self._crossings, self._kept
        length = units.end[kept] - units.start[kept]
        article, value = units.article[kept], units.value[kept]
        table = np.zeros((len(self._people), len(self._words) + 1, 3))
        table[:, 1:, 0] = self._by_value(article, value, length)
        table[:, 1:, 2] = self._by_value(article, value, length * length)
        table[:, 1:, 1] = self._same()
        marked = table[:, 1:, 0].sum(axis=1)
        table[:, 0, 0] = table[:, 0, 2] = self._text - marked
        # Gaps of two coincide where neither marked anything.
        shared = np.bincount(units.article[held.first], held.shared, len(self._people))
        table[:, 0, 1] = self._text - 2 * marked + 2 * shared / self._others
        return table.reshape(len(table), 3 * table.shape[1])

    @cached_property
    def _marked_text(self) -> Floats:
        """The same of text alone that two annotators marked, without the gaps."""
        units, held = self._units, self._crossings
        whose = np.concatenate((held.first, held.second))
        by = units.annotator[np.concatenate((held.second, held.first))]
        shared = np.concatenate((held.shared, held.shared))
        table = np.zeros((len(self._people), len(self._words), 3))
        table[:, :, 0] = self._by_value(units.article[whose], units.value[whose], shared) / self._others[:, None]
        table[:, :, 1] = self._same()
        # How much of a unit each other annotator marked, in one piece or in several.
        size = int(by.max(initial=0)) + 1
        keys, place = np.unique(whose * size + by, return_inverse=True)
        covered = np.bincount(place, shared, len(keys))
        unit = keys // size
        table[:, :, 2] = self._by_value(units.article[unit], units.value[unit], covered**2) / self._others[:, None]
        return table.reshape(len(table), 3 * table.shape[1])

    def _same(self) -> Floats:
        """Return by article and value how much text two annotators gave the value, each pair both ways."""
        units, held = self._units, self._crossings
        value = units.value[held.first]
        same = value == units.value[held.second]
        shared = self._by_value(units.article[held.first[same]], value[same], held.shared[same])
        return 2 * shared / self._others[:, None]

    def _by_value(self, article: Ints, value: Ints, weights: Ints | Floats) -> Floats:
        values = len(self._words)
        found = np.bincount(article * values + value, weights, len(self._people) * values).astype(np.float64)
        return found.reshape(len(self._people), values)


def _u_alpha(totals: Floats) -> Floats:
    """Return 1 - D_o / D_e of totals [..., values, (coincidences, with itself, squares)], with gaps or without."""
    held, same, squares = totals[..., 0], totals[..., 1], totals[..., 2]
    all_ = held.sum(axis=-1)
    expected = (held * (all_[..., None] - held)).sum(axis=-1)
    return 1 - share((all_ - same.sum(axis=-1)) * _pairs(all_, squares), expected)


def _bar_u_alpha(totals: Floats) -> Floats:
    """Return the same of gaps against all units, whatever their values."""
    held, same, squares = totals[..., 0], totals[..., 1], totals[..., 2]
    all_, gaps = held.sum(axis=-1), held[..., 0]
    return 1 - share((gaps - same[..., 0]) * _pairs(all_, squares), gaps * (all_ - gaps))


def _ku_alpha(code: int) -> Value:
    def value(totals: Floats) -> Floats:
        held, same, squares = totals[..., 0], totals[..., 1], totals[..., 2]
        if code == held.shape[-1]:
            return np.full(held.shape[:-1], np.nan)  # a value that no label has
        all_, mine = held.sum(axis=-1), held[..., code]
        # Text with this value by all text, as chance pairs it.
        chance = share(mine * all_ - squares[..., code], mine)
        return 1 - share(chance * (mine - same[..., code]), mine * (all_ - mine))

    return value


def _pairs(all_: Floats, squares: Floats) -> Floats:
    """Return how many pairs of positions chance can make: by all, those within a unit left out."""
    return all_ - share(squares.sum(axis=-1), all_)


def _columns(layer: Layer, which: Bools, value: Ints | None = None) -> Units:
    values = np.zeros(len(layer), np.int64) if value is None else value
    columns = (layer.article, layer.annotator, layer.start, layer.end, values)
    return Units(*(column[which] for column in columns))


def _runs(units: Units) -> Ints:
    """Return the numbers of the units that overlap none of their annotator before them. Units come by start."""
    if not len(units.article):
        return np.empty(0, np.int64)
    stride = int(units.end.max()) + 1
    base = (units.article * (int(units.annotator.max()) + 1) + units.annotator) * stride
    ends = np.maximum.accumulate(base + units.end)
    return np.flatnonzero(np.concatenate(([True], (base + units.start)[1:] >= ends[:-1])))


def _merged(units: Units) -> Units:
    """Return the units of each annotator, those that overlap as one."""
    runs = _runs(units)
    if len(runs) in {0, len(units.article)}:
        return units
    ends = np.maximum.reduceat(units.end, runs)
    return Units(units.article[runs], units.annotator[runs], units.start[runs], ends, units.value[runs])


def _kept(units: Units) -> Bools:
    """Return which units are kept so that none of an annotator overlap: the first to begin, of those the longest."""
    kept = np.ones(len(units.article), np.bool_)
    runs = _runs(units)
    ends = np.append(runs[1:], len(kept))
    several = ends - runs > 1
    for start, end in zip(runs[several], ends[several], strict=True):
        reached = -1
        for one in sorted(range(start, end), key=lambda i: (units.start[i], -units.end[i], i)):
            kept[one] = units.start[one] >= reached
            reached = units.end[one] if kept[one] else reached
    return kept


def _without(cut: Regions, units: Units, lengths: Ints) -> tuple[Units, Ints]:
    """Return units and lengths of texts that regions were taken out of."""
    stride = int(max(lengths.max(initial=0), units.end.max(initial=0), cut.end.max(initial=0))) + 1
    starts = cut.article * stride + cut.start
    size = cut.end - cut.start
    before = np.concatenate(([0], np.cumsum(size)))

    def gone(article: Ints, place: Ints) -> Ints:
        """Return how much is taken out before a place, in its article and in all before it."""
        at = np.searchsorted(starts, article * stride + place, side="right") - 1
        within = np.minimum(article * stride + place - starts[at], size[at])
        return np.where(at < 0, 0, before[at] + within)

    every = np.arange(len(lengths))
    begins = gone(every, np.zeros_like(every))
    start = units.start - (gone(units.article, units.start) - begins[units.article])
    end = units.end - (gone(units.article, units.end) - begins[units.article])
    left = lengths - (gone(every, lengths) - begins)
    return units._replace(start=start, end=end), left
