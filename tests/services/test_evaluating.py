"""What suggestions are worth: compared by hand, by role, by how labels came to be. Of a project, and of files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from labeler.agreement.measures import Counts
from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor, AnnotationSet
from labeler.domain.spans import Span
from labeler.services import in_force, labeling, projects, registry, reviewing, sets, suggesting
from labeler.services.evaluating import evaluate_project
from labeler.services.evaluating_files import evaluate_files
from labeler.services.evaluation import Effort, Evaluation
from labeler.services.importing import import_paths
from labeler.store import Store
from tests.fixtures.kinds import one_kind
from tests.fixtures.sample import ANA, CLAIM, CUE, offers
from tests.formats.lines import a_table, raw

ARTICLE = "article-mayor"
Label = Callable[..., None]


@pytest.fixture
def label(store: Store, lena: Actor) -> Label:
    """Let somebody label the mayor's text by hand, and finish it."""

    def work(who: str, *, blind: bool = True, entity: str = "Ana Ruiz", accepts: int = 0) -> None:
        actor = projects.actor_named(store, who)
        if blind:
            sets.assign(store, lena, [ARTICLE], [actor.id], suggestions="blind")
        labeling.add_speaker(store, actor, ARTICLE, ANA, entity=entity, id=f"{who}-s")
        labeling.add_claim(
            store, actor, ARTICLE, CLAIM, type="fact", attribution="direct", speaker_id=f"{who}-s", id=f"{who}-c"
        )
        labeling.add_stance(store, actor, ARTICLE, f"{who}-c", "T3", "oppose")
        labeling.add_claim(store, actor, ARTICLE, Span(54, 84), type="fact", source="author", attribution="author")
        if accepts:
            offered = sets.open_sheet(store, actor, ARTICLE).suggestions
            suggesting.accept(store, actor, ARTICLE, [one for one in offered if offered[one].rule == "names"][:accepts])
        sets.finish_set(store, actor, ARTICLE)

    return work


def counts(found: Evaluation, **group: bool) -> dict[str, Counts]:
    return {one.measure.key: one.figures.counts for one in found.tally.group(**group).rows}


BY_HAND = {
    "attributed": Counts(1, 1, 1),
    "attributed_exact": Counts(1, 1, 1),
    "author": Counts(0, 0, 1),
    "author_exact": Counts(0, 0, 1),
    "speaker": Counts(1, 2, 1),
    "entity": Counts(1, 1, 1),
    "type": Counts(1, 1, 1),
    "topic": Counts(1, 1, 1),
    "stance": Counts(1, 1, 1),
    "boilerplate": Counts(0, 5, 0),
}


def test_a_blind_set_by_hand(store: Store, lena: Actor, label: Label) -> None:
    label("anna")
    found = evaluate_project(store, lena, layer="by:anna")
    assert counts(found) == BY_HAND
    assert (found.tally.aided, found.tally.unaided) == (0, 1)
    assert (found.layer, found.excluded, found.versions) == ("by:anna", {}, {"v1": 1})
    rules = {(one.kind, one.rule): (one.suggested, one.right) for one in found.tally.by_rule()}
    assert rules == {
        ("attributed", "said"): (1, 1),
        ("speaker", "names"): (2, 1),
        ("stance", "phrases"): (1, 1),
        ("boilerplate", "lines"): (1, 0),
    }
    means = {one.rule: one.mean for one in found.tally.by_rule()}
    assert means["names"] == pytest.approx(0.825)
    assert [one.article for one in found.tally.by_article()] == ["mayor"]
    assert evaluate_project(store, lena).layer == "all"


def test_labels_made_with_suggestions_are_reported_apart(store: Store, lena: Actor, label: Label) -> None:
    label("anna")
    label("bert", blind=False, accepts=2)
    found = evaluate_project(store, lena, layer="all")
    assert (found.tally.aided, found.tally.unaided) == (1, 1)
    assert counts(found, aided=False) == BY_HAND
    # Boilerplate that nobody decided about becomes regions when a set is finished: it agrees with itself.
    flattered = counts(found, aided=True)
    assert flattered["boilerplate"] == Counts(5, 5, 5)
    assert flattered["speaker"].precision == 1
    assert counts(found)["speaker"] == Counts(3, 4, 3)
    assert found.tally.group().articles == 1
    assert set(found.as_json()["figures"]) == {"all", "aided", "unaided"}


