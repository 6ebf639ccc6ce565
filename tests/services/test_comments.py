"""Comments: who reads and writes them, threads, undo; open on finished sets."""

from __future__ import annotations

import pytest

from labeler.domain.sets import Actor
from labeler.services import comments, history, labeling, projects, sets
from labeler.store import Store
from labeler.store.records import Comment
from labeler.store.verify import verify
from tests.fixtures.sample import CLAIM
from tests.services.test_labeling import refused

ARTICLE = "article-mayor"


def said(store: Store, actor: Actor, annotator_id: str | None = None) -> list[tuple[str, str, str | None, bool]]:
    listed = comments.comments(store, actor, ARTICLE, annotator_id=annotator_id)
    return [(one.text, one.label_id, one.parent_id, one.resolved) for one in listed]


def test_a_thread_about_a_label(store: Store, anna: Actor, bert: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    changed = comments.add_comment(store, anna, ARTICLE, "  whose words? ", label_id="c", id="k")
    comment = changed.rows["comment"]["k"]
    assert isinstance(comment, Comment)
    assert (comment.text, comment.author_id, comment.resolved) == ("whose words?", anna.id, False)
    assert comments.add_comment(store, anna, ARTICLE, "whose words?", label_id="c", id="k").edit_id == changed.edit_id
    comments.add_comment(store, bert, ARTICLE, "the mayor's", parent_id="k", annotator_id=anna.id, id="r")
    comments.add_comment(store, anna, ARTICLE, "thanks", parent_id="r", id="t")
    comments.resolve_comment(store, anna, ARTICLE, "r", True)
    assert said(store, anna) == [
        ("whose words?", "c", None, True), ("the mayor's", "c", "k", False), ("thanks", "c", "k", False),
    ]  # fmt: skip
    assert list(sets.open_sheet(store, anna, ARTICLE).comments) == ["k", "r", "t"]
    assert said(store, bert, anna.id) == said(store, anna)
    assert said(store, bert) == []
    labeling.remove_label(store, anna, ARTICLE, "claim", "c")
    assert len(said(store, anna)) == 3
    assert verify(store).findings == []


def test_only_the_author_changes_and_deletes(store: Store, anna: Actor, bert: Actor) -> None:
    comments.add_comment(store, anna, ARTICLE, "first", id="k")
    comments.add_comment(store, bert, ARTICLE, "second", parent_id="k", annotator_id=anna.id, id="r")
    assert refused(lambda: comments.change_comment(store, anna, ARTICLE, "r", "mine now")) == "others_comment"
    assert refused(lambda: comments.remove_comment(store, anna, ARTICLE, "r")) == "others_comment"
    assert refused(lambda: comments.remove_comment(store, anna, ARTICLE, "k")) == "has_replies"
    comments.change_comment(store, anna, ARTICLE, "k", "first, better")
    comments.remove_comment(store, bert, ARTICLE, "r", annotator_id=anna.id)
    assert said(store, anna) == [("first, better", "", None, False)]
    assert refused(lambda: comments.change_comment(store, anna, ARTICLE, "r", "x")) == "no_comment"


def test_annotators_reach_no_set_but_their_own(store: Store, anna: Actor, bert: Actor, lena: Actor) -> None:
    comments.add_comment(store, bert, ARTICLE, "hers alone", id="k")
    theirs = {"annotator_id": bert.id}
    for call in (
        lambda: comments.comments(store, anna, ARTICLE, **theirs),
        lambda: comments.add_comment(store, anna, ARTICLE, "x", **theirs),
        lambda: comments.add_comment(store, anna, ARTICLE, "x", parent_id="k", **theirs),
        lambda: comments.change_comment(store, anna, ARTICLE, "k", "x", **theirs),
        lambda: comments.resolve_comment(store, anna, ARTICLE, "k", True, **theirs),
        lambda: comments.remove_comment(store, anna, ARTICLE, "k", **theirs),
    ):
        assert refused(call) == "not_yours"
    assert refused(lambda: comments.add_comment(store, anna, ARTICLE, "x", parent_id="k")) == "no_comment"
    assert said(store, lena, bert.id) == [("hers alone", "", None, False)]
    assert refused(lambda: comments.add_comment(store, lena, ARTICLE, "x", annotator_id=anna.id)) == "no_set"


@pytest.mark.parametrize("text", ["", " \n", "x" * 10_001])
def test_a_comment_has_words(store: Store, anna: Actor, text: str) -> None:
    assert refused(lambda: comments.add_comment(store, anna, ARTICLE, text)) == "bad_comment"
    comments.add_comment(store, anna, ARTICLE, "🚲 ü\u2028", id="k")
    assert refused(lambda: comments.change_comment(store, anna, ARTICLE, "k", text)) == "bad_comment"
    assert refused(lambda: comments.add_comment(store, anna, ARTICLE, "x", label_id="nothing")) == "no_label_here"


def test_comments_stay_open_on_a_finished_set(store: Store, anna: Actor, bert: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    sets.finish_set(store, anna, ARTICLE)
    comments.add_comment(store, anna, ARTICLE, "done?", label_id="c", id="k")
    comments.add_comment(store, bert, ARTICLE, "yes", parent_id="k", annotator_id=anna.id, id="r")
    comments.resolve_comment(store, bert, ARTICLE, "k", True, annotator_id=anna.id)
    assert refused(lambda: history.undo(store, anna)) == "changed_since"
    changed = history.undo(store, bert)
    assert changed.rows["comment"].keys() == {"k"}
    assert refused(lambda: history.undo(store, anna)) == "still_named"
    history.undo(store, bert)
    history.undo(store, anna, ARTICLE)
    assert (said(store, anna), sets.open_sheet(store, anna, ARTICLE).set.state) == ([], "finished")
    history.redo(store, anna)
    history.redo(store, bert)
    assert [one[0] for one in said(store, anna)] == ["done?", "yes"]
    assert verify(store).findings == []


def test_a_comment_does_not_begin_the_set(store: Store, anna: Actor) -> None:
    changed = comments.add_comment(store, anna, ARTICLE, "no claims here?")
    assert sets.open_sheet(store, anna, ARTICLE).set.state == "assigned"
    assert changed.title == "comment"
    history.undo(store, anna)
    assert said(store, anna) == []


def test_a_reviewer_who_is_none_any_more_takes_nothing_back(store: Store, anna: Actor, bert: Actor) -> None:
    comments.add_comment(store, anna, ARTICLE, "first", id="k")
    comments.add_comment(store, bert, ARTICLE, "second", parent_id="k", annotator_id=anna.id)
    with store.edit("roles", projects.actor_named(store, None)) as edit:
        from labeler.domain.sets import Annotator

        edit.put(Annotator(id=bert.id, name="bert", roles="annotator"))
    assert refused(lambda: history.undo(store, bert)) == "needs_role"


def test_a_flag_is_set_and_taken_away_in_any_state(store: Store, anna: Actor, bert: Actor) -> None:
    changed = sets.flag_set(store, anna, ARTICLE, " is this news? ")
    assert (changed.title, sets.open_sheet(store, anna, ARTICLE).set.flag) == ("flag article", "is this news?")
    assert sets.flag_set(store, anna, ARTICLE, "is this news?").edit_id == ""
    labeling.add_claim(store, anna, ARTICLE, CLAIM)
    sets.finish_set(store, anna, ARTICLE)
    assert sets.flag_set(store, anna, ARTICLE, "").title == "unflag article"
    mine = sets.open_sheet(store, anna, ARTICLE).set
    assert (mine.flag, mine.state) == ("", "finished")
    history.undo(store, anna)
    assert sets.open_sheet(store, anna, ARTICLE).set.flag == "is this news?"
    history.undo(store, anna)
    assert sets.open_sheet(store, anna, ARTICLE).set.state == "in_progress"
    assert sets.open_sheet(store, bert, ARTICLE).set.flag == ""
    assert refused(lambda: sets.flag_set(store, anna, ARTICLE, "x" * 2001)) == "long_flag"
    assert verify(store).findings == []
