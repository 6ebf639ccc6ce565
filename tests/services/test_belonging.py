"""No service gives anybody another annotator's labels: each is called in each role, and what comes back is searched."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import shutil
import typing
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import labeler.services
from labeler.agreement.report import Report
from labeler.config import paths
from labeler.domain.errors import LabelerError
from labeler.domain.querying import LabelQuery
from labeler.domain.sets import Actor, AnnotationSet
from labeler.domain.spans import Span
from labeler.services import (
    comments,
    finding,
    history,
    in_force,
    labeling,
    learned,
    learning,
    projects,
    registry,
    reviewing,
    reviewing_items,
    sample,
    sets,
    suggesting,
)
from labeler.services.work import set_id_of
from labeler.store import Store, open_store
from tests.fixtures.learnt import learnt_report
from tests.fixtures.sample import ANA, BO, CLAIM

HERS = "secret-"
ARTICLE = "article-mayor"
Call = Callable[[Store, Actor, Path], object]


def berts_labels(store: Store) -> set[str]:
    """Let bert label everything in the article, and return the words that only he may see."""
    bert = projects.actor_named(store, "bert")
    registry.add_entity(store, bert, "Shared Name", id="entity-chosen")
    labeling.add_speaker(
        store, bert, ARTICLE, ANA, entity_id="entity-chosen", note="secret-note-1", id="secret-speaker"
    )
    labeling.add_claim(
        store, bert, ARTICLE, CLAIM, speaker_id="secret-speaker", note="secret-note-2", id="secret-claim"
    )
    labeling.add_stance(store, bert, ARTICLE, "secret-claim", "T1", "support", note="secret-note-3", id="secret-stance")
    labeling.mark_boilerplate(store, bert, ARTICLE, Span(0, 5), id="secret-region")
    sheet = sets.open_sheet(store, bert, ARTICLE)
    suggesting.reject(store, bert, ARTICLE, sorted(sheet.suggestions)[:1], milliseconds=4711)
    comments.add_comment(store, bert, ARTICLE, "secret-remark", label_id="secret-claim", id="secret-comment")
    sets.flag_set(store, bert, ARTICLE, "secret-flag")
    sets.skip_set(store, bert, "article-short", "secret-reason")
    edits = {row.edit_id for row in history.history(store, bert) if row.article_key}
    decided = {repr(one) for one in sets.open_sheet(store, bert, ARTICLE).decisions.values()}
    return {HERS, set_id_of(ARTICLE, bert.id), set_id_of("article-short", bert.id), "4711", *edits, *decided}


def some_offer(store: Store, actor: Actor) -> list[str]:
    return sorted(sets.open_sheet(store, actor, ARTICLE).suggestions)[:1]


def rejected_by_bert(store: Store) -> list[str]:
    return [one.id for one in suggesting.rejected(store, projects.actor_named(store, "bert"), ARTICLE)]


def berts_edits(store: Store) -> list[str]:
    return [row.edit_id for row in history.history(store, projects.actor_named(store, "bert"))]


def by_entity(store: Store) -> str:
    with store.read() as read:
        from labeler.domain.registry import Entity

        return read.all(Entity)[0].id


def exported(store: Store, actor: Actor, folder: Path, **options: Any) -> str:
    from labeler.services.exporting import export

    report = export(store, actor, folder, **options)
    return repr(report) + "".join(one.read_text("utf-8") for one in folder.rglob("*") if one.is_file())


def imported(store: Store, actor: Actor, folder: Path) -> object:
    from labeler.services.importing import import_paths

    file = folder / "new.txt"
    file.write_text("A text of its own.", "utf-8")
    return import_paths(store, actor, [file])


def verified(store: Store, _actor: Actor, _folder: Path) -> object:
    from labeler.services.verifying import verify_project

    return verify_project(store)


def suggested(store: Store, _actor: Actor, _folder: Path) -> object:
    from labeler.services.suggesting_run import suggest_project

    return suggest_project(store, keys=["nothing"])


def reviewed(call: Callable[[Store, Actor, str], object]) -> Call:
    """Call a service of reviewing on an item that bert finished; what it needs is there for every role."""

    def played(store: Store, actor: Actor, _folder: Path) -> object:
        bert = projects.actor_named(store, "bert")
        if sets.open_sheet(store, bert, ARTICLE).set.state != "finished":
            sets.finish_set(store, bert, ARTICLE)
        items = reviewing.open_review(store, projects.actor_named(store, "lena"), ARTICLE).items
        return call(store, actor, next(one.id for one in items if one.layer == "claim"))

    return played


def with_gold(call: Call) -> Call:
    """Call a service once bert's labels were accepted as gold."""

    def played(store: Store, actor: Actor, folder: Path) -> object:
        lena = projects.actor_named(store, "lena")
        merged = reviewed(lambda s, _a, _i: reviewing.premerge(s, lena, ARTICLE, "by:bert"))
        if not sets.open_sheet(store, lena, ARTICLE).gold:
            merged(store, actor, folder)
            reviewing.accept_gold(store, lena, ARTICLE)
        mine = projects.actor_named(store, actor.name) if actor.id != "nobody" else actor
        if mine.id == actor.id and sets.open_sheet(store, mine, ARTICLE).set.state != "finished":
            # Gold is shown beside labels that are finished.
            sets.finish_set(store, mine, ARTICLE)
        return call(store, actor, folder)

    return played


