"""The gamma measure on top of a report: only where it is asked for, since it takes long and needs an extra."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias

from labeler.agreement.gamma import MOST_ARTICLES, gamma, ready
from labeler.agreement.report import Report
from labeler.domain.sets import Actor
from labeler.services.agreement_gathering import Gathered
from labeler.services.agreement_kept import allowed
from labeler.store import Store

Progress: TypeAlias = Callable[[int, int, str], None]


def with_gamma(
    report: Report,
    gathered: Gathered,
    *,
    most: int = MOST_ARTICLES,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Return a report with rows of gamma, on articles drawn from the report's seed.

    Args:
        report: what was measured before.
        gathered: what it was measured on.
        most: how many articles are drawn.
        progress: is told how many articles are done, of how many.
        cancelled: ends it.

    Raises:
        LabelerError: the extra is not installed or does not work, there are too many annotators, or it was cancelled.
    """

    def told(done: int, total: int) -> None:
        if progress is not None:
            progress(done, total, "gamma")

    rows = gamma(gathered.corpus, report.asked, seed=report.seed, most=most, progress=told, cancelled=cancelled)
    before = [row for row in report.rows if row.measure != "gamma"]
    return replace(report, rows=(*before, *rows))


def measure_gamma(
    store: Store,
    actor: Actor,
    report: Report,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Return a project's report with rows of gamma, of the sets that it counts as they are now.

    Raises:
        LabelerError: the actor is neither reviewer nor lead, or as for `with_gamma`: before anything is read where the
            extra is missing or the report is of too many.
    """
    with store.read() as read:
        allowed(read, actor)
    ready(len(report.annotators))
    from labeler.services.agreement import gather

    gathered = gather(store, actor, report.asked, progress=progress, cancelled=cancelled).gathered
    return with_gamma(report, gathered, progress=progress, cancelled=cancelled)
