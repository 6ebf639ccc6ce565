"""Reviewing: what is counted, decided, merged, hidden and accepted; what annotators made stays as it is."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from labeler.domain.errors import LabelerError
from labeler.domain.labels import Claim
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.services import comments, history, labeling, projects, registry, reviewing, reviewing_items, sets
from labeler.services.exporting import export
from labeler.services.importing import import_paths
from labeler.services.reviewing import (
    EditedFrame,
    EditedSpeaker,
    EditedStance,
    Item,
    ItemQuery,
    ReviewSheet,
)
from labeler.services.reviewing_counts import FinishedItems, finished_items
from labeler.services.verifying import verify_export
from labeler.store import Store, open_store
from labeler.store.read import Reader
from labeler.store.verify import verify
from labeler.store.verify_gold import gold_findings
from tests.fixtures.disagreeing import ANNA, ARTICLE_ID, BY_HAND, label_all
from tests.fixtures.postgres import Databases
from tests.formats.lines import raw
from tests.services.test_labeling import refused


@pytest.fixture(scope="module")
def labelled_file(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The labelled project as a closed file: copy it."""
    return Path(_labelled(str(shutil.copy(sample_file, tmp_path_factory.mktemp("labelled") / "labelled.labeler"))))


@pytest.fixture(scope="module")
def labelled_database(databases: Databases, sample_database: str) -> str:
    """The name of a database with the labelled project: clone it."""
    return databases.name(_labelled(databases.make(sample_database)))


def _labelled(location: str) -> str:
    opened = open_store(location)
    label_all(opened, "anna", "bert")
    opened.close()
    return location


@pytest.fixture(params=("sqlite", "postgresql"))
def sample_location(request: pytest.FixtureRequest, memory_path: Path) -> Generator[str]:
    """A project of the test's own, closed: the labelled one for who asks for it, else the sample."""
    which = "labelled" if "labelled" in request.fixturenames else "sample"
    if request.param == "sqlite":
        yield str(shutil.copy(request.getfixturevalue(f"{which}_file"), memory_path / "sample.labeler"))
        return
    made: Databases = request.getfixturevalue("databases")
    url = made.make(request.getfixturevalue(f"{which}_database"))
    yield url
    made.drop(url)


@pytest.fixture
def labelled(store: Store) -> Store:
    """A project in which anna and bert finished an article with every kind of disagreement."""
    return store


def sheet(store: Store, who: str = "lena") -> ReviewSheet:
    return reviewing.open_review(store, projects.actor_named(store, who), ARTICLE_ID)


def item_of(store: Store, label: str, layer: str = "claim") -> Item:
    """Return the item that anna's label is in."""
    anna = projects.actor_named(store, "anna")
    return next(one for one in sheet(store).items if one.layer == layer and one.labels.get(anna.id) == label)


def work_of(store: Store, actor: Actor) -> object:
    opened = sets.open_sheet(store, actor, ARTICLE_ID)
    return opened.set, opened.claims, opened.speakers, opened.stances, opened.regions


def test_every_kind_as_counted_by_hand(labelled: Store, lena: Actor) -> None:
    found = Counter((one.layer, one.kind) for one in sheet(labelled).items)
    assert found == BY_HAND
    row = next(one for one in reviewing.review_list(labelled, lena) if one.article_id == ARTICLE_ID)
    differing = sum(number for (_, kind), number in BY_HAND.items() if kind)
    assert (row.finished, row.open, row.disagreements, row.settled) == (("anna", "bert"), found.total(), differing, 0)
    for (layer, kind), number in BY_HAND.items():
        query = ItemQuery(layer=layer, kind=kind, pair=("anna", "bert"))
        if kind:
            assert len(reviewing_items.items_of(labelled, lena, query)) == number
            assert reviewing_items.items_of(labelled, lena, replace(query, pair=())) == [
                (ARTICLE_ID, one.id) for one in sheet(labelled).items if (one.layer, one.kind) == (layer, kind)
            ]


def test_a_long_list_is_counted_a_few_at_a_time(store: Store, lena: Actor) -> None:
    label_all(store, "anna", "bert")
    for article in ("article-mayor", "article-short"):
        sets.finish_set(store, projects.actor_named(store, "anna"), article)
    steps = [reviewing.review_list(store, lena, most=most) for most in (0, 1, 1, 1)]
    assert [sum(row.counted for row in rows) for rows in steps] == [0, 1, 2, 3]
    assert steps[-1] == reviewing.review_list(store, lena)
    assert sum(row.open for row in steps[0]) == 0
    # What changes is counted anew, the rest is not.
    reviewing.take_agreed(store, lena, ARTICLE_ID)
    assert [row.article_id for row in reviewing.review_list(store, lena, most=0) if not row.counted] == [ARTICLE_ID]


