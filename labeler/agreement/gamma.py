"""The gamma measure of agreement on spans, by the package `pygamma-agreement`, which is an extra: slow, and by draws.

An article's labels are aligned so that their disorder is least; what is left is compared with that of labels shuffled
over the article. Disorders are added over articles before the two are compared. Few articles are enough, and all that
time allows: they are drawn, and so is chance, both from a seed.
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import numpy as np

from labeler.agreement.assembling import Measured, rows_of
from labeler.agreement.corpus import Corpus, LayerName
from labeler.agreement.intervals import SEED
from labeler.agreement.overlap import people
from labeler.agreement.pairing import double
from labeler.agreement.report import Asked, Row
from labeler.agreement.sums import NO_OVERLAP, NO_UNITS, Draws, Floats, Statistic
from labeler.domain.errors import LabelerError, sentence

MISSING = sentence("gamma_missing", "The gamma measure needs an extra: pip install 'labeler[gamma]'.")
BROKEN = sentence(
    "gamma_broken", "The gamma measure can't be computed: pygamma-agreement does not work here ({fault})."
)
TOO_MANY = sentence(
    "gamma_too_many", "The gamma measure takes two or three annotators, not {count}. Name those you mean."
)
CANCELLED = sentence("gamma_cancelled", "Computing gamma was cancelled; nothing was changed.")

MOST_ANNOTATORS = 3
MOST_ARTICLES = 50
"""So many articles are drawn, unless it is said otherwise: some tenths of a second each."""

# The weights of place and category that Mathet, Widlöcher and Métivier's own program begins with.
_PLACE, _CATEGORY = 3.0, 1.0
# Alignments of an article's labels that are weighed against each other: more take minutes.
_MOST_ALIGNMENTS = 60_000
_MEASURED: tuple[tuple[LayerName, str], ...] = (("claim", "type"), ("speaker", ""), ("stance", ""))

_Unit: TypeAlias = tuple[str, int, int, str]


def gamma(
    corpus: Corpus,
    asked: Asked,
    *,
    seed: int = SEED,
    most: int = MOST_ARTICLES,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[Row]:
    """Return a row for claims with their types, for speakers and for stance cues, as far as they are asked for.

    Args:
        corpus: of two or three annotators; gold is not counted.
        asked: what is wanted; its layer counts here.
        seed: of the articles and of chance.
        most: how many articles are drawn. Articles that nobody marked anything in, and those with very many labels,
            are left out; the rows say how many remain.
        progress: told how many articles are done, and of how many.
        cancelled: asked between articles.

    Raises:
        LabelerError: the extra is not installed or does not work, there are too many annotators, or it was cancelled.
    """
    annotators = people(corpus)
    _check(len(annotators))
    measure = _Gamma(seed)
    wanted = [one for one in _MEASURED if asked.layer in {"", one[0]}]
    articles = {one: _drawn(corpus, *one, most=most, seed=seed) for one in wanted}
    total, done = sum(map(len, articles.values())), 0
    rows: list[Row] = []
    for layer, attribute in wanted:
        table = np.zeros((len(corpus), 2))
        for number, units in articles[layer, attribute].items():
            if cancelled and cancelled():
                raise LabelerError(CANCELLED)
            names = [corpus.annotators[who] for who in annotators if corpus.finished[number, who]]
            table[number] = measure.disorders(names, units, by_category=bool(attribute))
            done += 1
            if progress:
                progress(done, total)
        numbers = list(articles[layer, attribute])
        units = sum(map(len, articles[layer, attribute].values()))
        reason = "" if units else NO_UNITS if double(corpus).any() else NO_OVERLAP
        # Only articles that were drawn can be drawn again.
        found = Statistic(table[numbers], _value, reason, len(numbers), units)
        rows += rows_of(iter([Measured(Row(layer, "gamma", attribute), found)]), Draws(len(numbers), seed=seed))
    return rows


def ready(annotators: int) -> None:
    """Find out whether gamma of so many annotators can be measured.

    Raises:
        LabelerError: there are too many, or the extra is not installed or does not work.
    """
    _check(annotators)
    _Gamma(SEED)


def _check(annotators: int) -> None:
    if not 1 < annotators <= MOST_ANNOTATORS:
        raise LabelerError(TOO_MANY, count=annotators)


def _value(totals: Floats) -> Floats:
    """Return gamma of totals [..., (observed disorder, expected disorder)]."""
    observed, expected = totals[..., 0], totals[..., 1]
    return np.where(expected > 0, 1 - observed / np.where(expected > 0, expected, 1), np.nan)


def _drawn(corpus: Corpus, layer: LayerName, attribute: str, *, most: int, seed: int) -> dict[int, list[_Unit]]:
    """Return the labels of drawn articles that two or more finished, by the article's number."""
    one = corpus.layers[layer]
    mine = list(people(corpus))
    double = corpus.finished[:, mine].sum(axis=1) > 1
    kept = double[one.article] & np.isin(one.annotator, mine) & (one.end > one.start)
    counts = np.zeros((len(corpus), len(corpus.annotators)), np.int64)
    np.add.at(counts, (one.article[kept], one.annotator[kept]), 1)
    alignments = np.prod(counts[:, mine] + 1.0, axis=1)
    fit = np.flatnonzero((alignments > 1) & (alignments <= _MOST_ALIGNMENTS))
    chosen = np.sort(np.random.default_rng(seed).permutation(fit)[:most])
    codes = corpus.attributes[attribute] if attribute else None
    held: dict[int, list[_Unit]] = {int(number): [] for number in chosen}
    for at in np.flatnonzero(kept & np.isin(one.article, chosen)):
        category = codes.words[codes.codes[at]] if codes else layer
        who = corpus.annotators[one.annotator[at]]
        held[int(one.article[at])].append((who, int(one.start[at]), int(one.end[at]), category))
    return held


