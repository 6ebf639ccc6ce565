"""What speaks for a line's being no part of the article: a regression over its traits, and what is stated beforehand.

The labelled articles are few. What holds of any page and is rare in them, such as a table of contents, or cannot be
learnt from single articles, such as what stands in others too, is stated as a number; the rest is learnt.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from labeler.nlp.learning.learnt import Learnt, shipped
from labeler.nlp.learning.linear import calibrated, logistic

PART = "boilerplate"
FEATURES = 1
"""The version of the traits; weights fit no other."""

STATED = {
    "headline": -6.0,
    "question and answer": -1.0,
    "quotation": -1.5,
    "standfirst": -2.0,
    "bullet, led by prose": -3.0,
    "above bullets": -2.0,
    "contents": 6.0,
    "above contents": 3.0,
    "pulled": 9.0,
    "pulled, word for word": 9.0,
    "below pulled words": 9.0,
    "holds the headline": 4.0,
    "the headline again": 5.0,
    "opens a call": 2.5,
    "opens a credit": 4.0,
    "by names above the prose": 2.0,
    "bars above the prose": 1.5,
    "of the writer": 0.0,
    "a call, like a heading": -2.5,
    "named in brackets": 5.0,
    "of the writer, late": 3.0,
    "closing": 1.0,
    "pulled, like a heading": -1.0,
    "caption": 2.5,
    "file": 2.5,
    "rights": 2.0,
    "about, late": 1.5,
    "about the signer, late": 2.0,
    "date above the prose": 2.0,
    "above a question": -2.0,
    "label": 2.0,
    "telling": 1.0,
    "page colon amid prose": 2.0,
    "told elsewhere too": 1.0,
    "heads other articles too": 0.0,
    "elsewhere often, long": 7.0,
    "elsewhere often, short": 4.0,
    "elsewhere twice, long": 5.0,
    "elsewhere twice, short": 1.5,
    "elsewhere once, long": 2.5,
    "elsewhere once, short": 0.5,
}
"""What is stated of traits, in logits; nothing is learnt of them."""

_WEIGHTS_OF_STATED = frozenset(STATED)


def stated(traits: Iterable[str]) -> float:
    """Return the sum of what is stated of a line's traits."""
    return sum(STATED.get(name, 0.0) for name in traits)


def learnable(traits: Iterable[str]) -> list[str]:
    """Return the traits whose weights are learnt."""
    return [name for name in traits if name not in _WEIGHTS_OF_STATED]


class Grounds:
    """Weighs lines by learnt weights.

    Raises:
        ValueError: the weights are for another part, or for another version of the traits.
    """

    def __init__(self, learnt: Learnt) -> None:
        if learnt.part != PART or learnt.features != FEATURES or "line" not in learnt.models:
            raise ValueError("The weights are not for the boilerplate of this version.")
        self._line = learnt.models["line"]
        self._slope = learnt.numbers.get("slope", 1.0)
        self._shift = learnt.numbers.get("shift", 0.0)

    def weigh(self, traits: Iterable[str]) -> float:
        """Return how much speaks for a line's being no part of the article, in logits."""
        names = list(traits)
        return self._line.logit(learnable(names)) + stated(names)

    def share(self, logit: float) -> float:
        """Return the share that is right among lines of which as much speaks."""
        return calibrated(logistic(logit), (self._slope, self._shift))


@cache
def shipped_grounds() -> Grounds:
    """Return the grounds by the weights that come with the program."""
    return Grounds(shipped(PART))
