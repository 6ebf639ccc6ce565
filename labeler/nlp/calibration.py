"""The last step of a run: scores become shares. Of all suggestions with a score of .7, seven of ten should be right.

The score of each kind is stretched and shifted on the scale of its logit, and shifted further by the rule that made the
suggestion; rules that were seen seldom stay near their kind. The numbers come with the program (`weights/scores.json`,
written by `python -m tests.nlp.calibrate`). Kinds that are not named there keep their scores.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from labeler.domain.suggestions import Suggestion
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.linear import Linear, logistic

PART = "scores"
FEATURES = 1
NONE = Learnt(PART, FEATURES)
"""Leaves all scores as they are."""

# The kinds whose scores depend on a part: where a project has learnt one, it has learnt its scores as well.
_OF_PART: Mapping[str, frozenset[str]] = {
    "claim": frozenset({"attributed", "speaker"}),
    "speaker": frozenset({"speaker"}),
    "author": frozenset({"author"}),
    "stance": frozenset({"stance"}),
}
_SLOPE = "slope"
# A score of 0 or 1 would have no logit, and nothing is that certain.
_LEAST = 0.01
# How many suggestions a rule must show before it counts as much as its kind; how hard it is to leave a slope of 1.
_RULE, _STEADY, _FREE = 5.0, 2.0, 1e-3
_STEPS = 50


class Calibration:
    """Turns the scores of finished suggestions into shares. `learnt` names the parts that a project has learnt.

    Raises:
        ValueError: the weights are not those of this part.
    """

    def __init__(self, weights: Learnt, learnt: Collection[str] = ()) -> None:
        if weights.part != PART or weights.features != FEATURES:
            raise ValueError(f"These weights are for {weights.part!r}, version {weights.features}.")
        learnt_kinds = frozenset[str]().union(*(_OF_PART.get(part, frozenset()) for part in learnt))
        self._models = {kind: model for kind, model in weights.models.items() if kind not in learnt_kinds}

    def applied(self, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
        """Return the suggestions with their scores as shares, in the same order."""
        return [replace(one, score=self._score(one)) for one in suggestions]

    def _score(self, one: Suggestion) -> float:
        model = self._models.get(kind_of(one))
        return one.score if model is None else round(share(model, one.rule, one.score), 3)


def kind_of(one: Suggestion) -> str:
    """Return the kind that a suggestion is measured by: claims of the author are a kind of their own."""
    if one.kind != "claim":
        return one.kind
    return "author" if "author" in {one.attribution, one.source} else "attributed"


def share(model: Linear, rule: str, score: float) -> float:
    """Return the share that is right among suggestions of a rule with a score."""
    return logistic(model.weights.get(_SLOPE, 1.0) * _logit(score) + model.bias + model.weights.get(_named(rule), 0.0))


def fit(cases: Sequence[tuple[str, float, bool]]) -> Linear:
    """Return the model of one kind from (rule, score, right): a slope, a shift, and a further shift for each rule."""
    rules = sorted({rule for rule, _, _ in cases})
    names = [_SLOPE, "", *map(_named, rules)]
    table = np.zeros((len(cases), len(names)))
    for row, (rule, score, _) in zip(table, cases, strict=True):
        row[0], row[1], row[2 + rules.index(rule)] = _logit(score), 1.0, 1.0
    right = np.array([hit for *_, hit in cases], np.float64)
    penalty = np.array([_STEADY, _FREE, *[_RULE] * len(rules)])
    start = np.array([1.0, *[0.0] * (len(names) - 1)])
    weights = start.copy()
    for _ in range(_STEPS):
        shares = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (shares - right) + penalty * (weights - start)
        curve = (table.T * (shares * (1 - shares))) @ table + np.diag(penalty)
        move = np.linalg.solve(curve, slope)
        weights -= move
        if float(np.abs(move).max()) < 1e-9:
            break
    found = {name: round(float(value), 3) for name, value in zip(names, weights, strict=True)}
    # A higher score must never become a lower share.
    return Linear({name: found[name] for name in names if name} | {_SLOPE: max(0.1, found[_SLOPE])}, found[""])


def _named(rule: str) -> str:
    return f"rule={rule}"


def _logit(score: float) -> float:
    given = min(1 - _LEAST, max(_LEAST, score))
    return math.log(given / (1 - given))
