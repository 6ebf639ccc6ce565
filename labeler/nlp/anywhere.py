"""What needs no English words: quotations and the lines of an interview, in any language that marks them.

A quotation of some words is suggested as a claim in quotation marks; who says it is left undecided, unless a spaCy
pipeline of that language names a person or an organisation as the subject beside it. In "NAME: words", lines that
several share, the name speaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from labeler.domain.quotations import quotations
from labeler.domain.suggestions import Suggestion
from labeler.nlp.paragraphs import Paragraph

# Of 3,331 such sentences in English news, read as if it were no English, people had marked 95 % as somebody's words.
# Lowered, because other languages were not measured.
_QUOTED = 0.7
_NAMED = 0.6
_SPEAKER = 0.5

_LEAST_WORDS = 4
_LEAST_LETTERS = 10
_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"(?:[^.!?。！？…]|[.!?…](?=[^\s\"”“»«’]))+[.!?。！？…]*")
_MARKS = " \t\u00a0\u202f\"“”„«»‹›「」『』‘’'.,;:…–—-"
_QUESTION = re.compile(r"[?？؟;]\W*$")
_LINE = re.compile(r"\s*([^\W\d_][^:：.!?\n]{0,40}?)\s*[:：]\s+(?=\S)")
_SUBJECTS = frozenset({"nsubj", "sb", "nsubj:pass", "csubj", "subj"})
_NAMES = frozenset({"PER", "PERSON", "ORG", "persName"})

Parse = Callable[[str], Doc]


@dataclass(frozen=True, slots=True)
class _Said:
    """Words that somebody says, `[start, end)` of the text, with their speaker's."""

    start: int
    end: int
    speaker: tuple[int, int] | None
    rule: str


def suggest_anywhere(text: str, paragraphs: Iterable[Paragraph], parse: Parse | None = None) -> list[Suggestion]:
    """Return claims in quotation marks and in the lines of an interview, by place.

    `parse` reads a paragraph with a pipeline of the text's language, to find who speaks; None where there is none.
    """
    content = list(paragraphs)
    names = Counter(found.group(1) for one in content if (found := _LINE.match(one.text)))
    said: list[_Said] = []
    for one in content:
        line = _LINE.match(one.text)
        if line is not None and names[line.group(1)] > 1 and len(names) > 1:
            who = (one.start + line.start(1), one.start + line.end(1))
            said += [_Said(*place, who, "name-colon") for place in _sentences(text, one.start + line.end(), one.end)]
        else:
            said += _quoted(text, one, parse)
    return _suggestions(text, said)


def _quoted(text: str, paragraph: Paragraph, parse: Parse | None) -> list[_Said]:
    start = paragraph.start
    spans = quotations(paragraph.text).spans
    places = [(one, list(_sentences(text, start + one.start, start + one.end))) for one in spans]
    if not any(found for _, found in places):
        return []
    doc = None if parse is None else parse(paragraph.text)
    out: list[_Said] = []
    for span, found in places:
        who = None if doc is None else _speaker(doc, span.start, span.end)
        place = None if who is None else (start + who.start_char, start + who.end_char)
        out += [_Said(*one, place, "quote" if place else "quote-alone") for one in found]
    return out


def _sentences(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Yield the sentences of a stretch that may be claims: long enough, and no questions."""
    for found in _SENTENCE.finditer(text, start, end):
        words = found.group()
        first = found.start() + len(words) - len(words.lstrip(_MARKS))
        last = found.start() + len(words.rstrip(_MARKS + "!。！"))
        inner = text[first:last]
        if last <= first or _QUESTION.search(words):
            continue
        if len(_WORD.findall(inner)) >= _LEAST_WORDS or (" " not in inner and len(inner) >= _LEAST_LETTERS):
            yield first, last


def _speaker(doc: Doc, start: int, end: int) -> Span | None:
    """Return the name that is the subject nearest to a quotation, outside all quotations, in a sentence it touches."""
    quoted = quotations(doc.text)
    near = [one for one in doc.sents if one.start_char <= end + 2 and start - 2 <= one.end_char]
    names = [
        one
        for sentence in near
        for one in sentence.ents
        if one.label_ in _NAMES and _is_subject(one.root) and not quoted.holds(one.start_char)
    ]
    return min(names, key=lambda one: max(one.start_char - end, start - one.end_char), default=None)


def _is_subject(token: Token) -> bool:
    return token.dep_ in _SUBJECTS


def _suggestions(text: str, said: list[_Said]) -> list[Suggestion]:
    speakers: dict[tuple[int, int], str] = {}
    out: list[Suggestion] = []
    for number, one in enumerate(said, 1):
        if one.speaker is not None and one.speaker not in speakers:
            start, end = one.speaker
            speakers[one.speaker] = f"s{len(speakers) + 1}"
            out.append(
                Suggestion(
                    id=speakers[one.speaker],
                    kind="speaker",
                    start=start,
                    end=end,
                    text=text[start:end],
                    entity=text[start:end],
                    rule="speaker-name",
                    score=_SPEAKER,
                    why="a name before a colon" if one.rule == "name-colon" else "the name nearest to the quotation",
                )
            )
        out.append(
            Suggestion(
                id=f"c{number}",
                kind="claim",
                start=one.start,
                end=one.end,
                text=text[one.start : one.end],
                attribution="direct",
                source="speaker" if one.speaker else "",
                speaker_id=None if one.speaker is None else speakers[one.speaker],
                rule=one.rule,
                score=_NAMED if one.rule == "name-colon" else _QUOTED,
                why="name and colon at the start of the line" if one.rule == "name-colon" else "in quotation marks",
            )
        )
    return sorted(out, key=lambda one: (one.start or 0, one.end or 0, one.id))
