from __future__ import annotations

import pytest

from labeler.nlp.quotations import find_quotations


def parts(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("She said “it rains” again.", ["“it rains”"]),
        ('She said "it rains" again.', ['"it rains"']),
        ("She said ``it rains'' again.", ["``it rains''"]),
        ("She said ''it rains'' again.", ["''it rains''"]),
        ("Elle dit «il pleut».", ["«il pleut»"]),
        ("‘It rains,’ she said, ‘and it won’t stop.’", ["‘It rains,’", "‘and it won’t stop.’"]),
        ('"One," she said. "Two."', ['"One,"', '"Two."']),
        ("It isn't a quote, it's the dogs' home.", []),
        ("The '90s weren't better.", []),
        ("", []),
    ],
)
def test_each_kind_of_mark(text: str, quoted: list[str]) -> None:
    assert parts(text) == quoted


def test_a_quotation_may_stay_open_at_the_paragraphs_end() -> None:
    [quotation] = find_quotations("“It rained for days, and it went on.")
    assert not quotation.closed


def test_one_missing_mark_does_not_turn_the_rest_inside_out() -> None:
    assert parts('He said " "the tide is in" and left. "Good."') == ['"the tide is in"', '"Good."']


def test_inch_and_foot_marks_do_not_hang() -> None:
    assert find_quotations("6' 2\" " * 500)
    assert find_quotations("‘a " * 1300) == []
