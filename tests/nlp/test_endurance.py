"""What a text can do to the worker: nothing takes more than its length allows, and a cancel is noticed anywhere."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from labeler.nlp.boilerplate import find_boilerplate
from labeler.nlp.paragraphs import paragraphs_of
from tests.nlp.test_worker import SCHEME_TEXT, Bare

PROSE = 'Ruth Hall, a director at the Old Bank, said the pier is unsafe. "We must close it," Hall said.\n'

HOSTILE = {
    "nothing": "",
    "blanks": " \n\u2028\t" * 2_000,
    "quotation marks": '"' * 10_000,
    "a line without spaces": "a" * 1_000_000,
    "deep nesting": '("' * 2_000 + "x" + '")' * 2_000,
    "a sentence of 5,000 words": "The pier is old and " * 1_000,
    "clauses in clauses": "He said that " * 300 + "it is so.",
    "names of lines": "".join(f"- Item {i} of the list | Old Pier\n" for i in range(300)),
    "lone surrogates and marks": "\ud800\u0301\u202e" * 500,
}


@pytest.fixture(scope="module")
def loaded() -> Iterator[Bare]:
    worker = Bare()
    worker.say(do="load", scheme=SCHEME_TEXT, model="")
    assert worker.hear()["did"] == "ready"
    yield worker
    worker.close()


@pytest.mark.parametrize("name", list(HOSTILE))
def test_hostile_texts_are_read(loaded: Bare, name: str) -> None:
    loaded.say(do="suggest", job=name, article="a", sha256="", text=HOSTILE[name])
    answer = loaded.hear()
    assert (answer["did"], answer["job"]) == ("suggested", name)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("".join(f"Read More About {i}\n" for i in range(100_000)), 0.5),
        (PROSE * 10_000, 0.2),
        (PROSE * 10_000, 1.0),
    ],
    ids=["among lines that may be boilerplate", "while it begins to parse", "while it parses"],
)
def test_a_cancel_is_noticed(loaded: Bare, text: str, after: float) -> None:
    loaded.say(do="suggest", job="long", article="a", sha256="", text=text)
    time.sleep(after)
    loaded.say(do="cancel", job="long")
    # To read on to the end takes minutes, and would be answered with suggestions.
    assert loaded.hear() == {"did": "cancelled", "job": "long"}


def test_four_times_the_lines_take_no_more_than_their_share() -> None:
    few, many = (_seconds(number) for number in (500, 2_000))
    assert many < 10 * few + 0.2, "the search for boilerplate grows with the square of the lines"


def _seconds(lines: int) -> float:
    paragraphs = paragraphs_of("".join(f"- item {i} of the list\n" for i in range(lines)))
    began = time.process_time()
    find_boilerplate(paragraphs)
    return time.process_time() - began
