"""Logistic regression over named yes-or-no features: rows of names, L-BFGS, probabilities, calibration.

Deterministic: the same rows in the same order give the same weights. Names are kept as they are, so that the weights
can be read, and a suggestion can say which of them spoke for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = NDArray[np.float64]

STRENGTH = 0.03
"""How far weights may move from 0: the inverse of the penalty on their squares."""

_SEEN = 2
_ITERATIONS = 150
_MEMORY = 8
_HALVINGS = 20
_LIMIT = 30.0
_PRIOR = 0.5


class Vocabulary:
    """Feature names and their columns, in the order of their first use."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._columns: dict[str, int] = {name: column for column, name in enumerate(dict.fromkeys(names))}

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def names(self) -> list[str]:
        """The names by column."""
        return list(self._columns)

    def column(self, name: str) -> int:
        """Return the column of a name, a new one at its first use."""
        return self._columns.setdefault(name, len(self._columns))


class Rows:
    """Rows of yes-or-no features: row i is `index[start[i]:start[i + 1]]`, columns of the vocabulary."""

    def __init__(self, vocabulary: Vocabulary, index: ArrayLike, start: ArrayLike) -> None:
        self.vocabulary = vocabulary
        self.index: NDArray[np.int32] = np.asarray(index, np.int32)
        self.start: NDArray[np.int64] = np.asarray(start, np.int64)

    @classmethod
    def of(cls, rows: Iterable[Iterable[str]], vocabulary: Vocabulary | None = None) -> Rows:
        """Return rows of names; a name that stands twice in a row counts once."""
        known = Vocabulary() if vocabulary is None else vocabulary
        index: list[int] = []
        start = [0]
        for row in rows:
            index.extend(known.column(name) for name in dict.fromkeys(row))
            start.append(len(index))
        return cls(known, index, start)

    def __len__(self) -> int:
        return len(self.start) - 1

    def dot(self, weights: Floats) -> Floats:
        """Return the sum of the weights of each row."""
        sums = np.concatenate([[0.0], np.cumsum(weights[self.index], dtype=np.float64)])
        return sums[self.start[1:]] - sums[self.start[:-1]]

    def take(self, chosen: NDArray[np.bool_] | NDArray[np.int64]) -> Rows:
        """Return some of the rows, by a mask or by number."""
        numbers = np.flatnonzero(chosen) if chosen.dtype == np.bool_ else chosen
        sizes = np.diff(self.start)[numbers]
        start = np.concatenate([[0], np.cumsum(sizes)])
        places = np.arange(start[-1]) + np.repeat(self.start[numbers] - start[:-1], sizes)
        return Rows(self.vocabulary, self.index[places], start)

    def only(self, columns: NDArray[np.bool_]) -> Rows:
        """Return the rows with some columns alone."""
        kept = columns[self.index]
        passed = np.concatenate([[0], np.cumsum(kept)])
        return Rows(self.vocabulary, self.index[kept], passed[self.start])

    def blank(self, rows: NDArray[np.bool_]) -> Rows:
        """Return the rows with nothing in some of them."""
        sizes = np.diff(self.start)
        start = np.concatenate([[0], np.cumsum(np.where(rows, 0, sizes))])
        return Rows(self.vocabulary, self.index[np.repeat(~rows, sizes)], start)


def stack(parts: Sequence[Rows]) -> Rows:
    """Return the rows of all parts end to end; they must share one vocabulary."""
    sizes = np.concatenate([np.diff(part.start) for part in parts])
    start = np.concatenate([[0], np.cumsum(sizes)])
    return Rows(parts[0].vocabulary, np.concatenate([part.index for part in parts]), start)


