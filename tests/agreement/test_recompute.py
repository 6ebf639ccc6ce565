"""Every figure can be computed again from the items, by Labeler and by a script that knows nothing of it."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from labeler.agreement.report import Asked
from labeler.domain.errors import LabelerError
from labeler.services.agreement_files import gather_files
from labeler.services.agreement_items import write_items
from labeler.services.agreement_recompute import recompute
from labeler.services.agreement_reporting import report_of
from tests.agreement.corpora import write_corpus

ALONE = Path(__file__).with_name("recompute_alone.py")
DRAWS = 60
CORPORA = {
    "two, plain": {"annotators": ("anna", "ben"), "articles": 4, "rich": False},
    "three, rich": {"seed": 2},
    "with gold": {"annotators": ("anna", "ben", "gold"), "seed": 3},
    "five": {"annotators": ("a", "b", "c", "d, e", 'f"g'), "articles": 11, "seed": 4, "rich": False},
}


def written(folder: Path, name: str, asked: Asked | None = None) -> Path:
    asked = asked or Asked()
    gathered = gather_files([write_corpus(folder / "lines.jsonl", **CORPORA[name])], asked)
    report = report_of(gathered, asked, draws=DRAWS)
    write_items(folder / "items", gathered, report, DRAWS)
    assert len(report.rows) > 100 or asked.layer
    return folder / "items"


def alone(items: Path) -> str:
    done = subprocess.run([sys.executable, "-I", ALONE, items], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout[-2000:] + done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("name", CORPORA)
def test_a_script_that_knows_nothing_of_labeler_gets_every_figure(tmp_path: Path, name: str) -> None:
    items = written(tmp_path, name)
    figures = len((items / "figures.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert alone(items) == f"{figures} figures are the same"


@pytest.mark.parametrize("name", CORPORA)
def test_labeler_gets_every_figure_again(tmp_path: Path, name: str) -> None:
    items = written(tmp_path, name)
    assert recompute(items).differ == ()


def test_a_layer_and_another_threshold_can_be_computed_again(tmp_path: Path) -> None:
    assert recompute(written(tmp_path, "three, rich", Asked(layer="frame", threshold=0.35))).differ == ()


def changed(file: Path, line: int, column: str, value: str) -> None:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[line][rows[0].index(column)] = value
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def test_a_forged_label_figure_or_item_is_found_and_named(tmp_path: Path) -> None:
    items = written(tmp_path, "two, plain")
    kept = {name: (items / name).read_bytes() for name in TABLES}
    for name, column, value in (
        ("labels.csv", "start", "1"),
        ("labels.csv", "frame", "another"),
        ("items.csv", "kind", "both"),
        ("items.csv", "anna", "c02 c03"),
        ("families.csv", "what", "frames"),
        ("figures.csv", "value", "0.75"),
        ("figures.csv", "families", "2"),
        ("figures.csv", "reason", ""),
    ):
        changed(items / name, 1, column, value)
        first = recompute(items).differ[0]
        assert "measure" in first or f"{name}, line 2" in first["file"], first
        (items / name).write_bytes(kept[name])
    (items / "items.csv").write_bytes(b"\r\n".join(kept["items.csv"].split(b"\r\n")[:-2]) + b"\r\n")
    assert recompute(items).differ[0]["written"] is None


def test_damage_is_told_with_its_line(tmp_path: Path) -> None:
    items = written(tmp_path, "two, plain")
    changed(items / "labels.csv", 3, "start", "soon")
    with pytest.raises(LabelerError, match=r"labels\.csv, line 4 can't be read: .*soon.*anew with --csv"):
        recompute(items)


def test_no_cell_is_a_formula_and_all_come_back(tmp_path: Path) -> None:
    lines = write_corpus(tmp_path / "lines.jsonl", annotators=("=1+1", "@b", "'c"), articles=11, rich=False)
    odd = lines.read_text(encoding="utf-8").replace('"fact"', '"=HYPERLINK(1)"').replace("article-", "-article")
    lines.write_text(odd.replace('"T1"', '"+T"').replace('"Ana"', '"@Ana"'), encoding="utf-8")
    gathered = gather_files([lines], Asked())
    write_items(tmp_path / "items", gathered, report_of(gathered, Asked(), draws=DRAWS), DRAWS)
    for name in TABLES:
        with (tmp_path / "items" / name).open(encoding="utf-8", newline="") as stream:
            cells = [cell for row in csv.reader(stream) for cell in row]
        texts = [cell for cell in cells if cell and not cell.lstrip("-").replace(".", "").replace("e-", "").isdigit()]
        assert not [cell for cell in texts if cell[0] in "=+-@"]
    assert recompute(tmp_path / "items").differ == ()
    assert alone(tmp_path / "items").endswith("figures are the same")


def test_sets_of_the_same_annotator_twice_are_in_it(tmp_path: Path) -> None:
    lines = write_corpus(tmp_path / "lines.jsonl", annotators=("anna", "ben"), articles=11)
    more = write_corpus(tmp_path / "more.jsonl", annotators=("anna", "ben"), articles=11)
    again = more.read_text(encoding="utf-8").replace('"loud"', '"calm"').replace('"policy"', '"fact"')
    lines.write_text(lines.read_text(encoding="utf-8") + again, encoding="utf-8")
    gathered = gather_files([lines], Asked())
    report = report_of(gathered, Asked(), draws=DRAWS)
    assert {one.annotators for one in report.rows if one.subset == "self"} == {(), ("anna",), ("ben",)}
    write_items(tmp_path / "items", gathered, report, DRAWS)
    assert recompute(tmp_path / "items").differ == ()
    assert alone(tmp_path / "items").endswith("figures are the same")


PARTS = {
    "suggested", "unaided", "shown", "blind", "self", "guidelines:1", "guidelines:2", "month:2026-08", "month:2026-09",
    "rule:quote", "rule:said",
}  # fmt: skip
SWAPPED = {"shown": "blind", "blind": "shown", "1": "2", "2": "1", "2026-08": "2026-09", "2026-09": "2026-08"}


@pytest.fixture(scope="module")
def in_parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The items of a corpus in which sets differ in all that parts of the data are told apart by."""
    folder = tmp_path_factory.mktemp("parts")
    who = ("anna", "ben", "gold")
    own, more = (write_corpus(folder / name, articles=24, annotators=who, seed=6) for name in ("own", "more"))
    again = [line for line in more.read_text(encoding="utf-8").splitlines(keepends=True) if '"gold"' not in line]
    lines = folder / "lines.jsonl"
    lines.write_text(own.read_text(encoding="utf-8") + "".join(again).replace('"policy"', '"fact"'), encoding="utf-8")
    gathered = gather_files([lines], Asked())
    held, chance = gathered.corpus, np.random.default_rng(8)
    # Mostly the same for all sets of an article, sometimes for one another than for the others.
    each = chance.integers(0, 2, (3, len(held), 1)) ^ (chance.random((3, *held.finished.shape)) < 0.2)
    months = ("2026-08", "2026-09")
    corpus = replace(held, shown=each[0], guidelines=1 + each[1], month=each[2], months=months)
    gathered = replace(gathered, corpus=corpus)
    report = report_of(gathered, Asked(), draws=DRAWS)
    assert {one.subset for one in report.rows} == {"", *PARTS}
    assert {"", "unaided", "rule:said", "self"} <= {one.subset for one in report.rows if one.low is not None}
    write_items(folder / "items", gathered, report, DRAWS)
    return folder / "items"


