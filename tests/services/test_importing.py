from __future__ import annotations

import json
import os
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from labeler.domain.articles import Article
from labeler.domain.errors import LabelerError
from labeler.domain.journal import Entry
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.registry import Entity
from labeler.domain.sets import GOLD, Actor, AnnotationSet, Annotator
from labeler.domain.suggestions import Suggestion, SuggestionRun
from labeler.services import history, labeling, projects, registry, sets
from labeler.services.exporting import export
from labeler.services.importing import ImportReport, import_paths
from labeler.store import Store
from labeler.store.records import Import
from labeler.store.verify import verify
from tests.fixtures import sample
from tests.formats.lines import TEXT, a_table, raw

SHARED = Path(os.environ.get("LABELER_SHARED", sample.ROOT.parent / "shared"))
needs_shared = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason=f"no shared data at {SHARED}")


@pytest.fixture
def project(tmp_path: Path) -> Generator[Store]:
    made = projects.create_project(
        str(tmp_path / "p.labeler"), name="P", scheme=sample.scheme(), guidelines="", owner="lead"
    )
    yield made
    assert verify(made).findings == []
    made.close()


@pytest.fixture
def lead(project: Store) -> Actor:
    return projects.actor_named(project, None)


@pytest.fixture
def take(project: Store, lead: Actor, tmp_path: Path) -> Callable[..., ImportReport]:
    """Import some lines from a file."""

    def run(*tables: dict[str, Any], **options: Any) -> ImportReport:
        file = tmp_path / "lines.jsonl"
        file.write_bytes(b"".join(raw(table) for table in tables))
        return import_paths(project, options.pop("actor", lead), [file], **options)

    return run


def rows(store: Store) -> dict[str, list[Any]]:
    """Return everything that an import may touch."""
    kinds = (Article, AnnotationSet, Claim, Speaker, Stance, Region, Entity, Annotator, SuggestionRun, Suggestion)
    with store.read() as read:
        return {kind.__name__: read.all(kind) for kind in (*kinds, Import, Entry)}


def refusals(report: ImportReport) -> str:
    return "\n".join(one for file in report.files for one in file.refusals)


def notes(report: ImportReport) -> str:
    return "\n".join([*report.notes, *(one for file in report.files for one in file.notes)])


@needs_shared
def test_real_labels_come_out_as_they_went_in(project: Store, lead: Actor, tmp_path: Path) -> None:
    file = SHARED / "gold" / "annotators.jsonl"
    report = import_paths(project, lead, [file])
    assert (report.added, report.refused) == (2, 0)
    before = rows(project)
    again = import_paths(project, lead, [file])
    assert (again.added, again.labels, again.present, again.edit_id) == (0, 0, 4, "")
    assert rows(project) == before
    export(project, lead, tmp_path / "out", layer="all")

    def lines(path: Path) -> dict[Any, Any]:
        tables = [json.loads(line) for line in path.read_bytes().splitlines()]
        return {(table["id"], table["annotator"]): _comparable(table) for table in tables}

    assert lines(tmp_path / "out" / "train.jsonl") == lines(file)


def _comparable(table: dict[str, Any]) -> dict[str, Any]:
    """Return a line without ids: links are replaced by what they lead to, lists are sorted."""
    speakers = {one["id"]: (one["start"], one["end"]) for one in table["speakers"]} | {"": ""}
    claims = {one["id"]: (one["start"], one["end"], one["type"]) for one in table["claims"]}
    out = dict(table)
    for kind in ("claims", "speakers", "stances", "boilerplate"):
        labels: list[dict[str, Any]] = []
        for label in table[kind]:
            one = {key: value for key, value in label.items() if key not in {"id", "entity_id"}}
            one |= {"speaker_id": speakers[label["speaker_id"]]} if "speaker_id" in label else {}
            one |= {"claim_id": claims[label["claim_id"]]} if "claim_id" in label else {}
            labels.append(one)
        out[kind] = sorted(labels, key=repr)
    return out


@needs_shared
def test_real_texts_are_stored_as_their_files_decode(project: Store, lead: Actor) -> None:
    folder = SHARED / "articles"
    report = import_paths(project, lead, [folder])
    with project.read() as read:
        stored = {one.key: one.text for one in read.all(Article)}
    assert stored == {path.stem: path.read_bytes().decode() for path in folder.glob("*.txt")}
    assert report.added == 5


