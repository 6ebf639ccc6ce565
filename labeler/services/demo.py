"""The sample project: made from the articles and labels that ship, suggested over, exported and verified."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, TypeAlias

from labeler.domain.errors import LabelerError, sentence
from labeler.domain.scheme import parse_scheme
from labeler.domain.suggestions import Suggestion, SuggestionRun
from labeler.services.exporting import export
from labeler.services.projects import actor_named, create_project
from labeler.services.sample import NAME, add_sample
from labeler.services.suggesting_run import suggest_project
from labeler.services.verifying import verify_export
from labeler.store import Store, open_store

DEMO_FAULT = sentence("demo_fault", "The sample dataset does not verify: {fault}")

Progress: TypeAlias = Callable[[int, int, str], None]
PROJECT = "Labeler sample.labeler"
DATASET = "dataset"


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
        add_sample(store, actor, seeds)
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
