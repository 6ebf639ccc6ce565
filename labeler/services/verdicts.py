"""Whether what was learnt is better than what is in use, on articles that it was not learnt from: by part, for sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from labeler.agreement.intervals import Difference, difference
from labeler.agreement.marks import Marks, of_suggestions
from labeler.agreement.measures import MEASURES, Counts, compare, total
from labeler.domain.learning import LONGEST_BODY
from labeler.domain.suggestions import Suggestion

# What a part is learnt for: the first is what it should raise; it may raise another instead if it keeps that.
OWN: Mapping[str, tuple[str, ...]] = {
    "claim": ("attributed", "attributed_exact"),
    "speaker": ("speaker", "entity"),
    "author": ("author", "author_exact"),
    "stance": ("stance", "topic"),
}
_LOSS = -0.01
_NAMES = {one.key: one.name for one in MEASURES}
_Tried = Mapping[str, Sequence[Suggestion]]
_Labelled = Mapping[str, Sequence[Marks]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One measure (F1, or the share) in use and as learnt, 0 to 1, and the difference with its 95 % interval."""

    measure: str
    name: str
    in_use: float | None
    learnt: float | None
    difference: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to become of a part: it is better, or why it is not. `figures` begin with the part's own."""

    part: str
    better: bool
    reason: str
    figures: tuple[Compared, ...] = ()
    weights: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the verdict as a JSON object, without the weights."""
        table = asdict(self)
        del table["weights"]
        return table


def verdict_of(
    part: str, weights: str, *, tried: _Tried, in_use: _Tried, texts: Mapping[str, str], labelled: _Labelled
) -> Verdict:
    """Return whether a part as learnt is better than what is in use.

    Args:
        part: the part.
        weights: what was learnt, which the verdict carries.
        tried: what it suggests for each article, learnt from others.
        in_use: what is suggested now.
        texts: the articles.
        labelled: what was marked in each, one value for each set.
    """
    articles = sorted(texts)
    first = [_counts(tried.get(one, ()), labelled[one], texts[one]) for one in articles]
    second = [_counts(in_use.get(one, ()), labelled[one], texts[one]) for one in articles]
    own = OWN.get(part, ())
    others = [one.key for one in MEASURES if one.key not in own]
    figures = tuple(_compared(key, first, second) for key in (*own, *others))
    better, reason = _decided(figures[: len(own)], figures[len(own) :])
    if len(weights) > LONGEST_BODY:
        better, reason = False, "its weights are too many to be kept"
    return Verdict(part=part, better=better, reason=reason, figures=figures, weights=weights)


def _decided(own: Sequence[Compared], others: Sequence[Compared]) -> tuple[bool, str]:
    """Return whether to put a part in use, and why (not) in words."""
    worse = next((one for one in (*own, *others) if one.high is not None and one.high < 0), None)
    if worse is not None:
        return False, f"{worse.name} would be worse"
    lost = next((one for one in own if one.difference is not None and one.difference < _LOSS), None)
    if lost is not None:
        return False, f"{lost.name} may be worse"
    raised = next((one for one in own if one.low is not None and one.low > 0), None)
    if raised is not None:
        return True, f"{raised.name} are better for sure" if raised is own[0] else f"{raised.name} is better for sure"
    if all(one.difference is None for one in own):
        return False, "there are no labels to compare with"
    if not any(one.difference for one in (*own, *others)):
        return False, "it would suggest the same"
    return False, "it is not better for sure"


def _compared(key: str, learnt: Sequence[Mapping[str, Counts]], in_use: Sequence[Mapping[str, Counts]]) -> Compared:
    first, second = ([one.get(key, Counts()) for one in counts] for counts in (learnt, in_use))
    change: Difference = difference(first, second)
    values = [total({key: one} for one in counts).get(key, Counts()).f1 for counts in (second, first)]
    return Compared(
        measure=key,
        name=_NAMES[key],
        in_use=values[0],
        learnt=values[1],
        difference=change.value,
        low=change.low,
        high=change.high,
    )


def _counts(suggestions: Sequence[Suggestion], labelled: Sequence[Marks], text: str) -> Mapping[str, Counts]:
    """Return the counts of one article, over all of its sets."""
    given = of_suggestions(suggestions)
    return total(compare(given, one, text).counts for one in labelled)
