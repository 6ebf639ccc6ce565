"""News articles with the relations that people marked: lessons for what is claimed and who claims it.

They are the train and dev articles of the folder LABELER_SHARED (else ../shared beside the repository).
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from typing import Any, Literal

from labeler.nlp.learning.lessons import Lesson, ReadLesson
from labeler.nlp.learning.targets import Target
from labeler.nlp.pipeline import load
from tests.nlp.evaluate import PARSES, SHARED, default_scheme


class Relations:
    """Records of the news relations."""

    def __init__(self, records: Sequence[dict[str, Any]]) -> None:
        self.records = {str(record["id"]): record for record in records}

    def read(self) -> Iterator[ReadLesson]:
        pipeline = load(default_scheme(), utterances=True, parses=PARSES)
        for key, record in self.records.items():
            yield ReadLesson(Lesson(key, record["text"]), pipeline.read(record["text"]))

    def targets(self, lesson: Lesson) -> list[Target]:
        return [
            Target(_spans(one["content"]), _spans(one["source"]), aside=not one["claim_like"])
            for one in self.records[lesson.article_id]["relations"]
        ]


def _spans(parts: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in parts)


def records(split: Literal["train", "dev"]) -> list[dict[str, Any]]:
    with lzma.open(SHARED / "eval" / f"news_relations_{split}.jsonl.xz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
