"""Lines that articles of one source share are found through the services, by a real worker too."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from labeler.domain.sets import Actor
from labeler.services import importing, sets, suggesting_run
from labeler.services.articles import read_article
from labeler.services.repeating import Repeats
from labeler.store import Store
from tests.fixtures.kinds import one_kind

TAIL = "Ropes, knots and tea since 1911"
PROSE = (
    "The council of {0} voted on the {0} plan on Tuesday, after a debate of many hours in a cold hall.\n\n"
    "“Nobody in {0} wanted it to come to this,” said Ruth Hall, who leads the council and walks to work each day.\n\n"
    "{1}\n\n"
    "Work in {0} is due to begin in spring, and by the autumn of next year the ferry will land at {0} again.\n"
)
TOWNS = ("Oslo", "Bergen", "Moss", "Hamar", "Voss")


def line_of(town: str, source: str = "Harbour Post") -> str:
    text = f"New quay for {town} after all\n\n{PROSE.format(town, TAIL)}"
    return json.dumps({"id": town, "source": source, "text": text})


def write(folder: Path, *lines: str) -> Path:
    file = folder / "articles.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


@pytest.fixture
def harbour(store: Store, lena: Actor, tmp_path: Path) -> Store:
    """The sample project with five articles of one source and one of another."""
    importing.import_paths(store, lena, [write(tmp_path, *map(line_of, TOWNS), line_of("Bodø", "Inland Post"))])
    return store


def test_lines_are_told_by_source(harbour: Store, lena: Actor, tmp_path: Path) -> None:
    repeats = Repeats(harbour)
    oslo, other = read_article(harbour, lena, "Oslo"), read_article(harbour, lena, "Bodø")
    assert repeats.of(oslo) == ((oslo.text.index(TAIL), 4),)
    assert repeats.of(other) == ()
    importing.import_paths(harbour, lena, [write(tmp_path, line_of("Narvik"))])
    assert repeats.of(oslo) == ((oslo.text.index(TAIL), 4),)
    repeats.refresh()
    assert repeats.of(oslo) == ((oslo.text.index(TAIL), 5),)


@one_kind
def test_a_run_over_a_project_dims_what_repeats(harbour: Store, anna: Actor, lena: Actor) -> None:
    suggesting_run.suggest_project(harbour, ["Oslo", "Bodø"])
    found: dict[str, list[str]] = {}
    for key in ("Oslo", "Bodø"):
        sheet = sets.open_sheet(harbour, anna, read_article(harbour, lena, key).id)
        found[key] = [one.text for one in sheet.suggestions.values() if one.kind == "boilerplate"]
    assert found == {"Oslo": [TAIL], "Bodø": []}


def test_a_run_over_files_dims_what_repeats(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    suggesting_run.suggest_files([write(tmp_path, *map(line_of, TOWNS), line_of("Bodø", "Inland Post"))], out)
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    texts = {row["id"]: [row["text"][one["start"] : one["end"]] for one in row["boilerplate"]] for row in rows}
    assert texts == {**{town: [TAIL] for town in TOWNS}, "Bodø": []}


def test_thousands_of_articles_are_looked_up_in_seconds(store: Store, lena: Actor, tmp_path: Path) -> None:
    towns = ["".join("abcdefghij"[int(digit)] for digit in f"{number:04}") for number in range(2_000)]
    lines = [line_of(town, f"Source {number % 300}") for number, town in enumerate(towns)]
    importing.import_paths(store, lena, [write(tmp_path, *lines)])
    articles = [read_article(store, lena, town) for town in towns[::5]]
    began = time.process_time()
    repeats = Repeats(store)
    assert all(repeats.of(one) for one in articles)
    assert time.process_time() - began < 6.0
