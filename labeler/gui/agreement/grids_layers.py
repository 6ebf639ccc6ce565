"""The table of figures, and the figures of parts of the data side by side, as grids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from labeler.agreement.defaults import TOO_FEW
from labeler.agreement.report import Report, Row
from labeler.gui.agreement import picks
from labeler.gui.agreement.cells import Axis, Cell, Column, Grid, Interval, Line, Point
from labeler.gui.agreement.picks import Measure, measure_of
from labeler.gui.agreement.wanted import behind
from labeler.gui.agreement.words import (
    NOT_THERE,
    explained,
    figure,
    interval,
    measure_name,
    number,
    of_spans,
    reason_words,
    subject,
    too_few,
)

translate = QCoreApplication.translate
_ALPHAS = ("u_alpha", "bar_u_alpha", "cu_alpha", "ku_alpha", "alpha_nominal", "alpha_ordinal", "kappa")


def axis_of(rows: Iterable[Row]) -> Axis:
    """Return the scale on which all of these can be shown; .40 to 1 where that is enough."""
    least = min((bound for row in rows for bound in (row.value, row.low) if bound is not None), default=0.4)
    if least >= 0.2:
        return Axis(0.4 if least >= 0.4 else 0.2, 1.0, 0.2)
    if least >= 0:
        return Axis(0.0, 1.0, 0.25)
    return Axis(-0.5 if least >= -0.5 else -1.0, 1.0, 0.5)


def figures(report: Report, *, whole: bool) -> Grid:
    """Return the table of figures of everybody: the headline, or the whole."""
    groups = picks.everything(report) if whole else picks.headline(report)
    axis = axis_of(row for group in groups for row in group.rows)
    beside = picks.observed(report)
    lines: list[Line] = []
    for group in groups:
        lines.append(Line((Cell(text=group.title),), heading=True))
        lines += [_figure_line(row, beside) for row in group.rows]
    columns = (
        Column(head=translate("Agreement", "What"), wide=2, least=96),
        Column(head=translate("Agreement", "Measure"), wide=1, least=90),
        Column(head=translate("Agreement", "Value"), right=True),
        Column(named=translate("Agreement", "Value with 95 % interval"), wide=4, least=150, axis=axis),
        Column(head=translate("Agreement", "95 %"), named=translate("Agreement", "95 % interval"), drop=2),
        Column(head=translate("Agreement", "Observed"), right=True, drop=3),
        Column(head=translate("Agreement", "n"), named=translate("Agreement", "units"), right=True),
        Column(head=translate("Agreement", "Left out"), least=72, most=150, wide=1, drop=1),
    )
    return Grid(columns=columns, lines=tuple(lines))


def _figure_line(row: Row, beside: Mapping[tuple[str, str, str], Row]) -> Line:
    chosen = row.measure != "observed" and not of_spans(row)
    seen = beside.get((row.layer, row.attribute, row.topic)) if chosen and not row.category else None
    name, measure, told = subject(row), measure_name(row), explained(row)
    title = f"{name}, {measure}"
    wanted = behind(title, row)
    missing = left_out(row) if row.reason != TOO_FEW else _unmatched(row)
    return Line(
        (
            Cell(text=name, spoken=row_words(row), tip=told or name, wanted=wanted),
            Cell(text=measure, tip=told or measure, tone="soft", wanted=wanted),
            Cell(text=figure(row.value), tone="strong", wanted=wanted),
            Cell(spoken=row_words(row), tip=row_words(row), drawing=(bar_of(row),), wanted=wanted),
            Cell(text=_bounds(row), tone="soft", wanted=wanted),
            Cell(text=figure(seen.value) if seen is not None else NOT_THERE, tone="soft", wanted=wanted),
            Cell(text=number(row.units), wanted=wanted),
            Cell(text=missing, tone="soft", wanted=wanted),
        ),
        key=" ".join(map(str, row.which)),
    )


def bar_of(row: Row, *, second: bool = False) -> Interval:
    """Return the interval bar of a row."""
    return Interval(row.value, row.low, row.high, second=second, marked=row.measure in _ALPHAS)


def left_out(row: Row) -> str:
    """Return what a figure leaves out, or why there is none."""
    reason = reason_words(row.reason) if row.reason else ""
    return ", ".join(part for part in (reason, _unmatched(row)) if part)


def _unmatched(row: Row) -> str:
    if row.coverage is None or row.coverage >= 1:
        return ""
    return translate("Agreement", "{share} % unmatched").format(share=_left(row.coverage))


def _bounds(row: Row) -> str:
    return interval(row.low, row.high) or (too_few() if row.reason == TOO_FEW else "")


def row_words(row: Row) -> str:
    """Return a row as a sentence for who hears it."""
    parts = [f"{subject(row)}, {measure_name(row)}: {figure(row.value)}"]
    if row.low is not None and row.high is not None:
        words = translate("Agreement", "95 % interval {low} to {high}")
        parts.append(words.format(low=figure(row.low), high=figure(row.high)))
    parts.append(translate("Agreement", "{count} units").format(count=number(row.units)))
    missing = left_out(row)
    return ", ".join([*parts, missing] if missing else parts)


def influence(report: Report, first: str, second: str) -> Grid:
    """Return the same figures of two parts of the data: of suggested labels and unaided ones, shown and blind."""
    by_part: dict[str, dict[Measure, Row]] = {first: {}, second: {}}
    for row in picks.team_parts(report):
        if row.subset in by_part:
            by_part[row.subset][measure_of(row)] = row
    both = picks.telling(row for measure, row in by_part[first].items() if measure in by_part[second])
    rows = [(by_part[first][one], by_part[second][one]) for one in both]
    axis = axis_of(row for pair in rows for row in pair)
    columns = (
        Column(head=translate("Agreement", "Measure"), wide=2, least=124),
        Column(named=translate("Agreement", "Both values with 95 % intervals"), wide=4, least=64, axis=axis),
        # As below the chart, where they are named.
        Column(head="●", named=part_name(first), right=True),
        Column(head="■", named=part_name(second), right=True),
        Column(head=translate("Agreement", "Gap"), named=translate("Agreement", "first minus second"), right=True),
    )
    return Grid(columns=columns, lines=tuple(_two(*pair) for pair in rows), by_cell=True, even=False, high=36)


def _two(one: Row, other: Row) -> Line:
    name = f"{subject(one)}, {measure_name(one)}"
    gap = None if one.value is None or other.value is None else one.value - other.value
    told = NOT_THERE if gap is None else _signed(gap)
    words = translate("Agreement", "{name}: {first} {one}, {second} {other}, gap {gap}").format(
        name=name,
        first=part_name(one.subset),
        second=part_name(other.subset),
        one=_with_bounds(one),
        other=_with_bounds(other),
        gap=told,
    )
    wanted = behind(name, one, other)
    return Line(
        (
            Cell(text=name, spoken=words, tip=words, wanted=wanted),
            Cell(spoken=words, tip=words, drawing=(bar_of(one), bar_of(other, second=True)), wanted=wanted),
            _of_part(name, one),
            _of_part(name, other),
            Cell(text=told, tone="soft", wanted=wanted),
        ),
        key=name,
    )


def _of_part(name: str, row: Row) -> Cell:
    words = f"{name}, {part_name(row.subset)}"
    told = f"{words}: {_with_bounds(row)}"
    return Cell(text=figure(row.value), spoken=told, tip=told, wanted=behind(words, row))


def part_name(subset: str) -> str:
    """Return a part of the data in words."""
    name, _, rest = subset.partition(":")
    if rest:
        words = {"guidelines": translate("Agreement", "guidelines v{rest}")}.get(name, "{rest}")
        return words.format(rest=rest)
    return {
        "suggested": translate("Agreement", "suggested"),
        "unaided": translate("Agreement", "unaided"),
        "shown": translate("Agreement", "shown"),
        "blind": translate("Agreement", "blind"),
    }.get(subset, subset)


def over_parts(report: Report, parts: Sequence[str]) -> Grid:
    """Return figures along months or versions of the guidelines: a line each, a place for every part."""
    rows = {(row.subset, measure_of(row)): row for row in picks.team_parts(report)}
    measures = picks.telling(row for row in picks.team_parts(report) if row.subset in set(parts))
    heads = [part_name(one) for one in parts]
    found = [(one.words, [rows.get((part, one)) for part in parts]) for one in measures]
    return _series(heads, found)


def over_thresholds(report: Report) -> Grid:
    """Return the overlap F1 of spans along the overlap that is asked for."""
    curve = [row for row in picks.team(report) if row.measure == "f1_overlap" and row.threshold is not None]
    thresholds = sorted({row.threshold for row in curve if row.threshold is not None})
    rows = {(row.layer, row.threshold): row for row in curve}
    layers = [one for one in ("claim", "speaker", "stance", "boilerplate") if any(row.layer == one for row in curve)]
    heads = [translate("Agreement", "any") if not one else figure(one) for one in thresholds]
    found = [
        (f"{subject(rows[layer, thresholds[-1]])} · F1", [rows.get((layer, one)) for one in thresholds])
        for layer in layers
        if (layer, thresholds[-1]) in rows
    ]
    return _series(heads, found)


def _series(heads: Sequence[str], found: Sequence[tuple[str, Sequence[Row | None]]]) -> Grid:
    every = [row for _, rows in found for row in rows if row is not None]
    axis = axis_of(every)
    columns = [Column(head="", named=translate("Agreement", "Measure"), least=110, most=210)]
    columns += [Column(head=one, centred=True, wide=1, least=54) for one in heads]
    lines = [Line((Cell(text=name), *_points(name, heads, rows, axis)), key=name) for name, rows in found]
    scale = translate("Agreement", "95 % intervals · lines at {low} and {high}")
    note = scale.format(low=figure(axis.low), high=figure(axis.high))
    return Grid(columns=tuple(columns), lines=tuple(lines), by_cell=True, high=84, note=note)


def _points(name: str, heads: Sequence[str], rows: Sequence[Row | None], axis: Axis) -> list[Cell]:
    places = [axis.place(row.value) if row is not None and row.value is not None else None for row in rows]
    out: list[Cell] = []
    for number_, row in enumerate(rows):
        if row is None:
            out.append(Cell(spoken=f"{name}, {heads[number_]}: {NOT_THERE}", drawing=Point(None)))
            continue
        bounds = [axis.place(one) if one is not None else None for one in (row.low, row.high)]
        before = places[number_ - 1] if number_ else None
        after = places[number_ + 1] if number_ + 1 < len(places) else None
        words = f"{heads[number_]}: {row_words(row)}"
        point = Point(places[number_], bounds[0], bounds[1], before, after)
        wanted = behind(f"{name}, {heads[number_]}", row)
        out.append(Cell(text=figure(row.value), spoken=words, tip=words, drawing=point, wanted=wanted))
    return out


def _with_bounds(row: Row) -> str:
    bounds = interval(row.low, row.high)
    return f"{figure(row.value)} ({bounds})" if bounds else figure(row.value)


def _left(coverage: float) -> str:
    share = 100 * (1 - coverage)
    return f"{share:.0f}" if share >= 1 else "<1"


def _signed(gap: float) -> str:
    return f"+{figure(gap)}" if gap >= 0.005 else figure(round(gap, 2))
