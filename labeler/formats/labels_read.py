"""The labels of a native line: JSON objects to domain values, every key, offset and link checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from labeler.domain.labels import ORIGINS, SOURCES, Claim, Origin, Region, Source, Speaker, Stance
from labeler.formats import native, repeats, strict_json

_NAMES = {str: "text", int: "a whole number", bool: "true or false", float: "a number"}
_NEEDED = {
    "claims": ("start", "end"),
    "speakers": ("start", "end"),
    "stances": ("claim_id", "topic", "value"),
    "boilerplate": ("start", "end"),
}
_QUOTED = 60


class FaultyLabelError(Exception):
    """What is wrong (`fault`), and with which label (`where`)."""

    def __init__(self, where: str, fault: str) -> None:
        super().__init__(where, fault)
        self.where = where
        self.fault = fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The labels of a line; `names` maps speaker ids to names of entities."""

    claims: tuple[Claim, ...]
    speakers: tuple[Speaker, ...]
    stances: tuple[Stance, ...]
    boilerplate: tuple[Region, ...]
    names: Mapping[str, str]


def read_labels(table: Mapping[str, Any], text: str, *, finished: bool, origin: Origin) -> Found:
    """Return the labels of a line whose text has been checked.

    Args:
        table: the line; the lists of labels must be lists.
        text: the article, in whose code points the offsets count.
        finished: whether the set is finished, which decides what a claim without `source` means.
        origin: what a label has that names no origin.

    Raises:
        FaultyLabelError: with the first fault.
    """
    rows = {name: _rows(name, table[name], text, origin) for name in native.LABELS}
    for name in ("claims", "speakers", "stances"):
        _distinct(name, rows[name])
    for row, given in zip(rows["claims"], table["claims"], strict=True):
        if "source" not in given:
            row["source"] = _source(row, finished=finished)
    _repeats(rows["claims"])
    _links(rows)
    _distinct("boilerplate", [{"id": f"{row['start']}-{row['end']}"} for row in rows["boilerplate"]])
    names = {row["id"]: row.pop("entity") for row in rows["speakers"]}
    for row in rows["speakers"]:
        row["entity_id"] = row["entity_id"] or None
        if row["entity_id"] and not names[row["id"]]:
            raise FaultyLabelError(f"speaker {row['id']}", "it has an entity_id and no entity")
    for row in rows["claims"]:
        row["speaker_id"] = row["speaker_id"] or None
    regions = tuple(Region(id=f"{row['start']}-{row['end']}", set_id="", **row) for row in rows["boilerplate"])
    return Found(
        claims=tuple(Claim(set_id="", **row) for row in rows["claims"]),
        speakers=tuple(Speaker(set_id="", **row) for row in rows["speakers"]),
        stances=tuple(Stance(set_id="", **row) for row in rows["stances"]),
        boilerplate=regions,
        names=names,
    )


def _rows(name: str, labels: list[Any], text: str, origin: Origin) -> list[dict[str, Any]]:
    keys = native.LABELS[name]
    out: list[dict[str, Any]] = []
    for number, label in enumerate(labels, 1):
        where = f"{name.removesuffix('s')} {number}"
        if not isinstance(label, dict):
            raise FaultyLabelError(where, "it is no JSON object")
        given = cast("dict[str, Any]", label)
        row = _typed(where, given, keys, name)
        if "id" in keys:
            row["id"] = row["id"] or f"{name}-{number}"
            where = f"{where} ({row['id'][:_QUOTED]})"
            _tail(where, row, origin)
        if name == "stances" and {given.get("start", -1), given.get("end", -1)} == {-1}:
            if row["text"]:
                raise FaultyLabelError(where, "it has words and no place")
            row |= {"start": None, "end": None}
        else:
            _span(where, row, text, quoted="text" in given)
        out.append(row)
    return out


def _typed(where: str, given: dict[str, Any], keys: native.Keys, name: str) -> dict[str, Any]:
    for key, value in given.items():
        kind = keys.get(key)
        if kind is None:
            raise FaultyLabelError(where, f"{key[:_QUOTED]!r} is no key of the form")
        fits = isinstance(value, (int, float)) if kind is float else isinstance(value, kind)
        if not fits or (kind in {int, float} and isinstance(value, bool)):
            raise FaultyLabelError(where, f"{key} must be {_NAMES[kind]}")
    for key in _NEEDED[name]:
        if key not in given:
            raise FaultyLabelError(where, f"{key} is missing")
    row = {key: given.get(key, kind()) for key, kind in keys.items()}
    if "score" in row:
        row["score"] = float(row["score"])
    return row


