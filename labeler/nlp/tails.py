"""What a speaker goes on to say behind the reporting clause: "The pier is old, she said, and nobody will mend it"."""

from __future__ import annotations

from spacy.tokens import Token

from labeler.nlp.candidates import Candidate
from labeler.nlp.cutting import is_finite, is_reporting
from labeler.nlp.passage import Passage, Range
from labeler.nlp.subjects import is_verb

_RULES = frozenset({"clause", "paren"})
_JOINING = frozenset({"and", "but", "so", "or"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
_MODIFYING = frozenset({"prt", "advmod", "npadvmod"})
_NEAR = 8


def tail_of(passage: Passage, candidate: Candidate) -> Range | None:
    """Return the whole clause that the speaker goes on with in the same sentence, None without one.

    It stands behind "she said;" or "she said, and", has a subject of its own, and nobody else says something in it.
    """
    if candidate.cue is None or candidate.rule not in _RULES or candidate.last >= candidate.cue.i:
        return None
    _, last = passage.sentence(candidate.cue.i)
    first = _behind(passage, candidate, last)
    if first is None or not passage.same_sentence(candidate.last, candidate.cue.i):
        return None
    if any(passage.is_quoted(i) for i in range(first, last + 1)) or not _holds_clause(passage, first, last):
        return None
    return passage.trim(first, last)


def _behind(passage: Passage, candidate: Candidate, last: int) -> int | None:
    """Return the first token behind the reporting clause and what joins the next one to it."""
    assert candidate.cue is not None
    place = max(candidate.cue.i, candidate.speaker[1] if candidate.speaker is not None else 0) + 1
    while place <= last and passage.tokens[place].dep_ in _MODIFYING:
        place += 1
    if place + 1 > last or passage.tokens[place].text not in {",", ";"}:
        return None
    if passage.tokens[place + 1].lower_ in _JOINING:
        return place + 2
    return place + 1 if passage.tokens[place].text == ";" else None


def _holds_clause(passage: Passage, first: int, last: int) -> bool:
    verbs = [token for token in passage.tokens[first : last + 1] if is_verb(token) and is_finite(token)]
    begins = any(_begins(verb, first) for verb in verbs)
    return begins and not any(is_reporting(verb) and _has_subject(verb) for verb in verbs)


def _begins(verb: Token, first: int) -> bool:
    return any(child.dep_ in _SUBJECTS and first <= child.left_edge.i <= first + _NEAR for child in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)