def test_items_are_found_anew_once_a_finished_set_changed(labelled: Store, lena: Actor, anna: Actor) -> None:
    def found() -> FinishedItems:
        with labelled.read() as read:
            return finished_items(read)

    query = ItemQuery(layer="claim", kind="type")
    before, ids = found(), reviewing_items.items_of(labelled, lena, query)
    reviewing.take_agreed(labelled, lena, ARTICLE_ID)
    assert found() is before
    reviewing.ask_to_reopen(labelled, lena, ARTICLE_ID, anna.id, "Look again.")
    assert reviewing_items.items_of(labelled, lena, query) == []
    labeling.change_claim(labelled, anna, ARTICLE_ID, "type", type="policy")
    sets.finish_set(labelled, anna, ARTICLE_ID)
    assert reviewing_items.items_of(labelled, lena, query) != ids
    assert found() is not before


def test_cells_of_a_confusion_open_their_items(labelled: Store, lena: Actor) -> None:
    def labels(**asked: Any) -> set[str]:
        query = ItemQuery(pair=("anna", "bert"), **asked)
        ids = {item for _, item in reviewing_items.items_of(labelled, lena, query)}
        return {label for one in sheet(labelled).items if one.id in ids for label in one.labels.values()}

    assert labels(attribute="type", first="fact", second="policy") == {"boundary", "type"}
    assert labels(attribute="type", first="fact", second="NONE") == {"missing"}
    assert labels(attribute="source", first="author", second="(unset)") == {"boundary"}
    assert labels(attribute="value", topic="T1", first="support", second="oppose") == {"stance value"}
    assert labels(attribute="value", topic="T1", first="support", second="none") == {"stance missing"}
    assert labels(attribute="value", first="support", second="support") == {"stance value"}
    assert labels(attribute="type", first="hunch", second="fact") == set()
    query = ItemQuery(pair=("anna", "eve"))
    assert refused(lambda: reviewing_items.items_of(labelled, lena, query)) == "no_annotator"


def test_a_whole_review_to_gold(labelled: Store, lena: Actor, anna: Actor, bert: Actor) -> None:
    before = work_of(labelled, anna), work_of(labelled, bert)
    assert refused(lambda: reviewing.gold_beside(labelled, anna, ARTICLE_ID)) == "no_gold"
    assert reviewing.take_agreed(labelled, lena, ARTICLE_ID).title == "take what all agree on"
    assert len(sheet(labelled).settled) == sum(number for (_, kind), number in BY_HAND.items() if not kind)
    assert refused(lambda: reviewing.accept_gold(labelled, lena, ARTICLE_ID)) == "open_items"
    while open_ := sheet(labelled).open:
        side = (anna, bert)[len(open_) % 2]
        reviewing.decide(labelled, lena, ARTICLE_ID, open_[0].id, side.id, reason="extent: so", clause="Claim")
        assert verify(labelled).findings == []
    assert (work_of(labelled, anna), work_of(labelled, bert)) == before
    reviewing.accept_gold(labelled, lena, ARTICLE_ID)
    assert verify(labelled).findings == []
    assert sheet(labelled).gold.set.state == "finished"
    assert refused(lambda: reviewing.take_agreed(labelled, lena, ARTICLE_ID)) == "gold_finished"
    row = next(one for one in reviewing.review_list(labelled, lena) if one.article_id == ARTICLE_ID)
    assert (row.gold, row.open, row.stale) == ("finished", 0, False)
    beside = reviewing.gold_beside(labelled, anna, ARTICLE_ID)
    assert {one.reason for one in beside.why.values()} == {"", "extent: so"}
    assert not {bert.id, "bert", lena.id} & set(repr(beside.why).replace("'", " ").split())
    assert all(set(one.labels) <= {anna.id, "gold"} for one in beside.items)


