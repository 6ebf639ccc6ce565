"""Choosing the claims of a paragraph by learnt weights, and why each was chosen."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from labeler.nlp.learning.choosing import choose_one
from labeler.nlp.learning.features import Features, Key, names_of
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.linear import Linear, calibrated, logistic
from labeler.nlp.learning.reasons import reasons_of
from labeler.nlp.learning.rivals import LEAST, rival_keys, rival_names_of
from labeler.nlp.learning.sheets import Sheet
from labeler.nlp.learning.spans import Span

MODELS = ("border", "border2", "glance", "quality", "quality2", "rules")
NUMBERS = ("glance", "shift", "slope", "threshold")


Sums: TypeAlias = tuple[float, float, float]
_KEPT = 50_000
_LEAST = math.log(LEAST / (1 - LEAST))


@dataclass(frozen=True, slots=True)
class Pick:
    """A span that is suggested: how probable it is that people would mark it, and what speaks most for it."""

    span: Span
    score: float
    reasons: list[str]


class Picker:
    """Chooses spans by the weights of the part `claim`."""

    def __init__(self, learnt: Learnt) -> None:
        """Take the weights.

        Raises:
            ValueError: they lack a model or a number.
        """
        missing = [one for one in MODELS if one not in learnt.models]
        missing += [one for one in NUMBERS if one not in learnt.numbers]
        if missing:
            raise ValueError(f"The weights lack {', '.join(missing)}.")
        self.rules = learnt.models["rules"]
        self.threshold = learnt.numbers["threshold"]
        self._calibration = learnt.numbers["slope"], learnt.numbers["shift"]
        self._quality = learnt.models["quality"]
        self._first = _Table(names_of, self._quality, learnt.models["border"], learnt.models["glance"])
        self._second = _Table(rival_names_of, learnt.models["quality2"], learnt.models["border2"])
        self._glance = learnt.models["glance"].bias
        self._passing = learnt.numbers["glance"]

    def pick(self, sheet: Sheet) -> list[Pick]:
        """Return what is suggested of a paragraph; the rules' candidates get their score on the way."""
        sheet.propose(self.rules)
        features = sheet.features()
        spans, quality, border = self._look(sheet, features)
        keys = rival_keys(sheet.table, spans, quality, border)
        again = [self._second.of(some) for some in keys]
        better, ends = [one[0] for one in again], [one[1] for one in again]
        return [
            Pick(
                spans[i],
                calibrated(better[i], self._calibration),
                reasons_of([*features.names(spans[i]), *features.hints(spans[i])], self._quality),
            )
            for i in choose_one(sheet.table, spans, better, ends, self.threshold)
        ]

    def _look(self, sheet: Sheet, features: Features) -> tuple[list[Span], list[float], list[float]]:
        """Return the spans that have a chance, with quality and border; what many share is added up once.

        A first look leaves out most: only the others are looked at closely.
        """
        table = self._first
        sums, of_key, known = table.sums, table.of_key, table.known
        cues: dict[tuple[int, int], Sums] = {}
        starts: dict[int, Sums] = {}
        ends: dict[int, Sums] = {}
        spans: list[Span] = []
        quality: list[float] = []
        border: list[float] = []
        passing = self._passing - self._glance
        for span in sheet.spans:
            by, first, last = (span.cue, span.subject), span.first, span.last
            if by not in cues:
                cues[by] = sums(features.of_cue(*by))
            if first not in starts:
                starts[first] = sums(features.of_start(first))
            if last not in ends:
                ends[last] = sums(features.of_end(last))
            cue, start, end, found = cues[by], starts[first], ends[last], of_key(features.kind_key(span))
            if cue[2] + start[2] + end[2] + found[2] < passing:
                continue
            e = table.bias[0] + cue[0] + start[0] + end[0] + found[0]
            b = table.bias[1] + cue[1] + start[1] + end[1] + found[1]
            for key in (*features.keys(span), features.hint(span)):
                part = known.get(key) or of_key(key)
                e += part[0]
                b += part[1]
            if e >= _LEAST:
                spans.append(span)
                quality.append(logistic(e))
                border.append(logistic(b))
        return spans, quality, border


class _Table:
    """Regressions on the same features, added up together; what was added up for a key is kept for the next span."""

    def __init__(self, names_of: Callable[[Key], list[str]], *models: Linear) -> None:
        self._names_of = names_of
        self.known: dict[Key, Sums] = {}
        self.bias = [model.bias for model in models]
        names: dict[str, None] = {}
        for model in models:
            names.update(dict.fromkeys(model.weights))
        nothing = Linear({}, 0.0)
        one, two, three = (*models, nothing)[:3]
        self._weights = {
            name: (one.weights.get(name, 0.0), two.weights.get(name, 0.0), three.weights.get(name, 0.0))
            for name in names
        }

    def sums(self, names: Iterable[str]) -> Sums:
        """Return the sums of the weights of each."""
        get = self._weights.get
        one = two = three = 0.0
        for name in names:
            found = get(name)
            if found is not None:
                one += found[0]
                two += found[1]
                three += found[2]
        return one, two, three

    def of_key(self, key: Key) -> Sums:
        """Return the sums for the features that depend on a key."""
        found = self.known.get(key)
        if found is None:
            if len(self.known) >= _KEPT:
                self.known.clear()
            found = self.known[key] = self.sums(self._names_of(key))
        return found

    def of(self, keys: Iterable[Key]) -> tuple[float, float]:
        """Return the probabilities of the first two."""
        one, two = self.bias[:2]
        for key in keys:
            found = self.of_key(key)
            one += found[0]
            two += found[1]
        return logistic(one), logistic(two)
