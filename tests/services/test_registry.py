"""The registry as one's own work sees it: counts, mentions, merges and what takes them back."""

from __future__ import annotations

from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.services import history, labeling, registry
from labeler.store import Store
from tests.fixtures.sample import ANA, BO, CLAIM
from tests.services.test_labeling import refused

ARTICLE = "article-mayor"


def mentioned(store: Store, anna: Actor, bert: Actor) -> None:
    """Let anna name Ana Ruiz in two articles under two names, and somebody unknown; bert names others."""
    registry.add_entity(store, anna, "Ana Ruiz", "person", id="ana")
    registry.add_entity(store, anna, "the mayor", id="mayor")
    registry.add_alias(store, anna, "ana", "Ms Ruiz")
    labeling.add_speaker(store, anna, ARTICLE, ANA, entity_id="ana", id="s1")
    labeling.add_speaker(store, anna, "article-lines", Span(50, 58), entity_id="mayor", id="s2")
    labeling.add_speaker(store, anna, ARTICLE, Span(0, 5), entity_id="mayor", id="s3")
    labeling.add_speaker(store, anna, ARTICLE, BO, id="s4")
    labeling.add_claim(store, anna, ARTICLE, CLAIM, speaker_id="s1")
    labeling.add_speaker(store, bert, ARTICLE, ANA, entity_id="ana", id="b1")
    labeling.add_speaker(store, bert, ARTICLE, BO, entity="Bo Lind", id="b2")
    labeling.add_speaker(store, bert, ARTICLE, BO, id="b3")


def seen(store: Store, actor: Actor) -> dict[str, tuple[tuple[str, ...], int, int, bool]]:
    rows = registry.overview(store, actor)
    return {one.entity.name: (one.aliases, one.mentions, one.articles, one.used) for one in rows}


def test_the_overview_counts_ones_own_mentions(store: Store, anna: Actor, bert: Actor) -> None:
    mentioned(store, anna, bert)
    registry.add_entity(store, anna, "Nobody Yet")
    assert seen(store, anna) == {
        "Ana Ruiz": (("Ms Ruiz",), 1, 1, True),
        "Bo Lind": ((), 0, 0, True),
        "Nobody Yet": ((), 0, 0, False),
        "the mayor": ((), 2, 2, True),
    }
    assert seen(store, bert)["Bo Lind"] == ((), 1, 1, True)


def test_a_merge_adds_up_and_is_taken_apart(store: Store, anna: Actor, bert: Actor, lena: Actor) -> None:
    mentioned(store, anna, bert)
    registry.merge_entities(store, lena, "mayor", "ana")
    assert seen(store, anna)["Ana Ruiz"] == (("Ms Ruiz", "the mayor"), 3, 2, True)
    (row,) = [one for one in registry.overview(store, anna) if one.entity.id == "ana"]
    assert [one.id for one in row.merged] == ["mayor"]
    for one in ("ana", "mayor"):
        assert [row.speaker_id for row in registry.mentions(store, anna, one).rows] == ["s3", "s1", "s2"]
    assert refused(lambda: registry.unmerge_entity(store, anna, "mayor")) == "needs_role"
    assert refused(lambda: registry.unmerge_entity(store, lena, "ana")) == "not_merged"
    assert refused(lambda: registry.unmerge_entity(store, lena, "nobody")) == "no_entity"
    registry.unmerge_entity(store, lena, "mayor")
    assert seen(store, anna)["the mayor"] == ((), 2, 2, True)
    history.undo(store, lena)
    assert "the mayor" not in seen(store, anna)
    history.undo(store, lena)
    assert seen(store, anna)["Ana Ruiz"] == (("Ms Ruiz",), 1, 1, True)


def test_mentions_are_ones_own_in_reading_order(store: Store, anna: Actor, bert: Actor) -> None:
    mentioned(store, anna, bert)
    found = registry.mentions(store, anna, "mayor")
    assert found.count == 2
    first, second = found.rows
    assert (first.article_key, first.speaker_id, first.text, first.start, first.end, first.claims) == (
        "mayor", "s3", "Mayor", 0, 5, 0,
    )  # fmt: skip
    assert (second.article_id, second.heading) == ("article-lines", "Sign up for our letter.")
    assert registry.mentions(store, anna, "ana").rows[0].claims == 1
    unresolved = registry.mentions(store, anna, None)
    assert ([one.speaker_id for one in unresolved.rows], unresolved.count) == (["s4"], 1)
    limited = registry.mentions(store, anna, "mayor", limit=1)
    assert ([one.speaker_id for one in limited.rows], limited.count) == (["s3"], 2)
    assert refused(lambda: registry.mentions(store, anna, "nobody")) == "no_entity"
