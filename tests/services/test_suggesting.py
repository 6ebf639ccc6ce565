"""Deciding about suggestions: what comes along, what is remembered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.services import history, labeling, sets, suggesting
from labeler.services.sets import Sheet
from labeler.store import Store
from tests.fixtures.sample import ANA, CLAIM, MAYOR, offers
from tests.services.test_labeling import refused

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


def kinds(store: Store, actor: Actor) -> list[str]:
    return sorted(one.kind for one in sheet(store, actor).suggestions.values())


def test_all_in_a_passage_are_accepted_as_one(store: Store, anna: Actor) -> None:
    changed = suggesting.accept_in(store, anna, ARTICLE, Span(16, 50))
    after = sheet(store, anna)
    assert (len(after.claims), len(after.stances), len(after.regions)) == (1, 1, 0)
    # The claim's speaker stands before the passage, and comes along.
    assert [one.span for one in after.speakers.values()] == [ANA]
    assert (changed.title, kinds(store, anna)) == ("accept 2 suggestions", ["boilerplate", "speaker"])
    history.undo(store, anna)
    assert len(sheet(store, anna).suggestions) == 5
    assert suggesting.accept_in(store, anna, ARTICLE, Span(48, 60)).edit_id == ""


def test_what_begins_elsewhere_is_not_accepted_with_a_passage(store: Store, anna: Actor) -> None:
    # The cue lies in the passage, its claim begins before it.
    assert suggesting.accept_in(store, anna, ARTICLE, Span(30, 50)).edit_id == ""
    suggesting.accept_in(store, anna, ARTICLE, Span(16, 30))
    assert kinds(store, anna) == ["boilerplate", "speaker", "stance"]
    suggesting.accept_in(store, anna, ARTICLE, Span(30, 50))
    assert kinds(store, anna) == ["boilerplate", "speaker"]


def test_a_score_and_kinds_limit_what_is_accepted(store: Store, anna: Actor) -> None:
    suggesting.accept_in(store, anna, ARTICLE, None, 0.8, {"speaker"})
    assert [one.span for one in sheet(store, anna).speakers.values()] == [ANA]
    suggesting.accept_in(store, anna, ARTICLE, None, 0.7)
    assert kinds(store, anna) == ["boilerplate", "stance"]
    suggesting.reject(store, anna, ARTICLE, [offer(store, anna, "stance")])
    assert suggesting.accept_in(store, anna, ARTICLE, None).edit_id == ""


def test_a_stance_that_the_scheme_has_no_more_holds_nothing_up(store: Store, anna: Actor) -> None:
    found = [replace(one, topic="T99") if one.kind == "stance" else one for one in offers()]
    suggesting.store_run(store, ARTICLE, "v2", "rules", found)
    suggesting.accept_in(store, anna, ARTICLE, None)
    assert kinds(store, anna) == ["boilerplate", "stance"]
    history.undo(store, anna)
    suggesting.accept_above(store, anna, ARTICLE, 0)
    assert kinds(store, anna) == ["stance"]


def test_the_rejected_are_shown_again_and_reconsidered(store: Store, anna: Actor, bert: Actor) -> None:
    speaker, claim = (offer(store, anna, kind) for kind in ("speaker", "claim"))
    suggesting.reject(store, anna, ARTICLE, [claim, speaker])
    suggesting.reject(store, bert, ARTICLE, [offer(store, bert, "boilerplate")])
    assert [one.id for one in suggesting.rejected(store, anna, ARTICLE)] == [speaker, claim]
    assert claim not in sheet(store, anna).suggestions
    changed = suggesting.reconsider(store, anna, ARTICLE, [claim])
    assert (changed.title, changed.rows["decision"]) == ("reconsider suggestion", {claim: None})
    assert claim in sheet(store, anna).suggestions
    assert suggesting.reconsider(store, anna, ARTICLE, [claim]).edit_id == ""
    history.undo(store, anna)
    assert len(suggesting.rejected(store, anna, ARTICLE)) == 2
    suggesting.accept(store, anna, ARTICLE, [claim])
    assert [one.id for one in suggesting.rejected(store, anna, ARTICLE)] == [speaker]
    assert refused(lambda: suggesting.reconsider(store, anna, ARTICLE, ["nothing"])) == "no_suggestion"
    suggesting.store_run(store, ARTICLE, "v2", "rules", offers())
    assert suggesting.rejected(store, anna, ARTICLE) == []
    sets.finish_set(store, anna, ARTICLE)
    assert refused(lambda: suggesting.accept_in(store, anna, ARTICLE, None)) == "frozen_set"
    assert refused(lambda: suggesting.reconsider(store, anna, ARTICLE, [speaker])) == "frozen_set"
