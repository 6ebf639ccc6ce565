"""Who with whom, whose values meet which, and everybody against the gold labels, as grids."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from labeler.agreement.report import NONE, Confusion, Report, Row
from labeler.agreement.units import UNSET
from labeler.gui.agreement import picks
from labeler.gui.agreement.cells import Cell, Column, Grid, Heat, Line
from labeler.gui.agreement.grids_layers import axis_of, bar_of, row_words
from labeler.gui.agreement.picks import Measure, measure_of
from labeler.gui.agreement.wanted import Wanted, behind
from labeler.gui.agreement.words import NOT_THERE, attribute_name, figure, interval, layer_name, number, too_few
from labeler.gui.plural import counted

translate = QCoreApplication.translate
# The values from which a cell of the matrix is filled more.
_STEPS = (0.667, 0.8, 0.9)


def matrix(report: Report, measure: Measure | None) -> Grid:
    """Return one figure of each pair: the value above the diagonal, the articles both finished below it."""
    names = report.annotators
    found = {row.annotators: row for row in picks.pairs(report) if measure_of(row) == measure}
    many = len(names) > 3
    least = 46 if many else 54
    columns = [Column(named=translate("Agreement", "Annotator"), least=84 if many else 86, most=130)]
    columns += [Column(head=name, letter=place, centred=True, wide=1, least=least) for place, name in enumerate(names)]
    # Of two annotators it would say once more what the pair says.
    several = len(names) > 2
    if several:
        rest = translate("Agreement", "against rest")
        columns.append(Column(head=translate("Agreement", "rest"), named=rest, centred=True, wide=1, least=least))
    lines: list[Line] = []
    for row, one in enumerate(names):
        cells = [Cell(text=one, tone="strong", letters=(row,), tip=one)]
        for column, other in enumerate(names):
            pair = found.get((one, other)) or found.get((other, one))
            cells.append(_pair_cell(one, other, pair, row - column))
        if several and measure is not None:
            cells.append(_rest_cell(one, measure, [pair for two, pair in found.items() if one in two]))
        lines.append(Line(tuple(cells), key=one))
    return Grid(columns=tuple(columns), lines=tuple(lines), by_cell=True, high=42)


def _pair_cell(one: str, other: str, row: Row | None, side: int) -> Cell:
    """Return the cell of two annotators; `side` is 0 on the diagonal, below it more."""
    if side == 0:
        return Cell(text=NOT_THERE, spoken=one, tone="faint", drawing=Heat(framed=False))
    both = translate("Agreement", "{one} and {other}").format(one=one, other=other)
    if row is None:
        words = translate("Agreement", "{both}: no such figure").format(both=both)
        return Cell(text=NOT_THERE, spoken=words, tip=words, tone="faint", drawing=Heat())
    articles = counted(row.articles, "{count} article", "{count} articles")
    if side > 0:
        wanted = Wanted(title=both, kind="", pair=(one, other))
        words = translate("Agreement", "{both}: {articles} finished by both").format(both=both, articles=articles)
        below = translate("Agreement", "article") if row.articles == 1 else translate("Agreement", "articles")
        drawing = Heat(below=below)
        return Cell(text=number(row.articles), spoken=words, tip=words, tone="faint", drawing=drawing, wanted=wanted)
    words = f"{both}: {row_words(row)}, {articles}"
    wanted = behind(f"{both}: {measure_of(row).words}", row)
    if row.value is None:
        return Cell(text=figure(None), spoken=words, tip=words, tone="faint", drawing=Heat(), wanted=wanted)
    step = sum(row.value >= bound for bound in _STEPS)
    below = interval(row.low, row.high) or too_few()
    return Cell(text=figure(row.value), spoken=words, tip=words, drawing=Heat(step, below=below), wanted=wanted)


def _rest_cell(one: str, measure: Measure, rows: Sequence[Row]) -> Cell:
    """Return the mean of an annotator's pairs, as the team's F1 is that of all pairs; undefined ones left out."""
    told = [(row.annotators[row.annotators[0] == one], row) for row in rows if row.value is not None]
    values = [row.value for _, row in told if row.value is not None]
    if not values:
        words = translate("Agreement", "{name} against the rest: no pair has a figure").format(name=one)
        return Cell(text=figure(None), spoken=words, tip=words, tone="faint", drawing=Heat())
    mean = sum(values) / len(values)
    pairs = counted(len(values), "{count} pair", "{count} pairs")
    words = translate(
        "Agreement",
        "{name} against the rest: {measure} {value}, the mean of {pairs} ({each}). Each pair is counted over all "
        "articles that both finished.",
    ).format(
        name=one,
        measure=measure.words,
        value=figure(mean),
        pairs=pairs,
        each=", ".join(f"{other} {figure(row.value)}" for other, row in told),
    )
    title = translate("Agreement", "{name} against the rest: {measure}").format(name=one, measure=measure.words)
    drawing = Heat(sum(mean >= bound for bound in _STEPS), below=pairs)
    wanted = behind(title, *(row for _, row in told))
    return Cell(text=figure(mean), spoken=words, tip=words, drawing=drawing, wanted=wanted)


def confusion_name(one: Confusion) -> str:
    """Return what the values of a confusion are."""
    return attribute_name(one.attribute, one.topic)


def pair_name(one: Confusion) -> str:
    """Return whose values meet, of all pairs together nobody's."""
    return f"{one.first} × {one.second}" if one.first else translate("Agreement", "All pairs")


