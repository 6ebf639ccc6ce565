"""The gamma measure, by the package where it is installed, else by a stand-in that counts what it is asked."""

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from labeler.agreement.corpus import Corpus, corpus_of
from labeler.agreement.gamma import gamma
from labeler.agreement.report import Asked
from labeler.agreement.units import GOLD, ArticleUnits, ClaimUnit, SpeakerUnit, UnitSet
from labeler.domain.errors import LabelerError
from tests.agreement.gamma_made import Continuum, stand_in
from tests.agreement.parts_made import article, claims

SHARED = Path(os.environ.get("LABELER_SHARED", Path(__file__).resolve().parents[3] / "shared"))
VECTORS = SHARED / "reference" / "agreement_vectors.json"


@pytest.fixture
def package(monkeypatch: pytest.MonkeyPatch) -> type[Continuum]:
    return stand_in(monkeypatch)


def many(count: int) -> Corpus:
    return corpus_of([article(f"a{n}", claims("Ada", (0, 10)), claims("Bo", (0, 10), (20, 30))) for n in range(count)])


def test_disorders_of_articles_are_added_before_they_are_compared(package: type[Continuum]) -> None:
    rows = gamma(many(12), Asked(layer="claim"))
    assert [(one.layer, one.measure, one.attribute, one.articles, one.units) for one in rows] == [
        ("claim", "gamma", "type", 12, 36)
    ]
    assert rows[0].value == pytest.approx(0.8)
    assert rows[0].low == pytest.approx(0.8)
    assert package.seen[0] == {"Ada": [(0, 10, "(unset)")], "Bo": [(0, 10, "(unset)"), (20, 30, "(unset)")]}


def test_few_articles_are_drawn_from_many_and_the_same_again(package: type[Continuum]) -> None:
    corpus = many(40)
    first = gamma(corpus, Asked(layer="claim"), most=5)
    assert first[0].articles == 5
    assert first[0].reason == "too_few_articles"
    assert gamma(corpus, Asked(layer="claim"), most=5) == first
    # Chance comes from the seed, article by article, and numpy's own is left as it was.
    assert len(set(package.draws)) == 1
    np.random.seed(1)  # noqa: NPY002
    expected = np.random.random()  # noqa: NPY002
    np.random.seed(1)  # noqa: NPY002
    gamma(corpus, Asked(layer="claim"), most=1)
    assert np.random.random() == expected  # noqa: NPY002


def test_who_marked_nothing_is_there_with_nothing_and_gold_is_not(package: type[Continuum]) -> None:
    gold = claims(GOLD, (0, 10))
    corpus = corpus_of([article("a", claims("Ada", (0, 10)), UnitSet(annotator="Bo"), gold=gold)], gold=True)
    gamma(corpus, Asked(layer="claim"))
    assert package.seen == [{"Ada": [(0, 10, "(unset)")], "Bo": []}]


def test_articles_without_labels_or_with_very_many_are_left_out(package: type[Continuum]) -> None:
    crowd = [(n, n + 2) for n in range(300)]
    corpus = corpus_of(
        [
            article("none", claims("Ada"), claims("Bo")),
            article("many", claims("Ada", *crowd), claims("Bo", *crowd)),
            article("alone", claims("Ada", (0, 3))),
        ]
    )
    row = gamma(corpus, Asked(layer="claim"))[0]
    assert (row.value, row.reason, row.articles) == (None, "no_units", 0)
    assert not package.seen


def test_the_package_does_not_write_to_the_log(package: type[Continuum], caplog: pytest.LogCaptureFixture) -> None:
    before = list(logging.getLogger().handlers)
    gamma(many(1), Asked())
    assert package.seen
    assert not caplog.records
    assert logging.getLogger().handlers == before


def test_progress_is_told_and_it_can_be_cancelled(package: type[Continuum]) -> None:
    told: list[tuple[int, int]] = []
    gamma(many(3), Asked(layer="claim"), progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    package.seen.clear()
    with pytest.raises(LabelerError, match="cancelled"):
        gamma(many(3), Asked(), cancelled=lambda: True)
    assert not package.seen


def test_a_failure_of_the_package_is_told_in_a_sentence(
    package: type[Continuum], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("no solver")

    monkeypatch.setattr(package, "compute_gamma", fail)
    with pytest.raises(LabelerError, match=r"does not work here \(no solver\)"):
        gamma(many(1), Asked())


@pytest.mark.parametrize("count", [1, 4])
def test_more_than_three_annotators_or_one_are_refused(count: int) -> None:
    sets = (claims(f"p{n}", (0, 10)) for n in range(count))
    with pytest.raises(LabelerError, match=f"two or three annotators, not {count}"):
        gamma(corpus_of([article("a", *sets)]), Asked())


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)
    with pytest.raises(LabelerError, match=r"pip install 'labeler\[gamma\]'"):
        gamma(many(1), Asked())


@pytest.mark.skipif(not VECTORS.exists(), reason="the published values are not here")
def test_published_gamma_of_three_annotators() -> None:
    pytest.importorskip("pygamma_agreement", reason="the extra is not installed")
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))
    one = next(one for one in vectors if one["measure"] == "gamma")
    row = gamma(corpus_of([_of_vector(one)]), Asked(layer="claim"), seed=4772)[0]
    assert row.value == pytest.approx(one["expected"], abs=one["tolerance"])


@pytest.mark.filterwarnings("default")
def test_people_who_mark_the_same_have_a_gamma_of_one() -> None:
    pytest.importorskip("pygamma_agreement", reason="the extra is not installed")
    sets = [
        UnitSet(annotator=name, speakers=(SpeakerUnit("s", 3, 9), SpeakerUnit("t", 20, 29))) for name in ("Ada", "Bo")
    ]
    assert gamma(corpus_of([article("a", *sets)]), Asked(layer="speaker"))[0].value == 1


def _of_vector(one: dict[str, Any]) -> ArticleUnits:
    units = one["data"]["units"]
    sets = [
        UnitSet(
            annotator=name,
            claims=tuple(
                ClaimUnit(f"{n}", *unit[1:3], type=unit[3]) for n, unit in enumerate(units) if unit[0] == name
            ),
        )
        for name in sorted({unit[0] for unit in units})
    ]
    return ArticleUnits(key="a", length=60, sets=tuple(sets))
