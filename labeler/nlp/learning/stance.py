"""The part `stance`: on which topics a claim bears, and on which side, learnt from labelled articles.

Two regressions: `bears` over what a topic and a claim have in common, `sides` over the words that speak for and
against, each of which counts for the other side as much as for its own. Their names know nothing of any topic, so that
the weights that ship serve every scheme. A project's own labels add its topics' words (`T1=chip`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from labeler.domain.labels import Claim, Stance
from labeler.nlp.bearing import Setting
from labeler.nlp.drafts import ClaimDraft, passage_of
from labeler.nlp.leaning import Leaning, leanings_of
from labeler.nlp.learning.learnt import Learnt, shipped
from labeler.nlp.learning.lessons import ReadLesson
from labeler.nlp.learning.linear import Linear, Rows, calibrate, calibrated
from labeler.nlp.learning.linear import fit as fit_linear
from labeler.nlp.siding import mirrored

PART = "stance"

FEATURES = 1
"""Counts the versions of the names: raise it with any change that can change one."""

BEARS, SIDES = "bears", "sides"
NUMBERS = ("threshold", "slope", "shift", "side")

_BEARS_STRENGTH = 0.05
_SIDES_STRENGTH = 0.3
_FOLDS = 8
_LEAST_STANCES = 10
_LEAST_SIDE = 0.6
_THRESHOLD = 0.3
_SEEN = 3

_NO_STANCE = "There are too few stances in these articles to learn from."


@dataclass(frozen=True, slots=True)
class Judgement:
    """How sure it is that a claim bears on a topic, that it supports it, and that a suggestion of its side is right."""

    bears: float
    supports: float
    score: float


class StanceScore:
    """Judges leanings by learnt weights.

    Raises:
        ValueError: the weights lack a model or one of the numbers.
    """

    def __init__(self, learnt: Learnt) -> None:
        missing = [name for name in NUMBERS if name not in learnt.numbers]
        if learnt.part != PART or not {BEARS, SIDES} <= learnt.models.keys() or missing:
            raise ValueError("The weights are none for stances.")
        self._bears, self._sides = learnt.models[BEARS], learnt.models[SIDES]
        self.threshold, self.least_side = learnt.numbers["threshold"], learnt.numbers["side"]
        self._calibration = learnt.numbers["slope"], learnt.numbers["shift"]
        self._with_words = any("=" in name for model in (self._bears, self._sides) for name in model.weights)

    def supports(self, leaning: Leaning) -> float:
        """Return how likely a claim supports the topic, if it bears on it."""
        names = leaning.side if self._with_words else leaning.sides
        return self._sides.probability(names) if names else 0.5

    def bears(self, leaning: Leaning) -> float:
        """Return how likely a claim bears on the topic."""
        return self._bears.probability(leaning.about if self._with_words else leaning.bears)

    def judge(self, leaning: Leaning) -> Judgement:
        """Return what the weights say of a leaning."""
        bears, supports = self.bears(leaning), self.supports(leaning)
        return Judgement(bears, supports, calibrated(raw_score(bears, supports), self._calibration))

    def takes_side(self, leaning: Leaning) -> bool:
        """Tell whether it is clear enough on which side a claim stands, if it bears on the topic."""
        supports = self.supports(leaning)
        return max(supports, 1 - supports) >= self.least_side


def raw_score(bears: float, supports: float) -> float:
    """Return how sure a suggestion is before it is calibrated."""
    return bears * max(supports, 1 - supports)


@dataclass(frozen=True, slots=True)
class Example:
    """A claim and a topic: what is known of them, and the stance that people marked, "" for none.

    `leaning` is None where nothing near the claim speaks of the topic: such a stance cannot be suggested.
    """

    article: str
    leaning: Leaning | None
    value: str
    weight: float


def fit(read: Sequence[ReadLesson], *, shipping: bool = False) -> Learnt:
    """Return the weights that fit these lessons best, near the shipped ones; calibrated on articles left out in turn.

    `shipping` fits without those and without the topics' words.

    Raises:
        ValueError: the lessons hold too few stances.
    """
    return _fit([example for one in read for example in examples_of(one)], None if shipping else shipped(PART))


def cross_fit(read: Sequence[ReadLesson], fold_of: Sequence[int], folds: int) -> tuple[Learnt, list[Learnt]]:
    """Return the weights that fit all lessons, and those without the lessons of each fold; each is read once.

    Raises:
        ValueError: as `fit`.
    """
    every, prior = [list(examples_of(one)) for one in read], shipped(PART)
    without: list[Learnt] = []
    for fold in range(folds):
        kept = [examples for own, examples in zip(fold_of, every, strict=True) if own != fold]
        without.append(_fit([example for examples in kept for example in examples], prior))
    return _fit([example for examples in every for example in examples], prior), without


def _fit(examples: Sequence[Example], prior: Learnt | None) -> Learnt:
    if sum(one.value != "" for one in examples) < _LEAST_STANCES:
        raise ValueError(_NO_STANCE)
    models = fit_models(examples, prior)
    scores, right = _tried(examples, prior)
    slope, shift = calibrate(scores, right) if len(scores) else (1.0, 0.0)
    numbers = {"threshold": _THRESHOLD, "side": _LEAST_SIDE, "slope": round(slope, 4), "shift": round(shift, 4)}
    return Learnt(PART, FEATURES, models, numbers)


def fit_models(examples: Sequence[Example], prior: Learnt | None) -> dict[str, Linear]:
    """Return the two regressions; without a prior the topics' words stay out."""
    known = [(one, one.leaning) for one in examples if one.leaning is not None]
    with_words = prior is not None
    bears = _regression(
        Rows.of(leaning.about if with_words else leaning.bears for _, leaning in known),
        [float(one.value != "") for one, _ in known],
        [one.weight for one, _ in known],
        None if prior is None else prior.models[BEARS],
        strength=_BEARS_STRENGTH,
    )
    sided = [(one, leaning) for one, leaning in known if one.value in {"support", "oppose"}]
    if not with_words:
        sided = [(one, leaning) for one, leaning in sided if leaning.sides]
    rows = [leaning.side if with_words else leaning.sides for _, leaning in sided]
    rows += [mirrored(leaning.sides) for _, leaning in sided]
    target = [float(one.value == "support") for one, _ in sided]
    sides = _regression(
        Rows.of(rows),
        [*target, *(1 - one for one in target)],
        [one.weight for one, _ in sided] * 2,
        None if prior is None else prior.models[SIDES],
        strength=_SIDES_STRENGTH,
    )
    return {BEARS: bears.pruned(), SIDES: Linear(sides.pruned().weights, 0.0)}


