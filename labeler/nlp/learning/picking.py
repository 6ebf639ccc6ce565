"""Choosing the claims of a paragraph by learnt weights, and why each was chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from labeler.nlp.learning.choosing import choose_one
from labeler.nlp.learning.features import Features
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.learning.linear import Linear, calibrated, logistic
from labeler.nlp.learning.reasons import reasons_of
from labeler.nlp.learning.rivals import LEAST, rival_names
from labeler.nlp.learning.sheets import Sheet
from labeler.nlp.learning.spans import Span

MODELS = ("border", "border2", "glance", "quality", "quality2", "rules")
NUMBERS = ("glance", "shift", "slope", "threshold")


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
        self._first = _Table(self._quality, learnt.models["border"], learnt.models["glance"])
        self._second = _Table(learnt.models["quality2"], learnt.models["border2"])
        self._glance = learnt.models["glance"].bias
        self._passing = learnt.numbers["glance"]

    def pick(self, sheet: Sheet) -> list[Pick]:
        """Return what is suggested of a paragraph; the rules' candidates get their score on the way."""
        sheet.propose(self.rules)
        features = sheet.features()
        spans, quality, border = self._look(sheet, features)
        rows = rival_names(sheet.table, spans, quality, border)
        again = [self._second.of(names) for names in rows]
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
        sums = self._first.sums
        known: dict[tuple[int, int, int], tuple[float, float, float]] = {}

        def shared(kind: int, a: int, b: int, names: Callable[[], list[str]]) -> tuple[float, float, float]:
            found = known.get((kind, a, b))
            if found is None:
                found = known[kind, a, b] = sums(names())
            return found

        spans: list[Span] = []
        quality: list[float] = []
        border: list[float] = []
        for span in sheet.spans:
            cue, subject, first, last = span.cue, span.subject, span.first, span.last
            parts = [
                shared(0, cue, subject, lambda cue=cue, subject=subject: features.of_cue(cue, subject)),
                shared(1, first, 0, lambda first=first: features.of_start(first)),
                shared(2, last, 0, lambda last=last: features.of_end(last)),
                sums(features.of_kind(span)),
            ]
            if self._glance + sum(part[2] for part in parts) < self._passing:
                continue
            parts += [sums(features.of_span(span)), sums(features.hints(span))]
            e = logistic(self._first.bias[0] + sum(part[0] for part in parts))
            if e >= LEAST:
                spans.append(span)
                quality.append(e)
                border.append(logistic(self._first.bias[1] + sum(part[1] for part in parts)))
        return spans, quality, border


class _Table:
    """Regressions on the same features, added up together."""

    def __init__(self, *models: Linear) -> None:
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

    def sums(self, names: Iterable[str]) -> tuple[float, float, float]:
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

    def of(self, names: Iterable[str]) -> tuple[float, float]:
        """Return the probabilities of the first two."""
        one, two, _ = self.sums(names)
        return logistic(self.bias[0] + one), logistic(self.bias[1] + two)