def test_a_frame_is_taken_whole(labelled: Store, lena: Actor, bert: Actor) -> None:
    claim = item_of(labelled, "other speaker")
    reviewing.decide(labelled, lena, ARTICLE_ID, claim.id, bert.id)
    now = sheet(labelled)
    (gold,) = now.gold.claims.values()
    assert (gold.start, gold.type, gold.source, gold.origin) == (140, "fact", "speaker", "adjudicated")
    mention = now.gold.speakers[gold.speaker_id or ""]
    assert now.entities[mention.entity_id or ""].name == "weber"
    # The mention's own item is settled with it, and opens with it.
    speaker = item_of(labelled, "s2", "speaker")
    assert now.settled[speaker.id].taken_from == bert.id
    reviewing.undecide(labelled, lena, ARTICLE_ID, claim.id)
    assert (sheet(labelled).settled, sheet(labelled).gold.claims, sheet(labelled).gold.speakers) == ({}, {}, {})
    assert refused(lambda: reviewing.undecide(labelled, lena, ARTICLE_ID, claim.id)) == "not_settled"


def test_two_claims_share_one_mention(labelled: Store, lena: Actor, anna: Actor, bert: Actor) -> None:
    entity, other = item_of(labelled, "entity"), item_of(labelled, "other speaker")
    reviewing.decide(labelled, lena, ARTICLE_ID, entity.id, anna.id)
    reviewing.decide(labelled, lena, ARTICLE_ID, other.id, bert.id)
    now = sheet(labelled)
    assert len(now.gold.claims) == 2
    (mention,) = now.gold.speakers.values()
    assert now.entities[mention.entity_id or ""].name == "weber"
    # Its own item has the last word, whatever is taken with claims.
    reviewing.decide(labelled, lena, ARTICLE_ID, item_of(labelled, "s2", "speaker").id, anna.id)
    reviewing.decide(labelled, lena, ARTICLE_ID, other.id, bert.id, reason="again")
    (mention,) = sheet(labelled).gold.speakers.values()
    assert sheet(labelled).entities[mention.entity_id or ""].name == "lind"
    assert verify(labelled).findings == []


def test_neither_and_what_one_did_not_mark(labelled: Store, lena: Actor, anna: Actor, bert: Actor) -> None:
    missing, kind = item_of(labelled, "missing"), item_of(labelled, "type")
    for who, held in ((bert.id, 0), (anna.id, 1), ("", 0)):
        reviewing.decide(labelled, lena, ARTICLE_ID, missing.id, who)
        assert len(sheet(labelled).gold.claims) == held
    assert sheet(labelled).settled[missing.id].label_id == ""
    reviewing.decide(labelled, lena, ARTICLE_ID, kind.id, "")
    assert [(one.kind, one.way, one.count) for one in sheet(labelled).precedents] == [
        ("missing", "left out", 1), ("type", "left out", 1),
    ]  # fmt: skip
    reviewing.decide(labelled, lena, ARTICLE_ID, item_of(labelled, "boundary").id, bert.id)
    assert ("boundary", "shorter", 1) in [(one.kind, one.way, one.count) for one in sheet(labelled).precedents]
    assert refused(lambda: reviewing.decide(labelled, lena, ARTICLE_ID, kind.id, lena.id)) == "no_side"
    assert refused(lambda: reviewing.decide(labelled, lena, ARTICLE_ID, "none", anna.id)) == "no_item"
    long = "x" * 2001
    assert refused(lambda: reviewing.decide(labelled, lena, ARTICLE_ID, kind.id, "", reason=long)) == "long_reason"


