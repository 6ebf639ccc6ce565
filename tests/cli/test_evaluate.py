"""The verb evaluate as its users run it: on the sample project, on files, and on what is neither."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli import rule_table
from tests.cli.test_verbs import Shell
from tests.fixtures.sample import ROOT
from tests.formats.lines import a_table, raw

SAMPLE = rule_table.PROJECT
MEASURES = (
    "attributed", "attributed_exact", "author", "author_exact", "speaker", "entity", "type", "topic", "stance",
    "boilerplate",
)  # fmt: skip


@pytest.fixture(scope="module")
def shell(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell in whose folder the sample project stands."""
    shell = Shell(tmp_path_factory.mktemp("evaluate"))
    shutil.copytree(demo / "sample", shell.folder / "sample")
    return shell


def alone(shell: Shell, *arguments: str) -> Any:
    """Run a verb as a process and return the JSON that must be all of its standard output."""
    command = [sys.executable, "-m", "labeler", *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, env=shell.environment, cwd=shell.folder, check=True)
    assert done.stderr == b""
    return json.loads(done.stdout)


def test_the_table_of_rules_is_what_the_command_says(shell: Shell) -> None:
    now = rule_table.rendered(alone(shell, *rule_table.COMMAND[:-1]))
    assert rule_table.FILE.read_text(encoding="utf-8") == now, "write it anew: python -m tests.cli.rule_table"


def test_json_holds_each_measure_with_its_figures(shell: Shell) -> None:
    found = alone(shell, "evaluate", SAMPLE, "--by", "article")
    assert found["layer"] == "gold"
    assert set(found["figures"]) == {"all", "unaided"}
    group = found["figures"]["all"]
    assert (group["articles"], group["sets"]) == (4, 4)
    assert tuple(one["measure"] for one in group["measures"]) == MEASURES
    for one in group["measures"]:
        assert one["right"] <= min(one["suggested"], one["labelled"])
        assert one["precision"]["value"] == pytest.approx(one["right"] / one["suggested"])
        assert one["f1"]["low"] is None
    assert len(found["article"]) == 4
    assert sum(one["counts"]["speaker"]["right"] for one in found["article"]) == group["measures"][4]["right"]
    for one in found["reliability"].values():
        assert sum(row["count"] for row in one["reliability"]["bins"]) == one["suggested"]


def test_both_people_are_compared_and_articles_are_drawn(shell: Shell) -> None:
    found = shell.json("evaluate", SAMPLE, "--against", "all")
    assert (found["figures"]["all"]["articles"], found["figures"]["all"]["sets"]) == (4, 8)
    first, second = (shell.json("evaluate", SAMPLE, "--against", f"by:{who}")["figures"]["all"] for who in "ab")
    for ours, one, other in zip(
        found["figures"]["all"]["measures"], first["measures"], second["measures"], strict=True
    ):
        assert all(ours[name] == one[name] + other[name] for name in ("right", "suggested", "labelled"))


def test_a_threshold_and_what_it_leaves(shell: Shell) -> None:
    everything, sure = (
        shell.json("evaluate", SAMPLE, "--from", least)["figures"]["all"]["measures"] for least in ("0", "0.9")
    )
    assert sure[0]["suggested"] < everything[0]["suggested"]
    assert sure[0]["labelled"] == everything[0]["labelled"]


@pytest.mark.parametrize("by", ["", "rule", "kind", "article"])
def test_the_tables_are_for_people(shell: Shell, by: str) -> None:
    out = shell.run("evaluate", SAMPLE, *(["--by", by] if by else []))
    assert "Suggestions against gold: 4 articles, 4 sets." in out
    assert "attributed claims, overlap ½" in out
    assert "How reliable scores are" in out
    assert "4 articles are too few for intervals." in out
    assert f"By {by or 'nothing'}" in out or not by
    assert "None" not in out
    assert "nan" not in out


def test_the_dataset_of_the_sample_says_the_same(shell: Shell) -> None:
    """Lines of files get suggestions anew; those of the project were made by the same pipeline from the same texts."""
    ours = shell.json("evaluate", SAMPLE, "--against", "by:a")["figures"]["all"]["measures"]
    theirs = shell.json("evaluate", "sample/dataset", "--against", "by:a")["figures"]["all"]["measures"]
    # A project knows aliases, and repetitions in articles of the same source.
    same = [name for name in MEASURES if name not in {"entity", "boilerplate"}]
    assert [one for one in ours if one["measure"] in same] == [one for one in theirs if one["measure"] in same]


@pytest.mark.parametrize(
    "arguments",
    [
        ("nothing.labeler",),
        ("nothing.jsonl",),
        ("bad.jsonl",),
        ("empty.jsonl",),
        ("folder",),
        ("lines.jsonl", "--against", "majority"),
        ("lines.jsonl", "--against", "silver"),
        ("lines.jsonl", "--against", "by:nobody"),
        (SAMPLE, "--against", "by:nobody"),
        (SAMPLE, "--as", "nobody"),
        (SAMPLE, "--as", "a", "--against", "gold"),
        (SAMPLE, "--as", "a", "--against", "by:b"),
    ],
)
def test_bad_input_is_one_sentence(shell: Shell, arguments: tuple[str, ...]) -> None:
    (shell.folder / "folder").mkdir(exist_ok=True)
    (shell.folder / "bad.jsonl").write_bytes(raw(a_table()) + b'{"text": 1}\n')
    (shell.folder / "empty.jsonl").write_bytes(b"")
    (shell.folder / "lines.jsonl").write_bytes(raw(a_table()))
    shell.run("evaluate", *arguments, code=1)
    assert not (shell.folder / "nothing.labeler").exists()


@pytest.mark.parametrize("arguments", [("--by", "mood"), ("--from", "2"), ("--from", "x"), ("--jobs", "0"), ()])
def test_what_is_not_understood_ends_with_2(shell: Shell, arguments: tuple[str, ...]) -> None:
    assert "Usage" in shell.run("evaluate", *([SAMPLE, *arguments] if arguments else ()), code=2)


def test_an_annotator_compares_with_her_own(shell: Shell) -> None:
    assert "against by:b: 4 articles" in shell.run("evaluate", SAMPLE, "--as", "b")


def test_cancelling_is_one_sentence(shell: Shell, tmp_path: Path) -> None:
    texts = [json.loads(line)["text"] for line in (ROOT / "seeds" / "labels.jsonl").read_text("utf-8").splitlines()]
    lines = [a_table(id=f"{n}", text=f"{n} {texts[n % 4]}", text_sha256="", claims=[], speakers=[], stances=[],
                     boilerplate=[]) for n in range(200)]  # fmt: skip
    (tmp_path / "many.jsonl").write_bytes(b"".join(map(raw, lines)))
    command = [sys.executable, "-m", "labeler", "evaluate", str(tmp_path / "many.jsonl")]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env=shell.environment, cwd=tmp_path) as running:
        time.sleep(4)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert running.returncode in {130, -signal.SIGINT}, err
    assert b"Traceback" not in err
    assert err.count(b"\n") <= 1
