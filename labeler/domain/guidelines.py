"""The guidelines' clauses: what a decision can name."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"#{1,6}[ \t]+(?P<words>.+?)[ \t#]*")
_RUN_IN = re.compile(r"\*\*(?P<words>[^*]+?)(?:[.:]\*\*|\*\*[.:])[ \t]*(?P<rest>.*)")
_MARKS = re.compile(r"[*_`]|(?<=\])\([^)]*\)")
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s")
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the guidelines: its heading, which names it, and its first sentence ("" where none follows)."""

    heading: str
    sentence: str


def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of guidelines (Markdown): headings, and paragraphs that begin with bold words of their own.

    Each heading stands once: of two that are the same, the first counts.
    """
    found: dict[str, Clause] = {}
    paragraphs = [" ".join(part.split()) if not part.startswith("#") else part for part in _paragraphs(text)]
    for number, part in enumerate(paragraphs):
        heading = _HEADING.fullmatch(part)
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        run_in = _RUN_IN.match(part)
        if heading:
            sentence = "" if _HEADING.fullmatch(following) or _RUN_IN.match(following) else _first(following)
            one = Clause(_plain(heading["words"]), sentence)
        elif run_in:
            one = Clause(_plain(run_in["words"]), _first(run_in["rest"]))
        else:
            continue
        found.setdefault(one.heading, one)
    return tuple(found.values())


def _paragraphs(text: str) -> list[str]:
    """Return headings and paragraphs; tables, code and quotations are none."""
    parts: list[str] = []
    fresh, code = True, False
    for line in text.splitlines():
        stripped = line.strip()
        if stripped.startswith("```"):
            code, fresh = not code, True
        elif code or not stripped or stripped.startswith(("|", ">")):
            fresh = True
        elif _HEADING.fullmatch(stripped):
            parts.append(stripped)
            fresh = True
        elif fresh:
            parts.append(stripped)
            fresh = False
        else:
            parts[-1] += " " + stripped
    return parts


def _first(paragraph: str) -> str:
    """Return a paragraph's first sentence without marks."""
    plain = _plain(paragraph)
    sentence = _END.split(plain, maxsplit=1)[0]
    return sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 1].rstrip() + "…"


def _plain(text: str) -> str:
    return _MARKS.sub("", text).strip()
