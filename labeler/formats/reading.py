"""Native lines from bytes, one at a time, every key checked.

A faulty line costs that line only: it comes back as a refusal that names file, line and remedy.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, cast

from labeler.domain.articles import check_text, text_sha256
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.labels import Origin
from labeler.domain.sets import STATES
from labeler.formats import native, strict_json
from labeler.formats.columns_read import Layers, Plain, columns_of, plain_columns, plain_table
from labeler.formats.labels_read import FaultyLabelError, Rows, labels_of, read_rows
from labeler.formats.native import Line

NOT_UTF8 = sentence("line_not_utf8", "{file}, line {line}: byte {offset} is no UTF-8. Save the file as UTF-8.")
BAD_JSON = sentence("bad_json", "{file}, line {line}: {fault}. Every line must be one JSON object.")
NO_KEY = sentence("missing_key", "{file}, line {line}: the key {key!r} is missing. Add it.")
UNKNOWN_KEY = sentence(
    "unknown_key", "{file}, line {line}: {key!r} is no key of the form. Put it into the JSON text of `metadata`."
)
BAD_TYPE = sentence("bad_type", "{file}, line {line}: {key} must be {expected}, not {found}.")
BAD_VALUE = sentence("bad_line_value", "{file}, line {line}: {key} can't be {value!r}; it must be {expected}.")
BAD_HASH = sentence(
    "bad_text_hash", "{file}, line {line}: text_sha256 is not that of the text. The text was changed: restore it."
)
BAD_LABEL = sentence("bad_label", "{file}, line {line}: {where}: {fault}.")
LONG_LINE = sentence("long_line", "{file}, line {line} has over {limit} MiB. Split the article.")

LIMIT = 64 << 20
_NAMES = {str: "text", int: "a whole number", bool: "true or false", float: "a number", list: "a list"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What stands on one line of a file: a `line`, or else the `fault` for which it was refused."""

    number: int
    line: Line | None = None
    fault: LabelerError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a line says besides its labels, checked: `table` has all keys of a line. `origin` is that of its labels."""

    table: dict[str, Any]
    sha256: str
    state: str
    origin: Origin
    bare: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Columned:
    """A line whose every key was checked, its labels as columns by kind and key."""

    head: Head
    layers: Layers


def read_lines(stream: Iterable[bytes], file: str, *, stem: str, labels: bool = True) -> Iterator[Read]:
    """Yield what stands on each line of a file that is not blank.

    Args:
        stream: the lines as bytes, ended by LF or CRLF.
        file: the name for messages.
        stem: the key of an article whose line has no `id`.
        labels: False takes nothing but the article's own keys, and lets any other key pass.
    """
    for number, raw in enumerate(stream, 1):
        data = raw.removeprefix(codecs.BOM_UTF8) if number == 1 else raw
        if not data.strip():
            continue
        try:
            yield Read(number=number, line=_line(data, file, number, stem, labels=labels))
        except LabelerError as fault:
            yield Read(number=number, fault=fault)


def json_text_fault(text: str) -> str:
    """Return what is wrong with the JSON text of an object (`metadata`, `attributes`), "" if nothing."""
    try:
        strict_json.parse_object(text)
    except strict_json.JsonFaultError as fault:
        return str(fault)
    return ""


def read_columns(lines: Sequence[tuple[int, bytes]], file: str) -> Iterator[Columned]:
    """Yield lines with their labels as columns: all that `read_lines` checks, and less made, for files of many lines.

    Args:
        lines: several lines, best of many articles, with their numbers.
        file: the name for messages.

    Raises:
        LabelerError: a line is refused, with file, line and remedy; those before it were yielded.
    """
    for (number, data), plain in zip(lines, read_plain(lines, file), strict=True):
        yield read_strictly(data, file, number) if plain is None else plain


def read_strictly(data: bytes, file: str, number: int) -> Columned:
    """Return what `read_columns` does, for any line.

    Raises:
        LabelerError: the line is refused, with file, line and remedy.
    """
    head, rows = _checked(data, file, number, labels=True)
    return Columned(head=head, layers=columns_of(rows))


def read_plain(lines: Sequence[tuple[int, bytes]], file: str) -> Sequence[Columned | None]:
    """Return lines that nothing can be said against; None leaves one to the strict way to find what is wrong."""
    found = [_plain(data, file, number) for number, data in lines]
    held = [one for one in found if one is not None]
    layers: Iterable[Layers | None] | None = plain_columns([labels for _, labels in held])
    if layers is None:
        layers = ((plain_columns([labels]) or [None])[0] for _, labels in held)
    columns = iter(layers)
    return [one and _columned(one[0], next(columns)) for one in found]


def _plain(data: bytes, file: str, number: int) -> tuple[Head, Plain] | None:
    try:
        plain = plain_table(data) if len(data) <= LIMIT else None
        if plain is None or "text" not in plain[0]:
            return None
        head = _head(plain[0], plain[1], file, number)
    except LabelerError:
        return None
    return head, Plain(plain[1], head.table["text"], head.origin)


def _columned(head: Head, layers: Layers | None) -> Columned | None:
    return None if layers is None else Columned(head=head, layers=layers)


def _line(data: bytes, file: str, number: int, stem: str, *, labels: bool) -> Line:
    head, rows = _checked(data, file, number, labels=labels)
    table, found = head.table, labels_of(rows)
    own = {name: table[name] for name in ("title", "source", "author", "published", "url", "annotator", "scheme")}
    return Line(
        key=table["id"] or stem,
        language=table["language"] or "en",
        text=table["text"],
        text_sha256=head.sha256,
        state=head.state,
        guidelines=table["guidelines"],
        split=table["split"],
        metadata=table["metadata"] or "{}",
        claims=found.claims,
        speakers=found.speakers,
        stances=found.stances,
        boilerplate=found.boilerplate,
        names=found.names,
        bare=head.bare,
        **own,
    )


def _checked(data: bytes, file: str, number: int, *, labels: bool) -> tuple[Head, Rows]:
    if len(data) > LIMIT:
        raise LabelerError(LONG_LINE, file=file, line=number, limit=LIMIT >> 20)
    table = _table(data, file, number)
    if not labels:
        table = {key: table[key] for key in ("id", "title", "source", "language", "text") if key in table}
    if "text" not in table:
        raise LabelerError(NO_KEY, file=file, line=number, key="text")
    head = _head(table, None, file, number)
    try:
        rows = read_rows(head.table, head.table["text"], finished=head.state == "finished", origin=head.origin)
    except FaultyLabelError as fault:
        raise LabelerError(BAD_LABEL, file=file, line=number, where=fault.where, fault=fault.fault) from None
    return head, rows


def _head(table: dict[str, Any], labels: Sequence[str] | None, file: str, number: int) -> Head:
    """Return what stands on a line besides labels; `labels` are these as they are written, if the table lacks them."""
    given = frozenset(table)
    table = _typed(table, file, number)
    sha = _sha_of_checked(table["text"], file, number)
    if table["text_sha256"] not in {"", sha}:
        raise LabelerError(BAD_HASH, file=file, line=number)
    has_labels = any(table[name] for name in native.LABELS) if labels is None else any(labels)
    _check_words(table, given, file, number, has_labels=has_labels)
    bare = not table["annotator"] and not table["state"] and not has_labels
    suggested = table["annotator"] == native.SUGGESTION
    state = table["state"] if "state" in given or suggested else "finished"
    return Head(table=table, sha256=sha, state=state, origin="suggested" if suggested else "imported", bare=bare)


# The text read last, which was found to be one, with its SHA-256: lines of several annotators of an article follow
# each other.
_last = ("", "")


def _sha_of_checked(text: str, file: str, number: int) -> str:
    global _last  # noqa: PLW0603
    known, sha = _last
    if not text or text != known:
        sha = text_sha256(check_text(text, f"{file}, line {number}"))
        _last = text, sha
    return sha


def _table(data: bytes, file: str, number: int) -> dict[str, Any]:
    try:
        return strict_json.parse_object(data.decode("utf-8"), decoded=True)
    except UnicodeDecodeError as fault:
        raise LabelerError(NOT_UTF8, file=file, line=number, offset=fault.start) from None
    except strict_json.JsonFaultError as fault:
        raise LabelerError(BAD_JSON, file=file, line=number, fault=fault) from None


def _typed(table: dict[str, Any], file: str, number: int) -> dict[str, Any]:
    """Return the table with every key of the form, each of its type; a missing key has its empty value."""
    for key, value in table.items():
        kind = native.LINE.get(key)
        if kind is None:
            raise LabelerError(UNKNOWN_KEY, file=file, line=number, key=key[:40])
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise LabelerError(
                BAD_TYPE, file=file, line=number, key=key, expected=_NAMES[kind], found=type(value).__name__
            )
    return {key: table.get(key, kind()) for key, kind in native.LINE.items()}


def _check_words(table: dict[str, Any], given: frozenset[str], file: str, number: int, *, has_labels: bool) -> None:
    suggestion = table["annotator"] == native.SUGGESTION
    allowed: dict[str, tuple[str, ...]] = {"split": (*native.SPLITS, "")}
    if suggestion:
        allowed["state"] = ("",)
    elif "state" in given and (table["annotator"] or has_labels):
        allowed["state"] = cast("tuple[str, ...]", STATES)
    for key, words in allowed.items():
        if table[key] not in words:
            expected = ", ".join(word or "empty" for word in words)
            raise LabelerError(
                BAD_VALUE, file=file, line=number, key=key, value=table[key][:40], expected=f"one of {expected}"
            )
    for key in ("id", "annotator"):
        if not table[key].isprintable() and table[key]:
            raise LabelerError(
                BAD_VALUE, file=file, line=number, key=key, value=table[key][:40], expected="printable text"
            )
    if table["guidelines"] < 0:
        raise LabelerError(
            BAD_VALUE, file=file, line=number, key="guidelines", value=table["guidelines"], expected="1 or more"
        )
    if table["metadata"] not in {"", "{}"} and (fault := json_text_fault(table["metadata"])):
        raise LabelerError(BAD_LABEL, file=file, line=number, where="metadata", fault=fault)
