"""Values from the literature and from other libraries' tests, of ratings and of tables of two raters."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from labeler.agreement import coefficients as of
from labeler.agreement.sums import Floats

SHARED = Path(os.environ.get("LABELER_SHARED", Path(__file__).parents[3] / "shared"))
FILE = SHARED / "reference" / "agreement_vectors.json"
VECTORS: dict[str, dict[str, Any]] = (
    {one["name"]: one for one in json.loads(FILE.read_text("utf-8"))} if FILE.exists() else {}
)
KINDS = {"ratings", "ratings_sets", "table"}

OUT_OF_SCOPE: Mapping[str, str] = {
    "Cohen1960-p37 kappa max": "the highest kappa that marginals allow is not reported",
    "Cohen1960-p45 kappa max": "the highest kappa that marginals allow is not reported",
    "SAS kappa + asymptotic CI": "intervals are drawn by article, not taken from a formula; the value is tested below",
    "Gwet AC2 quadratic 4x4": "AC1 alone is reported: weights of AC2 need numbers as values",
    "Gwet AC2 quadratic 5x5": "AC1 alone is reported: weights of AC2 need numbers as values",
    "Warrens2010 Hubert/Davies-Fleiss": "alpha takes the place of kappa for several raters",
    "AP2008-ex2 weighted kappa": "alpha takes the place of weighted kappa",
    "SAS linear weighted kappa": "alpha takes the place of weighted kappa",
}
"""What is not measured here, by name, and why."""


def matrix_of(data: Mapping[str, Any]) -> tuple[Floats, list[Any]]:
    """Return coincidences of ratings or of a table, and the values in order."""
    if data["type"] == "table":
        return of.coincidences_of_table(np.array(data["table"], np.float64)), list(data["categories"])
    items = [[one for one in item if one is not None] for item in data["items"]]
    values = sorted({one for item in items for one in item})
    held = np.array([[item.count(one) for one in values] for item in items], np.float64)
    return of.coincidences(held), values


def nominal(data: Mapping[str, Any], coefficient: Callable[[Floats, Floats], Floats]) -> Any:
    found = coefficient(*of.agreed_and_used(matrix_of(data)[0]))
    return found.tolist()


def alpha_by(data: Mapping[str, Any], distances: Callable[[Floats, Floats], Floats]) -> float:
    """Return alpha with distances from how often values are used and from the values."""
    matrix, values = matrix_of(data)
    numbers = np.array(values, np.float64) if not any(isinstance(one, str) for one in values) else np.zeros(0)
    return float(of.alpha(matrix, distances(matrix.sum(axis=-1), numbers)))


def kappa(data: Mapping[str, Any]) -> float:
    held = np.array(data["table"], np.float64)
    return float(of.kappa(np.diagonal(held), held.sum(axis=1), held.sum(axis=0)))


def light(data: Mapping[str, Any]) -> float:
    """Return the mean of kappa over pairs of raters."""
    columns = list(zip(*data["items"], strict=True))
    values = sorted({one for column in columns for one in column})
    found: list[float] = []
    for first, second in combinations(columns, 2):
        table = [[sum((a, b) == (x, y) for x, y in zip(first, second, strict=True)) for b in values] for a in values]
        found.append(kappa({"table": table}))
    return sum(found) / len(found)


def by_chance_with_replacement(data: Mapping[str, Any], coefficient: Callable[[Floats, Floats], Floats]) -> Any:
    """Return pi or Fleiss' kappa: alpha without its allowance for a small sample (units rated by all alike)."""
    agreed, used = of.agreed_and_used(matrix_of(data)[0])
    count = used.sum()
    return (1 - (1 - coefficient(agreed, used)) * count / (count - 1)).tolist()


def by_number_of_values(data: Mapping[str, Any]) -> float:
    """Return S: observed agreement against one in as many as there are values."""
    chance = 1 / len(matrix_of(data)[1])
    return (nominal(data, of.observed) - chance) / (1 - chance)


