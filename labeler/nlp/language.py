"""A cheap look at the language: the share of English function words."""

from __future__ import annotations

import re

from labeler.nlp.wordlists import words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION_WORDS = words("function_words")
_SAMPLE = 3_000
_ENOUGH = 12
_SHARE = 0.2


def looks_english(text: str) -> bool:
    """Tell whether a text may be English. Too little text to tell counts as English unless its letters are others."""
    read: list[str] = []
    for found in _WORD.finditer(text[:200_000]):
        read.append(found.group().lower())
        if len(read) >= _SAMPLE:
            break
    if len(read) < _ENOUGH:
        return text.isascii() or sum(1 for one in text if one.isalpha() and ord(one) > 0x24F) < max(1, len(text) // 3)
    return sum(1 for word in read if word in _FUNCTION_WORDS) >= _SHARE * len(read)
