"""Folding forgets case, accents and punctuation, and knows the way back; queries of any kind are read."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.domain.folding import WORD, fold, words_of
from labeler.domain.querying import Term, read_terms

ODD = st.sampled_from(
    ["e\u0301", "É", "ß", "ﬁ", "İ", "\u200b", "\u00ad", "🚲", "👨‍👩‍👧", "שלום", "ﷺ", "東京", "½", "’", "\r\n", "\u2028"]
)
TEXTS = st.lists(st.one_of(st.text(max_size=6), ODD, st.sampled_from([" ", "word", "Don't", "zz"])), max_size=20).map(
    lambda parts: "".join(parts).replace("\0", "")
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t stop", ("don", "t", "stop")),
        ("CAFÉ cafe\u0301 Café", ("cafe", "cafe", "cafe")),
        ("Straße", ("strasse",)),
        ("in\u00adfor\u00admation", ("information",)),
        ("one\u200btwo", ("one", "two")),
        ("snake_case 3.5 e-mail", ("snake", "case", "3", "5", "e", "mail")),
        ("שָׁלוֹם", ("שלום",)),
        ("", ()),
        ("— … 🚲", ()),
    ],
)
def test_words(text: str, words: tuple[str, ...]) -> None:
    assert words_of(text) == words


@given(TEXTS)
def test_every_word_leads_back_to_its_own_characters(text: str) -> None:
    folded = fold(text)
    end = 0
    for match in WORD.finditer(folded.text):
        span = folded.span(*match.span())
        assert 0 <= span.start < span.end <= len(text)
        # What stands there in the article is the word, and no part of another.
        assert match.group() in "".join(WORD.findall(fold(span.of(text)).text))
        assert span.start >= end or text[span.start : end] != ""
        end = span.start
    assert fold(folded.text).text == folded.text


@given(TEXTS)
def test_a_text_of_plain_steps_keeps_its_offsets(text: str) -> None:
    folded = fold(text)
    if not folded.places:
        assert len(folded.text) == len(text)


@given(st.text(max_size=60), st.text(max_size=40))
def test_any_query_can_be_read_and_looked_for(query: str, text: str) -> None:
    for term in read_terms(query):
        assert term.words
        assert all(WORD.fullmatch(word) for word in term.words)
        re.compile(term.pattern).search(fold(text).text)


@given(TEXTS)
def test_a_text_holds_each_of_its_own_words(text: str) -> None:
    folded = fold(text).text
    for word in set(words_of(text)):
        assert re.search(Term((word,)).pattern, folded)
        assert re.search(Term((word[:1],), prefix=True).pattern, folded)


def test_terms() -> None:
    assert read_terms('open "chip ban" mod* “Don’t”') == (
        Term(("open",)), Term(("chip", "ban")), Term(("mod",), prefix=True), Term(("don", "t")),
    )  # fmt: skip
    assert read_terms('"unclosed AND OR NOT near(') == tuple(
        Term((one,)) for one in ("unclosed", "and", "or", "not", "near")
    )
    assert read_terms("* \"\" '' \0 ()") == ()
    assert len(read_terms(" ".join(f"w{n}" for n in range(10_000)))) == 50
