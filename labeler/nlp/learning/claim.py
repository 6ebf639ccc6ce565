"""The part `claim`: which of many spans are claims that somebody is said to make, learnt from labelled articles.

Each span gets the expected share of a claim that it covers (`quality`), and the probability that its ends are right if
it is about right (`border`), each by a regression; the rules' own candidates and how sure they are (`rules`) are among
the features. A second pair of regressions (`quality2`, `border2`) knows what the first said of the span's rivals. Spans
are taken by quality * (1 + border), and what shares words with one that was taken is left out.

Whatever a regression is told by another one was predicted for articles that the other had not been fitted on.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from labeler.nlp.learning import linear
from labeler.nlp.learning.choosing import choose
from labeler.nlp.learning.features import FEATURES
from labeler.nlp.learning.learnt import Learnt, shipped
from labeler.nlp.learning.lessons import ReadLesson
from labeler.nlp.learning.linear import Floats, Linear, Rows, Vocabulary, probabilities
from labeler.nlp.learning.rivals import LEAST, rival_names
from labeler.nlp.learning.sheets import Sheet, sheets_of
from labeler.nlp.learning.targets import Goal, Targets, covered, goals_of, targets_of
from labeler.nlp.lexicon import Lexicon

PART = "claim"

__all__ = ["FEATURES", "PART", "Prepared", "fit", "matched"]

_FOLDS = 4
_LEAST = 4
_NEAR = 0.4
_HALF = 0.5
_FLOOR = 0.05
_SEEN = 3
_RULES_STRENGTH = 0.5
_GLANCE_SEEN = 10
_ROUGHLY = 2e-3
_GOOD = 0.99
_LOST = 0.015
_EVERYTHING = 99.0
_THRESHOLDS = (0.3, 0.55)
_SLACK = 0.002
_SMOOTHED = 25
_TINY = 0.02
_PRUNED = {"border": 0.055, "border2": 0.02, "glance": 0.2, "quality": 0.05, "quality2": 0.02, "rules": 0.3}
"""Features with weights nearer to 0 are left out: what is learnt stays small, and as good."""


def fit(
    read: Sequence[ReadLesson],
    *,
    targets: Targets = targets_of,
    prior: Learnt | None = None,
    shipping: bool = False,
    lexicon: Lexicon | None = None,
) -> Learnt:
    """Return the weights that fit these lessons best, near those of `prior`: the shipped ones unless told otherwise.

    `shipping` fits without any prior.

    Raises:
        ValueError: there are too few lessons, or no claim that somebody is said to make.
    """
    if not shipping and prior is None:
        prior = shipped(PART)
    folds = min(_FOLDS, len(read))
    return _fitting(read, [number % folds for number in range(len(read))], targets, prior, lexicon).learnt()


def cross_fit(read: Sequence[ReadLesson], fold_of: Sequence[int], folds: int) -> tuple[Learnt, list[Learnt]]:
    """Return the weights that fit all lessons, and those without the lessons of each fold.

    The latter are those that the fit needs in any case; only the threshold and the two numbers of the calibration are
    shared, which come from what each says of the lessons that it was not fitted on.

    Raises:
        ValueError: as `fit`.
    """
    fitting = _fitting(read, fold_of, targets_of, shipped(PART), None)
    whole = fitting.learnt()
    return whole, [fitting.without(fold, whole.numbers) for fold in range(folds)]


def _fitting(
    read: Sequence[ReadLesson],
    fold_of: Sequence[int],
    targets: Targets,
    prior: Learnt | None,
    lexicon: Lexicon | None,
) -> _Fitting:
    vocabulary = Vocabulary()
    prepared = [Prepared(one, lexicon or Lexicon(), targets, vocabulary) for one in read]
    if len(prepared) < _LEAST or not any(float(one.best.max(initial=0)) >= _HALF for one in prepared):
        raise ValueError("There is no claim in these articles that somebody is said to make.")
    return _Fitting(prepared, vocabulary, prior, fold_of)


class Prepared:
    """A lesson made ready: the sheets of its paragraphs, and how well each candidate and each span covers a goal."""

    def __init__(self, read: ReadLesson, lexicon: Lexicon, targets: Targets, vocabulary: Vocabulary) -> None:
        self.weight = read.lesson.weight
        self.sheets = sheets_of(read.reading.docs, lexicon)
        self.goals = goals_of(targets(read.lesson), read.reading, [sheet.table for sheet in self.sheets])
        spans = [(n, span.tokens) for n, sheet in enumerate(self.sheets) for span in sheet.spans]
        self.best, self.aside = self._covered(spans)
        settled = [(n, tokens) for n, sheet in enumerate(self.sheets) for tokens in sheet.settled]
        self.rule_best, self.rule_aside = self._covered(settled)
        self.vocabulary = vocabulary
        self.glance: set[int] = set()
        self._index, self._start = array("i"), array("i", [0])
        for first, further in _names(self.sheets):
            columns = [vocabulary.column(name) for name in first]
            self.glance.update(columns)
            self._index.extend(columns)
            self._index.extend(vocabulary.column(name) for name in further)
            self._start.append(len(self._index))

    def _covered(self, spans: Sequence[tuple[int, tuple[int, int]]]) -> tuple[Floats, NDArray[np.bool_]]:
        """Return how well each span covers a goal, and whether it covers one that is set aside better than that."""
        here: dict[int, list[Goal]] = {}
        for goal in self.goals:
            for number in goal.words:
                here.setdefault(number, []).append(goal)
        best, aside = np.zeros(len(spans)), np.zeros(len(spans), np.bool_)
        for i, (number, tokens) in enumerate(spans):
            other = 0.0
            for goal in here.get(number, ()):
                value = covered(self.sheets[number].table, tokens, number, goal)
                if goal.target.aside:
                    other = max(other, value)
                elif value > best[i]:
                    best[i] = value
            aside[i] = other >= _HALF and other > best[i]
        return best, aside

    def rows(self, rules: Linear) -> Rows:
        """Return the rows of all spans, as the rules with these weights propose."""
        index, start, place = array("i"), array("i", [0]), 0
        for sheet in self.sheets:
            sheet.propose(rules)
            features = sheet.features()
            for span in sheet.spans:
                index.extend(self._index[self._start[place] : self._start[place + 1]])
                index.extend(self.vocabulary.column(name) for name in features.hints(span))
                start.append(len(index))
                place += 1
        return Rows(self.vocabulary, index, start)

    def rivals(self, quality: Floats, border: Floats, vocabulary: Vocabulary) -> Rows:
        """Return the rows of the second regressions: empty where the first leave a span no chance."""
        rows: list[list[str]] = [[] for _ in range(len(quality))]
        place = 0
        for sheet in self.sheets:
            alive = [i for i in range(len(sheet.spans)) if quality[place + i] >= LEAST]
            given = [(float(quality[place + i]), float(border[place + i])) for i in alive]
            spans = [sheet.spans[i] for i in alive]
            for i, names in zip(
                alive, rival_names(sheet.table, spans, [e for e, _ in given], [b for _, b in given]), strict=True
            ):
                rows[place + i] = names
            place += len(sheet.spans)
        return Rows.of(rows, vocabulary)


def _names(sheets: Sequence[Sheet]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the features of each span: those of the first look, and the others."""
    for sheet in sheets:
        features = sheet.features()
        for span in sheet.spans:
            yield features.at_a_glance(span), features.of_span(span)


