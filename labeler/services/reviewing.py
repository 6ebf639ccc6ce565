"""Reviewing: disagreements of annotators are settled one after another, and so the gold set of an article is made.

For reviewers and leads. Nothing that an annotator made is changed by it; each call is one edit and one undo.
"""

from __future__ import annotations

from dataclasses import replace

from labeler.domain.adjudication import (
    LONGEST_REASON,
    EditedFrame,
    EditedSpeaker,
    EditedStance,
    reason_of,
    reason_parts,
)
from labeler.domain.changes import Changed
from labeler.domain.checks import problems
from labeler.domain.clock import now
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import new_id
from labeler.domain.sets import BAD_MOVE, Actor
from labeler.services.comments import NO_SET, checked_comment
from labeler.services.offers import Labels
from labeler.services.projects import scheme_of
from labeler.services.reviewing_frames import checked_frame
from labeler.services.reviewing_list import review_list
from labeler.services.reviewing_sheet import gold_beside, open_review
from labeler.services.reviewing_state import Reviewed
from labeler.services.reviewing_strategies import LEAST, agreed, all_of, along_with, from_side, majority
from labeler.services.reviewing_values import (
    GoldBeside,
    Item,
    ItemQuery,
    Precedent,
    ReviewRow,
    ReviewSheet,
    Settlement,
    Side,
)
from labeler.services.reviewing_work import ReviewWork, Settling, letter, order_of, review_work
from labeler.services.sets import BLOCKED, make_stale, standing_for
from labeler.services.work import STATE_WORDS
from labeler.store import Store
from labeler.store.records import Comment

__all__ = [
    "EditedFrame",
    "EditedSpeaker",
    "EditedStance",
    "GoldBeside",
    "Item",
    "ItemQuery",
    "Precedent",
    "ReviewRow",
    "ReviewSheet",
    "Settlement",
    "Side",
    "accept_gold",
    "ask_to_reopen",
    "decide",
    "decide_edited",
    "gold_beside",
    "hide_names",
    "open_review",
    "premerge",
    "reason_of",
    "reason_parts",
    "reopen_gold",
    "review_list",
    "take_agreed",
    "undecide",
]

TOO_FEW_SETS = sentence(
    "too_few_sets",
    "{count} finished {article}: what all agree on needs two. Settle its labels, or take all of {names}.",
)
BAD_STRATEGY = sentence("bad_strategy", "There is no strategy {strategy!r}. Choose agree, majority, or by:NAME.")
SETTLED_BY = sentence("settled_by", "{name} has settled this meanwhile. Open it again to decide it anew.")
NOT_SETTLED = sentence("not_settled", "This is not settled yet.")
LONG_REASON = sentence("long_reason", "A reason has at most {limit} characters, and so has a clause.")
OPEN_ITEMS = sentence("open_items", "{count} items of {article} wait to be settled before it can be accepted as gold.")
REOPENED_BY = sentence(
    "reopened_by", "{names} opened {article} again: it can be accepted as gold once that is finished."
)
NOTHING_TO_REVIEW = sentence("nothing_to_review", "Nobody has finished {article} yet: there is nothing to accept.")


def take_agreed(store: Store, actor: Actor, article_id: str) -> Changed:
    """Settle every open item that all agree on, as they have it. Nothing is written if there is none.

    Raises:
        LabelerError: `needs_role`, `no_article`, `gold_finished`, `too_few_sets`.
    """
    with review_work(store, actor, article_id, "take what all agree on") as work:
        _check_sides(work.state)
        work.write(agreed(work.state))
    return work.edit.changed


def premerge(store: Store, actor: Actor, article_id: str, strategy: str) -> Changed:
    """Settle open items by a strategy; doing it again changes nothing.

    `agree` does what `take_agreed` does; `majority` takes what more than half of the annotators have, also where that
    is nothing; `by:NAME` takes all that one annotator has.

    Raises:
        LabelerError: `needs_role`, `no_article`, `gold_finished`, `too_few_sets`, `bad_strategy`, `no_side`.
    """
    with review_work(store, actor, article_id, f"merge: {strategy}") as work:
        if strategy in {"agree", "majority"}:
            _check_sides(work.state)
            work.write([*agreed(work.state), *(majority(work.state) if strategy == "majority" else ())])
        elif strategy.startswith("by:"):
            work.write(all_of(work.state, strategy.removeprefix("by:")))
        else:
            raise LabelerError(BAD_STRATEGY, strategy=strategy)
    return work.edit.changed