def to_and_from_check(used: Floats, _numbers: Floats) -> Floats:
    """Return the distances of the example: 1, but ½ to and from the third value."""
    apart = 1 - np.eye(len(used))
    apart[2, :2] = apart[:2, 2] = 0.5
    return apart


def alpha_of_sets(data: Mapping[str, Any], distance: Callable[[float, float], float]) -> float:
    """Return alpha of sets as values, by a distance from Jaccard's index and from how one holds the other."""
    items = [[frozenset(one) for one in item] for item in data["items"]]
    values = sorted({one for item in items for one in item}, key=sorted)
    held = np.array([[item.count(one) for one in values] for item in items], np.float64)
    apart = np.array([[distance(_jaccard(a, b), _monotony(a, b)) if a != b else 0.0 for b in values] for a in values])
    return float(of.alpha(of.coincidences(held), apart))


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b)


def _monotony(a: frozenset[str], b: frozenset[str]) -> float:
    if a == b:
        return 1.0
    if a < b or b < a:
        return 2 / 3
    return 1 / 3 if a & b else 0.0


MEASURES: Mapping[str, Callable[[Mapping[str, Any]], Any]] = {
    "observed_agreement": lambda data: nominal(data, of.observed),
    "krippendorff_alpha_nominal": lambda data: nominal(data, of.alpha_nominal),
    "krippendorff_alpha_ordinal": lambda data: alpha_by(data, lambda used, _: of.ordinal(used)),
    "krippendorff_alpha_interval": lambda data: alpha_by(data, lambda _, numbers: of.interval(numbers)),
    "krippendorff_alpha_ratio": lambda data: alpha_by(data, lambda _, numbers: of.ratio(numbers)),
    "krippendorff_alpha_custom": lambda data: alpha_by(data, to_and_from_check),
    "krippendorff_alpha_per_category": lambda data: nominal(data, of.alpha_category),
    "krippendorff_alpha_masi": lambda data: alpha_of_sets(data, lambda j, m: (1 - j) * (1 - m)),
    "krippendorff_alpha_masi_passonneau": lambda data: alpha_of_sets(data, lambda j, m: 1 - j * m),
    "cohen_kappa": kappa,
    "light_kappa": light,
    "gwet_ac1": lambda data: nominal(data, of.ac1),
    # Not reported, but the same sums in another formula: further checks of observed agreement and of alpha.
    "scott_pi": lambda data: by_chance_with_replacement(data, of.alpha_nominal),
    "fleiss_kappa": lambda data: by_chance_with_replacement(data, of.alpha_nominal),
    "pi_per_category": lambda data: by_chance_with_replacement(data, of.alpha_category),
    "fleiss_kappa_per_category": lambda data: by_chance_with_replacement(data, of.alpha_category),
    "bennett_S": by_number_of_values,
    "randolph_kappa": by_number_of_values,
}
IN_SCOPE = {name: one for name, one in VECTORS.items() if one["data"]["type"] in KINDS and name not in OUT_OF_SCOPE}

pytestmark = pytest.mark.skipif(not VECTORS, reason="the published values are not here (LABELER_SHARED)")


@pytest.mark.parametrize("name", sorted(IN_SCOPE))
def test_published_value(name: str) -> None:
    one = IN_SCOPE[name]
    assert MEASURES[one["measure"]](one["data"]) == pytest.approx(one["expected"], abs=one["tolerance"])


def test_kappa_of_the_value_published_with_an_interval() -> None:
    one = VECTORS["SAS kappa + asymptotic CI"]
    assert kappa(one["data"]) == pytest.approx(one["expected"][0], abs=one["tolerance"])


def test_what_is_left_out_is_there() -> None:
    assert set(OUT_OF_SCOPE) <= set(VECTORS)
    assert {VECTORS[name]["data"]["type"] for name in OUT_OF_SCOPE} <= KINDS
