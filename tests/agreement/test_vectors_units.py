"""Values from the literature and from other libraries' tests, of units on a continuum and of spans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from labeler.agreement.corpus import corpus_of
from labeler.agreement.overlap import Alignment
from labeler.agreement.spans import SpanMeasure, f1, pair
from labeler.agreement.sums import Floats, estimate
from labeler.agreement.unitizing import Among, Continuum, UnitMeasure
from labeler.agreement.units import ArticleUnits
from tests.agreement.test_vectors_ratings import KINDS, VECTORS
from tests.agreement.units_made import a_set

OLD = "alpha for unitizing of 1995, whose chance is not what it should be for more than two; that of 2016 is reported"
WHOLE = "for texts that are cut from end to end; labels are few and far between"
GAMMA = "what pygamma-agreement computes, where it is installed"
MUC = "half a match for a part; overlap matches or does not, by its threshold"

OUT_OF_SCOPE: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "DKPro split unit",
            "INCEpTION multi-value",
            "INCEpTION self-overlap (longest kept)",
            "K1995-A alpha_U (continuum stretched x1000)",
            "K1995-B alpha_U (continuum stretched x1000)",
            "K1995-C alpha_U (continuum stretched x1000)",
            "K1995-D alpha_U (continuum stretched x1000)",
            "K2004 unitizing overall alpha_U",
            "K2004 unitizing c D_e",
            "K1995-A D_o",
            "K1995-B D_o",
            "K1995-C D_o",
            "K1995-D D_o",
            "K2004 unitizing c D_o",
            "K2004 unitizing c",
            "K2004 unitizing k",
            "K2004 delta^2 of unit pairs",
        ),
        OLD,
    ),
    **dict.fromkeys(
        (
            "boundary similarity clustered",
            "boundary similarity extra",
            "boundary similarity full miss",
            "boundary similarity near miss",
            "Kazantseva2012 G2 kappa*_B",
            "Kazantseva2012 G5 kappa*_B",
            "Kazantseva2012 G2 pi*_B",
            "Kazantseva2012 G5 pi*_B",
            "segmentation similarity clustered",
            "segmentation similarity full miss",
            "segmentation similarity near miss",
            "WindowDiff k=3 0.0",
            "WindowDiff k=3 0.3",
            "WindowDiff k=3 0.8",
        ),
        WHOLE,
    ),
    **dict.fromkeys(
        (
            "AlexPaulSuzan gamma",
            "AlexPaulSuzan gamma-cat",
            "AlexPaulSuzan gamma-k(6)",
            "AlexPaulSuzan observed disorder",
            "DKPro/pygamma fixture 01_two_annotators_simple observed disorder",
            "DKPro/pygamma fixture 02_unequal_counts observed disorder",
            "DKPro/pygamma fixture 03_identical_perfect observed disorder",
            "DKPro/pygamma fixture 04_three_annotators observed disorder",
            "DKPro/pygamma fixture 05_larger_two_annotators observed disorder",
            "DKPro/pygamma fixture 06_weighted_alpha3_beta2 observed disorder",
            "gamma positional dissimilarity, Mathet 2015 fig.10",
        ),
        GAMMA,
    ),
    **dict.fromkeys(("bratutils sample MUC-7 table", "SemEval-2013 partial P/R/F1 from counts"), MUC),
}
"""What is not measured here, by name, and why."""


def among(data: Mapping[str, Any], attribute: str) -> Among:
    """Return the units of a vector; the types of claims are its categories."""
    begin = data["begin"]
    sets = tuple(
        a_set(str(rater), *((s - begin, e - begin, word) for by, s, e, word in data["units"] if by == rater))
        for rater in range(data["raters"])
    )
    corpus = corpus_of([ArticleUnits(key="a", length=data["length"], sets=sets)])
    return Continuum(corpus, "claim", attribute).among()


def unitized(measure: UnitMeasure) -> Callable[[Mapping[str, Any]], Any]:
    return lambda data: estimate(among(data, "type").statistic(measure), None).value


def by_value(data: Mapping[str, Any]) -> Any:
    words = sorted({word for *_, word in data["units"]})
    return [estimate(among(data, "type").statistic("ku_alpha", word), None).value for word in words]


def totals(first: Sequence[Any], second: Sequence[Any], measure: SpanMeasure, least: float = 0) -> Floats:
    """Return what two share and what each marked, of spans (start, end, word); other words never match."""
    summed = np.zeros(3)
    for word in sorted({one[2] for one in (*first, *second)}):
        sets = (
            a_set(name, *(one[:2] for one in held if one[2] == word)) for name, held in (("A", first), ("B", second))
        )
        corpus = corpus_of([ArticleUnits(key="a", length=99, sets=tuple(sets))])
        one = pair(corpus, Alignment(corpus), "claim", 0, 1, measure=measure, threshold=least)
        summed += one.table.sum(axis=0)
    return summed


def f1_of(measure: SpanMeasure) -> Callable[[Mapping[str, Any]], Any]:
    return lambda data: float(f1(totals(data["a"], data["b"], measure)))


def spans_of(tags: Sequence[str], at: int) -> list[tuple[int, int, str]]:
    """Return the spans of a sentence's tags, which stand for a place each, from `at` on."""
    found: list[tuple[int, int, str]] = []
    for place, tag in enumerate(tags, start=at):
        if tag.startswith("B-"):
            found.append((place, place + 1, tag[2:]))
        elif tag.startswith("I-"):
            found[-1] = (found[-1][0], place + 1, tag[2:])
    return found


