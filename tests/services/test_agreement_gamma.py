import sys

import pytest

from labeler.agreement.corpus import corpus_of
from labeler.agreement.report import Asked, Report
from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor
from labeler.services.agreement import agreement
from labeler.services.agreement_gamma import measure_gamma, with_gamma
from labeler.services.agreement_gathering import Gathered
from labeler.services.agreement_reporting import report_of
from labeler.store import Store
from tests.agreement.gamma_made import stand_in
from tests.agreement.parts_made import article, claims
from tests.fixtures.disagreeing import label_all


def gathered(*names: str) -> Gathered:
    held = [article(f"a{n}", *(claims(name, (0, 10)) for name in names)) for n in range(3)]
    return Gathered(corpus=corpus_of(held))


def test_gamma_comes_after_all_other_figures_and_changes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    found = gathered("Ada", "Bo")
    report = report_of(found, Asked(layer="claim"), draws=10, seed=7)
    told: list[tuple[int, int, str]] = []
    more = with_gamma(report, found, progress=lambda *words: told.append(words))
    assert more.rows[:-1] == report.rows
    assert (more.rows[-1].measure, more.rows[-1].value, more.rows[-1].articles) == ("gamma", pytest.approx(0.8), 3)
    assert told[-1] == (3, 3, "gamma")


def test_four_annotators_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)
    found = gathered("Ada", "Bo", "Cy", "Di")
    with pytest.raises(LabelerError, match="two or three annotators"):
        with_gamma(report_of(found, Asked(layer="frame"), draws=10), found)


@pytest.fixture
def store(file_store: Store) -> Store:
    return file_store


def test_a_project_is_measured_on_the_sets_that_its_report_counts(
    store: Store, lena: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(monkeypatch)
    label_all(store, "anna", "bert")
    report = agreement(store, lena, draws=10, fresh=True)
    once = measure_gamma(store, lena, report)
    rows = [row for row in once.rows if row.measure == "gamma"]
    assert [(row.layer, row.articles) for row in rows] == [("claim", 1), ("speaker", 1), ("stance", 1)]
    assert measure_gamma(store, lena, once) == once
    told: list[int] = []
    with pytest.raises(LabelerError, match="cancelled"):
        measure_gamma(store, lena, report, progress=lambda done, *_: told.append(done), cancelled=lambda: bool(told))


def test_what_cannot_be_measured_is_refused_before_anything_is_read(
    store: Store, lena: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)
    with pytest.raises(LabelerError, match=r"pip install 'labeler\[gamma\]'"):
        measure_gamma(store, lena, Report(rows=(), annotators=("anna", "bert")))
    with pytest.raises(LabelerError, match="two or three annotators, not 4"):
        measure_gamma(store, lena, Report(rows=(), annotators=("anna", "bert", "cy", "di")))
