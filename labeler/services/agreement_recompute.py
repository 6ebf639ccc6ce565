"""Figures computed again from the CSV that was written with them, and compared."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labeler.agreement.corpus import Building
from labeler.agreement.report import Asked, Row
from labeler.agreement.units import ClaimUnit, RegionUnit, SpeakerUnit, StanceUnit, UnitSet
from labeler.domain.errors import LabelerError, sentence
from labeler.services.agreement_gathering import Again, Gathered
from labeler.services.agreement_items import AGAIN
from labeler.services.agreement_reporting import report_of

NO_ITEMS = sentence("no_agreement_items", "{file} can't be read: {fault}. Write the items anew with --csv.")

CLOSE = 1e-9
_FIXED = frozenset({"subset", "article", "length", "left", "words"})
_NUMBERS = ("threshold", "value", "low", "high", "coverage")
_VALUE = "value:"
_KNOWN = frozenset({"type", "attribution", "source"})
Table = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many figures were computed again, and those that differ: what was written, and what came out."""

    figures: int
    differ: tuple[Mapping[str, Any], ...]


def recompute(folder: Path) -> Recomputed:
    """Compute the figures of a folder again from its labels and sets, and compare them with those written there.

    Raises:
        LabelerError: a file is missing or damaged.
    """
    about = {row["name"]: row["value"] for row in _rows(folder / "about.csv", "name", "value")}
    sets = _rows(folder / "sets.csv", "subset", "article", "length")
    labels = _rows(folder / "labels.csv", "label", "layer", "article", "annotator", "set", "start", "end")
    figures = _rows(folder / "figures.csv", *Row._fields)
    try:
        asked = Asked(layer=about["layer"], threshold=float(about["threshold"]))
        gathered = _gathered(sets, labels, json.loads(about.get("asked", "[]")))
        written = [_row(row) for row in figures]
        report = report_of(gathered, asked, draws=int(about["draws"]), seed=int(about["seed"]))
    except (KeyError, ValueError, TypeError, IndexError) as fault:
        raise LabelerError(NO_ITEMS, file=folder, fault=f"{type(fault).__name__} {fault}") from None
    now = {one.which: one for one in report.rows}
    differ = [found for one in written if (found := _difference(one, now.pop(one.which, None)))]
    differ += [{**_name(one), "what": "not in figures.csv"} for one in now.values()]
    return Recomputed(len(written), tuple(differ))


def _rows(file: Path, *needed: str) -> Table:
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = [name for name in needed if name not in (reader.fieldnames or ())]
            if missing:
                raise LabelerError(NO_ITEMS, file=file, fault=f"it has no column {missing[0]}")
            return list(reader)
    except OSError as fault:
        raise LabelerError(NO_ITEMS, file=file, fault=fault.strerror or type(fault).__name__) from None
    except (UnicodeDecodeError, csv.Error) as fault:
        raise LabelerError(NO_ITEMS, file=file, fault=fault) from None


def _gathered(sets: Table, labels: Table, topics: list[str]) -> Gathered:
    held: defaultdict[tuple[str, str, str], Table] = defaultdict(list)
    for row in labels:
        held[row["set"], row["article"], row["annotator"]].append(row)
    building = Building()
    building.ask(topics)
    numbers: dict[str, int] = {}
    again: list[Again] = []
    for row in sets:
        subset, article = row["subset"], row["article"]
        further = subset.removeprefix(AGAIN) if subset.startswith(AGAIN) else ""
        if subset and not further:
            continue
        if not further:
            numbers[article] = building.add_article(article, "", int(row["length"]), int(row["words"]))
        for annotator, cell in row.items():
            if annotator not in _FIXED and cell:
                one = _set(annotator, cell, held[further, article, annotator])
                if further:
                    again.append(Again(numbers[article], one))
                else:
                    building.add_set(numbers[article], one)
    return Gathered(corpus=building.done(), again=tuple(again))


def _set(annotator: str, cell: str, rows: Table) -> UnitSet:
    _, shown, guidelines, month = cell.split(";")
    of = {name: [row for row in rows if row["layer"] == name] for name in ("claim", "speaker", "stance", "boilerplate")}
    cues = {(row["speaker"], row["entity"]): row for row in of["stance"]}
    return UnitSet(
        annotator=annotator,
        claims=tuple(_claim(row) for row in of["claim"]),
        speakers=tuple(
            SpeakerUnit(*_place(row), row["entity"], aided=row["aided"] == "yes", rule=row["rule"])
            for row in of["speaker"]
        ),
        stances=tuple(
            _stance(claim, topic, value, cues.get((claim["label"], topic)))
            for claim in of["claim"]
            for topic, value in json.loads(claim["stances"]).items()
        ),
        boilerplate=tuple(RegionUnit(*_place(row)) for row in of["boilerplate"]),
        shown={"shown": True, "blind": False}.get(shown),
        guidelines=int(guidelines),
        month=month,
    )


def _place(row: Mapping[str, str]) -> tuple[str, int, int]:
    return row["label"], int(row["start"]), int(row["end"])


def _claim(row: Mapping[str, str]) -> ClaimUnit:
    values = {name.removeprefix(_VALUE): value for name, value in row.items() if name.startswith(_VALUE)}
    return ClaimUnit(
        *_place(row),
        values["type"],
        values["attribution"],
        values["source"],
        row["speaker"],
        row["aided"] == "yes",
        row["rule"],
        {name: value for name, value in values.items() if name not in _KNOWN},
    )


def _stance(claim: Mapping[str, str], topic: str, value: str, cue: Mapping[str, str] | None) -> StanceUnit:
    if cue is None:
        return StanceUnit(f"{claim['label']} {topic}", claim["label"], topic, value)
    id_, start, end = _place(cue)
    return StanceUnit(id_, claim["label"], topic, value, start, end, cue["aided"] == "yes", cue["rule"])


def _row(row: Mapping[str, str]) -> Row:
    numbers = {
        name: float(row[name]) if row[name] else None for name in ("threshold", "value", "low", "high", "coverage")
    }
    words = {name: row[name] for name in ("layer", "measure", "attribute", "category", "topic", "subset", "reason")}
    counts = {name: int(row[name]) for name in ("articles", "units")}
    values: dict[str, Any] = {**words, **numbers, **counts, "annotators": tuple(json.loads(row["annotators"]))}
    return Row(**values)


def _difference(one: Row, other: Row | None) -> Mapping[str, Any]:
    """Return what differs of a figure as written and as it came out, nothing if it is the same."""
    if other is None:
        return {**_name(one), "what": "not computed again"}
    for name in ("value", "low", "high", "coverage"):
        a, b = getattr(one, name), getattr(other, name)
        if (a is None) != (b is None) or (a is not None and b is not None and abs(a - b) > CLOSE):
            return {**_name(one), "what": name, "written": a, "computed": b}
    for name in ("reason", "articles", "units"):
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
