"""The rules of labels: what belongs together, what goes together, what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.labels import Claim
from labeler.domain.registry import Entity
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.services import history, labeling, registry, sets
from labeler.services.sets import Sheet
from labeler.store import Store
from tests.fixtures.sample import ANA, BO, CLAIM, CUE, MAYOR

ARTICLE = "article-mayor"


def sheet(store: Store, actor: Actor) -> Sheet:
    return sets.open_sheet(store, actor, ARTICLE)


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(LabelerError) as refusal:
        call()
    assert str(refusal.value)
    return refusal.value.code


def test_a_label_keeps_the_words_of_its_span(store: Store, anna: Actor) -> None:
    changed = labeling.add_claim(store, anna, ARTICLE, CLAIM, type="fact", attribution="direct", id="c")
    claim = changed.rows["claim"]["c"]
    assert isinstance(claim, Claim)
    assert claim.text == MAYOR[20:48] == '🚲 lanes "cut crashes by 30%"'
    assert (claim.type, claim.attribution, claim.source, claim.origin) == ("fact", "direct", "", "manual")
    assert changed.jump == "c"
    labeling.move_label(store, anna, ARTICLE, "claim", "c", CUE)
    assert sheet(store, anna).claims["c"].text == "disputed"


def test_the_first_label_begins_the_set(store: Store, anna: Actor) -> None:
    assert sheet(store, anna).set.state == "assigned"
    changed = labeling.add_claim(store, anna, ARTICLE, CLAIM)
    assert set(changed.rows) == {"annotation_set", "claim"}
    assert sheet(store, anna).set.state == "in_progress"
    assert [row.title for row in history.history(store, anna)] == ["label claim"]


def test_a_repeated_call_is_harmless(store: Store, anna: Actor) -> None:
    first = labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    again = labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    assert (again.edit_id, again.rows, again.jump) == (first.edit_id, first.rows, "c")
    assert len(history.history(store, anna)) == 1


def test_labels_may_overlap_and_be_identical(store: Store, anna: Actor) -> None:
    for number in range(40):
        labeling.add_claim(store, anna, ARTICLE, CLAIM, id=f"c{number}")
    assert len(sheet(store, anna).claims) == 40


def test_source_and_speaker_go_together(store: Store, anna: Actor) -> None:
    labeling.add_speaker(store, anna, ARTICLE, ANA, entity="Ana Ruiz", id="s")
    labeling.add_claim(store, anna, ARTICLE, CLAIM, speaker_id="s", id="c")
    assert sheet(store, anna).claims["c"].source == "speaker"
    labeling.change_claim(store, anna, ARTICLE, "c", attribution="author")
    assert sheet(store, anna).claims["c"].source == "speaker"
    for source in ("author", "unstated", ""):
        labeling.change_claim(store, anna, ARTICLE, "c", speaker_id="s")
        labeling.change_claim(store, anna, ARTICLE, "c", source=source)
        claim = sheet(store, anna).claims["c"]
        assert (claim.source, claim.speaker_id) == (source, None)
    assert refused(lambda: labeling.change_claim(store, anna, ARTICLE, "c", source="speaker")) == "needs_speaker"
    labeling.change_claim(store, anna, ARTICLE, "c", speaker_id="s")
    labeling.change_claim(store, anna, ARTICLE, "c", speaker_id=None)
    assert sheet(store, anna).claims["c"].source == ""


def test_deleting_takes_along_what_hangs_on_it(store: Store, anna: Actor) -> None:
    labeling.add_speaker(store, anna, ARTICLE, ANA, id="s")
    labeling.add_claim(store, anna, ARTICLE, CLAIM, speaker_id="s", id="c")
    labeling.add_stance(store, anna, ARTICLE, "c", "T1", "support", cue=CUE, id="t")
    before = sheet(store, anna)
    changed = labeling.remove_label(store, anna, ARTICLE, "speaker", "s")
    assert changed.rows["speaker"] == {"s": None}
    assert sheet(store, anna).claims["c"].source == ""
    changed = labeling.remove_label(store, anna, ARTICLE, "claim", "c")
    assert (changed.rows["stance"], changed.rows["claim"]) == ({"t": None}, {"c": None})
    history.undo(store, anna)
    history.undo(store, anna)
    assert sheet(store, anna) == before


def test_a_second_stance_on_a_topic_changes_the_first(store: Store, anna: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    labeling.add_stance(store, anna, ARTICLE, "c", "T1", "support", cue=CUE, note="why", id="t")
    labeling.add_stance(store, anna, ARTICLE, "c", "T1", "oppose")
    labeling.add_stance(store, anna, ARTICLE, "c", "T2", "oppose", id="u")
    stances = sheet(store, anna).stances
    assert (stances["t"].value, stances["t"].cue, stances["t"].note) == ("oppose", CUE, "why")
    assert refused(lambda: labeling.change_stance(store, anna, ARTICLE, "u", topic="T1")) == "stance_taken"


def test_what_the_scheme_lacks_is_refused(store: Store, anna: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    for call in (
        lambda: labeling.add_claim(store, anna, ARTICLE, CLAIM, type="rumour"),
        lambda: labeling.change_claim(store, anna, ARTICLE, "c", attribution="x"),
        lambda: labeling.change_claim(store, anna, ARTICLE, "c", source="devil"),  # pyright: ignore[reportArgumentType]
        lambda: labeling.add_stance(store, anna, ARTICLE, "c", "T9", "support"),
        lambda: labeling.add_stance(store, anna, ARTICLE, "c", "T1", ""),
    ):
        assert refused(call) == "not_in_scheme"


@pytest.mark.parametrize(("span", "code"), [(Span(80, 900), "bad_span"), (Span(5, 6), "blank_span")])
def test_spans_lie_in_the_text(store: Store, anna: Actor, span: Span, code: str) -> None:
    assert refused(lambda: labeling.add_claim(store, anna, ARTICLE, span)) == code
    assert refused(lambda: labeling.mark_boilerplate(store, anna, ARTICLE, span)) == code
    assert history.history(store, anna) == []


def test_texts_that_no_database_holds_are_refused(store: Store, anna: Actor) -> None:
    for note in ("a\0b", "half \ud83d"):
        assert refused(lambda note=note: labeling.add_claim(store, anna, ARTICLE, CLAIM, note=note)) == "bad_text"


def test_names_are_found_in_the_registry(store: Store, anna: Actor, lena: Actor) -> None:
    labeling.add_speaker(store, anna, ARTICLE, ANA, entity="Ana Ruiz", id="s1")
    labeling.add_speaker(store, anna, ARTICLE, BO, entity="Ana Ruiz", id="s2")
    ana = sheet(store, anna).speakers["s1"].entity_id
    assert sheet(store, anna).speakers["s2"].entity_id == ana
    assert ana is not None
    registry.add_alias(store, anna, ana, "the mayor")
    labeling.change_speaker(store, anna, ARTICLE, "s2", entity="the mayor")
    assert sheet(store, anna).speakers["s2"].entity_id == ana
    made = registry.add_entity(store, anna, "Ms Ruiz", id="e2")
    assert isinstance(made.rows["entity"]["e2"], Entity)
    registry.merge_entities(store, lena, "e2", ana)
    labeling.change_speaker(store, anna, ARTICLE, "s2", entity_id="e2")
    assert sheet(store, anna).speakers["s2"].entity_id == ana
    labeling.change_speaker(store, anna, ARTICLE, "s2", entity_id=None)
    assert sheet(store, anna).speakers["s2"].entity_id is None
    assert refused(lambda: registry.merge_entities(store, lena, ana, "e2")) == "self_merge"
    assert refused(lambda: registry.merge_entities(store, anna, "e2", ana)) == "needs_role"


def test_a_merge_touches_no_set(store: Store, anna: Actor, lena: Actor) -> None:
    labeling.add_speaker(store, anna, ARTICLE, ANA, entity="A. Ruiz", id="s")
    given = sheet(store, anna).speakers["s"].entity_id
    assert given is not None
    registry.add_entity(store, lena, "Ana Ruiz", id="real")
    registry.merge_entities(store, lena, given, "real")
    after = sheet(store, anna)
    assert after.speakers["s"].entity_id == given
    assert after.entities[given].name == "Ana Ruiz"
    history.undo(store, lena)
    assert sheet(store, anna).entities[given].name == "A. Ruiz"


def test_undo_leaves_the_registry(store: Store, anna: Actor) -> None:
    labeling.add_speaker(store, anna, ARTICLE, ANA, entity="Ana Ruiz", id="s")
    history.undo(store, anna)
    assert sheet(store, anna).speakers == {}
    assert [one.name for one in registry.entities(store, anna)] == ["Ana Ruiz"]


def test_boilerplate_is_one_region_or_none(store: Store, anna: Actor) -> None:
    labeling.mark_boilerplate(store, anna, ARTICLE, Span(0, 10))
    labeling.mark_boilerplate(store, anna, ARTICLE, Span(30, 40))
    labeling.mark_boilerplate(store, anna, ARTICLE, Span(8, 30), id="whole")
    assert [one.span for one in sheet(store, anna).regions.values()] == [Span(0, 40)]
    labeling.unmark_boilerplate(store, anna, ARTICLE, Span(6, 14))
    assert sorted(one.span for one in sheet(store, anna).regions.values()) == [Span(0, 5), Span(15, 40)]
    decided = sheet(store, anna).decisions
    assert decided == {}
    labeling.unmark_boilerplate(store, anna, ARTICLE, Span(0, 5))
    history.undo(store, anna)
    labeling.remove_label(store, anna, ARTICLE, "boilerplate", next(iter(sheet(store, anna).regions)))


def test_unmarking_a_suggested_region_rejects_it(store: Store, anna: Actor) -> None:
    labeling.unmark_boilerplate(store, anna, ARTICLE, Span(0, 5))
    after = sheet(store, anna)
    assert [one.verdict for one in after.decisions.values()] == ["rejected"]
    assert "boilerplate" not in {one.kind for one in after.suggestions.values()}
    sets.finish_set(store, anna, ARTICLE)
    assert sheet(store, anna).regions == {}
