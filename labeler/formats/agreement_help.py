"""The plain words for every figure of agreement, `resources/help/agreement.md`: one text for window and reports."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from labeler.config.paths import resources

_HEAD = re.compile(r"(#{1,3}) +(.*?)(?: +`([^`]+)`)?\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one figure says. `code` is how reports name it, "" for a heading without one; `text` holds paragraphs.

    `section` is the title of the section in which it stands.
    """

    code: str
    title: str
    section: str
    text: tuple[str, ...]

    @property
    def first(self) -> str:
        """Return the first sentence."""
        return re.split(r"(?<=[.?!]) (?=[A-Z])", self.text[0], maxsplit=1)[0] if self.text else ""


@cache
def entries() -> tuple[Entry, ...]:
    """Return the entries in their order, sections and the whole among them (without a code); none without the file."""
    return read(_written())


def markdown() -> str:
    """Return the whole as Markdown without the codes, to be read by people; "" without the file."""
    return re.sub(r"^(#{1,3} .*?) +`[^`]+`$", r"\1", _written(), flags=re.MULTILINE)


@cache
def by_code() -> Mapping[str, Entry]:
    """Return the entries that have a code, by code: of a measure, a part of the data, a kind or a reason."""
    return MappingProxyType({one.code: one for one in entries() if one.code})


def explained(code: str) -> Entry | None:
    """Return the entry of a code; of a part of the data such as `month:2026-10`, that of the words before the colon."""
    return by_code().get(code) or by_code().get(code.partition(":")[0])


def read(text: str) -> tuple[Entry, ...]:
    """Return the entries of a text: headings of three levels, each with paragraphs; a code stands last in a heading."""
    found: list[Entry] = []
    section = ""
    for block in re.split(r"\n\s*\n", text.strip()):
        if head := _HEAD.fullmatch(block):
            section = head[2] if len(head[1]) == 2 else section
            found.append(Entry(head[3] or "", head[2], section, ()))
        elif found:
            one = found[-1]
            found[-1] = Entry(one.code, one.title, one.section, (*one.text, " ".join(block.split())))
    return tuple(found)


def _written() -> str:
    try:
        return (resources() / "help" / "agreement.md").read_text(encoding="utf-8")
    except OSError:
        return ""
