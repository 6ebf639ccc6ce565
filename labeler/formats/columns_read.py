"""The labels of a plain line as columns, for files of very many: the quick way beside `labels_read`.

Nothing is refused here. A line that is not wholly as `writing` writes it, down to the last key, is told apart, and
goes the strict way, which reads what else the form allows and says what is wrong with the rest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count, repeat
from operator import getitem, le, lt
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
    opening: str
    pattern: re.Pattern[str]
    keys: tuple[str, ...]
    has_end: bool


class Plain(NamedTuple):
    """The labels of a line as they are written, by kind.

    `text` is the article's, in whose code points offsets count; `origin` what a label has that names no origin.
    """

    labels: Sequence[str]
    text: str
    origin: str


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


def plain_columns(lines: Sequence[Plain]) -> list[Layers] | None:
    """Return the labels of several lines as columns, line by line; None if the strict way must see one of them.

    All are looked at together: an article has few labels, and what is done once for many of them costs little.
    """
    if len({line.origin for line in lines}) > 1:
        return None
    held = [_columns(form, lines, number) for number, form in enumerate(_FORMS.values())]
    found = [one for one in held if one is not None]
    if len(found) < len(held) or not _links_fit(*found):
        return None
    return [dict(zip(_FORMS, kinds, strict=True)) for kinds in zip(*(one.by_line() for one in found), strict=True)]


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


@dataclass(frozen=True, slots=True)
class _Held:
    """The labels of a kind on several lines as columns; `counts` are how many each line has."""

    form: _Form
    counts: Sequence[int]
    columns: Columns

    def by_line(self) -> list[Columns]:
        """Return the columns of each line."""
        ends = list(accumulate(self.counts))
        return [
            {key: column[end - many : end] for key, column in self.columns.items()}
            if many
            else _NOTHING[self.form.name]
            for end, many in zip(ends, self.counts, strict=True)
        ]

    @property
    def lines(self) -> Iterator[int]:
        """On which line each label stands, by number."""
        return chain.from_iterable(map(repeat, count(), self.counts))


def _columns(form: _Form, lines: Sequence[Plain], number: int) -> _Held | None:
    written = [line.labels[number] for line in lines]
    if not all(one.startswith(form.opening) for one in written if one):
        return None
    # No label goes on over the end of its line: its opening, in which quotes stand, is within no text.
    counts = [one.count(form.opening) for one in written]
    if not any(counts):
        return _Held(form, counts, _NOTHING[form.name])
    whole = ", ".join(filter(None, written))
    parts = form.pattern.split(whole)
    step = form.pattern.groups + 1
    between = parts[::step]
    if between[0] or between[-1] or not between.count(", ") == len(between) - 2 == sum(counts) - 1:
        return None
    columns: Columns = {key: parts[at::step] for at, key in enumerate(form.keys, 1)}
    if "\\" in whole:
        for key, column in columns.items():
            if "\\" in "".join(column):
                columns[key] = [_plain_string(f'"{one}"') if "\\" in one else one for one in column]
    columns["start"], columns["end"] = list(map(int, columns["start"])), list(map(int, columns["end"]))
    if form.has_end and not _add_ends(form, columns, parts[step - 1 :: step], lines[0].origin):
        return None
    held = _Held(form, counts, columns)
    return held if _ids_fit(held) and _spans_fit(held, [line.text for line in lines]) else None


def _add_ends(form: _Form, columns: Columns, written: Sequence[str], origin: str) -> bool:
    """Add what the last keys of labels say to their columns; False if one is not as it must be."""
    ends: dict[str, _End] = {}
    for one in set(written):
        end = _ends.get(one) or _end(one)
        if end is None or not end.fits(form.name):
            return False
        ends[one] = end
    columns["origin"] = [ends[one].origin or origin for one in written]
    columns["rule"] = [ends[one].rule for one in written]
    columns["attributes"] = [ends[one].attributes for one in written]
    return True


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


def _ids_fit(held: _Held) -> bool:
    if not held.form.has_end:
        return True
    ids = held.columns["id"]
    if "" in ids or not "".join(ids).isprintable():
        return False
    return len(set(ids)) == len(ids) or len(set(zip(held.lines, ids, strict=True))) == len(ids)


def _spans_fit(held: _Held, texts: Sequence[str]) -> bool:
    columns = held.columns
    starts, ends, quotes = columns["start"], columns["end"], columns["text"]
    text = list(chain.from_iterable(map(repeat, texts, held.counts)))
    if held.form.name == "stances" and -1 in starts:
        spans = [one for one in zip(starts, ends, quotes, text, strict=True) if one[:3] != (-1, -1, "")]
        if not spans:
            return True
        starts, ends, quotes, text = zip(*spans, strict=True)
    return (
        min(starts) >= 0
        and all(map(lt, starts, ends))
        and all(map(le, ends, map(len, text)))
        and list(map(getitem, text, map(slice, starts, ends))) == list(quotes)
        and all(map(str.strip, quotes))
    )


def _links_fit(claims: _Held, speakers: _Held, stances: _Held, regions: _Held) -> bool:
    """Tell whether labels name only labels of their line, as they may."""
    sources, linked = claims.columns["source"], claims.columns["speaker_id"]
    if not _SOURCES.issuperset(sources) or [one == "speaker" for one in sources] != list(map(bool, linked)):
        return False
    named = {one for one in zip(claims.lines, linked, strict=True) if one[1]}
    if not named <= set(zip(speakers.lines, speakers.columns["id"], strict=True)):
        return False
    entities = zip(speakers.columns["entity_id"], speakers.columns["entity"], strict=True)
    if any(id_ and not name for id_, name in entities):
        return False
    held = list(zip(stances.lines, stances.columns["claim_id"], strict=True))
    if not set(held) <= set(zip(claims.lines, claims.columns["id"], strict=True)):
        return False
    topics = set(zip(held, stances.columns["topic"], strict=True))
    places = set(zip(regions.lines, regions.columns["start"], regions.columns["end"], strict=True))
    return len(topics) == sum(stances.counts) and len(places) == sum(regions.counts)


def _form(name: str) -> _Form:
    keys = native.LABELS[name]
    has_end = "origin" in keys
    own = [key for key in keys if not has_end or key not in _END]
    pairs = [f'"{key}": {_group(keys[key])}' for key in own]
    if has_end:
        end = ", ".join(f'"{key}": {_VALUES[keys[key]]}' for key in _END)
        pairs.append(f"({end})")
    pattern = re.compile(rf"\{{{', '.join(pairs)}\}}")
    return _Form(name, f'{{"{own[0]}": ', pattern, tuple(own), has_end)


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
