from __future__ import annotations

import dataclasses

import pytest

from labeler.agreement.measures import Counts
from labeler.nlp.learning import author
from labeler.nlp.learning.learnt import Learnt, from_json, shipped
from labeler.nlp.learning.linear import Linear
from labeler.nlp.pipeline import Pipeline
from tests.fixtures.labelled import labelled_texts
from tests.fixtures.parsing import pipeline_of
from tests.nlp.evaluate import default_scheme
from tests.nlp.lessons import Sample, fixture_lesson, left_out, read_all
from tests.nlp.voices import EVERYTHING, scored

KINDS = ("blog", "essay", "faq", "news", "oped", "profile")


@pytest.fixture(scope="module")
def given() -> list[Sample]:
    return [Sample(fixture_lesson(one), one.kind, "") for one in labelled_texts() if one.kind in KINDS]


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Pipeline:
    return pipeline_of(default_scheme(), parses=tmp_path_factory.mktemp("parses"))


def f1(rows: list[tuple[str, Counts, Counts]]) -> float:
    total = Counts()
    for _, own, _ in rows:
        total = total.plus(own)
    return total.f1 or 0.0


def test_what_was_learnt_beats_suggesting_every_clause_on_kinds_of_text_left_out(
    pipeline: Pipeline, given: list[Sample]
) -> None:
    ours = [
        row
        for others, here in left_out(pipeline, given, lambda one: one.kind)
        for row in scored(pipeline, here, author.fit(others))
    ]
    assert f1(ours) > f1(scored(pipeline, given, EVERYTHING)) + 0.02


def test_the_same_lessons_give_the_same_weights(pipeline: Pipeline, given: list[Sample]) -> None:
    read = read_all(pipeline, (one.lesson for one in given[:4]))
    learnt = author.fit(read)
    assert learnt == author.fit(read)
    assert from_json(learnt.as_json()) == learnt
    assert (learnt.part, learnt.features) == (author.PART, author.FEATURES)


def test_too_little_is_no_lesson(pipeline: Pipeline, given: list[Sample]) -> None:
    with pytest.raises(ValueError, match="too few sentences"):
        author.fit([])
    unmarked = dataclasses.replace(given[0].lesson, labels=())
    with pytest.raises(ValueError, match="too few sentences"):
        author.fit(read_all(pipeline, [unmarked]))


@pytest.mark.parametrize(
    "learnt",
    [
        Learnt("stance", 1, {"claim": Linear({}, 0.0)}, EVERYTHING.numbers),
        Learnt("author", 1, {}, EVERYTHING.numbers),
        Learnt("author", 1, {"claim": Linear({}, 0.0)}, {"threshold": 0.5}),
    ],
)
def test_weights_of_something_else_are_refused(learnt: Learnt) -> None:
    with pytest.raises(ValueError, match="none for the author"):
        author.AuthorScore(learnt)


def test_what_ships_fits_the_features_and_names_its_reasons() -> None:
    learnt = shipped(author.PART)
    assert learnt.features == author.FEATURES
    score = author.AuthorScore(learnt)
    plain = ["subject=plural", "tense=present", "words=2"]
    assert score.probability([*plain, "comparison"]) > score.probability(plain)
    assert score.probability(["subject=i", "me", "tense=past", "body"]) < 0.2
    assert score.reasons([*plain, "comparison"])[:2] == ["about things in general", "a comparison"]
