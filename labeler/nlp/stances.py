"""The stances of claims: the scheme's own phrases, where the claim or what surrounds it bears on the topic."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from labeler.nlp.drafts import ClaimDraft, StanceDraft, claims_of, passage_of
from labeler.nlp.passage import Passage
from labeler.nlp.phrasebook import TopicPatterns, places_of
from labeler.nlp.polarity import is_conceded, is_denied, is_doubted, is_emptied, is_negated, is_open, verb_is_negated
from labeler.nlp.wording import Place, wording_of

_REACH = 80
_CARRYING = frozenset({"it", "its", "they", "them", "their", "this", "that", "these", "those", "such", "both", "same"})
_POINTING = frozenset({"PRP", "PRP$", "DT", "PDT", "JJ"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that speaks for (`supports`) or against a topic, `[start, end)` of the paragraph."""

    start: int
    end: int
    supports: bool
    conceded: bool
    why: str


@dataclass(frozen=True, slots=True)
class Bearing:
    """Where the words stand by which a claim bears on a topic: rule, share of such stances that people confirm."""

    rule: str
    score: float
    why: str


# Shares measured on labelled articles (claim 0.71 of 69, sentence 0.88 of 8, before 0.83 of 6), lowered towards what a
# reading of other articles gave: the scheme's phrases were tried on the labelled ones.
_IN_CLAIM = Bearing("stance-claim", 0.65, "")
_IN_SENTENCE = Bearing("stance-sentence", 0.65, "; topic named in the sentence")
_IN_UTTERANCE = Bearing("stance-utterance", 0.6, "; topic named in what was said")
_BEFORE = Bearing("stance-before", 0.5, "; topic named in the sentence before")
_IN_HEADING = Bearing("stance-heading", 0.45, "; topic named in the heading")


@dataclass(frozen=True, slots=True)
class Reading:
    """Where one topic's phrases stand in a paragraph, and whether the paragraph before and the heading bear on it."""

    topic: str
    keywords: list[Place]
    supporting: list[Place]
    opposing: list[Place]
    before: bool
    heading: bool


class StanceFinder:
    """The component `labeler_stances`: sets `doc._.stances`."""

    def __init__(self, topics: list[TopicPatterns]) -> None:
        self.topics = topics

    def __call__(self, doc: Doc) -> Doc:
        """Draft the stances of one paragraph's claims."""
        doc._.stances = []
        claims = claims_of(doc)
        if claims:
            passage = passage_of(doc)
            readings = [reading for topic in self.topics if (reading := _read(doc, topic)) is not None]
            found = (_stance(passage, claim, reading) for claim in claims for reading in readings)
            doc._.stances = [stance for stance in found if stance is not None]
        return doc


def _read(doc: Doc, topic: TopicPatterns) -> Reading | None:
    """Return where a topic's phrases stand, None where neither the paragraph nor what precedes it bears on it."""
    wording = wording_of(doc)
    keywords = places_of(topic.keywords, wording)
    before, heading = _ends_on(doc._.before, topic), _is_on(doc._.heading, topic)
    if not (keywords or before or heading):
        return None
    supporting, opposing = places_of(topic.supporting, wording), places_of(topic.opposing, wording)
    if not (supporting or opposing):
        return None
    return Reading(topic.id, keywords, supporting, opposing, before, heading)


def _is_on(doc: Doc | None, topic: TopicPatterns) -> bool:
    return doc is not None and bool(places_of(topic.keywords, wording_of(doc)))


def _ends_on(doc: Doc | None, topic: TopicPatterns) -> bool:
    """Tell whether the last sentence of a paragraph bears on a topic."""
    if doc is None or not len(doc):
        return False
    passage = passage_of(doc)
    start = passage.span(passage.sentences[-1])[0]
    return any(place[0] >= start for place in places_of(topic.keywords, wording_of(doc)))


def _stance(passage: Passage, claim: ClaimDraft, reading: Reading) -> StanceDraft | None:
    """Return the stance of a claim on a topic; None where its cues speak both ways or nothing near bears on it."""
    cues = _cues(passage, claim, reading)
    if len({cue.supports for cue in cues}) > 1:
        cues = [cue for cue in cues if not cue.conceded]
    if not cues or len({cue.supports for cue in cues}) > 1:
        return None
    bearing = _bearing(passage, claim, reading, cues)
    if bearing is None:
        return None
    first = cues[0]
    value = "support" if first.supports else "oppose"
    return StanceDraft(
        claim, reading.topic, value, first.start, first.end, bearing.score, first.why + bearing.why, bearing.rule
    )


def _cues(passage: Passage, claim: ClaimDraft, reading: Reading) -> list[Cue]:
    denied = is_denied(claim)
    out: list[Cue] = []
    for places, supports in ((reading.supporting, True), (reading.opposing, False)):
        for start, end in places:
            if not (claim.start <= start and end <= claim.end):
                continue
            before = passage.text[max(claim.start, start - _REACH) : start]
            doubted = is_doubted(before)
            if is_open(before) and not doubted:
                continue
            after = passage.text[end : claim.end]
            negated = is_negated(before) or is_emptied(after) or verb_is_negated(passage, start, claim)
            words = passage.text[start:end]
            turns = [word for word, so in (("negated", negated), ("doubted", doubted), ("denied", denied)) if so]
            why = "; ".join([f"“{words}” speaks {'for' if supports else 'against'} the topic", *turns])
            conceded = is_conceded(before, after)
            out.append(Cue(start, end, supports ^ negated ^ doubted ^ denied, conceded, why))
    return sorted((cue for cue in out if not any(_holds(other, cue) for other in out)), key=lambda cue: cue.start)


def _holds(longer: Cue, cue: Cue) -> bool:
    """Tell whether a phrase is part of a longer one, which knows more: "America lags" against "lags"."""
    return longer.start <= cue.start and cue.end <= longer.end and longer.end - longer.start > cue.end - cue.start


def _bearing(passage: Passage, claim: ClaimDraft, reading: Reading, cues: list[Cue]) -> Bearing | None:
    """Return by what a claim bears on a topic, the nearest first; a cue is a keyword too only if the scheme says so."""
    keywords = [
        place
        for place in reading.keywords
        if any(not _overlap(cue, place) or place == (cue.start, cue.end) for cue in cues)
    ]
    if _within(keywords, (claim.start, claim.end)):
        return _IN_CLAIM
    first, last = passage.sentence(claim.tokens[0])[0], passage.sentence(claim.tokens[1])[1]
    if _within(keywords, passage.span((first, last))):
        return _IN_SENTENCE
    if claim.candidate is not None and _within(keywords, passage.span(claim.candidate.tokens)):
        return _IN_UTTERANCE
    if _carries(passage, claim):
        number = passage.sentence_of[first]
        named = _within(keywords, passage.span(passage.sentences[number - 1])) if number else reading.before
        if named:
            return _BEFORE
        if reading.heading:
            return _IN_HEADING
    return None


def _carries(passage: Passage, claim: ClaimDraft) -> bool:
    """Tell whether a claim speaks of something named before: "it", "their", "such rules"."""
    inner = passage.tokens[claim.tokens[0] : claim.tokens[1] + 1]
    return any(token.lower_ in _CARRYING and token.tag_ in _POINTING and token.dep_ != "expl" for token in inner)


def _within(places: list[Place], stretch: Place) -> bool:
    return any(stretch[0] <= start and end <= stretch[1] for start, end in places)


def _overlap(cue: Cue, place: Place) -> bool:
    return cue.start < place[1] and place[0] < cue.end
