"""The verb agreement as strangers run it: on files of their own, on a project, on what is neither."""

from __future__ import annotations

import errno
import json
import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from labeler.config import paths
from labeler.services import agreement_items
from labeler.services.projects import current_scheme
from labeler.store import open_store
from tests.agreement.corpora import write_corpus
from tests.cli.test_verbs import Shell
from tests.formats.lines import a_table

KEYS = [
    "layer", "measure", "attribute", "category", "topic", "subset", "annotators", "threshold", "value", "low", "high",
    "reason", "articles", "units", "coverage",
]  # fmt: skip


@pytest.fixture(scope="module")
def shell(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell in whose folder lines of three annotators and the sample project stand."""
    shell = Shell(tmp_path_factory.mktemp("agreement"))
    shell.environment["XDG_CACHE_HOME"] = str(shell.folder / "cache")
    write_corpus(shell.folder / "three.jsonl")
    shutil.copytree(demo / "sample", shell.folder / "sample")
    return shell


def lines(shell: Shell, name: str, *tables: dict[str, Any]) -> str:
    text = "".join(json.dumps(one) + "\n" for one in tables)
    (shell.folder / name).write_text(text, encoding="utf-8")
    return name


def test_json_stands_alone_and_holds_every_kind_of_row(shell: Shell) -> None:
    found = json.loads(shell.process("agreement", "three.jsonl", "--json"))
    assert list(found)[:5] == ["measures", "excluded", "conventions", "seed", "version"]
    assert all(list(one) == KEYS for one in found["measures"])
    layers = {one["layer"] for one in found["measures"]}
    assert layers == {"claim", "speaker", "stance", "boilerplate", "link", "entity", "frame"}
    whole = [one for one in found["measures"] if not one["subset"]]
    assert {len(one["annotators"]) for one in whole} == {0, 2}
    assert {tuple(one["annotators"]) for one in whole if one["annotators"]} == {
        ("anna", "ben"), ("anna", "cleo"), ("ben", "cleo"),
    }  # fmt: skip
    for one in found["measures"]:
        assert (one["value"] is None) <= bool(one["reason"])
        if one["low"] is not None:
            assert one["low"] <= one["high"]
    assert {one["reason"] for one in found["excluded"]} == {"in_progress"}


def test_filters_choose_annotators_articles_and_layers(shell: Shell) -> None:
    chosen = ("--annotators", "anna,cleo", "--articles", "article-001,article-002", "--layer", "claim")
    found = json.loads(shell.run("agreement", "three.jsonl", "--json", *chosen))
    assert found["annotators"] == ["anna", "cleo"]
    assert {one["layer"] for one in found["measures"]} == {"claim"}
    assert {one["article"] for one in found["excluded"]} <= {"article-001", "article-002"}
    assert all(one["low"] is None and one["reason"] for one in found["measures"])


def by_row(shell: Shell, name: str) -> dict[tuple[str, ...], dict[str, Any]]:
    rows = json.loads(shell.run("agreement", name, "--json"))["measures"]
    return {tuple(map(str, list(one.values())[:8])): one for one in rows}


def test_the_order_of_lines_changes_no_figure(shell: Shell) -> None:
    text = (shell.folder / "three.jsonl").read_text(encoding="utf-8")
    (shell.folder / "turned.jsonl").write_text("".join(reversed(text.splitlines(keepends=True))), encoding="utf-8")
    first, second = (by_row(shell, name) for name in ("three.jsonl", "turned.jsonl"))
    assert first.keys() == second.keys()
    for key, one in first.items():
        for name, value in one.items():
            same = pytest.approx(second[key][name], abs=1e-9) if isinstance(value, float) else second[key][name]
            assert value == same, (key, name)


def test_values_may_be_anything(shell: Shell) -> None:
    one = a_table(annotator="x")
    one["claims"][0]["type"], one["claims"][0]["attributes"] = (
        "=cmd|'/c'",
        json.dumps({"tone": ["a", 1], "source": "b"}),
    )
    other = a_table(annotator='y, "z"')
    found = json.loads(shell.run("agreement", lines(shell, "odd.jsonl", one, other), "--json"))
    attributes = {row["attribute"] for row in found["measures"] if row["layer"] == "claim"}
    assert attributes == {"", "type", "attribution", "source", "tone"}
    shell.run("agreement", "odd.jsonl", "--csv", "odd items")
    assert "0 of them differ" in shell.run("agreement", "--recompute", "odd items")


def test_one_annotator_alone_gets_reasons(shell: Shell) -> None:
    found = json.loads(shell.run("agreement", lines(shell, "one.jsonl", a_table()), "--json"))
    assert {one["reason"] for one in found["measures"]} == {"no_overlap_annotators"}
    said = shell.run("agreement", "one.jsonl")
    assert "1 annotator, 1 finished set, 0 articles" in said
    assert "No article was finished by two annotators" in said
    assert "f1_overlap" not in said


def test_who_labelled_a_text_twice_is_set_against_herself(shell: Shell) -> None:
    said = shell.run("agreement", lines(shell, "twice.jsonl", a_table(), a_table()))
    assert "Against oneself, where a text was labelled twice" in said


def test_nothing_finished_is_listed(shell: Shell) -> None:
    tables = [a_table(annotator=name, state="assigned") for name in ("anna", "ben")]
    found = json.loads(shell.run("agreement", lines(shell, "none.jsonl", *tables), "--json"))
    assert [one["annotator"] for one in found["excluded"]] == ["anna", "ben"]
    assert found["sets"] == 0
    assert {one["value"] for one in found["measures"]} <= {None}


def test_what_cant_be_measured_is_said_in_a_sentence(shell: Shell) -> None:
    bad = a_table()
    bad["claims"][0]["end"] = 10_000
    said = shell.run("agreement", lines(shell, "bad.jsonl", a_table(annotator="b"), bad), "--json", code=1)
    assert "bad.jsonl, line 2" in said
    assert said.count("\n") == 1
    for name, text in {"empty.jsonl": "", "text.jsonl": "no JSON\n"}.items():
        (shell.folder / name).write_text(text)
        assert name in shell.run("agreement", name, "--json", code=1)
    assert "zoe" in shell.run("agreement", "three.jsonl", "--annotators", "zoe", code=1)
    assert "nowhere" in shell.run("agreement", "three.jsonl", "--articles", "nowhere", code=1)
    assert "missing.jsonl" in shell.run("agreement", "missing.jsonl", code=1)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("",),
        ("three.jsonl", "--layer", "word"),
        ("three.jsonl", "--since", "2026"),
        ("sample.labeler", "--until", "2026-13-45"),
        ("x", "--recompute", "y"),
    ],
)
def test_what_is_not_understood_ends_with_two(shell: Shell, arguments: tuple[str, ...]) -> None:
    shell.run("agreement", *arguments, code=2)


def test_a_version_of_the_guidelines_chooses_among_lines_too(shell: Shell) -> None:
    tables = [a_table(annotator=name, guidelines=number) for name, number in (("anna", 1), ("ben", 1), ("cleo", 2))]
    name = lines(shell, "versions.jsonl", *tables)
    assert json.loads(shell.run("agreement", name, "--json", "--guidelines", "1"))["annotators"] == ["anna", "ben"]
    assert json.loads(shell.run("agreement", name, "--json"))["annotators"] == ["anna", "ben", "cleo"]


def test_what_is_written_is_whole_and_its_owners_alone(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    two = lines(shell, "two.jsonl", a_table(annotator="anna"), a_table(annotator="ben"))
    written = ("--csv", "deep/items", "--html", "deep.html")
    shell.run("agreement", two, *written)
    folder, page = shell.folder / "deep" / "items", shell.folder / "deep.html"
    files = [page, *folder.iterdir()]
    assert [one.stat().st_mode & 0o077 for one in files] == [0] * len(files)
    before = {one: one.read_bytes() for one in files}
    (shell.folder / "a file").write_text("mine")
    assert "is a file" in shell.run("agreement", two, "--csv", "a file", code=1)

    # The disk is full in the middle: an earlier report stays as it was, of a new one nothing is left.
    def full(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(agreement_items.plain_csv, "write", full)
    monkeypatch.setattr(paths.os, "fsync", full)
    for name in ("deep/items", "new/items"):
        assert f"{name}: No space" in shell.run("agreement", "three.jsonl", "--csv", name, "--draws", "0", code=1)
    for name in ("deep.html", "new.html"):
        assert f"{name}: No space" in shell.run("agreement", "three.jsonl", "--html", name, "--draws", "0", code=1)
    assert {one: one.read_bytes() for one in [page, *folder.iterdir()]} == before
    assert not [one for one in shell.folder.iterdir() if one.name.startswith((".deep", ".new", "new"))]


def test_items_are_written_and_computed_again(shell: Shell) -> None:
    shell.run("agreement", "three.jsonl", "--csv", "items", "--draws", "50")
    assert "0 of them differ" in shell.run("agreement", "--recompute", "items")
    assert json.loads(shell.run("agreement", "--recompute", "items", "--json"))["differ"] == []
    figures = shell.folder / "items" / "figures.csv"
    figures.write_text(figures.read_text(encoding="utf-8").replace("f1_exact", "f1_wrong"), encoding="utf-8")
    said = shell.run("agreement", "--recompute", "items", code=1)
    assert "figures or lines are not what the labels give" in said
    shell.run("agreement", "three.jsonl", "--csv", "items", "--draws", "50")
    with (shell.folder / "items" / "items.csv").open("a", encoding="utf-8") as file:
        file.write("a line too many\n")
    assert "0 of them differ; lines of other files that do: 1." in shell.run(
        "agreement", "--recompute", "items", code=1
    )


def test_the_page_is_written(shell: Shell) -> None:
    shell.run("agreement", "three.jsonl", "--html", "report.html", "--draws", "50")
    assert "<h1>" in (shell.folder / "report.html").read_text(encoding="utf-8")


def test_a_project_is_measured_and_its_report_kept(shell: Shell) -> None:
    project = next(shell.folder.glob("sample/*.labeler"), None) or next(shell.folder.glob("**/*.labeler"))
    first = shell.run("agreement", project, "--json")
    kept = list(Path(shell.environment["XDG_CACHE_HOME"]).glob("**/agreement/*.json"))
    assert len(kept) == 1
    assert kept[0].stat().st_mode & 0o077 == 0
    assert shell.run("agreement", project, "--json") == first
    kept[0].write_text("{", encoding="utf-8")
    assert shell.run("agreement", project, "--json") == first


def test_the_text_says_why_there_are_no_intervals_and_shows_no_empty_column(shell: Shell) -> None:
    two = lines(shell, "two.jsonl", a_table(annotator="anna"), a_table(annotator="ben"))
    said = shell.run("agreement", two)
    assert "no 95 % interval: they rest on fewer than 10 articles" in said
    assert "95 % from" not in said
    said = shell.run("agreement", "three.jsonl")
    assert "95 % from" in said
    none = shell.run("agreement", "three.jsonl", "--draws", "0")
    assert "--draws is 0" in none
    assert "95 % from" not in none
    rows = json.loads(shell.run("agreement", "three.jsonl", "--draws", "0", "--json"))["measures"]
    assert not [one for one in rows if one["value"] is not None and one["reason"] not in {"", "too_few_articles"}]


def test_all_topics_of_a_projects_scheme_count_and_of_lines_those_that_occur(shell: Shell) -> None:
    project = next(shell.folder.glob("sample/*.labeler"), None) or next(shell.folder.glob("**/*.labeler"))
    with closing(open_store(str(project))) as store:
        asked = {one.id for one in current_scheme(store).topics}
    rows = json.loads(shell.run("agreement", project, "--json", "--layer", "stance"))["measures"]
    found = {one["topic"]: one for one in rows if (one["measure"], one["annotators"]) == ("alpha_nominal", [])}
    assert asked <= {*found}
    held = {one["topic"] for one in json.loads(shell.run("agreement", project, "--json"))["confusions"] if one["topic"]}
    assert all(found[topic]["reason"] == "no_variation" for topic in asked - held)
    shell.run("agreement", project, "--csv", "of-project", "--draws", "20")
    assert "0 of them differ" in shell.run("agreement", "--recompute", "of-project")
    lines_ = lines(shell, "none-held.jsonl", *(a_table(annotator=name, stances=[]) for name in ("anna", "ben")))
    rows = json.loads(shell.run("agreement", lines_, "--json", "--layer", "stance"))["measures"]
    assert {one["topic"] for one in rows} == {""}
    assert {one["reason"] for one in rows} == {"no_units"}