def evaluated(layer: str) -> Call:
    """Compare suggestions with a layer, and return the whole report."""

    def call(store: Store, actor: Actor, _folder: Path) -> object:
        from labeler.services.evaluating import evaluate_project

        return evaluate_project(store, actor, layer=layer).as_json("article")

    return call


# How each service is called: with the actor's own things, and with bert's where it takes an id.
CALLS: dict[str, list[Call]] = {
    "project": [lambda s, _a, _p: projects.project(s)],
    "current_scheme": [lambda s, _a, _p: projects.current_scheme(s)],
    "current_guidelines": [lambda s, _a, _p: projects.current_guidelines(s)],
    "annotators": [lambda s, a, _p: projects.annotators(s, a)],
    "may_change": [lambda s, a, _p: importlib.import_module("labeler.services.schemes").may_change(s, a)],
    "change_pipeline": [
        lambda s, a, _p: importlib.import_module("labeler.services.schemes").change_pipeline(
            s, a, importlib.import_module("labeler.services.schemes").PipelineChange(rules={"quote": False})
        )
    ],
    "add_annotator": [lambda s, a, _p: projects.add_annotator(s, a, "carl", frozenset({"annotator"}))],
    "actor_named": [lambda s, _a, _p: projects.actor_named(s, "bert")],
    "list_articles": [lambda s, a, _p: importlib.import_module("labeler.services.articles").list_articles(s, a)],
    "read_article": [lambda s, a, _p: importlib.import_module("labeler.services.articles").read_article(s, a, "mayor")],
    "open_sheet": [
        lambda s, a, _p: sets.open_sheet(s, a, ARTICLE),
        lambda s, a, _p: sets.open_sheet(s, a, "article-short"),
    ],
    "open_problems": [lambda s, a, _p: sets.open_problems(s, a, ARTICLE)],
    "finish_set": [lambda s, a, _p: sets.finish_set(s, a, ARTICLE)],
    "skip_set": [lambda s, a, _p: sets.skip_set(s, a, "article-short", "paywall")],
    "reopen_set": [lambda s, a, _p: sets.reopen_set(s, a, "article-short", "why not")],
    "add_seconds": [lambda s, a, _p: sets.add_seconds(s, a, ARTICLE, 5)],
    "assign": [lambda s, a, _p: sets.assign(s, a, [ARTICLE, "article-lines"], ["annotator-bert", a.id])],
    "next_unfinished": [lambda s, a, _p: sets.next_unfinished(s, a, None)],
    "add_claim": [
        lambda s, a, _p: labeling.add_claim(s, a, ARTICLE, BO, id="own-claim"),
        lambda s, a, _p: labeling.add_claim(s, a, ARTICLE, BO, speaker_id="secret-speaker"),
        lambda s, a, _p: labeling.add_claim(s, a, ARTICLE, BO, id="secret-claim").title,
    ],
    "add_speaker": [lambda s, a, _p: labeling.add_speaker(s, a, ARTICLE, BO, entity="Bo Lind")],
    "add_stance": [lambda s, a, _p: labeling.add_stance(s, a, ARTICLE, "secret-claim", "T1", "oppose")],
    "change_claim": [
        lambda s, a, _p: labeling.change_claim(s, a, ARTICLE, "secret-claim", note="mine"),
        lambda s, a, _p: labeling.change_claim(s, a, ARTICLE, "own-claim", repeats="secret-claim"),
    ],
    "change_speaker": [lambda s, a, _p: labeling.change_speaker(s, a, ARTICLE, "secret-speaker", note="mine")],
    "change_stance": [lambda s, a, _p: labeling.change_stance(s, a, ARTICLE, "secret-stance", note="mine")],
    "move_label": [lambda s, a, _p: labeling.move_label(s, a, ARTICLE, "claim", "secret-claim", BO)],
    "relabel": [
        lambda s, a, _p: labeling.relabel(s, a, ARTICLE, "claim", "secret-claim", "speaker"),
        lambda s, a, _p: labeling.relabel(s, a, ARTICLE, "speaker", "secret-speaker", "claim"),
    ],
    "add_speakers": [
        lambda s, a, _p: labeling.add_speakers(s, a, ARTICLE, [BO, ANA], entity="Bo Lind", ids=["one", "two"]),
        lambda s, a, _p: labeling.add_speakers(s, a, ARTICLE, [BO], ids=["secret-speaker"]).title,
    ],
    "comments": [
        lambda s, a, _p: comments.comments(s, a, ARTICLE),
        lambda s, a, _p: comments.comments(s, a, ARTICLE, annotator_id="annotator-bert"),
    ],
    "add_comment": [
        lambda s, a, _p: comments.add_comment(s, a, ARTICLE, "mine", id="own-comment"),
        lambda s, a, _p: comments.add_comment(s, a, ARTICLE, "mine", label_id="secret-claim"),
        lambda s, a, _p: comments.add_comment(s, a, ARTICLE, "mine", parent_id="secret-comment"),
    ],
    "change_comment": [lambda s, a, _p: comments.change_comment(s, a, ARTICLE, "secret-comment", "mine")],
    "resolve_comment": [lambda s, a, _p: comments.resolve_comment(s, a, ARTICLE, "secret-comment", True)],
    "remove_comment": [lambda s, a, _p: comments.remove_comment(s, a, ARTICLE, "secret-comment")],
    "flag_set": [
        lambda s, a, _p: sets.flag_set(s, a, ARTICLE, "look"),
        lambda s, a, _p: sets.flag_set(s, a, "article-short", ""),
    ],
    "remove_label": [lambda s, a, _p: labeling.remove_label(s, a, ARTICLE, "claim", "secret-claim")],
    "mark_boilerplate": [lambda s, a, _p: labeling.mark_boilerplate(s, a, ARTICLE, Span(0, 14))],
    "unmark_boilerplate": [lambda s, a, _p: labeling.unmark_boilerplate(s, a, ARTICLE, Span(0, 14))],
    "accept": [lambda s, a, _p: suggesting.accept(s, a, ARTICLE, some_offer(s, a))],
    "accept_above": [lambda s, a, _p: suggesting.accept_above(s, a, ARTICLE, 0.1)],
    "reject": [lambda s, a, _p: suggesting.reject(s, a, ARTICLE, some_offer(s, a))],
    "accept_in": [
        lambda s, a, _p: suggesting.accept_in(s, a, ARTICLE, CLAIM),
        lambda s, a, _p: suggesting.accept_in(s, a, ARTICLE, None),
    ],
    "rejected": [lambda s, a, _p: suggesting.rejected(s, a, ARTICLE)],
    "reconsider": [lambda s, a, _p: suggesting.reconsider(s, a, ARTICLE, rejected_by_bert(s))],
    "newest_run": [lambda s, a, _p: suggesting.newest_run(s, a, ARTICLE)],
    "pending": [lambda s, _a, _p: suggesting.pending(s, "v2")],
    "store_run": [lambda s, _a, _p: suggesting.store_run(s, ARTICLE, "v2", "rules", [])],
    "entities": [lambda s, a, _p: registry.entities(s, a)],
    "aliases": [lambda s, a, _p: registry.aliases(s, a)],
    "add_entity": [lambda s, a, _p: registry.add_entity(s, a, "New One")],
    "add_alias": [lambda s, a, _p: registry.add_alias(s, a, by_entity(s), "Other")],
    "change_entity": [lambda s, a, _p: registry.change_entity(s, a, by_entity(s), kind="group")],
    "merge_entities": [lambda s, a, _p: registry.merge_entities(s, a, by_entity(s), by_entity(s))],
    "complete_entity": [lambda s, a, _p: registry.complete_entity(s, a, "entity-chosen", kind="group")],
    "governs": [lambda s, a, _p: registry.governs(s, a)],
    "newest": [lambda s, a, _p: registry.newest(s, a)],
    "unmerge_entity": [lambda s, a, _p: registry.unmerge_entity(s, a, by_entity(s))],
    "overview": [lambda s, a, _p: registry.overview(s, a)],
    "mentions": [
        lambda s, a, _p: registry.mentions(s, a, "entity-chosen"),
        lambda s, a, _p: registry.mentions(s, a, None),
    ],
    "undo": [lambda s, a, _p: history.undo(s, a), lambda s, a, _p: history.undo(s, a, ARTICLE)],
    "redo": [lambda s, a, _p: history.redo(s, a), lambda s, a, _p: history.redo(s, a, ARTICLE)],
    "next_steps": [lambda s, a, _p: history.next_steps(s, a), lambda s, a, _p: history.next_steps(s, a, ARTICLE)],
    "next_undo": [lambda s, a, _p: history.next_undo(s, a), lambda s, a, _p: history.next_undo(s, a, ARTICLE)],
    "labels_of_edit": [lambda s, a, _p: [history.labels_of_edit(s, a, one) for one in berts_edits(s)]],
    "history": [lambda s, a, _p: history.history(s, a), lambda s, a, _p: history.history(s, a, article_id=ARTICLE)],
    "search_text": [lambda s, a, _p: finding.search_text(s, a, "crashes disputed secret*")],
    "search_labels": [
        lambda s, a, _p: finding.search_labels(s, a, LabelQuery()),
        lambda s, a, _p: finding.search_labels(s, a, LabelQuery(kind="stance", topic="T1", value="support")),
        lambda s, a, _p: finding.search_labels(s, a, LabelQuery(entity_id="entity-chosen")),
        lambda s, a, _p: finding.search_labels(s, a, LabelQuery(words="crashes", speaker="Ruiz")),
    ],
    "own_gold": [lambda s, a, _p: importlib.import_module("labeler.services.own_gold").own_gold(s, a)],
    "import_paths": [imported],
    "add_sample": [lambda s, a, _p: sample.add_sample(s, a, paths.seeds())],
    "export": [
        lambda s, a, p: exported(s, a, p / "gold"),
        lambda s, a, p: exported(s, a, p / "own", layer=f"by:{a.name}"),
        lambda s, a, p: exported(s, a, p / "all", layer="all"),
        lambda s, a, p: exported(s, a, p / "bert", layer="by:bert", profile="audit"),
    ],
    "evaluate_project": [evaluated(layer) for layer in ("", "gold", "all", "by:bert", "by:anna")],
    "verify_project": [verified],
    "suggest_project": [suggested],
    "learn": [lambda s, a, _p: learning.learn(s, a)],
    "prepare": [lambda s, a, _p: learning.prepare(s, a, ["claim"])],
    "keep_learnt": [
        lambda s, a, _p: learning.keep_learnt(s, a, learnt_report("claim"), {}),
        lambda s, a, _p: learning.keep_learnt(s, a, learnt_report("claim", weights=7.0), {"claim": "other"}),
    ],
    "in_force": [lambda s, _a, _p: in_force.in_force(s)],
    "stamp": [lambda s, a, _p: in_force.stamp(s, a)],
    "finished": [lambda s, a, _p: in_force.finished(s, a)],
    "bring_forward": [lambda s, _a, _p: in_force.bring_forward(s, ARTICLE, "0" * 16)],
    "list_learned": [lambda s, a, _p: learned.list_learned(s, a)],
    "compare_learned": [lambda s, a, _p: learned.compare_learned(s, a, "claim@1", "claim@2")],
    "use_learned": [lambda s, a, _p: learned.use_learned(s, a, "claim@1")],
    "revert_learned": [lambda s, a, _p: learned.revert_learned(s, a, "claim")],
    "learn_by_itself": [lambda s, a, _p: learned.learn_by_itself(s, a, on=True)],
    "is_due": [lambda s, _a, _p: learned.is_due(s)],
    "weights_in_use": [lambda s, _a, _p: learned.weights_in_use(s)],
    "review_list": [reviewed(lambda s, a, _i: reviewing.review_list(s, a))],
    "open_review": [reviewed(lambda s, a, _i: reviewing.open_review(s, a, ARTICLE))],
    "take_agreed": [reviewed(lambda s, a, _i: reviewing.take_agreed(s, a, ARTICLE))],
    "premerge": [
        reviewed(lambda s, a, _i: reviewing.premerge(s, a, ARTICLE, "majority")),
        reviewed(lambda s, a, _i: reviewing.premerge(s, a, ARTICLE, "by:bert")),
    ],
    "decide": [
        reviewed(lambda s, a, i: reviewing.decide(s, a, ARTICLE, i, "annotator-bert")),
        reviewed(lambda s, a, i: reviewing.decide(s, a, ARTICLE, i, "")),
    ],
    "decide_edited": [
        reviewed(
            lambda s, a, i: reviewing.decide_edited(
                s, a, ARTICLE, i, reviewing.EditedFrame(start=1, end=9, type="fact")
            )
        )
    ],
    "undecide": [reviewed(lambda s, a, i: reviewing.undecide(s, a, ARTICLE, i))],
    "hide_names": [reviewed(lambda s, a, _i: reviewing.hide_names(s, a, ARTICLE, True))],
    "accept_gold": [reviewed(lambda s, a, _i: reviewing.accept_gold(s, a, ARTICLE))],
    "reopen_gold": [with_gold(lambda s, a, _p: reviewing.reopen_gold(s, a, ARTICLE))],
    "ask_to_reopen": [
        reviewed(lambda s, a, _i: reviewing.ask_to_reopen(s, a, ARTICLE, "annotator-bert", "Look again").title),
    ],
    "gold_beside": [
        lambda s, a, _p: reviewing.gold_beside(s, a, ARTICLE),
        with_gold(lambda s, a, _p: reviewing.gold_beside(s, a, ARTICLE)),
    ],
    "items_of": [reviewed(lambda s, a, _i: reviewing_items.items_of(s, a, reviewing.ItemQuery()))],
    "agreement": [lambda s, a, _p: importlib.import_module("labeler.services.agreement").agreement(s, a, draws=20)],
    "kept_agreement": [
        lambda s, a, _p: importlib.import_module("labeler.services.agreement_kept").kept_agreement(s, a)
    ],
    "measure_gamma": [
        lambda s, a, _p: importlib.import_module("labeler.services.agreement_gamma").measure_gamma(
            s, a, Report(rows=())
        )
    ],
    "gather": [lambda s, a, _p: importlib.import_module("labeler.services.agreement").gather(s, a).gathered.excluded],
    "export_learned": [lambda s, a, p: learned.export_learned(s, a, p / "learnt.json")],
}
# A dataset of all is what leads and reviewers make of everybody's labels; they answer comments on them.
# Reviewers and leads see what they decide about.
REVIEWING = {"open_review", "decide", "decide_edited", "premerge", "take_agreed", "undecide"}
# What these change is everybody's.
_SHARED = {"suggest_project", "store_run", "change_entity", "complete_entity"}
# These need what bert finished.
_REVIEW = {
    *(*REVIEWING, "review_list", "hide_names", "accept_gold", "reopen_gold", "ask_to_reopen", "gold_beside"),
    "items_of",
}
MAY_SEE = {(name, who) for name in {"export", "comments", *REVIEWING} for who in ("lena", "rita")}


