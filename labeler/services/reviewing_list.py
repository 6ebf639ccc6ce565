"""What there is to review: the articles with what waits in each, and the items behind a figure of the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from labeler.domain.sets import GOLD, Actor, Annotator
from labeler.services.reviewing_counts import Counts, counts_of
from labeler.services.reviewing_state import reviewer
from labeler.services.reviewing_values import ReviewRow
from labeler.services.reviewing_work import letter
from labeler.store import Store
from labeler.store.listing import SetState, set_states
from labeler.store.records import Listed


def review_list(store: Store, actor: Actor, *, most: int | None = None) -> list[ReviewRow]:
    """Return the articles that somebody finished, or that have a gold set, in the order of the article list.

    Args:
        store: the project.
        actor: a reviewer or lead.
        most: count what waits in so many articles anew at most, None for all: one takes some 3 ms. The rest are
            not `counted` yet; asked again, the next are.

    Raises:
        LabelerError: `needs_role`.
    """
    with store.read() as read:
        actor = reviewer(read, actor)
        names = {one.id: one.name for one in read.all(Annotator)}
        sets = {
            article_id: held
            for article_id, held in set_states(read).items()
            if any(one.annotator_id == GOLD or one.state == "finished" for one in held)
        }
        listed = sorted(read.all(Listed), key=lambda one: (one.number, one.key))
        shown = [one for one in listed if one.article_id in sets]
        counts = counts_of(read, {one.article_id: sets[one.article_id] for one in shown}, most)
        return [_row(one, sets[one.article_id], counts.get(one.article_id), names, actor.id) for one in shown]


def _row(
    listed: Listed, held: Iterable[SetState], counted: Counts | None, names: Mapping[str, str], who: str
) -> ReviewRow:
    gold, own, finished = None, False, list[str]()
    for one in held:
        if one.annotator_id == GOLD:
            gold = one
        elif one.state == "finished":
            finished.append(names[one.annotator_id])
        own = own or (one.annotator_id == who and one.state != "assigned")
    if gold is not None and gold.suggestions == "blind":
        finished = [letter(place) for place in range(len(finished))]
    return ReviewRow(
        article_id=listed.article_id,
        key=listed.key,
        title=listed.heading,
        finished=tuple(sorted(finished)),
        open=counted.open if counted else 0,
        disagreements=counted.disagreements if counted else 0,
        settled=counted.settled if counted else 0,
        gold="" if gold is None or gold.state == "assigned" else gold.state,
        stale=gold is not None and gold.stale,
        own=own,
        counted=counted is not None,
    )
