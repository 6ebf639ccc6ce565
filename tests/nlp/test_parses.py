"""Parses that are kept give the same suggestions, and damage only costs time."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from labeler.nlp.parses import prune
from labeler.nlp.pipeline import Pipeline
from tests.fixtures.parsing import pipeline_of
from tests.nlp.evaluate import default_scheme

TEXT = "“The port will open in May,” said Ada Lovelace.\n\nCritics warn that the cost could double. 😀 It rained.\n"


@pytest.fixture
def pipeline(tmp_path: Path) -> Pipeline:
    return pipeline_of(default_scheme(), parses=tmp_path / "parses")


def _files(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


def test_what_was_kept_gives_the_same(pipeline: Pipeline, tmp_path: Path) -> None:
    plain = pipeline_of(default_scheme()).suggest(TEXT)
    first = pipeline.suggest(TEXT)
    kept = _files(tmp_path)
    again = pipeline_of(default_scheme(), parses=tmp_path / "parses").suggest(TEXT)

    assert len(kept) == 1
    assert plain == first == again
    assert any(one.kind == "claim" for one in again.suggestions)


def test_only_the_owner_reads_them(pipeline: Pipeline, tmp_path: Path) -> None:
    pipeline.suggest(TEXT)

    (file,) = _files(tmp_path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("harm", [b"", b"nonsense", None])
def test_a_damaged_file_is_parsed_again(pipeline: Pipeline, tmp_path: Path, harm: bytes | None) -> None:
    first = pipeline.suggest(TEXT)
    (file,) = _files(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2] if harm is None else harm)

    assert pipeline.suggest(TEXT) == first
    assert file.read_bytes() == whole


def test_another_text_s_parse_is_not_taken(pipeline: Pipeline, tmp_path: Path) -> None:
    pipeline.suggest(TEXT)
    (file,) = _files(tmp_path)
    other = TEXT.replace("double", "treble")
    expected = pipeline_of(default_scheme()).suggest(other)
    pipeline.suggest(other)
    (second,) = set(_files(tmp_path)) - {file}
    second.write_bytes(file.read_bytes())

    assert pipeline.suggest(other) == expected


def test_the_oldest_parses_go_first(tmp_path: Path) -> None:
    for number in range(4):
        file = tmp_path / "ab" / f"{number}.docs"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"x" * 100)
        os.utime(file, (number, number))
    prune(tmp_path, 250)
    assert sorted(one.name for one in tmp_path.rglob("*.docs")) == ["2.docs", "3.docs"]
    prune(tmp_path / "nowhere", 0)