def test_an_edited_frame(labelled: Store, lena: Actor) -> None:
    kind = item_of(labelled, "type")
    entity = next(one.id for one in registry.entities(labelled, lena) if one.name == "weber")
    frame = EditedFrame(
        start=61,
        end=69,
        type="prediction",
        attribution="direct",
        source="speaker",
        speaker=EditedSpeaker(start=90, end=95, entity_id=entity),
        stances=(EditedStance(topic="T1", value="neutral", start=62, end=64),),
    )
    reviewing.decide_edited(labelled, lena, ARTICLE_ID, kind.id, frame, reason="misread")
    now = sheet(labelled)
    (claim,), (speaker,), (stance,) = now.gold.claims.values(), now.gold.speakers.values(), now.gold.stances.values()
    assert (claim.start, claim.end, claim.type, claim.speaker_id) == (61, 69, "prediction", speaker.id)
    assert (speaker.start, speaker.entity_id, stance.value, stance.cue) == (90, entity, "neutral", Span(62, 64))
    assert (now.settled[kind.id].edited, now.settled[kind.id].frame, now.settled[kind.id].reason) == (
        True, frame, "misread",
    )  # fmt: skip
    assert verify(labelled).findings == []
    unknown = EditedStance(topic="T9", value="support")
    bad = {
        "bad_frame": (
            replace(frame, source="author"),
            replace(frame, end=None),
            replace(frame, stances=frame.stances * 2),
        ),
        "not_in_scheme": (replace(frame, type="hunch"), replace(frame, stances=(unknown,))),
        "bad_span": (replace(frame, end=2000),),
        "empty_span": (replace(frame, start=69, end=61),),
        "no_entity": (replace(frame, speaker=EditedSpeaker(start=90, end=95, entity_id="nobody")),),
    }
    for code, frames in bad.items():
        for one in frames:
            assert refused(lambda one=one: reviewing.decide_edited(labelled, lena, ARTICLE_ID, kind.id, one)) == code
    speaker_item, region = item_of(labelled, "s4", "speaker"), item_of(labelled, "r2", "boilerplate")
    reviewing.decide_edited(labelled, lena, ARTICLE_ID, speaker_item.id, EditedFrame(start=401, end=409))
    reviewing.decide_edited(labelled, lena, ARTICLE_ID, region.id, EditedFrame(start=720, end=729))
    now = sheet(labelled)
    assert {(one.start, one.end) for one in now.gold.speakers.values()} == {(90, 95), (401, 409)}
    assert [(one.start, one.end) for one in now.gold.regions.values()] == [(720, 729)]


def test_a_cue_of_its_own(labelled: Store, lena: Actor, bert: Actor) -> None:
    cue, claim = item_of(labelled, "t4", "stance"), item_of(labelled, "cue")
    assert (cue.topic, cue.kind, claim.kind) == ("T1", "boundary", "")
    reviewing.decide(labelled, lena, ARTICLE_ID, cue.id, bert.id)
    reviewing.take_agreed(labelled, lena, ARTICLE_ID)
    label = sheet(labelled).settled[claim.id].label_id

    def cues() -> dict[str, Span | None]:
        return {one.topic: one.cue for one in sheet(labelled).gold.stances.values() if one.claim_id == label}

    assert cues() == {"T1": Span(643, 645), "T2": Span(642, 645)}
    reviewing.decide(labelled, lena, ARTICLE_ID, cue.id, "")
    assert cues() == {"T1": None, "T2": Span(642, 645)}
    reviewing.decide_edited(labelled, lena, ARTICLE_ID, cue.id, EditedFrame(start=641, end=644))
    assert cues() == {"T1": Span(641, 644), "T2": Span(642, 645)}
    reviewing.undecide(labelled, lena, ARTICLE_ID, cue.id)
    assert cues() == {"T1": Span(642, 645), "T2": Span(642, 645)}


def test_strategies_can_be_repeated(store: Store, lena: Actor) -> None:
    projects.add_annotator(store, lena, "carl", frozenset({"annotator"}))
    label_all(store, "anna", "bert", "carl")
    first = reviewing.premerge(store, lena, ARTICLE_ID, "majority")
    assert first.edit_id
    now = sheet(store)
    hows = Counter(one.how for one in now.settled.values())
    # Bert and carl have the same, and are two of three.
    assert now.open == ()
    assert hows == {"unanimous": 8, "majority": len(now.items) - 8}
    assert len(now.gold.claims) == 13
    assert len(now.gold.regions) == 2
    assert not reviewing.premerge(store, lena, ARTICLE_ID, "majority").edit_id
    assert not reviewing.take_agreed(store, lena, ARTICLE_ID).edit_id
    assert verify(store).findings == []
    history.undo(store, lena)
    assert sheet(store).settled == {}
    reviewing.premerge(store, lena, ARTICLE_ID, "by:anna")
    claims = {(one.start, one.end) for one in sheet(store).gold.claims.values()}
    assert claims == {(one.start, one.end) for one in ANNA.claims}
    assert refused(lambda: reviewing.premerge(store, lena, ARTICLE_ID, "by:lena")) == "no_side"
    assert refused(lambda: reviewing.premerge(store, lena, ARTICLE_ID, "coin")) == "bad_strategy"


def test_one_alone_is_no_agreement(store: Store, lena: Actor) -> None:
    label_all(store, "anna")
    assert refused(lambda: reviewing.take_agreed(store, lena, ARTICLE_ID)) == "too_few_sets"
    assert refused(lambda: reviewing.accept_gold(store, lena, ARTICLE_ID)) == "open_items"
    reviewing.premerge(store, lena, ARTICLE_ID, "by:anna")
    assert {one.how for one in sheet(store).settled.values()} == {"adjudicated"}
    reviewing.accept_gold(store, lena, ARTICLE_ID)
    assert sheet(store).gold.set.state == "finished"
    assert refused(lambda: reviewing.accept_gold(store, lena, "article-mayor")) == "nothing_to_review"


