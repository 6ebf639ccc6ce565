"""Does agreement grow? The figures that say most, by version of the guidelines and by month.

A part holds the sets that were finished under one version, or in one month: two people are compared on the articles
that both finished then.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from labeler.agreement import frames, links, spans
from labeler.agreement.assembling import Measured, Team
from labeler.agreement.corpus import LayerName
from labeler.agreement.report import Row
from labeler.agreement.subsets import Subset, of_sets

_LAYERS: tuple[LayerName, ...] = ("claim", "speaker", "stance")
_MEASURES = {"observed", "alpha_nominal"}


def over_time(team: Team) -> Iterator[Measured]:
    """Yield the figures of each version of the guidelines, then of each month, as far as either is known."""
    for part in parts(team):
        yield from _figures(team, part)


def parts(team: Team) -> list[Subset]:
    """Return the versions and months in which sets were finished, as parts of the data."""
    corpus = team.corpus
    versions = np.unique(corpus.guidelines[corpus.finished]).tolist()
    found = [of_sets(f"guidelines:{one}", corpus, corpus.guidelines == one) for one in versions if one]
    for number in np.unique(corpus.month[corpus.finished]).tolist():
        sets = corpus.month == number
        found += [of_sets(f"month:{month}", corpus, sets) for month in [corpus.months[number]] if month]
    return found


def _figures(team: Team, part: Subset) -> Iterator[Measured]:
    corpus, alignment, threshold = team.corpus, team.alignment, team.threshold
    for layer in _LAYERS:
        if layer in team.layers:
            found = spans.team(corpus, alignment, layer, measure="f1_overlap", threshold=threshold, subset=part)
            yield Measured(Row(layer, "f1_overlap", subset=part.name, threshold=threshold), found)
    if "claim" in team.layers:
        for one in team.choices.team("type", part):
            if one.measure in _MEASURES and not one.category:
                yield Measured(Row("claim", one.measure, "type", subset=part.name), one.statistic)
    if "stance" in team.layers:
        for one in team.choices.team_stances(part):
            if one.measure in _MEASURES and not (one.category or one.topic):
                yield Measured(Row("stance", one.measure, "value", subset=part.name), one.statistic)
    if "link" in team.layers:
        linked = links.team(corpus, alignment, threshold=threshold, subset=part)
        yield Measured(Row("link", "conditional", subset=part.name, threshold=threshold), linked.conditional)
    if "frame" in team.layers:
        whole = frames.team(corpus, alignment, team.frames, threshold=threshold, subset=part)
        yield Measured(Row("frame", "f1", subset=part.name, threshold=threshold), whole)
