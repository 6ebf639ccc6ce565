"""Every figure can be computed again from the items, by Labeler and by a script that knows nothing of it."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.parametrize("name", CORPORA)
def test_a_script_that_knows_nothing_of_labeler_gets_every_figure(tmp_path: Path, name: str) -> None:
    items = written(tmp_path, name)
    done = subprocess.run(
        [sys.executable, "-I", "-W", "ignore", ALONE, items], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout[-2000:]
    figures = len((items / "figures.csv").read_text(encoding="utf-8").splitlines()) - 1
    assert done.stdout.strip() == f"{figures} figures are the same"


@pytest.mark.parametrize("name", CORPORA)
def test_labeler_gets_every_figure_again(tmp_path: Path, name: str) -> None:
    items = written(tmp_path, name)
    assert recompute(items).differ == ()


def test_a_layer_and_another_threshold_can_be_computed_again(tmp_path: Path) -> None:
    assert recompute(written(tmp_path, "three, rich", Asked(layer="frame", threshold=0.35))).differ == ()


def test_a_changed_label_is_noticed(tmp_path: Path) -> None:
    items = written(tmp_path, "two, plain")
    file = items / "labels.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    rows[1][6] = str(int(rows[1][6]) - 2)
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    assert recompute(items).differ


@pytest.mark.parametrize("name", ["about.csv", "sets.csv", "labels.csv", "figures.csv"])
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
