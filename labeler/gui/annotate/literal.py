"""Finding words in one text as they stand: never a pattern, diacritics exact, hits in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from labeler.domain.spans import Span

# Characters that are searched at a time: a few milliseconds.
SLICE = 100_000
# What a keyboard has one key for, texts have several characters for.
_BLANK = r"(?:\r\n|\s)"
_KIN = {"'": "['‘’ʼ]", '"': '["“”„]', "-": "[-‐‑]"}


def pattern_of(words: str, *, case: bool, whole: bool) -> re.Pattern[str]:
    """Return what finds the words.

    A blank finds any white space (a no-break space, a line end), a straight quotation mark the curly ones too. `whole`
    asks for the words' own ends: no letter or digit goes on beyond them.
    """
    inside = "".join(_KIN.get(one) or (_BLANK if one.isspace() else re.escape(one)) for one in words)
    before = r"(?<!\w)" if whole and _is_word(words[:1]) else ""
    after = r"(?!\w)" if whole and _is_word(words[-1:]) else ""
    return re.compile(before + inside + after, 0 if case else re.IGNORECASE)


def hits_in(text: str, words: str, *, case: bool = False, whole: bool = False) -> Iterator[list[Span]]:
    """Give the hits slice by slice, in order and not overlapping, so that whoever asks can pause in between."""
    if not words:
        return
    pattern, start = pattern_of(words, case=case, whole=whole), 0
    for end in range(SLICE, len(text) + SLICE, SLICE):
        # A hit may reach over the slice's end, and what follows it decides whether it is a whole word.
        reach = min(end + 2 * len(words) + 1, len(text))
        found = [Span(*match.span()) for match in pattern.finditer(text, start, reach) if match.start() < end]
        if found:
            start = found[-1].end
        start = max(start, min(end, len(text)))
        yield found


def _is_word(character: str) -> bool:
    return re.match(r"\w", character) is not None