@dataclass(slots=True)
class _Pair:
    """The regressions of quality and border."""

    quality: Linear
    border: Linear

    def pruned(self, which: str = "") -> _Pair:
        """Return both without what hardly matters."""
        quality, border = _PRUNED["quality" + which], _PRUNED["border" + which]
        return _Pair(self.quality.pruned(quality), self.border.pruned(border))

    def of(self, each: Sequence[Rows]) -> list[tuple[Floats, Floats]]:
        """Return what both say of the spans of each article; nothing speaks for a span without features."""
        if not each:
            return []
        stacked = linear.stack(each)
        quality = probabilities(self.quality.logits(stacked))
        quality[np.diff(stacked.start) == 0] = 0.0
        border = probabilities(self.border.logits(stacked))
        ends = np.cumsum([len(one) for one in each])[:-1]
        return list(zip(np.split(quality, ends), np.split(border, ends), strict=True))


class _Fitting:
    """One fit; `fold_of` is into which fold each article is dealt."""

    def __init__(
        self, prepared: Sequence[Prepared], vocabulary: Vocabulary, prior: Learnt | None, fold_of: Sequence[int]
    ) -> None:
        self.prepared = prepared
        self.vocabulary = vocabulary
        self.prior = {} if prior is None else prior.models
        self.passing = -_EVERYTHING if prior is None else prior.numbers["glance"]
        self.fold_of = fold_of
        self.folds = max(fold_of) + 1
        self.rules = Linear({}, 0.0)
        self.glance = Linear({}, 0.0)
        self.pairs: dict[str, list[_Pair]] = {}
        self.everything = list(range(len(prepared)))

    def learnt(self) -> Learnt:
        """Return what was learnt from all."""
        second = Vocabulary()
        rules, rows = self._rules()
        self.glance, passing = self._first_look(rows)
        glances = self.glance.logits(linear.stack(rows))
        ends = np.cumsum([len(one) for one in rows])[:-1]
        rows = [one.blank(look < passing) for one, look in zip(rows, np.split(glances, ends), strict=True)]
        said = self._out_of_fold(rows, "")
        rivals = [one.rivals(*said[i], second) for i, one in enumerate(self.prepared)]
        numbers = self._numbers(self._out_of_fold(rivals, "2"))
        self.rules = rules
        first = self._pair(rows, self.everything, "", small=True)
        again = self._pair(rivals, self.everything, "2", small=True)
        numbers["glance"] = passing
        return Learnt(PART, FEATURES, self._models(first, again), numbers)

    def without(self, fold: int, numbers: Mapping[str, float]) -> Learnt:
        """Return what `learnt` learnt on its way without the articles of a fold, with these numbers."""
        return Learnt(
            PART, FEATURES, self._models(self.pairs[""][fold].pruned(), self.pairs["2"][fold].pruned("2")), numbers
        )

    def _models(self, first: _Pair, again: _Pair) -> dict[str, Linear]:
        return {
            "rules": self.rules.pruned(_PRUNED["rules"]),
            "glance": self.glance.pruned(_PRUNED["glance"]),
            "quality": first.quality,
            "border": first.border,
            "quality2": again.quality,
            "border2": again.border,
        }

    def _first_look(self, rows: Sequence[Rows]) -> tuple[Linear, float]:
        """Return what a first look says, and from which sum on a span is looked at closely: nearly all good ones are.

        With a prior it is that one.
        """
        if "glance" in self.prior:
            return self.prior["glance"], self.passing
        stacked = linear.stack(rows)
        seen = np.zeros(len(self.vocabulary), np.bool_)
        seen[sorted(set().union(*(one.glance for one in self.prepared)))] = True
        best = np.concatenate([one.best for one in self.prepared])
        fitted = linear.fit(stacked.only(seen), best >= _HALF, seen=_GLANCE_SEEN, tolerance=_ROUGHLY).pruned(
            _PRUNED["glance"]
        )
        good = fitted.logits(stacked)[best >= _GOOD]
        return fitted, round(float(np.quantile(good, _LOST)), 3)

    def _others(self, fold: int) -> list[int]:
        return [i for i in self.everything if self.fold_of[i] != fold]

    def _rules(self) -> tuple[Linear, list[Rows]]:
        """Return how sure the rules may be, and the rows with what they say of articles that they were not fitted on.

        With a prior it is that one: it has not seen any of these articles.
        """
        known = self.prior.get("rules")
        if known is not None:
            return known, [one.rows(known) for one in self.prepared]
        each = [self._fit_rules(self._others(fold)) for fold in range(self.folds)]
        rows = [one.rows(each[self.fold_of[i]]) for i, one in enumerate(self.prepared)]
        return self._fit_rules(self.everything), rows

    def _fit_rules(self, numbers: list[int]) -> Linear:
        some = [self.prepared[i] for i in numbers]
        rows = Rows.of(sorted(one) for x in some for sheet in x.sheets for one in sheet.names)
        best = np.concatenate([x.rule_best for x in some])
        kept = ~np.concatenate([x.rule_aside for x in some])
        worth = np.repeat([x.weight for x in some], [len(x.rule_best) for x in some])
        return linear.fit(rows.take(kept), (best >= _HALF)[kept], worth[kept], _RULES_STRENGTH)

    def _pair(self, rows: Sequence[Rows], numbers: Sequence[int], which: str, *, small: bool = False) -> _Pair:
        """Return the regressions of some articles; `which` is the pair: "" the first, "2" the second.

        With `small` each is fitted again on those features alone that mattered.
        """
        some = [self.prepared[i] for i in numbers]
        stacked = linear.stack([rows[i] for i in numbers])
        best = np.concatenate([one.best for one in some])
        filled = np.diff(stacked.start) > 0
        kept = ~np.concatenate([one.aside for one in some]) & filled
        near = (best >= _NEAR) & filled
        worth = np.repeat([one.weight for one in some], [len(one.best) for one in some])
        share, exact = np.where(best >= _HALF, best, 0.0), (best > 1 - 1e-9).astype(np.float64)
        quality = self._fit("quality" + which, stacked.take(kept), share[kept], worth[kept], small=small)
        return _Pair(quality, self._fit("border" + which, stacked.take(near), exact[near], worth[near], small=small))

    def _fit(self, name: str, rows: Rows, target: Floats, worth: Floats, *, small: bool) -> Linear:
        prior = self.prior.get(name)
        fitted = linear.fit(rows, target, worth, seen=_SEEN, prior=prior)
        if not small:
            return fitted
        kept = fitted.pruned(_PRUNED[name]).weights
        few = rows.only(np.array([one in kept for one in rows.vocabulary.names], np.bool_))
        fewer = (
            None if prior is None else Linear({one: w for one, w in prior.weights.items() if one in kept}, prior.bias)
        )
        return linear.fit(few, target, worth, seen=_SEEN, prior=fewer).pruned(_TINY)

    def _out_of_fold(self, rows: Sequence[Rows], which: str) -> list[tuple[Floats, Floats]]:
        """Return what is said of each article by regressions that were fitted on other articles."""
        each = self.pairs[which] = [self._pair(rows, self._others(fold), which) for fold in range(self.folds)]
        out: dict[int, tuple[Floats, Floats]] = {}
        for fold, pair in enumerate(each):
            held = [i for i in self.everything if self.fold_of[i] == fold]
            out.update(zip(held, pair.of([rows[i] for i in held]), strict=True))
        return [out[i] for i in self.everything]

    def _numbers(self, said: Sequence[tuple[Floats, Floats]]) -> dict[str, float]:
        """Return from which quality a span is suggested, and what turns its quality into a probability."""
        scores: list[float] = []
        right: list[bool] = []
        wanted = 0
        for one, (quality, border) in zip(self.prepared, said, strict=True):
            chosen = choose([(sheet.table, sheet.spans) for sheet in one.sheets], quality, border, _FLOOR)
            hits = matched(one, [(n, i) for n, i in chosen])
            wanted += sum(not goal.target.aside for goal in one.goals)
            for (_, i), hit in zip(chosen, hits, strict=True):
                if hit is not None:
                    scores.append(float(quality[i]))
                    right.append(hit)
        slope, shift = linear.calibrate(scores, right)
        threshold = _threshold(np.array(scores), np.array(right, np.float64), wanted)
        return {"slope": round(slope, 4), "shift": round(shift, 4), "threshold": round(threshold, 4)}