def confusion(one: Confusion) -> Grid:
    """Return how often the values of the first (rows) met those of the second (columns), or of any two."""
    one = _used(one)
    last = len(one.values) - 1
    greatest = max((one.counts[i][j] for i in range(last + 1) for j in range(last + 1) if i != j), default=0)
    corner = translate("Agreement", "{first} ↓ {second} →").format(first=one.first, second=one.second)
    corner = corner if one.first else translate("Agreement", "one ↓ other →")
    columns = [Column(head=corner, least=72, most=120)]
    columns += [Column(head=_short(value), named=value, centred=True, wide=1, least=44) for value in one.values]
    lines: list[Line] = []
    for row, value in enumerate(one.values):
        cells = [Cell(text=value, tone="strong", tip=value)]
        cells += [_met(one, row, column, greatest) for column in range(last + 1)]
        lines.append(Line(tuple(cells), key=value))
    return Grid(columns=tuple(columns), lines=tuple(lines), by_cell=True, high=28)


def _used(one: Confusion) -> Confusion:
    """Return a confusion without "(unset)" where neither left anything open."""
    if UNSET not in one.values:
        return one
    place = one.values.index(UNSET)
    if any(one.counts[place]) or any(row[place] for row in one.counts):
        return one
    kept = [number for number in range(len(one.values)) if number != place]
    counts = tuple(tuple(one.counts[row][column] for column in kept) for row in kept)
    return one._replace(values=tuple(one.values[number] for number in kept), counts=counts)


def _met(one: Confusion, row: int, column: int, greatest: int) -> Cell:
    count, first, second = one.counts[row][column], one.values[row], one.values[column]
    if first == second == NONE:
        return Cell(text="·", spoken=translate("Agreement", "does not occur"), tone="faint", drawing=Heat(framed=False))
    words = met_words(one, first, second, count)
    wanted = Wanted(
        title=words,
        layer="claim",
        kind="",
        pair=(one.first, one.second) if one.first else (),
        attribute=one.attribute,
        topic=one.topic,
        values=(first, second),
    )
    diagonal = row == column
    step = 0 if diagonal or not count else 1 + (3 * count > greatest) + (3 * count > 2 * greatest)
    return Cell(
        text=number(count),
        spoken=words,
        tip=words,
        drawing=Heat(step, diagonal=diagonal),
        tone="" if count else "faint",
        wanted=wanted if count else None,
    )


def met_words(one: Confusion, first: str, second: str, count: int) -> str:
    """Return what a cell of a confusion counts, as a sentence."""
    if not one.first:
        return _met_in_team(first, second, count)
    if second == NONE:
        told = translate("Agreement", "{count} that {first} marked as {value} and {second} did not mark")
        return told.format(count=number(count), first=one.first, second=one.second, value=first)
    if first == NONE:
        told = translate("Agreement", "{count} that {second} marked as {value} and {first} did not mark")
        return told.format(count=number(count), first=one.first, second=one.second, value=second)
    if first == second:
        return translate("Agreement", "{count} that both marked as {value}").format(count=number(count), value=first)
    told = translate("Agreement", "{count} that {first} marked as {value} and {second} as {other}")
    return told.format(count=number(count), first=one.first, second=one.second, value=first, other=second)


def _met_in_team(first: str, second: str, count: int) -> str:
    if NONE in {first, second}:
        told = translate("Agreement", "{count} × one marked {value} and another nothing")
        return told.format(count=number(count), value=second if first == NONE else first)
    if first == second:
        return translate("Agreement", "{count} × two marked {value}").format(count=number(count), value=first)
    told = translate("Agreement", "{count} × one marked {value} and another {other}")
    return told.format(count=number(count), value=first, other=second)


