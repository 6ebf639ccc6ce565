"""Lines of an article that stand alike in other articles of its source: told from a sample of those.

Alike are lines with the same words, whatever their signs, letter case and figures: "Comments (214)", "Comments (3)".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from labeler.nlp.paragraphs import paragraphs_of

SAMPLE = 40
"""So many articles of a source are looked at."""

_MANY = 5
_LONGEST = 1_500
_PROSE = 100
_VERSION = 0.3
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_DIGITS = re.compile(r"\d+")

_T = TypeVar("_T")


def spread(items: Sequence[_T], size: int = SAMPLE) -> list[_T]:
    """Return at most `size` of the items, evenly spread over all."""
    if len(items) <= size:
        return list(items)
    return [items[i * len(items) // size] for i in range(size)]


class Sample:
    """The lines of some articles of one source, by their ids."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        lines = {key: {line for _, line, _ in _folded(text)} for key, text in texts.items()}
        often = Counter(line for found in lines.values() for line in found)
        least = 2 if len(lines) >= _MANY else 1  # what one of many holds says nothing, and would fill the memory
        self._lines = {key: frozenset(line for line in found if often[line] >= least) for key, found in lines.items()}

    def repeated(self, key: str, text: str) -> tuple[tuple[int, int], ...]:
        """Return where lines begin that stand in other articles too, each with the number of those, in order.

        Other versions of the same article, which share much of its prose, do not count.
        """
        lines = list(_folded(text))
        prose = [line for _, line, size in lines if size >= _PROSE]
        count: Counter[int] = Counter()
        for other, known in self._lines.items():
            same = sum(line in known for line in prose)
            if other != key and same <= max(1, _VERSION * len(prose)):
                count.update({line for _, line, _ in lines if line in known})
        return tuple((start, count[line]) for start, line, _ in lines if count[line])


def _folded(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield for each line where its words begin, a number for its words, and its length."""
    for one in paragraphs_of(text):
        if len(one.text) <= _LONGEST and (words := _WORDS.findall(_DIGITS.sub("0", one.text.lower()))):
            yield one.start + len(one.text) - len(one.text.lstrip()), hash(tuple(words)), len(one.text)
