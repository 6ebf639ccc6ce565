"""Learning from finished articles: what is given to the worker, what is decided, what is kept and taken back."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from labeler.agreement.marks import of_suggestions
from labeler.domain.changes import Changed
from labeler.domain.errors import LabelerError
from labeler.domain.journal import Entry
from labeler.domain.learning import LearntVersion, next_learning
from labeler.domain.sets import Actor, AnnotationSet, Annotator
from labeler.formats import manifest
from labeler.formats.native import Line
from labeler.formats.writing import encode
from labeler.nlp import tuition
from labeler.nlp.learning.parts import read_learnt
from labeler.services import (
    exporting,
    history,
    importing,
    learned,
    learning,
    projects,
    schemes,
    sets,
    suggesting,
    suggesting_run,
    verifying,
)
from labeler.services.verdicts import verdict_of
from labeler.store import PROGRAM, Store
from labeler.store.rows import BY_KIND
from tests.fixtures.kinds import one_kind
from tests.fixtures.learnt import learnt_report, weights_text
from tests.fixtures.relations import line_of

TEXT = "Mayor Ruth Hall said that the old pier number {0} is unsafe. The pier number {0} was built by her father."


def a_line(number: int, annotator: str = "anna") -> Line:
    text = TEXT.format(number)
    at = text.index("the old pier")
    relation = {"source": [[6, 15]], "content": [[at, text.index(".")]], "claim_like": True}
    return line_of({"id": f"pier-{number:02}", "text": text, "relations": [relation]}, annotator)


def bring(store: Store, folder: Path, *lines: Line) -> None:
    file = folder / "lines.jsonl"
    file.write_bytes(b"".join(map(encode, lines)))
    report = importing.import_paths(store, projects.actor_named(store, None), [file])
    assert not report.refused


@pytest.fixture
def taught(store: Store, tmp_path: Path) -> Store:
    """The sample project with twelve finished articles of anna's, and a worker of the tests' own."""
    bring(store, tmp_path, *(a_line(number) for number in range(12)))
    return store


# Suggests the labels themselves for a part that it learnt, and every second for what is in use, or the other way round.
WORKER = """
import json, os, sys, time
lessons, say = [], lambda **answer: print(json.dumps(answer), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    if asked["do"] == "load":
        open(os.environ["SEEN"], "w").write(json.dumps(asked["learnt"]))
        say(did="ready", version="v", description="{}")
    if asked["do"] == "teach":
        lessons.append(asked["lesson"])
    if asked["do"] == "learn":
        if os.environ["HOW"] == "die":
            sys.exit(3)
        if os.environ["HOW"] == "hang":
            time.sleep(600)
        if os.environ["HOW"] == "fail":
            say(did="failed", job="learn", message="It rains.")
        for number, lesson in enumerate(lessons):
            say(did="learning", job="learn", done=number, total=len(lessons), what="reading")
            for part in ("", "claim"):
                good = (part == "") != (os.environ["HOW"] == "better")
                claims = [one for one in lesson["labels"] if one["kind"] == "claim" and (good or number % 2)]
                rows = [{"id": one["id"], "kind": "claim", "start": one["start"], "end": one["end"],
                         "text": one["text"], "attribution": "indirect", "source": "unstated", "rule": "r",
                         "score": 0.5} for one in claims]
                say(did="tried", job="learn", article=lesson["article"], part=part, suggestions=rows)
        say(did="learnt", job="learn", version="v", weights={"claim": os.environ["WEIGHTS"]}, notes={"author": "No."})
"""


@pytest.fixture
def worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Set how the worker of the test's own does."""
    script = tmp_path / "worker.py"
    script.write_text(WORKER, encoding="utf-8")
    monkeypatch.setattr(tuition, "worker_command", lambda: [sys.executable, str(script)])
    monkeypatch.setenv("SEEN", str(tmp_path / "seen.json"))

    def does(how: str, weight: float = 1.0) -> None:
        monkeypatch.setenv("HOW", how)
        monkeypatch.setenv("WEIGHTS", weights_text("claim", weight))

    does("better")
    return does


def refused(call: Callable[[], object]) -> str:
    with pytest.raises(LabelerError) as refusal:
        call()
    assert str(refusal.value)
    return refusal.value.code


def entries(store: Store) -> int:
    with store.read() as read:
        return read.count(Entry)


def in_use(store: Store, actor: Actor) -> list[str]:
    return [one.version for one in learned.list_learned(store, actor) if one.in_use]


def test_below_ten_articles_nothing_is_learnt(store: Store, lena: Actor, tmp_path: Path) -> None:
    bring(store, tmp_path, *(a_line(number) for number in range(9)))
    with pytest.raises(LabelerError, match="9 of the articles are finished: learning begins with 10"):
        learning.learn(store, lena)


def test_all_of_it_is_for_leads(taught: Store, anna: Actor, bert: Actor, tmp_path: Path) -> None:
    before = entries(taught)
    for actor in (anna, bert, Actor(id=anna.id, name="anna", roles=frozenset({"lead"}))):
        for call in (
            lambda actor=actor: learning.learn(taught, actor),
            lambda actor=actor: learning.prepare(taught, actor),
            lambda actor=actor: learning.keep_learnt(taught, actor, learnt_report("claim"), {}),
            lambda actor=actor: learned.list_learned(taught, actor),
            lambda actor=actor: learned.use_learned(taught, actor, "claim@1"),
            lambda actor=actor: learned.revert_learned(taught, actor, "claim"),
            lambda actor=actor: learned.compare_learned(taught, actor, "claim@1", "claim@2"),
            lambda actor=actor: learned.learn_by_itself(taught, actor, on=True),
            lambda actor=actor: learned.export_learned(taught, actor, tmp_path / "out.json"),
        ):
            assert refused(call) == "needs_role"
    assert entries(taught) == before


@pytest.mark.usefixtures("worker")
def test_what_is_better_is_put_in_use_and_can_be_undone(taught: Store, lena: Actor) -> None:
    told: list[tuple[int, int, str]] = []
    report = learning.learn(taught, lena, ["claim"], progress=lambda *what: told.append(what))
    assert (report.articles, report.sets, report.blind) == (12, 12, 12)
    assert report.put_in_use == ("claim@1",)
    assert report.notes == {"author": "No."}
    (verdict,) = report.verdicts
    first = verdict.figures[0]
    assert (verdict.better, first.measure, first.learnt) == (True, "attributed", 1.0)
    assert first.low is not None
    assert first.low > 0
    assert told[0] == (0, 12, "reading")
    (row,) = learned.list_learned(taught, lena)
    assert (row.version, row.in_use, row.by, row.articles, row.features) == ("claim@1", True, "lena", 12, 1)
    assert row.figures[0]["difference"] == pytest.approx(first.difference)
    assert learned.weights_in_use(taught) == {"claim": weights_text("claim")}
    assert verifying.verify_project(taught).faults == ()
    assert history.undo(taught, lena).title == "learn claim"
    assert learned.weights_in_use(taught) == {}
    assert history.redo(taught, lena).title == "learn claim"
    assert learned.weights_in_use(taught) == {"claim": weights_text("claim")}
    assert verifying.verify_project(taught).faults == ()


def test_what_is_learnt_next_takes_its_place(
    taught: Store, lena: Actor, worker: Callable[..., None], tmp_path: Path
) -> None:
    learning.learn(taught, lena)
    worker("better", 2.0)
    assert learning.learn(taught, lena).put_in_use == ("claim@2",)
    assert json.loads((tmp_path / "seen.json").read_text()) == {"claim": weights_text("claim")}
    assert in_use(taught, lena) == ["claim@2"]
    history.undo(taught, lena)
    assert in_use(taught, lena) == ["claim@1"]
    history.redo(taught, lena)
    assert learned.use_learned(taught, lena, "claim@1").edit_id
    assert not learned.use_learned(taught, lena, "claim@1").edit_id
    assert in_use(taught, lena) == ["claim@1"]
    history.undo(taught, lena)
    assert in_use(taught, lena) == ["claim@2"]
    learned.revert_learned(taught, lena, "claim")
    assert learned.weights_in_use(taught) == {}
    assert refused(lambda: learned.revert_learned(taught, lena, "claim")) == "none_in_use"
    assert refused(lambda: learned.revert_learned(taught, lena, "nose")) == "no_such_part"
    for name in ("claim@3", "claim", "claim@x", "@1", "nose@1", "claim@1\0", "claim@99999999999999999999"):
        assert refused(lambda name=name: learned.use_learned(taught, lena, name)) == "no_learnt_version"
    found = learned.compare_learned(taught, lena, "claim@1", "claim@2")
    assert [(one.name, one.first, one.second) for one in found.weights] == [("quality: cue=say", 1.0, 2.0)]
    assert verifying.verify_project(taught).faults == ()


@pytest.mark.parametrize("dry", [False, True])
def test_what_is_no_better_changes_nothing(
    taught: Store, lena: Actor, worker: Callable[..., None], *, dry: bool
) -> None:
    worker("better" if dry else "worse")
    before = entries(taught)
    report = learning.learn(taught, lena, dry_run=dry)
    assert [one.better for one in report.verdicts] == [dry]
    assert (report.put_in_use, learned.list_learned(taught, lena), entries(taught)) == ((), [], before)


@pytest.mark.parametrize(("how", "said"), [("die", "ended in the middle"), ("fail", "It rains.")])
def test_a_worker_that_fails_is_one_sentence(
    taught: Store, lena: Actor, worker: Callable[..., None], how: str, said: str
) -> None:
    worker(how)
    before = entries(taught)
    with pytest.raises(LabelerError, match=said):
        learning.learn(taught, lena)
    assert entries(taught) == before


def test_it_is_cancelled_while_the_worker_is_silent(taught: Store, lena: Actor, worker: Callable[..., None]) -> None:
    worker("hang")
    seen, asked = Path(os.environ["SEEN"]), 0

    def cancelled() -> bool:
        nonlocal asked
        # Ready, and then silent for longer than a test may take.
        asked += seen.exists()
        return asked > 3

    assert refused(lambda: learning.learn(taught, lena, cancelled=cancelled)) == "learn_cancelled"


def test_what_changed_meanwhile_is_not_overwritten(taught: Store, lena: Actor) -> None:
    learning.keep_learnt(taught, lena, learnt_report("claim"), {})
    assert refused(lambda: learning.keep_learnt(taught, lena, learnt_report("claim"), {})) == "learnt_meanwhile"
    assert in_use(taught, lena) == ["claim@1"]


def test_what_was_learnt_under_another_scheme_is_not_put_in_use(taught: Store, lena: Actor) -> None:
    schemes.change_pipeline(taught, lena, schemes.PipelineChange(rules={"said-aside": False}))
    assert refused(lambda: learning.keep_learnt(taught, lena, learnt_report("claim"), {})) == "learnt_meanwhile"
    assert in_use(taught, lena) == []


def test_weights_that_are_too_many_are_not_kept(taught: Store, lena: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("labeler.services.verdicts.LONGEST_BODY", 10)
    lessons = learning.prepare(taught, lena, ["claim"])
    marks = {one: [of_suggestions([])] for one in lessons.material.texts}
    found = verdict_of("claim", "x" * 11, tried={}, in_use={}, texts=lessons.material.texts, labelled=marks)
    assert (found.better, found.reason) == (False, "its weights are too many to be kept")


def test_gold_stands_for_the_annotators_sets(taught: Store, lena: Actor, tmp_path: Path) -> None:
    bring(taught, tmp_path, a_line(0, "gold"), a_line(1, "bert"))
    lessons = learning.prepare(taught, lena, ["claim"]).task.lessons
    weights = sorted(one.weight for one in lessons)
    # One of gold alone, two of two people that count half each, ten of one; nobody saw suggestions.
    assert (len(lessons), weights) == (13, [1.0, 1.0, *([2.0] * 11)])
    assert {len(one.labels) for one in lessons} == {2}


def test_sets_made_beside_suggestions_count_less(taught: Store, lena: Actor, anna: Actor) -> None:
    offered = sorted(sets.open_sheet(taught, anna, "article-mayor").suggestions)
    suggesting.accept(taught, anna, "article-mayor", offered)
    with taught.edit("end", anna) as edit:
        mine = edit.read.one(AnnotationSet, article_id="article-mayor", annotator_id=anna.id)
        assert mine is not None
        edit.put(replace(mine, state="finished", finished="2026-01-01"))
    lessons = learning.prepare(taught, lena, ["claim"])
    assert (lessons.material.articles, lessons.material.blind) == (13, 12)
    assert [one.weight for one in lessons.task.lessons if one.article_id == "article-mayor"] == [1.0]


def test_who_is_no_lead_any_more_takes_nothing_back(taught: Store, lena: Actor) -> None:
    def become(roles: str) -> None:
        with taught.edit("roles", PROGRAM, reversible=False) as edit:
            row = edit.read.one(Annotator, id=lena.id)
            assert row is not None
            edit.put(replace(row, roles=roles))

    learning.keep_learnt(taught, lena, learnt_report("claim"), {})
    become("annotator")
    assert refused(lambda: history.undo(taught, lena)) == "needs_role"
    become("lead")
    history.undo(taught, lena)
    schemes.change_pipeline(taught, lena, schemes.PipelineChange(rules={"said-aside": False}))
    become("annotator")
    assert refused(lambda: history.undo(taught, lena)) == "needs_role"


@pytest.mark.usefixtures("worker")
def test_it_learns_by_itself_after_every_tenth_article_from_a_hundred_on(
    taught: Store, lena: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [next_learning(one) for one in (0, 37, 99, 100, 101, 109, 110)] == [100, 100, 100, 110, 110, 110, 120]
    monkeypatch.setattr("labeler.domain.learning.BY_ITSELF_FROM", 10)
    assert not learned.is_due(taught)
    changed = learned.learn_by_itself(taught, lena, on=True)
    assert changed.title == "learn by itself"
    assert learned.is_due(taught)
    learning.learn(taught, lena)
    assert not learned.is_due(taught)
    history.undo(taught, lena)
    history.undo(taught, lena)
    assert not learned.is_due(taught)
    assert verifying.verify_project(taught).faults == ()


def test_what_is_in_use_is_exported(taught: Store, lena: Actor, tmp_path: Path) -> None:
    file = tmp_path / "learnt.json"
    assert refused(lambda: learned.export_learned(taught, lena, file)) == "nothing_learnt"
    learning.keep_learnt(taught, lena, learnt_report("claim", "stance"), {})
    assert learned.export_learned(taught, lena, file) == ("claim@1", "stance@1")
    table = json.loads(file.read_text(encoding="utf-8"))
    assert [one["weights"]["part"] for one in table["learnt"]] == ["claim", "stance"]
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600
    exporting.export(taught, lena, tmp_path / "out", layer="all")
    stated = manifest.decode((tmp_path / "out" / manifest.NAME).read_bytes())
    hashes = {one.version: one.sha256 for one in learned.list_learned(taught, lena)}
    assert dict(stated.learnt) == hashes
    assert verifying.verify_export(tmp_path / "out").faults == ()


def test_a_manifest_of_a_project_that_learnt_nothing_is_as_before(taught: Store, lena: Actor, tmp_path: Path) -> None:
    exporting.export(taught, lena, tmp_path / "out", layer="all")
    assert "learnt" not in json.loads((tmp_path / "out" / manifest.NAME).read_bytes())


def spoil(store: Store, **columns: object) -> None:
    sql = BY_KIND[LearntVersion].sql
    with store._engine.begin() as connection:
        connection.execute(sql.update().values(**columns))


# No weights at all, or none that can be read.
SPOILT = ("", "{", "[" * 100_000, '{"part":"claim","features":1,"numbers":{"n":1e999}}', "x" * (5 * 2**20), "{}")


@pytest.mark.parametrize("body", SPOILT)
def test_weights_that_are_none_are_one_sentence(body: str) -> None:
    with pytest.raises(LabelerError, match=r"^What this project learnt .* --revert claim$"):
        read_learnt({"claim": body})


# Each of them means a process that loads spaCy: which body it is makes a difference only where it is read.
@one_kind
def test_a_run_by_weights_that_are_none_is_refused_in_one_sentence(taught: Store, lena: Actor) -> None:
    learning.keep_learnt(taught, lena, learnt_report("claim"), {})
    spoil(taught, body=SPOILT[1])
    with pytest.raises(LabelerError, match=r"^What this project learnt .* --revert claim$"):
        suggesting_run.suggest_project(taught)


@one_kind
@pytest.mark.parametrize("body", SPOILT)
def test_weights_that_are_none_are_found_refused_and_taken_back(
    taught: Store, lena: Actor, body: str, tmp_path: Path
) -> None:
    learning.keep_learnt(taught, lena, learnt_report("claim"), {})
    spoil(taught, body=body, figures='{"measures": [{"name": 7}, 3], "from": [1]}')
    assert learned.list_learned(taught, lena)[0].figures == ()
    assert any("claim@1" in one for one in verifying.verify_project(taught).faults)
    assert refused(lambda: learned.export_learned(taught, lena, tmp_path / "out.json")) == "bad_learnt"
    assert not (tmp_path / "out.json").exists()
    learned.revert_learned(taught, lena, "claim")
    assert learned.weights_in_use(taught) == {}


@one_kind
@pytest.mark.parametrize("low", ["NaN", "1e999", "true", '"0"'])
def test_figures_that_are_none_are_not_shown(taught: Store, lena: Actor, low: str) -> None:
    learning.keep_learnt(taught, lena, learnt_report("claim"), {})
    (row,) = learned.list_learned(taught, lena)[0].figures
    whole = json.dumps([{**row, "more": 1}])
    spoil(taught, figures=f'{{"measures": {whole}}}')
    assert learned.list_learned(taught, lena)[0].figures == (row,)
    spoil(taught, figures=f'{{"measures": {whole.replace("0.05", low)}}}')
    assert learned.list_learned(taught, lena)[0].figures == ()


@one_kind
def test_weights_for_other_features_are_left_alone(taught: Store, lena: Actor) -> None:
    report = learnt_report("claim")
    old = replace(report.verdicts[0], weights=weights_text("claim", features=999))
    learning.keep_learnt(taught, lena, replace(report, verdicts=(old,)), {})
    assert suggesting_run.suggest_project(taught, ["pier-01"]).articles == 1


def test_a_part_is_better_only_for_sure() -> None:
    texts = {f"a{number}": TEXT.format(number) for number in range(12)}
    empty: dict[str, list[object]] = {one: [] for one in texts}
    found = verdict_of("claim", "{}", tried={}, in_use={}, texts=texts, labelled=empty)  # pyright: ignore[reportArgumentType]
    assert (found.better, found.reason) == (False, "there are no labels to compare with")


def test_changed_names_the_rows(taught: Store, lena: Actor) -> None:
    changed: Changed = learning.keep_learnt(taught, lena, learnt_report("claim"), {})
    (row,) = changed.rows["learned"].values()
    assert isinstance(row, LearntVersion)
    assert row.in_use
