"""Finished lines of native files, of several annotators, as what agreement is measured on; no project, no scheme."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from json import dumps
from pathlib import Path
from typing import Any, TypeAlias

from labeler.agreement.report import Asked
from labeler.agreement.units import ClaimUnit, RegionUnit, SpeakerUnit, StanceUnit, UnitSet
from labeler.domain.errors import LabelerError, sentence
from labeler.formats import native, strict_json
from labeler.formats.labels_read import Rows
from labeler.formats.reading import Checked, read_checked
from labeler.services import import_sources
from labeler.services.agreement_gathering import AGREEMENT_CANCELLED, Gathered, Gathering

BAD_LINES = sentence("bad_lines_to_measure", "{fault} Nothing was measured.")
UNNAMED = "(unnamed)"
"""The annotator of lines that name none."""

_AIDED = frozenset({"accepted", "edited", "suggested"})
_TOLD_EVERY = 500
_LINES = frozenset({".jsonl", ".ndjson"})

Progress: TypeAlias = Callable[[int, int, str], None]


def gather_files(
    files: Sequence[Path],
    asked: Asked,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Gathered:
    """Read the lines of files or folders: articles are told apart by their text, annotators by their names.

    Raises:
        LabelerError: a file or line can't be read, whom or what was asked for is not there, or it was cancelled.
    """
    gathering = Gathering(asked)
    entities = _Entities()
    found = import_sources.find(files)
    keys: set[str] = set()
    total = sum(source.path.stat().st_size for source in found.sources)
    done = 0
    for source in found.sources:
        if source.path.suffix.lower() not in _LINES:
            continue
        try:
            with source.path.open("rb") as stream:
                for number, data in enumerate(stream, 1):
                    done += len(data)
                    if number % _TOLD_EVERY == 0:
                        _tell(done, total, source.name, progress, cancelled)
                    line = data.removeprefix(codecs.BOM_UTF8) if number == 1 else data
                    if line.strip():
                        read = read_checked(line, source.name, number)
                        keys.add(read.table["id"] or source.stem)
                        _take(read, source.stem, gathering, entities)
        except OSError as fault:
            why = fault.strerror or type(fault).__name__
            raise LabelerError(import_sources.UNREADABLE, file=source.name, fault=why) from None
        except LabelerError as fault:
            raise LabelerError(BAD_LINES, fault=fault) from None
    return gathering.done(", ".join(import_sources.shown(path) for path in files), keys)


def _tell(done: int, total: int, what: str, progress: Progress | None, cancelled: Callable[[], bool] | None) -> None:
    if cancelled is not None and cancelled():
        raise LabelerError(AGREEMENT_CANCELLED)
    if progress is not None:
        progress(done, total, what)


class _Entities:
    """Who is meant, by name: an id means the name with which it came first."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._folded: dict[str, str] = {}

    def key(self, id_: str | None, name: str) -> str:
        """Return what two mentions of one entity have in common, "" for a mention of nobody."""
        if id_:
            name = self._names.setdefault(id_, name)
        folded = self._folded.get(name)
        if folded is None:
            folded = " ".join(unicodedata.normalize("NFKC", name).casefold().split())
            self._folded[name] = folded
        return folded


def _take(read: Checked, stem: str, gathering: Gathering, entities: _Entities) -> None:
    table = read.table
    if read.bare or table["annotator"] == native.SUGGESTION:
        return
    key, annotator = table["id"] or stem, table["annotator"] or UNNAMED
    if not gathering.wanted(key, annotator):
        return
    if read.state != "finished":
        gathering.exclude(key, annotator, read.state)
        return
    article = gathering.add_article(read.sha256, key, table["title"], table["text"])
    gathering.add_set(article, _units(read, annotator, entities))


def _units(read: Checked, annotator: str, entities: _Entities) -> UnitSet:
    rows = read.rows
    speakers = tuple(
        SpeakerUnit(
            row["id"],
            *_trimmed(row),
            entities.key(row["entity_id"], row["entity"]),
            row["entity"],
            row["origin"] in _AIDED,
            row["rule"],
        )
        for row in rows["speakers"]
    )
    return UnitSet(
        annotator=annotator,
        claims=_claims(rows),
        speakers=speakers,
        stances=_stances(rows),
        boilerplate=tuple(RegionUnit(f"{row['start']}-{row['end']}", *_trimmed(row)) for row in rows["boilerplate"]),
        guidelines=read.table["guidelines"],
    )


def _claims(rows: Rows) -> tuple[ClaimUnit, ...]:
    return tuple(
        ClaimUnit(
            row["id"],
            *_trimmed(row),
            row["type"],
            row["attribution"],
            row["source"],
            row["speaker_id"] or "",
            row["origin"] in _AIDED,
            row["rule"],
            _NONE if row["attributes"] == "{}" else attributes_of(row["attributes"]),
        )
        for row in rows["claims"]
    )


def _stances(rows: Rows) -> tuple[StanceUnit, ...]:
    return tuple(
        StanceUnit(
            row["id"],
            row["claim_id"],
            row["topic"],
            row["value"],
            *((-1, -1) if row["start"] is None else _trimmed(row)),
            row["origin"] in _AIDED,
            row["rule"],
        )
        for row in rows["stances"]
    )


_NONE: Mapping[str, str] = {}


def attributes_of(attributes: str) -> Mapping[str, str]:
    """Return the further attributes of a label, a value that is no text as its JSON."""
    table = strict_json.parse_object(attributes)
    return {name: value if isinstance(value, str) else dumps(value, sort_keys=True) for name, value in table.items()}


def _trimmed(row: Mapping[str, Any]) -> tuple[int, int]:
    """Return a label's span without the white space at its edges; a row's words are those of its span."""
    words = row["text"]
    if words[0] > " " and words[-1] > " " and words.isascii():
        return row["start"], row["end"]
    kept = words.strip()
    start = row["start"] + words.index(kept)
    return start, start + len(kept)
