"""All figures of a report: which measures there are of what, for the team and for each pair, with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

import numpy as np

from labeler.agreement import entities, frames, links, spans
from labeler.agreement.choices import Choice, Choices
from labeler.agreement.corpus import LAYERS, Bools, Corpus, Ints, LayerName, only
from labeler.agreement.intervals import ENOUGH
from labeler.agreement.overlap import Alignment, people
from labeler.agreement.report import GROUPS, Row
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.sums import Draws, Statistic, estimate
from labeler.agreement.unitizing import Continuum, Regions, gold_boilerplate
from labeler.agreement.units import GOLD

# Columns of tables that are drawn together.
_AT_ONCE = 400


class Measured(NamedTuple):
    """A row that has no value yet, and the statistic that gives it."""

    row: Row
    statistic: Statistic


@dataclass(slots=True)
class Team:
    """What the figures of a team are made on: its sets without gold's, how its labels are aligned, which layers.

    `cut` is what gold says is boilerplate: it is cut from the text that unitizing looks at.
    """

    corpus: Corpus
    alignment: Alignment
    choices: Choices
    frames: frames.Frames
    cut: Regions | None
    layers: tuple[str, ...]
    threshold: float
    _continua: dict[tuple[LayerName, str], Continuum] = field(default_factory=dict[tuple[LayerName, str], Continuum])

    def continuum(self, layer: LayerName, attribute: str) -> Continuum:
        """Return the text as a layer and an attribute cut it."""
        key = layer, attribute
        if key not in self._continua:
            self._continua[key] = Continuum(self.corpus, layer, attribute, self.cut)
        return self._continua[key]

    @property
    def pairs(self) -> Sequence[tuple[int, int]]:
        """All pairs of annotators, by number."""
        return list(combinations(people(self.corpus), 2))

    def names(self, two: tuple[int, int]) -> tuple[str, ...]:
        """Return the names of a pair."""
        return tuple(self.corpus.annotators[one] for one in two)


def team_of(corpus: Corpus, *, layer: str = "", threshold: float = 0.5) -> Team:
    """Return what a team's figures are made on; `corpus` may hold gold. `layer` is one of GROUPS, "" for all."""
    regions = gold_boilerplate(corpus)
    sets = np.ones_like(corpus.finished)
    if GOLD in corpus.annotators:
        sets[:, corpus.annotators.index(GOLD)] = False
        corpus = only(corpus, sets)
    alignment = Alignment(corpus)
    cut = regions if len(regions.article) else None
    layers = (layer,) if layer else GROUPS
    return Team(corpus, alignment, Choices(corpus, alignment), frames.frames_of(corpus), cut, layers, threshold)


def drawn_from(corpus: Corpus, finished: Bools) -> Ints:
    """Return the articles that two or more finished, in the order of their keys: whoever read them first."""
    numbers = np.flatnonzero(finished.sum(axis=1) > 1).tolist()
    return np.array(sorted(numbers, key=lambda one: corpus.keys[one]), np.int64)


def rows_of(
    measured: Iterator[Measured], draws: Draws | None, told: Callable[[Row], None] | None = None
) -> Iterator[Row]:
    """Yield rows with their values and intervals; `told` is called with each before."""
    waiting: list[Measured] = []
    width = 0
    for one in measured:
        if told is not None:
            told(one.row)
        waiting.append(one)
        width += one.statistic.table.shape[1]
        if width > _AT_ONCE:
            yield from _estimated(waiting, draws)
            waiting, width = [], 0
    yield from _estimated(waiting, draws)


def _estimated(waiting: Sequence[Measured], draws: Draws | None) -> Iterator[Row]:
    if draws is not None:
        draws.make([one.statistic.table for one in waiting if one.statistic.articles >= ENOUGH])
    tables = {id(one.statistic.table): one.statistic.table for one in waiting}
    sums = {key: table.sum(axis=0) for key, table in tables.items()}
    for row, statistic in waiting:
        found = estimate(statistic, draws, sums[id(statistic.table)])
        yield row._replace(
            value=found.value,
            low=found.low,
            high=found.high,
            reason=found.reason,
            articles=statistic.articles,
            units=statistic.units,
            coverage=statistic.coverage,
        )


def all_measures(team: Team, subset: Subset = ALL) -> Iterator[Measured]:
    """Yield every measure of the team, then of every pair, over a part of the data."""
    for layer in LAYERS:
        if layer in team.layers:
            yield from _spans_of_team(team, layer, subset)
    yield from _choices(team, None, subset)
    yield from _ties(team, None, subset)
    for two in team.pairs:
        for layer in LAYERS:
            if layer in team.layers:
                yield from _spans_of_pair(team, layer, two, subset)
        yield from _choices(team, two, subset)
        yield from _ties(team, two, subset)


