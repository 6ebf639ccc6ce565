"""Finished articles to learn from: those of the sample project, of `tests.fixtures.texts`, and the fully labelled ones.

The last lie outside the repository (see `evaluate`); without them they are left out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from labeler.domain.labels import Claim, Label, Speaker
from labeler.nlp.learning.lessons import Lesson, ReadLesson
from labeler.nlp.pipeline import Pipeline
from tests.fixtures.labelled import Labelled, labelled_texts
from tests.nlp.evaluate import ROOT, SHARED

SEEDS = ROOT / "seeds" / "labels.jsonl"

_KINDS = {
    "cheap-models-dear-power": "trade",
    "chip-curbs-hearing": "news",
    "five-lessons-for-buyers": "company",
    "weekend-with-r1": "blog",
    "000_41da7c9d6354f1a1": "news",
    "002_a9410ed45b2dc8bb": "explainer",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """A finished article, its kind, and the collection that it is of."""

    lesson: Lesson
    kind: str
    collection: str


def samples(annotator: str = "gold", other: str = "A") -> list[Sample]:
    """Return all: one annotator's of the sample project, one's of the articles outside, and the project's own."""
    out = [Sample(one, _KINDS[one.article_id], "seeds") for one in seed_lessons(annotator)]
    out += [Sample(one, _KINDS[one.article_id], "gold") for one in gold_lessons(other)]
    return out + [Sample(fixture_lesson(one), one.kind, "fixtures") for one in labelled_texts()]


def seed_lessons(annotator: str = "gold") -> Iterator[Lesson]:
    """Yield the sample project's finished sets of an annotator: `a`, `b`, or `gold`, in which both were settled."""
    for line in SEEDS.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["annotator"] == annotator:
            yield Lesson(record["id"], record["text"], tuple(_labels(record)), _entities(record))


def gold_lessons(annotator: str = "A") -> Iterator[Lesson]:
    """Yield the fully labelled articles that lie outside the repository."""
    for file in sorted((SHARED / "gold" / annotator).glob("*.json")):
        record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        text = (SHARED / "articles" / record["file"]).read_bytes().decode("utf-8")
        yield Lesson(Path(record["file"]).stem, text, tuple(_labels(record)), _entities(record))


def fixture_lesson(article: Labelled) -> Lesson:
    """Return an article of `tests.fixtures.texts`."""
    record = {
        "claims": [
            {"id": f"c{i}", "start": one.start, "end": one.end, "type": one.type, "attribution": one.attribution}
            | {"text": article.text[one.start : one.end], "source": one.source}
            | {"speaker_id": _nearest(article, one.start, one.entity)}
            for i, one in enumerate(article.claims)
        ],
        "speakers": [
            {"id": f"s{i}", "start": one.start, "end": one.end, "entity": one.entity}
            | {"text": article.text[one.start : one.end]}
            for i, one in enumerate(article.speakers)
        ],
    }
    return Lesson(article.key, article.text, tuple(_labels(record)), _entities(record))


def _nearest(article: Labelled, place: int, entity: str) -> str | None:
    speakers = [(abs(one.start - place), f"s{i}") for i, one in enumerate(article.speakers) if one.entity == entity]
    return min(speakers)[1] if speakers else None


def _labels(record: dict[str, Any]) -> Iterator[Label]:
    for one in record["claims"]:
        speaker = one.get("speaker_id") or one.get("speaker")
        source = "author" if one["attribution"] == "author" else "speaker" if speaker else "unstated"
        yield Claim(
            id=one["id"],
            set_id="",
            start=one["start"],
            end=one["end"],
            text=one["text"],
            type=one["type"],
            attribution=one["attribution"],
            source=source,
            speaker_id=speaker,
        )
    for one in record["speakers"]:
        yield Speaker(
            id=one["id"],
            set_id="",
            start=one["start"],
            end=one["end"],
            text=one["text"],
            entity_id=one["entity"],
        )


def _entities(record: dict[str, Any]) -> dict[str, str]:
    return {one["entity"]: one["entity"] for one in record["speakers"]}


def read_all(pipeline: Pipeline, lessons: Iterable[Lesson]) -> list[ReadLesson]:
    """Return the lessons parsed as the pipeline parses them."""
    return [ReadLesson(one, pipeline.read(one.text)) for one in lessons]


def left_out(
    pipeline: Pipeline, given: list[Sample], group: Callable[[Sample], str]
) -> Iterator[tuple[list[ReadLesson], list[Sample]]]:
    """Yield, for each group, the parsed lessons of all others and the samples of the group."""
    read = read_all(pipeline, (one.lesson for one in given))
    for name in sorted({group(one) for one in given}):
        others = [lesson for lesson, one in zip(read, given, strict=True) if group(one) != name]
        yield others, [one for one in given if group(one) == name]