def test_who_differs_in_a_further_attribute_does_not_agree(labelled: Store, lena: Actor, anna: Actor) -> None:
    same = next(one for one in sheet(labelled).items if one.layer == "claim" and not one.kind)
    with labelled.edit("say more", anna, ARTICLE_ID) as edit:
        claim = edit.read.one(Claim, id=same.labels[anna.id])
        assert claim is not None
        edit.put(replace(claim, attributes='{"checkable": "yes"}'))
    reviewing.take_agreed(labelled, lena, ARTICLE_ID)
    item = item_of(labelled, same.labels[anna.id])
    assert item.kind == "attribute"
    assert item.id in {one.id for one in sheet(labelled).open}


def test_two_reviewers_at_once(labelled: Store, lena: Actor, anna: Actor, bert: Actor) -> None:
    item = item_of(labelled, "type")
    reviewing.decide(labelled, bert, ARTICLE_ID, item.id, anna.id)
    assert refused(lambda: reviewing.decide(labelled, lena, ARTICLE_ID, item.id, bert.id)) == "settled_by"
    assert reviewing.decide(labelled, bert, ARTICLE_ID, item.id, bert.id).edit_id
    assert not reviewing.decide(labelled, bert, ARTICLE_ID, item.id, bert.id).edit_id
    reviewing.undecide(labelled, lena, ARTICLE_ID, item.id)
    reviewing.decide(labelled, lena, ARTICLE_ID, item.id, anna.id)
    assert sheet(labelled).settled[item.id].annotator == "lena"
    # What bert decided is not his to take back any more.
    assert refused(lambda: history.undo(labelled, bert)) == "changed_since"


def test_names_are_hidden(labelled: Store, lena: Actor, anna: Actor, bert: Actor) -> None:
    assert [(one.letter, one.name) for one in sheet(labelled).sides] == [("A", "anna"), ("B", "bert")]
    assert sheet(labelled, "bert").warned
    assert not sheet(labelled).warned
    reviewing.hide_names(labelled, lena, ARTICLE_ID, True)
    hidden = sheet(labelled)
    assert hidden.blind
    assert [(one.letter, one.name) for one in hidden.sides] == [("A", ""), ("B", "")]
    assert {one.annotator_id for one in hidden.sides} == {anna.id, bert.id}
    title = reviewing.decide(
        labelled, lena, ARTICLE_ID, item_of(labelled, "type").id, hidden.sides[0].annotator_id
    ).title
    assert title == "take A"
    assert sheet(labelled).sides == hidden.sides
    assert all(not one.way.startswith("by:") for one in sheet(labelled).precedents)
    reviewing.hide_names(labelled, lena, ARTICLE_ID, False)
    assert [one.name for one in sheet(labelled).sides] == ["anna", "bert"]
    assert [one.way for one in sheet(labelled).precedents] == [f"by:{hidden.sides[0].annotator_id}"]


def test_what_was_changed_is_open_again(labelled: Store, lena: Actor, anna: Actor, bert: Actor) -> None:
    kind, agreed = item_of(labelled, "type"), item_of(labelled, "agreed")
    reviewing.take_agreed(labelled, lena, ARTICLE_ID)
    reviewing.decide(labelled, lena, ARTICLE_ID, kind.id, anna.id)
    assert refused(lambda: sets.reopen_set(labelled, anna, ARTICLE_ID, "please")) == "reviewed"
    reviewing.ask_to_reopen(labelled, lena, ARTICLE_ID, anna.id, " Look at the type again. ")
    now = sheet(labelled)
    # While she is at it, what was settled stands; it can't be accepted.
    assert [one.annotator_id for one in now.sides] == [bert.id]
    assert now.reopened == (anna.id,)
    assert now.gold.set.stale
    assert kind.id not in {one.id for one in now.items}
    assert len(now.gold.claims) == 6
    assert refused(lambda: reviewing.accept_gold(labelled, lena, ARTICLE_ID)) == "reopened_by"
    (remark,) = comments.comments(labelled, anna, ARTICLE_ID)
    assert (remark.text, remark.author_id) == ("Look at the type again.", lena.id)
    assert sets.open_sheet(labelled, anna, ARTICLE_ID).set.reason == "Look at the type again."
    labeling.change_claim(labelled, anna, ARTICLE_ID, "type", type="evaluation")
    sets.finish_set(labelled, anna, ARTICLE_ID)
    now = sheet(labelled)
    assert kind.id in {one.id for one in now.open}
    assert agreed.id in now.settled
    reviewing.decide(labelled, lena, ARTICLE_ID, kind.id, anna.id)
    label = sheet(labelled).settled[kind.id].label_id
    assert sheet(labelled).gold.claims[label].type == "evaluation"
    assert verify(labelled).findings == []


