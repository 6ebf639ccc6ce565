"""A stand-in for the package that measures gamma: it counts what it is asked."""

from __future__ import annotations

import logging
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest


class Continuum:
    """Stands in for the package's: the observed disorder is a tenth of the labels, the expected one a half."""

    seen: list[dict[str, list[tuple[int, int, str]]]] = []  # noqa: RUF012
    draws: list[float] = []  # noqa: RUF012

    def __init__(self) -> None:
        self.units: dict[str, list[tuple[int, int, str]]] = {}

    def add_annotator(self, name: str) -> None:
        self.units.setdefault(name, [])

    def add(self, name: str, segment: tuple[int, int], category: str) -> None:
        self.units[name].append((*segment, category))

    @property
    def avg_num_annotations_per_annotator(self) -> float:
        return sum(map(len, self.units.values())) / len(self.units)

    def compute_gamma(self, dissimilarity: str, *, sampler: str) -> SimpleNamespace:
        assert (dissimilarity, sampler) in {("place", "shuffled"), ("both", "shuffled")}
        self.seen.append(self.units)
        self.draws.append(float(np.random.random()))  # noqa: NPY002
        logging.warning("CBC solver not installed. Using GLPK.")  # noqa: LOG015
        labels = sum(map(len, self.units.values()))
        return SimpleNamespace(observed_disorder=0.1 * labels, expected_disorder=0.5 * labels)


def stand_in(monkeypatch: pytest.MonkeyPatch) -> type[Continuum]:
    """Put the stand-in in the package's place."""
    made, core = ModuleType("pygamma_agreement"), ModuleType("pyannote.core")
    made.__dict__.update(
        Continuum=Continuum,
        PositionalSporadicDissimilarity=lambda **_: "place",
        CombinedCategoricalDissimilarity=lambda **_: "both",
        ShuffleContinuumSampler=lambda: "shuffled",
    )
    core.__dict__["Segment"] = lambda start, end: (start, end)
    for name, module in (("pygamma_agreement", made), ("pyannote", ModuleType("pyannote")), ("pyannote.core", core)):
        monkeypatch.setitem(sys.modules, name, module)
    Continuum.seen, Continuum.draws = [], []
    return Continuum
