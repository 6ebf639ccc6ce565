"""Suggestions for many articles: of a project, or of files without one. The reading is done by worker processes."""

from __future__ import annotations

import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from labeler.config import paths
from labeler.domain.articles import Article
from labeler.domain.errors import LabelerError, sentence
from labeler.domain.labels import Claim, Region, Speaker, Stance
from labeler.domain.scheme import Scheme, parse_scheme
from labeler.domain.suggestions import Suggestion
from labeler.formats import native
from labeler.formats.native import Line
from labeler.formats.writing import encode
from labeler.nlp.client import Job, Outcome, WorkerClient, suggest_all
from labeler.nlp.elsewhere import Sample, spread
from labeler.services import import_sources
from labeler.services.articles import NO_ARTICLE
from labeler.services.in_force import bring_forward
from labeler.services.learned import weights_in_use
from labeler.services.projects import current_scheme
from labeler.services.repeating import Repeats
from labeler.services.suggesting import pending, store_run
from labeler.store import Store
from labeler.store.dataset import article_keys
from labeler.store.listing import overtaken

SUGGEST_CANCELLED = sentence("suggest_cancelled", "Cancelled; the suggestions that were found before are kept.")
BAD_INPUT = sentence("bad_suggest_input", "{fault} Nothing was written.")
IS_INPUT = sentence("output_is_input", "{file} is one of the files to read. Choose another name for --to.")

Progress: TypeAlias = Callable[[int, int, str], None]


@dataclass(slots=True, kw_only=True)
class SuggestReport:
    """What was suggested by which version: numbers by kind, sentences read, warnings by article, seconds taken."""

    version: str = ""
    articles: int = 0
    sentences: int = 0
    claims: int = 0
    speakers: int = 0
    stances: int = 0
    boilerplate: int = 0
    seconds: float = 0.0
    warnings: list[str] = field(default_factory=list[str])

    def add(self, suggestions: Sequence[Suggestion], sentences: int) -> None:
        """Count what was found in one article."""
        self.articles += 1
        self.sentences += sentences
        self.claims += sum(one.kind == "claim" for one in suggestions)
        self.speakers += sum(one.kind == "speaker" for one in suggestions)
        self.stances += sum(one.kind == "stance" for one in suggestions)
        self.boilerplate += sum(one.kind == "boilerplate" for one in suggestions)

    def as_json(self) -> dict[str, Any]:
        """Return the report as a JSON object."""
        return asdict(self)


def suggest_project(
    store: Store,
    keys: Sequence[str] | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    *,
    model: str = "",
) -> SuggestReport:
    """Suggest labels for the articles that the present version of the pipeline has not read; each is kept once found.

    Where another version has read an article since, what the present one suggested stands for it again.

    Args:
        store: the project.
        keys: only these articles.
        jobs: worker processes.
        progress: told how many of how many articles are read, and the present one's key.
        cancelled: asked after each article.
        model: the user's choice of a spaCy model, "" for the one that ships.

    Raises:
        LabelerError: `no_article`, `no_worker`, or it was cancelled. An article that fails is listed in the report.
    """
    began = time.monotonic()
    with store.read() as read:
        ids = {key: id_ for id_, key in article_keys(read).items()}
    for key in keys or ():
        if key not in ids:
            raise LabelerError(NO_ARTICLE, key=key)
    scheme, learnt = current_scheme(store), weights_in_use(store)
    report = SuggestReport()
    with WorkerClient(scheme.text, model, learnt) as client:
        client.start()
        report.version = client.version
        waiting = {one.id: one for one in pending(store, client.version, keys)}
        _bring_back(store, client.version, {ids[key] for key in (ids if keys is None else keys)})

        def keep(outcome: Outcome | LabelerError) -> None:
            if isinstance(outcome, LabelerError):
                report.warnings.append(str(outcome))
            else:
                _store(store, waiting[outcome.article], outcome, client.description, report)
                if progress is not None:
                    progress(report.articles, len(waiting), waiting[outcome.article].key)
            if cancelled is not None and cancelled():
                raise LabelerError(SUGGEST_CANCELLED)

        repeats = Repeats(store)
        work = (Job(one.id, one.text_sha256, one.text, repeats.of(one)) for one in waiting.values())
        if jobs == 1:
            # The worker that told the version does the work.
            for job in work:
                keep(_outcome(client, job))
        elif waiting:
            suggest_all(work, min(jobs, len(waiting)), keep, scheme=scheme.text, model=model, learnt=learnt)
    report.seconds = time.monotonic() - began
    return report


