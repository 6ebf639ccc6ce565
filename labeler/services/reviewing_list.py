"""What there is to review: the articles with what waits in each, and the items behind a figure of the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from labeler.domain.sets import GOLD, Actor, Annotator
from labeler.services.reviewing_counts import Counts, counts_of
from labeler.services.reviewing_sides import place_of
from labeler.services.reviewing_state import reviewer
from labeler.services.reviewing_values import ReviewRow
from labeler.services.reviewing_work import letter
from labeler.store import Reader, Store
from labeler.store.dataset import last_change
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
        names, sets, shown = _listing(read)
        counts = counts_of(read, sets, most)
        return [_row(one, sets[one.article_id], counts.get(one.article_id), names, actor.id) for one in shown]


class _Listing(NamedTuple):
    """People's names, the sets of the articles that there are to review, and these as lists show them, in order."""

    names: dict[str, str]
    sets: dict[str, list[SetState]]
    shown: list[Listed]


def _listing(read: Reader) -> _Listing:
    """Return what there is to review; read again only if anything changed: a long list is asked for step by step."""
    state = (place_of(read), last_change(read))
    known = _KNOWN.get(state)
    if known is None:
        names = {one.id: one.name for one in read.all(Annotator)}
        sets = {
            article_id: held
            for article_id, held in set_states(read).items()
            if any(one.annotator_id == GOLD or one.state == "finished" for one in held)
        }
        listed = sorted(read.all(Listed), key=lambda one: (one.number, one.key))
        shown = [one for one in listed if one.article_id in sets]
        known = _Listing(names, {one.article_id: sets[one.article_id] for one in shown}, shown)
        _KNOWN.clear()
        _KNOWN[state] = known
    return known


_KNOWN: dict[tuple[str, str], _Listing] = {}


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
        imported=counted is not None and counted.imported,
        counted=counted is not None,
    )
