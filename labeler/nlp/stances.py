"""The stances of claims: the scheme's own phrases, turned round by negation and by verbs that deny."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from labeler.nlp.drafts import ClaimDraft, StanceDraft, claims_of, passage_of
from labeler.nlp.lexicon import DENYING, lemma
from labeler.nlp.passage import Passage
from labeler.nlp.phrasebook import TopicPatterns
from labeler.nlp.subjects import is_verb

_NEGATION = re.compile(
    r"(?:\b(?:not|no|never|without|hardly|barely|nor|neither|cannot|nothing|rather than|instead of|far from|"
    r"fail(?:s|ed)? to|unlikely to|refus(?:es|ed)? to)\b|n['’]t\b)(?! only\b)(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_REACH = 60
_STEPS = 4
_ONE_CUE = 0.5
_EACH_FURTHER = 0.08
_CLAUSE_END = re.compile(r"[,;:—–]|\bbut\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that speaks for (`supports`) or against a topic, `[start, end)` of the paragraph."""

    start: int
    end: int
    supports: bool
    why: str


class StanceFinder:
    """The component `labeler_stances`: sets `doc._.stances`."""

    def __init__(self, topics: list[TopicPatterns]) -> None:
        self.topics = topics

    def __call__(self, doc: Doc) -> Doc:
        """Draft the stances of one paragraph's claims."""
        passage = passage_of(doc)
        doc._.stances = [
            stance
            for claim in claims_of(doc)
            for topic in self.topics
            if (stance := _stance(passage, claim, topic)) is not None
        ]
        return doc


def _stance(passage: Passage, claim: ClaimDraft, topic: TopicPatterns) -> StanceDraft | None:
    """Return the stance of a claim on a topic; None where the cues speak both ways, or its sentence bears not on it.

    A keyword may stand anywhere in the sentence ("they"), a cue only in the claim. A phrase is not its own keyword.
    """
    first, last = passage.span((passage.sentence(claim.tokens[0])[0], passage.sentence(claim.tokens[1])[1]))
    keywords = [found.span() for found in topic.keywords.finditer(passage.text, first, last)]
    if not keywords:
        return None
    cues = [cue for cue in _cues(passage, claim, topic) if any(not _overlap(cue, place) for place in keywords)]
    supporting = [cue for cue in cues if cue.supports]
    opposing = [cue for cue in cues if not cue.supports]
    if not cues or (supporting and opposing):
        return None
    first = cues[0]
    value = "support" if supporting else "oppose"
    score = min(0.8, _ONE_CUE + _EACH_FURTHER * (len(cues) - 1))
    return StanceDraft(claim, topic.id, value, first.start, first.end, score, first.why)


def _cues(passage: Passage, claim: ClaimDraft, topic: TopicPatterns) -> Iterator[Cue]:
    denied = claim.candidate is not None and claim.candidate.cue is not None and lemma(claim.candidate.cue) in DENYING
    for pattern, supports in ((topic.supporting, True), (topic.opposing, False)):
        for found in pattern.finditer(passage.text, claim.start, claim.end):
            before = passage.text[max(claim.start, found.start() - _REACH) : found.start()]
            negated = is_negated(before) or _verb_is_negated(passage, found.start(), claim)
            words = found.group()
            side = "for" if supports else "against"
            why = (
                f"“{words}” speaks {side} the topic" + ("; negated" if negated else "") + ("; denied" if denied else "")
            )
            yield Cue(found.start(), found.end(), supports ^ negated ^ denied, why)


def is_negated(before: str) -> bool:
    """Tell whether the words before a phrase negate it: a negation at most three words back in the same clause."""
    clause = _CLAUSE_END.split(before)[-1]
    return _NEGATION.search(clause) is not None


def _verb_is_negated(passage: Passage, start: int, claim: ClaimDraft) -> bool:
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


def _overlap(cue: Cue, place: tuple[int, int]) -> bool:
    return cue.start < place[1] and place[0] < cue.end
