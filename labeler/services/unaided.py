"""Whether an annotator saw suggestions: labels made without them tell what suggestions are worth, others flatter."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from labeler.domain.labels import Origin
from labeler.domain.sets import GOLD, AnnotationSet
from labeler.domain.suggestions import Decision, SuggestionRun
from labeler.store import Reader

_TAKEN: frozenset[Origin] = frozenset({"accepted", "edited", "suggested"})


def is_aided(read: Reader, one: AnnotationSet, origins: Collection[Origin], first_made: Mapping[str, str]) -> bool:
    """Tell whether who made a finished set saw suggestions in its article.

    She did not if they were hidden, if the set was finished before there were any, or if it was brought whole from
    elsewhere (begun and finished at once) and nothing was decided. Of gold it counts what the annotators of the article
    decided.

    Args:
        read: the project.
        one: the set.
        origins: those of its labels.
        first_made: when runs that were brought forward since were made, by id (see `store.past.first_made`).
    """
    if one.suggestions == "blind":
        return False
    if taken(origins) or _decided(read, one):
        return True
    runs = read.all(SuggestionRun, article_id=one.article_id)
    before = bool(one.finished) and all(one.finished <= first_made.get(run.id, run.at) for run in runs)
    brought = bool(origins) and one.started == one.finished
    return not (before or brought)


def taken(origins: Collection[Origin]) -> bool:
    """Tell whether any label was taken from a suggestion."""
    return not _TAKEN.isdisjoint(origins)


def _decided(read: Reader, one: AnnotationSet) -> bool:
    """Tell whether any suggestion was decided about; a label that equalled one later is no decision."""
    sets = [one.id]
    if one.annotator_id == GOLD:
        sets = [other.id for other in read.all(AnnotationSet, article_id=one.article_id)]
    return any(decision.verdict != "unaided match" for decision in read.each(Decision, set_id=sets))
