"""Every kind of damage to an export is found and named, also where the manifest was forged to fit."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from labeler.domain.articles import text_sha256
from labeler.domain.errors import LabelerError
from labeler.domain.sets import Actor
from labeler.domain.spans import Span
from labeler.formats import audit, card, check, croissant, manifest
from labeler.formats.reading import read_lines
from labeler.services import history, labeling, projects
from labeler.services.exporting import export
from labeler.services.importing import import_paths
from labeler.services.verifying import verify_export, verify_project
from labeler.store import Store, open_store
from tests.formats.lines import TEXT, a_table, raw

Table = dict[str, Any]


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory, sample_file: Path) -> Path:
    """An export in each profile: copy them."""
    folder = tmp_path_factory.mktemp("exports")
    shutil.copy(sample_file, folder / "p.labeler")
    store = open_store(str(folder / "p.labeler"))
    lead = projects.actor_named(store, None)
    (folder / "lines.jsonl").write_bytes(
        raw(a_table()) + raw(a_table(annotator="gold")) + raw(a_table(id="z", text=TEXT + "!", text_sha256=None))
    )
    import_paths(store, lead, [folder / "lines.jsonl"])
    for profile in ("training", "audit"):
        export(store, lead, folder / profile, layer="all", profile=profile)
        assert verify_export(folder / profile).faults == ()
    store.close()
    return folder


@dataclass(frozen=True)
class Damage:
    """What is done to a file, and the words by which the report names it once the manifest was forged to fit."""

    name: str
    file: str
    change: Callable[[bytes], bytes]
    words: str


def line(number: int, change: Callable[[Table], object]) -> Callable[[bytes], bytes]:
    """Return a change of one line as a JSON object."""

    def run(data: bytes) -> bytes:
        lines = data.splitlines(keepends=True)
        table = json.loads(lines[number])
        changed = change(table)
        lines[number] = json.dumps(changed if isinstance(changed, dict) else table, ensure_ascii=False).encode() + b"\n"
        return b"".join(lines)

    return run


def label(kind: str, **changes: Any) -> Callable[[bytes], bytes]:
    """Return a change of the first label of a kind on the first line; a value `...` takes the key out."""

    def run(table: Table) -> None:
        one = table[kind][0] | changes
        table[kind][0] = {key: value for key, value in one.items() if value is not ...}

    return line(0, run)


def lines(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[bytes], bytes]:
    return lambda data: b"".join(change(data.splitlines(keepends=True)))


def keys(**changes: Any) -> Callable[[bytes], bytes]:
    def run(table: Table) -> Table:
        return {key: value for key, value in (table | changes).items() if value is not ...}

    return line(0, run)


def turned(table: Table) -> Table:
    return dict(reversed(table.items()))


DATA = "train.jsonl"
DAMAGES = [
    Damage("one letter of a text", DATA, lambda data: data.replace(b"Mayor", b"Major", 1), "text_sha256"),
    Damage("one byte that is no UTF-8", DATA, lambda data: data.replace(b"Mayor", b"\xffayor", 1), "UTF-8"),
    Damage("half a line", DATA, lambda data: data[:-40], "no JSON"),
    Damage("no last newline", DATA, lambda data: data[:-1], "not written as"),
    Damage("Windows newlines", DATA, lambda data: data.replace(b"\n", b"\r\n"), "not written as"),
    Damage("a mark", DATA, lambda data: b"\xef\xbb\xbf" + data, "not written as"),
    Damage("a blank line", DATA, lambda data: data.replace(b"\n", b"\n\n", 1), "blank"),
    Damage("a blank line at the end", DATA, lambda data: data + b"\n", "blank"),
    Damage("more white space", DATA, lambda data: data.replace(b'{"id": ', b'{ "id": ', 1), "not written as"),
    Damage("escaped characters", DATA, lambda data: data.replace("🚲".encode(), b"\\ud83d\\udeb2", 1), "not written"),
    Damage("a line twice", DATA, lines(lambda all_: [all_[0], *all_]), "twice"),
    Damage("lines in another order", DATA, lines(lambda all_: all_[::-1]), "out of order"),
    Damage("a key twice", DATA, lambda data: data.replace(b'"title"', b'"id"', 1), "stands twice"),
    Damage("keys in another order", DATA, line(0, turned), "out of order"),
    Damage("keys of a label in another order", DATA,
           line(0, lambda t: t["claims"].insert(0, turned(t["claims"].pop(0)))), "out of order"),
    Damage("labels in another order", DATA, line(0, lambda t: t["claims"].reverse()), "order of labels"),
    Damage("a key is missing", DATA, keys(url=...), "'url' is missing"),
    Damage("the text is missing", DATA, keys(text=...), "'text' is missing"),
    Damage("a key of a label is missing", DATA, label("claims", note=...), "'note' is missing"),
    Damage("a key more", DATA, keys(more=1), "'more'"),
    Damage("a key more in a label", DATA, label("speakers", more=1), "'more'"),
    Damage("null", DATA, keys(author=None), "author must be text"),
    Damage("null in a label", DATA, label("claims", speaker_id=None), "speaker_id must be text"),
    Damage("NaN", DATA, lambda data: data.replace(b'"score": 0.0', b'"score": NaN', 1), "NaN"),
    Damage("a number for a text", DATA, label("stances", topic=1), "topic must be text"),
    Damage("a number without its point", DATA, lambda data: data.replace(b'"score": 0.0', b'"score": 0', 1),
           "not written"),
    Damage("another start", DATA, label("claims", start=21), "article reads"),
    Damage("another end", DATA, label("speakers", end=13), "article reads"),
    Damage("an end beyond the text", DATA, label("claims", end=9999), "no span"),
    Damage("another quote", DATA, label("boilerplate", text="Majors"), "article reads"),
    Damage("an empty quote", DATA, label("claims", text=""), "article reads"),
    Damage("a cue without a place", DATA, label("stances", text="x"), "no place"),
    Damage("a link to nobody", DATA, label("claims", speaker_id="nobody"), "not on this line"),
    Damage("a stance of no claim", DATA, label("stances", claim_id="nobody"), "not on this line"),
    Damage("a source that does not fit", DATA, label("claims", source="author"), "its source"),
    Damage("an id twice", DATA, line(0, lambda t: t["claims"][1].update(id=t["claims"][0]["id"])), "2 times"),
    Damage("two stances on one topic", DATA,
           line(0, lambda t: t["stances"][1].update(claim_id=t["stances"][0]["claim_id"])), "another stance"),
    Damage("a type that the scheme lacks", DATA, label("claims", type="opinion"), "no type 'opinion'"),
    Damage("an attribution that it lacks", DATA, label("claims", attribution="quoted"), "no attribution"),
    Damage("a topic that it lacks", DATA, label("stances", topic="T9"), "no topic 'T9'"),
    Damage("a value that it lacks", DATA, label("stances", value="maybe"), "no value"),
    Damage("an origin that is none", DATA, label("claims", origin="guess"), "origin"),
    Damage("a score beyond 1", DATA, label("claims", score=1.5), "score"),
    Damage("a state that is none", DATA, keys(state="done"), "state"),
    Damage("another split", DATA, keys(split="test"), "split"),
    Damage("no annotator", DATA, keys(annotator=""), "annotator"),
    Damage("another text under the id", DATA, line(1, lambda t: t.update(
        text=t["text"] + " ", text_sha256=text_sha256(t["text"] + " "))), "another text"),
    Damage("metadata that is no JSON", DATA, keys(metadata="{"), "metadata"),
    Damage("a hash", DATA, keys(text_sha256="0" * 64), "text_sha256"),
    Damage("the schema allows more keys", "schema.json", lambda data: data.replace(b"false", b"true", 1), "schema"),
    Damage("the schema is no schema", "schema.json", lambda _data: b"{}\n", "no schema"),
    Damage("the schema has another type", "schema.json", lambda data: data.replace(b'"fact"', b'"fax"'), "type 'fact'"),
    Damage("a count in the card", "README.md", lambda data: data.replace(b"| claims | 6 |", b"| claims | 7 |"),
           "manifest"),
    Damage("a word of the metadata", "croissant.json", lambda data: data.replace(b"jsonlines", b"json"), "manifest"),
]  # fmt: skip

AUDIT = [
    Damage("a line of the journal is missing", "journal.jsonl", lines(lambda all_: all_[:-2] + all_[-1:]), "missing"),
    Damage("the journal ends early", "journal.jsonl", lines(lambda all_: all_[:-1]), "root hash"),
    Damage("an entry was altered", "journal.jsonl", line(0, lambda t: t.update(title="x")), "its hash"),
    Damage("an entry's link was altered", "journal.jsonl", line(1, lambda t: t.update(previous="f" * 64)), "follow"),
    Damage("entries in another order", "journal.jsonl", lines(lambda all_: all_[::-1]), "missing"),
    Damage("a key of a set is missing", "sets.jsonl", line(0, lambda t: t.pop("seconds") and None), "seconds"),
    Damage("a suggestion that is no JSON", "suggestions.jsonl", lambda data: data[1:], "line 1"),
    Damage("white space in an entity", "entities.jsonl", lambda data: data.replace(b": ", b":  ", 1), "not written"),
]


def forge(folder: Path) -> None:
    """Make the manifest, card and metadata fit the other files, as far as a forger could without knowing the rest."""
    stated = manifest.decode((folder / manifest.NAME).read_bytes())
    files = dict(stated.files)
    seen = check.Seen()
    for name in files:
        data = (folder / name).read_bytes()
        files[name] = manifest.facts(data, lines=name.endswith(".jsonl"))
        if name in card.data_files(stated).values():
            for read in read_lines(data.splitlines(keepends=True), name, stem=""):
                if read.line is not None:
                    check.note(read.line, seen)
    forged = replace(stated, files=files, counts=check.totals(seen), languages=tuple(sorted(seen.languages)))
    for name, build in ((card.NAME, card.build), (croissant.NAME, croissant.build)):
        if (folder / name).read_bytes() == build(stated):
            (folder / name).write_bytes(build(forged))
            files[name] = manifest.facts(build(forged))
    (folder / manifest.NAME).write_bytes(manifest.encode(replace(forged, files=files)))


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.name)
def test_damage_is_found_and_named(exports: Path, tmp_path: Path, damage: Damage) -> None:
    _damaged(exports / "training", tmp_path / "copy", damage)


@pytest.mark.parametrize("damage", AUDIT, ids=lambda one: one.name)
def test_damage_to_the_audit_files_is_found_and_named(exports: Path, tmp_path: Path, damage: Damage) -> None:
    _damaged(exports / "audit", tmp_path / "copy", damage)


def _damaged(source: Path, copy: Path, damage: Damage) -> None:
    shutil.copytree(source, copy)
    before = (copy / damage.file).read_bytes()
    after = damage.change(before)
    assert after != before
    (copy / damage.file).write_bytes(after)
    found = verify_export(copy).faults
    assert any(one.startswith(f"{damage.file}: its SHA-256") for one in found)
    forge(copy)
    found = verify_export(copy).faults
    assert found
    assert any(damage.words in one for one in found), found
    assert not any("\n" in one for one in found)


def test_every_byte_of_the_manifest_counts(exports: Path, tmp_path: Path) -> None:
    shutil.copytree(exports / "training", tmp_path / "copy")
    path = tmp_path / "copy" / manifest.NAME
    data = path.read_bytes()
    for at in range(0, len(data), 37):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert any(one.startswith(manifest.NAME) for one in verify_export(tmp_path / "copy").faults), at
    path.write_bytes(data)
    assert verify_export(tmp_path / "copy").faults == ()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda one: replace(one, counts={**one.counts, "claims": 99}), "counts 99 claims"),
        (lambda one: replace(one, languages=("de",)), "languages"),
        (lambda one: replace(one, project="Another"), "README.md"),
        (lambda one: replace(one, state_at="2020-01-01T00:00:00.000000Z"), "README.md"),
        (lambda one: replace(one, excluded={"skipped": 3}), "README.md"),
        (lambda one: replace(one, files={k: v for k, v in one.files.items() if k != "README.md"}), "README.md"),
    ],
)
def test_a_manifest_that_lies_is_found(
    exports: Path, tmp_path: Path, change: Callable[[manifest.Manifest], manifest.Manifest], words: str
) -> None:
    shutil.copytree(exports / "training", tmp_path / "copy")
    path = tmp_path / "copy" / manifest.NAME
    path.write_bytes(manifest.encode(change(manifest.decode(path.read_bytes()))))
    assert any(words in one for one in verify_export(tmp_path / "copy").faults)


@pytest.mark.parametrize("name", ["train.jsonl", "schema.json", "README.md", "croissant.json"])
def test_missing_and_foreign_files_are_named(exports: Path, tmp_path: Path, name: str) -> None:
    shutil.copytree(exports / "training", tmp_path / "copy")
    (tmp_path / "copy" / name).unlink()
    (tmp_path / "copy" / "notes.txt").write_text("x", encoding="utf-8")
    found = verify_export(tmp_path / "copy").faults
    assert f"{name}: it is missing" in found
    assert "notes.txt: it is not part of the export" in found


def test_the_files_of_an_audit_export_are_all_needed(exports: Path, tmp_path: Path) -> None:
    for name in audit.KEYS:
        copy = tmp_path / name
        shutil.copytree(exports / "audit", copy)
        (copy / f"{name}.jsonl").unlink()
        assert any(name in one and "missing" in one for one in verify_export(copy).faults)


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LabelerError, match="no export"):
        verify_export(tmp_path)
    (tmp_path / manifest.NAME).write_bytes(b"[" * 100_000)
    assert verify_export(tmp_path).faults
    (tmp_path / manifest.NAME).write_bytes(b'{"format": "x"}')
    assert verify_export(tmp_path).faults


def test_an_earlier_export_is_the_beginning_of_the_project(file_store: Store, tmp_path: Path) -> None:
    lead = projects.actor_named(file_store, None)
    (tmp_path / "lines.jsonl").write_bytes(raw(a_table()))
    import_paths(file_store, lead, [tmp_path / "lines.jsonl"])
    export(file_store, lead, tmp_path / "old", layer="all")
    labeling.add_claim(file_store, lead, "article-short", Span(0, 6))
    history.undo(file_store, lead)
    report = verify_project(file_store, against=tmp_path / "old")
    assert report.faults == ()
    assert any("old" in one for one in report.checked)


def test_an_export_of_another_history_is_found(exports: Path, file_store: Store, tmp_path: Path) -> None:
    # The same project, whose work went another way after the copy was made.
    lead: Actor = projects.actor_named(file_store, None)
    labeling.add_claim(file_store, lead, "article-short", Span(0, 6))
    report = verify_project(file_store, against=exports / "training")
    assert any("rewritten since the export" in one for one in report.faults)
    other = projects.create_project(
        str(tmp_path / "o.labeler"), name="O", scheme=projects.current_scheme(file_store), guidelines="", owner="o"
    )
    assert any("another project" in one for one in verify_project(other, against=exports / "training").faults)
    other.close()
    with pytest.raises(LabelerError, match="no export"):
        verify_project(file_store, against=tmp_path)
