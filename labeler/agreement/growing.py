"""Columns on the way: they take the labels of one set after another, and are put into order at the end."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from labeler.agreement.layers import Codes, Ints, Layer, LayerName
from labeler.agreement.unit_columns import ClaimColumns, SpeakerColumns
from labeler.agreement.units import UNSET


def ints(column: array[int]) -> Ints:
    """Return a grown column."""
    return np.asarray(column, dtype=np.int64)


def inverse(order: Ints) -> Ints:
    """Return at which place of an order each number stands."""
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    return place


class _Numbers(dict[str, int]):
    """Numbers for words: one that is not known gets the next."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class Words:
    """A column of words as numbers, in the order in which they come."""

    def __init__(self, *known: str) -> None:
        self._codes = _Numbers({word: i for i, word in enumerate(known)})
        self.column = array("q")

    def add(self, words: Iterable[str]) -> None:
        """Take the words of further labels."""
        self.column.extend(map(self._codes.__getitem__, words))

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
        codes = ints(self.column)[order]
        return Codes(rank[codes] if words else codes, tuple(words))


class Labels(NamedTuple):
    """What every label of a layer has."""

    id: Sequence[str]
    start: Sequence[int]
    end: Sequence[int]
    aided: Sequence[bool]
    rule: Sequence[str]


class Units:
    """The columns of a layer on the way."""

    def __init__(self, name: LayerName) -> None:
        self.name: LayerName = name
        # Article, annotator and number of labels of each set.
        self._sets = array("q")
        self.start, self.end, self.aided = array("q"), array("q"), array("b")
        self.ids: list[str] = []
        self.rule = Words()

    def add(self, article: int, annotator: int, labels: Labels | ClaimColumns | SpeakerColumns) -> None:
        """Take the labels of a set."""
        self._sets.extend((article, annotator, len(labels.id)))
        self.start.extend(labels.start)
        self.end.extend(labels.end)
        self.ids.extend(labels.id)
        self.aided.extend(labels.aided)
        self.rule.add(labels.rule)

    def order(self, rank: Ints) -> Ints:
        """Return the order of article, annotator (by rank), start, end, id."""
        article, annotator = self._places()
        keys = (ints(self.end), ints(self.start), rank[annotator], article)
        order = np.lexsort(keys)
        same = np.zeros(len(order) + 1, np.bool_)
        if len(order):
            same[1:-1] = np.logical_and.reduce([key[order][1:] == key[order][:-1] for key in keys])
        # Ids decide only where all else is the same, which is rare: comparing texts takes long.
        for first in np.flatnonzero(~same[:-1] & same[1:]).tolist():
            last = first + 1 + int(np.argmin(same[first + 1 :]))
            order[first:last] = sorted(order[first:last].tolist(), key=lambda i: self.ids[i])
        return order

    def _places(self) -> tuple[Ints, Ints]:
        """Return article and annotator of each label, as they were numbered."""
        article, annotator, many = ints(self._sets).reshape(-1, 3).T
        return np.repeat(article, many), np.repeat(annotator, many)

    def done(self, rank: Ints, order: Ints) -> Layer:
        """Return the layer in an order, annotators by rank."""
        article, annotator = self._places()
        return Layer(
            self.name,
            article[order],
            rank[annotator][order],
            ints(self.start)[order],
            ints(self.end)[order],
            [self.ids[i] for i in order],
            np.asarray(self.aided, dtype=np.bool_)[order],
            self.rule.done(order),
        )