def test_the_majority_is_compared_as_it_is_exported(store: Store, lena: Actor, label: Label) -> None:
    label("anna")
    with pytest.raises(LabelerError, match="majority holds no finished"):
        evaluate_project(store, lena, layer="majority")
    label("bert")
    found = evaluate_project(store, lena, layer="majority")
    # The two say the same: as one of them alone does.
    assert counts(found) == BY_HAND
    assert (found.tally.aided, found.tally.unaided) == (0, 1)
    with pytest.raises(LabelerError) as refused:
        evaluate_project(store, projects.actor_named(store, "anna"), layer="majority")
    assert refused.value.code == "not_yours"


def test_gold_whose_reviewers_saw_no_names_is_as_aided_as_its_sets(store: Store, lena: Actor, label: Label) -> None:
    label("anna", blind=False, accepts=1)
    reviewing.premerge(store, lena, ARTICLE, "by:anna")
    reviewing.hide_names(store, lena, ARTICLE, True)
    reviewing.accept_gold(store, lena, ARTICLE)
    assert evaluate_project(store, lena, layer="gold").tally.aided == 1


def test_gold_of_those_who_saw_nothing_is_unaided(store: Store, lena: Actor, label: Label) -> None:
    label("anna")
    reviewing.premerge(store, lena, ARTICLE, "by:anna")
    reviewing.accept_gold(store, lena, ARTICLE)
    assert evaluate_project(store, lena, layer="gold").tally.unaided == 1
    assert in_force.finished(store, lena).hidden == 1


def test_who_saw_suggestions(store: Store, lena: Actor, label: Label, tmp_path: Path) -> None:
    # Labels that were brought whole from elsewhere were made without these.
    (tmp_path / "lines.jsonl").write_bytes(raw(a_table(annotator="carl")) + raw(a_table(annotator="gold")))
    import_paths(store, lena, [tmp_path / "lines.jsonl"])
    assert evaluate_project(store, lena, layer="by:carl").tally.unaided == 1
    # Gold rests on what its annotators did: nobody decided anything yet.
    assert evaluate_project(store, lena).layer == "gold"
    assert evaluate_project(store, lena).tally.unaided == 1
    anna = projects.actor_named(store, "anna")
    suggesting.reject(store, anna, ARTICLE, sorted(sets.open_sheet(store, anna, ARTICLE).suggestions)[:1])
    assert evaluate_project(store, lena).tally.aided == 1
    # Shown, and nothing taken but boilerplate: he saw them all the same.
    label("bert", blind=False)
    assert evaluate_project(store, lena, layer="by:bert").tally.aided == 1


def test_what_was_finished_before_there_were_suggestions_is_unaided(store: Store, lena: Actor) -> None:
    anna = projects.actor_named(store, "anna")
    sets.finish_set(store, anna, "article-short")
    suggesting.store_run(store, "article-short", "v2", "rules", [])
    found = evaluate_project(store, lena, layer="by:anna")
    assert (found.tally.aided, found.tally.unaided) == (0, 1)


def test_suggestions_that_are_brought_back_were_seen_all_the_same(store: Store, lena: Actor) -> None:
    anna = projects.actor_named(store, "anna")
    suggesting.store_run(store, "article-short", "v2", "rules", [])
    sets.finish_set(store, anna, "article-short")
    suggesting.store_run(store, "article-short", "v3", "rules", [])
    for version in ("v2", "v3", "v2"):
        in_force.bring_forward(store, "article-short", version)
    found = evaluate_project(store, lena, layer="by:anna")
    assert (found.tally.aided, found.tally.unaided) == (1, 0)