def matched(one: Prepared, chosen: Sequence[tuple[int, int]]) -> list[bool | None]:
    """Tell which chosen spans (paragraph, number of the span in the article) match a goal, one to one.

    None for one that matches a goal that is set aside.
    """
    spans = [span for sheet in one.sheets for span in sheet.spans]
    pairs: list[tuple[float, int, int]] = []
    for k, (number, i) in enumerate(chosen):
        for j, goal in enumerate(one.goals):
            if number in goal.words:
                value = covered(one.sheets[number].table, spans[i].tokens, number, goal)
                if value >= _HALF:
                    pairs.append((-value, k, j))
    out: list[bool | None] = [False] * len(chosen)
    taken: set[int] = set()
    for _, k, j in sorted(pairs):
        if out[k] is False and j not in taken:
            taken.add(j)
            out[k] = None if one.goals[j].target.aside else True
    return out


def _threshold(scores: Floats, right: Floats, wanted: int) -> float:
    """Return the highest score from which on the F1 is (nearly) best."""
    if not len(scores) or not wanted:
        return _HALF
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(scores) + 1) + wanted)
    smooth = np.convolve(f1, np.ones(_SMOOTHED) / _SMOOTHED, "same") if len(f1) > 4 * _SMOOTHED else f1
    place = int(np.argmax(smooth >= smooth.max() - _SLACK))
    return float(np.clip(scores[order][place], *_THRESHOLDS))