def test_newlines_marks_and_encodings(project: Store, lead: Actor, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "deep"
    folder.mkdir(parents=True)
    texts = {
        "crlf": b"a\r\nb\rc\n",
        "mark": b"\xef\xbb\xbfd e f",
        "latin": b"z\xe9 noir",
        "wide": "é".encode("utf-16"),
    }
    for name, data in texts.items():
        (folder / f"{name}.txt").write_bytes(data)
    assert import_paths(project, lead, [tmp_path / "in"]).refused == 0
    with project.read() as read:
        stored = {one.key: (one.text, one.encoding) for one in read.all(Article)}
    assert stored["crlf"] == ("a\r\nb\rc\n", "utf-8")
    assert stored["mark"] == ("d e f", "utf-8")
    assert stored["latin"] == ("zé noir", "cp1252")
    assert stored["wide"] == ("é", "utf-16-le")


def test_one_import_is_one_undo(project: Store, lead: Actor, take: Callable[..., ImportReport]) -> None:
    before = rows(project)
    take(a_table(), a_table(annotator="bert"), a_table(annotator="gold"), {"id": "x", "text": "More."})
    after = rows(project)
    assert (len(after["Article"]), len(after["AnnotationSet"])) == (2, 3)
    history.undo(project, lead)
    undone = rows(project)
    for name in ("Article", "AnnotationSet", "Claim", "Speaker", "Stance", "Region"):
        assert undone[name] == before[name]
    history.redo(project, lead)
    assert rows(project)["Claim"] == after["Claim"]


def test_keys(take: Callable[..., ImportReport], project: Store) -> None:
    report = take(
        {"id": "k", "text": "One."}, {"id": "k", "text": "Two."}, {"id": "other", "text": "One."}, {"text": "3"}
    )
    assert (report.added, report.present) == (3, 1)
    assert "k-2" in notes(report)
    assert "the same text is in the project as k" in notes(report)
    with project.read() as read:
        assert {one.key for one in read.all(Article)} == {"k", "k-2", "lines"}
    assert take({"id": "k", "text": "Two."}).present == 1


def test_the_labels_of_the_same_text_under_another_key_go_to_the_article_that_is_there(
    take: Callable[..., ImportReport], project: Store
) -> None:
    take({"id": "first", "text": TEXT})
    report = take(a_table())
    assert (report.added, report.labels) == (0, 7)
    with project.read() as read:
        (article,) = read.all(Article)
        (one,) = read.all(AnnotationSet)
    assert (article.key, one.article_id, one.state) == ("first", article.id, "finished")


def test_a_set_that_has_other_labels_is_refused_unless_replaced(
    take: Callable[..., ImportReport], project: Store, lead: Actor
) -> None:
    take(a_table())
    other = a_table(claims=[], stances=[], boilerplate=[])
    before = rows(project)
    report = take(other)
    assert "--replace" in refusals(report)
    assert rows(project) == before
    assert take(other, replace=True).labels == 2
    assert rows(project)["Claim"] == []
    assert take(other).present == 1
    history.undo(project, lead)
    assert rows(project)["Claim"] == before["Claim"]


def test_a_replaced_set_makes_its_gold_stale(take: Callable[..., ImportReport], project: Store) -> None:
    take(a_table(), a_table(annotator="gold"))
    take(a_table(claims=[], stances=[]), replace=True)
    with project.read() as read:
        assert [one.stale for one in read.all(AnnotationSet, annotator_id=GOLD)] == [True]


def test_ids_are_kept_if_they_are_uuids_and_derived_if_not(take: Callable[..., ImportReport], project: Store) -> None:
    uuid = "0199b2c4-7c1e-7def-8abc-0123456789ab"
    table = a_table()
    table["claims"][1]["id"] = table["stances"][1]["claim_id"] = uuid
    take(table)
    with project.read() as read:
        ids = {one.id for one in read.all(Claim)}
    assert uuid in ids
    assert "c1" not in ids
    take(a_table(), as_annotator="bert")
    with project.read() as read:
        assert len({one.id for one in read.all(Claim)}) == 4


def test_states(take: Callable[..., ImportReport], project: Store) -> None:
    for number, state in enumerate(("assigned", "in_progress", "finished", "skipped", None)):
        table = a_table(text=f"{TEXT} {number}", text_sha256=None, id=str(number), state=state)
        assert take(table).refused == 0
        assert take(table).present == 1
    with project.read() as read:
        states = {one.annotator_id: one for one in read.all(AnnotationSet)}
        found = [one.state for one in read.all(AnnotationSet)]
    assert sorted(found) == ["assigned", "finished", "finished", "in_progress", "skipped"]
    assert len(states) == 1


def test_a_finished_set_without_labels_means_nothing_to_mark(take: Callable[..., ImportReport], project: Store) -> None:
    empty = {"claims": [], "speakers": [], "stances": [], "boilerplate": []}
    for _ in range(2):
        take(a_table(**empty))
    with project.read() as read:
        assert [one.state for one in read.all(AnnotationSet)] == ["finished"]
        assert len(read.all(Import)) == 1
    assert "--replace" in refusals(take(a_table()))
    # What was only begun may be filled.
    take(a_table(annotator="bert", state="in_progress", **empty))
    assert take(a_table(annotator="bert")).labels == 7


def test_values_outside_the_scheme_are_listed_with_the_map_that_takes_them(
    take: Callable[..., ImportReport], project: Store
) -> None:
    table = a_table()
    table["claims"][0]["type"] = "factual"
    table["claims"][1]["attribution"] = "quoted"
    table["stances"][0]["topic"] = "T99"
    before = rows(project)
    report = take(table)
    assert rows(project) == before
    assert "3 values" in refusals(report)
    assert '[type] "factual" = "fact"' in notes(report)
    value_map = {"type": {"factual": "fact"}, "attribution": {"quoted": "direct"}, "topic": {"T99": "T5"}}
    assert take(table, value_map=value_map).labels == 7
    with project.read() as read:
        assert {one.type for one in read.all(Claim)} == {"fact", ""}
        assert {one.topic for one in read.all(Stance)} == {"T5", "T1"}


def test_only_the_first_ten_values_are_listed(take: Callable[..., ImportReport]) -> None:
    claims = [{"start": n, "end": n + 1, "type": f"v{n}"} for n in range(5)]
    claims += [{"start": n, "end": n + 1, "type": f"v{n}"} for n in (6, 7, 8, 10, 11, 12, 13, 15)]
    report = take({"text": TEXT, "claims": claims})
    assert len([one for one in report.notes if "--map" in one]) == 10
    assert "3 more values" in notes(report)


def test_entities(take: Callable[..., ImportReport], project: Store, lead: Actor) -> None:
    changed = registry.add_entity(project, lead, "Ana Ruiz", "person")
    (known,) = changed.rows["entity"]
    uuid = "0199b2c4-7c1e-7def-8abc-0123456789ab"
    table = a_table()
    table["speakers"][0]["entity_id"] = "0199b2c4-7c1e-7def-8abc-0123456789ac"
    table["speakers"][1] |= {"entity": "Ruiz", "entity_id": uuid}
    report = take(table)
    assert "under another id" in notes(report)
    assert "'Ruiz' is new in the registry; it may be 'Ana Ruiz'" in notes(report)
    with project.read() as read:
        assert {one.text: one.entity_id for one in read.all(Speaker)} == {"Ana Ruiz": known, "Bo Lind": uuid}
        assert len(read.all(Entity)) == 2
    assert take(table).present == 1
    # A merge changes nothing about what is there already.
    registry.merge_entities(project, lead, uuid, known)
    assert take(table).present == 1


def test_two_names_with_one_id_are_two_entities(take: Callable[..., ImportReport], project: Store) -> None:
    uuid = "0199b2c4-7c1e-7def-8abc-0123456789ab"
    table = a_table()
    table["speakers"][0]["entity_id"] = uuid
    table["speakers"][1] |= {"entity": "Bo Lind", "entity_id": uuid}
    take(table)
    with project.read() as read:
        assert {one.name for one in read.all(Entity)} == {"Ana Ruiz", "Bo Lind"}


def test_a_name_that_is_none_refuses_the_line(take: Callable[..., ImportReport]) -> None:
    table = a_table()
    table["speakers"][0]["entity"] = "Ana\nRuiz"
    assert "registry" in refusals(take(table))


def test_suggestions(take: Callable[..., ImportReport], project: Store, lead: Actor) -> None:
    line = a_table(annotator="suggestion", state="")
    assert take(line).labels == 7
    assert take(line).present == 1
    with project.read() as read:
        (article,) = read.all(Article)
        assert read.all(Claim) == []
        kept = {one.kind: one for one in read.all(Suggestion)}
    assert kept["claim"].speaker_id in {None, kept["speaker"].id} or len(kept) == 4
    assert len(sets.open_sheet(project, lead, article.id).suggestions) == 7
    assert take(a_table(id="m"), as_suggestions=True).present == 1


def test_as_annotator(take: Callable[..., ImportReport], project: Store) -> None:
    take(a_table(annotator="suggestion", state=""), as_annotator="carl")
    assert [one.name for one in projects.annotators(project, projects.actor_named(project, None))] == ["carl", "lead"]
    with project.read() as read:
        assert {one.origin for one in read.all(Claim)} == {"manual"}


def test_labels_without_an_annotator_are_the_actors(
    take: Callable[..., ImportReport], project: Store, lead: Actor
) -> None:
    take(a_table(annotator=None))
    with project.read() as read:
        assert [one.annotator_id for one in read.all(AnnotationSet)] == [lead.id]


@pytest.mark.parametrize("name", ["gold", "suggestion", "all", "majority", "Gold"])
def test_reserved_names_are_refused(take: Callable[..., ImportReport], name: str) -> None:
    with pytest.raises(LabelerError, match="names a layer"):
        take(a_table(), as_annotator=name)


def test_reserved_and_near_names_in_a_line_refuse_it(take: Callable[..., ImportReport]) -> None:
    assert "names a layer" in refusals(take(a_table(annotator="majority")))
    take(a_table())
    assert "case only" in refusals(take(a_table(annotator="Anna")))


def test_roles(take: Callable[..., ImportReport], project: Store, lead: Actor) -> None:
    projects.add_annotator(project, lead, "anna", frozenset({"annotator"}))
    anna = projects.actor_named(project, "anna")
    forged = Actor(id=anna.id, name="anna", roles=frozenset({"lead"}))
    assert take(a_table(), actor=anna).labels == 7
    for actor in (anna, forged):
        assert "for a lead" in refusals(take(a_table(annotator="bert"), actor=actor))
        assert "for a reviewer" in refusals(take(a_table(annotator="gold"), actor=actor))
        assert "for a lead" in refusals(take(a_table(annotator="suggestion", state=""), actor=actor))


def test_a_set_that_was_worked_on_is_not_overwritten(
    take: Callable[..., ImportReport], project: Store, lead: Actor
) -> None:
    take({"id": "mayor", "text": TEXT})
    with project.read() as read:
        (article,) = read.all(Article)
    labeling.add_claim(project, lead, article.id, sample.CLAIM)
    assert "--replace" in refusals(take(a_table(annotator="lead")))


def test_splits_are_kept(take: Callable[..., ImportReport], project: Store, lead: Actor, tmp_path: Path) -> None:
    take(a_table(split="test"))
    export(project, lead, tmp_path / "out", layer="all")
    assert (tmp_path / "out" / "test.jsonl").is_file()
    assert not (tmp_path / "out" / "train.jsonl").exists()
    assert "stays in the split test" in notes(take(a_table(split="validation")))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("binary.txt", bytes(range(256)) * 8, "binary.txt"),
        ("nul.txt", b"a\0b", "NUL"),
        ("empty.txt", b"", "no text"),
        ("twice.jsonl", b'{"text": "a", "text": "b"}', "stands twice"),
        ("nan.jsonl", b'{"text": "a", "guidelines": NaN}', "NaN"),
        ("type.jsonl", b'{"text": ["a"]}', "text must be text"),
        ("latin.jsonl", b'{"text": "z\xe9"}', "UTF-8"),
        ("mad.jsonl", b"\x00\xff\x00" * 100, "UTF-8"),
    ],
)
def test_hostile_files_are_refused_by_name_and_the_others_come_in(  # noqa: PLR0917
    project: Store, lead: Actor, tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text("A good one.", encoding="utf-8")
    report = import_paths(project, lead, [tmp_path / name, tmp_path / "good.txt"])
    assert (report.added, report.refused) == (1, 1)
    assert words in refusals(report)
    assert name in refusals(report)
    assert "\n" not in refusals(report)


def test_a_huge_line_comes_in_whole(project: Store, lead: Actor, tmp_path: Path) -> None:
    text = "word " * 1_000_000 + "end"
    (tmp_path / "huge.txt").write_text(text, encoding="utf-8")
    assert import_paths(project, lead, [tmp_path / "huge.txt"]).added == 1
    with project.read() as read:
        assert read.all(Article)[0].text == text


def test_links_in_a_circle_and_odd_files_are_passed_over_and_said(project: Store, lead: Actor, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.txt").symlink_to(folder / "nothing")
    (folder / "picture.png").write_bytes(b"x")
    (folder / ".hidden.txt").write_text("x", encoding="utf-8")
    (folder / "a.txt").write_text("A.", encoding="utf-8")
    os.mkfifo(folder / "pipe.txt")
    report = import_paths(project, lead, [folder])
    assert report.added == 1
    for name in ("up", "dangling.txt", "picture.png", "pipe.txt"):
        assert name in notes(report)
    with pytest.raises(LabelerError, match="neither a file nor a folder"):
        import_paths(project, lead, [folder / "pipe.txt"])


def test_names_that_are_not_utf8(project: Store, lead: Actor, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/z\xe9.txt"))
    path.write_text("A text.", encoding="utf-8")
    report = import_paths(project, lead, [path])
    assert (report.added, report.refused) == (1, 0)
    with project.read() as read:
        assert read.all(Article)[0].key == "z?"


def test_paths_that_lead_nowhere_refuse_the_import(project: Store, lead: Actor, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(LabelerError, match="no text file"):
        import_paths(project, lead, [tmp_path / "empty"])
    with pytest.raises(LabelerError, match="no file"):
        import_paths(project, lead, [tmp_path / "nothing"])


def test_a_file_that_cannot_be_read_is_refused(project: Store, lead: Actor, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        # Root may read what is forbidden to others, but nobody the start of a process's memory.
        (tmp_path / "secret.txt").symlink_to("/proc/self/mem")
    else:
        (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
        (tmp_path / "secret.txt").chmod(0)
    assert "secret.txt can't be read" in refusals(import_paths(project, lead, [tmp_path / "secret.txt"]))


def test_an_export_can_be_imported_as_a_folder(
    take: Callable[..., ImportReport], project: Store, lead: Actor, tmp_path: Path
) -> None:
    take(a_table(), a_table(annotator="gold"))
    for profile in ("training", "audit"):
        export(project, lead, tmp_path / profile, layer="all", profile=profile)
        report = import_paths(project, lead, [tmp_path / profile])
        assert (report.present, report.labels, report.refused) == (2, 0, 0)


def test_a_cancelled_import_writes_nothing(project: Store, lead: Actor, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A.", encoding="utf-8")
    before = rows(project)
    with pytest.raises(LabelerError, match="cancelled"):
        import_paths(project, lead, [tmp_path / "a.txt"], cancelled=lambda: True)
    assert rows(project) == before


def test_progress_ends_with_the_last_file(project: Store, lead: Actor, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{name}.", encoding="utf-8")
    seen: list[tuple[int, int, str]] = []
    import_paths(project, lead, [tmp_path], progress=lambda *args: seen.append(args))
    assert seen[0] == (0, 3, "a.txt")
    assert seen[-1][:2] == (3, 3)


def test_on_every_database(store: Store, lena: Actor, tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_bytes(raw(a_table()) + raw(a_table(annotator="gold")))
    assert import_paths(store, lena, [tmp_path]).labels == 14
    assert import_paths(store, lena, [tmp_path]).present == 2
    assert verify(store).findings == []
    history.undo(store, lena)
    assert verify(store).findings == []