@dataclass(frozen=True, slots=True)
class Linear:
    """A weight for each feature name, and what is added to every sum."""

    weights: Mapping[str, float]
    bias: float

    def logit(self, names: Iterable[str]) -> float:
        """Return the sum for one row of names."""
        return self.bias + sum(self.weights.get(name, 0.0) for name in dict.fromkeys(names))

    def probability(self, names: Iterable[str]) -> float:
        """Return the probability for one row of names."""
        return logistic(self.logit(names))

    def logits(self, rows: Rows) -> Floats:
        """Return the sums of many rows."""
        return rows.dot(self.dense(rows.vocabulary)) + self.bias

    def dense(self, vocabulary: Vocabulary) -> Floats:
        """Return the weights by the columns of a vocabulary."""
        return np.array([self.weights.get(name, 0.0) for name in vocabulary.names], np.float64)

    def pruned(self, least: float = 0.02, digits: int = 3) -> Linear:
        """Return it with weights rounded, those nearer to 0 than `least` left out, in the order of their names."""
        kept = {name: round(self.weights[name], digits) for name in sorted(self.weights)}
        return Linear({name: one for name, one in kept.items() if abs(one) >= least}, round(self.bias, digits))


def logistic(z: float) -> float:
    """Return the probability of a sum of weights."""
    return 1 / (1 + math.exp(-max(-_LIMIT, min(_LIMIT, z))))


def probabilities(z: Floats) -> Floats:
    """Return the probabilities of sums of weights."""
    return 1 / (1 + np.exp(-np.clip(z, -_LIMIT, _LIMIT)))


def fit(
    rows: Rows,
    target: ArrayLike,
    weights: ArrayLike | None = None,
    strength: float = STRENGTH,
    *,
    seen: int = _SEEN,
    tolerance: float = 1e-3,
    prior: Linear | None = None,
) -> Linear:
    """Return the regression of a target between 0 and 1 (a fraction is an expected value) on the rows.

    `weights` says how much each row counts. Names that stand in fewer than `seen` rows get no weight. It ends when the
    gradient is below `tolerance` times that of the beginning. With a `prior` weights move away from those, not from 0;
    what only the prior knows keeps its weight.
    """
    wanted = np.asarray(target, np.float64)
    worth = np.ones(len(wanted)) if weights is None else np.asarray(weights, np.float64)
    counts = np.bincount(rows.index, minlength=len(rows.vocabulary))
    kept = np.flatnonzero(counts >= max(seen, 1))
    sums = _Sums(rows, kept)
    names = rows.vocabulary.names
    known: Mapping[str, float] = {} if prior is None else prior.weights
    rare = rows.dot(np.where(counts < seen, [known.get(name, 0.0) for name in names], 0.0)) if known else 0.0
    origin = np.array([*(known.get(names[column], 0.0) for column in kept), 0.0 if prior is None else prior.bias])

    def loss(x: Floats) -> tuple[float, Floats]:
        z = sums.by_row(x[:-1]) + x[-1] + rare
        moved = x[:-1] - origin[:-1]
        value = float((worth * (np.logaddexp(0, z) - wanted * z)).sum() + moved.dot(moved) / (2 * strength))
        slopes = worth * (probabilities(z) - wanted)
        return value, np.append(sums.by_column(slopes) + moved / strength, slopes.sum())

    found = minimum(loss, origin, tolerance)
    learnt = {names[column]: float(found[i]) for i, column in enumerate(kept)}
    return Linear({**known, **learnt}, float(found[-1]))