def _short(value: str) -> str:
    return value if len(value) <= 12 else f"{value[:11]}…"


def against_gold(report: Report) -> Grid:
    """Return precision, recall and F1 of each annotator against the gold labels, by layer."""
    rows = [row for row in report.rows if len(row.annotators) == 2 and row.annotators[1] == picks.GOLD]
    rows = [row for row in rows if not row.subset and not row.category and row.threshold in {None, 0.5}]
    by_place: dict[tuple[str, str], dict[str, Row]] = {}
    for row in rows:
        if not row.attribute and row.measure in {"precision", "recall", "f1", "f1_overlap"}:
            by_place.setdefault((row.annotators[0], row.layer), {})[row.measure] = row
    axis = axis_of(row for found in by_place.values() for row in found.values())
    columns = (
        Column(head=translate("Agreement", "Annotator"), wide=1, least=80, most=160),
        Column(head=translate("Agreement", "Label"), least=88, most=120),
        Column(head=translate("Agreement", "Precision"), right=True, drop=2),
        Column(head=translate("Agreement", "Recall"), right=True, drop=1),
        Column(head="F1", right=True),
        Column(named=translate("Agreement", "F1 with 95 % interval"), wide=4, least=84, axis=axis, drop=3),
    )
    lines = [_gold_line(report.annotators, name, layer, found) for (name, layer), found in by_place.items()]
    return Grid(columns=columns, lines=tuple(lines), by_cell=True, even=False)


def _gold_line(names: Sequence[str], name: str, layer: str, found: dict[str, Row]) -> Line:
    f1 = found.get("f1") or found.get("f1_overlap")
    parts = (
        (translate("Agreement", "precision"), found.get("precision")),
        (translate("Agreement", "recall"), found.get("recall")),
        ("F1", f1),
    )
    head = f"{name}, {layer_name(layer)}"
    words = ", ".join([head, *(f"{word} {figure(row.value)}" for word, row in parts if row is not None)])
    letters = (names.index(name),) if name in names else ()
    both = behind(translate("Agreement", "{what} against gold").format(what=head), f1) if f1 is not None else None
    spoken = row_words(f1) if f1 is not None else ""
    return Line(
        (
            Cell(text=name, spoken=words, tip=words, letters=letters, wanted=both),
            Cell(text=layer_name(layer), tone="soft", wanted=both),
            *(_beside_gold(head, word, row) for word, row in parts),
            Cell(spoken=spoken, tip=spoken, drawing=(bar_of(f1),) if f1 is not None else None, wanted=both),
        ),
        key=words,
    )


def _beside_gold(head: str, word: str, row: Row | None) -> Cell:
    if row is None:
        return Cell(text=NOT_THERE)
    words = f"{head}, {word}: {figure(row.value)}"
    wanted = behind(f"{head}, {word}", row)
    return Cell(text=figure(row.value), spoken=words, tip=words, tone="strong" if word == "F1" else "", wanted=wanted)


def with_oneself(report: Report) -> Grid:
    """Return how far annotators agree with themselves on articles that they labelled twice."""
    rows = [row for row in report.rows if row.subset == "self" and not row.category and row.threshold in {None, 0.5}]
    wanted = set(picks.telling(rows))
    rows = [row for row in rows if measure_of(row) in wanted]
    columns = (
        Column(head=translate("Agreement", "Annotator"), wide=1, least=80, most=160),
        Column(head=translate("Agreement", "Measure"), wide=1, least=90),
        Column(head=translate("Agreement", "Value"), right=True),
        Column(named=translate("Agreement", "Value with 95 % interval"), wide=4, least=64, axis=axis_of(rows)),
    )
    lines: list[Line] = []
    for row in rows:
        name = row.annotators[0] if row.annotators else translate("Agreement", "everybody")
        letters = (report.annotators.index(name),) if name in report.annotators else ()
        words = f"{name}: {row_words(row)}"
        title = translate("Agreement", "{name} against oneself: {measure}")
        wanted = behind(title.format(name=name, measure=measure_of(row).words), row)
        lines.append(
            Line(
                (
                    Cell(text=name, spoken=words, tip=words, letters=letters, wanted=wanted),
                    Cell(text=measure_of(row).words, tone="soft", wanted=wanted),
                    Cell(text=figure(row.value), tone="strong", wanted=wanted),
                    Cell(spoken=words, drawing=(bar_of(row),), wanted=wanted),
                ),
                key=words,
            )
        )
    return Grid(columns=columns, lines=tuple(lines))
