"""A proposition's edges, as the guidelines want them; `cutting` says where one ends and the next begins."""

from __future__ import annotations

import re

from spacy.tokens import Token

from labeler.nlp.passage import Passage, Range

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LEADING_MARKS = " \t\r\n\xa0\u2028\u2029\u200b-–—•*·,;:.\"“”'‘`«»"
_TRAILING_MARKS = " \t\r\n\xa0\u2028\u2029\u200b,;:!-–—\"“”'‘’`«»"
_STOPS = frozenset(".,!?")
_LINK = re.compile(
    r"(?:but|and|so|yet|or|however|still|meanwhile|moreover|that|while|although|though|whereas|in contrast|conversely"
    r"|in addition|by contrast|also)(?:[,\s]+)",
    re.IGNORECASE,
)
_TRAILING_LINK = re.compile(r"[\s,;]+(?:and|but|or|so|yet|while|although|though|whereas)\s*$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?:\b[A-Za-z]\.)+[A-Za-z]\.$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|a\.m|p\.m)\.$")


def with_subject(passage: Passage, tokens: Range, cue: Token | None) -> Range:
    """Return a range with its subject, where the reporting clause stands between: "The tram, she said, will run"."""
    first, last = tokens
    if cue is None or cue.i >= first or not passage.same_sentence(cue.i, first):
        return tokens
    root = passage.doc[first : last + 1].root
    subject = next((child for child in root.children if child.dep_ in _SUBJECTS and child.i < first), None)
    if subject is None or subject.i > cue.i or subject.right_edge.i >= cue.left_edge.i:
        return tokens
    return subject.left_edge.i, last


def is_question(passage: Passage, tokens: Range) -> bool:
    """Tell whether a range is a question in other words ("whether it runs", "what it is for"), or only a likeness."""
    inner = [i for i in range(tokens[0], tokens[1] + 1) if not passage.is_blank(i)]
    if not inner or passage.is_quoted(inner[0]):
        return False
    words = [passage.tokens[i].lower_ for i in inner[:2]]
    if words[0] == "whether" or words in (["as", "though"], ["as", "if"]):
        return True
    root = passage.doc[tokens[0] : tokens[1] + 1].root
    return (
        passage.tokens[inner[0]].tag_ in {"WP", "WRB"} and root.dep_ == "ccomp" and words[0] not in {"whoever", "when"}
    )


def balanced(text: str, start: int, end: int) -> tuple[int, int]:
    """Return `[start, end)` with the quotation mark beside it where only its partner stands inside."""
    inner = text[start:end]
    odd = inner.count('"') % 2 == 1
    close = end + (text[end : end + 1] in _STOPS)
    if (odd and text[close : close + 1] == '"') or (
        inner.count("“") > inner.count("”") and text[close : close + 1] == "”"
    ):
        return start, close + 1
    before = text[start - 1 : start] if start else ""
    if (odd and before == '"') or (inner.count("”") > inner.count("“") and before == "“"):
        return start - 1, end
    return start, end


def proposition(passage: Passage, tokens: Range) -> tuple[int, int] | None:
    """Return the tidy `[start, end)` of a range of tokens in code points; None where nothing is left."""
    first = next((i for i in range(tokens[0], tokens[1] + 1) if not passage.is_blank(i)), tokens[0])
    return tidy(passage.text, *passage.span(tokens), keep_that=_points(passage.tokens[first]))


def _points(that: Token) -> bool:
    """Tell whether a "that" points at something: "That figure is wrong", "That is", unlike "that figures rise"."""
    if that.dep_ == "det":
        return that.head.tag_ in {"NN", "NNP"} and that.nbor().tag_ != "DT"
    return that.tag_ == "DT" and that.dep_ in {"nsubj", "nsubjpass"}


def tidy(text: str, start: int, end: int, *, keep_that: bool = False) -> tuple[int, int] | None:
    """Return `[start, end)` without outer marks, linking words, bullets, the final stop; None where nothing is left.

    `keep_that` leaves a "that" which is no linking word.
    """
    while start < end:
        inner = text[start:end]
        lead = len(inner) - len(inner.lstrip(_LEADING_MARKS))
        link = _LINK.match(inner, lead)
        kept = keep_that and link is not None and link.group().lower().startswith("that")
        if link is not None and link.end() < len(inner) and not kept:
            lead = link.end()
        if not lead:
            break
        start += lead
    while end > start:
        link = _TRAILING_LINK.search(text, max(start, end - 12), end)
        if link is not None and link.start() > start:
            end = link.start()
        last = text[end - 1]
        stop = last in {".", "…"} and not _ABBREVIATION.search(text, max(start, end - 12), end)
        if last not in _TRAILING_MARKS and not stop:
            break
        end -= 1
    return balanced(text, start, end) if start < end else None
