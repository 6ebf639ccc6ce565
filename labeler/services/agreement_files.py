"""Finished lines of native files, of several annotators, as what agreement is measured on; no project, no scheme."""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from json import dumps
from pathlib import Path
from typing import TypeAlias

from labeler.agreement.report import Asked
from labeler.agreement.unit_columns import ClaimColumns, RegionColumns, SetColumns, SpeakerColumns, StanceColumns
from labeler.agreement.units import GOLD
from labeler.domain.errors import LabelerError, sentence
from labeler.formats import native, strict_json
from labeler.formats.columns_read import Columns, Layers
from labeler.formats.reading import Columned, read_columns
from labeler.services import import_sources
from labeler.services.agreement_gathering import AGREEMENT_CANCELLED, Gathered, Gathering

BAD_LINES = sentence("bad_lines_to_measure", "{fault} Nothing was measured.")
UNNAMED = "(unnamed)"
"""The annotator of lines that name none."""

_AIDED = frozenset({"accepted", "edited", "suggested"})
# Bytes of lines that are read together.
_AT_ONCE = 1 << 20
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
                for lines in _several(stream):
                    done += sum(len(data) for _, data in lines)
                    _tell(done, total, source.name, progress, cancelled)
                    for read in read_columns(lines, source.name):
                        keys.add(read.head.table["id"] or source.stem)
                        _take(read, source.stem, gathering, entities)
        except OSError as fault:
            why = fault.strerror or type(fault).__name__
            raise LabelerError(import_sources.UNREADABLE, file=source.name, fault=why) from None
        except LabelerError as fault:
            raise LabelerError(BAD_LINES, fault=fault) from None
    return gathering.done(", ".join(import_sources.shown(path) for path in files), keys)


def _several(stream: Iterable[bytes]) -> Iterator[list[tuple[int, bytes]]]:
    """Yield the lines that are not blank with their numbers, many at once as long as they are short."""
    held: list[tuple[int, bytes]] = []
    size = 0
    for number, data in enumerate(stream, 1):
        line = data.removeprefix(codecs.BOM_UTF8) if number == 1 else data
        if line.strip():
            held.append((number, line))
            size += len(line)
        if size > _AT_ONCE:
            yield held
            held, size = [], 0
    if held:
        yield held


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


def _take(read: Columned, stem: str, gathering: Gathering, entities: _Entities) -> None:
    head, table = read.head, read.head.table
    if head.bare or table["annotator"] == native.SUGGESTION:
        return
    key, annotator = table["id"] or stem, table["annotator"] or UNNAMED
    if not gathering.wanted(key, annotator):
        return
    if head.state != "finished":
        gathering.exclude(key, annotator, head.state)
        return
    if annotator != GOLD and gathering.asked.guidelines not in {0, table["guidelines"]}:
        return
    article = gathering.add_article(head.sha256, key, table["title"], table["text"])
    gathering.add_columns(article, _columns(read.layers, annotator, table["guidelines"], entities))


def _columns(layers: Layers, annotator: str, guidelines: int, entities: _Entities) -> SetColumns:
    claims, speakers, stances, regions = (layers[name] for name in native.LABELS)
    return SetColumns(
        annotator=annotator,
        claims=ClaimColumns(
            claims["id"],
            *_trimmed(claims),
            claims["type"],
            claims["attribution"],
            claims["source"],
            claims["speaker_id"],
            _aided(claims),
            claims["rule"],
            [_NONE if one == "{}" else attributes_of(one) for one in claims["attributes"]],
        ),
        speakers=SpeakerColumns(
            speakers["id"],
            *_trimmed(speakers),
            list(map(entities.key, speakers["entity_id"], speakers["entity"])),
            speakers["entity"],
            _aided(speakers),
            speakers["rule"],
        ),
        stances=StanceColumns(
            stances["id"],
            stances["claim_id"],
            stances["topic"],
            stances["value"],
            *_trimmed(stances),
            _aided(stances),
            stances["rule"],
        ),
        boilerplate=RegionColumns(
            [f"{start}-{end}" for start, end in zip(regions["start"], regions["end"], strict=True)],
            *_trimmed(regions),
        ),
        guidelines=guidelines,
    )


def _aided(columns: Columns) -> list[bool]:
    return list(map(_AIDED.__contains__, columns["origin"]))


_NONE: Mapping[str, str] = {}


def attributes_of(attributes: str) -> Mapping[str, str]:
    """Return the further attributes of a label, a value that is no text as its JSON."""
    table = strict_json.parse_object(attributes)
    return {name: value if isinstance(value, str) else dumps(value, sort_keys=True) for name, value in table.items()}


def _trimmed(columns: Columns) -> tuple[Sequence[int], Sequence[int]]:
    """Return where labels start and end without the white space at their edges; their words are those of their spans.

    A label without a place has no words, and keeps what it has instead of one.
    """
    starts, ends, words = columns["start"], columns["end"], columns["text"]
    kept = list(map(str.strip, words))
    if kept == list(words):
        return starts, ends
    starts = [start + whole.index(part) for start, whole, part in zip(starts, words, kept, strict=True)]
    return starts, [start + len(part) if part else end for start, end, part in zip(starts, ends, kept, strict=True)]