def services() -> dict[str, Callable[..., object]]:
    """Return the public functions of the services whose first argument is the store."""
    found: dict[str, Callable[..., object]] = {}
    for info in pkgutil.iter_modules(labeler.services.__path__):
        module = importlib.import_module(f"labeler.services.{info.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters), "")
            own = function.__module__ == module.__name__ and not name.startswith("_")
            opens = name in {"own_work", "review_work"}
            if own and not opens and first == "store" and typing.get_type_hints(function)["store"] is Store:
                found[name] = function
    return found


def test_every_service_has_a_call() -> None:
    assert services().keys() == CALLS.keys()


@pytest.fixture(scope="session")
def berts_project(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """A closed project in which bert has labelled, and everyone has something to redo; with the words to search for."""
    path = Path(shutil.copy(sample_file, tmp_path_factory.mktemp("belonging") / "berts.labeler"))
    store = open_store(str(path))
    projects.add_annotator(store, projects.actor_named(store, None), "rita", frozenset({"reviewer", "annotator"}))
    secrets = berts_labels(store)
    for who in ("anna", "lena", "rita"):
        actor = projects.actor_named(store, who)
        labeling.add_claim(store, actor, ARTICLE, BO)
        history.undo(store, actor)
    store.close()
    return path, secrets


@pytest.mark.parametrize("who", ["anna", "lena", "rita"])
@pytest.mark.parametrize("name", sorted(CALLS))
def test_nothing_of_bert_comes_back(
    berts_project: tuple[Path, set[str]], memory_path: Path, tmp_path: Path, name: str, who: str
) -> None:
    template, secrets = berts_project
    store = open_store(str(shutil.copy(template, memory_path / "own.labeler")))
    actor = projects.actor_named(store, who)
    for call in CALLS[name]:
        try:
            returned = repr(call(store, actor, tmp_path))
        except LabelerError as refusal:
            returned = str(refusal)
        shared = registry_words(name)
        if (name, who) not in MAY_SEE:
            assert [one for one in secrets | {"entity-chosen"} - shared if one in returned] == []
    store.close()


@pytest.mark.parametrize("name", sorted(CALLS))
def test_claimed_roles_open_nothing(
    berts_project: tuple[Path, set[str]], memory_path: Path, tmp_path: Path, name: str
) -> None:
    template, secrets = berts_project
    store = open_store(str(shutil.copy(template, memory_path / "own.labeler")))
    anna = projects.actor_named(store, "anna")
    forged = Actor(id=anna.id, name="bert", roles=frozenset({"annotator", "reviewer", "lead"}))
    stranger = Actor(id="nobody", name="bert", roles=frozenset({"annotator", "reviewer", "lead"}))
    takes_actor = "actor" in inspect.signature(services()[name]).parameters
    for call in CALLS[name]:
        try:
            returned = repr(call(store, forged, tmp_path))
        except LabelerError as refusal:
            returned = str(refusal)
        assert [one for one in secrets | {"entity-chosen"} - registry_words(name) if one in returned] == []
        if takes_actor and name != "governs":
            with pytest.raises(LabelerError) as refused:
                call(store, stranger, tmp_path)
            assert refused.value.code == "no_annotator"
    store.close()


def registry_words(name: str) -> set[str]:
    """The registry is everybody's: its own services name its entries, and finished gold does."""
    return (
        {"entity-chosen"}
        if name in {"entities", "aliases", "add_alias", "change_entity", "complete_entity", "overview", "gold_beside"}
        else set()
    )


def test_the_search_would_find_them(file_store: Store) -> None:
    secrets = berts_labels(file_store)
    seen = repr(sets.open_sheet(file_store, projects.actor_named(file_store, "bert"), ARTICLE))
    assert HERS in seen
    assert len([one for one in secrets if one in seen]) > 2


def test_berts_labels_stand_untouched(store: Store, tmp_path: Path) -> None:
    berts_labels(store)
    bert, anna, lena = (projects.actor_named(store, who) for who in ("bert", "anna", "lena"))
    before = sets.open_sheet(store, bert, ARTICLE)
    play(store, anna, tmp_path, CALLS.keys() - {*_SHARED, *_REVIEW})
    assert sets.open_sheet(store, bert, ARTICLE) == before
    sets.finish_set(store, bert, ARTICLE)
    finished = sets.open_sheet(store, bert, ARTICLE)
    # Reviewing leaves what it is about as it is, too, but for a request to open it again.
    for actor in (anna, lena):
        play(store, actor, tmp_path, _REVIEW - {"ask_to_reopen"})
        after = sets.open_sheet(store, bert, ARTICLE)
        assert replace(after, gold=finished.gold) == finished


def play(store: Store, actor: Actor, folder: Path, names: AbstractSet[str]) -> None:
    """Call services as somebody, as far as she may."""
    for name in sorted(names):
        for call in CALLS[name]:
            try:
                call(store, actor, folder)
            except LabelerError:
                continue


def test_a_blind_set_gets_no_suggestions(store: Store, lena: Actor, anna: Actor) -> None:
    sets.assign(store, lena, [ARTICLE], [anna.id], suggestions="blind")
    with store.read() as read:
        offered = [one.id for one in read.all(suggesting.Suggestion)]
    for call in (
        lambda: suggesting.accept(store, anna, ARTICLE, offered[:1]),
        lambda: suggesting.reject(store, anna, ARTICLE, offered[:1]),
        lambda: suggesting.accept_above(store, anna, ARTICLE, 0),
        lambda: suggesting.accept_in(store, anna, ARTICLE, None),
        lambda: suggesting.reconsider(store, anna, ARTICLE, offered[:1]),
    ):
        with pytest.raises(LabelerError) as refusal:
            call()
        assert refusal.value.code == "blind_set"
    assert suggesting.rejected(store, anna, ARTICLE) == []
    labeling.add_claim(store, anna, ARTICLE, CLAIM)
    sets.finish_set(store, anna, ARTICLE)
    sheet = sets.open_sheet(store, anna, ARTICLE)
    assert (sheet.suggestions, sheet.decisions, sheet.regions) == ({}, {}, {})


def test_a_claimed_role_counts_for_nothing(store: Store, anna: Actor) -> None:
    forged = Actor(id=anna.id, name="anna", roles=frozenset({"lead"}))
    stranger = Actor(id="nobody", name="eve", roles=frozenset({"lead"}))
    gold = Actor(id="gold", name="gold", roles=frozenset({"lead"}))
    for actor, code in ((forged, "needs_role"), (stranger, "no_annotator"), (gold, "no_annotator")):
        with pytest.raises(LabelerError) as refusal:
            sets.assign(store, actor, [ARTICLE], [anna.id])
        assert refusal.value.code == code
    with store.read() as read:
        assert read.all(AnnotationSet) == []
