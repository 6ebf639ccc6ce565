"""What learning came to, in words and rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from labeler.gui.learnt import part_words
from labeler.gui.pipeline.figures import change_words, percent

if TYPE_CHECKING:
    from labeler.services.learned import LearntComparison, LearntRow
    from labeler.services.learning import LearnReport
    from labeler.services.verdicts import Verdict

translate = QCoreApplication.translate


def verdict_rows(report: LearnReport) -> list[tuple[str, ...]]:
    """Return a row for each part: its figure in use and as learnt, the difference, what became of it."""
    rows = [_verdict_row(one) for one in report.verdicts]
    return rows + [(part_words(part), "", "", note) for part, note in report.notes.items()]


def _verdict_row(one: Verdict) -> tuple[str, ...]:
    put = translate("Learning", "put in use: {reason}") if one.better else translate("Learning", "no change: {reason}")
    outcome = put.format(reason=translate("verdicts", one.reason))
    first = _telling(one)
    if first is None:
        return (part_words(one.part), "", "", outcome)
    change = change_words(first.difference, first.low, first.high)
    return (part_words(one.part), f"{percent(first.in_use)} → {percent(first.learnt)}", change, outcome)


def _telling(one: Verdict) -> Any:
    """Return the figure that decided: the one that is named in the reason, else the part's own."""
    named = [figure for figure in one.figures if one.reason.startswith(figure.name)]
    return next(iter([*named, *one.figures]), None)


def version_row(row: LearntRow) -> tuple[str, ...]:
    """Return a version as the list shows it."""
    own = next(iter(row.figures), None)
    used = translate("Learning", "in use") if row.in_use else ""
    hidden = translate("Learning", "{articles} ({hidden} hidden)").format(articles=row.articles, hidden=row.blind)
    return (row.version, used, part_words(row.part), row.at[:10], row.by, hidden, _gain(own))


def comparison_rows(found: LearntComparison) -> list[tuple[str, ...]]:
    """Return the weights that differ most."""
    return [(one.name, _weight(one.first), _weight(one.second)) for one in found.weights]


def _gain(own: Mapping[str, Any] | None) -> str:
    if own is None:
        return ""
    before, after = percent(own.get("in_use")), percent(own.get("learnt"))
    return f"{before} → {after}"


def _weight(value: float | None) -> str:
    return "" if value is None else f"{value:+.3f}".replace("-", "−")
