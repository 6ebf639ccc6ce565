"""The layer majority: of each article what more than half of those who finished it have. Nothing of it is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from labeler.domain.sets import GOLD, MAJORITY, AnnotationSet
from labeler.services.export_lines import Selection, Taken
from labeler.services.reviewing_gold import amount
from labeler.services.reviewing_state import Kept, Reviewed
from labeler.services.reviewing_strategies import LEAST, agreed, majority
from labeler.services.reviewing_work import settled_as
from labeler.services.work import set_id_of
from labeler.store import Reader
from labeler.store.dataset import SetRows


def select_majority(read: Reader, keys: Mapping[str, str]) -> Selection:
    """Return the articles that at least two finished, each as one set, by article key."""
    finished: dict[str, list[AnnotationSet]] = {}
    for one in read.each(AnnotationSet, state="finished"):
        if one.annotator_id != GOLD:
            finished.setdefault(one.article_id, []).append(one)
    taken = [
        Taken(key=keys[article_id], annotator=MAJORITY, set=_set(held))
        for article_id, held in finished.items()
        if len(held) >= LEAST
    ]
    excluded = Counter({"finished by one alone": len(finished) - len(taken), "articles without a line": 0})
    excluded["articles without a line"] = len(keys) - len(taken)
    return Selection(taken=tuple(sorted(taken, key=lambda one: one.key)), excluded=dict(+excluded))


def majority_rows(read: Reader, taken: Sequence[Taken]) -> Iterator[SetRows]:
    """Yield the majority's labels of articles; where no value has a majority, the label is left out."""
    for one in taken:
        state = Reviewed.of(read, one.set.article_id)
        state = replace(state, gold=one.set, virtual=True, adjudications=())
        kept: list[Kept] = []
        for settling in (*agreed(state), *majority(state)):
            made = settled_as(state, GOLD, settling, kept)
            # In reading order, whatever the clock says: the same state gives the same lines.
            kept.append(replace(made, row=replace(made.row, at=f"{len(kept):09}")))
        labels = amount(state.article, one.set.id, kept)
        yield SetRows(
            article=state.article,
            annotator=MAJORITY,
            set=one.set,
            claims=sorted(labels.claims.values(), key=lambda label: (label.start, label.end, label.id)),
            speakers=sorted(labels.speakers.values(), key=lambda label: (label.start, label.end, label.id)),
            stances=sorted(
                labels.stances.values(),
                key=lambda label: (-1 if label.start is None else label.start, label.end or -1, label.id),
            ),
            regions=sorted(labels.regions.values(), key=lambda label: (label.start, label.end, label.id)),
        )


def _set(held: Sequence[AnnotationSet]) -> AnnotationSet:
    """Return the set that stands for those of several: of their newest scheme and guidelines."""
    newest = max(held, key=lambda one: (one.scheme_version, one.guidelines_version, one.id))
    return AnnotationSet(
        id=set_id_of(newest.article_id, MAJORITY),
        article_id=newest.article_id,
        annotator_id=MAJORITY,
        state="finished",
        scheme_version=newest.scheme_version,
        guidelines_version=newest.guidelines_version,
        finished=max(one.finished for one in held),
    )
