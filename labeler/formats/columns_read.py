"""The labels of a plain line as columns, for files of very many: the quick way beside `labels_read`.

Nothing is refused here. A line that is not wholly as `writing` writes it, down to the last key, is told apart, and
goes the strict way, which reads what else the form allows and says what is wrong with the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from operator import lt
from typing import Any, NamedTuple, TypeAlias

from labeler.domain.labels import SOURCES
from labeler.formats import native, repeats, strict_json
from labeler.formats.labels_read import Rows, ends_fit

Columns: TypeAlias = dict[str, Sequence[Any]]
Layers: TypeAlias = dict[str, Columns]

_CHARS = r'[^"\\\x00-\x1f]*+'
# Halves of characters are left to the strict way, as is every number that could be too great.
_TEXT = rf'{_CHARS}(?:\\(?:["\\/bfnrt]|u(?![dD])[0-9a-fA-F]{{4}}){_CHARS})*+'
_VALUES = {
    str: f'"{_TEXT}"',
    int: "-?(?:0|[1-9][0-9]{0,8})",
    float: r"[01](?:\.[0-9]{1,20})?",
    bool: "(?:true|false)",
}
_END = ("unsure", "note", "origin", "score", "rule", "attributes")
_KEPT = 1000


class _Form(NamedTuple):
    """How the labels of a kind are written: their keys but those at the end, which are one group of the pattern."""

    name: str
    pattern: re.Pattern[str]
    keys: tuple[str, ...]
    has_end: bool


class _End(NamedTuple):
    """What the last keys of a label say, as far as it is of use in columns."""

    origin: str
    attributes: str
    rule: str
    is_repeat: bool

    def fits(self, name: str) -> bool:
        """Tell whether a label of the kind may end so; which claim another repeats is for the strict way."""
        return name != "claims" or not self.is_repeat


def plain_table(data: bytes) -> tuple[dict[str, Any], Sequence[str]] | None:
    """Return the object on a line without its labels, and these as they are written, by kind.

    None if the strict way must see the line.
    """
    pieces: list[bytes] = []
    rest = data
    for mark in _MARKS:
        piece, found, rest = rest.partition(mark)
        if not found:
            return None
        pieces.append(piece)
    # No string holds a mark, as quotes in it are escaped: what stands between two is the list that the first begins,
    # if it is the inside of a list at all and the rest, with empty ones, is an object.
    try:
        article = _article(pieces[0])
        own = strict_json.parse_object(f"{{{_OWN}{pieces[1].decode()}{_EMPTY}{rest.decode()}", decoded=True)
        labels = [piece.decode() for piece in pieces[2:]]
    except (UnicodeDecodeError, strict_json.JsonFaultError):
        return None
    table = {**article, **own}
    return (table, labels) if len(table) == len(article) + len(own) else None


# The part of a line that was read last that is of its article, and what it says: lines of several annotators of an
# article follow each other.
_last: tuple[bytes, dict[str, Any]] = (b"", {})


def _article(data: bytes) -> dict[str, Any]:
    global _last  # noqa: PLW0603
    known, table = _last
    if data != known:
        table = strict_json.parse_object(f"{data.decode()}{_OWN}0}}", decoded=True)
        # It ends where the annotator's own keys begin.
        del table[_FIRST]
        _last = data, table
    return table


def plain_columns(labels: Sequence[str], text: str, origin: str) -> Layers | None:
    """Return the labels of a line as columns; None if the strict way must see the line.

    Args:
        labels: what `plain_table` made.
        text: the article, in whose code points the offsets count.
        origin: what a label has that names no origin.
    """
    layers: Layers = {}
    for (name, form), written in zip(_FORMS.items(), labels, strict=True):
        columns = _columns(form, written, origin) if written else _NOTHING[name]
        if columns is None or not _spans_fit(name, columns, text):
            return None
        layers[name] = columns
    return layers if _links_fit(layers) else None


def columns_of(rows: Rows) -> Layers:
    """Return strictly read rows as the same columns."""
    layers: Layers = {
        name: {key: [row[key] for row in rows[name]] for key in columns} for name, columns in _NOTHING.items()
    }
    layers["claims"]["speaker_id"] = [id_ or "" for id_ in layers["claims"]["speaker_id"]]
    layers["speakers"]["entity_id"] = [id_ or "" for id_ in layers["speakers"]["entity_id"]]
    for key in ("start", "end"):
        layers["stances"][key] = [-1 if at is None else at for at in layers["stances"][key]]
    return layers


def _columns(form: _Form, written: str, origin: str) -> Columns | None:
    parts = form.pattern.split(written)
    step = form.pattern.groups + 1
    between = parts[::step]
    if between[0] or between[-1] or between.count(", ") != len(between) - 2:
        return None
    columns: Columns = {key: parts[number::step] for number, key in enumerate(form.keys, 1)}
    if "\\" in written:
        for key, column in columns.items():
            if "\\" in "".join(column):
                columns[key] = [_plain_string(f'"{one}"') if "\\" in one else one for one in column]
    columns["start"], columns["end"] = list(map(int, columns["start"])), list(map(int, columns["end"]))
    if not form.has_end:
        return columns
    ids = columns["id"]
    if len(set(ids)) != len(ids) or "" in ids or not "".join(ids).isprintable():
        return None
    written_ends = parts[step - 1 :: step]
    ends: dict[str, _End] = {}
    for one in set(written_ends):
        end = _ends.get(one) or _end(one)
        if end is None or not end.fits(form.name):
            return None
        ends[one] = end
    columns["origin"] = [ends[one].origin or origin for one in written_ends]
    columns["rule"] = [ends[one].rule for one in written_ends]
    columns["attributes"] = [ends[one].attributes for one in written_ends]
    return columns


def _end(written: str) -> _End | None:
    """Return what the last keys of a label say, None if that is not as it must be."""
    try:
        table = strict_json.parse_object(f"{{{written}}}", decoded=True)
        attributes = table["attributes"] or "{}"
        is_repeat = repeats.KEY in strict_json.parse_object(attributes)
    except strict_json.JsonFaultError:
        return None
    origin = table["origin"]
    if not ends_fit(origin or "imported", table["score"], attributes, table["rule"], table["note"]):
        return None
    end = _End(origin, attributes, table["rule"], is_repeat)
    if len(_ends) < _KEPT and len(written) < _KEPT:
        _ends[written] = end
    return end


def _spans_fit(name: str, columns: Columns, text: str) -> bool:
    starts, ends, quotes = columns["start"], columns["end"], columns["text"]
    if name == "stances" and -1 in starts:
        spans = [one for one in zip(starts, ends, quotes, strict=True) if one != (-1, -1, "")]
        if not spans:
            return True
        starts, ends, quotes = zip(*spans, strict=True)
    if not starts:
        return True
    return (
        min(starts) >= 0
        and max(ends) <= len(text)
        and all(map(lt, starts, ends))
        and list(map(text.__getitem__, map(slice, starts, ends))) == list(quotes)
        and all(map(str.strip, quotes))
    )


def _links_fit(layers: Layers) -> bool:
    claims, speakers, stances, regions = (layers[name] for name in native.LABELS)
    sources, linked = claims["source"], claims["speaker_id"]
    if not _SOURCES.issuperset(sources) or not {*linked, ""} <= {*speakers["id"], ""}:
        return False
    if [one == "speaker" for one in sources] != list(map(bool, linked)):
        return False
    if any(speakers["entity_id"]) and not all(speakers["entity"]):
        return False
    if not set(stances["claim_id"]) <= set(claims["id"]):
        return False
    topics = set(zip(stances["claim_id"], stances["topic"], strict=True))
    places = set(zip(regions["start"], regions["end"], strict=True))
    return len(topics) == len(stances["topic"]) and len(places) == len(regions["start"])


def _form(name: str) -> _Form:
    keys = native.LABELS[name]
    has_end = "origin" in keys
    own = [key for key in keys if not has_end or key not in _END]
    pairs = [f'"{key}": {_group(keys[key])}' for key in own]
    if has_end:
        end = ", ".join(f'"{key}": {_VALUES[keys[key]]}' for key in _END)
        pairs.append(f"({end})")
    return _Form(name, re.compile(rf"\{{{', '.join(pairs)}\}}"), tuple(own), has_end)


def _group(kind: type) -> str:
    return f'"({_TEXT})"' if kind is str else f"({_VALUES[kind]})"


_plain_string = json.JSONDecoder().decode
_SOURCES = frozenset(SOURCES)
_FORMS = {name: _form(name) for name in native.LABELS}
_NOTHING: Mapping[str, Columns] = {
    name: dict.fromkeys((*form.keys, *(("origin", "rule", "attributes") if form.has_end else ())), ())
    for name, form in _FORMS.items()
}
_FIRST = "annotator"
_OWN = f'"{_FIRST}": '
_EMPTY = '"claims": [], "speakers": [], "stances": [], "boilerplate": [], "metadata": '
_MARKS = (
    _OWN.encode(), b'"claims": [', b'], "speakers": [', b'], "stances": [', b'], "boilerplate": [', b'], "metadata": ',
)  # fmt: skip
# What ends of labels say: the labels of a file have few of them, and there are many labels.
_ends: dict[str, _End] = {}