def decide(
    store: Store,
    actor: Actor,
    article_id: str,
    item_id: str,
    annotator_id: str,
    *,
    reason: str = "",
    clause: str = "",
) -> Changed:
    """Settle an item by a side's label; "" for the annotator takes none of them. One's own decision is replaced.

    A claim is taken with its source, its mention, and its stances; the mention's own item is settled along with it.
    A side that did not mark the item can be taken, too: gold then holds nothing for it.

    Raises:
        LabelerError: `needs_role`, `no_article`, `gold_finished`, `no_item` (it is not there any more), `no_side`,
            `settled_by` (somebody else settled it), `long_reason`.
    """
    _check_reason(reason, clause)
    with review_work(store, actor, article_id, "take neither") as work:
        item = _item_to_settle(work, item_id)
        if not annotator_id:
            work.write([Settling(item=item, how="adjudicated", frame=None, reason=reason, clause=clause)])
        else:
            work.edit.title = f"take {_shown_name(work.state, annotator_id)}"
            settling = from_side(work.state, item, annotator_id)
            settling = replace(settling, reason=reason, clause=clause)
            work.write([settling, *along_with(work.state, settling)])
    return work.edit.changed


def decide_edited(
    store: Store,
    actor: Actor,
    article_id: str,
    item_id: str,
    frame: EditedFrame,
    *,
    reason: str = "",
    clause: str = "",
) -> Changed:
    """Settle an item by a frame that the reviewer put together.

    Raises:
        LabelerError: as `decide`, and `bad_span`, `empty_span`, `blank_span`, `not_in_scheme`, `no_entity`,
            `bad_frame`.
    """
    _check_reason(reason, clause)
    with review_work(store, actor, article_id, "settle as edited") as work:
        item = _item_to_settle(work, item_id)
        checked = checked_frame(work, item, frame)
        settling = Settling(item=item, how="adjudicated", frame=checked, edited=True, reason=reason, clause=clause)
        work.write([settling, *along_with(work.state, settling)])
    return work.edit.changed


def undecide(store: Store, actor: Actor, article_id: str, item_id: str) -> Changed:
    """Make an item open again; possible for any reviewer, whoever settled it.

    What was settled along with it opens, too.

    Raises:
        LabelerError: `needs_role`, `no_article`, `gold_finished`, `no_item`, `not_settled`.
    """
    with review_work(store, actor, article_id, "open again") as work:
        item = work.item(item_id)
        settled = work.state.settled.get(item.id)
        if settled is None:
            raise LabelerError(NOT_SETTLED)
        along = [one for one in work.state.kept if one.taken.layer == "speaker" and one.taken.along == item.id]
        work.write([], [settled, *along])
    return work.edit.changed


def hide_names(store: Store, actor: Actor, article_id: str, hidden: bool) -> Changed:
    """Hide who is who, and show the sides in an order that does not tell; or show the names again. It is stored.

    Raises:
        LabelerError: `needs_role`, `no_article`.
    """
    title = "hide names" if hidden else "show names"
    with review_work(store, actor, article_id, title, finished=True) as work:
        gold = replace(work.state.gold, suggestions="blind" if hidden else "shown")
        if gold != work.state.gold:
            if work.state.virtual:
                work.edit.add(gold)
            else:
                work.edit.put(gold)
    return work.edit.changed


def accept_gold(store: Store, actor: Actor, article_id: str) -> Changed:
    """Finish the gold set, once no disagreement is open; annotators see it from then on.

    What all agree on is taken with it.

    Raises:
        LabelerError: `needs_role`, `no_article`, `gold_finished`, `open_items`, `reopened_by`, `blocked`,
            `nothing_to_review`.
    """
    with review_work(store, actor, article_id, "accept as gold") as work:
        state = work.state
        article = state.article
        if not state.sides and state.virtual:
            raise LabelerError(NOTHING_TO_REVIEW, article=article.key)
        if state.reopened:
            names = ", ".join(_shown_name(state, one) for one in state.reopened)
            raise LabelerError(REOPENED_BY, names=names, article=article.key)
        taken = agreed(state) if len(state.sides) >= LEAST else []
        waiting = len(state.items) - len(state.settled) - len(taken)
        if waiting:
            raise LabelerError(OPEN_ITEMS, count=waiting, article=article.key)
        work.write(taken)
        work.begin()
        _check_gold(work)
        work.edit.put(replace(state.gold, state="finished", reason="", finished=now(), stale=False))
    return work.edit.changed


