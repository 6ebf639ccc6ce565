"""Reports as JSON and back."""

from __future__ import annotations

import json

import pytest

from labeler.agreement.report import (
    ArticleRow,
    Asked,
    Confusion,
    Decided,
    Excluded,
    KindCount,
    Report,
    Row,
    report_of_json,
)

_REPORT = Report(
    rows=(
        Row("claim", "f1_overlap", threshold=0.5, value=0.75, low=0.5, high=0.9, articles=12, units=90),
        Row("claim", "kappa", "type", annotators=("anna", "ben"), reason="no_variation", articles=12, coverage=0.5),
    ),
    excluded=(Excluded("a1", "ben", "in progress"),),
    kinds=(KindCount("claim", "missing", 3),),
    confusions=(Confusion("type", "", "anna", "ben", ("fact", "opinion", "NONE"), ((1, 2, 3), (4, 5, 6), (7, 8, 0))),),
    articles=(ArticleRow("a1", "One", 3, 400, ("anna", "ben")),),
    decided=(Decided("anna", "said", 3, 1, 2, 4, 0, 2.5),),
    annotators=("anna", "ben"),
    sets=24,
    doubly=12,
    seed=7,
    version="1",
    conventions={"interval": "over articles"},
    asked=Asked(annotators=("anna", "ben"), threshold=0.6),
)


def test_a_report_comes_back_from_its_json() -> None:
    again = report_of_json(json.loads(json.dumps(_REPORT.as_json())))
    assert again == _REPORT


def test_json_begins_with_what_programs_read() -> None:
    table = _REPORT.as_json()
    assert list(table)[:5] == ["measures", "excluded", "conventions", "seed", "version"]
    assert list(table["measures"][0]) == [
        "layer", "measure", "attribute", "category", "topic", "subset", "annotators", "threshold", "value", "low",
        "high", "reason", "articles", "units", "coverage",
    ]  # fmt: skip


def test_another_table_is_no_report() -> None:
    with pytest.raises(ValueError, match=r"labeler\.other"):
        report_of_json(_REPORT.as_json() | {"form": "labeler.other/1"})


def test_disagreements_by_a_thousand_words() -> None:
    assert ArticleRow("a", "", 3, 400, ()).rate == 7.5
    assert ArticleRow("a", "", 3, 0, ()).rate == 0
