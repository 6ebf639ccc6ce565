"""The sample project: made from the articles and labels that ship, suggested over, exported and verified."""

from __future__ import annotations

import time
import tomllib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from json import dumps
from pathlib import Path
from typing import Any, TypeAlias

from labeler.domain.articles import Article, text_sha256
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.ids import derived_id
from labeler.domain.scheme import parse_scheme
from labeler.domain.sets import Actor
from labeler.domain.suggestions import Suggestion, SuggestionRun
from labeler.formats.text import READER, read_text
from labeler.services.exporting import export
from labeler.services.importing import import_paths
from labeler.services.projects import actor_named, create_project
from labeler.services.suggesting_run import suggest_project
from labeler.services.verifying import verify_export
from labeler.store import Store, open_store
from labeler.store.bulk import known_articles
from labeler.store.listing import next_number

BAD_SEEDS = sentence("bad_seeds", "The sample's {file} is not the one that ships. Install Labeler again.")
DEMO_FAULT = sentence("demo_fault", "The sample dataset does not verify: {fault}")

Progress: TypeAlias = Callable[[int, int, str], None]
PROJECT = "Labeler sample.labeler"
DATASET = "dataset"
NAME = "Labeler sample"
_FIELDS = ("title", "source", "author", "url", "language")
_EXTRA = ("genre", "licence")


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """What the sample holds: suggestions by kind over all articles, lines of the dataset.

    `sentences` and `seconds` are of this run, which reads only the articles that no run has read.
    """

    project: str
    dataset: str
    articles: int
    sentences: int
    claims: int
    speakers: int
    stances: int
    lines: int
    seconds: float

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return asdict(self)


def make_demo(
    folder: Path, seeds: Path, scheme: Path, owner: str, *, jobs: int = 1, progress: Progress | None = None
) -> DemoReport:
    """Make the sample project in a folder, or what is missing of it. Labels that are there are never touched.

    Args:
        folder: where the project and its dataset go.
        seeds: the folder of the articles, `manifest.toml`, `labels.jsonl` and `guidelines.md`.
        scheme: the scheme's file.
        owner: the name of the person who makes it.
        jobs: worker processes for the suggestions.
        progress: told how far it is.

    Raises:
        LabelerError: a file of the sample is missing or altered, the project can't be made, or the dataset does not
            verify.
    """
    began = time.monotonic()
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    location = folder / PROJECT
    if location.exists():
        store = open_store(str(location))
    else:
        guidelines = (seeds / "guidelines.md").read_text(encoding="utf-8")
        vocabulary = parse_scheme(scheme.read_text(encoding="utf-8"), scheme.name)
        store = create_project(str(location), name=NAME, scheme=vocabulary, guidelines=guidelines, owner=owner)
    try:
        actor = actor_named(store, None)
        _add_articles(store, actor, seeds)
        _add_labels(store, actor, seeds)
        suggested = suggest_project(store, jobs=jobs, progress=progress)
        kinds = _suggested(store, suggested.version)
        exported = export(store, actor, folder / DATASET, layer="all")
        checked = verify_export(folder / DATASET)
        if checked.faults:
            raise LabelerError(DEMO_FAULT, fault=checked.faults[0])
    finally:
        store.close()
    return DemoReport(
        project=str(location),
        dataset=str(folder / DATASET),
        articles=kinds["article"],
        sentences=suggested.sentences,
        claims=kinds["claim"],
        speakers=kinds["speaker"],
        stances=kinds["stance"],
        lines=exported.counts["lines"],
        seconds=time.monotonic() - began,
    )


def _suggested(store: Store, version: str) -> Counter[str]:
    """Return how many articles a version has read, and what it suggested by kind."""
    with store.read() as read:
        runs = [one.id for one in read.each(SuggestionRun, version=version)]
        found = Counter(one.kind for one in read.each(Suggestion, run_id=runs))
    return Counter({**found, "article": len(runs)})


def _add_articles(store: Store, actor: Actor, seeds: Path) -> None:
    """Add the articles that are missing, in the manifest's order."""
    listed = tomllib.loads((seeds / "manifest.toml").read_text(encoding="utf-8"))["article"]
    with store.edit("add the sample articles", actor, reversible=False) as edit:
        there = {one.text_sha256 for one in known_articles(edit.read)}
        taken = {one.key for one in known_articles(edit.read)}
        number = next_number(edit.read)
        for entry in listed:
            article = _article(seeds, entry, number)
            if article.text_sha256 not in there and article.key not in taken:
                edit.add(article)
                number += 1


def _article(seeds: Path, entry: Mapping[str, Any], number: int) -> Article:
    file = seeds / entry["file"]
    data = file.read_bytes()
    if sha256(data).hexdigest() != entry["sha256"]:
        raise LabelerError(BAD_SEEDS, file=entry["file"])
    read = read_text(data, str(file))
    sha = text_sha256(read.text)
    return Article(
        id=derived_id("article", sha),
        key=entry["key"],
        text=read.text,
        text_sha256=sha,
        file_sha256=read.sha256,
        encoding=read.encoding,
        reader=READER,
        published=str(entry.get("published", "")),
        extra=dumps({name: entry[name] for name in _EXTRA if name in entry}, ensure_ascii=False, sort_keys=True),
        number=number,
        **{name: entry[name] for name in _FIELDS if name in entry},
    )


def _add_labels(store: Store, actor: Actor, seeds: Path) -> None:
    """Import the labels of the sample's annotators; sets that have labels of their own by now stay as they are."""
    import_paths(store, actor, [seeds / "labels.jsonl"])
