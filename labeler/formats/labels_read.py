"""The labels of a native line: JSON objects to domain values, every key, offset and link checked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from labeler.domain.labels import ORIGINS, SOURCES, Claim, Origin, Region, Source, Speaker, Stance
from labeler.formats import native, repeats, strict_json

Rows: TypeAlias = dict[str, list[dict[str, Any]]]

_NAMES = {str: "text", int: "a whole number", bool: "true or false", float: "a number"}
_NEEDED = {
    "claims": ("start", "end"),
    "speakers": ("start", "end"),
    "stances": ("claim_id", "topic", "value"),
    "boilerplate": ("start", "end"),
}
_QUOTED = 60
_EMPTY = {name: {key: kind() for key, kind in keys.items()} for name, keys in native.LABELS.items()}
# Keys and types of values, and ends of labels, that were found to fit: the labels of a file have few of them, and
# there are many labels.
_fitting: set[tuple[object, ...]] = set()
_FORMS = 1000


class FaultyLabelError(Exception):
    """What is wrong (`fault`), and with which label (`where`)."""

    def __init__(self, where: str, fault: str) -> None:
        super().__init__(where, fault)
        self.where = where
        self.fault = fault


class _FaultError(Exception):
    """What is wrong with the label at hand."""


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
    return labels_of(read_rows(table, text, finished=finished, origin=origin))


def read_rows(table: Mapping[str, Any], text: str, *, finished: bool, origin: Origin) -> Rows:
    """Return what `read_labels` does as plain rows, by kind: every key of the form, checked. Cheaper where many pass.

    A row's `speaker_id` and `entity_id` are None rather than ""; a stance without a cue has None for its offsets.

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
    if rows["boilerplate"]:
        _distinct("boilerplate", [{"id": f"{row['start']}-{row['end']}"} for row in rows["boilerplate"]])
    for row in rows["speakers"]:
        row["entity_id"] = row["entity_id"] or None
        if row["entity_id"] and not row["entity"]:
            raise FaultyLabelError(f"speaker {row['id']}", "it has an entity_id and no entity")
    for row in rows["claims"]:
        row["speaker_id"] = row["speaker_id"] or None
    return rows


def labels_of(rows: Rows) -> Found:
    """Return checked rows as labels."""
    names = {row["id"]: row.pop("entity") for row in rows["speakers"]}
    regions = tuple(Region(id=f"{row['start']}-{row['end']}", set_id="", **row) for row in rows["boilerplate"])
    return Found(
        claims=tuple(Claim(set_id="", **row) for row in rows["claims"]),
        speakers=tuple(Speaker(set_id="", **row) for row in rows["speakers"]),
        stances=tuple(Stance(set_id="", **row) for row in rows["stances"]),
        boilerplate=regions,
        names=names,
    )


def _rows(name: str, labels: list[Any], text: str, origin: Origin) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    for number, label in enumerate(labels, 1):
        row: dict[str, Any] = {}
        try:
            row = _typed(label, name)
            if "id" in row:
                row["id"] = row["id"] or f"{name}-{number}"
                _tail(row, origin)
            if name == "stances" and label.get("start", -1) == -1 and label.get("end", -1) == -1:
                _no_span(row)
            else:
                _span(row, text, quoted="text" in label)
        except _FaultError as fault:
            where = f"{name.removesuffix('s')} {number}"
            known = f" ({row['id'][:_QUOTED]})" if "id" in row else ""
            raise FaultyLabelError(where + known, str(fault)) from None
        out.append(row)
    return out


def _typed(label: object, name: str) -> dict[str, Any]:
    if not isinstance(label, dict):
        raise _FaultError("it is no JSON object")
    given = cast("dict[str, Any]", label)
    form = (name, *given, *map(type, given.values()))
    if form not in _fitting:
        _check_form(given, name)
        if len(_fitting) < _FORMS:
            _fitting.add(form)
    row = _EMPTY[name] | given
    if "score" in row:
        row["score"] = float(row["score"])
    return row


def _check_form(given: dict[str, Any], name: str) -> None:
    keys = native.LABELS[name]
    for key, value in given.items():
        kind = keys.get(key)
        if kind is None:
            raise _FaultError(f"{key[:_QUOTED]!r} is no key of the form")
        fits = isinstance(value, (int, float)) if kind is float else isinstance(value, kind)
        if not fits or (kind in {int, float} and isinstance(value, bool)):
            raise _FaultError(f"{key} must be {_NAMES[kind]}")
    for key in _NEEDED[name]:
        if key not in given:
            raise _FaultError(f"{key} is missing")