def test_every_part_of_the_data_is_computed_again(in_parts: Path) -> None:
    assert recompute(in_parts).differ == ()
    assert alone(in_parts).endswith("figures are the same")


def test_a_forged_figure_of_any_part_is_named(in_parts: Path, tmp_path: Path) -> None:
    items = shutil.copytree(in_parts, tmp_path / "items")
    forged: set[str] = set()
    with rewritten(items / "figures.csv") as rows:
        for row in rows:
            if row["subset"] and row["value"] and row["subset"] not in forged:
                forged.add(row["subset"])
                row["value"] = "0.123456"
    assert forged == PARTS
    assert {one["subset"] for one in recompute(items).differ if one["what"] == "value"} == PARTS
    done = subprocess.run([sys.executable, "-I", ALONE, items], capture_output=True, text=True, check=False)
    assert done.stderr.strip() == f"{len(PARTS)} differ"


def test_what_tells_parts_apart_cannot_be_forged(in_parts: Path, tmp_path: Path) -> None:
    items = shutil.copytree(in_parts, tmp_path / "items")
    with rewritten(items / "articles.csv") as rows:
        for row in rows:
            # No figure of one kind depends on what tells those of another kind apart.
            row["anna"] = ";".join(SWAPPED.get(word, word) for word in row["anna"].split(";"))
    with rewritten(items / "labels.csv") as rows:
        for row in rows:
            row["rule"] = row["rule"].replace("said", "quote")
            row["aided"] = "" if row["layer"] == "claim" else row["aided"]
            if row["set"] == "further" and row["layer"] == "claim":
                row["value:type"] = "fact"
    assert {one.get("subset", "") for one in recompute(items).differ} >= PARTS


@contextmanager
def rewritten(file: Path) -> Iterator[list[dict[str, str]]]:
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.DictReader(stream)
        rows = list(reader)
    yield rows
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, reader.fieldnames or ())
        writer.writeheader()
        writer.writerows(rows)


TABLES = ["about.csv", "articles.csv", "labels.csv", "families.csv", "items.csv", "figures.csv"]


@pytest.mark.parametrize("name", TABLES)
def test_a_missing_or_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    items = written(tmp_path, "two, plain")
    (items / name).write_bytes(b"nothing,of,it\n\xff\xfe,1,2\n")
    with pytest.raises(LabelerError) as refused:
        recompute(items)
    assert refused.value.code == "no_agreement_items"
    (items / name).unlink()
    with pytest.raises(LabelerError, match=name):
        recompute(items)


def test_a_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "mine.txt").write_text("mine")
    with pytest.raises(LabelerError) as refused:
        written(tmp_path, "two, plain")
    assert refused.value.code == "items_folder_in_use"
    assert [one.name for one in (tmp_path / "items").iterdir()] == ["mine.txt"]
