"""Quotation marks: where quoted words begin and end within a paragraph. Offsets are code points of the paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

_SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(—–]))[‘'](?=\w)[^‘]{3,1500}?[,.?!…—][’'](?!\w)")
_Mark: TypeAlias = Literal["opens", "closes", "either"]
_MARKS = re.compile("``|''|[\"“”«»]")
_KINDS: dict[str, _Mark] = {"``": "opens", "“": "opens", "«": "opens", "”": "closes", "»": "closes"}
_BEFORE_WORDS = " '\"“«`"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words with their marks, `[start, end)`; `closed` is False where the paragraph ends first."""

    start: int
    end: int
    closed: bool = True


def find_quotations(text: str) -> list[Quotation]:
    """Return the quotations of a paragraph in order; they do not nest.

    Knows curly and straight double marks, guillemets, and the doubled single marks of news wires. A straight mark opens
    or closes by what stands beside it, so that one missing mark does not turn the rest inside out. In a paragraph
    without double marks, single ones count where a stop or a comma stands before the last: ‘It rains,’ she said.
    """
    found: list[Quotation] = []
    start: int | None = None
    for match in _MARKS.finditer(text):
        mark, place = _KINDS.get(match.group(), "either"), match.start()
        if mark == "either":
            mark = "opens" if start is None or _opens_anew(text, start, *match.span()) else "closes"
        if mark == "opens" and (start is None or not text[start:place].strip(_BEFORE_WORDS)):
            start = place
        elif mark == "closes" and start is not None:
            found.append(Quotation(start, match.end()))
            start = None
    if start is not None:
        found.append(Quotation(start, len(text), closed=False))
    return found or [Quotation(*single.span()) for single in _SINGLE.finditer(text)]


def _opens_anew(text: str, start: int, place: int, end: int) -> bool:
    """Tell whether a straight mark opens although a quotation is open: nothing was quoted yet, and a word follows."""
    before, after = text[place - 1 : place] or " ", text[end : end + 1]
    return before.isspace() and after.isalnum() and not text[start:place].strip(_BEFORE_WORDS)
