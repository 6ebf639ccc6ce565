"""From what learning picked to the utterances of a paragraph: each with its cue, its speaker and its pieces.

Where the rules found nearly the same words, their candidate is taken with the picked ends: it knows the speaker, and
which parts an interrupted utterance has. Else the words themselves say what can be known.
"""

from __future__ import annotations

from dataclasses import replace

from labeler.nlp.candidates import Candidate
from labeler.nlp.learning.picking import Pick
from labeler.nlp.learning.sheets import Sheet
from labeler.nlp.learning.spans import Span
from labeler.nlp.passage import Passage, Range
from labeler.nlp.subjects import phrase_of

_HALF = 0.5
_RULES = (
    ("ccomp", "clause"),
    ("xcomp", "infinitive"),
    ("object", "object"),
    ("prep", "object"),
    ("quote", "quote"),
    ("before-cue", "paren"),
    ("after-cue", "paren"),
    ("according", "according"),
    ("noun", "noun"),
    ("adjective", "adjective"),
    ("colon", "colon"),
)


def attributed(sheet: Sheet, picks: list[Pick], *, utterances: bool) -> list[Candidate]:
    """Return the picked utterances, the best first; with `utterances` as they are, else with all their pieces."""
    passage = sheet.table.passage
    out: list[Candidate] = []
    for pick in picks:
        made = _candidate(sheet, pick.span, utterances=utterances)
        if not made.rule:
            continue
        made.score, made.reasons = pick.score, pick.reasons
        made.quotes = _quotes_in(passage, made.tokens)
        out.append(made)
    return out


def _candidate(sheet: Sheet, span: Span, *, utterances: bool) -> Candidate:
    passage = sheet.table.passage
    near = _nearest(sheet, span)
    if near is None:
        return _unruled(passage, span)
    candidate, settled = near
    if not utterances and (
        _takes_in_the_cue(passage, candidate, span) or (candidate.pieces and span.tokens == settled)
    ):
        return replace(candidate)
    pieces = _clipped(candidate.pieces, span.tokens) if candidate.pieces else pieces_of(passage, span.tokens, candidate)
    return replace(candidate, first=span.first, last=span.last, pieces=pieces)


def _takes_in_the_cue(passage: Passage, candidate: Candidate, span: Span) -> bool:
    """Tell whether a span holds the reporting words that the rules left out: "She said it rains" for "it rains"."""
    cue = candidate.cue
    if cue is None or passage.is_quoted(cue.i) or candidate.rule in {"according", "as"}:
        return False
    return candidate.holds_cue(span.tokens) and not candidate.holds_cue(candidate.tokens)


def _nearest(sheet: Sheet, span: Span) -> tuple[Candidate, Range] | None:
    """Return the rules' candidate that covers the span best, and as what it was proposed; None below a half."""
    best, most = None, _HALF
    for candidate, settled in zip(sheet.candidates, sheet.settled, strict=True):
        same_cue = candidate.cue is not None and candidate.cue.i == span.cue
        for tokens in (settled, candidate.tokens):
            value = _shared(sheet, tokens, span.tokens) + (0.05 if same_cue else 0.0) + 0.01 * candidate.score
            if value > most:
                best, most = (candidate, settled), value
    return best


def _shared(sheet: Sheet, one: Range, other: Range) -> float:
    first, last = max(one[0], other[0]), min(one[1], other[1])
    if first > last:
        return 0.0
    common = sheet.table.words(first, last)
    return common / (sheet.table.words(*one) + sheet.table.words(*other) - common)


def _unruled(passage: Passage, span: Span) -> Candidate:
    """Return a candidate for words that no rule found; without a name where nothing says why it should be a claim."""
    kind = span.kind
    rule = next((rule for start, rule in _RULES if kind.startswith(start)), "")
    if rule in {"", "quote"} and span.cue < 0 and _quotes_in(passage, span.tokens):
        rule = "orphan"
    cue = None if span.cue < 0 else passage.tokens[span.cue]
    subject = None if span.subject < 0 else passage.tokens[span.subject]
    if subject is not None and (span.first <= subject.i <= span.last or passage.is_quoted(subject.i)):
        subject = None
    speaker = None if subject is None else phrase_of(passage, subject, None if cue is None else cue.i)
    made = Candidate(span.first, span.last, rule, cue=cue, subject=subject, speaker=speaker)
    made.pieces = pieces_of(passage, span.tokens, made)
    return made


def pieces_of(passage: Passage, tokens: Range, candidate: Candidate) -> list[Range]:
    """Return the parts of an utterance whose reporting words stand between two of its quotations; none if whole."""
    cue = candidate.cue
    if cue is None or not tokens[0] < cue.i < tokens[1] or passage.is_quoted(cue.i):
        return []
    before = [one for one in passage.quote_ranges if one is not None and tokens[0] <= one[1] < cue.i]
    after = [one for one in passage.quote_ranges if one is not None and cue.i < one[0] <= tokens[1]]
    if not before or not after:
        return []
    left, right = passage.trim(tokens[0], before[-1][1]), passage.trim(after[0][0], tokens[1])
    return [left, right] if left is not None and right is not None else []


def _clipped(pieces: list[Range], tokens: Range) -> list[Range]:
    """Return the parts that lie in a range; the first and the last reach to its ends. Nothing where one is left."""
    inside = [(max(first, tokens[0]), min(last, tokens[1])) for first, last in pieces]
    inside = [one for one in inside if one[0] <= one[1]]
    if len(inside) < 2:
        return []
    inside[0] = tokens[0], inside[0][1]
    inside[-1] = inside[-1][0], tokens[1]
    return inside


def _quotes_in(passage: Passage, tokens: Range) -> set[int]:
    return {passage.quote_of[i] for i in range(tokens[0], tokens[1] + 1) if passage.quote_of[i] >= 0}
