"""Figures computed again from the CSV that was written with them, and every item derived again from its labels."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from labeler.agreement.corpus import Building
from labeler.agreement.families import STANCE, VALUE
from labeler.agreement.report import Asked, Row
from labeler.agreement.units import ClaimUnit, RegionUnit, SpeakerUnit, StanceUnit, UnitSet
from labeler.domain.errors import LabelerError, sentence
from labeler.formats import plain_csv
from labeler.services.agreement_gathering import Again, Gathered
from labeler.services.agreement_items import ARTICLE, Table, tables
from labeler.services.agreement_labels import FIRST, FURTHER, LABEL
from labeler.services.agreement_reporting import report_of

NO_ITEMS = sentence("no_agreement_items", "{file} can't be read: {fault}. Write the items anew with --csv.")

CLOSE = 1e-9
_FIXED = ("type", "attribution", "source")
_NUMBERS = ("threshold", "value", "low", "high", "coverage")
_COUNTS = ("articles", "units")
_MOST = 20
"""How many lines of one file are told of; whatever else differs follows from them."""


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many figures were computed again, and what differs: figures first, then lines of the other files."""

    figures: int
    differ: tuple[Mapping[str, Any], ...]


class _Line(dict[str, str]):
    """A row by column; `cells` are all of it, `place` is where it stands."""

    place: str = ""
    cells: Sequence[str] = ()


def recompute(folder: Path) -> Recomputed:
    """Compute the figures of a folder again from its labels, and its items, and compare all with what is written.

    Raises:
        LabelerError: a file is missing or damaged; says which, where, and what to do.
    """
    about = {row["name"]: row["value"] for row in _rows(folder / "about.csv", "name", "value")}
    asked, draws, seed = _asked(folder / "about.csv", about)
    gathered = _gathered(folder, _topics(folder / "about.csv", about))
    figures = list(_rows(folder / "figures.csv", *Row._fields))
    written = {one.which: one for one in map(_row, figures)}
    report = report_of(gathered, asked, draws=draws, seed=seed)
    now = {one.which: one for one in report.rows}
    differ = [found for key, one in written.items() if (found := _difference(one, now.pop(key, None)))]
    differ += [{**_name(one), "what": "not in figures.csv"} for one in now.values()]
    for table in tables(gathered, report, draws):
        if table.name != "figures.csv":
            differ += _lines_that_differ(folder / table.name, table)
        elif not differ:
            differ += _made_otherwise(figures, table)
    return Recomputed(len(figures), tuple(differ))


def _topics(file: Path, about: Mapping[str, str]) -> list[str]:
    """Return the topics that everybody was asked about."""
    try:
        topics: object = json.loads(about.get("topics", "[]"))
    except ValueError as fault:
        raise LabelerError(NO_ITEMS, file=file, fault=f"topics: {fault}") from None
    return [str(one) for one in topics] if isinstance(topics, list) else []


def _asked(file: Path, about: Mapping[str, str]) -> tuple[Asked, int, int]:
    try:
        asked = Asked(layer=about["layer"], threshold=float(about["threshold"]))
        return asked, int(about["draws"]), int(about["seed"])
    except KeyError as fault:
        raise LabelerError(NO_ITEMS, file=file, fault=f"it does not tell the {fault.args[0]}") from None
    except ValueError as fault:
        raise LabelerError(NO_ITEMS, file=file, fault=fault) from None


def _rows(file: Path, *needed: str) -> Iterator[_Line]:
    heads: list[str] = []
    for place, cells in _cells(file):
        if not heads:
            heads = cells
            if missing := [name for name in needed if name not in heads]:
                raise LabelerError(NO_ITEMS, file=file, fault=f"it has no column {missing[0]}")
        elif len(cells) != len(heads):
            raise LabelerError(NO_ITEMS, file=place, fault=f"there are {len(cells)} cells for {len(heads)} columns")
        else:
            line = _Line(zip(reversed(heads), reversed(cells), strict=True))
            line.place, line.cells = place, cells
            yield line
    if not heads:
        raise LabelerError(NO_ITEMS, file=file, fault=f"it has no column {needed[0]}")


def _cells(file: Path) -> Iterator[tuple[str, list[str]]]:
    line = 0
    try:
        for line, cells in plain_csv.read(file):
            yield f"{file}, line {line}", cells
    except OSError as fault:
        raise LabelerError(NO_ITEMS, file=file, fault=fault.strerror or type(fault).__name__) from None
    except (UnicodeDecodeError, csv.Error) as fault:
        raise LabelerError(NO_ITEMS, file=f"{file}, after line {line}", fault=fault) from None


def _gathered(folder: Path, topics: Sequence[str]) -> Gathered:
    held: defaultdict[tuple[str, str, str], list[_Line]] = defaultdict(list)
    for row in _rows(folder / "labels.csv", *LABEL):
        if row["set"] != FIRST:
            with _Told(row):
                _place(row)
            held[row["set"], row["article"], row["annotator"]].append(row)
    file = folder / "articles.csv"
    people = next(_cells(file), ("", []))[1][len(ARTICLE) :]
    building, numbers, again = Building(), dict[str, int](), list[Again]()
    building.ask(topics)
    for row in _rows(file, *ARTICLE):
        with _Told(row):
            further = row["again"]
            if not further:
                size = int(row["length"]), int(row["words"])
                numbers[row["article"]] = building.add_article(row["article"], "", *size)
            for annotator, cell in zip(people, row.cells[len(ARTICLE) :], strict=True):
                if cell:
                    rows = held.pop((FURTHER if further else "", row["article"], annotator), [])
                    one = _set(annotator, cell, rows)
                    if further:
                        again.append(Again(numbers[further], one))
                    else:
                        building.add_set(numbers[row["article"]], one)
    for row in next(iter(held.values()), [])[:1]:
        raise LabelerError(NO_ITEMS, file=row.place, fault="nobody finished the article of this label by that name")
    return Gathered(corpus=building.done(), again=tuple(again))


