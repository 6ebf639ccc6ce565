from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from labeler.domain.scheme import Scheme, Topic
from labeler.nlp.phrasebook import Entry, Phrasebook, forms_of, pieces_of, ways_of
from labeler.nlp.pipeline import Pipeline, load
from labeler.nlp.polarity import is_negated
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
        ("Ruth Hall said the harbour needs no deeper channel.", "oppose", "needs"),
        ("Ruth Hall doubted that dredging the harbour would be worth it.", "oppose", "worth it"),
        ("Ruth Hall was skeptical that dredging is worth it for the town.", "oppose", "worth it"),
        ("Ruth Hall said there were doubts about whether the harbour was worth it.", "oppose", "worth it"),
        ("Ruth Hall said the works would prevent harm to the harbour.", "support", "harm"),
        ("Ruth Hall said dredging the harbour is worth it but too expensive.", "oppose", "too expensive"),
        ("Although the harbour needs it, Ruth Hall said that dredging would harm the fish.", "oppose", "harm"),
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
        "Ruth Hall said dredging the harbour is worth it and too expensive.",  # both ways
        "Ruth Hall said she would look at the harbour if it was worth it.",  # a condition
        "Ruth Hall said the harbour crane was designed to harm nobody.",  # an aim
    ],
)
def test_no_stance(read: Read, text: str) -> None:
    assert read(text).of("stance") == []


def _found(pipeline: Pipeline, text: str, *phrases: str) -> list[str]:
    """Return where phrases stand in a text, cut and read as the pipeline does."""

    def cut(words: str) -> list[str]:
        return [token.text for token in pipeline.parser.tokenizer(words)]

    doc = pipeline.parser(text)
    book = Phrasebook(Entry(0, "keyword", way) for phrase in phrases for way in ways_of(phrase, cut))
    return [doc[hit.first : hit.last + 1].text for hit in book.find([forms_of(token) for token in doc])]


def test_phrases_match_words_without_regard_to_case(pipeline: Pipeline) -> None:
    text = "CATCH UP with the catchup, Threatening, they won’t; Open‑Source in the U.S. tonight"
    found = _found(pipeline, text, "catch up", "threat*", "U.S.", "won't", "open-source")
    assert found == ["CATCH UP", "Threatening", "won’t", "Open‑Source", "U.S."]


def test_phrases_match_in_any_inflection_of_any_word(pipeline: Pipeline) -> None:
    text = "The ferries were closing the gap; a ferry closed this very gap. Sales fell."
    found = _found(pipeline, text, "close the gap", "ferry", "sales … fall")
    assert found == ["ferries", "closing the gap", "ferry", "Sales fell"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They close the very wide gap.", ["close the very wide gap"]),
        ("They close the door, mind the gap.", []),
        ("They close one or two or three gap.", []),
    ],
)
def test_an_ellipsis_stands_for_up_to_three_words_of_the_clause(
    pipeline: Pipeline, text: str, found: list[str]
) -> None:
    assert _found(pipeline, text, "close … gap") == found
    assert _found(pipeline, text, "close...gap") == found


@pytest.mark.parametrize("phrase", ["", "*", " ", "…", "* … *", "a" * 201, "… … …", "()", "a … b … c … d … e … f"])
def test_what_is_no_phrase_matches_nothing(pipeline: Pipeline, phrase: str) -> None:
    assert _found(pipeline, "a b c d e f * ( ) anything " + "a" * 201, phrase) == []


@pytest.mark.parametrize("phrase", ["a(b", "[a-z]+", "(?:x", "\\d+", "^$"])
def test_signs_of_regular_expressions_are_but_signs(pipeline: Pipeline, phrase: str) -> None:
    assert _found(pipeline, "the words abc and 123", phrase) == []
    assert pieces_of("a(b")


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


TRANSPORT = (
    Topic(
        id="C",
        statement="A charge for driving in the centre helps the city",
        keywords=("congestion charge*", "toll*", "charge", "clean streets levy"),
        supporting=("cut … traffic", "fewer cars", "quiet*", "clean* air", "clean streets levy"),
        opposing=("burden*", "hurt*", "drive away", "penali*"),
    ),
    Topic(
        id="F",
        statement="Buses should be free",
        keywords=("fare*", "free bus*", "ticket*"),
        supporting=("more riders", "fair*", "should be free"),
        opposing=("cannot afford", "empty the budget", "crowd*"),
    ),
)


@pytest.fixture(scope="module")
def city(scheme: Scheme) -> Pipeline:
    return load(dataclasses.replace(scheme, name="city-transport", topics=TRANSPORT))


@pytest.mark.parametrize(
    ("text", "stances"),
    [
        (
            "Mayor Ida Brandt said the congestion charge has cut the morning traffic by a fifth.",
            [("C", "support", "stance-claim")],
        ),
        ("“The toll drives away our customers,” said Omar Reyes.", [("C", "oppose", "stance-claim")]),
        ("Omar Reyes denied that the toll hurts the shops.", [("C", "support", "stance-claim")]),
        (
            "The congestion charge began in May. Ida Brandt said that it brought cleaner air to the school.",
            [("C", "support", "stance-before")],
        ),
        (
            "The congestion charge began in May.\n“They hurt the poorest drivers,” Omar Reyes said of the new rates.",
            [("C", "oppose", "stance-before")],
        ),
        (
            "Why fares matter to us\nThe council met on Monday evening. Ida Brandt said that these would be fairer.",
            [("F", "support", "stance-heading")],
        ),
        ("Omar Reyes said the clean streets levy came in May.", [("C", "support", "stance-claim")]),
        ("Ida Brandt said the parks bring cleaner air to the school.", []),
    ],
)
def test_a_scheme_about_another_subject(city: Pipeline, text: str, stances: list[tuple[str, str, str]]) -> None:
    found = city.suggest(text).suggestions
    assert [(one.topic, one.value, one.rule) for one in found if one.kind == "stance"] == stances
    assert all(0 < one.score < 1 for one in found if one.kind == "stance")
