"""Quotations and their speakers: grown clauses, joined parts, quotations without a clause of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from spacy.tokens import Token

from labeler.nlp.candidates import Candidate, Finds
from labeler.nlp.passage import Passage, Range
from labeler.nlp.subjects import phrase_of, subject_of

_MINIMUM = 4
_LOOSE = frozenset({"object", "infinitive", "raising", "noun", "adjective"})
_JOINING = frozenset({"clause", "quote", "paren"})
_NAMED_LINE = re.compile(r"^\s*([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]+){0,3}):\s+(\S.{15,})$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class OwnCue:
    """The reporting verb beside a quotation; `cost` grows with its distance."""

    cost: int
    verb: Token
    subject: Token
    after: bool


def grow_to_quotations(finds: Finds) -> None:
    """Extend a clause that touches a quotation to all of it; each quotation goes to the tightest candidate."""
    for number, tokens in enumerate(finds.passage.quote_ranges):
        if tokens is None:
            continue
        best, most = None, 0.0
        for candidate in finds.candidates:
            weight = _touch(candidate, tokens)
            if weight > most:
                best, most = candidate, weight
        if best is None:
            continue
        finds.own(number, best)
        kept = finds.passage.trim(min(best.first, tokens[0]), max(best.last, tokens[1]))
        if kept is not None:
            best.first, best.last = kept


def _touch(candidate: Candidate, quotation: Range) -> float:
    """Return how far a candidate covers a quotation; 0 where it cannot own it."""
    common = min(candidate.last, quotation[1]) - max(candidate.first, quotation[0]) + 1
    inside = candidate.first <= quotation[0] and quotation[1] <= candidate.last
    if common <= 0 or candidate.holds_cue(quotation) or (candidate.rule == "raising" and not inside):
        return 0.0
    return common - (0.5 if candidate.rule in _LOOSE else 0) - 0.001 * (candidate.last - candidate.first)


def place_loose_quotations(finds: Finds) -> None:
    """Join quotations that no clause has touched to the utterance before, or give them the nearest reporting verb."""
    previous: tuple[Range, Candidate] | None = None
    for number, tokens in enumerate(finds.passage.quote_ranges):
        if tokens is None:
            continue
        owner = finds.owner.get(number)
        if owner is None:
            cue = own_cue(finds, tokens)
            if previous is not None and _joins(finds, previous, tokens, number, cue):
                owner = previous[1]
                _join(finds, owner, tokens)
            elif _quote_words(finds.passage, number) >= _MINIMUM:
                owner = _add_quotation(finds, number, tokens, cue, previous)
        if owner is not None:
            finds.own(number, owner)
            previous = (tokens, owner)


def join_openings(finds: Finds) -> None:
    """Join the few words before a cue to what follows it: `“The tram,” she said, “will never run.”`."""
    passage = finds.passage
    for number, (tokens, following) in enumerate(pairwise(passage.quote_ranges)):
        owner = finds.owner.get(number + 1)
        if tokens is None or following is None or owner is None or number in finds.owner:
            continue
        between = owner.holds_cue((tokens[1] + 1, following[0] - 1))
        if between and passage.same_sentence(tokens[0], following[0]) and owner.first > tokens[1]:
            owner.pieces = [tokens, *(owner.pieces or [owner.tokens])]
            owner.first = tokens[0]
            finds.own(number, owner)


def _quote_words(passage: Passage, number: int) -> int:
    tokens = passage.quote_ranges[number]
    return passage.words(tokens)


def _joins(finds: Finds, previous: tuple[Range, Candidate], tokens: Range, number: int, cue: OwnCue | None) -> bool:
    """Tell whether a quotation carries on the utterance before it: `“A,” she said. “B”`."""
    passage = finds.passage
    before, candidate = previous
    gap = (before[1] + 1, tokens[0] - 1)
    between = candidate.holds_cue(gap)
    same_sentence = passage.same_sentence(tokens[0], before[1])
    words = _quote_words(passage, number)
    verb = -1 if candidate.cue is None else candidate.cue.i
    if cue is not None and cue.after and finds.lexicon.is_strong(cue.verb) and cue.verb.i != verb:
        return False
    if words < _MINIMUM and between and same_sentence:
        return False
    inner = [i for i in range(gap[0], gap[1] + 1) if not passage.is_blank(i)]
    if between and len({passage.sentence_of[i] for i in inner}) <= 1:
        return True
    if candidate.rule not in _JOINING:
        return False
    return not inner or (same_sentence and 0 <= verb < tokens[0] and words < 12)


def _join(finds: Finds, candidate: Candidate, tokens: Range) -> None:
    if not candidate.pieces:
        candidate.pieces.append(candidate.tokens)
    candidate.pieces.append(tokens)
    kept = finds.passage.trim(candidate.first, max(candidate.last, tokens[1]))
    if kept is not None:
        candidate.last = kept[1]


def _add_quotation(
    finds: Finds, number: int, tokens: Range, cue: OwnCue | None, previous: tuple[Range, Candidate] | None
) -> Candidate | None:
    passage, quotation = finds.passage, finds.passage.quotes[number]
    words = _quote_words(passage, number)
    opening = passage.text[quotation.start : quotation.end].lstrip("“\"'`«")[:1]
    size = "n<8" if words < 8 else "n<15" if words < 15 else "n15+"
    case = "cap" if opening.isupper() else "low"
    if cue is not None:
        strength = "strong" if finds.lexicon.is_strong(cue.verb) else "weak"
        features = [
            "side=" + ("after" if cue.after else "before"),
            "far" if cue.cost > 12 else "near",
            size,
            case,
            strength,
        ]
        return finds.add(tokens, "quote", cue=cue.verb, subject=cue.subject, features=features)
    everything = passage.words((0, len(passage.tokens) - 1))
    whole = "whole" if everything - words < 3 else "part"
    subject, speaker = _lent_speaker(passage, tokens, previous)
    features = [size, case, whole, "closed" if quotation.closed else "open", "lent" if speaker else "unlent"]
    return finds.add(tokens, "orphan", subject=subject, speaker=speaker, features=features)


def own_cue(finds: Finds, tokens: Range) -> OwnCue | None:
    """Return the nearest verb beside a quotation that has a subject outside quotations, None without one."""
    passage = finds.passage
    others = [other for other in passage.quote_ranges if other is not None]
    low = max((other[1] for other in others if other[1] < tokens[0]), default=-1)
    high = min((other[0] for other in others if other[0] > tokens[1]), default=len(passage.tokens))
    best: OwnCue | None = None
    for verb in passage.tokens[max(low + 1, tokens[0] - 30) : min(high, tokens[1] + 30)]:
        if verb.pos_ != "VERB" or passage.is_quoted(verb.i):
            continue
        subject = subject_of(verb)
        if subject is None or passage.is_quoted(subject.i):
            continue
        after = verb.i > tokens[1]
        distance = verb.i - tokens[1] if after else tokens[0] - verb.i
        same = passage.sentence_of[verb.i] in {passage.sentence_of[tokens[0]], passage.sentence_of[tokens[1]]}
        if not same and distance > 6:
            continue
        cost = distance + (0 if same else 4) + (0 if finds.lexicon.is_strong(verb) else 8) + (0 if after else 1)
        if best is None or cost < best.cost:
            best = OwnCue(cost, verb, subject, after)
    return best


def _lent_speaker(
    passage: Passage, tokens: Range, previous: tuple[Range, Candidate] | None
) -> tuple[Token | None, Range | None]:
    """Return the speaker of a quotation without a cue: of the utterance before it, else the nearest subject."""
    if previous is not None and previous[1].speaker is not None:
        return previous[1].subject, previous[1].speaker
    before = reversed(passage.tokens[: tokens[0]])
    after = passage.tokens[tokens[1] + 1 : tokens[1] + 15]
    for token in before:
        named = token.ent_type_ in {"PERSON", "ORG"} or token.pos_ == "PROPN" or token.lower_ in {"he", "she", "they"}
        if token.dep_ in {"nsubj", "nsubjpass"} and named and not passage.is_quoted(token.i):
            return token, phrase_of(passage, token)
    for token in after:
        named = token.ent_type_ in {"PERSON", "ORG"} or token.lower_ in {"he", "she"}
        if token.dep_ == "nsubj" and named and not passage.is_quoted(token.i):
            return token, phrase_of(passage, token)
    return None, None


def add_named_line(finds: Finds) -> None:
    """Enter "NAME: words", a line of a transcript."""
    passage = finds.passage
    found = _NAMED_LINE.match(passage.text.rstrip())
    if found is None:
        return
    name = passage.doc.char_span(*found.span(1), alignment_mode="expand")
    said = passage.doc.char_span(*found.span(2), alignment_mode="expand")
    if name is None or said is None:
        return
    speaks = found.group(1).isupper() or any(one.label_ == "PERSON" for one in name.ents)
    if not finds.candidates or (speaks and not passage.quotes):
        features = ["upper" if found.group(1).isupper() else "title"]
        finds.add((said.start, said.end - 1), "colon", speaker=(name.start, name.end - 1), features=features)