def counted(measure: SpanMeasure, *, types: bool, partly: bool = False) -> Callable[[Mapping[str, Any]], Any]:
    """Return how many are correct, incorrect, partly correct, missing, spurious, where each is one of another's."""

    def counts(data: Mapping[str, Any]) -> list[float]:
        both: list[list[tuple[int, int, str]]] = []
        for side in ("true", "pred"):
            spans = [one for number, tags in enumerate(data[side]) for one in spans_of(tags, 20 * number)]
            both.append(spans if types else [(start, end, "") for start, end, _ in spans])
        right, marked, found = totals(*both, measure)
        touched = totals(*[[(s, e, "") for s, e, _ in one] for one in both], "f1_overlap")[0]
        wrong = [0, touched - right] if partly else [touched - right, 0]
        return [right, *wrong, marked - touched, found - touched]

    return counts


def kappa_and_f1(data: Mapping[str, Any]) -> list[float]:
    """Return kappa of two who marked places or did not, for more and more places that neither did; at last their F1."""
    both, first, second = data["tp"], data["only_a"], data["only_b"]
    ours = [(place, place + 1, "") for place in range(both + first)]
    theirs = [(place, place + 1, "") for place in (*range(both), *range(both + first, both + first + second))]
    found: list[float] = []
    for neither in data["tn"]:
        count = both + first + second + neither
        agreed = (both + neither) / count
        chance = ((both + first) * (both + second) + (second + neither) * (first + neither)) / count**2
        found.append((agreed - chance) / (1 - chance))
    return [*found, float(f1(totals(ours, theirs, "f1_exact")))]


MEASURES: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "u_alpha_2016": unitized("u_alpha"),
    "bar_u_alpha_2016": unitized("bar_u_alpha"),
    "cu_alpha_2016": unitized("cu_alpha"),
    "cu_coverage_2016": lambda data: among(data, "type").statistic("cu_alpha").coverage,
    "k_u_alpha_2016": by_value,
    "span_f1_exact": f1_of("f1_exact"),
    "span_f1_char": f1_of("f1_characters"),
    "kappa_vs_f1": kappa_and_f1,
    "semeval2013_strict": counted("f1_exact", types=True),
    "semeval2013_exact": counted("f1_exact", types=False),
    "semeval2013_ent_type": counted("f1_overlap", types=True),
    "semeval2013_partial": counted("f1_exact", types=False, partly=True),
}


@pytest.mark.skipif(not VECTORS, reason="no shared data here")
@pytest.mark.parametrize(
    "name", [name for name, one in VECTORS.items() if one["data"]["type"] not in KINDS and name not in OUT_OF_SCOPE]
)
def test_published_values(name: str) -> None:
    vector = VECTORS[name]
    found = MEASURES[vector["measure"]](vector["data"])
    assert found == pytest.approx(vector["expected"], abs=vector["tolerance"])


@pytest.mark.skipif(not VECTORS, reason="no shared data here")
def test_every_vector_is_measured_or_left_out_for_a_reason() -> None:
    mine = {name for name, one in VECTORS.items() if one["data"]["type"] not in KINDS}
    assert set(OUT_OF_SCOPE) <= mine
    assert {name for name in mine if VECTORS[name]["measure"] in MEASURES} == mine - set(OUT_OF_SCOPE)
