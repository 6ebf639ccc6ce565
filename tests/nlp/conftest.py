from __future__ import annotations

import dataclasses

import pytest

from labeler.domain.scheme import Scheme, Topic
from labeler.domain.suggestions import Suggestion
from labeler.nlp.pipeline import Pipeline
from labeler.nlp.results import Result
from tests.fixtures.parsing import pipeline_of
from tests.nlp.evaluate import default_scheme

HARBOUR = Topic(
    id="H",
    statement="The harbour should be dredged",
    keywords=("harbour", "dredg*"),
    supporting=("need*", "deeper", "worth it"),
    opposing=("too expensive", "waste*", "harm*"),
)


@dataclasses.dataclass(frozen=True)
class Reading:
    """A text and what was suggested for it; every suggestion was checked against the text."""

    text: str
    result: Result

    def of(self, kind: str) -> list[Suggestion]:
        return [one for one in self.result.suggestions if one.kind == kind]

    def claim(self, part: str) -> Suggestion:
        found = [one for one in self.of("claim") if part in one.text]
        assert len(found) == 1, [one.text for one in self.of("claim")]
        return found[0]

    def speaker(self, part: str) -> Suggestion:
        """Return the speaker of the claim that holds some words."""
        claim = self.claim(part)
        assert claim.source == "speaker"
        return next(one for one in self.of("speaker") if one.id == claim.speaker_id)

    def texts(self, kind: str) -> list[str]:
        return [one.text for one in self.of(kind)]


def check(text: str, result: Result) -> None:
    """Hold every result to what is promised of all."""
    ids = {one.id for one in result.suggestions}
    assert len(ids) == len(result.suggestions)
    claims = {one.id for one in result.suggestions if one.kind == "claim"}
    speakers = {one.id for one in result.suggestions if one.kind == "speaker"}
    order = [(one.start, one.end, one.id) for one in result.suggestions]
    assert order == sorted(order)
    for one in result.suggestions:
        assert one.start is not None
        assert one.end is not None
        assert 0 <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end] == one.text.strip()
        assert 0.0 <= one.score <= 1.0
        assert one.rule
        assert one.why
        if one.kind == "claim":
            assert (one.speaker_id in speakers) == (one.source == "speaker")
        if one.kind == "stance":
            assert one.claim_id in claims


@pytest.fixture(scope="session")
def scheme() -> Scheme:
    return dataclasses.replace(default_scheme(), topics=(HARBOUR,))


@pytest.fixture(scope="session")
def pipeline(scheme: Scheme) -> Pipeline:
    return pipeline_of(scheme)


@pytest.fixture
def read(pipeline: Pipeline):  # noqa: ANN201
    def reading(text: str) -> Reading:
        result = pipeline.suggest(text)
        check(text, result)
        return Reading(text, result)

    return reading
