"""Where an import reads from: files and folders to lines, each with the file it came from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from labeler.domain.articles import text_sha256
from labeler.domain.errors import LabelerError, sentence
from labeler.formats import audit, card, manifest, text
from labeler.formats.native import Line
from labeler.formats.reading import read_lines
from labeler.nlp.language import looks_english

NOTHING_THERE = sentence("nothing_there", "There is no file {file}.")
UNREADABLE = sentence("unreadable", "{file} can't be read: {fault}.")
NO_FILES = sentence("no_files", "{file} holds no text file and no JSONL file.")
NOT_A_FILE = sentence("not_a_file", "{file} is neither a file nor a folder.")

NATIVE = "native/1"
_TEXT = frozenset({".txt", ".text"})
_LINES = frozenset({".jsonl", ".ndjson"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file to read. `name` is fit for messages; `stem` is the key of an article that brings none."""

    path: Path
    name: str
    stem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A line of a file, or the refusal of a line or of the whole file. `number` is 0 for a text file."""

    source: Source
    number: int = 0
    line: Line | None = None
    fault: LabelerError | None = None
    file_sha256: str = ""
    encoding: str = "utf-8"
    reader: str = NATIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The files that were found, and what was passed over and why."""

    sources: tuple[Source, ...]
    notes: tuple[str, ...]


def find(paths: Sequence[Path]) -> Found:
    """Return the files of these paths: folders are searched to the bottom, in the order of names.

    Raises:
        LabelerError: a path names nothing, or a folder without any file that could be read.
    """
    sources: list[Source] = []
    notes: list[str] = []
    for path in paths:
        if path.is_dir():
            before = len(sources)
            _search(path, sources, notes)
            if len(sources) == before:
                raise LabelerError(NO_FILES, file=shown(path))
        elif path.is_file():
            sources.append(_source(path))
        elif path.exists():
            raise LabelerError(NOT_A_FILE, file=shown(path))
        else:
            raise LabelerError(NOTHING_THERE, file=shown(path))
    return Found(sources=tuple(sources), notes=tuple(notes))


def items(source: Source, *, labels: bool = True) -> Iterator[Item]:
    """Yield what a file holds, line by line; a text file is one line. `labels` as for `read_lines`."""
    try:
        if source.path.suffix.lower() in _LINES:
            with source.path.open("rb") as stream:
                for read in read_lines(stream, source.name, stem=source.stem, labels=labels):
                    yield Item(source=source, number=read.number, line=read.line, fault=read.fault)
        else:
            yield _text(source)
    except OSError as fault:
        refusal = LabelerError(UNREADABLE, file=source.name, fault=fault.strerror or type(fault).__name__)
        yield Item(source=source, fault=refusal)


def shown(path: Path) -> str:
    """Return a path for messages: a name that is not UTF-8 has a mark in place of each odd byte."""
    return os.fspath(path).encode("utf-8", "replace").decode("utf-8")


def _text(source: Source) -> Item:
    data = source.path.read_bytes()
    try:
        read = text.read_text(data, source.name)
    except LabelerError as fault:
        return Item(source=source, fault=fault)
    line = Line(
        key=source.stem,
        language="en" if looks_english(read.text) else "und",
        text=read.text,
        text_sha256=text_sha256(read.text),
        bare=True,
    )
    return Item(source=source, line=line, file_sha256=read.sha256, encoding=read.encoding, reader=text.READER)


def _source(path: Path) -> Source:
    name = shown(path)
    stem = "".join(char if char.isprintable() else "_" for char in shown(Path(path.stem)))
    return Source(path=path, name=name, stem=stem.strip() or "article")


def _search(folder: Path, sources: list[Source], notes: list[str]) -> None:
    """Add the files of a folder. Links to folders are not followed: they may lead in a circle."""

    def note(fault: OSError) -> None:
        notes.append(f"{shown(Path(str(fault.filename)))} can't be read: {fault.strerror}.")

    for here, folders, files in os.walk(folder, onerror=note):
        place = Path(here)
        linked = [name for name in folders if (place / name).is_symlink()]
        notes.extend(f"{shown(place / name)} is a link to a folder and was not followed." for name in sorted(linked))
        folders[:] = sorted(name for name in folders if name not in linked and not name.startswith("."))
        lines_only = _lines_of_export(place) if manifest.NAME in files else None
        for name in sorted(files):
            path = place / name
            if name.startswith("."):
                continue
            if lines_only is not None:
                if name in lines_only:
                    sources.append(_source(path))
            elif path.suffix.lower() in _TEXT | _LINES and path.is_file():
                sources.append(_source(path))
            else:
                notes.append(f"{shown(path)} is neither a text file (.txt) nor JSONL and was passed over.")


def _lines_of_export(folder: Path) -> frozenset[str] | None:
    """Return the names of the files that hold lines if the folder is an export, else None."""
    try:
        stated = manifest.decode((folder / manifest.NAME).read_bytes())
    except (OSError, ValueError):
        return None
    return frozenset({*card.data_files(stated).values(), audit.LINES})
