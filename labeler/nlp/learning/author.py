"""The article's own claims, learnt: how likely a clause of the author's voice is one, and what speaks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from labeler.domain.labels import Claim
from labeler.nlp.drafts import passage_of
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.lessons import ReadLesson
from labeler.nlp.learning.linear import Floats, Rows, calibrate, calibrated
from labeler.nlp.learning.linear import fit as fit_linear
from labeler.nlp.passage import Passage, Range
from labeler.nlp.traits import PHRASES, features_of
from labeler.nlp.voice import own_clauses

PART = "author"

FEATURES = 1
"""Counts the versions of `traits.features_of`: raise it with any change that can change a name."""

MODEL = "claim"

_STRENGTH = 0.2
_FOLDS = 8
_THRESHOLD = 0.5
_LEAST_CLAUSES = 20
_SAME = 0.5
_ELSEWHERE = 0.3
_REASONS = 3


@dataclass(slots=True)
class Lines:
    """Clauses to learn from: their features, whether each is the author's claim, what it counts, of which lesson."""

    names: list[list[str]] = field(default_factory=list[list[str]])
    right: list[float] = field(default_factory=list[float])
    worth: list[float] = field(default_factory=list[float])
    lesson: list[int] = field(default_factory=list[int])

    def take(self, chosen: np.ndarray) -> Lines:
        """Return some of the clauses, by a mask."""
        kept = np.flatnonzero(chosen).tolist()
        return Lines(
            [self.names[i] for i in kept],
            [self.right[i] for i in kept],
            [self.worth[i] for i in kept],
            [self.lesson[i] for i in kept],
        )


class AuthorScore:
    """Weighs clauses of the author's voice by learnt weights.

    Raises:
        ValueError: the weights lack the model or one of the numbers.
    """

    def __init__(self, learnt: Learnt) -> None:
        missing = [name for name in ("threshold", "slope", "shift") if name not in learnt.numbers]
        if learnt.part != PART or MODEL not in learnt.models or missing:
            raise ValueError("The weights are none for the author's own claims.")
        self.model = learnt.models[MODEL]
        self.threshold = learnt.numbers["threshold"]
        self._calibration = learnt.numbers["slope"], learnt.numbers["shift"]

    def probability(self, names: Sequence[str]) -> float:
        """Return how likely a clause with these features is a claim."""
        return calibrated(self.model.probability(names), self._calibration)

    def reasons(self, names: Sequence[str]) -> list[str]:
        """Return in words what speaks most for the claim."""
        return reasons_of(names, self.model.weights)


def reasons_of(names: Sequence[str], weights: Mapping[str, float]) -> list[str]:
    """Return the phrases of the features with the highest weights above 0."""
    known = [(weights.get(name, 0.0), PHRASES[name]) for name in dict.fromkeys(names) if name in PHRASES]
    return [phrase for weight, phrase in sorted(known, key=lambda one: -one[0])[:_REASONS] if weight > 0]


def fit(read: Sequence[ReadLesson]) -> Learnt:
    """Return the weights that fit these lessons best, calibrated on lessons left out in turn.

    Raises:
        ValueError: they hold too few clauses of the author's, or all or none of these are claims.
    """
    return _fit(lines_of(read))


def _fit(lines: Lines) -> Learnt:
    right, worth = np.array(lines.right), np.array(lines.worth)
    if len(right) < _LEAST_CLAUSES or not 0 < right.sum() < len(right):
        raise ValueError("The articles hold too few sentences of their authors', claims and others, to learn from.")
    rows = Rows.of(lines.names)
    tried = _tried(rows, right, worth, np.array(lines.lesson) % _FOLDS)
    own = worth >= 0.5 * worth.max()
    slope, shift = calibrate(tried[own], right[own])
    model = fit_linear(rows, right, worth, _STRENGTH).pruned()
    numbers = {"threshold": _THRESHOLD, "slope": round(slope, 4), "shift": round(shift, 4)}
    return Learnt(PART, FEATURES, {MODEL: model}, numbers)


def cross_fit(read: Sequence[ReadLesson], fold_of: Sequence[int], folds: int) -> tuple[Learnt, list[Learnt]]:
    """Return the weights that fit all lessons, and those without the lessons of each fold; clauses are read once.

    Raises:
        ValueError: as `fit`.
    """
    lines = lines_of(read)
    fold = np.array([fold_of[number] for number in lines.lesson], np.int64)
    return _fit(lines), [_fit(lines.take(fold != one)) for one in range(folds)]


def _tried(rows: Rows, right: Floats, worth: Floats, fold: np.ndarray) -> Floats:
    """Return probabilities of clauses by weights that were fitted on other lessons."""
    out = np.full(len(right), right.mean())
    for one in np.unique(fold):
        inside = fold != one
        if 0 < right[inside].sum() < inside.sum():
            model = fit_linear(rows.take(inside), right[inside], worth[inside], _STRENGTH)
            out[~inside] = 1 / (1 + np.exp(-model.logits(rows.take(~inside))))
    return out


def lines_of(read: Sequence[ReadLesson]) -> Lines:
    """Return the clauses of the lessons; what somebody else is reported to say counts less, and as no claim."""
    out = Lines()
    for number, one in enumerate(read):
        for passage, tokens, start, claims in _clauses(one):
            own = _likeness(passage, tokens, start, [claim for claim in claims if _is_own(claim)])
            others = _likeness(passage, tokens, start, [claim for claim in claims if not _is_own(claim)], covered=True)
            out.names.append(features_of(passage, tokens))
            out.right.append(float(own >= _SAME))
            out.worth.append(one.lesson.weight * (_ELSEWHERE if others >= _SAME else 1.0))
            out.lesson.append(number)
    return out


def _clauses(one: ReadLesson) -> Iterator[tuple[Passage, Range, int, list[Claim]]]:
    """Yield the clauses of a lesson, each with its paragraph, where that begins and the claims in it."""
    claims = [label for label in one.lesson.labels if isinstance(label, Claim)]
    for paragraph, doc in zip(one.reading.paragraphs, one.reading.docs, strict=True):
        here = [claim for claim in claims if claim.start < paragraph.end and paragraph.start < claim.end]
        passage = passage_of(doc)
        for tokens in own_clauses(passage, [False] * len(passage.tokens)):
            yield passage, tokens, paragraph.start, here


def _is_own(claim: Claim) -> bool:
    return claim.attribution == "author" or claim.source == "author"


def _likeness(passage: Passage, tokens: Range, start: int, claims: list[Claim], *, covered: bool = False) -> float:
    """Return the highest share of common words with one of the claims; `covered`: of the clause's own words."""
    words = [passage.tokens[i] for i in range(tokens[0], tokens[1] + 1) if not passage.is_blank(i)]
    every = [token for token in passage.tokens if not passage.is_blank(token.i)]
    best = 0.0
    for claim in claims:
        inside = {token.i for token in every if claim.start <= token.idx + start < claim.end}
        common = sum(token.i in inside for token in words)
        best = max(best, common / max(1, len(words) if covered else len(inside) + len(words) - common))
    return best
