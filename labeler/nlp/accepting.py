"""Which candidates become suggestions: those above a threshold, the best where two want the same words."""

from __future__ import annotations

from labeler.nlp.candidates import Candidate
from labeler.nlp.lexicon import DOUBTING, NAMING, lemma
from labeler.nlp.passage import Passage

_MINIMUM = 4
_OPEN_QUOTATION = 0.6
_DOUBT = 0.5


def accept_utterances(candidates: list[Candidate], passage: Passage, threshold: float) -> list[Candidate]:
    """Return whole utterances at or above the threshold; two may nest, but not share half of their common extent."""
    kept: list[Candidate] = []
    for candidate in _by_score(candidates):
        good = candidate.score >= threshold and is_claim_like(candidate, passage)
        if good and not any(_shares_half(candidate, other, passage) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: (one.first, one.last))


def accept_disjoint(candidates: list[Candidate], passage: Passage, threshold: float) -> list[Candidate]:
    """Return utterances at or above the threshold that share no word; also what follows words such as "praised"."""
    kept: list[Candidate] = []
    for candidate in _by_score(candidates):
        claim_like = is_claim_like(candidate, passage) or _is_clause(candidate, passage)
        if _is_open_quotation(candidate, passage):
            candidate.score = max(candidate.score, _OPEN_QUOTATION)
        if candidate.rule == "adjective" and candidate.cue is not None and lemma(candidate.cue) in DOUBTING:
            candidate.score = max(candidate.score, _DOUBT)
        candidate.tentative = candidate.score < threshold and opens_paragraph(candidate, passage)
        if claim_like and candidate.score < threshold and not candidate.tentative:
            continue
        if not claim_like and not (_names_content(candidate) and passage.words(candidate.tokens) >= _MINIMUM):
            continue
        candidate.carrier = candidate.rule in {"according", "as"} and any(
            other.rule == "clause" and other.score >= threshold and other.holds_cue(candidate.tokens)
            for other in candidates
        )
        if not any(_clash(candidate, other) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: (one.first, one.last))


def is_claim_like(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether the words can be a claim: four words at least, and a finite verb or a quotation."""
    if passage.words(candidate.tokens) < _MINIMUM:
        return False
    return bool(candidate.quotes) or passage.is_finite(candidate.tokens)


def _is_clause(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether a reporting verb takes a clause, where no finite verb is known: "expects the town to grow"."""
    if candidate.rule != "clause" or passage.words(candidate.tokens) < _MINIMUM:
        return False
    inner = passage.tokens[candidate.first : candidate.last + 1]
    if inner[0].lower_ == "that" and inner[0].dep_ == "mark":
        return True
    return any(token.tag_ == "TO" and any(child.dep_ == "nsubj" for child in token.head.children) for token in inner)


def _clash(a: Candidate, b: Candidate) -> bool:
    """Tell whether two candidates want the same words; a carrier wants none."""
    return not (a.carrier or b.carrier) and a.first <= b.last and b.first <= a.last


def _by_score(candidates: list[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda one: (-one.score, one.first, one.last, one.rule))


def _is_open_quotation(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether a paragraph is one quotation that goes on in the next: its last mark is left out."""
    quotation = passage.quotes[-1] if passage.quotes else None
    if candidate.rule != "orphan" or quotation is None or quotation.closed:
        return False
    return quotation.start <= len(passage.text) - len(passage.text.lstrip()) and candidate.quotes == {
        len(passage.quotes) - 1
    }


def opens_paragraph(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether a quotation without a cue stands at the paragraph's start, so that it may go on from one before."""
    return candidate.rule == "orphan" and passage.words((0, candidate.first)) <= 1


def _names_content(candidate: Candidate) -> bool:
    """Tell whether a phrase stands behind a word such as "praised" or "cited": a claim although it is no clause."""
    return candidate.rule in {"object", "infinitive"} and candidate.cue is not None and lemma(candidate.cue) in NAMING


def _shares_half(a: Candidate, b: Candidate, passage: Passage) -> bool:
    (a_start, a_end), (b_start, b_end) = passage.span(a.tokens), passage.span(b.tokens)
    common = min(a_end, b_end) - max(a_start, b_start)
    return common > 0.5 * (max(a_end, b_end) - min(a_start, b_start))


def settle(candidate: Candidate, passage: Passage) -> None:
    """Keep the longest piece of an interrupted utterance where the interruption outweighs what it would lose."""
    if not candidate.pieces:
        return
    total = sum(passage.words(piece) for piece in candidate.pieces)
    whole = passage.words(candidate.tokens)
    longest = max(candidate.pieces, key=passage.words)
    if whole and total and passage.words(longest) / total > total / whole:
        kept = passage.trim(*longest)
        if kept is not None:
            candidate.first, candidate.last = kept
