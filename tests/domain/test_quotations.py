"""Quotations in texts as they come: kinds of marks, several paragraphs, nested, unclosed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.quotations import quotations, quoted

# What stands in brackets is quoted; the brackets are not in the text.
MARKED = [
    "[“Chips are cheap,”] said Ana. [“They,”] she added, [“sell well.”] Bans don’t work.",
    "[“One.]\n\n[“Two.]\n\n[“Three,”] he said. Not this.",
    "[“One.]\r\n[“Two.\r\nThree,”] he said.",
    "[“a\nb\nc”] no",
    "[“never closed]\n\nnot quoted ” still not",
    "[“open at the end]",
    "[“a “b” c”] no [“d”]",
    "[“outer ‘inner’ outer”] no [‘single don’t stop’] no",
    '[“said "so" there”] no',
    '["a"] b ["c"] d',
    '["One.]\n["Two.]\r\n\r\n["Three"] no',
    'a 27" screen and 5\'10", ["yes"] no',
    "the workers' ['choice'] isn't 'no",
    "[„so“] sagt er [„so”] und nein",
    "[»so«] nein [»so«]",
    "[«si»] non [«si»]",
    "[”hej”] nej [”ja”]",
    "[「はい」]いいえ",
    "[‘One.]\n[‘Two’] no",
    '[“\u05e9\u05dc\u05d5\u05dd”] \u05dc\u05d0, \u200f["\u05db\u05df"] \u05dc\u05d0',
    "[“\u00a0🚲\u00a0”] no 🚲",
    "no marks\u2029[“One.]\u2029[“Two”] no",
]


@pytest.mark.parametrize("marked", MARKED)
def test_what_stands_in_marks_is_quoted(marked: str) -> None:
    text, wanted, inside = "", [], False
    for char in marked:
        if char in "[]":
            inside = char == "["
        else:
            text += char
            wanted.append(inside)
    found = quotations(text)
    assert [found.holds(at) for at, char in enumerate(text) if char.isalnum()] == [
        one for one, char in zip(wanted, text, strict=True) if char.isalnum()
    ]


def test_punctuation_at_the_ends_does_not_count() -> None:
    text = "“Chips are cheap”. He knows"
    assert quoted(text, 0, text.index(".") + 1)
    assert quoted(text, 1, 16)
    assert not quoted(text, 1, len(text))
    assert not quoted("…", 0, 1)


@given(st.text(st.sampled_from("ab “”‘’\"'„«»\n\r\u2029.,!🚲")))
def test_any_text_has_quotations_that_lie_in_it(text: str) -> None:
    found = quotations(text)
    assert not found.holds(len(text))
    if not any(mark in text for mark in "“”‘’\"'„«»"):
        assert not any(found.holds(at) for at in range(len(text)))