def test_who_comes_later_undoes_unanimity(labelled: Store, lena: Actor, anna: Actor) -> None:
    kind, agreed = item_of(labelled, "type"), item_of(labelled, "agreed")
    reviewing.take_agreed(labelled, lena, ARTICLE_ID)
    reviewing.decide(labelled, lena, ARTICLE_ID, kind.id, anna.id)
    sets.finish_set(labelled, lena, ARTICLE_ID)
    now = sheet(labelled)
    assert {one.kind for one in now.items} == {"missing"}
    # A decision is one of a reviewer; that all agreed is not so any more.
    assert kind.id in now.settled
    assert agreed.id not in now.settled
    reviewing.premerge(labelled, lena, ARTICLE_ID, "majority")
    assert sheet(labelled).settled[agreed.id].how == "majority"


def test_a_request_is_taken_back_until_work_begins(labelled: Store, lena: Actor, anna: Actor) -> None:
    reviewing.take_agreed(labelled, lena, ARTICLE_ID)
    reviewing.ask_to_reopen(labelled, lena, ARTICLE_ID, anna.id, "Look again.")
    assert history.next_steps(labelled, lena, ARTICLE_ID).undo == "ask to reopen"
    history.undo(labelled, lena, ARTICLE_ID)
    opened = sets.open_sheet(labelled, anna, ARTICLE_ID)
    assert (opened.set.state, opened.set.reason, opened.comments) == ("finished", "", {})
    assert not sheet(labelled).gold.set.stale
    history.redo(labelled, lena, ARTICLE_ID)
    sets.add_seconds(labelled, anna, ARTICLE_ID, 30)
    labeling.change_claim(labelled, anna, ARTICLE_ID, "type", type="policy")
    assert refused(lambda: history.undo(labelled, lena, ARTICLE_ID)) == "changed_since"
    labeling.change_claim(labelled, anna, ARTICLE_ID, "type", type="fact")
    history.undo(labelled, lena, ARTICLE_ID)
    assert sets.open_sheet(labelled, anna, ARTICLE_ID).set.state == "finished"
    assert verify(labelled).findings == []
    asked = (("nobody", "no_set"), (lena.id, "no_set"))
    for who, code in asked:
        assert refused(lambda who=who: reviewing.ask_to_reopen(labelled, lena, ARTICLE_ID, who, "why")) == code
    assert refused(lambda: reviewing.ask_to_reopen(labelled, lena, ARTICLE_ID, anna.id, " ")) == "bad_comment"
    sets.reopen_set(labelled, projects.actor_named(labelled, "bert"), ARTICLE_ID, "mine")
    bert = projects.actor_named(labelled, "bert").id
    assert refused(lambda: reviewing.ask_to_reopen(labelled, lena, ARTICLE_ID, bert, "why")) == "bad_state"


def test_accepted_gold_is_frozen(labelled: Store, lena: Actor, anna: Actor, bert: Actor) -> None:
    reviewing.take_agreed(labelled, bert, ARTICLE_ID)
    reviewing.premerge(labelled, lena, ARTICLE_ID, "by:anna")
    reviewing.accept_gold(labelled, bert, ARTICLE_ID)
    item = item_of(labelled, "type")
    for call in (
        lambda: reviewing.decide(labelled, lena, ARTICLE_ID, item.id, anna.id),
        lambda: reviewing.undecide(labelled, lena, ARTICLE_ID, item.id),
        lambda: reviewing.premerge(labelled, lena, ARTICLE_ID, "agree"),
        lambda: reviewing.accept_gold(labelled, lena, ARTICLE_ID),
    ):
        assert refused(call) == "gold_finished"
    assert refused(lambda: history.undo(labelled, lena)) == "frozen_set"
    reviewing.reopen_gold(labelled, lena, ARTICLE_ID, "once more")
    assert refused(lambda: reviewing.reopen_gold(labelled, lena, ARTICLE_ID)) == "bad_state"
    assert refused(lambda: reviewing.gold_beside(labelled, anna, ARTICLE_ID)) == "no_gold"
    reviewing.accept_gold(labelled, lena, ARTICLE_ID)
    assert verify(labelled).findings == []