def _regression(
    rows: Rows, target: Sequence[float], worth: Sequence[float], prior: Linear | None, *, strength: float
) -> Linear:
    if prior is None:
        return fit_linear(rows, target, worth, strength, seen=_SEEN)
    return fit_linear(rows, target, worth, strength, seen=_SEEN, prior=prior)


def _tried(examples: Sequence[Example], prior: Learnt | None) -> tuple[list[float], list[float]]:
    """Return scores for articles that the weights were not fitted on, and whether each side was right."""
    articles = sorted({one.article for one in examples})
    scores: list[float] = []
    right: list[float] = []
    for number in range(min(_FOLDS, len(articles))):
        held = set(articles[number::_FOLDS])
        rest = [one for one in examples if one.article not in held]
        if not any(one.value for one in rest):
            continue
        score = StanceScore(Learnt(PART, FEATURES, fit_models(rest, prior), _PLAIN))
        for one in examples:
            if one.article in held and one.leaning is not None:
                judged = score.judge(one.leaning)
                if max(judged.supports, 1 - judged.supports) >= _LEAST_SIDE:
                    scores.append(raw_score(judged.bears, judged.supports))
                    right.append(float(one.value == ("support" if judged.supports >= 0.5 else "oppose")))
    return scores, right


_PLAIN = {"threshold": 0.0, "side": 0.0, "slope": 1.0, "shift": 0.0}


def examples_of(read: ReadLesson) -> Iterator[Example]:
    """Yield the examples of a lesson: one for each of its claims and each topic that may be spoken of near it."""
    reading, lesson = read.reading, read.lesson
    if reading.matter is None:
        return
    for doc in reading.docs:
        if doc._.ground is None:
            reading.matter.mark(doc)
    stances: dict[str, dict[str, str]] = {}
    for label in lesson.labels:
        if isinstance(label, Stance):
            stances.setdefault(label.claim_id, {})[label.topic] = label.value
    topics = [topic.id for topic in reading.matter.topics]
    settings = _Settings(reading.docs)
    for claim, number, draft in drafts_of(read):
        values = {topic: value for topic, value in stances.get(claim.id, {}).items() if topic in topics}
        for leaning in leanings_of(settings[number], draft):
            yield Example(lesson.article_id, leaning, values.pop(topics[leaning.topic], ""), lesson.weight)
        for value in values.values():
            yield Example(lesson.article_id, None, value, lesson.weight)


class _Settings(dict[int, Setting]):
    """The settings of paragraphs by number, made at first use."""

    def __init__(self, docs: Sequence[Doc]) -> None:
        super().__init__()
        self._docs = docs

    def __missing__(self, number: int) -> Setting:
        setting = self[number] = Setting(self._docs[number])
        return setting


def drafts_of(read: ReadLesson) -> Iterator[tuple[Claim, int, ClaimDraft]]:
    """Yield the claims that people marked, each with its paragraph's number and as the chain would draft it."""
    claims = sorted((one for one in read.lesson.labels if isinstance(one, Claim)), key=lambda one: one.start)
    starts = np.array([one.start for one in read.reading.paragraphs])
    for claim in claims:
        number = int(np.searchsorted(starts, claim.start, side="right")) - 1
        if number < 0:
            continue
        doc, offset = read.reading.docs[number], read.reading.paragraphs[number].start
        span = doc.char_span(
            max(0, claim.start - offset), min(len(doc.text), claim.end - offset), alignment_mode="expand"
        )
        if span is None or not len(span) or claim.start - offset >= len(doc.text):
            continue
        passage_of(doc)
        tokens = (span.start, span.end - 1)
        yield (
            claim,
            number,
            ClaimDraft(
                span.start_char, span.end_char, tokens, claim.type, claim.attribution, claim.source, "", 1.0, ""
            ),
        )
