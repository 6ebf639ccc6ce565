"""Finds damage in the lines of an export: each fault in words, with file and line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from labeler.domain.journal import GENESIS, Entry, entry_hash
from labeler.formats import native, strict_json
from labeler.formats.native import Line
from labeler.formats.reading import read_lines
from labeler.formats.schema import Words
from labeler.formats.writing import encode


@dataclass(slots=True, kw_only=True)
class Seen:
    """What the lines checked so far hold: `counts` as in the manifest, `articles` the text's hash by key."""

    counts: Counter[str] = field(default_factory=Counter[str])
    articles: dict[str, str] = field(default_factory=dict[str, str])
    languages: set[str] = field(default_factory=set[str])


def note(line: Line, seen: Seen) -> None:
    """Add a line to what was seen."""
    seen.articles.setdefault(line.key, line.text_sha256)
    seen.languages.add(line.language)
    seen.counts["lines"] += 1
    for name in native.LABELS:
        seen.counts[name] += len(getattr(line, name))


def totals(seen: Seen) -> dict[str, int]:
    """Return the counts as a manifest states them."""
    names = ("lines", *native.LABELS)
    return {"articles": len(seen.articles), **{name: seen.counts[name] for name in names}}


def line_faults(
    stream: Iterable[bytes], file: str, split: str | None, words: Words | None, seen: Seen
) -> Iterator[str]:
    """Yield what is wrong with the lines of a file; `seen` is added to.

    Args:
        stream: the lines as bytes.
        file: its name for messages.
        split: the split that every line must have, None for any.
        words: the words that labels may use, None for any.
        seen: what earlier files of the export held.
    """
    last: tuple[str, str] | None = None
    raws: list[bytes] = []
    for read in read_lines(_kept(stream, raws), file, stem=""):
        raw = raws[-1]
        if len(raws) > 1:
            yield f"{file}, line {read.number - 1}: it is blank"
        raws.clear()
        if read.line is None:
            yield str(read.fault)
            continue
        line = read.line
        where = f"{file}, line {read.number} ({line.key[:60]})"
        if encode(line) != raw:
            yield f"{where}: {_difference(raw)}"
        place = (line.key, line.annotator)
        if last is not None and place <= last:
            yield f"{where}: {'it stands twice' if place == last else 'it is out of order'}"
        last = place
        if split is not None and line.split != split:
            yield f"{where}: its split is {line.split!r}, its file that of {split!r}"
        yield from (f"{where}: {fault}" for fault in _word_faults(line, words))
        if seen.articles.setdefault(line.key, line.text_sha256) != line.text_sha256:
            yield f"{where}: another line has another text under this id"
        note(line, seen)
    if raws:
        yield f"{file}: blank lines stand at its end"


def journal_faults(entries: Iterable[Entry], file: str) -> Iterator[str]:
    """Yield where the chains of a journal are broken; entries of a stream must come in order."""
    heads: dict[str, tuple[int, str]] = {}
    for number, entry in enumerate(entries, 1):
        where = f"{file}, line {number} (stream {entry.stream}, entry {entry.number})"
        before, previous = heads.get(entry.stream, (0, GENESIS))
        if entry.number != before + 1:
            yield f"{where}: entry {before + 1} of its stream is missing"
        elif entry.previous != previous:
            yield f"{where}: it does not follow the entry before it"
        if entry_hash(entry) != entry.hash:
            yield f"{where}: its hash is not that of its content"
        heads[entry.stream] = (entry.number, entry.hash)


def _kept(stream: Iterable[bytes], raws: list[bytes]) -> Iterator[bytes]:
    for raw in stream:
        raws.append(raw)
        yield raw


def _difference(raw: bytes) -> str:
    """Say how a readable line differs from the one that would be written."""
    table = strict_json.parse_object(raw.decode("utf-8-sig"))
    fault = _key_difference(table, native.LINE)
    for name, keys in native.LABELS.items():
        for number, label in enumerate(cast("list[dict[str, Any]]", table.get(name, [])), 1):
            if found := _key_difference(label, keys):
                fault = fault or f"{name} {number}: {found}"
    return fault or "it is not written as Labeler writes it (order of labels, or form of the JSON)"


def _key_difference(table: dict[str, Any], keys: native.Keys) -> str:
    for key in keys:
        if key not in table:
            return f"the key {key!r} is missing"
    return "" if list(table) == list(keys) else "its keys are out of order"


def _word_faults(line: Line, words: Words | None) -> Iterator[str]:
    if not line.annotator:
        yield "it has no annotator"
    if line.split not in native.SPLITS:
        yield "it has no split"
    if words is None:
        return
    for claim in line.claims:
        if claim.type and claim.type not in words.type:
            yield f"claim {claim.id}: the scheme has no type {claim.type!r}"
        if claim.attribution and claim.attribution not in words.attribution:
            yield f"claim {claim.id}: the scheme has no attribution {claim.attribution!r}"
    for stance in line.stances:
        if stance.topic not in words.topic:
            yield f"stance {stance.id}: the scheme has no topic {stance.topic!r}"
        if stance.value not in words.value:
            yield f"stance {stance.id}: the scheme has no value {stance.value!r}"