def test_roles(store: Store, anna: Actor, label: Label) -> None:
    label("anna")
    label("bert")
    assert counts(evaluate_project(store, anna)) == BY_HAND
    assert evaluate_project(store, anna).layer == "by:anna"
    for layer in ("gold", "all", "by:bert", "by:nobody"):
        with pytest.raises(LabelerError) as refused:
            evaluate_project(store, anna, layer=layer)
        assert refused.value.code == "not_yours"
    for who in ("lena", "bert"):
        found = evaluate_project(store, projects.actor_named(store, who), layer="all")
        assert found.tally.unaided == 2


@pytest.mark.parametrize(
    ("layer", "code"),
    [
        ("majority", "nothing_finished"),
        ("silver", "bad_gold_layer"),
        ("by:", "bad_gold_layer"),
        ("by:nobody", "no_annotator"),
        ("by:bert", "nothing_finished"),
        ("gold", "nothing_finished"),
        ("", "nothing_finished"),
    ],
)
def test_layers_that_there_are_not(store: Store, lena: Actor, layer: str, code: str) -> None:
    with pytest.raises(LabelerError) as refused:
        evaluate_project(store, lena, layer=layer)
    assert refused.value.code == code


def test_only_finished_sets_count_and_only_the_newest_run(store: Store, lena: Actor, label: Label) -> None:
    label("anna")
    bert = projects.actor_named(store, "bert")
    labeling.add_speaker(store, bert, ARTICLE, ANA)
    sets.finish_set(store, bert, "article-short")
    found = evaluate_project(store, lena, layer="all")
    assert found.excluded == {"in progress": 1, "without suggestions": 1}
    assert counts(found) == BY_HAND
    suggesting.store_run(store, ARTICLE, "v2", "rules", offers()[:1])
    found = evaluate_project(store, lena, layer="all")
    assert found.versions == {"v2": 1}
    assert counts(found)["speaker"] == Counts(1, 1, 1)
    assert counts(found)["attributed"] == Counts(0, 0, 1)


def test_without_any_suggestion_it_says_so(store: Store, lena: Actor) -> None:
    sets.finish_set(store, projects.actor_named(store, "anna"), "article-short")
    with pytest.raises(LabelerError) as refused:
        evaluate_project(store, lena)
    assert refused.value.code == "nothing_suggested"


def test_from_a_score_on(store: Store, lena: Actor, label: Label) -> None:
    label("anna")
    found = evaluate_project(store, lena, layer="by:anna", least=0.8)
    assert counts(found) == BY_HAND | {
        "speaker": Counts(1, 1, 1),
        "topic": Counts(0, 0, 1),
        "stance": Counts(0, 0, 1),
        "boilerplate": Counts(0, 0, 0),
    }
    found = evaluate_project(store, lena, layer="by:anna", least=0.96)
    assert counts(found)["attributed"] == Counts(0, 0, 1)
    assert counts(found)["speaker"] == Counts(0, 0, 1)


def test_any_name_of_a_speaker_is_right(store: Store, lena: Actor, label: Label) -> None:
    label("anna", entity="Ana María Ruiz")
    assert counts(evaluate_project(store, lena, layer="by:anna"))["entity"] == Counts(0, 1, 1)
    (named,) = [one for one in registry.entities(store, lena) if one.name == "Ana María Ruiz"]
    (other,) = registry.add_entity(store, lena, "The mayor", "person").rows["entity"]
    registry.merge_entities(store, lena, named.id, other)
    assert counts(evaluate_project(store, lena, layer="by:anna"))["entity"] == Counts(0, 1, 1)
    registry.add_alias(store, lena, other, "ana ruiz")
    assert counts(evaluate_project(store, lena, layer="by:anna"))["entity"] == Counts(1, 1, 1)


