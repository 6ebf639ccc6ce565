from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.nlp.conftest import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "claim", "speaker", "rule", "attribution"),
    [
        ("Ruth Hall said that the old pier is unsafe.", "the old pier is unsafe", "Ruth Hall", "said-that", "indirect"),
        ("The old pier is unsafe, Ruth Hall said.", "The old pier is unsafe", "Ruth Hall", "said-that", "indirect"),
        ("“The old pier is unsafe,” said Ruth Hall.", "The old pier is unsafe", "Ruth Hall", "said-that", "direct"),
        ('"The old pier is unsafe," Ruth Hall said.', "The old pier is unsafe", "Ruth Hall", "said-that", "direct"),
        (
            "``The old pier is unsafe,'' Ruth Hall told reporters.",
            "The old pier is unsafe",
            "Ruth Hall",
            "said-that",
            "direct",
        ),
        ("‘The old pier is unsafe,’ said Ruth Hall.", "The old pier is unsafe", "Ruth Hall", "said-that", "direct"),
        (
            "According to Ruth Hall, the pier has leaked since May.",
            "the pier has leaked since May",
            "Ruth Hall",
            "according-to",
            "indirect",
        ),
        (
            "Ruth Hall rejected the claim that the pier is unsafe.",
            "the pier is unsafe",
            "Ruth Hall",
            "called-as",
            "indirect",
        ),
        (
            "Officials are confident that the dam will hold.",
            "the dam will hold",
            "Officials",
            "sure-that",
            "indirect",
        ),
        ("As Ruth Hall put it, the town has outgrown its school.", "has outgrown", "Ruth Hall", "as-put", "indirect"),
        (
            'The minister called the report "a collection of errors" on Monday.',
            'the report "a collection of errors"',
            "The minister",
            "called-as",
            "indirect",
        ),
        ("RUTH HALL: The budget was never balanced in my time.", "never balanced", "RUTH HALL", "name-colon", "direct"),
    ],
)
def test_each_construction(  # noqa: PLR0917  # one column a value
    read: Read, text: str, claim: str, speaker: str, rule: str, attribution: str
) -> None:
    reading = read(text)
    found = reading.claim(claim)
    assert (found.rule, found.attribution, found.source) == (rule, attribution, "speaker")
    assert reading.speaker(claim).text == speaker


def test_a_split_quotation_is_two_claims_of_one_speaker(read: Read) -> None:
    reading = read('"The tram will be late," said Tom Reed, "but it will come in the end."')
    assert reading.texts("claim") == ["The tram will be late", "it will come in the end"]
    assert reading.texts("speaker") == ["Tom Reed"]


def test_a_quotation_that_is_no_proposition_when_split_stays_whole(read: Read) -> None:
    reading = read('"The tram," said Tom Reed, "will never run on time."')
    assert reading.texts("claim") == ['The tram," said Tom Reed, "will never run on time']


def test_a_quotation_goes_on_over_paragraphs(read: Read) -> None:
    reading = read(
        "“The market will stay where it is,” Ruth Hall said. “It has paid its way.\n\n"
        "“Nobody will close it in my time.”\n\nThe council meets on Friday."
    )
    assert reading.speaker("Nobody will close").entity == "Ruth Hall"


def test_an_open_quotation_belongs_to_the_speaker_who_follows(read: Read) -> None:
    reading = read(
        "“The harbour will be dredged next spring, and the money is there.\n“Nobody loses a berth,” Ruth Hall said."
    )
    assert reading.speaker("The harbour").entity == "Ruth Hall"
    assert reading.speaker("the money").entity == "Ruth Hall"


def test_propositions_are_cut_and_trimmed(read: Read) -> None:
    reading = read("“But the pier was repaired last year, and the roof is still open,” Ruth Hall said.")
    assert reading.texts("claim") == ["the pier was repaired last year", "the roof is still open"]


def test_nobody_named_is_unstated(read: Read) -> None:
    assert read("It has been widely reported that the ferry is unsafe.").claim("ferry").source == "unstated"


def test_the_carrier_of_anothers_words_is_a_speaker_without_a_claim(read: Read) -> None:
    reading = read("According to the Daily Post, Ruth Hall said the old town was too quiet.")
    assert reading.speaker("too quiet").entity == "Ruth Hall"
    assert "the Daily Post" in reading.texts("speaker")


def test_questions_headings_and_scene_setting_are_no_claims(read: Read) -> None:
    reading = read("A new pier for the town\n\nWill the pier ever be finished?\n\nRuth Hall walked along the beach.")
    assert reading.texts("claim") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The town should rebuild the pier.", "policy"),
        ("The ferry will sink within a year.", "prediction"),
        ("The city spent $40 million on trams.", "fact"),
        ("Heat pumps are quieter than gas boilers.", "evaluation"),
    ],
)
def test_the_authors_own_claims_and_their_types(read: Read, text: str, kind: str) -> None:
    [claim] = read(text).of("claim")
    assert (claim.type, claim.source, claim.attribution, claim.rule) == (kind, "author", "author", "author-claim")
    assert claim.text == text.rstrip(".")


def test_a_list_label_is_no_part_of_a_claim(read: Read) -> None:
    assert read("- Noise: Heat pumps are quieter than gas boilers").texts("claim") == [
        "Heat pumps are quieter than gas boilers"
    ]


def test_the_full_stop_of_an_abbreviation_stays(read: Read) -> None:
    assert read("Ruth Hall said the trams are the best in the U.S.").claim("trams").text.endswith("U.S.")


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The old pier, Ruth Hall said, should be closed to the public.",
            "The old pier, Ruth Hall said, should be closed",
        ),
        ("That figure is far higher than the cost of the old pier.", "That figure is far higher"),
        ("Some former officials think that the search for a better plank misses the point.", "the search for a better"),
        ("Those who know the coast say that the old pier will not last.", "the old pier will not last"),
        ("The old pier is falling into the sea, Ruth Hall points out.", "The old pier is falling into the sea"),
        ("Ruth Hall was skeptical that a coat of paint would save the pier.", "a coat of paint would save the pier"),
    ],
)
def test_whole_propositions(read: Read, text: str, claim: str) -> None:
    assert read(text).claim(claim).text.startswith(claim)


@pytest.mark.parametrize(
    "text",
    [
        "Reporters asked whether she had ever looked inside the old pier.",
        "Ruth Hall asked what the money for the old pier is for.",
    ],
)
def test_questions_in_other_words_are_no_claims(read: Read, text: str) -> None:
    assert read(text).of("claim") == []
