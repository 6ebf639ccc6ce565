"""What nobody should do and somebody will: odd characters, lost roles, frozen sets, huge numbers."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.registry import Entity
from labeler.domain.sets import Actor, Annotator
from labeler.domain.spans import Span
from labeler.services import articles, history, labeling, projects, registry, sets, suggesting
from labeler.services.sets import Sheet
from labeler.store import Store
from labeler.store.verify import verify
from tests.fixtures.sample import ANA, BO, CLAIM, CUE, offers

ARTICLE = "article-mayor"


def code(call: Callable[[], object]) -> str:
    with pytest.raises(LabelerError) as refusal:
        call()
    assert str(refusal.value).endswith((".", "!"))
    return refusal.value.code


def sheet(store: Store, actor: Actor) -> Sheet:
    return sets.open_sheet(store, actor, ARTICLE)


@pytest.mark.parametrize("bad", ["\ud800", "a\0b"])
def test_characters_that_no_text_holds_are_refused_in_one_sentence(store: Store, anna: Actor, bad: str) -> None:
    calls: list[Callable[[], object]] = [
        lambda: articles.read_article(store, anna, bad),
        lambda: projects.actor_named(store, bad),
        lambda: labeling.add_claim(store, anna, bad, CLAIM),
        lambda: labeling.add_claim(store, anna, ARTICLE, CLAIM, note=bad),
        lambda: labeling.add_speaker(store, anna, ARTICLE, ANA, entity=bad),
        lambda: labeling.add_stance(store, anna, ARTICLE, bad, "T1", "support"),
        lambda: registry.add_entity(store, anna, bad),
        lambda: registry.add_alias(store, anna, bad, "x"),
        lambda: sets.skip_set(store, anna, ARTICLE, bad),
    ]
    for call in calls:
        assert code(call) in {"bad_text", "blank_name", "no_article", "no_annotator", "no_entity", "no_label"}
    assert sheet(store, anna).claims == {}
    assert verify(store).findings == []


@pytest.mark.parametrize("name", ["GOLD", "\uff47\uff4f\uff4c\uff44", "eve\u202e", " eve", "e\nve", "", "x" * 81])
def test_names_that_deceive_are_refused(store: Store, lena: Actor, name: str) -> None:
    call = lambda: projects.add_annotator(store, lena, name, frozenset({"lead"}))  # noqa: E731
    assert code(call) in {"reserved_name", "bad_name"}


def test_a_name_is_taken_however_it_is_composed(store: Store, lena: Actor) -> None:
    projects.add_annotator(store, lena, "Jos\u00e9", frozenset({"annotator"}))
    for name in ("Jose\u0301", "JOS\u00c9"):
        assert code(lambda name=name: projects.add_annotator(store, lena, name, frozenset({"lead"}))) == "name_taken"


def test_an_article_left_open_for_weeks_can_be_decided(store: Store, anna: Actor) -> None:
    chosen = next(iter(sheet(store, anna).suggestions))
    suggesting.accept(store, anna, ARTICLE, [chosen], milliseconds=10**12)
    assert sheet(store, anna).decisions[chosen].milliseconds == 24 * 3600 * 1000
    assert verify(store).findings == []


def test_numbers_out_of_range(store: Store, anna: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c", note="\u00fc" * 2_000_000)
    assert code(lambda: Span(5, 5)) == "empty_span"
    assert code(lambda: labeling.move_label(store, anna, ARTICLE, "claim", "c", Span(0, 10**20))) == "bad_span"
    assert code(lambda: sets.add_seconds(store, anna, ARTICLE, 1.5)) == "bad_seconds"  # type: ignore[arg-type]
    assert history.history(store, anna, limit=-1) == []
    assert len(history.history(store, anna, limit=10**12)) == 1
    assert verify(store).findings == []


def test_a_lost_role_undoes_nothing_of_others(store: Store, lena: Actor, anna: Actor, bert: Actor) -> None:
    registry.add_entity(store, anna, "Ana Ruiz", id="e")
    registry.change_entity(store, bert, "e", affiliation="City of Lund")
    sets.assign(store, lena, ["article-short"], [anna.id])
    with store.edit("roles", lena, reversible=False) as edit:
        for person in (lena, bert):
            edit.put(Annotator(id=person.id, name=person.name, roles="annotator"))
    assert code(lambda: history.undo(store, lena)) == "needs_role"
    assert code(lambda: history.undo(store, bert)) == "needs_role"
    assert code(lambda: sets.assign(store, lena, [ARTICLE], [anna.id])) == "needs_role"
    with store.read() as read:
        assert read.all(Entity)[0].affiliation == "City of Lund"


def test_undo_after_somebody_elses_change_says_so(store: Store, lena: Actor, bert: Actor) -> None:
    registry.add_entity(store, lena, "Ana Ruiz", id="e")
    registry.change_entity(store, lena, "e", kind="person")
    registry.change_entity(store, bert, "e", kind="group")
    with pytest.raises(LabelerError) as refusal:
        history.undo(store, lena)
    assert str(refusal.value) == "\u201cchange registry entry\u201d can't be undone: its entity was changed since."


def test_a_frozen_set_refuses_every_verb_of_labelling(store: Store, anna: Actor) -> None:
    offered = sorted(sheet(store, anna).suggestions)[:1]
    labeling.add_speaker(store, anna, ARTICLE, ANA, id="s")
    labeling.add_claim(store, anna, ARTICLE, CLAIM, speaker_id="s", id="c")
    labeling.add_stance(store, anna, ARTICLE, "c", "T1", "support", cue=CUE, id="t")
    labeling.mark_boilerplate(store, anna, ARTICLE, BO, id="r")
    calls: list[Callable[[], object]] = [
        lambda: labeling.add_claim(store, anna, ARTICLE, BO),
        lambda: labeling.add_speaker(store, anna, ARTICLE, BO),
        lambda: labeling.add_stance(store, anna, ARTICLE, "c", "T2", "oppose"),
        lambda: labeling.change_claim(store, anna, ARTICLE, "c", note="n"),
        lambda: labeling.change_speaker(store, anna, ARTICLE, "s", unsure=True),
        lambda: labeling.change_stance(store, anna, ARTICLE, "t", value="neutral"),
        lambda: labeling.mark_boilerplate(store, anna, ARTICLE, ANA),
        lambda: labeling.unmark_boilerplate(store, anna, ARTICLE, BO),
        lambda: suggesting.accept(store, anna, ARTICLE, offered),
        lambda: suggesting.reject(store, anna, ARTICLE, offered),
        lambda: suggesting.accept_above(store, anna, ARTICLE, 0),
        *(lambda kind=kind, one=one: labeling.remove_label(store, anna, ARTICLE, kind, one)
          for kind, one in (("claim", "c"), ("speaker", "s"), ("stance", "t"), ("boilerplate", "r"))),
        *(lambda kind=kind, one=one: labeling.move_label(store, anna, ARTICLE, kind, one, Span(0, 5))
          for kind, one in (("claim", "c"), ("speaker", "s"), ("stance", "t"), ("boilerplate", "r"))),
    ]  # fmt: skip
    for freeze in (lambda: sets.finish_set(store, anna, ARTICLE), lambda: sets.skip_set(store, anna, ARTICLE, "no")):
        freeze()
        before = sheet(store, anna)
        for call in calls:
            assert code(call) == "frozen_set"
        assert sets.add_seconds(store, anna, ARTICLE, 5).edit_id == ""
        assert sheet(store, anna) == before
        sets.reopen_set(store, anna, ARTICLE)
    assert verify(store).findings == []


def test_a_blind_set_learns_nothing_of_what_is_proposed(store: Store, lena: Actor, anna: Actor) -> None:
    sets.assign(store, lena, [ARTICLE], [anna.id], suggestions="blind")
    suggesting.store_run(store, ARTICLE, "v2", "secret-rules", offers())
    told = [
        articles.list_articles(store, anna), sheet(store, anna), history.history(store, anna),
        history.history(store, anna, article_id=ARTICLE), history.next_steps(store, anna),
        labeling.unmark_boilerplate(store, anna, ARTICLE, Span(0, 5)),
        labeling.add_speaker(store, anna, ARTICLE, BO), sets.finish_set(store, anna, ARTICLE),
        history.undo(store, anna), history.redo(store, anna),
    ]  # fmt: skip
    with store.read() as read:
        ids = {one.id for one in read.all(suggesting.Suggestion)} | {"secret-rules"}
    assert [one for one in ids if one in repr(told)] == []
    assert sheet(store, anna).regions == {}


def test_one_call_sent_by_two_threads_is_one_label(store: Store, anna: Actor) -> None:
    results: list[object] = []

    def send() -> None:
        try:
            results.append(labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c").edit_id)
        except BaseException as fault:  # noqa: BLE001  compared below
            results.append(fault)

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(results)) == 1
    assert set(sheet(store, anna).claims) == {"c"}
    history.undo(store, anna)
    # A late repetition does not bring back what was undone.
    assert labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c").rows["claim"] == {"c": None}
    assert sheet(store, anna).claims == {}
    assert verify(store).findings == []


def test_two_stances_on_a_topic_are_refused(store: Store, anna: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    labeling.add_stance(store, anna, ARTICLE, "c", "T1", "support", id="one")
    labeling.add_stance(store, anna, ARTICLE, "c", "T2", "support", id="two")
    assert code(lambda: labeling.change_stance(store, anna, ARTICLE, "two", topic="T1")) == "stance_taken"
    labeling.add_stance(store, anna, ARTICLE, "c", "T1", "oppose", id="three")
    assert {(one.id, one.value) for one in sheet(store, anna).stances.values()} == {
        ("one", "oppose"),
        ("two", "support"),
    }
