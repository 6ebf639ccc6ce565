"""What a person asks for labels in her words is read as she means it, and said back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.querying import LabelQuery, read_query
from labeler.domain.registry import Alias, Entity
from tests.fixtures.sample import scheme

ENTITIES = [
    Entity(id="segal", name="Adam Segal"),
    Entity(id="old", name="A. Segal", merged_into="segal"),
    Entity(id="lind", name="Bo Lind"),
    Entity(id="ruiz", name="Bo Ruiz"),
]
ALIASES = [Alias(id="a", entity_id="lind", name="the union chief")]
SCHEME = scheme()


@pytest.mark.parametrize(
    ("text", "asked", "shown"),
    [
        (
            "claims by Segal that oppose T2",
            {"kind": "claim", "entity_id": "segal", "topic": "T2", "value": "oppose"},
            "claims by Adam Segal with the stance oppose on T2",
        ),
        ("speaker:Segal", {"entity_id": "segal"}, "labels by Adam Segal"),
        ("T2 ▼", {"topic": "T2", "value": "oppose"}, "claims with the stance oppose on T2"),
        ("t2▼", {"topic": "T2", "value": "oppose"}, "claims with the stance oppose on T2"),
        ("unsure claims", {"kind": "claim", "unsure": True}, "unsure claims"),
        ("is:unsure type:policy", {"unsure": True, "type": "policy"}, "unsure policy claims"),
        ("claims by Bo", {"kind": "claim", "speaker": "Bo"}, "claims by anyone called “Bo”"),
        (
            "claims by the union chief for T1",
            {"kind": "claim", "entity_id": "lind", "topic": "T1", "value": "support"},
            "claims by Bo Lind with the stance support on T1",
        ),
        (
            "claims by the author on T3",
            {"kind": "claim", "source": "author", "topic": "T3"},
            "claims by the article's author with a stance on T3",
        ),
        ("bo lind chips", {"entity_id": "lind", "words": "chips"}, "labels by Bo Lind with the words chips"),
        (
            'predictions with "cheap models" by “A. Segal”',
            {"type": "prediction", "words": '"cheap models"', "entity_id": "segal"},
            'prediction claims by Adam Segal with the words "cheap models"',
        ),
        ("claims by Segal chips", {"kind": "claim", "entity_id": "segal", "words": "chips"}, None),
        ("stances against T4", {"kind": "stance", "topic": "T4", "value": "oppose"}, None),
        ('speaker:"Bo Lind" topic:t2 value:support', {"entity_id": "lind", "topic": "T2", "value": "support"}, None),
        ("topic:T99 by:nobody", {"words": '"topic T99"', "speaker": "nobody"}, None),
        ("unstated claims", {"kind": "claim", "source": "unstated"}, "claims whose source is not stated"),
        ('"claims by Segal"', {"words": '"claims by Segal"'}, None),
        ("", {}, "labels"),
        ("the of by", {"words": "by"}, None),
    ],
)
def test_read(text: str, asked: dict[str, Any], shown: str | None) -> None:
    query, words = read_query(text, SCHEME, ENTITIES, ALIASES)
    assert query == LabelQuery(**asked)
    if shown is not None:
        assert words == shown


PIECES = st.sampled_from(
    ["claims", "by", "Segal", "Bo", "Lind", "T2", "▼", "that", "oppose", "for", "the", "author", "speaker:", "x:y", '"']
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(" ".join)))
def test_anything_can_be_typed(text: str) -> None:
    query, words = read_query(text, SCHEME, ENTITIES, ALIASES)
    assert words
    assert query.kinds


def test_a_pasted_page_is_read_at_once() -> None:
    query, _ = read_query("claims by Segal " + "word " * 10_000, SCHEME, ENTITIES, ALIASES)
    assert query.entity_id == "segal"
