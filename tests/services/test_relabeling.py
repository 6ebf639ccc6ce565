"""Claims and speakers made of each other, all mentions at once, and claims that repeat another."""

from __future__ import annotations

import json
from pathlib import Path

from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.services import comments, history, labeling, projects, registry, sets, suggesting
from labeler.services.exporting import export
from labeler.services.importing import import_paths
from labeler.services.sets import Sheet
from labeler.store import Store
from labeler.store.verify import verify
from tests.fixtures.sample import ANA, BO, CLAIM, CUE
from tests.formats.lines import a_table, raw
from tests.services.test_labeling import refused

ARTICLE = "article-mayor"


def sheet(store: Store, actor: Actor) -> Sheet:
    return sets.open_sheet(store, actor, ARTICLE)


def three_claims(store: Store, actor: Actor) -> None:
    for number, span in enumerate((CLAIM, BO, CUE), 1):
        labeling.add_claim(store, actor, ARTICLE, span, id=f"c{number}")


def test_a_claim_made_a_speaker_takes_its_stances_along_and_says_so(store: Store, anna: Actor) -> None:
    three_claims(store, anna)
    labeling.change_claim(store, anna, ARTICLE, "c1", unsure=True, note="who?")
    labeling.change_claim(store, anna, ARTICLE, "c2", repeats="c1")
    for topic in ("T1", "T2"):
        labeling.add_stance(store, anna, ARTICLE, "c1", topic, "support")
    comments.add_comment(store, anna, ARTICLE, "a name, no claim", label_id="c1", id="k")
    before = sheet(store, anna)
    changed = labeling.relabel(store, anna, ARTICLE, "claim", "c1", "speaker", id="s1")
    assert changed.title == "make claim a speaker and delete its 2 stances"
    after = sheet(store, anna)
    speaker = after.speakers["s1"]
    assert (speaker.span, speaker.text, speaker.unsure, speaker.note) == (CLAIM, before.claims["c1"].text, True, "who?")
    assert (after.claims.keys(), after.stances, after.claims["c2"].repeats) == ({"c2", "c3"}, {}, None)
    assert (after.comments["k"].label_id, changed.jump) == ("s1", "s1")
    again = labeling.relabel(store, anna, ARTICLE, "claim", "c1", "speaker", id="s1")
    assert (again.edit_id, again.title) == (changed.edit_id, changed.title)
    history.undo(store, anna)
    assert sheet(store, anna) == before
    history.redo(store, anna)
    assert sheet(store, anna) == after


def test_a_speaker_made_a_claim_lets_its_claims_go(store: Store, anna: Actor) -> None:
    labeling.add_speaker(store, anna, ARTICLE, ANA, entity="Ana Ruiz", note="n", id="s")
    labeling.add_claim(store, anna, ARTICLE, CLAIM, speaker_id="s", id="c")
    changed = labeling.relabel(store, anna, ARTICLE, "speaker", "s", "claim", id="d")
    assert changed.title == "make speaker a claim and delete its link"
    after = sheet(store, anna)
    assert (after.claims["c"].source, after.claims["c"].speaker_id, after.speakers) == ("", None, {})
    assert (after.claims["d"].span, after.claims["d"].source, after.claims["d"].note) == (ANA, "", "n")
    assert verify(store).findings == []


def test_what_was_accepted_is_an_edited_one_after_it(store: Store, anna: Actor) -> None:
    offer = next(one.id for one in sheet(store, anna).suggestions.values() if one.kind == "claim")
    suggesting.accept(store, anna, ARTICLE, [offer])
    (claim,) = sheet(store, anna).claims
    labeling.relabel(store, anna, ARTICLE, "claim", claim, "speaker", id="s1")
    after = sheet(store, anna)
    assert (after.speakers["s1"].origin, after.speakers["s1"].rule) == ("edited", "said")
    assert (after.decisions[offer].verdict, after.decisions[offer].label_id) == ("edited", "s1")
    assert offer not in after.suggestions


def test_only_claims_and_speakers_are_made_of_each_other(store: Store, anna: Actor, bert: Actor) -> None:
    labeling.add_claim(store, anna, ARTICLE, CLAIM, id="c")
    assert refused(lambda: labeling.relabel(store, anna, ARTICLE, "claim", "c", "claim")) == "not_relabelled"
    assert refused(lambda: labeling.relabel(store, anna, ARTICLE, "stance", "c", "claim")) == "not_relabelled"
    assert refused(lambda: labeling.relabel(store, anna, ARTICLE, "speaker", "c", "claim")) == "no_label"
    assert refused(lambda: labeling.relabel(store, bert, ARTICLE, "claim", "c", "speaker")) == "no_label"
    sets.finish_set(store, anna, ARTICLE)
    assert refused(lambda: labeling.relabel(store, anna, ARTICLE, "claim", "c", "speaker")) == "frozen_set"


