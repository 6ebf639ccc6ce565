from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from labeler.domain.errors import LabelerError
from labeler.domain.labels import Claim, Stance
from labeler.domain.scheme import Scheme, Topic
from labeler.domain.suggestions import Suggestion
from labeler.nlp.learning import stance
from labeler.nlp.learning.learnt import Learnt, from_json, shipped
from labeler.nlp.learning.lessons import Lesson, ReadLesson
from labeler.nlp.learning.stance import FEATURES
from labeler.nlp.phrasebook import Entry, Phrasebook, forms_of, pieces_of, ways_of
from labeler.nlp.pipeline import Pipeline
from labeler.nlp.polarity import is_negated
from labeler.nlp.siding import mirrored
from tests.fixtures.parsing import pipeline_of
from tests.nlp.conftest import Reading
from tests.nlp.stands import Readers, stands, suggested

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
    [found] = read(text).of("stance")
    assert (found.topic, found.value, found.text) == ("H", value, cue)


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
    pipeline = pipeline_of(dataclasses.replace(scheme, topics=(old,)))
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
    return pipeline_of(dataclasses.replace(scheme, name="city-transport", topics=TRANSPORT))


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


def _stances(scheme: Scheme, topics: tuple[Topic, ...], text: str) -> list[Suggestion]:
    return [
        one
        for one in pipeline_of(dataclasses.replace(scheme, topics=topics)).suggest(text).suggestions
        if one.kind == "stance"
    ]


BARE = Topic(id="P", statement="Phones should be banned from schools")
LEAD = Topic(
    id="L",
    statement="Norway's shipyards threaten Swedish leadership in ferries",
    keywords=("shipyard*", "ferry", "Norwegian", "Swedish"),
    supporting=("catch up", "world leader"),
    opposing=("lag", "far ahead"),
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ada Wells said the ban on phones in schools has been a success.", ["support"]),
        ("Ada Wells said the ban on phones in schools has failed.", ["oppose"]),
        ("Ada Wells said the ban on phones in schools has not failed.", ["support"]),
        ("Ada Wells said the weather has been a success.", []),
    ],
)
def test_a_statement_alone_gives_some_stances_with_low_scores(scheme: Scheme, text: str, values: list[str]) -> None:
    found = _stances(scheme, (BARE,), "Phones in schools\n" + text)
    assert [one.value for one in found] == values
    assert all(one.why for one in found)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Ada Wells said the Norwegian shipyards are a world leader in ferries.", ["support"]),
        ("Ada Wells said the Swedish shipyards are a world leader in ferries.", ["oppose"]),
        ("Ada Wells said the Norwegian shipyards lag in ferries.", ["oppose"]),
    ],
)
def test_of_two_parties_it_matters_who_is_spoken_of(scheme: Scheme, text: str, values: list[str]) -> None:
    assert [one.value for one in _stances(scheme, (LEAD,), text)] == values


def test_what_weighs_a_topic_is_neutral(read: Read) -> None:
    text = "Ruth Hall said it is too early to say whether dredging the harbour is worth it."
    assert [(one.value, one.text) for one in read(text).of("stance")] == [("neutral", "too early to say")]


def test_no_topics_no_stances(scheme: Scheme) -> None:
    assert _stances(scheme, (), "Ruth Hall said the harbour needs a deeper channel.") == []


def test_hostile_phrases_and_hundreds_of_topics_come_to_an_end(scheme: Scheme) -> None:
    words = (
        "a … " * 40 + "a",
        "(" * 5000,
        "(a+)+$",
        "*",
        "",
        "harbour " * 30,
        "\u0000",
        "x" * 1_000,
        "a" * 199 + "*",
    )
    many = tuple(
        Topic(id=f"N{i}", statement=f"Harbour {i} should be dredged", keywords=("harbour", *words), supporting=words)
        for i in range(300)
    )
    pipeline = pipeline_of(dataclasses.replace(scheme, topics=many))
    text = "Ruth Hall said the harbour needs a deeper channel. " + "a " * 500 + "."
    assert all(0 < one.score <= 1 for one in pipeline.suggest(text).suggestions)


def _lessons(count: int) -> list[Lesson]:
    return [
        Lesson(
            f"a{i}",
            "The harbour\nRuth Hall said the gulls will leave the harbour. Ida Brandt said the pier is old.",
            (
                _claim("c1", "the gulls will leave the harbour", 29 - 2),
                _claim("c2", "the pier is old", 78),
                Stance(id="t1", set_id="", claim_id="c1", topic="H", value="oppose"),
            ),
        )
        for i in range(count)
    ]


def _claim(number: str, text: str, start: int) -> Claim:
    return Claim(id=number, set_id="", start=start, end=start + len(text), text=text)


def test_a_project_teaches_words_of_its_topics(pipeline: Pipeline, scheme: Scheme) -> None:
    text = "The harbour\nOmar Reyes said the gulls will suffer at the harbour."
    assert [one for one in pipeline.suggest(text).suggestions if one.kind == "stance"] == []
    learnt = stance.fit([ReadLesson(one, pipeline.read(one.text)) for one in _lessons(14)])
    assert learnt.models["bears"].weights["H=gull"] > 0
    assert learnt.models["sides"].weights["H=gull"] < 0
    taught = pipeline_of(scheme, learnt={"stance": from_json(learnt.as_json())})
    [found] = [one for one in taught.suggest(text).suggestions if one.kind == "stance"]
    assert (found.topic, found.value) == ("H", "oppose")


def test_too_few_stances_teach_nothing(pipeline: Pipeline) -> None:
    with pytest.raises(ValueError, match="too few stances"):
        stance.fit([ReadLesson(one, pipeline.read(one.text)) for one in _lessons(2)])


def test_weights_of_another_part_are_refused(scheme: Scheme) -> None:
    with pytest.raises(LabelerError):
        pipeline_of(scheme, learnt={"stance": Learnt("stance", FEATURES)})


def test_the_weights_that_ship_know_no_topic() -> None:
    weights = shipped("stance")
    assert weights.features == FEATURES
    assert not any("=" in name for model in weights.models.values() for name in model.weights)
    sides = weights.models["sides"].weights
    assert all(sides[name] == pytest.approx(-sides[mirrored([name])[0]], abs=0.02) for name in sides)


def test_a_second_scheme_is_worth_what_it_was() -> None:
    counts = suggested([one for one in stands() if one.subject != "claims-speakers-stances"], Readers())
    print(counts)
    assert counts.sides / counts.suggested >= 0.6
    assert counts.topics / counts.suggested >= 0.8
    assert counts.sides / counts.marked >= 0.18
