from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor, AnnotationSet
from labeler.services import projects, registry, reviewing, sets
from labeler.services.articles import read_article
from labeler.services.exporting import export
from labeler.services.importing import import_paths
from labeler.services.verifying import verify_export
from labeler.store import Store
from tests.fixtures import sample
from tests.formats.lines import TEXT, a_table, raw
from tests.services.test_importing import SHARED, needs_shared


@pytest.fixture
def lead(file_store: Store, tmp_path: Path) -> Actor:
    """The lead of a project with labels of anna and bert, and gold."""
    lead = projects.actor_named(file_store, None)
    tables = [
        a_table(),
        a_table(annotator="bert", state="in_progress"),
        a_table(annotator="gold"),
        a_table(id="zebra", text=TEXT + " Really.", text_sha256=None),
    ]
    (tmp_path / "lines.jsonl").write_bytes(b"".join(map(raw, tables)))
    import_paths(file_store, lead, [tmp_path / "lines.jsonl"])
    return lead


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(folder: Path, name: str = "train.jsonl") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_bytes().splitlines()]


def test_the_layers(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    def taken(layer: str) -> list[tuple[str, str]]:
        export(file_store, lead, tmp_path / "out", layer=layer)
        assert verify_export(tmp_path / "out").faults == ()
        return [(one["id"], one["annotator"]) for one in lines(tmp_path / "out")]

    assert taken("gold") == [("mayor", "gold")]
    assert taken("all") == [("mayor", "anna"), ("mayor", "gold"), ("zebra", "anna")]
    assert taken("by:anna") == [("mayor", "anna"), ("zebra", "anna")]
    assert taken("by:gold") == [("mayor", "gold")]


def test_what_is_left_out_is_counted_by_reason(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    report = export(file_store, lead, tmp_path / "out", layer="all")
    assert report.excluded == {"in progress": 1, "articles without a line": 2}
    assert report.counts == {
        "articles": 2, "lines": 3, "claims": 6, "speakers": 6, "stances": 6, "boilerplate": 3,
    }  # fmt: skip
    card = (tmp_path / "out" / "README.md").read_text(encoding="utf-8")
    assert "- in progress: 1" in card


def test_the_audit_profile_takes_all_sets_and_how_they_came_to_be(
    file_store: Store, lead: Actor, tmp_path: Path
) -> None:
    export(file_store, lead, tmp_path / "out", layer="all", profile="audit")
    there = files(tmp_path / "out")
    assert {one["state"] for one in lines(tmp_path / "out", "annotations.jsonl")} == {"finished", "in_progress"}
    assert len(lines(tmp_path / "out", "sets.jsonl")) == 4
    assert len(lines(tmp_path / "out", "suggestions.jsonl")) == 5
    assert {"schemes/1.toml", "guidelines/1.md", "adjudications.jsonl", "comments.jsonl"} <= set(there)
    for one in lines(tmp_path / "out", "suggestions.jsonl"):
        assert one["start"] == -1 or sample.TEXTS["mayor"][one["start"] : one["end"]] == one["text"]
    assert verify_export(tmp_path / "out").faults == ()


def test_the_same_state_gives_the_same_bytes(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    for profile in ("training", "audit"):
        for name in ("one", "two"):
            export(file_store, lead, tmp_path / name, layer="all", profile=profile)
        first = files(tmp_path / "one")
        assert first == files(tmp_path / "two")
        export(file_store, lead, tmp_path / "one", layer="all", profile=profile)
        assert first == files(tmp_path / "one")
        assert {path.stat().st_mode & 0o777 for path in (tmp_path / "one").rglob("*.json*")} == {0o600}
        # Nothing tells where the project or the export is.
        assert not any(str(tmp_path).encode() in data for data in first.values())
        assert not any(b"\r" in data for name, data in first.items() if name.endswith((".md", ".json")))
        assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_every_line_satisfies_the_schema_that_comes_with_it(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    export(file_store, lead, tmp_path / "out", layer="all")
    validator = jsonschema.Draft202012Validator(json.loads((tmp_path / "out" / "schema.json").read_bytes()))
    for one in lines(tmp_path / "out"):
        validator.validate(one)


def test_the_card_and_the_metadata_name_every_file_of_lines(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    export(file_store, lead, tmp_path / "out", layer="all")
    data = (tmp_path / "out" / "train.jsonl").read_bytes()
    croissant = json.loads((tmp_path / "out" / "croissant.json").read_bytes())
    assert croissant["distribution"][0]["sha256"] == hashlib.sha256(data).hexdigest()
    front = (tmp_path / "out" / "README.md").read_text(encoding="utf-8").split("---\n")[1]
    assert "  - split: train\n    path: train.jsonl\n" in front


def test_merges_are_resolved(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    by_name = {one.name: one.id for one in registry.entities(file_store, lead)}
    other = registry.add_entity(file_store, lead, "Ana Maria Ruiz", "person")
    (into,) = other.rows["entity"]
    registry.merge_entities(file_store, lead, by_name["Ana Ruiz"], into)
    export(file_store, lead, tmp_path / "out", layer="gold")
    named = [one for one in lines(tmp_path / "out")[0]["speakers"] if one["entity"]]
    assert [(one["text"], one["entity"], one["entity_id"]) for one in named] == [("Ana Ruiz", "Ana Maria Ruiz", into)]


def test_only_new_empty_and_earlier_folders(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "thesis.txt").write_text("mine", encoding="utf-8")
    for folder in (full, tmp_path / "lines.jsonl"):
        with pytest.raises(LabelerError):
            export(file_store, lead, folder, layer="all")
    assert files(full) == {"thesis.txt": b"mine"}
    (full / "manifest.json").write_text('{"format": "another"}', encoding="utf-8")
    with pytest.raises(LabelerError):
        export(file_store, lead, full, layer="all")
    (tmp_path / "empty").mkdir()
    export(file_store, lead, tmp_path / "empty", layer="all")
    export(file_store, lead, tmp_path / "deep" / "er", layer="all")
    assert verify_export(tmp_path / "deep" / "er").faults == ()


def test_an_earlier_export_is_replaced_and_foreign_files_stay(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    export(file_store, lead, folder, layer="all", profile="audit")
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    (folder / "schemes" / "notes.txt").write_text("mine", encoding="utf-8")
    export(file_store, lead, folder, layer="gold")
    assert set(files(folder)) == {
        *("README.md", "croissant.json", "manifest.json", "schema.json", "train.jsonl"),
        *("notes.txt", "schemes/notes.txt"),
    }


def test_a_forged_manifest_deletes_nothing(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    export(file_store, lead, tmp_path / "out", layer="all")
    path = tmp_path / "out" / "manifest.json"
    table = json.loads(path.read_bytes())
    table["files"] |= {"../lines.jsonl": table["files"]["train.jsonl"], "mine.txt": table["files"]["train.jsonl"]}
    path.write_text(json.dumps(table), encoding="utf-8")
    (tmp_path / "out" / "mine.txt").write_text("mine", encoding="utf-8")
    export(file_store, lead, tmp_path / "out", layer="all")
    assert (tmp_path / "lines.jsonl").is_file()
    assert (tmp_path / "out" / "mine.txt").is_file()


def test_a_cancelled_export_leaves_the_folder_as_it_was(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    export(file_store, lead, tmp_path / "out", layer="all")
    before = files(tmp_path / "out")
    for folder in (tmp_path / "out", tmp_path / "new" / "er"):
        with pytest.raises(LabelerError, match="cancelled"):
            export(file_store, lead, folder, layer="gold", cancelled=lambda: True)
    assert files(tmp_path / "out") == before
    assert not (tmp_path / "new").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".partial")] == []


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"layer": "majority"}, "layer majority would hold no line"),
        ({"layer": "silver"}, "no layer 'silver'"),
        ({"layer": "by:"}, "no layer"),
        ({"layer": "by:nobody"}, "nobody"),
        ({"profile": "full"}, "no profile 'full'"),
        ({"layer": "by:bert"}, "1 in progress.*all would hold 3"),
    ],
)
def test_refusals(file_store: Store, lead: Actor, tmp_path: Path, options: dict[str, str], words: str) -> None:
    with pytest.raises(LabelerError, match=words):
        export(file_store, lead, tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


def test_an_export_without_a_line_says_which_layer_has_some(file_store: Store, tmp_path: Path) -> None:
    owner = projects.actor_named(file_store, None)
    with pytest.raises(LabelerError, match="Finish an article first"):
        export(file_store, owner, tmp_path / "out")


def test_stale_gold_is_exported_on_demand_only(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    anna = projects.actor_named(file_store, "anna")
    with file_store.read() as read:
        article = read.all(AnnotationSet, annotator_id="gold")[0].article_id
    reviewing.ask_to_reopen(file_store, lead, article, anna.id, "the second claim ends too early")
    with pytest.raises(LabelerError, match="--stale"):
        export(file_store, lead, tmp_path / "out")
    assert export(file_store, lead, tmp_path / "out", stale=True).counts["lines"] == 1


@pytest.mark.usefixtures("lead")
def test_an_annotator_exports_her_own_labels_only(file_store: Store, tmp_path: Path) -> None:
    anna = projects.actor_named(file_store, "anna")
    forged = Actor(id=anna.id, name="anna", roles=frozenset({"lead"}))
    for actor in (anna, forged):
        for layer in ("gold", "all", "by:bert", "by:gold"):
            with pytest.raises(LabelerError, match="may not export"):
                export(file_store, actor, tmp_path / "out", layer=layer)
        with pytest.raises(LabelerError, match="may not export"):
            export(file_store, actor, tmp_path / "out", layer="by:anna", profile="audit")
    export(file_store, anna, tmp_path / "out", layer="by:anna")
    bert = projects.actor_named(file_store, "bert")
    with file_store.read() as read:
        others = [one.id for one in read.all(AnnotationSet) if one.annotator_id != anna.id]
    everything = b"".join(files(tmp_path / "out").values())
    assert bert.id.encode() not in everything
    assert not any(one.encode() in everything for one in others)


def test_progress_counts_lines(file_store: Store, lead: Actor, tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    watch: Callable[[int, int, str], None] = lambda *args: seen.append(args)  # noqa: E731
    export(file_store, lead, tmp_path / "out", layer="all", progress=watch)
    assert seen == [(1, 3, "mayor"), (2, 3, "mayor"), (3, 3, "zebra")]


@needs_shared
def test_the_acceptance_test_of_the_form_passes(file_store: Store, tmp_path: Path) -> None:
    owner = projects.actor_named(file_store, None)
    import_paths(file_store, owner, [SHARED / "articles", SHARED / "gold" / "annotators.jsonl"])
    # What was not labelled is finished with nothing to mark, so that every text stands in the export.
    for path in (SHARED / "articles").glob("*.txt"):
        sets.finish_set(file_store, owner, read_article(file_store, owner, path.stem).id)
    export(file_store, owner, tmp_path / "out", layer="all")
    script = SHARED / "eval" / "check_native.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "out"), str(SHARED / "articles")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "5 compared with their files" in done.stdout
