"""A lead changes rules, words and phrases: a new version of the scheme, that undo takes out of force."""

from __future__ import annotations

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.scheme import parse_scheme
from labeler.domain.sets import Actor
from labeler.services import history, projects, schemes, sets, suggesting_run
from labeler.services.schemes import Phrases, PipelineChange
from labeler.services.verifying import verify_project
from labeler.store import Store
from tests.fixtures.kinds import one_kind
from tests.services.test_labeling import refused


def test_a_change_is_a_new_version_and_undone(store: Store, lena: Actor) -> None:
    before = projects.current_scheme(store)
    change = PipelineChange(rules={"said-aside": False}, lexicon={"reporting_verbs": ["posit", "tröten"]})

    schemes.change_pipeline(store, lena, change)
    after = projects.current_scheme(store)
    assert (after.version, after.off, after.lexicon["reporting_verbs"]) == (
        before.version + 1,
        {"said-aside"},
        ("posit", "tröten"),
    )
    assert (after.attributes, after.topics, after.checks) == (before.attributes, before.topics, before.checks)

    history.undo(store, lena)
    assert projects.current_scheme(store).version == before.version
    history.redo(store, lena)
    assert projects.current_scheme(store).text == after.text
    assert verify_project(store).faults == ()


def test_versions_count_on_after_an_undo(store: Store, lena: Actor) -> None:
    first = projects.current_scheme(store).version
    schemes.change_pipeline(store, lena, PipelineChange(rules={"quote": False}))
    history.undo(store, lena)
    schemes.change_pipeline(store, lena, PipelineChange(rules={"name-colon": False}))

    assert projects.current_scheme(store).version == first + 2
    assert projects.current_scheme(store).off == {"name-colon"}


def test_switching_on_again_leaves_nothing_behind(store: Store, lena: Actor) -> None:
    schemes.change_pipeline(store, lena, PipelineChange(rules={"quote": False, "i-think": False}))
    schemes.change_pipeline(store, lena, PipelineChange(rules={"quote": True}))
    assert dict(projects.current_scheme(store).rules) == {"i-think": False}


def test_phrases_change_and_the_rest_of_the_text_stays(store: Store, lena: Actor) -> None:
    before = projects.current_scheme(store)
    topic = before.topics[0]
    phrases = Phrases(keywords=(*topic.keywords, "tramway"), supporting=topic.supporting, opposing=("too “dear”",))

    schemes.change_pipeline(store, lena, PipelineChange(topics={topic.id: phrases}))

    after = projects.current_scheme(store)
    assert after.topics[0].keywords[-1] == "tramway"
    assert after.topics[0].opposing == ("too “dear”",)
    assert after.topics[1:] == before.topics[1:]
    comments = [line for line in before.text.splitlines() if line.startswith("#")]
    assert [line for line in after.text.splitlines() if line.startswith("#")] == comments


def test_nothing_changed_is_no_version(store: Store, lena: Actor) -> None:
    before = projects.current_scheme(store)
    same = {
        one.id: Phrases(keywords=one.keywords, supporting=one.supporting, opposing=one.opposing)
        for one in before.topics
    }
    change = PipelineChange(rules={"quote": True}, lexicon=dict(before.lexicon), topics=same)

    assert not schemes.change_pipeline(store, lena, change).rows
    assert projects.current_scheme(store) == before


def test_repeating_the_call_is_harmless(store: Store, lena: Actor) -> None:
    for _ in range(2):
        schemes.change_pipeline(store, lena, PipelineChange(rules={"quote": False}), id="once")
    assert projects.current_scheme(store).version == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (PipelineChange(topics={"T99": Phrases()}), "no_such_topic"),
        (PipelineChange(lexicon={"verbs": ["say"]}), "no_word_list"),
        (PipelineChange(lexicon={"reporting_verbs": ["x"] * 2001}), "too_many_words"),
        (PipelineChange(lexicon={"reporting_verbs": ["x" * 201]}), "long_word"),
        (PipelineChange(lexicon={"reporting_verbs": ["  "]}), "bad_scheme"),
    ],
)
def test_what_is_refused_changes_nothing(store: Store, lena: Actor, change: PipelineChange, code: str) -> None:
    before = projects.current_scheme(store)
    assert refused(lambda: schemes.change_pipeline(store, lena, change)) == code
    assert projects.current_scheme(store) == before


def test_only_leads_change_it(store: Store, anna: Actor, bert: Actor, lena: Actor) -> None:
    for actor in (anna, bert):
        assert not schemes.may_change(store, actor)
        assert (
            refused(lambda one=actor: schemes.change_pipeline(store, one, PipelineChange(rules={"quote": False})))
            == "needs_role"
        )
    assert schemes.may_change(store, lena)


@pytest.mark.parametrize("table", ['"maybe"', "1", "[]"])
def test_a_rule_is_on_or_off(store: Store, table: str) -> None:
    text = projects.current_scheme(store).text + f"\n[rules]\nquote = {table}\n"
    with pytest.raises(LabelerError, match="true or false"):
        parse_scheme(text)


@one_kind
def test_a_run_after_an_undo_suggests_what_was_suggested_before(store: Store, anna: Actor, lena: Actor) -> None:
    def rules() -> set[str]:
        return {one.rule for one in sets.open_sheet(store, anna, "article-lines").suggestions.values()}

    suggesting_run.suggest_project(store)
    before = rules()
    schemes.change_pipeline(store, lena, PipelineChange(rules=dict.fromkeys(before, False)))
    assert suggesting_run.suggest_project(store).articles == 3
    assert rules().isdisjoint(before)
    history.undo(store, lena)
    suggesting_run.suggest_project(store, ["mayor"])
    assert rules().isdisjoint(before)
    assert suggesting_run.suggest_project(store).articles == 0
    assert rules() == before
    assert verify_project(store).faults == ()