def reopen_gold(store: Store, actor: Actor, article_id: str, reason: str = "") -> Changed:
    """Open a finished gold set again.

    Raises:
        LabelerError: `needs_role`, `no_article`, `bad_state`, `long_reason`.
    """
    _check_reason(reason, "")
    with review_work(store, actor, article_id, "reopen gold", finished=True) as work:
        gold = work.state.gold
        if not gold.frozen:
            words = STATE_WORDS["" if work.state.virtual else gold.state]
            raise LabelerError(BAD_MOVE, article=work.state.article.key, state=words, verb="reopened")
        work.edit.put(replace(gold, state="in_progress", reason=reason.strip(), finished=""))
    return work.edit.changed


def ask_to_reopen(store: Store, actor: Actor, article_id: str, annotator_id: str, reason: str) -> Changed:
    """Open an annotator's finished set again with a request, which stands as a comment on it; gold becomes stale.

    Raises:
        LabelerError: `needs_role`, `no_article`, `no_set`, `bad_state`, `bad_comment` (a request has 1 to 10,000
            characters).
    """
    request = checked_comment(reason)
    with review_work(store, actor, article_id, "ask to reopen", finished=True) as work:
        article = work.state.article
        theirs = work.state.states.get(annotator_id)
        if theirs is None:
            raise LabelerError(NO_SET, article=article.key)
        if not theirs.frozen:
            raise LabelerError(BAD_MOVE, article=article.key, state=STATE_WORDS[theirs.state], verb="reopened")
        work.edit.put(replace(theirs, state="in_progress", reason=request.strip(), finished=""))
        comment = Comment(id=new_id(), set_id=theirs.id, author_id=work.actor.id, at=now(), text=request)
        work.edit.add(comment)
        make_stale(work.edit, article.id)
    return work.edit.changed


def _check_sides(state: Reviewed) -> None:
    if len(state.sides) < LEAST:
        names = ", ".join(_shown_name(state, one) for one in state.sides) or "one who has"
        count = "Nobody" if not state.sides else "One annotator"
        raise LabelerError(TOO_FEW_SETS, article=state.article.key, count=count, names=names)


def _check_reason(reason: str, clause: str) -> None:
    if max(len(reason), len(clause)) > LONGEST_REASON:
        raise LabelerError(LONG_REASON, limit=LONGEST_REASON)


def _check_gold(work: ReviewWork) -> None:
    """Refuse gold that a check of the scheme blocks."""
    state, read = work.state, work.edit.read
    held = Labels.of(read, state.gold.id)
    scheme = scheme_of(read, state.gold.scheme_version)
    entities = standing_for(read, held.speakers)
    parts = (held.claims, held.speakers, held.stances, held.regions)
    found = problems(state.article.text, *parts, scheme, entities=entities)
    blocking = [one for one in found if one.severity == "blocking"]
    if blocking:
        raise LabelerError(BLOCKED, article=state.article.key, count=len(blocking), first=blocking[0].sentence)


def _item_to_settle(work: ReviewWork, item_id: str) -> Item:
    """Return an item, if nobody but the actor settled it before."""
    item = work.item(item_id)
    settled = work.state.settled.get(item.id)
    if settled is not None and settled.row.annotator_id != work.actor.id:
        raise LabelerError(SETTLED_BY, name=work.state.names[settled.row.annotator_id])
    return item


def _shown_name(state: Reviewed, annotator_id: str) -> str:
    """Return an annotator's name, or the letter of the side while names are hidden."""
    order = order_of(state)
    if state.gold.suggestions == "blind" and annotator_id in order:
        return letter(order.index(annotator_id))
    return state.names.get(annotator_id, annotator_id)
