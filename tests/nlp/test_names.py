"""Names as they are read, whatever the text: inside it, never empty, never twice, always the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from labeler.nlp.cast import Cast, surname_of
from labeler.nlp.names import bare_name, read_names
from labeler.nlp.pipeline import Pipeline
from tests.nlp.conftest import check

_NAMES = (
    "Ruth Hall ruth HALL van der Jr. Mr. Dr. President Inc. & Google Department Commerce Ohio O'Leary Reyes Whitlock"
)
_OTHERS = "said says that the The of and - ’s 's “ ” , . : ( ) who she They it A Q 47 - analyst its company I É 李 🚲"
WORDS = st.sampled_from(sorted({*_NAMES.split(), *_OTHERS.split(), "\n", "\u00a0"}))
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("OpenAI CEO Sam Altman met Pieter van der Berg.", ["OpenAI", "Sam Altman", "Pieter van der Berg"]),
        ("Hye-jin Tarrow and Paul Reyes-Whitlock left.", ["Hye-jin Tarrow", "Paul Reyes-Whitlock"]),
        ("The U.S. Department of Commerce sued Arrow & Finch.", ["U.S. Department of Commerce", "Arrow & Finch"]),
        ('William "Bill" Ferris saw Martin Hollis Jr.', ['William "Bill" Ferris', "Martin Hollis Jr."]),
        ("Mr. Tan saw the President.", ["Tan"]),
        ("Far-right Britons left, and well-known Google came.", ["Britons", "Google"]),
    ],
)
def test_names_are_read_from_capitals(pipeline: Pipeline, text: str, names: list[str]) -> None:
    assert [one.text for one in read_names(pipeline.parser(text))] == names


@FEW
@given(TEXTS)
def test_names_lie_in_the_text_and_share_no_word(pipeline: Pipeline, text: str) -> None:
    doc = pipeline.parser(text)
    place = 0
    for name in read_names(doc):
        assert place <= name.first <= name.last < len(doc)
        assert name.text == " ".join(doc[name.first : name.last + 1].text.split()) != ""
        place = name.last + 1


@FEW
@given(TEXTS)
def test_suggestions_fit_any_text_and_are_the_same_again(pipeline: Pipeline, text: str) -> None:
    first, again = pipeline.suggest(text), pipeline.suggest(text)
    check(text, first)
    assert first.suggestions == again.suggestions
    assert all(one.entity.strip() for one in first.suggestions if one.kind == "speaker")


@FEW
@given(TEXTS)
def test_whom_a_name_stands_for_stands_for_itself(pipeline: Pipeline, text: str) -> None:
    cast = Cast()
    for line in text.splitlines():
        cast.read(pipeline.parser(line))
    for actor in cast.actors():
        found = cast.find(actor.name)
        assert found is not None
        assert found.name == actor.name


@given(st.text())
def test_a_bare_name_is_part_of_the_name(name: str) -> None:
    assert set(bare_name(name).split()) <= set(name.split()) | {part.rstrip("'’s") for part in name.split()}


@given(st.lists(st.sampled_from(["Ruth", "van", "der", "Berg", "Jr.", "III", "J."]), min_size=1, max_size=5))
def test_a_surname_is_the_end_of_the_name(parts: list[str]) -> None:
    surname = surname_of(parts)
    assert surname
    assert surname in " ".join(parts)
