"""States, undo across them and across restarts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.scheme import parse_scheme
from labeler.domain.sets import GOLD, Actor, AnnotationSet
from labeler.domain.spans import Span
from labeler.services import articles, history, labeling, projects, reviewing, sets, suggesting
from labeler.services.work import set_id_of
from labeler.store import Store, open_store
from labeler.store.records import SchemeVersion
from labeler.store.verify import verify
from tests.fixtures.sample import ANA, BO, CLAIM, article, scheme

ARTICLE = "article-mayor"


def code(call: Callable[[], object]) -> str:
    with pytest.raises(LabelerError) as refusal:
        call()
    return refusal.value.code


def adjudicate(store: Store, actor: Actor) -> str:
    """Take all that anna has for gold, and accept it."""
    reviewing.premerge(store, actor, ARTICLE, "by:anna")
    reviewing.accept_gold(store, actor, ARTICLE)
    return set_id_of(ARTICLE, GOLD)


def test_a_frozen_set_refuses_labels(store: Store, anna: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    sets.finish_set(store, anna, ARTICLE)
    assert code(lambda: labeling.add_claim(store, anna, ARTICLE, BO)) == "frozen_set"
    assert code(lambda: labeling.remove_label(store, anna, ARTICLE, "claim", "c")) == "frozen_set"
    assert code(lambda: sets.finish_set(store, anna, ARTICLE)) == "bad_state"
    assert sets.open_sheet(store, anna, ARTICLE).suggestions == {}
    history.undo(store, anna)
    assert sets.open_sheet(store, anna, ARTICLE).set.state == "in_progress"
    history.redo(store, anna)
    assert sets.open_sheet(store, anna, ARTICLE).set.state == "finished"
    sets.reopen_set(store, anna, ARTICLE)
    labeling.add_claim(store, anna, ARTICLE, BO)


def test_after_a_review_only_a_reviewer_reopens(store: Store, anna: Actor, bert: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM)
    sets.finish_set(store, anna, ARTICLE)
    sets.finish_set(store, bert, ARTICLE)
    gold = adjudicate(store, bert)
    assert sets.open_sheet(store, anna, ARTICLE).gold
    assert code(lambda: sets.reopen_set(store, anna, ARTICLE, "I was wrong")) == "reviewed"
    assert code(lambda: history.undo(store, anna)) == "reviewed"
    assert code(lambda: sets.reopen_set(store, bert, ARTICLE)) == "reviewed"
    sets.reopen_set(store, bert, ARTICLE, "a clause was missing")
    with store.read() as read:
        stored = read.one(AnnotationSet, id=gold)
    assert stored is not None
    assert stored.stale
    assert verify(store).findings == []


def test_a_blocking_check_holds_the_set_open(store: Store, anna: Actor) -> None:
    strict = parse_scheme(scheme().text.replace('type_undecided = "warning"', 'type_undecided = "blocking"'))
    with store.edit("scheme", anna) as edit:
        edit.put(SchemeVersion(version=1, name=strict.name, text=strict.text, sha256=strict.sha256))
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    assert next(one.check for one in sets.open_problems(store, anna, ARTICLE)) == "type_undecided"
    assert code(lambda: sets.finish_set(store, anna, ARTICLE)) == "blocked"
    labeling.change_claim(store, anna, ARTICLE, "c", type="fact")
    sets.finish_set(store, anna, ARTICLE)


def test_skipping_needs_a_reason(store: Store, anna: Actor) -> None:
    assert code(lambda: sets.skip_set(store, anna, ARTICLE, " ")) == "no_reason"
    sets.skip_set(store, anna, ARTICLE, "paywall")
    row = next(one for one in articles.list_articles(store, anna) if one.id == ARTICLE)
    assert (row.state, row.reason) == ("skipped", "paywall")
    assert sets.next_unfinished(store, anna, ARTICLE) == "article-lines"
    assert sets.next_unfinished(store, anna, "article-short") == "article-lines"


def test_the_list_counts_ones_own_labels(store: Store, anna: Actor, bert: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    labeling.add_stance(store, anna, ARTICLE, "c", "T1", "support")
    labeling.add_speaker(store, bert, ARTICLE, ANA)
    rows = {one.key: one for one in articles.list_articles(store, anna)}
    assert [one.key for one in rows.values()] == ["mayor", "lines", "short"]
    mayor = rows["mayor"]
    assert (mayor.claims, mayor.speakers, mayor.stances, mayor.state) == (1, 0, 1, "in_progress")
    assert (mayor.characters, rows["short"].state, rows["lines"].heading) == (84, "", "Sign up for our letter.")
    assert articles.read_article(store, anna, "mayor") == articles.read_article(store, anna, ARTICLE)


def test_time_worked_is_no_step(store: Store, anna: Actor) -> None:
    assert sets.add_seconds(store, anna, ARTICLE, 30).edit_id == ""
    labeling.add_claim(store, anna, ARTICLE, CLAIM)
    sets.finish_set(store, anna, ARTICLE)
    history.undo(store, anna)
    sets.add_seconds(store, anna, ARTICLE, 30)
    history.redo(store, anna)
    assert sets.open_sheet(store, anna, ARTICLE).set.seconds == 30
    history.undo(store, anna)
    assert sets.open_sheet(store, anna, ARTICLE).set.seconds == 30
    assert verify(store).findings == []


def test_undo_survives_a_restart_and_stays_ones_own(store: Store, sample_location: str) -> None:
    anna, bert = (projects.actor_named(store, name) for name in ("anna", "bert"))
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    labeling.add_claim(store, bert, ARTICLE, CLAIM, id="c")
    again = open_store(sample_location)
    try:
        assert history.next_steps(again, anna) == history.Steps("label claim", None)
        assert history.undo(again, anna).rows["claim"] == {"c": None}
        assert code(lambda: history.undo(again, anna)) == "nothing_to_undo"
        assert len(sets.open_sheet(again, bert, ARTICLE).claims) == 1
        history.redo(again, anna)
        history.undo(again, anna)
        labeling.add_claim(again, anna, ARTICLE, BO)
        assert code(lambda: history.redo(again, anna)) == "nothing_to_redo"
        rows = history.history(again, anna)
        assert (rows[-1].kind, rows[-1].reversed, rows[-1].article_key) == ("do", True, "mayor")
    finally:
        again.close()


def test_undo_of_one_article_leaves_the_others(store: Store, anna: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM)
    labeling.add_claim(store, anna, "article-short", ANA)
    changed = history.undo(store, anna, ARTICLE)
    assert changed.article_id == ARTICLE
    assert history.next_steps(store, anna, ARTICLE) == history.Steps(None, "label claim")
    assert len(sets.open_sheet(store, anna, "article-short").claims) == 1


def test_an_import_is_undone_and_redone_as_one(store: Store, lena: Actor, anna: Actor) -> None:
    texts = [article(f"new-{number}", 10 + number, f"Text {number} says a thing.") for number in range(5)]
    with store.edit("import 5 articles", lena) as edit:
        edit.add_all(texts)
        for one in texts:
            own = set_id_of(one.id, anna.id)
            edit.add(AnnotationSet(id=own, article_id=one.id, annotator_id=anna.id, state="in_progress"))
    suggesting.store_run(store, texts[0].id, "v1", "rules", [])
    history.undo(store, lena)
    assert len(articles.list_articles(store, lena)) == 3
    assert verify(store).findings == []
    history.redo(store, lena)
    assert len(articles.list_articles(store, lena)) == 8
    assert articles.read_article(store, anna, "new-3") == texts[3]
    assert verify(store).findings == []
    labeling.add_claim(store, anna, texts[0].id, Span(0, 4))
    assert code(lambda: history.undo(store, lena)) == "still_named"


def test_the_history_comes_in_pages_and_names_articles(store: Store, lena: Actor, anna: Actor) -> None:
    for number in range(5):
        labeling.add_claim(store, lena, ARTICLE, CLAIM, id=f"c{number}")
        labeling.add_speaker(store, anna, ARTICLE, ANA, entity=f"Name {number}", id=f"s{number}")
    suggesting.store_run(store, "article-lines", "v1", "rules", [])
    sets.assign(store, lena, ["article-lines", "article-short"], [anna.id])
    history.undo(store, lena)
    whole = history.history(store, lena)
    assert [(one.kind, one.title, one.article_key, one.article_heading, one.reversed) for one in whole[:4]] == [
        ("undo", "assign articles", "", "", False),
        ("do", "assign articles", "", "", True),
        ("do", "store suggestions", "lines", "Sign up for our letter.", False),
        ("do", "label claim", "mayor", article("mayor", 1).heading, False),
    ]
    # What anna needed from the registry is not the lead's to see.
    assert "label speaker" not in {one.title for one in whole}
    paged = [one for at in range(0, len(whole), 2) for one in history.history(store, lena, limit=2, offset=at)]
    assert (paged, history.history(store, lena, offset=len(whole))) == (whole, [])
    own = history.history(store, anna)
    assert [one.title for one in own] == ["label speaker"] * 5
    assert {one.article_id for one in own} == {ARTICLE}
    assert len(history.history(store, lena, article_id=ARTICLE)) == 5