def test_annotators_review_nothing(labelled: Store, anna: Actor, bert: Actor) -> None:
    item = item_of(labelled, "type")
    for call in (
        lambda: reviewing.review_list(labelled, anna),
        lambda: reviewing.open_review(labelled, anna, ARTICLE_ID),
        lambda: reviewing.decide(labelled, anna, ARTICLE_ID, item.id, bert.id),
        lambda: reviewing_items.items_of(labelled, anna, ItemQuery()),
        lambda: reviewing.hide_names(labelled, anna, ARTICLE_ID, True),
        lambda: reviewing.ask_to_reopen(labelled, anna, ARTICLE_ID, bert.id, "why"),
    ):
        assert refused(call) == "needs_role"


def test_a_merge_in_the_registry_settles_who_it_was(labelled: Store, lena: Actor) -> None:
    named = {one.name: one.id for one in registry.entities(labelled, lena)}
    registry.merge_entities(labelled, lena, named["weber"], named["lind"])
    kinds = Counter(one.kind for one in sheet(labelled).items)
    assert kinds["entity"] == 0
    assert kinds["speaker"] == 2


def test_the_majority_is_a_layer(store: Store, lena: Actor, tmp_path: Path) -> None:
    projects.add_annotator(store, lena, "carl", frozenset({"annotator"}))
    label_all(store, "anna", "bert", "carl")
    before = sheet(store)
    report = export(store, lena, tmp_path / "out", layer="majority")
    assert (report.counts["lines"], report.excluded) == (1, {"articles without a line": 3})
    (line,) = (json.loads(text) for text in (tmp_path / "out" / "train.jsonl").read_text("utf-8").splitlines())
    assert (line["annotator"], line["state"], len(line["claims"]), len(line["boilerplate"])) == (
        "majority", "finished", 13, 2,
    )  # fmt: skip
    assert verify_export(tmp_path / "out").faults == ()
    assert sheet(store) == before
    again = export(store, lena, tmp_path / "again", layer="majority")
    assert again.files == report.files


def test_one_alone_has_no_majority(store: Store, lena: Actor, tmp_path: Path) -> None:
    label_all(store, "anna")
    with pytest.raises(LabelerError, match="1 finished by one alone"):
        export(store, lena, tmp_path / "out", layer="majority")


def test_provenance_arrives_in_the_audit(labelled: Store, lena: Actor, anna: Actor, tmp_path: Path) -> None:
    reviewing.take_agreed(labelled, lena, ARTICLE_ID)
    item = item_of(labelled, "type")
    reviewing.decide(labelled, lena, ARTICLE_ID, item.id, anna.id, reason="misread: it is a fact", clause="Claim")
    reviewing.premerge(labelled, lena, ARTICLE_ID, "by:bert")
    reviewing.accept_gold(labelled, lena, ARTICLE_ID)
    export(labelled, lena, tmp_path / "out", profile="audit")
    lines = (tmp_path / "out" / "adjudications.jsonl").read_text("utf-8").splitlines()
    rows = {row["frame"]: row for row in map(json.loads, lines)}
    assert len(rows) == len(sheet(labelled).items)
    row = rows[item.id]
    assert (row["how"], row["by"], row["reason"], row["clause"]) == (
        "adjudicated", "lena", "misread: it is a fact", "Claim",
    )  # fmt: skip
    assert json.loads(row["order_of_sides"]) == ["annotator-anna", "annotator-bert"]
    assert {part[0] for part in json.loads(row["source_labels"])} == {"annotator-anna", "annotator-bert"}
    assert json.loads(row["taken"])["frame"]["type"] == "fact"
    assert {one["how"] for one in rows.values()} == {"unanimous", "adjudicated"}
    assert verify_export(tmp_path / "out").faults == ()