def suggest_files(
    files: Sequence[Path],
    to: Path,
    *,
    scheme: Scheme | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
    model: str = "",
) -> SuggestReport:
    """Suggest labels for text files, or for JSONL lines with `id` and `text`, and write them as native lines.

    Args:
        files: files or folders.
        to: the file to write; it takes its place whole, at the end.
        scheme: the vocabulary; the default one if None.
        jobs: worker processes.
        progress: told how many of how many texts are read, and the present one's key.
        model: the user's choice of a spaCy model, "" for the one that ships.

    Raises:
        LabelerError: a file or line can't be read, or a text failed; nothing was written then.
    """
    began = time.monotonic()
    vocabulary = scheme or parse_scheme(paths.default_scheme().read_text(encoding="utf-8"))
    given = list(_lines(files, to))
    found: dict[int, Outcome] = {}
    report = SuggestReport()

    def keep(outcome: Outcome | LabelerError) -> None:
        if isinstance(outcome, LabelerError):
            raise outcome
        number = int(outcome.article)
        found[number] = outcome
        result = outcome.result
        report.add(result.suggestions, result.sentences)
        report.warnings += [f"{given[number].key}: {result.warning}"] if result.warning else []
        if progress is not None:
            progress(len(found), len(given), given[number].key)

    suggest_all(_jobs(given), min(jobs, max(1, len(given))), keep, scheme=vocabulary.text, model=model)
    _write(to, (encode(suggested_line(line, found[n].result.suggestions, vocabulary)) for n, line in enumerate(given)))
    report.seconds = time.monotonic() - began
    return report


def suggested_line(line: Line, suggestions: Sequence[Suggestion], scheme: Scheme) -> Line:
    """Return the native line that holds an article's suggestions."""
    return Line(
        key=line.key,
        title=line.title,
        source=line.source,
        language=line.language,
        text=line.text,
        text_sha256=line.text_sha256,
        annotator=native.SUGGESTION,
        state="",
        scheme=scheme.label,
        guidelines=1,
        split="train",
        claims=tuple(_claim(one) for one in suggestions if one.kind == "claim"),
        speakers=tuple(_speaker(one) for one in suggestions if one.kind == "speaker"),
        stances=tuple(_stance(one) for one in suggestions if one.kind == "stance"),
        boilerplate=tuple(_region(one) for one in suggestions if one.kind == "boilerplate"),
        names={one.id: one.entity for one in suggestions if one.kind == "speaker"},
    )


def _bring_back(store: Store, version: str, wanted: Collection[str]) -> None:
    with store.read() as read:
        articles = overtaken(read, version)
    for article_id in articles:
        if article_id in wanted:
            bring_forward(store, article_id, version)


def _outcome(client: WorkerClient, job: Job) -> Outcome | LabelerError:
    try:
        return client.suggest(job.article, job.sha256, job.text, job.repeated)
    except LabelerError as fault:
        return fault


def _store(store: Store, article: Article, outcome: Outcome, pipeline: str, report: SuggestReport) -> None:
    found = outcome.result
    store_run(store, article.id, outcome.version, pipeline, found.suggestions, found.warning)
    report.add(found.suggestions, found.sentences)
    report.warnings += [f"{article.key}: {found.warning}"] if found.warning else []


def _jobs(given: Sequence[Line]) -> Iterator[Job]:
    """Yield a job for each line, named by its number; lines of one source are looked at together."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(given):
        numbers[line.source].append(number)
    samples = {
        source: Sample({str(number): given[number].text for number in spread(some)})
        for source, some in numbers.items()
        if len(some) > 1
    }
    for number, line in enumerate(given):
        sample = samples.get(line.source)
        repeated = () if sample is None else sample.repeated(str(number), line.text)
        yield Job(str(number), line.text_sha256, line.text, repeated)


def _lines(files: Sequence[Path], to: Path) -> Iterator[Line]:
    for source in import_sources.find(files).sources:
        if to.exists() and source.path.samefile(to):
            raise LabelerError(IS_INPUT, file=source.name)
        for item in import_sources.items(source, labels=False):
            if item.line is None:
                raise LabelerError(BAD_INPUT, fault=item.fault)
            yield item.line


def _write(to: Path, lines: Iterator[bytes]) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=to.parent, prefix=f".{to.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(lines)
        Path(name).chmod(0o644)
        Path(name).replace(to)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _claim(one: Suggestion) -> Claim:
    assert one.start is not None
    assert one.end is not None
    return Claim(
        id=one.id,
        set_id="",
        start=one.start,
        end=one.end,
        text=one.text,
        type=one.type,
        attribution=one.attribution,
        source=one.source,
        speaker_id=one.speaker_id,
        origin="suggested",
        score=one.score,
        rule=one.rule,
    )


def _speaker(one: Suggestion) -> Speaker:
    assert one.start is not None
    assert one.end is not None
    return Speaker(
        id=one.id,
        set_id="",
        start=one.start,
        end=one.end,
        text=one.text,
        origin="suggested",
        score=one.score,
        rule=one.rule,
    )


def _stance(one: Suggestion) -> Stance:
    return Stance(
        id=one.id,
        set_id="",
        claim_id=one.claim_id or "",
        topic=one.topic,
        value=one.value,
        start=one.start,
        end=one.end,
        text=one.text,
        origin="suggested",
        score=one.score,
        rule=one.rule,
    )


def _region(one: Suggestion) -> Region:
    assert one.start is not None
    assert one.end is not None
    return Region(id=one.id, set_id="", start=one.start, end=one.end, text=one.text)
