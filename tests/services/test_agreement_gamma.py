import pytest

from labeler.agreement.corpus import corpus_of
from labeler.agreement.report import Asked
from labeler.domain.errors import LabelerError
from labeler.services.agreement_gamma import with_gamma
from labeler.services.agreement_gathering import Gathered
from labeler.services.agreement_reporting import report_of
from tests.agreement.gamma_made import stand_in
from tests.agreement.parts_made import article, claims


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