def test_verify_looks_at_how_gold_came_to_be(labelled: Store, lena: Actor) -> None:
    reviewing.take_agreed(labelled, lena, ARTICLE_ID)
    reviewing.premerge(labelled, lena, ARTICLE_ID, "by:anna")
    reviewing.accept_gold(labelled, lena, ARTICLE_ID)
    assert verify(labelled).findings == []
    assert verify(labelled).checked["settlements"] == len(sheet(labelled).items)
    spoilt = {
        "UPDATE adjudication SET sources = replace(sources, 'annotator-bert', 'annotator-lena')": "not there",
        "UPDATE adjudication SET how = 'unanimous'": "not all of them are named",
        "UPDATE adjudication SET taken = '{}'": "does not say what it took",
        'UPDATE claim SET start = start + 1, "end" = "end" + 1 WHERE origin = \'adjudicated\'': "elsewhere",
        "DELETE FROM region WHERE set_id IN (SELECT set_id FROM adjudication)": "does not hold",
    }
    for command, words in spoilt.items():
        with labelled._engine.connect() as connection:  # pyright: ignore[reportPrivateUsage]
            connection.execute(text(command))
            found = list(gold_findings(Reader(connection), Counter()))
            connection.rollback()
        assert any(words in one.sentence for one in found), command


def test_items_settled_over_imported_gold_replace_it(labelled: Store, lena: Actor, anna: Actor, tmp_path: Path) -> None:
    article = sheet(labelled).article
    spans = [(0, 5), (ANNA.claims[0].start, ANNA.claims[0].end)]
    claims = [{"start": start, "end": end, "type": "fact", "source": "author"} for start, end in spans]
    (tmp_path / "gold.jsonl").write_bytes(raw({"id": article.key, "text": article.text, "annotator": "gold",
                                              "state": "finished", "claims": claims}))  # fmt: skip
    import_paths(labelled, lena, [tmp_path / "gold.jsonl"])
    assert (sheet(labelled).gold.set.state, len(sheet(labelled).gold.claims)) == ("finished", 2)
    # Nobody settled it, and it is gold all the same: that is told instead of "0 settled".
    row = next(one for one in reviewing.review_list(labelled, lena) if one.article_id == ARTICLE_ID)
    assert (row.gold, row.settled, row.open, row.imported) == ("finished", 0, 0, True)
    assert sheet(labelled).imported
    # What gold rests on is nobody's here: but it is shown, and so what was finished stays finished.
    assert refused(lambda: sets.reopen_set(labelled, anna, ARTICLE_ID, "why")) == "reviewed"
    assert not sheet(labelled).gold.set.stale
    reviewing.reopen_gold(labelled, lena, ARTICLE_ID, "settle anew")
    over = next(one for one in sheet(labelled).items if one.layer == "claim" and one.start <= spans[1][0] < one.end)
    reviewing.decide(labelled, lena, ARTICLE_ID, over.id, anna.id)
    kept = {(one.start, one.end, one.origin) for one in sheet(labelled).gold.claims.values()}
    assert (0, 5, "imported") in kept or over.start < 5
    assert len([one for one in kept if one[2] == "adjudicated"]) == 1
    assert (*spans[1], "imported") not in kept
    assert not sheet(labelled).imported
    history.undo(labelled, lena)
    assert len(sheet(labelled).gold.claims) == 2
    assert verify(labelled).findings == []


def test_stale_gold_is_exported_only_when_asked_for(
    labelled: Store, lena: Actor, anna: Actor, bert: Actor, tmp_path: Path
) -> None:
    reviewing.premerge(labelled, lena, ARTICLE_ID, "by:anna")
    reviewing.accept_gold(labelled, lena, ARTICLE_ID)
    export(labelled, lena, tmp_path / "first")
    before = sheet(labelled).gold.claims
    reviewing.ask_to_reopen(labelled, lena, ARTICLE_ID, anna.id, "Look again.")
    with pytest.raises(LabelerError, match="stale"):
        export(labelled, lena, tmp_path / "none")
    assert export(labelled, lena, tmp_path / "stale", stale=True).counts["lines"] == 1
    # Settled anew once she is done, gold is fresh again; what was decided otherwise differs, all else is as it was.
    sets.finish_set(labelled, anna, ARTICLE_ID)
    reviewing.reopen_gold(labelled, lena, ARTICLE_ID, "again")
    kind = item_of(labelled, "type")
    reviewing.decide(labelled, lena, ARTICLE_ID, kind.id, bert.id)
    reviewing.accept_gold(labelled, lena, ARTICLE_ID)
    after = sheet(labelled).gold.claims
    assert {one for one in before if before[one] != after[one]} == {sheet(labelled).settled[kind.id].label_id}
    assert before.keys() == after.keys()
    assert export(labelled, lena, tmp_path / "again").excluded == {"articles without a line": 3}
