"""The article's own voice: which of its sentences are claims. None of the wordings is of the labelled articles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.nlp.conftest import Reading

Read = Callable[[str], Reading]


def own(reading: Reading) -> list[str]:
    return [one.text for one in reading.of("claim") if one.source == "author"]


@pytest.mark.parametrize(
    "text",
    [
        "Heat pumps are quieter than gas boilers.",
        "The harbour has lost half of its trade since 2010.",
        "Cheap bricks have ruined more roofs than storms.",
        "Ferries will never pay for themselves.",
        "Councils should publish their accounts every month.",
        "Most owners do not know what their roofs are worth.",
        "Exports of timber rose 12 percent in May.",
        "Waterproof paint is useless on a wet wall.",
    ],
)
def test_what_predicts_judges_compares_or_counts_is_a_claim(read: Read, text: str) -> None:
    assert own(read(text)) == [text.rstrip(".")]


@pytest.mark.parametrize(
    "text",
    [
        # First-person chat.
        "I can still see the look on my neighbour's face.",
        "I made a pot of tea and sat down on the stairs.",
        "I love it when my sister calls.",
        "We drove home and I went to bed.",
        # Scenes.
        "She smiled and poured the tea.",
        "A woman in a red coat waits at the gate.",
        "He leans on the rail and looks at the sea.",
        # Lives.
        "He was born in Leith and studied in Turin.",
        "She lives in Bergen with two cats.",
        # Questions, commands, greetings.
        "Why do heat pumps cost so much?",
        "Keep the receipt and check the label.",
        "Let us look at the numbers.",
        "Thank you for reading!",
        "Please write to us.",
    ],
)
def test_chat_scenes_lives_questions_and_commands_are_none(read: Read, text: str) -> None:
    assert own(read(text)) == []


def test_answers_are_content_and_questions_are_not(read: Read) -> None:
    reading = read("Are old boilers unsafe?\nOld boilers are less safe than new ones.\n\nWho pays?\nAsk the council.")
    assert own(reading) == ["Old boilers are less safe than new ones"]


def test_a_heading_counts_only_as_a_whole_statement(read: Read) -> None:
    reading = read(
        "Heat pumps are not a cure for damp\n\nA Short History of Damp\n\nWhat the surveyors found\n\n"
        "Damp walls lose heat twice as fast as dry ones."
    )
    assert own(reading) == ["Heat pumps are not a cure for damp", "Damp walls lose heat twice as fast as dry ones"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("- Price: Heat pumps are dearer than boilers", "Heat pumps are dearer than boilers"),
        ("3. Heat pumps are dearer than boilers.", "Heat pumps are dearer than boilers"),
        ("2) Heat pumps are dearer than boilers.", "Heat pumps are dearer than boilers"),
        ("18.40 The new bridge is stronger than the old one.", "The new bridge is stronger than the old one"),
        ("Noise: Heat pumps are quieter than boilers.", "Heat pumps are quieter than boilers"),
    ],
)
def test_numbers_times_and_labels_are_no_part_of_a_claim(read: Read, text: str, claim: str) -> None:
    assert own(read(text)) == [claim]


def test_two_propositions_are_two_claims(read: Read) -> None:
    assert own(read("The old boats were slower, but the new ones are dirtier; neither is cheap.")) == [
        "The old boats were slower",
        "the new ones are dirtier",
        "neither is cheap",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“The pier is far too old,” said Ruth Hall.",
        "Ruth Hall said that the pier is far too old.",
        "Many surveyors believe that the pier is far too old.",
    ],
)
def test_what_somebody_else_says_is_not_the_authors(read: Read, text: str) -> None:
    assert own(read(text)) == []


def test_a_claim_says_why_and_how_sure_it_is(read: Read) -> None:
    sure = read("Heat pumps are quieter than gas boilers.").claim("quieter")
    unsure = read("The harbour opened in 1912.").of("claim")
    assert sure.why.startswith("the article's own voice; ")
    assert "a comparison" in sure.why
    assert all(one.score < sure.score for one in unsure)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The pier is old, Ruth Hall said, and nobody will mend it.", ["The pier is old", "nobody will mend it"]),
        ("The pier was cheap, Ruth Hall says; the repairs were not.", ["The pier was cheap", "the repairs were not"]),
        (
            '"The ferry will come," said Ruth Hall, "because it always does."',
            ['The ferry will come," said Ruth Hall, "because it always does'],
        ),
    ],
)
def test_a_speaker_goes_on_behind_the_reporting_clause(read: Read, text: str, said: list[str]) -> None:
    reading = read(text)
    assert [one.text for one in reading.of("claim") if one.source == "speaker"] == said
    assert own(reading) == []


@pytest.mark.parametrize(
    "text",
    [
        "The pier is old, Ruth Hall said, and left the room.",
        "The pier is old, Ruth Hall said, and Tom Reed thinks that it should go.",
    ],
)
def test_what_follows_a_reporting_clause_is_not_always_hers(read: Read, text: str) -> None:
    reading = read(text)
    [speaker] = [one.id for one in reading.of("speaker") if one.text == "Ruth Hall"]
    assert [one.text for one in reading.of("claim") if one.speaker_id == speaker] == ["The pier is old"]
