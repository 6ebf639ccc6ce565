"""Verification: whether an export, or a project, is what it says it is. Everything that is wrong is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.journal import Entry, root_hash
from labeler.formats import audit, card, check, croissant, manifest, native, schema, strict_json
from labeler.formats.manifest import Manifest
from labeler.services.export_folder import relative_files
from labeler.store import Store
from labeler.store import verify as store_check

NO_EXPORT = sentence("no_export", "{folder} holds no export: there is no manifest.json in it.")
BAD_MANIFEST = sentence("bad_manifest", "{folder} can't be compared: in its manifest.json, {fault}.")

_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyReport:
    """What was checked, and what is wrong: sentences."""

    checked: tuple[str, ...]
    faults: tuple[str, ...]


def verify_export(folder: Path) -> VerifyReport:
    """Check an export: every file, line, label, hash and count, and whether the files agree with each other.

    Raises:
        LabelerError: `no_export`.
    """
    if not (folder / manifest.NAME).is_file():
        raise LabelerError(NO_EXPORT, folder=folder)
    try:
        stated = manifest.decode((folder / manifest.NAME).read_bytes())
    except ValueError as fault:
        return VerifyReport(checked=(), faults=(f"{manifest.NAME}: {fault}", *_lines_alone(folder)))
    faults = list(_files(folder, stated))
    present = {name for name in stated.files if (folder / name).is_file()}
    words, schema_faults = _schema(folder, present)
    faults += schema_faults
    seen = check.Seen()
    for split, name in card.data_files(stated).items():
        if name in present:
            with (folder / name).open("rb") as stream:
                one = None if stated.profile == "audit" else split
                faults += check.line_faults(stream, name, one, words, seen)
    faults += _stated(stated, seen)
    faults += _made(folder, stated, present)
    labels = sum(seen.counts[name] for name in native.LABELS)
    checked = [
        f"{len(stated.files) + 1} files and their hashes",
        f"{seen.counts['lines']} lines with {labels} labels: keys, offsets, quotes, links, values, order",
        "schema, card and metadata against the manifest",
    ]
    if stated.profile == "audit":
        entries, audit_faults = _audit(folder, stated, present)
        faults += audit_faults
        checked.append(f"{entries} journal entries: chains, heads and root")
    return VerifyReport(checked=tuple(checked), faults=tuple(faults))


def verify_project(store: Store, *, against: Path | None = None) -> VerifyReport:
    """Check a project: its database, quotes, links, and the journal by replaying it.

    Args:
        store: the project.
        against: an earlier export of it, whose journal must be the beginning of the project's.

    Raises:
        LabelerError: `no_export` or `bad_manifest`.
    """
    outcome = store_check.verify(store)
    checked = [f"{number} {name}" for name, number in outcome.checked.items()]
    faults = [one.sentence for one in outcome.findings]
    if against is not None:
        faults += _against(store, against)
        checked.append(f"the journal against {against}")
    return VerifyReport(checked=tuple(checked), faults=tuple(faults))


def _files(folder: Path, stated: Manifest) -> Iterator[str]:
    """Yield which files are missing, too many, or not those that were written."""
    there = set(relative_files(folder)) - {manifest.NAME}
    yield from (f"{name}: it is missing" for name in sorted(set(stated.files) - there))
    yield from (f"{name}: it is not part of the export" for name in sorted(there - set(stated.files)))
    for name in sorted(there & set(stated.files)):
        facts, expected = _facts(folder / name), stated.files[name]
        if facts.sha256 != expected.sha256:
            size = f", {facts.bytes} bytes instead of {expected.bytes}" if facts.bytes != expected.bytes else ""
            yield f"{name}: its SHA-256 is not the one in the manifest{size}"


def _facts(path: Path) -> manifest.FileFacts:
    try:
        return manifest.facts(path.read_bytes(), lines=path.suffix == ".jsonl")
    except OSError:
        return manifest.FileFacts(sha256="", bytes=0, lines=0)


def _schema(folder: Path, present: set[str]) -> tuple[schema.Words | None, list[str]]:
    if "schema.json" not in present:
        return None, []
    data = (folder / "schema.json").read_bytes()
    try:
        words = schema.words_in(strict_json.parse_object(data.decode("utf-8")))
    except (UnicodeDecodeError, strict_json.JsonFaultError, LookupError, TypeError) as fault:
        return None, [f"schema.json: it is no schema of a line ({fault})"]
    if manifest.json_bytes(schema.build(words)) != data:
        return words, ["schema.json: it is not the schema of a line"]
    return words, []


def _stated(stated: Manifest, seen: check.Seen) -> Iterator[str]:
    for name, number in check.totals(seen).items():
        if stated.counts.get(name) != number:
            yield f"{manifest.NAME}: it counts {stated.counts.get(name)} {name}; the files hold {number}"
    if list(stated.languages) != sorted(seen.languages):
        yield f"{manifest.NAME}: its languages are not those of the lines"


def _made(folder: Path, stated: Manifest, present: set[str]) -> Iterator[str]:
    """Yield which of the files made from the manifest are not what it makes."""
    for name, build in ((card.NAME, card.build), (croissant.NAME, croissant.build)):
        if name not in stated.files:
            yield f"{manifest.NAME}: it does not list {name}"
        elif name in present and (folder / name).read_bytes() != build(stated):
            yield f"{name}: it does not say what the manifest says"


def _audit(folder: Path, stated: Manifest, present: set[str]) -> tuple[int, list[str]]:
    faults: list[str] = []
    for name in audit.KEYS:
        file = f"{name}.jsonl"
        if file not in stated.files:
            faults.append(f"{manifest.NAME}: it does not list {file}")
        elif file in present:
            with (folder / file).open("rb") as stream:
                found = ((number, audit.fault_of(name, data)) for number, data in enumerate(stream, 1))
                faults += [f"{file}, line {number}: {fault}" for number, fault in found if fault]
    entries = list(_entries(folder / "journal.jsonl")) if "journal.jsonl" in present else []
    faults += check.journal_faults(entries, "journal.jsonl")
    heads = {one.stream: (one.stream, one.number, one.hash) for one in entries}
    if entries and root_hash(heads.values()) != stated.journal_root:
        faults.append("journal.jsonl: its streams do not end where the manifest says (root hash)")
    return len(entries), faults


def _entries(path: Path) -> Iterator[Entry]:
    with path.open("rb") as stream:
        for data in stream:
            if not audit.fault_of("journal", data):
                yield audit.entry_of(strict_json.parse_object(data.decode("utf-8")))


def _lines_alone(folder: Path) -> Iterable[str]:
    """Yield what is wrong with the lines where the manifest can't be trusted."""
    seen = check.Seen()
    for name in (*(f"{split}.jsonl" for split in native.SPLITS), audit.LINES):
        if (folder / name).is_file():
            with (folder / name).open("rb") as stream:
                yield from check.line_faults(stream, name, None, None, seen)


def _against(store: Store, folder: Path) -> Iterator[str]:
    """Yield where an export's journal is not the beginning of the project's."""
    try:
        stated = manifest.decode((folder / manifest.NAME).read_bytes())
    except FileNotFoundError:
        raise LabelerError(NO_EXPORT, folder=folder) from None
    except ValueError as fault:
        raise LabelerError(BAD_MANIFEST, folder=folder, fault=fault) from None
    from labeler.services.projects import project

    if stated.project_id != project(store).id:
        yield f"{folder} was exported from another project, {stated.project[:80]!r}"
        return
    missing = 0
    with store.read() as read:
        for stream, number, sha in stated.heads:
            entry = read.one(Entry, stream=stream, number=number)
            if entry is None or entry.hash != sha:
                missing += 1
                if missing <= _SHOWN:
                    what = "is gone" if entry is None else "is another"
                    yield f"The journal was rewritten since the export: entry {number} of stream {stream} {what}"
    if missing > _SHOWN:
        yield f"The journal was rewritten in {missing - _SHOWN} more streams"
