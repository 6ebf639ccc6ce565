"""All candidates of one paragraph: every construction that can report somebody's words, liberally."""

from __future__ import annotations

from spacy.tokens import Token

from labeler.nlp.candidates import Candidate, Finds
from labeler.nlp.clauses import add_as_clause, add_clause, add_parenthetical
from labeler.nlp.lexicon import ASKED, FEELINGS, Lexicon, lemma
from labeler.nlp.passage import Passage
from labeler.nlp.phrases import add_according, add_adjective, add_infinitive, add_noun, add_object
from labeler.nlp.quoted import add_named_line, grow_to_quotations, join_openings, place_loose_quotations
from labeler.nlp.subjects import is_verb, near_subject, subject_of

_OUTER = frozenset({"clause", "paren", "quote", "according"})


def find_candidates(passage: Passage, lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates of a paragraph; their scores are not yet set."""
    finds = Finds(passage, lexicon)
    for token in passage.tokens:
        if not passage.is_quoted(token.i):
            _add_by_word(finds, token)
    grow_to_quotations(finds)
    place_loose_quotations(finds)
    join_openings(finds)
    add_named_line(finds)
    for candidate in finds.candidates:
        candidate.nested = _is_nested(candidate, finds.candidates)
    return finds.candidates


def _add_by_word(finds: Finds, token: Token) -> None:
    if token.lower_ == "according":
        add_according(finds, token)
    elif is_verb(token):
        if not add_as_clause(finds, token):
            _add_by_verb(finds, token)
    elif token.pos_ == "NOUN":
        add_noun(finds, token)
    elif token.pos_ == "ADJ":
        add_adjective(finds, token)


def _add_by_verb(finds: Finds, verb: Token) -> None:
    strong = finds.lexicon.is_strong(verb)
    subject = subject_of(verb)
    if subject is None and strong:
        subject = near_subject(finds.passage, verb)
    if subject is not None and finds.passage.is_quoted(subject.i):
        return
    if _is_passive(verb):
        subject = _agent(verb)
    clauses = [child for child in verb.children if child.dep_ == "ccomp"]
    if clauses:
        add_clause(finds, verb, subject, clauses)
        return
    if strong and subject is not None and add_parenthetical(finds, verb, subject):
        return
    complement = next((child for child in verb.children if child.dep_ == "xcomp" and child.i > verb.i), None)
    if complement is not None and verb.tag_ != "VB":
        add_infinitive(finds, verb, subject, complement)
    else:
        add_object(finds, verb, subject)


def _is_passive(verb: Token) -> bool:
    """Tell whether the subject is told or said, not speaking: "was told that", "asked whether …, she"."""
    if lemma(verb) in FEELINGS:
        return False
    kinds = {child.dep_ for child in verb.children}
    if kinds & {"auxpass", "nsubjpass"}:
        return True
    return verb.tag_ == "VBN" and verb.dep_ in {"advcl", "acl"} and lemma(verb) in ASKED and "aux" not in kinds


def _agent(verb: Token) -> Token | None:
    by = next((child for child in verb.children if child.dep_ == "agent"), None)
    return None if by is None else next((child for child in by.children if child.dep_ == "pobj"), None)


def _is_nested(candidate: Candidate, others: list[Candidate]) -> bool:
    """Tell whether the reporting word itself stands in what somebody else is reported to say."""
    return any(
        other is not candidate
        and other.rule in _OUTER
        and candidate.holds_cue(other.tokens)
        and not (candidate.first <= other.first and other.last <= candidate.last)
        for other in others
    )
