"""Whether an annotator saw suggestions: labels made without them tell what suggestions are worth, others flatter."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from labeler.domain.labels import Origin
from labeler.domain.sets import GOLD, MAJORITY, AnnotationSet
from labeler.domain.suggestions import Decision, SuggestionRun
from labeler.store import Reader

_TAKEN: frozenset[Origin] = frozenset({"accepted", "edited", "suggested"})


def is_aided(read: Reader, one: AnnotationSet, origins: Collection[Origin], first_made: Mapping[str, str]) -> bool:
    """Tell whether who made a finished set saw suggestions in its article.

    She did not if they were hidden, if the set was finished before there were any, or if it was brought whole from
    elsewhere (begun and finished at once) and nothing was decided. Of gold and of a majority it counts what the
    annotators of the article saw and decided.

    Args:
        read: the project.
        one: the set.
        origins: those of its labels.
        first_made: when runs that were brought forward since were made, by id (see `store.past.first_made`).
    """
    makers = [one]
    if one.annotator_id in {GOLD, MAJORITY}:
        makers = [each for each in read.all(AnnotationSet, article_id=one.article_id) if each.annotator_id != GOLD]
    if makers and all(each.suggestions == "blind" for each in makers):
        return False
    if taken(origins) or _decided(read, [each.id for each in (one, *makers)]):
        return True
    runs = read.all(SuggestionRun, article_id=one.article_id)
    before = bool(one.finished) and all(one.finished <= first_made.get(run.id, run.at) for run in runs)
    brought = bool(origins) and one.started == one.finished
    return not (before or brought)


def taken(origins: Collection[Origin]) -> bool:
    """Tell whether any label was taken from a suggestion."""
    return not _TAKEN.isdisjoint(origins)


def _decided(read: Reader, set_ids: list[str]) -> bool:
    """Tell whether any suggestion was decided about; a label that equalled one later is no decision."""
    return any(decision.verdict != "unaided match" for decision in read.each(Decision, set_id=set_ids))