@one_kind
def test_fresh_suggestions_are_made_and_not_stored(store: Store, lena: Actor, label: Label) -> None:
    label("anna")
    told: list[tuple[int, int, str]] = []
    found = evaluate_project(
        store, lena, layer="by:anna", fresh=True, effort=Effort(progress=lambda *step: told.append(step))
    )
    assert "v1" not in found.versions
    assert told == [(1, 1, "mayor"), (1, 1, "mayor")]
    run = suggesting.newest_run(store, projects.actor_named(store, "bert"), ARTICLE)
    assert run is not None
    assert run.version == "v1"
    assert counts(found)["speaker"].right == 1


@one_kind
def test_it_can_be_cancelled(store: Store, lena: Actor, label: Label) -> None:
    label("anna")
    for fresh in (False, True):
        with pytest.raises(LabelerError) as refused:
            evaluate_project(store, lena, layer="by:anna", fresh=fresh, effort=Effort(cancelled=lambda: True))
        assert refused.value.code == "evaluation_cancelled"


def suggestion_line(**changes: Any) -> bytes:
    """Return the labels of the line as suggestions, with rules and scores."""
    table = a_table(annotator="suggestion", state="", **changes)
    for name in ("claims", "speakers", "stances"):
        for number, one in enumerate(table[name]):
            one |= {"rule": f"{name}-rule", "score": 0.9 - number / 2}
    return raw(table)


def test_lines_with_suggestions_by_hand(tmp_path: Path) -> None:
    lines = [a_table(annotator="anna"), a_table(annotator="bert", state="in_progress")]
    (tmp_path / "lines.jsonl").write_bytes(b"".join(map(raw, lines)) + suggestion_line())
    found = evaluate_files([tmp_path])
    assert (found.layer, found.excluded, found.versions) == ("all", {"in progress": 1}, {})
    assert all(one.right == one.suggested == one.labelled for one in counts(found).values())
    assert {one.rule for one in found.tally.by_rule()} == {"claims-rule", "speakers-rule", "stances-rule", ""}
    found = evaluate_files([tmp_path / "lines.jsonl"], layer="by:anna", least=0.5)
    assert counts(found)["attributed"] == Counts(1, 1, 2)
    (kind,) = [one for one in found.tally.by_kind() if one.kind == "attributed"]
    assert kind.reliability.mean == pytest.approx(0.9)


def test_lines_without_suggestions_get_them_anew(tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_bytes(raw(a_table(annotator="gold")) + raw(a_table()))
    found = evaluate_files([tmp_path / "lines.jsonl"])
    assert found.layer == "gold"
    assert found.tally.unaided == 1
    assert sum(found.versions.values()) == 1
    assert counts(found)["speaker"].labelled == 2


def test_a_line_taken_from_suggestions_is_aided(tmp_path: Path) -> None:
    table = a_table()
    table["claims"][0]["origin"] = "accepted"
    (tmp_path / "lines.jsonl").write_bytes(raw(table) + suggestion_line())
    assert evaluate_files([tmp_path / "lines.jsonl"]).tally.aided == 1


def test_lines_that_cannot_be_compared_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    for data, layer, code in (
        (b"{", "", "bad_lines_to_compare"),
        (suggestion_line(), "", "nothing_finished"),
        (raw({"text": "No labels."}), "", "nothing_finished"),
        (raw(a_table()), "gold", "nothing_finished"),
        (raw(a_table()), "by:bert", "nothing_finished"),
        (raw(a_table()), "majority", "no_majority_to_compare"),
    ):
        file.write_bytes(data)
        with pytest.raises(LabelerError) as refused:
            evaluate_files([file], layer=layer)
        assert refused.value.code == code
        assert str(refused.value).endswith(".")
        assert str(refused.value).count("\n") == 0


def test_a_set_in_the_making_tells_nothing(store: Store, lena: Actor) -> None:
    anna = projects.actor_named(store, "anna")
    labeling.add_speaker(store, anna, ARTICLE, ANA)
    labeling.add_speaker(store, anna, ARTICLE, CUE)
    with pytest.raises(LabelerError) as refused:
        evaluate_project(store, lena)
    assert refused.value.code == "nothing_finished"
    with store.read() as read:
        assert [one.state for one in read.all(AnnotationSet)] == ["in_progress"]
