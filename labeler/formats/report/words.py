"""Rows of a report on agreement in plain words. A row is a mapping of its JSON; figures are written as `0.87`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from labeler.formats.agreement_help import explained

Row: TypeAlias = Mapping[str, Any]

_LAYERS = {
    "claim": "Claims",
    "speaker": "Speakers",
    "stance": "Stance cues",
    "boilerplate": "Boilerplate",
    "link": "Links from claim to speaker",
    "entity": "Entities behind the mentions",
    "frame": "Whole frames",
}
_MANY = {
    "claim": "claims",
    "speaker": "speakers",
    "stance": "stance cues",
    "boilerplate": "parts of boilerplate",
    "link": "links",
    "entity": "mentions",
    "frame": "frames",
}
_ATTRIBUTES = {"type": "Claim type", "attribution": "Attribution", "source": "Source"}
_PARTS = {
    "suggested": "From suggestions",
    "unaided": "Unaided",
    "shown": "With suggestions",
    "blind": "Without suggestions",
    "self": "Against oneself",
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def number(value: float | None) -> str:
    """Return a figure with two digits, a dash for none."""
    return "–" if value is None else f"{value + 0.0:.2f}".replace("-", "−")


def count(value: int) -> str:
    """Return a count with its thousands apart."""
    return f"{value:,}"


def percent(value: float | None) -> str:
    """Return a share in percent, a dash for none."""
    return "–" if value is None else f"{100 * value:.0f}\u00a0%"


def between(row: Row) -> str:
    """Return the interval, "" without one."""
    return "" if row["low"] is None else f"{number(row['low'])} to {number(row['high'])}"


def seconds(value: float | None) -> str:
    """Return how long something took, a dash where that is not known."""
    if value is None:
        return "–"
    return f"{value:.1f} s" if value < 60 else f"{value / 60:.0f} min"


def layer(code: str) -> str:
    """Return what a layer's labels are called, at the beginning of a sentence."""
    return _LAYERS.get(code, code)


def subject(row: Row) -> str:
    """Return what a row is about: the labels, or the choice about them, with its topic and category."""
    attribute: str = row["attribute"]
    topic: str = row["topic"]
    if row["layer"] == "stance" and attribute == "value":
        said = f"Stance on {topic}" if topic else "Stance, all topics"
    elif row["measure"] in {"u_alpha", "bar_u_alpha", "cu_alpha", "ku_alpha"}:
        said = "Claims with their types" if attribute == "type" else layer(row["layer"])
    elif attribute:
        said = _ATTRIBUTES.get(attribute, attribute)
    else:
        said = layer(row["layer"])
    return f"{said}: {row['category']}" if row["category"] else said


def measure(row: Row) -> str:
    """Return how the row's measure is called."""
    if row["measure"] == "f1":
        return "F1"
    if row["measure"] == "f1_overlap" and row["threshold"] not in {None, 0.5}:
        return f"{title('f1_overlap')}, from {number(row['threshold'])} on"
    return title(row["measure"])


def title(code: str) -> str:
    """Return the title of a measure, kind or reason; its code with blanks where nothing is known of it."""
    entry = explained(code)
    return entry.title if entry else code.replace("_", " ")


def part(code: str) -> str:
    """Return what a part of the data is called."""
    which, _, of = code.partition(":")
    if which == "guidelines":
        return f"Guidelines, version {of}"
    if which == "month":
        return _month(of)
    if which == "rule":
        return f"Rule {of}"
    return _PARTS.get(code, code)


def said(row: Row) -> str:
    """Return what a row says in one sentence, or why it says nothing."""
    value = row["value"]
    if value is None:
        return missing(row["reason"])
    return _said_of(row, value)


def missing(reason: str) -> str:
    """Return why there is no value, or no interval."""
    entry = explained(reason)
    return f"{entry.title}. {entry.first}" if entry else reason.replace("_", " ")


def _said_of(row: Row, value: float) -> str:
    kind, hundred, many = row["measure"], f"{100 * value:.0f}", _MANY.get(row["layer"], row["layer"])
    if kind == "f1_exact":
        return f"Of 100 {many} that one marks, another marks about {hundred} with the same edges."
    if kind == "f1_overlap":
        return f"Of 100 {many} that one marks, another marks about {hundred} that share {_shared(row)}."
    if kind == "f1_characters":
        return f"Of 100 characters that one marks in {many}, another marks about {hundred}."
    if kind == "f1" and row["layer"] == "frame":
        return f"Of 100 frames that one makes, another makes about {hundred} the same: claim, source and all stances."
    if kind == "f1":
        return f"Of 100 links that one makes, another makes about {hundred}: the same claim to the same mention."
    if kind == "precision":
        return f"Of 100 {many} that were marked, {hundred} are gold."
    if kind == "recall":
        return f"Of 100 gold {many}, {hundred} were marked."
    if kind == "observed":
        what = "mentions that both marked, {} are of the same entity" if row["layer"] == "entity" else _COMPARED
        return f"Of 100 {what.format(hundred)}."
    if kind == "conditional":
        return f"Of 100 claims that both mark and one links to a speaker, both link {hundred} to the same mention."
    if kind == "b3":
        return f"Mentions are grouped into entities about {hundred}\u00a0% the same."
    return _against_chance(value)


_COMPARED = "comparisons of two people's values, {} are the same"


def _against_chance(value: float) -> str:
    """Return what a coefficient says: how often people differ, as a share of how often they would by chance."""
    if value > 0.995:
        return "They never differ, or hardly ever."
    if value < 0:
        return "They differ more than by chance."
    return f"They differ {100 * (1 - value):.0f}\u00a0% as often as by chance."


def _shared(row: Row) -> str:
    threshold = row["threshold"]
    if threshold == 0:
        return "a character or more"
    if threshold is None or threshold == 0.5:
        return "half or more"
    return f"{percent(threshold)} or more"


def _month(code: str) -> str:
    year, _, month = code.partition("-")
    return f"{_MONTHS[int(month) - 1]} {year}" if month.isdecimal() and 1 <= int(month) <= 12 else code