class _Gamma:
    """The package, and what it takes to ask it for an article's disorders."""

    def __init__(self, seed: int) -> None:
        try:
            self._package: Any = importlib.import_module("pygamma_agreement")
            self._segment: Any = importlib.import_module("pyannote.core").Segment
        except ModuleNotFoundError as fault:
            if fault.name in {"pygamma_agreement", "pyannote"}:
                raise LabelerError(MISSING) from None
            raise LabelerError(BROKEN, fault=str(fault)) from fault
        except Exception as fault:
            # It compiles itself on import, with packages that may not fit each other.
            raise LabelerError(BROKEN, fault=str(fault)) from fault
        self._seed = seed
        self._by_place: Any = self._package.PositionalSporadicDissimilarity(delta_empty=1.0)
        self._by_both: Any = self._package.CombinedCategoricalDissimilarity(
            alpha=_PLACE, beta=_CATEGORY, delta_empty=1.0
        )

    def disorders(self, annotators: Sequence[str], units: Sequence[_Unit], *, by_category: bool) -> tuple[float, float]:
        """Return the observed disorder of an article and that expected by chance, of all its labels together.

        Raises:
            LabelerError: the package failed.
        """
        continuum = self._package.Continuum()
        for name in annotators:
            continuum.add_annotator(name)
        for name, start, end, category in units:
            continuum.add(name, self._segment(start, end), category)
        with _drawing(self._seed):
            try:
                found = continuum.compute_gamma(
                    self._by_both if by_category else self._by_place,
                    sampler=self._package.ShuffleContinuumSampler(),
                )
            except Exception as fault:
                raise LabelerError(BROKEN, fault=str(fault)) from fault
        # The package gives both for one label an annotator.
        mean = continuum.avg_num_annotations_per_annotator
        return found.observed_disorder * mean, found.expected_disorder * mean


@contextmanager
def _drawing(seed: int) -> Generator[None]:
    """Let the package draw from a seed, and keep it from writing to the log that a faster solver is not there."""
    root, quiet = logging.getLogger(), logging.NullHandler()
    root.addFilter(_is_no_chatter)
    # The package logs by functions that set up a handler where there is none.
    root.addHandler(quiet)
    state = np.random.get_state()  # noqa: NPY002  the package draws from numpy's one generator
    np.random.seed(seed)  # noqa: NPY002
    try:
        yield
    finally:
        np.random.set_state(state)  # noqa: NPY002
        root.removeHandler(quiet)
        root.removeFilter(_is_no_chatter)


def _is_no_chatter(record: logging.LogRecord) -> bool:
    return "solver" not in str(record.msg)
