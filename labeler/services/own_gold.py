"""Which gold an annotator may see: that of her own articles, once it is finished."""

from __future__ import annotations

from labeler.domain.sets import GOLD, Actor, AnnotationSet
from labeler.services.projects import known
from labeler.services.reviewing_values import ReviewRow
from labeler.store import Store
from labeler.store.listing import article_rows


def own_gold(store: Store, actor: Actor) -> list[ReviewRow]:
    """Return the articles that the actor finished and whose gold is finished, in the order of the article list.

    Nothing is told of others: nobody is named, and nothing is counted.
    """
    with store.read() as read:
        person = known(read, actor)
        gold = {one.article_id: one for one in read.each(AnnotationSet, annotator_id=GOLD, state="finished")}
        rows = article_rows(read, person.id) if gold else []
    return [
        ReviewRow(
            article_id=row.id,
            key=row.key,
            title=row.heading,
            finished=(),
            open=0,
            disagreements=0,
            settled=0,
            gold="finished",
            stale=gold[row.id].stale,
            own=True,
        )
        for row in rows
        if row.id in gold and row.state == "finished"
    ]
