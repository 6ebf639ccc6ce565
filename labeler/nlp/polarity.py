"""Which way a phrase speaks: turned round by negation, denial and doubt, silent in conditions and aims."""

from __future__ import annotations

import re

from labeler.nlp.drafts import ClaimDraft
from labeler.nlp.lexicon import DENYING, DOUBTING, lemma
from labeler.nlp.passage import Passage
from labeler.nlp.subjects import is_verb

_NEGATION = re.compile(
    r"(?:\b(?:not|no|never|without|hardly|barely|scarcely|nor|neither|cannot|nothing|nobody|none|rather than|"
    r"instead of|far from|too \w+ to|lack of|absence of|anything but|stop(?:s|ped)? short of|ruled? out|"
    r"mitigat\w+|prevent\w*|avoid\w*|avert\w*|eliminat\w+|reduc(?:e|es|ed|ing)|overc[oa]m\w+|dispel\w*|allay\w*|"
    r"fail(?:s|ed|ure)? to|unlikely to|unable to|refus(?:es|ed)? to)\b|n['’]t\b)(?! only\b)(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:doubt\w*|s[kc]eptic\w*|dubious|unconvinced|myths?|questions? (?:about|over|whether|around|if)|"
    r"question(?:s|ed|ing) (?:the|whether)|unclear|uncertain|remains to be seen|far from (?:clear|certain))\b"
    r"[^,;:—–]*$",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"\b(?:if|unless|whether)\b[^,;:—–]*$", re.IGNORECASE)
_AIM = re.compile(
    r"\b(?:aim\w*|intend\w*|intention|designed|meant|desire\w*|hop(?:e|es|ed|ing)|tr(?:y|ies|ied|ying)|attempt\w*|"
    r"efforts?|seek\w*|sought|bid|goal|in order|so as)(?: (?:is|was|of|at|as))?(?: to)?\W+(?:\w+ )?$",
    re.IGNORECASE,
)
_CONCESSION = re.compile(
    r"\b(?:although|though|while|whereas|despite|even (?:if|though)|in spite of|notwithstanding)\b[^,;:—–]*$",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:but|yet|however|nevertheless|nonetheless)\b", re.IGNORECASE)
_EMPTY = re.compile(r"\W+(?:no|nothing|nobody|neither)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;:—–]|\bbut\b", re.IGNORECASE)
_STEPS = 4

NEGATIONS = frozenset(
    ["not", "n't", "n’t", "no", "never", "without", "nor", "neither", "cannot", "nothing", "nobody", "none", "hardly"]
)
"""Words that negate: a phrase that holds one is not negated by it."""


def is_negated(before: str) -> bool:
    """Tell whether the words before a phrase negate it: a negation at most three words back in the same clause."""
    clause = _CLAUSE_END.split(before)[-1]
    return _NEGATION.search(clause) is not None


def is_emptied(after: str) -> bool:
    """Tell whether the word behind a phrase takes it back: "needs no", "fears nothing"."""
    return _EMPTY.match(after) is not None


def is_doubted(before: str) -> bool:
    """Tell whether the clause before a phrase doubts it: "doubts about", "skeptical that", "questions whether"."""
    return _DOUBT.search(before) is not None


def is_open(before: str) -> bool:
    """Tell whether a phrase only names a condition or an aim: "if …", "designed to …"."""
    return _CONDITION.search(before) is not None or _AIM.search(before) is not None


def is_conceded(before: str, after: str) -> bool:
    """Tell whether a phrase is only granted: "although …", "despite …", or "…, but" behind it."""
    return _CONCESSION.search(before) is not None or _TURN.search(after) is not None


def is_denied(passage: Passage, claim: ClaimDraft) -> bool:
    """Tell whether the claim's reporting word turns it round: "denied that", "was skeptical that"."""
    if claim.candidate is not None and claim.candidate.cue is not None:
        return lemma(claim.candidate.cue) in DENYING | DOUBTING
    head = passage.doc[claim.tokens[0] : claim.tokens[1] + 1].root.head
    return not claim.tokens[0] <= head.i <= claim.tokens[1] and lemma(head) in DENYING | DOUBTING


def verb_is_negated(passage: Passage, start: int, claim: ClaimDraft) -> bool:
    """Tell whether a phrase belongs to a negated verb, wherever that stands: "massive spending may not be needed"."""
    span = passage.doc.char_span(start, start + 1, alignment_mode="expand")
    if span is None or len(span) == 0:
        return False
    token = span[0]
    for _ in range(_STEPS):
        if is_verb(token):
            negations = [child for child in token.children if child.dep_ == "neg"]
            return any(
                passage.tokens[min(one.i + 1, claim.tokens[1])].lower_ not in {"only", "just"} for one in negations
            )
        if token.head.i == token.i or token.dep_ in {"pobj", "relcl", "acl"}:
            return False
        token = token.head
    return False