class _Sums:
    """The sums that a fit needs at each step, over some columns alone: entries are kept by row and by column."""

    def __init__(self, rows: Rows, kept: NDArray[np.int64]) -> None:
        places = np.full(len(rows.vocabulary), -1, np.int32)
        places[kept] = np.arange(len(kept))
        columns = places[rows.index]
        here = columns >= 0
        row_of = np.repeat(np.arange(len(rows), dtype=np.int32), np.diff(rows.start))[here]
        self._columns = columns[here]
        sizes = np.bincount(row_of, minlength=len(rows))
        self._filled = np.flatnonzero(sizes)
        self._row_starts = np.concatenate([[0], np.cumsum(sizes)])[self._filled]
        order = np.argsort(self._columns, kind="stable")
        self._rows = row_of[order]
        self._column_starts = np.concatenate([[0], np.cumsum(np.bincount(self._columns, minlength=len(kept)))])[:-1]
        self._count = len(rows)

    def by_row(self, weights: Floats) -> Floats:
        """Return the sum of the weights of each row."""
        out = np.zeros(self._count)
        if len(self._filled):
            out[self._filled] = np.add.reduceat(weights[self._columns], self._row_starts)
        return out

    def by_column(self, values: Floats) -> Floats:
        """Return for each column the sum of the values of its rows."""
        if not len(self._column_starts):
            return np.zeros(0)
        return np.add.reduceat(values[self._rows], self._column_starts)


def minimum(loss: Callable[[Floats], tuple[float, Floats]], x: Floats, tolerance: float = 2e-4) -> Floats:
    """Return where a convex function (value and gradient) is least, from `x`: L-BFGS with halved steps.

    Source: Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5.
    """
    value, gradient = loss(x)
    first = float(np.linalg.norm(gradient))
    history: list[tuple[Floats, Floats]] = []
    for _ in range(_ITERATIONS):
        if float(np.linalg.norm(gradient)) <= tolerance * first:
            break
        direction = _direction(gradient, history)
        slope = -float(gradient.dot(direction))
        step = 1.0 if history else min(1.0, 1.0 / (float(np.abs(gradient).sum()) + 1e-12))
        for _ in range(_HALVINGS):
            moved = x - step * direction
            reached, turned = loss(moved)
            if reached <= value + 1e-4 * step * slope:
                break
            step /= 2
        else:
            break
        moves, turns = moved - x, turned - gradient
        if float(moves.dot(turns)) > 1e-10:
            history = [*history[-(_MEMORY - 1) :], (moves, turns)]
        x, value, gradient = moved, reached, turned
    return x


def _direction(gradient: Floats, history: list[tuple[Floats, Floats]]) -> Floats:
    """Return the gradient times the inverse curvature, estimated from the last steps."""
    out = gradient.copy()
    shares: list[float] = []
    for moves, turns in reversed(history):
        share = float(moves.dot(out)) / float(turns.dot(moves))
        out -= share * turns
        shares.append(share)
    if history:
        moves, turns = history[-1]
        out *= float(moves.dot(turns)) / float(turns.dot(turns))
    for (moves, turns), share in zip(history, reversed(shares), strict=True):
        out += moves * (share - float(turns.dot(out)) / float(turns.dot(moves)))
    return out


def calibrate(scores: ArrayLike, right: ArrayLike) -> tuple[float, float]:
    """Return the two numbers that turn scores between 0 and 1 into shares that are right; see `calibrated`.

    A logistic regression on the score's logit, drawn a little towards leaving the scores as they are.
    """
    given = np.clip(np.asarray(scores, np.float64), 1e-6, 1 - 1e-6)
    z, wanted = np.log(given / (1 - given)), np.asarray(right, np.float64)
    slope, shift = 1.0, 0.0
    for _ in range(50):
        p = probabilities(slope * z + shift)
        spread = p * (1 - p) + 1e-9
        gradient = np.array([((p - wanted) * z).sum() + _PRIOR * (slope - 1), (p - wanted).sum() + 1e-3 * shift])
        cross = float((spread * z).sum())
        curvature = np.array([[(spread * z * z).sum() + _PRIOR, cross], [cross, spread.sum() + 1e-3]])
        move = np.linalg.solve(curvature, gradient)
        slope, shift = slope - float(move[0]), shift - float(move[1])
        if float(np.abs(move).max()) < 1e-9:
            break
    return slope, shift


def calibrated(score: float, numbers: tuple[float, float]) -> float:
    """Return the share that is right among suggestions with this score."""
    given = min(1 - 1e-6, max(1e-6, score))
    return logistic(numbers[0] * math.log(given / (1 - given)) + numbers[1])
