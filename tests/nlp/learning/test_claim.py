from __future__ import annotations

import dataclasses

import pytest

from labeler.nlp.learning import claim, speaker
from labeler.nlp.learning.choosing import choose_one
from labeler.nlp.learning.learnt import Learnt, from_json, shipped
from labeler.nlp.learning.lessons import Lesson, ReadLesson
from labeler.nlp.learning.linear import Linear
from labeler.nlp.learning.picking import MODELS, Picker
from labeler.nlp.learning.reasons import reasons_of
from labeler.nlp.learning.sheets import sheets_of
from labeler.nlp.learning.speaker import SpeakerChooser
from labeler.nlp.lexicon import Lexicon
from labeler.nlp.pipeline import Pipeline
from tests.nlp.lessons import seed_lessons


@pytest.fixture(scope="module")
def lessons(pipeline: Pipeline) -> list[ReadLesson]:
    return [ReadLesson(one, pipeline.read(one.text)) for one in seed_lessons("gold")]


@pytest.fixture(scope="module")
def learnt(lessons: list[ReadLesson]) -> Learnt:
    return claim.fit(lessons)


def test_the_same_lessons_teach_the_same(lessons: list[ReadLesson], learnt: Learnt) -> None:
    assert learnt == claim.fit(lessons)
    assert from_json(learnt.as_json()) == learnt
    assert set(learnt.models) == set(MODELS)
    assert Picker(learnt).threshold > 0


def test_what_is_learnt_stays_near_what_ships(learnt: Learnt) -> None:
    prior = shipped("claim")
    for name in ("quality", "border"):
        before, after = prior.models[name].weights, learnt.models[name].weights
        assert max(abs(after.get(one, 0.0) - before[one]) for one in before) < 3
        assert any(after.get(one) != before[one] for one in before)


def test_nothing_can_be_learnt_from_nothing(pipeline: Pipeline) -> None:
    text = "The pier was painted in May. It took a week."
    empty = [ReadLesson(Lesson(str(i), text), pipeline.read(text)) for i in range(10)]
    for part in (claim, speaker):
        with pytest.raises(ValueError, match=r"\.$"):
            part.fit(empty)
    with pytest.raises(ValueError, match=r"\.$"):
        claim.fit([])


def test_the_speaker_is_learnt_too(lessons: list[ReadLesson]) -> None:
    learnt = speaker.fit(lessons)
    assert learnt == speaker.fit(lessons)
    SpeakerChooser(learnt)


@pytest.mark.parametrize("part", ["claim", "speaker"])
def test_weights_that_lack_something_are_refused(part: str) -> None:
    make = Picker if part == "claim" else SpeakerChooser
    whole = shipped(part)
    for broken in (Learnt(part, 1), dataclasses.replace(whole, numbers={}), dataclasses.replace(whole, models={})):
        with pytest.raises(ValueError, match="lack"):
            make(broken)


def test_picks_share_few_words_and_say_why(lessons: list[ReadLesson]) -> None:
    picker = Picker(shipped("claim"))
    said = 0
    for lesson in lessons:
        for sheet in sheets_of(lesson.reading.docs, Lexicon()):
            picks = picker.pick(sheet)
            ranges = sorted(pick.span.tokens for pick in picks)
            assert len(set(ranges)) == len(ranges)
            assert all(0 < pick.score < 1 for pick in picks)
            said += sum(bool(pick.reasons) for pick in picks)
    assert said > 10


def test_choosing_takes_the_best_and_leaves_its_rivals_out(pipeline: Pipeline) -> None:
    [sheet] = sheets_of(pipeline.read("Ruth Hall said that the old pier is unsafe.").docs, Lexicon())
    quality = [0.5] * len(sheet.spans)
    border = [0.1] * len(sheet.spans)
    border[1] = 0.9
    assert choose_one(sheet.table, sheet.spans, quality, border, 0.4)[0] == 1
    assert choose_one(sheet.table, sheet.spans, quality, border, 0.6) == []


def test_reasons_are_words() -> None:
    model = Linear({"cue=warn": 2.0, "cueform=warned": 1.0, "q=all/SE-": 0.5, "len=5": 9.0, "subjw=she": 0.1}, 0.0)
    names = ["cue=warn", "q=all/SE-", "len=5", "subjw=she"]
    assert reasons_of(names, model) == ["“warn” often reports", "quoted from end to end"]
