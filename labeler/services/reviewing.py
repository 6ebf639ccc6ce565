"""Reviewing: disagreements of annotators are settled one after another, and so the gold set of an article is made.

For reviewers and leads. Nothing that an annotator made is changed by it; each call is one edit and one undo.
"""

from __future__ import annotations

from labeler.domain.adjudication import EditedFrame, EditedSpeaker, EditedStance, reason_of, reason_parts
from labeler.domain.changes import Changed
from labeler.domain.sets import Actor
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
from labeler.store import Store

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
    "reason_of",
    "reason_parts",
]


def review_list(store: Store, actor: Actor) -> list[ReviewRow]:
    """Return the articles that somebody finished, or that have a gold set, in the order of the article list.

    Raises:
        LabelerError: `needs_role`.
    """
    raise NotImplementedError


def open_review(store: Store, actor: Actor, article_id: str) -> ReviewSheet:
    """Read everything that the review of an article shows.

    Raises:
        LabelerError: `needs_role`, `no_article`.
    """
    raise NotImplementedError


def take_agreed(store: Store, actor: Actor, article_id: str) -> Changed:
    """Settle every open item that all agree on, as they have it. Nothing is written if there is none.

    Raises:
        LabelerError: `needs_role`, `no_article`, `gold_finished`, `too_few_sets`.
    """
    raise NotImplementedError


def premerge(store: Store, actor: Actor, article_id: str, strategy: str) -> Changed:
    """Settle open items by a strategy; doing it again changes nothing.

    `agree` does what `take_agreed` does; `majority` takes what more than half of the annotators have, also where that
    is nothing; `by:NAME` takes all that one annotator has.

    Raises:
        LabelerError: `needs_role`, `no_article`, `gold_finished`, `too_few_sets`, `bad_strategy`.
    """
    raise NotImplementedError


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
    raise NotImplementedError


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
        LabelerError: as `decide`, and `bad_span`, `blank_span`, `not_in_scheme`, `no_entity`, `bad_frame`.
    """
    raise NotImplementedError


def undecide(store: Store, actor: Actor, article_id: str, item_id: str) -> Changed:
    """Make an item open again; possible for any reviewer, whoever settled it.

    Raises:
        LabelerError: `needs_role`, `no_article`, `gold_finished`, `no_item`.
    """
    raise NotImplementedError


def hide_names(store: Store, actor: Actor, article_id: str, hidden: bool) -> Changed:
    """Hide who is who, and show the sides in an order that does not tell; or show the names again. It is stored.

    Raises:
        LabelerError: `needs_role`, `no_article`.
    """
    raise NotImplementedError


def accept_gold(store: Store, actor: Actor, article_id: str) -> Changed:
    """Finish the gold set, once all items are settled; annotators see it from then on.

    Raises:
        LabelerError: `needs_role`, `no_article`, `gold_finished`, `open_items`, `reopened_by`, `blocked`,
            `nothing_to_review`.
    """
    raise NotImplementedError


def reopen_gold(store: Store, actor: Actor, article_id: str, reason: str = "") -> Changed:
    """Open a finished gold set again.

    Raises:
        LabelerError: `needs_role`, `no_article`, `bad_state`.
    """
    raise NotImplementedError


def ask_to_reopen(store: Store, actor: Actor, article_id: str, annotator_id: str, reason: str) -> Changed:
    """Open an annotator's finished set again with a request, which stands as a comment on it; gold becomes stale.

    Raises:
        LabelerError: `needs_role`, `no_article`, `no_set`, `bad_state`, `bad_comment` (a request has 1 to 10,000
            characters).
    """
    raise NotImplementedError


def gold_beside(store: Store, actor: Actor, article_id: str) -> GoldBeside:
    """Return the actor's own set beside the finished gold of an article.

    Raises:
        LabelerError: `no_article`, `no_gold` (it is not finished).
    """
    raise NotImplementedError


def items_of(store: Store, actor: Actor, query: ItemQuery) -> list[tuple[str, str]]:
    """Return (article id, item id) of the items that a cell of the report counts, by article and place.

    Raises:
        LabelerError: `needs_role`, `no_annotator`, `no_article`.
    """
    raise NotImplementedError
