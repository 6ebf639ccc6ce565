"""Do people follow the suggestions?

The team's figures for suggested labels and unaided ones, for sets that were shown suggestions and blind ones, and by
rule; and what each annotator did with what was suggested.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from labeler.agreement import spans
from labeler.agreement.assembling import Measured, Team, headline_measures
from labeler.agreement.corpus import LAYERS
from labeler.agreement.report import Decided, Row
from labeler.agreement.subsets import Subset, of_sets

VERDICTS = ("accepted", "edited", "rejected", "unaided match", "undecided")
"""What became of a suggestion; an unaided match is one whose label was there before it was shown."""

_OF_RULE: tuple[spans.SpanMeasure, ...] = ("f1_overlap", "f1_exact")


class Decision(NamedTuple):
    """What one annotator did with one suggestion (one of VERDICTS), after how many seconds, None if not known."""

    annotator: str
    rule: str
    verdict: str
    seconds: float | None = None


def influence(team: Team) -> Iterator[Measured]:
    """Yield the team's figures by whether and how labels came from suggestions; of data without any, nothing.

    Of suggested and unaided labels, of sets shown suggestions and blind ones: all of the team's figures, as far as
    they are about labels that can be told apart so. Of each rule: F1 of its labels, by place and by edges.
    """
    corpus = team.corpus
    aided = any(corpus.layers[layer].aided.any() for layer in LAYERS)
    if aided:
        for part in (Subset("suggested", aided=True), Subset("unaided", aided=False)):
            yield from headline_measures(replace(team, layers=_told_apart(team)), part)
    shown = corpus.finished & (corpus.shown == 1)
    blind = corpus.finished & (corpus.shown == 0)
    for name, sets in (("shown", shown), ("blind", blind)):
        if sets.any():
            yield from headline_measures(team, of_sets(name, corpus, sets))
    for rule in sorted({word for layer in LAYERS for word in corpus.layers[layer].rule.words if word}):
        yield from _of_rule(team, rule)


def decided(decisions: Iterable[Decision]) -> tuple[Decided, ...]:
    """Return what each annotator did: all rules together, then by rule."""
    held: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for one in decisions:
        held[one.annotator, ""].append(one)
        if one.rule:
            held[one.annotator, one.rule].append(one)
    return tuple(_decided(who, rule, held[who, rule]) for who, rule in sorted(held))


def _decided(annotator: str, rule: str, decisions: list[Decision]) -> Decided:
    counts = [sum(one.verdict == verdict for one in decisions) for verdict in VERDICTS]
    times = [one.seconds for one in decisions if one.seconds is not None]
    return Decided(annotator, rule, *counts, seconds=median(times) if times else None)


def _told_apart(team: Team) -> tuple[str, ...]:
    """Return the layers whose labels may come from suggestions and say so: boilerplate does not."""
    return tuple(layer for layer in team.layers if layer != "boilerplate")


def _of_rule(team: Team, rule: str) -> Iterator[Measured]:
    part = Subset(f"rule:{rule}", rule=rule)
    for layer in LAYERS:
        rules = team.corpus.layers[layer].rule
        used = rule in rules.words and bool((rules.codes == rules.words.index(rule)).any())
        if used and layer in team.layers:
            among = spans.TeamSpans(team.corpus, team.alignment, layer, part)
            for measure in _OF_RULE:
                least = team.threshold if measure == "f1_overlap" else None
                row = Row(layer, measure, subset=part.name, threshold=least)
                yield Measured(row, among.statistic(measure, team.threshold))
