from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from labeler.domain.scheme import Scheme, Topic
from labeler.nlp.phrasebook import pattern_of
from labeler.nlp.pipeline import load
from labeler.nlp.stances import is_negated
from tests.nlp.conftest import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "value", "cue"),
    [
        ("Ruth Hall said the harbour needs a deeper channel.", "support", "needs"),
        ("Ruth Hall said dredging is too expensive for the town.", "oppose", "too expensive"),
        ("Ruth Hall said the harbour does not need another channel.", "oppose", "need"),
        ("Ruth Hall said dredging the harbour would never harm the fish.", "support", "harm"),
        ("Ruth Hall denied that dredging harms the fish.", "support", "harms"),
        ("Ruth Hall said the harbour is not only worth it but long overdue.", "support", "worth it"),
    ],
)
def test_value_and_cue(read: Read, text: str, value: str, cue: str) -> None:
    [stance] = read(text).of("stance")
    assert (stance.topic, stance.value, stance.text) == ("H", value, cue)


@pytest.mark.parametrize(
    "text",
    [
        "Ruth Hall said the pier needs a new roof.",  # no keyword
        "Ruth Hall said the harbour is a mile away from the town.",  # no cue
        "Ruth Hall said dredging the harbour is worth it but too expensive.",  # both ways
    ],
)
def test_no_stance(read: Read, text: str) -> None:
    assert read(text).of("stance") == []


def test_phrases_match_words_without_regard_to_case() -> None:
    pattern = pattern_of(("catch up", "threat*", "U.S.", "won't", "open-source"))
    assert [
        one.group() for one in pattern.finditer("CATCH  UP, catchup, Threatening, the U.S. won’t; Open‑Source")
    ] == [
        "CATCH  UP",
        "Threatening",
        "U.S.",
        "won’t",
        "Open‑Source",
    ]
    assert pattern_of(()).search("anything") is None
    assert pattern_of(("*", " ")).search("anything") is None
    assert pattern_of(("a(b",)).search("a(b") is not None


def test_negation_reaches_three_words_within_its_clause() -> None:
    assert is_negated("it is not a very ")
    assert is_negated("they didn’t ")
    assert not is_negated("not today, but it ")
    assert not is_negated("it is not only ")
    assert not is_negated("no one who has seen the old harbour would ")


def test_a_retired_topic_is_left_out(scheme: Scheme) -> None:
    old = Topic(id="X", statement="-", keywords=("pier",), supporting=("unsafe",), retired=True)
    pipeline = load(dataclasses.replace(scheme, topics=(old,)))
    assert all(one.kind != "stance" for one in pipeline.suggest("Ruth Hall said the old pier is unsafe.").suggestions)
