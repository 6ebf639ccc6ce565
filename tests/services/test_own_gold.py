"""Gold is seen by those who labelled the article, once it is finished."""

from __future__ import annotations

import pytest

from labeler.domain.sets import GOLD, Actor, AnnotationSet, State
from labeler.services import labeling, sets
from labeler.services.own_gold import own_gold
from labeler.services.work import set_id_of
from labeler.store import Store
from tests.fixtures.sample import CLAIM

ARTICLE = "article-mayor"


def gold(store: Store, actor: Actor, state: State, *, stale: bool = False) -> None:
    with store.edit("accept as gold", actor) as edit:
        edit.add(
            AnnotationSet(id=set_id_of(ARTICLE, GOLD), article_id=ARTICLE, annotator_id=GOLD, state=state, stale=stale)
        )


def finish(store: Store, actor: Actor) -> None:
    labeling.add_claim(store, actor, ARTICLE, CLAIM)
    sets.finish_set(store, actor, ARTICLE)


def test_finished_gold_is_seen_by_those_who_finished_the_article(store: Store, anna: Actor, bert: Actor) -> None:
    finish(store, anna)
    assert own_gold(store, anna) == []
    gold(store, anna, "finished", stale=True)
    (row,) = own_gold(store, anna)
    assert (row.article_id, row.gold, row.own, row.stale) == (ARTICLE, "finished", True, True)
    assert row.finished == ()
    assert own_gold(store, bert) == []


@pytest.mark.parametrize("state", ["assigned", "in_progress"])
def test_gold_in_the_making_is_not_seen(store: Store, anna: Actor, state: State) -> None:
    finish(store, anna)
    gold(store, anna, state)
    assert own_gold(store, anna) == []
