"""Native lines to bytes: the same line always gives the same bytes."""

from __future__ import annotations

import json
from typing import Any

from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.formats import native, repeats
from labeler.formats.native import Line


def encode(line: Line) -> bytes:
    """Return the line as it stands in a file, its newline included."""
    return encode_object(as_object(line))


def encode_object(table: dict[str, Any]) -> bytes:
    """Return one JSON object as a line of UTF-8, keys in the order given."""
    text = json.dumps(table, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    return text.encode("utf-8") + b"\n"


def as_object(line: Line) -> dict[str, Any]:
    """Return the line as a JSON object: every key, in the form's order; labels by start, end, id."""
    values: dict[str, Any] = {name: getattr(line, name) for name in native.LINE if name != "id"}
    values["id"] = line.key
    values["claims"] = [_claim(one) for one in sorted(line.claims, key=_place)]
    values["speakers"] = [_speaker(one, line.names.get(one.id, "")) for one in sorted(line.speakers, key=_place)]
    values["stances"] = [_stance(one) for one in sorted(line.stances, key=_place)]
    values["boilerplate"] = [_region(one) for one in sorted(line.boilerplate, key=_place)]
    return {name: values[name] for name in native.LINE}


def _place(label: Claim | Speaker | Stance | Region) -> tuple[int, int, str]:
    start = -1 if label.start is None else label.start
    end = -1 if label.end is None else label.end
    return start, end, label.id


def _claim(claim: Claim) -> dict[str, Any]:
    table = {name: getattr(claim, name) for name in native.CLAIM}
    table["speaker_id"] = claim.speaker_id or ""
    table["attributes"] = repeats.put(claim.attributes, claim.repeats)
    return table


def _speaker(speaker: Speaker, name: str) -> dict[str, Any]:
    table: dict[str, Any] = {key: getattr(speaker, key) for key in native.SPEAKER if key not in {"entity", "entity_id"}}
    table["entity"] = name
    table["entity_id"] = speaker.entity_id or ""
    return {key: table[key] for key in native.SPEAKER}


def _stance(stance: Stance) -> dict[str, Any]:
    table = {name: getattr(stance, name) for name in native.STANCE}
    if stance.cue is None:
        table |= {"start": -1, "end": -1, "text": ""}
    return table


def _region(region: Region) -> dict[str, Any]:
    return {name: getattr(region, name) for name in native.BOILERPLATE}
