"""Which figures of a report stand where: the headline of each layer, all of them, and those of a part of the data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from labeler.agreement.report import Confusion, Report, Row
from labeler.gui.agreement.words import attribute_name, layer_name, measure_name, of_spans, subject

translate = QCoreApplication.translate
GOLD = "gold"


class Group(NamedTuple):
    """Rows under a heading."""

    title: str
    rows: list[Row]


class Measure(NamedTuple):
    """What tells the same figure of other annotators or parts: all of a row that names it."""

    layer: str
    measure: str
    attribute: str
    category: str
    topic: str
    threshold: float | None

    @property
    def words(self) -> str:
        """What the figure is, in words."""
        row = Row(**self._asdict())
        return f"{subject(row)} · {measure_name(row)}"


def measure_of(row: Row) -> Measure:
    """Return which figure a row gives."""
    return Measure(row.layer, row.measure, row.attribute, row.category, row.topic, row.threshold)


def team(report: Report, subset: str = "") -> list[Row]:
    """Return the rows of everybody together."""
    return [row for row in report.rows if not row.annotators and row.subset == subset]


def pairs(report: Report) -> list[Row]:
    """Return the rows of two annotators."""
    return [row for row in report.rows if len(row.annotators) == 2 and GOLD not in row.annotators and not row.subset]


def headline(report: Report) -> list[Group]:
    """Return the figures that are looked at first, by group: whole frames, spans, choices, links."""
    rows = team(report)
    spans = [
        *_those(rows, "claim", ("f1_overlap", "f1_exact", "u_alpha")),
        *_those(rows, "speaker", ("f1_overlap", "f1_exact", "u_alpha")),
        *_those(rows, "stance", ("f1_overlap", "u_alpha")),
        *_those(rows, "boilerplate", ("f1_overlap", "u_alpha")),
        *(row for row in rows if row.measure == "gamma"),
    ]
    choices = [row for row in rows if row.measure == "alpha_nominal" and not row.category]
    choices += [row for row in rows if row.measure == "alpha_ordinal" and not row.topic and not row.category]
    links = [*_those(rows, "link", ("conditional", "f1")), *_those(rows, "entity", ("b3",))]
    return _filled(
        Group(translate("Agreement", "Whole frames"), _those(rows, "frame", ("f1",))),
        Group(translate("Agreement", "Spans"), spans),
        Group(translate("Agreement", "Choices, on matched labels"), sorted(choices, key=_choice)),
        Group(translate("Agreement", "Links and entities"), links),
    )


def everything(report: Report) -> list[Group]:
    """Return every figure of everybody together, by what it is about; the curve of thresholds stands elsewhere."""
    rows = [row for row in team(report) if row.measure != "f1_overlap" or row.threshold == report.asked.threshold]
    out: list[Group] = []
    for layer in ("frame", "claim", "speaker", "stance", "boilerplate", "link", "entity"):
        spans = [row for row in rows if row.layer == layer and of_spans(row)]
        out.append(Group(layer_name(layer), spans))
        chosen = [row for row in rows if row.layer == layer and not of_spans(row)]
        for attribute in dict.fromkeys((row.attribute, row.topic) for row in chosen):
            some = [row for row in chosen if (row.attribute, row.topic) == attribute]
            out.append(Group(attribute_name(*attribute), some))
    return _filled(*out)


def maps(report: Report) -> list[Confusion]:
    """Return the maps of values that meet: those of all pairs together where there are several, then pair by pair."""
    found = list(report.confusions)
    by_what: dict[tuple[str, str], list[Confusion]] = {}
    for one in found:
        by_what.setdefault((one.attribute, one.topic), []).append(one)
    several = len({(one.first, one.second) for one in found}) > 1
    return [*(_together(same) for same in by_what.values()), *found] if several else found


def _together(same: Sequence[Confusion]) -> Confusion:
    """Return the maps of pairs added up, the same both ways round: how often one gave a value and another the other."""
    size = range(len(same[0].values))
    counts = [[sum(one.counts[i][j] for one in same) for j in size] for i in size]
    both = tuple(tuple(counts[i][j] + (counts[j][i] if i != j else 0) for j in size) for i in size)
    return same[0]._replace(first="", second="", counts=both)


def observed(report: Report) -> dict[tuple[str, str, str], Row]:
    """Return the observed agreement of attributes by layer, attribute and topic."""
    return {
        (row.layer, row.attribute, row.topic): row
        for row in team(report)
        if row.measure == "observed" and not row.category
    }


def telling(rows: Iterable[Row]) -> list[Measure]:
    """Return the figures that are worth comparing among people and parts of the data, in a fixed order."""
    found = {measure_of(row): row for row in rows if not row.category}
    order = {
        ("claim", "f1_overlap"): 0,
        ("frame", "f1"): 1,
        ("claim", "f1_exact"): 2,
        ("speaker", "f1_overlap"): 3,
        ("stance", "f1_overlap"): 4,
        ("boilerplate", "f1_overlap"): 5,
        ("claim", "alpha_nominal"): 6,
        ("stance", "alpha_nominal"): 7,
        ("link", "conditional"): 8,
        ("entity", "b3"): 9,
    }
    known = [one for one in found if (one.layer, one.measure) in order and one.threshold in {None, 0.5}]
    return sorted(known, key=lambda one: (order[one.layer, one.measure], one.attribute, one.topic))


def comparable(report: Report) -> list[Measure]:
    """Return the figures that pairs of annotators have, the telling ones first."""
    rows = [row for row in pairs(report) if not row.category]
    first = telling(rows)
    return [*first, *(one for one in dict.fromkeys(map(measure_of, rows)) if one not in first)]


def subsets(report: Report, prefix: str) -> list[str]:
    """Return the parts of the data whose names begin so, in order."""
    found = {row.subset for row in team_parts(report) if row.subset.startswith(prefix)}
    return sorted(found, key=_natural)


def team_parts(report: Report) -> list[Row]:
    """Return the rows of everybody together for parts of the data."""
    return [row for row in report.rows if not row.annotators and row.subset]


def _natural(subset: str) -> tuple[str, int, str]:
    name, _, rest = subset.partition(":")
    return name, int(rest) if rest.isdecimal() else 0, rest


def _those(rows: list[Row], layer: str, measures: tuple[str, ...]) -> list[Row]:
    found: list[Row] = []
    for measure in measures:
        found += [
            row
            for row in rows
            if (row.layer, row.measure, row.attribute, row.category) == (layer, measure, "", "")
            and (row.measure != "f1_overlap" or row.threshold in {None, 0.5})
        ]
    return found


def _choice(row: Row) -> tuple[int, str, int, str]:
    order = {"type": 0, "attribution": 1, "source": 2, "value": 4}
    return order.get(row.attribute, 3), row.attribute, int(row.measure != "alpha_nominal"), row.topic


def _filled(*groups: Group) -> list[Group]:
    return [one for one in groups if one.rows]
