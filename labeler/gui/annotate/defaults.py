"""What a new label gets without being asked: attribution, the nearest speaker, the claim that a cue belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from labeler.domain.labels import Claim, Speaker
from labeler.domain.registry import Entity
from labeler.domain.spans import Span
from labeler.domain.words import sentence_at

# How far (characters) a speaker may stand from a quotation to be taken for its source.
REACH = 240

_PARAGRAPH_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_PARAGRAPH_ENDS = "\n\r\u2028\u2029"
_CURLY = re.compile(r"“[^“”]*”?|«[^«»]*»?|„[^„“”]*[“”]?")
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "his", "her", "their", "who", "this", "the"})
_PARTICLES = frozenset({"of", "the", "and", "de", "van", "von", "der", "la", "al", "bin", "for", "&"})
_STRAIGHT = re.compile(r'"[^"]*"')


def paragraph_at(text: str, point: int) -> Span | None:
    """Return the paragraph that holds a point; None for an empty one."""
    # Looked for on both sides alone: the text may be long, and this is asked with each label.
    if text[point - 1 : point + 1] == "\r\n":
        point -= 1  # between the two, a point stands before the end that they make
    start = max((text.rfind(mark, 0, point) for mark in _PARAGRAPH_ENDS), default=-1) + 1
    found = _PARAGRAPH_END.search(text, point)
    end = len(text) if found is None else found.start()
    return Span(start, end) if start < end else None


def quotation_at(text: str, span: Span) -> Span | None:
    """Return the quotation (marks included) in whose inside the span lies, None outside quotation marks.

    Quotations are sought in one paragraph; a curly mark without its partner runs to the paragraph's end, as it does
    when a quotation goes on in the next one. The span may include the marks themselves.
    """
    paragraph = paragraph_at(text, span.start)
    if paragraph is None:
        return None
    words = paragraph.of(text)
    for match in chain(_CURLY.finditer(words), _STRAIGHT.finditer(words)):
        quotation = Span(paragraph.start + match.start(), paragraph.start + match.end())
        if quotation.holds(span):
            return quotation
    return None


def nearest_speaker(text: str, claim: Span, speakers: Iterable[Speaker]) -> Speaker | None:
    """Return the speaker nearest to a claim in its paragraph, else within reach; None if none is near.

    Speakers inside the claim's own quotation are those it speaks of.
    At equal distance the one after the claim wins: "…," said X is the usual order of the news.
    """
    paragraph = paragraph_at(text, claim.start)
    quotation = quotation_at(text, claim) or claim
    low, high = quotation.start - REACH, quotation.end + REACH
    near = [one for one in speakers if one.end >= low and one.start <= high and not quotation.holds(one.span)]
    here = [one for one in near if paragraph is not None and paragraph.holds(one.span)]
    return min(here or near, key=lambda one: (one.span.gap(quotation), one.start < claim.start), default=None)


def claim_of_cue(text: str, cue: Span, selected: Claim | None, claims: Iterable[Claim]) -> Claim | None:
    """Return the claim of a cue: the selected one, else the innermost around it, else the only one of its sentence."""
    if selected is not None:
        return selected
    everyone = list(claims)
    around = [claim for claim in everyone if claim.span.holds(cue)]
    if around:
        return min(around, key=lambda claim: (len(claim.span), claim.start))
    sentence = sentence_at(text, cue.start)
    there = [claim for claim in everyone if sentence is not None and sentence.overlaps(claim.span)]
    return there[0] if len(there) == 1 else None


def is_pronoun(words: str) -> bool:
    """Tell whether words name nobody by themselves: "she", "their"."""
    return words.strip().casefold() in _PRONOUNS


def entity_for(words: str, entities: Iterable[Entity], speakers: Iterable[Speaker]) -> str:
    """Return the entity's name that a speaker's words most likely mean, "" where one has to ask.

    A name known in this article is taken, also by its last part ("Lind" for "Elena Lind") or as the same words were
    resolved before; other words are a name of their own if they look like one: capitals, and no pronoun.
    """
    names = {entity.id: entity.name for entity in entities}
    folded = words.casefold()
    for name in names.values():
        if name.casefold() == folded:
            return name
    for speaker in speakers:
        if speaker.entity_id in names and speaker.text.casefold() == folded and folded not in _PRONOUNS:
            return names[speaker.entity_id]
    if is_pronoun(words):
        return ""
    last = [name for name in names.values() if name.casefold().split()[-1:] == [folded]]
    if len(last) == 1:
        return last[0]
    parts = words.split()
    return words if parts and all(part[0].isupper() or part in _PARTICLES for part in parts) else ""
