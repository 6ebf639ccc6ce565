"""A cheap look at the language: the share of English function words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FUNCTION_WORDS = frozenset(
    """the of and to a in that is it for was on with as he be at by his this had not are but from or have an they which
    she you were her all their been has would there what will if we more when said who so no about its than them can our
    out up some could these into time also after other only new then do may such over i s t""".split()
)
_SAMPLE = 3_000
_ENOUGH = 12
_SHARE = 0.2


def looks_english(text: str) -> bool:
    """Tell whether a text may be English. Too little text to tell, or none, counts as English; letters of others do not."""
    words: list[str] = []
    for found in _WORD.finditer(text[:200_000]):
        words.append(found.group().lower())
        if len(words) >= _SAMPLE:
            break
    if len(words) < _ENOUGH:
        return text.isascii() or sum(1 for one in text if one.isalpha() and ord(one) > 0x24F) < max(1, len(text) // 3)
    return sum(1 for word in words if word in _FUNCTION_WORDS) >= _SHARE * len(words)
