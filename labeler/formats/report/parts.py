"""The sections that compare parts of the data: suggested and unaided, shown and blind, months, versions, rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

from labeler.formats.report import drawing, words
from labeler.formats.report.cells import at, bar, figure_cells, figure_heads, linked, says, scale_of, with_interval
from labeler.formats.report.page import band, cell, escape, head, name, row, section, table
from labeler.formats.report.words import Row

_Key: TypeAlias = tuple[str, str, str, str]


def beside(rows: Sequence[Row], both: tuple[str, str], title: str, threshold: float) -> str:
    """Return the figures of two parts of the data side by side, with how far they are apart."""
    first, second = both
    found: dict[_Key, dict[str, Row]] = defaultdict(dict)
    for one in rows:
        if one["subset"] in both and not one["annotators"] and not one["category"] and at(one, threshold):
            found[_key(one)][one["subset"]] = one
    told = [(some[first], some[second]) for some in found.values() if len(some) == 2]
    told = [some for some in told if any(one["value"] is not None for one in some)]
    if not told:
        return ""
    scale = scale_of(one for some in told for one in some)
    heads = [head("What"), head("Measure"), head(drawing.axis(scale))]
    heads += [head(linked(one, words.part(one)), number=True) for one in both]
    body: list[str] = []
    for one, other in told:
        drawn = cell(bar(one, scale) + bar(other, scale, second=True))
        cells = [cell(linked(one["measure"], words.measure(one))), drawn, with_interval(one), with_interval(other)]
        body.append(row(name(words.subject(one)), [*cells, cell(_apart(one, other), number=True)]))
    legend = f"<p>Dots: {escape(words.part(first))}. Squares: {escape(words.part(second))}.</p>"
    return section(f"{first}-{second}", title, [says(first), says(second), legend, table([*heads, _APART], body)])


def by_part(rows: Sequence[Row], kind: str, title: str, threshold: float) -> str:
    """Return figures of all parts of one kind (`month`, `guidelines`, `rule`, `self`), one below another."""
    found: dict[_Key, list[Row]] = defaultdict(list)
    for one in rows:
        if one["subset"].partition(":")[0] == kind and not one["category"] and at(one, threshold):
            found[_key(one)].append(one)
    told = [some for some in found.values() if any(one["value"] is not None for one in some)]
    if not told:
        return ""
    scale = scale_of(one for some in told for one in some)
    heads = figure_heads(scale, "Part of the data")
    body: list[str] = []
    for some in told:
        body.append(band(f"{name(words.subject(some[0]))}: {escape(words.measure(some[0]))}", len(heads)))
        for one in some:
            who = " and ".join(name(each) for each in one["annotators"])
            label = name(words.part(one["subset"])) + (f": {who}" if who else "")
            body.append(row(label, figure_cells(one, scale)))
    return section(f"by-{kind}", title, [says(kind), table(heads, body)])


_APART = head("Apart", number=True)


def _apart(one: Row, other: Row) -> str:
    """Return how far the first lies above the second."""
    if one["value"] is None or other["value"] is None:
        return "–"
    apart = one["value"] - other["value"]
    return ("+" if apart > 0 else "") + words.number(apart)


def _key(one: Row) -> _Key:
    return one["layer"], one["measure"], one["attribute"], one["topic"]
