from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.nlp.conftest import Reading

Read = Callable[[str], Reading]


def test_a_name_stands_without_title_and_apposition_which_gives_the_affiliation(read: Read) -> None:
    reading = read("Mayor Ruth Hall, director of the Harbour Institute, said the old pier is unsafe.")
    speaker = reading.speaker("unsafe")
    assert (speaker.text, speaker.entity, speaker.entity_kind) == ("Ruth Hall", "Ruth Hall", "person")
    assert speaker.affiliation == "Harbour Institute"


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ("Hall said the roof is weak too.", "Hall"),
        ("She said the roof is weak too.", "She"),
        ("Ms. Hall said the roof is weak too.", "Hall"),
        ("The engineer said the roof is weak too.", "The engineer"),
        ("“The roof is weak too,” she said.", "she"),
    ],
)
def test_later_namings_lead_to_the_full_name(read: Read, second: str, words: str) -> None:
    reading = read(f"Ruth Hall, an engineer at Microsoft, said the old pier is unsafe.\n\n{second}")
    speaker = reading.speaker("oof is weak")
    assert (speaker.text, speaker.entity) == (words, "Ruth Hall")


def test_a_full_name_may_stand_behind_the_short_one(read: Read) -> None:
    reading = read("Hall said the old pier is unsafe.\n\nIt was Ruth Hall who built the pier in the first place.")
    assert reading.speaker("unsafe").entity == "Ruth Hall"


def test_she_is_not_the_man_beside_her(read: Read) -> None:
    reading = read("Mrs. Ruth Hall spoke. Mr. Tom Reed left early. “The old pier is unsafe,” she said.")
    assert reading.speaker("unsafe").entity == "Ruth Hall"


def test_organisations_and_what_stands_for_them(read: Read) -> None:
    reading = read(
        "Microsoft said its trams were safe. The company said the cost was $5,000. It added that more was due."
    )
    speakers = reading.of("speaker")
    assert {one.entity for one in speakers} == {"Microsoft"}
    assert {one.entity_kind for one in speakers} == {"organisation"}


def test_groups_and_sources_without_a_name(read: Read) -> None:
    reading = read("Many analysts believe the pier will close soon. A spokesman denied that the ferry is unsafe.")
    assert (reading.speaker("pier").entity, reading.speaker("pier").entity_kind) == ("Many analysts", "group")
    assert reading.speaker("ferry").entity_kind == "unnamed"


def test_two_claims_of_one_clause_share_a_speaker(read: Read) -> None:
    reading = read("Ruth Hall said the old pier is unsafe and the roof is gone.")
    assert len(reading.of("speaker")) == 1
    assert len({one.speaker_id for one in reading.of("claim")}) == 1


def test_first_person_and_faq_texts_have_no_false_speakers(read: Read) -> None:
    reading = read(
        "I think the new library is too small for the town.\n\nEveryone says the roof is open.\n\n"
        "His comments suggest that he was never there.\n\nWhat is a heat pump?\n"
        "A heat pump moves warmth into the house and is cheaper than gas.\n\n"
        "We believe that the trams are better than the buses. You know that the buses are old.\n\n"
        "This shows that the roof is too weak. Their belief that it holds is wrong."
    )
    assert reading.texts("speaker") == []
    thought = reading.claim("new library")
    assert (thought.source, thought.attribution, thought.rule) == ("author", "author", "i-think")


def test_a_name_behind_a_description_is_the_speaker(read: Read) -> None:
    reading = read("The firm is small. Its chief analyst, Ada Brown, says that the old pier is unsafe.")
    assert (reading.speaker("unsafe").text, reading.speaker("unsafe").entity) == ("Ada Brown", "Ada Brown")


def test_a_first_name_stands_for_the_full_one(read: Read) -> None:
    reading = read("Peter Lang rows to work. The old pier, Peter says, is unsafe for boats.")
    assert reading.speaker("unsafe").entity == "Peter Lang"
