"""Quotation marks: where quoted words begin and end within a paragraph. Offsets are code points of the paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, TypeAlias

OPENING = "“«„"
CLOSING = "”»"

_SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(—–]))[‘'](?=\w)[^‘]{3,1500}?[,.?!…—][’'](?!\w)")
_Mark: TypeAlias = Literal["opens", "closes", "either"]


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
    place = 0
    while place < len(text):
        mark, width = _mark_at(text, place)
        if mark is None:
            place += 1
            continue
        if mark == "either":
            mark = "opens" if start is None or _opens_anew(text, start, place, width) else "closes"
        if mark == "opens" and (start is None or not text[start:place].strip("\"'“«„` ")):
            start = place
        elif mark == "closes" and start is not None:
            found.append(Quotation(start, place + width))
            start = None
        place += width
    if start is not None:
        found.append(Quotation(start, len(text), closed=False))
    return found or [Quotation(*single.span()) for single in _SINGLE.finditer(text)]


def _mark_at(text: str, place: int) -> tuple[_Mark | None, int]:
    pair = text[place : place + 2]
    if pair == "``":
        return "opens", 2
    if pair == "''":
        return "either", 2
    character = text[place]
    if character in OPENING:
        return "opens", 1
    if character in CLOSING:
        return "closes", 1
    return ("either", 1) if character == '"' else (None, 1)


def _opens_anew(text: str, start: int, place: int, width: int) -> bool:
    """Tell whether a straight mark opens although a quotation is open: nothing was quoted yet, and a word follows."""
    before, after = text[place - 1 : place] or " ", text[place + width : place + width + 1]
    return before.isspace() and after.isalnum() and not text[start:place].strip(" '\"“")