def _tail(row: dict[str, Any], origin: Origin) -> None:
    row["origin"] = row["origin"] or origin
    row["attributes"] = row["attributes"] or "{}"
    end = (row["origin"], row["score"], row["attributes"], row["rule"], row["note"])
    if end not in _fitting:
        _check_tail(row)
        if len(_fitting) < _FORMS and len(row["attributes"]) + len(row["note"]) + len(row["rule"]) < _FORMS:
            _fitting.add(end)
    if not row["id"].isprintable():
        raise _FaultError("its id must be printable text")
    if "\0" in row["text"]:
        raise _FaultError("text holds a NUL character")


def ends_fit(origin: str, score: float, attributes: str, rule: str, note: str) -> bool:
    """Tell whether these values of a label pass what `read_rows` checks of them."""
    try:
        _check_tail({"origin": origin, "score": score, "attributes": attributes, "rule": rule, "note": note})
    except _FaultError:
        return False
    return True


def _check_tail(row: dict[str, Any]) -> None:
    if row["origin"] not in ORIGINS:
        raise _FaultError(f"origin must be one of {', '.join(ORIGINS)}")
    if not 0 <= row["score"] <= 1:
        raise _FaultError("score must lie between 0 and 1")
    if row["attributes"] != "{}":
        try:
            strict_json.parse_object(row["attributes"])
        except strict_json.JsonFaultError as fault:
            raise _FaultError(f"attributes: {fault}") from None
    for key in ("note", "rule"):
        if "\0" in row[key]:
            raise _FaultError(f"{key} holds a NUL character")


def _no_span(row: dict[str, Any]) -> None:
    if row["text"]:
        raise _FaultError("it has words and no place")
    row["start"] = row["end"] = None


def _span(row: dict[str, Any], text: str, *, quoted: bool) -> None:
    start, end = row["start"], row["end"]
    if not 0 <= start < end <= len(text):
        raise _FaultError(
            f"{start} to {end} is no span of a text of {len(text)} code points (offsets count from 0, end exclusive)"
        )
    words = text[start:end]
    if quoted and row["text"] != words:
        raise _FaultError(
            f"the article reads {words[:_QUOTED]!r} from {start} to {end}, not {row['text'][:_QUOTED]!r}"
            " (offsets must count code points, end exclusive)"
        )
    if words.isspace():
        raise _FaultError(f"there is only white space from {start} to {end}")
    row["text"] = words


def _distinct(name: str, rows: list[dict[str, Any]]) -> None:
    if len({row["id"] for row in rows}) == len(rows):
        return
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
        if named is None:
            continue
        where = f"claim {row['id'][:_QUOTED]}"
        if named not in by_id or named == row["id"]:
            raise FaultyLabelError(where, f"the claim {named[:_QUOTED]!r} that it repeats is no other one on this line")
        if by_id[named]["repeats"] is not None:
            raise FaultyLabelError(where, f"the claim {named[:_QUOTED]!r} that it repeats repeats another itself")


def _links(rows: Rows) -> None:
    speakers = {row["id"] for row in rows["speakers"]}
    for row in rows["claims"]:
        source, speaker = row["source"], row["speaker_id"]
        if source not in SOURCES:
            fault = "source must be one of speaker, author, unstated, empty"
        elif speaker and speaker not in speakers:
            fault = f"its speaker {speaker[:_QUOTED]!r} is not on this line"
        elif (source == "speaker") != bool(speaker):
            fault = f"its source is {source!r} and its speaker_id {speaker[:_QUOTED]!r}"
        else:
            continue
        raise FaultyLabelError(f"claim {row['id'][:_QUOTED]}", fault)
    claims = {row["id"] for row in rows["claims"]}
    pairs: set[tuple[str, str]] = set()
    for row in rows["stances"]:
        pair = (row["claim_id"], row["topic"])
        if pair[0] not in claims:
            fault = f"its claim {pair[0][:_QUOTED]!r} is not on this line"
        elif pair in pairs:
            fault = f"its claim has another stance on {pair[1][:_QUOTED]!r}"
        else:
            pairs.add(pair)
            continue
        raise FaultyLabelError(f"stance {row['id'][:_QUOTED]}", fault)