class _Told:
    """Says of a row that can't be understood where it stands."""

    def __init__(self, row: _Line) -> None:
        self._row = row

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, fault: BaseException | None, _trace: object) -> None:
        if isinstance(fault, KeyError):
            raise LabelerError(NO_ITEMS, file=self._row.place, fault=f"there is no {fault.args[0]!r}") from None
        if isinstance(fault, (ValueError, TypeError, IndexError)):
            raise LabelerError(NO_ITEMS, file=self._row.place, fault=fault) from None


def _set(annotator: str, cell: str, rows: Sequence[_Line]) -> UnitSet:
    _, shown, guidelines, month = cell.split(";")
    of: defaultdict[str, list[_Line]] = defaultdict(list)
    for row in rows:
        of[row["layer"]].append(row)
    return UnitSet(
        annotator=annotator,
        claims=tuple(_claim(row) for row in of["claim"]),
        speakers=tuple(
            SpeakerUnit(*_place(row), row["entity"], aided=row["aided"] == "yes", rule=row["rule"])
            for row in of["speaker"]
        ),
        stances=tuple(_stances(of["claim"], of["stance"])),
        boilerplate=tuple(RegionUnit(*_place(row)) for row in of["boilerplate"]),
        shown={"shown": True, "blind": False}.get(shown),
        guidelines=int(guidelines),
        month=month,
    )


def _place(row: Mapping[str, str]) -> tuple[str, int, int]:
    return row["label"], int(row["start"]), int(row["end"])


def _given(row: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): value for name, value in row.items() if name.startswith(prefix) and value}


def _claim(row: Mapping[str, str]) -> ClaimUnit:
    values = _given(row, VALUE)
    type_, attribution, source = (values.pop(name, "") for name in _FIXED)
    tail = row["speaker"], row["aided"] == "yes", row["rule"], values
    return ClaimUnit(*_place(row), type_, attribution, source, *tail)


def _stances(claims: Sequence[_Line], cues: Sequence[_Line]) -> Iterator[StanceUnit]:
    """Yield stances: those with a cue have a row of their own."""
    with_cue: set[tuple[str, str]] = set()
    for row in cues:
        id_, start, end = _place(row)
        topic, value = next(iter(_given(row, STANCE).items()), ("", ""))
        with_cue.add((row["claim"], topic))
        yield StanceUnit(id_, row["claim"], topic, value, start, end, row["aided"] == "yes", row["rule"])
    for claim in claims:
        for topic, value in _given(claim, STANCE).items():
            if (claim["label"], topic) not in with_cue:
                yield StanceUnit(f"{claim['label']} {topic}", claim["label"], topic, value)


def _row(row: _Line) -> Row:
    with _Told(row):
        values: dict[str, Any] = dict(row)
        values |= {name: float(row[name]) if row[name] else None for name in _NUMBERS}
        values |= {name: int(row[name]) for name in _COUNTS}
        values["annotators"] = tuple(json.loads(row["annotators"]))
        return Row(**{name: values[name] for name in Row._fields})
    raise AssertionError


def _difference(one: Row, other: Row | None) -> Mapping[str, Any]:
    """Return what differs of a figure as written and as it came out, nothing if it is the same."""
    if other is None:
        return {**_name(one), "what": "not computed again"}
    for name in ("value", "low", "high", "coverage"):
        a, b = getattr(one, name), getattr(other, name)
        if (a is None) != (b is None) or (a is not None and b is not None and not abs(a - b) <= CLOSE):
            return {**_name(one), "what": name, "written": a, "computed": b}
    for name in ("reason", *_COUNTS):
        if getattr(one, name) != getattr(other, name):
            return {**_name(one), "what": name, "written": getattr(one, name), "computed": getattr(other, name)}
    return {}


def _name(one: Row) -> dict[str, Any]:
    words = {name: getattr(one, name) for name in ("layer", "measure", "attribute", "category", "topic", "subset")}
    named: dict[str, Any] = {name: value for name, value in words.items() if value}
    if one.annotators:
        named["annotators"] = list(one.annotators)
    if one.threshold is not None:
        named["threshold"] = one.threshold
    return named


def _lines_that_differ(file: Path, table: Table) -> list[Mapping[str, Any]]:
    """Return the first lines of a file that are not what its labels give."""
    found: list[Mapping[str, Any]] = []
    computed = ([_text(cell) for cell in row] for row in _with_heads(table))
    place = f"{file.name}, at its end"
    for known, now in zip_longest(_cells(file), computed):
        place, cells = known or (place, None)
        if cells != now and not _is_version(cells):
            found.append({"file": place.removeprefix(f"{file.parent}/"), "written": cells, "computed": now})
            if len(found) == _MOST:
                break
    return found


def _made_otherwise(figures: Sequence[_Line], table: Table) -> list[Mapping[str, Any]]:
    """Return the first figure that is not made of the items that it names."""
    heads = table.heads[len(Row._fields) :]
    for row, now in zip(figures, table.rows, strict=False):
        for name, cell in zip(heads, now[len(Row._fields) :], strict=True):
            if row.get(name) != _text(cell):
                return [{"file": row.place, "what": name, "written": row.get(name), "computed": _text(cell)}]
    return []


def _with_heads(table: Table) -> Iterator[Sequence[Any]]:
    yield table.heads
    yield from table.rows


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _is_version(cells: Sequence[str] | None) -> bool:
    """Return whether a line tells the version that wrote it, which may be another one."""
    return cells is not None and cells[:1] == ["version"]
