"""What is still proposed to an annotator: the newest run's suggestions without those decided or found unaided."""

from __future__ import annotations

import math
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.sets import AnnotationSet
from labeler.domain.spans import Span, iou
from labeler.domain.suggestions import Decision, Suggestion
from labeler.services.recognising import by_registry
from labeler.store import Reader
from labeler.store.listing import latest_run

# From this overlap on, a label and a suggestion are the same find.
SAME = 0.9
# In C: a function of Python's own would take longer than the sorting.
_start: Callable[[Claim | Speaker | Region], int] = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of one set."""

    claims: list[Claim]
    speakers: list[Speaker]
    stances: list[Stance]
    regions: list[Region]

    @classmethod
    def of(cls, read: Reader, set_id: str) -> Labels:
        """Read the labels of a set, those with an extent of their own in reading order."""
        return cls(
            sorted(read.all(Claim, set_id=set_id), key=_start),
            sorted(read.all(Speaker, set_id=set_id), key=_start),
            read.all(Stance, set_id=set_id),
            sorted(read.all(Region, set_id=set_id), key=_start),
        )

    def add(self, label: Claim | Speaker) -> None:
        """Put a new label where it belongs in reading order."""
        if isinstance(label, Claim):
            insort(self.claims, label, key=_start)
        else:
            insort(self.speakers, label, key=_start)


def run_of(read: Reader, annotation_set: AnnotationSet) -> dict[str, Suggestion]:
    """Return the suggestions of the article's newest run by id, by the registry's names; none for a blind set."""
    run = None if annotation_set.suggestions == "blind" else latest_run(read, annotation_set.article_id)
    return {} if run is None else by_registry(read, {one.id: one for one in read.all(Suggestion, run_id=run.id)})


def decisions_of(read: Reader, annotation_set: AnnotationSet) -> dict[str, Decision]:
    """Return what was decided in a set, by suggestion."""
    return {one.suggestion_id: one for one in read.all(Decision, set_id=annotation_set.id)}


def open_offers(read: Reader, annotation_set: AnnotationSet) -> list[Suggestion]:
    """Return the suggestions that still wait, in reading order; none for a blind or frozen set."""
    return Offers.of(read, annotation_set).waiting


@dataclass(frozen=True, slots=True)
class Offers:
    """What is proposed to an annotator: what still waits, what she decided, and the labels that answer the others.

    `waiting` is in reading order; `decided` is by suggestion; `holding` are the ids of the labels that say what an
    undecided suggestion says. Nothing waits for a blind or frozen set.
    """

    waiting: list[Suggestion]
    decided: dict[str, Decision]
    holding: frozenset[str]

    @classmethod
    def of(cls, read: Reader, annotation_set: AnnotationSet, labels: Labels | None = None) -> Offers:
        """Read what is proposed; `labels` are those of the set, where they were read already."""
        decided = decisions_of(read, annotation_set)
        run = {} if annotation_set.frozen else run_of(read, annotation_set)
        if not run:
            return cls([], decided, frozenset())
        found = matches(run.values(), labels or Labels.of(read, annotation_set.id), run)
        waiting = [one for one in run.values() if one.id not in decided and one.id not in found]
        holding = frozenset(label.id for one, label in found.items() if one not in decided)
        return cls(in_reading_order(waiting), decided, holding)


def in_reading_order(suggestions: Iterable[Suggestion]) -> list[Suggestion]:
    """Return suggestions by their places; stances without a cue come last."""
    return sorted(suggestions, key=lambda one: (one.start is None, one.start or 0, one.end or 0, one.id))


def matches(
    suggestions: Iterable[Suggestion], labels: Labels, run: Mapping[str, Suggestion]
) -> dict[str, Claim | Speaker | Stance | Region]:
    """Return the labels that say what suggestions say, by suggestion: same kind, nearly the same extent.

    A stance has no extent of its own: it is matched by topic and value, on a claim that matches the suggested claim.
    """
    found: dict[str, Claim | Speaker | Stance | Region] = {}
    for one in suggestions:
        label = _stance_match(one, labels, run) if one.kind == "stance" else _span_match(one, labels)
        if label is not None:
            found[one.id] = label
    return found


def same_claim(suggestion: Suggestion, labels: Labels) -> Claim | None:
    """Return the claim of a set that has nearly the extent of a suggested one."""
    label = _span_match(suggestion, labels)
    return label if isinstance(label, Claim) else None


def _span_match(one: Suggestion, labels: Labels) -> Claim | Speaker | Region | None:
    if one.start is None or one.end is None:
        return None
    extent = Span(one.start, one.end)
    rows = {"claim": labels.claims, "speaker": labels.speakers, "boilerplate": labels.regions}[one.kind]
    # What overlaps that much begins no further away than this.
    reach = math.ceil(len(extent) / SAME) - len(extent) + 1
    first, last = (bisect_left(rows, point, key=_start) for point in (extent.start - reach, extent.start + reach))
    near = [(iou(extent, row.span), row) for row in rows[first:last] if row.end > extent.start]
    best = max(near, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= SAME else None


def _stance_match(one: Suggestion, labels: Labels, run: Mapping[str, Suggestion]) -> Stance | None:
    offered = run.get(one.claim_id or "")
    claim = None if offered is None else same_claim(offered, labels)
    if claim is None:
        return None
    same = (one.topic, one.value)
    return next((row for row in labels.stances if row.claim_id == claim.id and (row.topic, row.value) == same), None)
