"""Texts as a search sees them: case, accents and punctuation apart, with the way back to the article's own characters.

A word is a run of letters and digits. A change of these rules needs a new revision of the store, which keeps the words
of all articles in an index.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from labeler.domain.spans import Span

WORD = re.compile(r"[^\W_]+")
_ODD = re.compile(r"[^\x00-\x7f]+")
_ZERO_WIDTH_SPACE = "\u200b"


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `places` and `origins`: from each place on, the folded text runs beside the text's origin."""

    text: str
    places: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> Span:
        """Return the extent in the article, in code points, of an extent that is not empty in the folded text."""
        first = self._at(start)
        return Span(first, max(self._at(end), self._at(end - 1) + 1, first + 1))

    def _at(self, place: int) -> int:
        i = bisect_right(self.places, place) - 1
        return place if i < 0 else self.origins[i] + place - self.places[i]


def fold(text: str) -> Folded:
    """Return a text in small letters without accents, every other sign a space or an ASCII sign."""
    if text.isascii():
        return Folded(text.lower())
    parts: list[str] = []
    places: list[int] = []
    origins: list[int] = []
    done = size = 0
    for match in _ODD.finditer(text):
        start, end = match.span()
        plain = text[done:start].lower()
        folded, even = _run(match.group())
        parts += (plain, folded)
        size += len(plain)
        if not even:
            _note(match.group(), size, start, places, origins)
        size += len(folded)
        done = end
    parts.append(text[done:].lower())
    return Folded("".join(parts), tuple(places), tuple(origins))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded, in order."""
    return tuple(WORD.findall(fold(text).text))


def _note(run: str, place: int, origin: int, places: list[int], origins: list[int]) -> None:
    """Note where the folded form of a run leaves the run's own steps."""
    for step, char in enumerate(run, origin):
        length = len(_char(char))
        if length != 1:
            places += range(place, place + length)
            origins += [step] * length
            places.append(place + length)
            origins.append(step + 1)
        place += length


@lru_cache(maxsize=20_000)
def _run(run: str) -> tuple[str, bool]:
    """Return a run of other than ASCII characters folded, and whether each of them became one."""
    parts = [_char(char) for char in run]
    return "".join(parts), all(len(part) == 1 for part in parts)


@lru_cache(maxsize=20_000)
def _char(char: str) -> str:
    if char == _ZERO_WIDTH_SPACE:
        return " "
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold())
    return "".join(
        one if one.isalnum() else " " for one in folded if unicodedata.category(one) not in {"Mn", "Mc", "Me", "Cf"}
    )
