from __future__ import annotations

import pytest

from labeler.nlp.cutting import cut
from labeler.nlp.passage import Passage
from labeler.nlp.pipeline import Pipeline
from labeler.nlp.propositions import proposition, tidy


def parts(pipeline: Pipeline, text: str) -> list[str]:
    """Return a text's propositions, tidied."""
    passage = Passage(pipeline.parser(text))
    ranges = cut(passage, (0, len(passage.tokens) - 1))
    return [text[slice(*span)] for one in ranges if (span := proposition(passage, one)) is not None]


def tidied(text: str) -> str:
    span = tidy(text, 0, len(text))
    assert span is not None
    return text[slice(*span)]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry is late, | and the bridge is shut.",
        "The ferry is late | but the bridge is open.",
        "The harbour froze, | so the boats stayed in port.",
        "The ferry costs a fortune | while the bridge is free.",
        "Trams carry thousands, | whereas buses carry hundreds.",
        "Although the pier is old, | it has never leaked.",
        "The new pier is larger; | the old pier is prettier.",
        "The pier did not sink; | it burned.",
        "The council sold the boats | and a man in Leith bought them.",
        "In summer the ferry is full; | in winter it is empty.",
        "The plan has a flaw: | the river is too shallow.",
        "Working at night is dear; | working by day is slow.",
    ],
)
def test_clauses_with_subjects_of_their_own_are_two(pipeline: Pipeline, text: str) -> None:
    assert parts(pipeline, text.replace("| ", "")) == [tidied(part) for part in text.split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left late and arrived early.",
        "The ferry is late because the bridge is shut and the river is high.",
        "If the wind drops and the rain stops, the ferry will run.",
        "The pier, which the council owns and the state pays for, is old.",
        "The pier is old and rotten, and very long.",
        "The race is not only about speed; it is also about nerve.",
        "He bought apples and pears and sold them at the pier.",
        "There are two ferries: the old one and the new one.",
        "Dredge the harbour, and the boats will come.",
        "He knew how deep the water was and how fast the tide ran.",
        "The plan sank two ferries, neither of which was insured.",
    ],
)
def test_what_shares_a_subject_or_hangs_on_a_clause_stays_in_one(pipeline: Pipeline, text: str) -> None:
    assert parts(pipeline, text) == [tidied(text)]
