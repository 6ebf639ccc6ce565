"""The files of an audit export: one JSON object a line, keys as in the tables below."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from labeler.domain.journal import Entry
from labeler.formats import strict_json
from labeler.formats.writing import encode_object

LINES = "annotations.jsonl"
KEYS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "sets": (
            *("set", "article", "annotator", "state", "reason", "assigned", "started", "finished", "seconds"),
            *("suggestions", "scheme", "guidelines", "flag"),
        ),
        "suggestions": (
            *("id", "article", "run", "version", "kind", "start", "end", "text", "attributes", "rule", "score"),
            "decisions",
        ),
        "adjudications": (
            *("id", "article", "frame", "source_labels", "taken", "how", "by", "at", "reason", "clause"),
            "order_of_sides",
        ),
        "entities": ("id", "names", "aliases", "kind", "affiliation", "merged_into"),
        "comments": ("id", "set", "label", "parent", "author", "at", "text", "resolved"),
        "journal": tuple(Entry.__slots__),
    }
)
DECISION = ("annotator", "verdict", "at", "milliseconds", "label")


def encode(name: str, values: Mapping[str, Any]) -> bytes:
    """Return one line of the audit file `name`.

    Raises:
        KeyError: a value is missing.
    """
    return encode_object({key: values[key] for key in KEYS[name]})


def fault_of(name: str, data: bytes) -> str:
    """Return what is wrong with the form of one line of the audit file `name`, "" if nothing."""
    try:
        table = strict_json.parse_object(data.decode("utf-8"))
    except (UnicodeDecodeError, strict_json.JsonFaultError) as fault:
        return str(fault)
    if tuple(table) != KEYS[name]:
        missing = [key for key in KEYS[name] if key not in table]
        return f"its keys are not those of the form{f' ({missing[0]} is missing)' if missing else ''}"
    if encode(name, table) != data:
        return "it is not written as Labeler writes it"
    return ""


def entry_of(table: Mapping[str, Any]) -> Entry:
    """Return the journal entry that a line of `journal.jsonl` holds."""
    return Entry(**{key: table[key] for key in KEYS["journal"]})