def test_all_occurrences_are_one_edit(store: Store, anna: Actor) -> None:
    labeling.add_speaker(store, anna, ARTICLE, Span(6, 9), id="there")
    spans = [BO, ANA, BO, CUE]
    changed = labeling.add_speakers(store, anna, ARTICLE, spans, entity="Bo Lind", ids=["1", "2", "3", "4"])
    made = sheet(store, anna).speakers
    assert {key: one.span for key, one in made.items()} == {"there": Span(6, 9), "1": BO, "4": CUE}
    assert (len({one.entity_id for one in made.values()}), changed.jump, changed.title) == (
        2, "1", "label all occurrences",
    )  # fmt: skip
    again = labeling.add_speakers(store, anna, ARTICLE, spans, entity="Bo Lind", ids=["1", "2", "3", "4"])
    assert again.edit_id == changed.edit_id
    assert labeling.add_speakers(store, anna, ARTICLE, spans, entity="Nobody New").edit_id == ""
    assert [one.name for one in registry.entities(store, anna)] == ["Bo Lind"]
    history.undo(store, anna)
    assert list(sheet(store, anna).speakers) == ["there"]


def test_all_occurrences_are_labelled_or_none(store: Store, anna: Actor) -> None:
    assert refused(lambda: labeling.add_speakers(store, anna, ARTICLE, [BO, Span(80, 900)])) == "bad_span"
    assert refused(lambda: labeling.add_speakers(store, anna, ARTICLE, [BO], entity_id="nobody")) == "no_entity"
    assert refused(lambda: labeling.add_speakers(store, anna, ARTICLE, [BO], ids=["1", "2"])) == "ids_and_spans"
    assert history.history(store, anna) == []
    assert labeling.add_speakers(store, anna, ARTICLE, []).edit_id == ""
    sets.finish_set(store, anna, ARTICLE)
    assert refused(lambda: labeling.add_speakers(store, anna, ARTICLE, [BO])) == "frozen_set"


def test_repetition_is_one_level_deep(store: Store, anna: Actor, bert: Actor) -> None:
    three_claims(store, anna)
    labeling.change_claim(store, anna, ARTICLE, "c1", repeats="c2")
    for claim, target, code in (
        ("c3", "c1", "repeats_a_repetition"),
        ("c2", "c3", "is_repeated"),
        ("c2", "c2", "repeats_itself"),
        ("c2", "nobody", "no_label"),
    ):
        call = lambda claim=claim, target=target: labeling.change_claim(store, anna, ARTICLE, claim, repeats=target)  # noqa: E731
        assert refused(call) == code
    labeling.add_claim(store, bert, ARTICLE, CLAIM, id="b")
    assert refused(lambda: labeling.change_claim(store, bert, ARTICLE, "b", repeats="c2")) == "no_label"
    labeling.change_claim(store, anna, ARTICLE, "c3", repeats="c2", note="pull quote")
    assert {key: one.repeats for key, one in sheet(store, anna).claims.items()} == {"c1": "c2", "c2": None, "c3": "c2"}
    labeling.change_claim(store, anna, ARTICLE, "c3", type="fact")
    assert sheet(store, anna).claims["c3"].repeats == "c2"
    labeling.change_claim(store, anna, ARTICLE, "c3", repeats=None)
    assert sheet(store, anna).claims["c3"].repeats is None
    assert verify(store).findings == []


def test_what_repeats_a_deleted_claim_repeats_nothing(store: Store, anna: Actor) -> None:
    three_claims(store, anna)
    for claim in ("c1", "c3"):
        labeling.change_claim(store, anna, ARTICLE, claim, repeats="c2")
    before = sheet(store, anna)
    changed = labeling.remove_label(store, anna, ARTICLE, "claim", "c2")
    assert changed.rows["claim"].keys() == {"c1", "c2", "c3"}
    assert {one.repeats for one in sheet(store, anna).claims.values()} == {None}
    history.undo(store, anna)
    assert sheet(store, anna) == before
    assert verify(store).findings == []


def test_repetitions_go_out_and_come_in(file_store: Store, tmp_path: Path) -> None:
    lead = projects.actor_named(file_store, None)
    table = a_table()
    table["claims"][1]["attributes"] = '{"repeats": "c1"}'
    (tmp_path / "in.jsonl").write_bytes(raw(table))
    assert not import_paths(file_store, lead, [tmp_path / "in.jsonl"]).refused
    export(file_store, lead, tmp_path / "out", layer="all")
    (line,) = map(json.loads, (tmp_path / "out" / "train.jsonl").read_bytes().splitlines())
    first, second = line["claims"]
    assert (first["attributes"], json.loads(second["attributes"])) == ("{}", {"repeats": first["id"]})
    assert import_paths(file_store, lead, [tmp_path / "out"]).present == 1
    assert verify(file_store).findings == []
