"""The report on what was gathered: every figure with its interval, kinds of disagreement, maps, articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeAlias

from labeler import __version__
from labeler.agreement import disagreements
from labeler.agreement.against_gold import against_gold
from labeler.agreement.assembling import Team, all_measures, drawn_from, rows_of, team_of
from labeler.agreement.confusing import confusions
from labeler.agreement.conventions import conventions
from labeler.agreement.corpus import Corpus
from labeler.agreement.influence import Decision, decided, influence
from labeler.agreement.intervals import DRAWS, SEED
from labeler.agreement.over_time import over_time
from labeler.agreement.overlap import Alignment, people
from labeler.agreement.repeated import repeated
from labeler.agreement.report import ArticleRow, Asked, KindCount, Report, Row
from labeler.agreement.sums import Draws
from labeler.agreement.units import GOLD
from labeler.domain.errors import LabelerError
from labeler.services.agreement_gathering import AGREEMENT_CANCELLED, Gathered

Progress: TypeAlias = Callable[[int, int, str], None]


def report_of(
    gathered: Gathered,
    asked: Asked,
    *,
    decisions: Sequence[Decision] = (),
    draws: int = DRAWS,
    seed: int = SEED,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Return the report on agreement of what was gathered.

    Args:
        gathered: the finished sets.
        asked: which figures are wanted; the sets were chosen before.
        decisions: what was done with suggestions.
        draws: how many times articles are drawn for intervals.
        seed: with what.
        progress: is told what is being measured.
        cancelled: ends it.

    Raises:
        LabelerError: it was cancelled.
    """
    team = team_of(gathered.corpus, layer=asked.layer, threshold=asked.threshold)
    corpus = team.corpus
    among = drawn_from(corpus, corpus.finished)
    drawn = Draws(len(corpus), draws, seed, among=among)

    def told(row: Row) -> None:
        if cancelled is not None and cancelled():
            raise LabelerError(AGREEMENT_CANCELLED)
        if progress is not None:
            progress(0, 0, " ".join(word for word in (row.layer, row.measure, *row.annotators) if word))

    rows = list(rows_of(chain(all_measures(team), influence(team), over_time(team)), drawn, told))
    rows += _against_gold(gathered.corpus, team, draws, seed, told)
    rows += repeated(corpus, gathered.again, layer=asked.layer, threshold=asked.threshold, draws=drawn)
    found = disagreements.items(corpus, team.alignment)
    dropped = team.continuum("claim", "type").dropped if "claim" in team.layers else 0
    return Report(
        rows=tuple(rows),
        excluded=gathered.excluded,
        kinds=tuple(
            KindCount(layer, kind, count)
            for (layer, kind), count in disagreements.counts(_of_several(corpus, found)).items()
            if layer in team.layers
        ),
        confusions=tuple(confusions(corpus, team.alignment, iter(team.pairs))),
        articles=_articles(team, found),
        decided=decided(decisions),
        annotators=tuple(corpus.annotators[one] for one in people(corpus)),
        sets=int(corpus.finished.sum()),
        doubly=len(among),
        seed=seed,
        version=__version__,
        conventions=conventions(
            threshold=asked.threshold, draws=draws, seed=seed, cut=team.cut is not None, dropped=dropped
        ),
        asked=asked,
    )


def _of_several(corpus: Corpus, found: disagreements.Items) -> disagreements.Items:
    """Return layers and kinds of items in articles that two or more finished: where one was alone, nothing agrees."""
    several = (corpus.finished.sum(axis=1) > 1)[found.article]
    return replace(found, layer=found.layer[several], kind=found.kind[several])


def _against_gold(corpus: Corpus, team: Team, draws: int, seed: int, told: Callable[[Row], None]) -> Iterator[Row]:
    """Yield figures against gold: articles are drawn from those that two finished, gold being one of them."""
    if GOLD not in corpus.annotators:
        return
    drawn = Draws(len(corpus), draws, seed, among=drawn_from(corpus, corpus.finished))
    measured = against_gold(corpus, Alignment(corpus), layers=team.layers, threshold=team.threshold)
    yield from rows_of(measured, drawn, told)


def _articles(team: Team, found: disagreements.Items) -> tuple[ArticleRow, ...]:
    corpus = team.corpus
    counts = disagreements.by_article(found)
    rows = [
        ArticleRow(
            corpus.keys[one],
            corpus.titles[one],
            int(counts[one]),
            int(corpus.words[one]),
            tuple(name for name, is_his in zip(corpus.annotators, corpus.finished[one], strict=True) if is_his),
        )
        for one in map(int, drawn_from(corpus, corpus.finished))
    ]
    return tuple(sorted(rows, key=lambda one: (-one.rate, one.key)))