def headline_measures(team: Team, subset: Subset) -> Iterator[Measured]:
    """Yield the team's measures alone."""
    for layer in LAYERS:
        if layer in team.layers:
            yield from _spans_of_team(team, layer, subset, curve=False)
    yield from _choices(team, None, subset)
    yield from _ties(team, None, subset)


def _spans_of_team(team: Team, layer: LayerName, subset: Subset, *, curve: bool = True) -> Iterator[Measured]:
    among = spans.TeamSpans(team.corpus, team.alignment, layer, subset)
    for measure in spans.SPAN_MEASURES:
        steps: tuple[float | None, ...] = (None,)
        if measure == "f1_overlap":
            steps = tuple(sorted({*spans.CURVE, team.threshold})) if curve else (team.threshold,)
        for step in steps:
            least = team.threshold if step is None else step
            found = among.statistic(measure, least)
            yield Measured(Row(layer, measure, subset=subset.name, threshold=step), found)
    yield from _unitizing(team, layer, None, subset)


def _spans_of_pair(team: Team, layer: LayerName, two: tuple[int, int], subset: Subset) -> Iterator[Measured]:
    for measure in spans.SPAN_MEASURES:
        one = spans.pair(
            team.corpus, team.alignment, layer, *two, measure=measure, threshold=team.threshold, subset=subset
        )
        step = team.threshold if measure == "f1_overlap" else None
        row = Row(layer, measure, subset=subset.name, annotators=team.names(two), threshold=step)
        yield Measured(row, one)
    yield from _unitizing(team, layer, two, subset)


def _unitizing(team: Team, layer: LayerName, two: tuple[int, int] | None, subset: Subset) -> Iterator[Measured]:
    # Positions that nobody marked belong to no label: these are for all labels of some sets alone.
    if subset.aided is not None or subset.rule:
        return
    names = () if two is None else team.names(two)
    for attribute in ("", "type") if layer == "claim" else ("",):
        continuum = team.continuum(layer, attribute)
        among = continuum.among(two, subset.sets)
        for measure in ("u_alpha", "bar_u_alpha"):
            row = Row(layer, measure, attribute, subset=subset.name, annotators=names)
            yield Measured(row, among.statistic(measure))
        if attribute and two is not None:
            row = Row(layer, "cu_alpha", attribute, subset=subset.name, annotators=names)
            yield Measured(row, among.statistic("cu_alpha"))
            for value in continuum.words:
                row = Row(layer, "ku_alpha", attribute, value, subset=subset.name, annotators=names)
                yield Measured(row, among.statistic("ku_alpha", value))


def _choices(team: Team, two: tuple[int, int] | None, subset: Subset) -> Iterator[Measured]:
    """Yield measures on values: attributes of claims, then stances."""
    names = () if two is None else team.names(two)

    def rows(layer: str, attribute: str, found: Iterable[Choice]) -> Iterator[Measured]:
        for one in found:
            row = Row(layer, one.measure, attribute, one.category, one.topic, subset.name, names)
            yield Measured(row, one.statistic)

    choices = team.choices
    if "claim" in team.layers:
        for attribute in choices.attributes:
            found = choices.team(attribute, subset) if two is None else choices.pair(attribute, *two, subset)
            yield from rows("claim", attribute, found)
    if "stance" in team.layers:
        stances = choices.team_stances(subset) if two is None else choices.pair_stances(*two, subset)
        yield from rows("stance", "value", stances)


def _ties(team: Team, two: tuple[int, int] | None, subset: Subset) -> Iterator[Measured]:
    """Yield measures on what ties labels together: links, entities, whole frames."""
    corpus, alignment, threshold = team.corpus, team.alignment, team.threshold
    names = () if two is None else team.names(two)

    def measured(layer: str, measure: str, statistic: Statistic, least: float | None) -> Measured:
        row = Row(layer, measure, subset=subset.name, annotators=names, threshold=least)
        return Measured(row, statistic)

    if "link" in team.layers:
        if two is None:
            linked = links.team(corpus, alignment, threshold=threshold, subset=subset)
        else:
            linked = links.pair(corpus, alignment, *two, threshold=threshold, subset=subset)
        yield measured("link", "conditional", linked.conditional, threshold)
        yield measured("link", "f1", linked.f1, threshold)
    if "entity" in team.layers:
        if two is None:
            meant = entities.team(corpus, alignment, subset=subset)
        else:
            meant = entities.pair(corpus, alignment, *two, subset=subset)
        yield measured("entity", "b3", meant.b3, None)
        yield measured("entity", "observed", meant.observed, None)
    if "frame" in team.layers:
        if two is None:
            whole = frames.team(corpus, alignment, team.frames, threshold=threshold, subset=subset)
        else:
            whole = frames.pair(corpus, alignment, team.frames, *two, threshold=threshold, subset=subset)
        yield measured("frame", "f1", whole, threshold)
