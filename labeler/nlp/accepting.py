"""Which candidates become suggestions, where two want the same words: the better one."""

from __future__ import annotations

from labeler.nlp.candidates import Candidate
from labeler.nlp.lexicon import DOUBTING, NAMING, lemma
from labeler.nlp.passage import Passage

_MINIMUM = 4
_OPEN_QUOTATION = 0.6
_DOUBT = 0.5
_CARRIED = 0.4
_SURE = 0.5


def accept_utterances(candidates: list[Candidate], passage: Passage, threshold: float) -> list[Candidate]:
    """Return whole utterances at or above the threshold; two may nest, but not share half of their common extent."""
    kept: list[Candidate] = []
    for candidate in _by_score(candidates):
        good = candidate.score >= threshold and is_claim_like(candidate, passage)
        if good and not any(_shares_half(candidate, other, passage) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: (one.first, one.last))


def accept_disjoint(picked: list[Candidate], candidates: list[Candidate], passage: Passage) -> list[Candidate]:
    """Return utterances that share no word: what was picked, and of the rules' candidates what picks can't know.

    That is what the rules are sure of (other kinds of text than those that picking was learnt from), what goes on from
    the paragraph before or into the next, what is doubted, what follows words such as "praised", and who only passes on
    what another said.
    """
    kept: list[Candidate] = []
    picked = picked + _carried(picked, candidates)
    for candidate in _by_score(picked):
        candidate.carrier = _is_carrier(candidate, picked)
        if not any(_clash(candidate, other) for other in kept):
            kept.append(candidate)
    for candidate in _by_score(candidates):
        if not _is_beyond_scores(candidate, picked, passage):
            continue
        if not any(_clash(candidate, other) for other in kept):
            kept.append(candidate)
    return sorted(kept, key=lambda one: (one.first, one.last))


def _carried(picked: list[Candidate], candidates: list[Candidate]) -> list[Candidate]:
    """Return what somebody says within what another is said to say: "According to the Post, she said that …"."""
    chosen = {one.tokens for one in picked}
    return [
        one
        for one in candidates
        if one.rule == "clause"
        and one.score >= _CARRIED
        and one.tokens not in chosen
        and any(outer.rule in {"according", "as"} and one.holds_cue(outer.tokens) for outer in picked)
    ]


def _is_beyond_scores(candidate: Candidate, picked: list[Candidate], passage: Passage) -> bool:
    """Tell whether a candidate that was not picked counts all the same; it gets a score of its own then."""
    if _is_open_quotation(candidate, passage):
        candidate.score = max(candidate.score, _OPEN_QUOTATION)
        return True
    if candidate.rule == "adjective" and candidate.cue is not None and lemma(candidate.cue) in DOUBTING:
        candidate.score = max(candidate.score, _DOUBT)
        return True
    candidate.carrier = _is_carrier(candidate, picked)
    if is_claim_like(candidate, passage) or _is_clause(candidate, passage):
        if candidate.score >= _SURE:
            return True
        candidate.tentative = opens_paragraph(candidate, passage)
        return candidate.tentative or candidate.carrier
    return _names_content(candidate) and passage.words(candidate.tokens) >= _MINIMUM


def _is_carrier(candidate: Candidate, picked: list[Candidate]) -> bool:
    """Tell whether "according to …" or "as …" goes around a clause that somebody else is said to have said."""
    return candidate.rule in {"according", "as"} and any(
        other.rule == "clause" and other.holds_cue(candidate.tokens) for other in picked
    )


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