def _tail(where: str, row: dict[str, Any], origin: Origin) -> None:
    row["origin"] = row["origin"] or origin
    row["attributes"] = row["attributes"] or "{}"
    if row["origin"] not in ORIGINS:
        raise FaultyLabelError(where, f"origin must be one of {', '.join(ORIGINS)}")
    if not 0 <= row["score"] <= 1:
        raise FaultyLabelError(where, "score must lie between 0 and 1")
    try:
        strict_json.parse_object(row["attributes"])
    except strict_json.JsonFaultError as fault:
        raise FaultyLabelError(where, f"attributes: {fault}") from None
    if not row["id"].isprintable():
        raise FaultyLabelError(where, "its id must be printable text")
    for key in ("note", "rule", "text"):
        if "\0" in row[key]:
            raise FaultyLabelError(where, f"{key} holds a NUL character")


def _span(where: str, row: dict[str, Any], text: str, *, quoted: bool) -> None:
    start, end = row["start"], row["end"]
    if not 0 <= start < end <= len(text):
        raise FaultyLabelError(
            where,
            f"{start} to {end} is no span of a text of {len(text)} code points (offsets count from 0, end exclusive)",
        )
    words = text[start:end]
    if quoted and row["text"] != words:
        raise FaultyLabelError(
            where,
            f"the article reads {words[:_QUOTED]!r} from {start} to {end}, not {row['text'][:_QUOTED]!r}"
            " (offsets must count code points, end exclusive)",
        )
    if words.isspace():
        raise FaultyLabelError(where, f"there is only white space from {start} to {end}")
    row["text"] = words


def _distinct(name: str, rows: list[dict[str, Any]]) -> None:
    for key, count in Counter(row["id"] for row in rows).items():
        if count > 1:
            raise FaultyLabelError(f"{name.removesuffix('s')} {key[:_QUOTED]}", f"its id stands {count} times")


def _source(row: Mapping[str, Any], *, finished: bool) -> Source:
    """Return the source that a claim's other keys imply."""
    if row["speaker_id"]:
        return "speaker"
    if row["attribution"] == "author":
        return "author"
    return "unstated" if finished else ""


def _repeats(claims: list[dict[str, Any]]) -> None:
    """Take out of the attributes which claim each repeats: another one of the line, that repeats nothing itself."""
    for row in claims:
        try:
            row["attributes"], row["repeats"] = repeats.take(row["attributes"])
        except strict_json.JsonFaultError as fault:
            raise FaultyLabelError(f"claim {row['id'][:_QUOTED]}", f"attributes: {fault}") from None
    by_id = {row["id"]: row for row in claims}
    for row in claims:
        named = row["repeats"]
        where = f"claim {row['id'][:_QUOTED]}"
        if named is None:
            continue
        if named not in by_id or named == row["id"]:
            raise FaultyLabelError(where, f"the claim {named[:_QUOTED]!r} that it repeats is no other one on this line")
        if by_id[named]["repeats"] is not None:
            raise FaultyLabelError(where, f"the claim {named[:_QUOTED]!r} that it repeats repeats another itself")


def _links(rows: Mapping[str, list[dict[str, Any]]]) -> None:
    speakers = {row["id"] for row in rows["speakers"]}
    for row in rows["claims"]:
        where = f"claim {row['id'][:_QUOTED]}"
        if row["source"] not in SOURCES:
            raise FaultyLabelError(where, "source must be one of speaker, author, unstated, empty")
        if row["speaker_id"] and row["speaker_id"] not in speakers:
            raise FaultyLabelError(where, f"its speaker {row['speaker_id'][:_QUOTED]!r} is not on this line")
        if (row["source"] == "speaker") != bool(row["speaker_id"]):
            fault = f"its source is {row['source']!r} and its speaker_id {row['speaker_id'][:_QUOTED]!r}"
            raise FaultyLabelError(where, fault)
    claims = {row["id"] for row in rows["claims"]}
    pairs: set[tuple[str, str]] = set()
    for row in rows["stances"]:
        where = f"stance {row['id'][:_QUOTED]}"
        if row["claim_id"] not in claims:
            raise FaultyLabelError(where, f"its claim {row['claim_id'][:_QUOTED]!r} is not on this line")
        pair = (row["claim_id"], row["topic"])
        if pair in pairs:
            raise FaultyLabelError(where, f"its claim has another stance on {row['topic'][:_QUOTED]!r}")
        pairs.add(pair)
