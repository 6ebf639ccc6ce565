"""Deciding about suggestions: what comes along, what is remembered."""

from __future__ import annotations

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.services import history, labeling, sets, suggesting
from labeler.services.sets import Sheet
from labeler.store import Store
from tests.fixtures.sample import ANA, CLAIM, MAYOR, offers

ARTICLE = "article-mayor"


def sheet(store: Store, actor: Actor) -> Sheet:
    return sets.open_sheet(store, actor, ARTICLE)


def offer(store: Store, actor: Actor, kind: str, rule: str = "") -> str:
    found = sheet(store, actor).suggestions.values()
    return next(one.id for one in found if one.kind == kind and rule in one.rule)


def test_a_claim_brings_its_speaker(store: Store, anna: Actor) -> None:
    changed = suggesting.accept(store, anna, ARTICLE, [offer(store, anna, "claim")], milliseconds=1500)
    after = sheet(store, anna)
    (claim,), (speaker,) = after.claims.values(), after.speakers.values()
    assert (claim.speaker_id, claim.source, claim.origin, claim.score, claim.rule) == (
        speaker.id, "speaker", "accepted", 0.9, "said",
    )  # fmt: skip
    assert speaker.entity_id is not None
    assert after.entities[speaker.entity_id].name == "Ana Ruiz"
    assert {one.kind for one in after.suggestions.values()} == {"stance", "speaker", "boilerplate"}
    assert [one.milliseconds for one in after.decisions.values()] == [1500, 1500]
    assert changed.jump == claim.id
    assert suggesting.accept(store, anna, ARTICLE, list(after.decisions)).edit_id == ""
    history.undo(store, anna)
    assert (sheet(store, anna).claims, sheet(store, anna).decisions) == ({}, {})


def test_a_rejected_speaker_stays_rejected(store: Store, anna: Actor) -> None:
    speaker = sheet(store, anna).suggestions[offer(store, anna, "claim")].speaker_id
    assert speaker is not None
    suggesting.reject(store, anna, ARTICLE, [speaker])
    suggesting.accept(store, anna, ARTICLE, [offer(store, anna, "claim")])
    after = sheet(store, anna)
    assert after.speakers == {}
    assert [one.source for one in after.claims.values()] == [""]


def test_a_speaker_label_of_ones_own_is_linked(store: Store, anna: Actor) -> None:
    labeling.add_speaker(store, anna, ARTICLE, ANA, entity="Ana Ruiz", id="own")
    suggesting.accept(store, anna, ARTICLE, [offer(store, anna, "claim")])
    after = sheet(store, anna)
    assert list(after.speakers) == ["own"]
    assert [one.speaker_id for one in after.claims.values()] == ["own"]


def test_a_stance_brings_its_claim(store: Store, anna: Actor) -> None:
    suggesting.accept(store, anna, ARTICLE, [offer(store, anna, "stance")])
    after = sheet(store, anna)
    assert (len(after.claims), len(after.speakers), len(after.stances)) == (1, 1, 1)
    history.undo(store, anna)
    stance = offer(store, anna, "stance")
    suggesting.reject(store, anna, ARTICLE, [offer(store, anna, "claim")])
    with pytest.raises(LabelerError) as refusal:
        suggesting.accept(store, anna, ARTICLE, [stance])
    assert refusal.value.code == "claim_rejected"
    suggesting.accept_above(store, anna, ARTICLE, 0)
    assert (len(sheet(store, anna).claims), len(sheet(store, anna).stances)) == (0, 0)


def test_a_stance_joins_a_claim_of_ones_own(store: Store, anna: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="own")
    suggesting.accept(store, anna, ARTICLE, [offer(store, anna, "stance")])
    assert [one.claim_id for one in sheet(store, anna).stances.values()] == ["own"]


def test_an_edited_extent_makes_an_edited_label(store: Store, anna: Actor) -> None:
    chosen = offer(store, anna, "claim")
    suggesting.accept(store, anna, ARTICLE, [chosen], span=Span(22, 48))
    after = sheet(store, anna)
    assert [(one.start, one.origin) for one in after.claims.values()] == [(22, "edited")]
    assert after.decisions[chosen].verdict == "edited"


def test_changing_what_was_proposed_is_an_edit_too(store: Store, anna: Actor) -> None:
    chosen = offer(store, anna, "claim")
    suggesting.accept(store, anna, ARTICLE, [chosen])
    claim = next(iter(sheet(store, anna).claims))
    labeling.change_claim(store, anna, ARTICLE, claim, note="sure")
    assert sheet(store, anna).decisions[chosen].verdict == "accepted"
    labeling.change_claim(store, anna, ARTICLE, claim, type="policy")
    assert sheet(store, anna).decisions[chosen].verdict == "edited"
    assert sheet(store, anna).claims[claim].origin == "edited"


def test_accepting_all_is_one_undo(store: Store, anna: Actor) -> None:
    suggesting.accept_above(store, anna, ARTICLE, 0.6)
    after = sheet(store, anna)
    assert (len(after.claims), len(after.speakers), len(after.stances), len(after.regions)) == (1, 2, 1, 0)
    history.undo(store, anna)
    assert len(sheet(store, anna).suggestions) == 5


def test_a_find_of_ones_own_is_not_proposed(store: Store, anna: Actor) -> None:
    chosen = offer(store, anna, "claim")
    labeling.add_claim(store, anna, ARTICLE, Span(20, 47), id="own")
    assert chosen not in sheet(store, anna).suggestions
    sets.finish_set(store, anna, ARTICLE)
    decisions = sheet(store, anna).decisions
    assert (decisions[chosen].verdict, decisions[chosen].label_id) == ("unaided match", "own")
    assert {one.verdict for one in decisions.values()} == {"unaided match", "accepted"}
    assert [one.span for one in sheet(store, anna).regions.values()] == [Span(0, 5)]
    history.undo(store, anna)
    assert (sheet(store, anna).decisions, sheet(store, anna).regions) == ({}, {})


def test_a_new_run_replaces_undecided_ones_in_view(store: Store, anna: Actor) -> None:
    chosen = offer(store, anna, "claim")
    suggesting.accept(store, anna, ARTICLE, [chosen])
    old = sheet(store, anna).suggestions.keys()
    assert suggesting.store_run(store, ARTICLE, "v2", "rules", offers()) is not None
    assert suggesting.store_run(store, ARTICLE, "v2", "rules", offers()) is None
    after = sheet(store, anna)
    assert not after.suggestions.keys() & old
    assert {one.kind for one in after.suggestions.values()} == {"stance", "speaker", "boilerplate"}
    assert after.decisions[chosen].verdict == "accepted"
    with pytest.raises(LabelerError) as refusal:
        suggesting.reject(store, anna, ARTICLE, sorted(old))
    assert refusal.value.code == "no_suggestion"
    assert [one.key for one in suggesting.pending(store, "v2")] == ["lines", "short"]
    assert [one.key for one in suggesting.pending(store, "v2", ["short", "mayor"])] == ["short"]


def test_a_suggestion_must_fit_the_text(store: Store) -> None:
    with pytest.raises(LabelerError) as refusal:
        suggesting.store_run(store, "article-short", "v2", "rules", offers(MAYOR))
    assert refusal.value.code == "bad_suggestion"
