from __future__ import annotations

import pytest

from labeler.nlp.claimtypes import type_of
from labeler.nlp.passage import Passage
from labeler.nlp.pipeline import Pipeline


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # What is, was or was counted.
        ("The port handled 40,000 crates in May.", "fact"),
        ("A third of the boats have no radio.", "fact"),
        ("The number of ferries doubled.", "fact"),
        ("The council was told last night.", "fact"),
        ("She sold the pier to a brewery.", "fact"),
        ("They have moved the harbour office.", "fact"),
        # Judgement, comparison, cause.
        ("The old pier is prettier than the new one.", "evaluation"),
        ("Cheap concrete ruined the harbour.", "evaluation"),
        ("Ferries are a splendid way to travel.", "evaluation"),
        ("The harbour was meant to pay for itself.", "evaluation"),
        ("Fear of the sea has kept the town poor.", "evaluation"),
        # Ability and general truth.
        ("A ferry can turn in its own length.", "evaluation"),
        ("The pier may be older than the town.", "evaluation"),
        ("The council would never have agreed.", "evaluation"),
        ("If the harbour were deeper, ferries would cost less.", "evaluation"),
        # What is to come.
        ("The ferry will sink within a year.", "prediction"),
        ("The pier won't last.", "prediction"),
        ("The harbour could close by Christmas.", "prediction"),
        ("The company is going to sell its boats.", "prediction"),
        ("The bridge is to open in August.", "prediction"),
        ("Fares are likely to rise.", "prediction"),
        ("Raise the fare, and the boats will be empty.", "prediction"),
        ("That should save a million.", "prediction"),
        # What people ought to do.
        ("The town should rebuild the pier.", "policy"),
        ("The rules must be tightened.", "policy"),
        ("The council needs to act.", "policy"),
        ("The short answer is that nobody should buy a boat.", "policy"),
    ],
)
def test_the_type_of_a_sentence(pipeline: Pipeline, text: str, kind: str) -> None:
    passage = Passage(pipeline.parser(text))
    assert type_of(passage, (0, len(passage.tokens) - 1)) == kind


@pytest.mark.parametrize(
    ("text", "part", "kind"),
    [
        ("Ruth Hall expects fares to fall.", "fares to fall", "prediction"),
        ("Ruth Hall wants the town to buy the pier.", "the town to buy the pier", "policy"),
    ],
)
def test_a_clause_without_a_finite_verb_is_typed_by_the_verb_above_it(
    pipeline: Pipeline, text: str, part: str, kind: str
) -> None:
    passage = Passage(pipeline.parser(text))
    start = text.index(part)
    inner = [token.i for token in passage.tokens if start <= token.idx < start + len(part)]
    assert type_of(passage, (inner[0], inner[-1])) == kind
