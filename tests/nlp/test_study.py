"""Cross-validation over articles: nothing is tried on what it was learnt from; the same lessons, the same answers."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.labels import Claim, Speaker, Stance
from labeler.domain.scheme import Scheme
from labeler.nlp import protocol, study
from labeler.nlp.learning import parts
from labeler.nlp.learning.learnt import Learnt, shipped
from labeler.nlp.learning.lessons import Lesson, ReadLesson, lesson_from_dict, lesson_to_dict
from labeler.nlp.pipeline import Pipeline, fresh
from labeler.nlp.results import Cancelled, Result
from tests.fixtures.labelled import labelled_texts
from tests.nlp.conftest import check

TEXT = "“The old pier number {0} is unsafe,” Ruth Hall said.\n\nNothing was done about pier {0} since the spring."


def lessons(count: int) -> list[Lesson]:
    return [Lesson(f"a{number}", TEXT.format(number)) for number in range(count)]


def answers(pipeline: Pipeline, scheme: Scheme, plan: study.Plan) -> list[protocol.Answer]:
    return list(study.study("1", pipeline, scheme, plan, lambda: False))


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """Let the part `author` note what it was given, and learn nothing."""
    given: list[tuple[str, ...]] = []

    def fit(read: Sequence[ReadLesson]) -> Learnt:
        names = tuple(sorted(one.lesson.article_id for one in read))
        given.append(names)
        known = shipped("author")
        return Learnt("author", known.features, known.models, {**known.numbers, "seen": float(len(names))})

    monkeypatch.setattr(parts, "part_of", lambda _name: SimpleNamespace(PART="author", FEATURES=1, fit=fit))
    return given


def test_each_article_is_tried_once_by_what_it_was_not_learnt_from(
    pipeline: Pipeline, scheme: Scheme, counted: list[tuple[str, ...]]
) -> None:
    said = answers(pipeline, scheme, study.Plan(lessons(11), ["author"], 5))
    tried = [one for one in said if isinstance(one, protocol.Tried)]
    assert sorted((one.part, one.article) for one in tried) == sorted(
        (part, one.article_id) for part in ("", "author") for one in lessons(11)
    )
    *without, whole = counted
    assert sorted(len(one) for one in without) == [8, 9, 9, 9, 9]
    assert len(whole) == 11
    held = [set(whole) - set(one) for one in without]
    assert set().union(*held) == set(whole)
    assert sum(map(len, held)) == 11
    steps = [one for one in said if isinstance(one, protocol.Learning)]
    assert [one.done for one in steps] == list(range(1, len(steps) + 1))
    assert {one.total for one in steps} == {len(steps)}
    assert isinstance(said[-1], protocol.Learnt)
    assert set(said[-1].weights) == {"author"}


def test_what_is_in_use_suggests_as_ever(pipeline: Pipeline, scheme: Scheme, counted: list[tuple[str, ...]]) -> None:
    del counted
    found = answers(pipeline, scheme, study.Plan(lessons(5), ["author"], 2))
    for one in found:
        if isinstance(one, protocol.Tried):
            result = pipeline.suggest(TEXT.format(one.article[1:]))
            assert one.suggestions == result.suggestions


def test_what_was_learnt_from_the_same_articles_is_learnt_without_them(
    pipeline: Pipeline, scheme: Scheme, counted: list[tuple[str, ...]]
) -> None:
    plan = study.Plan(lessons(6), [], 2, {"author": shipped("author")}, {"author": ("a1", "a2", "a3")})
    said = answers(pipeline, scheme, plan)
    assert sorted(one for names in counted for one in names if len(names) < 3) == ["a1", "a2", "a3"]
    assert ("a1", "a2", "a3") in counted
    assert isinstance(said[-1], protocol.Learnt)
    assert said[-1].weights == {}


def test_a_part_that_cannot_learn_says_why(pipeline: Pipeline, scheme: Scheme) -> None:
    said = answers(pipeline, scheme, study.Plan(lessons(3), ["author"], 2))
    assert isinstance(said[-1], protocol.Learnt)
    assert said[-1].weights == {}
    assert said[-1].notes["author"].endswith(".")


def test_it_stops_when_asked(pipeline: Pipeline, scheme: Scheme) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) > 4

    with pytest.raises(Cancelled):
        list(study.study("1", pipeline, scheme, study.Plan(lessons(9), ["author"], 3), cancelled))


def test_the_same_lessons_in_any_order_give_the_same_weights(pipeline: Pipeline, scheme: Scheme) -> None:
    known = [
        Lesson(
            one.key,
            one.text,
            tuple(
                Claim(
                    id=str(n), set_id="s", start=c.start, end=c.end, text=one.text[c.start : c.end],
                    attribution=c.attribution, source="author" if c.source == "author" else "unstated",
                )
                for n, c in enumerate(one.claims)
            ),
        )
        for one in labelled_texts()[:10]
    ]  # fmt: skip
    first = answers(pipeline, scheme, study.Plan(known, ["author"], 5))
    second = answers(pipeline, scheme, study.Plan(known[::-1], ["author"], 5))
    assert first == second
    assert isinstance(first[-1], protocol.Learnt)
    assert set(first[-1].weights) == {"author"}
    for one in first:
        if isinstance(one, protocol.Tried):
            text = next(lesson.text for lesson in known if lesson.article_id == one.article)
            check(text, Result(one.suggestions))


def test_an_article_can_be_read_again_and_again(pipeline: Pipeline) -> None:
    text = TEXT.format(7)
    reading = pipeline.read(text)
    wanted = pipeline.suggest(text)
    assert pipeline.suggest_again(text, reading) == wanted
    assert pipeline.suggest_again(text, reading) == wanted
    for since in pipeline.chain.pipe_names[:2:-1]:
        assert pipeline.suggest_again(text, reading, since) == wanted, since
    assert fresh(reading).docs[0]._.claims is None
    assert pipeline.suggest_again("", pipeline.read("")) == pipeline.suggest("")


def test_lessons_come_back_as_they_went() -> None:
    text = "Ruth Hall said so. \ud800 🚲"
    labels = (
        Claim(id="c", set_id="s", start=10, end=17, text="said so", source="speaker", speaker_id="p", unsure=True),
        Speaker(id="p", set_id="s", start=0, end=9, text="Ruth Hall", entity_id="e"),
        Stance(id="t", set_id="s", claim_id="c", topic="T1", value="oppose"),
    )
    lesson = Lesson("a", text, labels, {"e": "Ruth Hall"}, 0.5)
    asked = protocol.Teach("1", lesson)
    assert protocol.decode_request(protocol.encode_request(asked)) == asked
    plan = protocol.Learn("1", ("claim",), 5, {"claim": ("a", "b")}, "parses")
    assert protocol.decode_request(protocol.encode_request(plan)) == plan
    for answer in (
        protocol.Learning("1", 2, 9, "reading"),
        protocol.Tried("1", "a", "claim", []),
        protocol.Learnt("1", "v", {"claim": "{}"}, {"author": "No."}),
    ):
        assert protocol.decode_answer(protocol.encode_answer(answer)) == answer
    assert protocol.decode_request(protocol.encode_request(protocol.Load("x", "", {"claim": "{}"}))) == protocol.Load(
        "x", "", {"claim": "{}"}
    )


@pytest.mark.parametrize(
    "change",
    [
        {"text": 7},
        {"weight": 0},
        {"weight": True},
        {"weight": float("inf")},
        {"entities": {"e": 1}},
        {"labels": [{"kind": "nose"}]},
        {"labels": [{"kind": "claim", "id": "c"}]},
        {"labels": [{"kind": "claim", "id": "c", "set_id": "s", "start": 0, "end": 99, "text": ""}]},
        {"labels": [{"kind": "claim", "id": "c", "set_id": "s", "start": "0", "end": 9, "text": ""}]},
        {"labels": [{"kind": "claim", "id": "c", "set_id": "s", "start": None, "end": None, "text": ""}]},
        {"labels": 3},
    ],
)
def test_lessons_that_are_none(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        lesson_from_dict({**lesson_to_dict(Lesson("a", "Ruth Hall said so.")), **change})


@pytest.mark.parametrize(
    "line",
    [
        b'{"do":"learn","job":"1","parts":"claim","folds":5}',
        b'{"do":"learn","job":"1","parts":[],"folds":1}',
        b'{"do":"learn","job":"1","parts":[],"folds":5,"learnt_from":7}',
        b'{"do":"teach","job":"1","lesson":7}',
        b'{"do":"load","scheme":"","learnt":{"claim":7}}',
    ],
)
def test_requests_that_are_none(line: bytes) -> None:
    with pytest.raises(protocol.BadMessage):
        protocol.decode_request(line)


def test_weights_of_a_project_are_checked() -> None:
    assert parts.read_learnt({"nose": "{"}) == {}
    good = parts.part_of("author")
    text = Learnt("author", good.FEATURES).as_json()
    assert set(parts.read_learnt({"author": text})) == {"author"}
    assert parts.read_learnt({"author": Learnt("author", 999).as_json()}) == {}
    for bad in ("", "{", Learnt("claim", good.FEATURES).as_json(), "x" * 5_000_000):
        with pytest.raises(LabelerError, match="--revert author"):
            parts.read_learnt({"author": bad})
    with pytest.raises(ValueError, match="nose"):
        parts.part_of("nose")
