"""What a person types into a search, read: words, phrases and beginnings for texts; names and values for labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from labeler.domain.folding import words_of

# More than anybody types; a page that was pasted by mistake is no query.
_TERMS = 50
_LETTER, _BETWEEN = r"[^\W_]", r"[\W_]+"
_PARTS = re.compile(r"""["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)""")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must follow each other in a text; the last of them may be the beginning of a word only."""

    words: tuple[str, ...]
    prefix: bool = False

    @property
    def pattern(self) -> str:
        """A regular expression that finds the term in a folded text."""
        words = _BETWEEN.join(self.words)
        return rf"(?<!{_LETTER}){words}" + (f"{_LETTER}*" if self.prefix else f"(?!{_LETTER})")


def read_terms(query: str) -> tuple[Term, ...]:
    """Return the terms of a query, each once: words, "exact phrases", beginnings*. Nothing a person types is wrong."""
    found: dict[Term, None] = {}
    for match in _PARTS.finditer(query):
        phrase, word = match.groups()
        words = words_of(phrase if word is None else word)
        if words:
            found[Term(words, prefix=word is not None and word.rstrip('"”').endswith("*"))] = None
        if len(found) == _TERMS:
            break
    return tuple(found)
