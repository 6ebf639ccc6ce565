"""The claims of a paragraph: attributed utterances cut into propositions, and what the author says in the own voice."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from labeler.domain.labels import Source
from labeler.nlp.candidates import Candidate
from labeler.nlp.claimtypes import type_of
from labeler.nlp.cutting import BINDING, cut
from labeler.nlp.drafts import ClaimDraft, attributions_of, passage_of
from labeler.nlp.learning.author import PART, AuthorScore
from labeler.nlp.learning.learnt import Learnt, shipped
from labeler.nlp.lexicon import STRONG, lemma
from labeler.nlp.naming import is_author
from labeler.nlp.passage import Passage, Range, count_words
from labeler.nlp.propositions import is_question, proposition, with_subject
from labeler.nlp.tails import tail_of
from labeler.nlp.traits import features_of
from labeler.nlp.voice import own_clauses
from labeler.nlp.why import author_reason, reason, rule_name

_MINIMUM = 3
_MOSTLY = 0.5
_NEARLY_ALL = 0.9


class ClaimCutter:
    """The component `labeler_claims`: sets `doc._.claims`."""

    def __init__(self, *, utterances: bool = False) -> None:
        self.utterances = utterances
        self.author = AuthorScore(shipped(PART))

    def use(self, learnt: Learnt) -> None:
        """Weigh the author's own clauses by these weights instead of those that ship.

        Raises:
            ValueError: they lack the model or one of the numbers.
        """
        self.author = AuthorScore(learnt)

    def __call__(self, doc: Doc) -> Doc:
        """Draft the claims of one paragraph."""
        passage = passage_of(doc)
        if self.utterances:
            doc._.claims = [draft for one in attributions_of(doc) if (draft := _whole(passage, one)) is not None]
            return doc
        claims: list[ClaimDraft] = []
        taken = [False] * len(passage.tokens)
        for candidate in attributions_of(doc):
            source = source_of(candidate)
            if source is None or candidate.carrier:
                continue
            drafts = _attributed(passage, candidate, source)
            tail = tail_of(passage, candidate) if source == "speaker" else None
            if tail is not None and not any(_overlap(tail, other.tokens) for other in attributions_of(doc)):
                drafts += _drafts(passage, candidate, source, tail)
            if drafts or _reports(candidate):
                claims += drafts
                _take(taken, passage, candidate)
        claims += self._own(passage, taken)
        doc._.claims = sorted(claims, key=lambda one: (one.start, one.end))
        return doc

    def _own(self, passage: Passage, taken: list[bool]) -> list[ClaimDraft]:
        """Return the author's claims among the clauses that nobody else said."""
        drafts = (self._weighed(passage, tokens) for tokens in own_clauses(passage, taken))
        return [draft for draft in drafts if draft is not None]

    def _weighed(self, passage: Passage, tokens: Range) -> ClaimDraft | None:
        if _quoted_share(passage, tokens) > _MOSTLY:
            return None
        names = features_of(passage, tokens)
        score = self.author.probability(names)
        span = proposition(passage, tokens) if score >= self.author.threshold else None
        if span is None:
            return None
        return ClaimDraft(
            *span,
            tokens,
            type_of(passage, tokens),
            "author",
            "author",
            "author-claim",
            score,
            author_reason(self.author.reasons(names)),
        )


def source_of(candidate: Candidate) -> Source | None:
    """Return who vouches for an utterance; None where nobody else said it and the sentence is the author's own."""
    if candidate.mention is not None:
        return "speaker"
    if candidate.tentative:
        return None
    if is_author(candidate):
        return "author"
    if candidate.speaker is not None:
        return None
    if candidate.rule == "orphan":
        return ""
    return "unstated" if candidate.rule in {"clause", "paren", "raising", "quote"} else None


def _reports(candidate: Candidate) -> bool:
    """Tell whether words are somebody's although they are no claim: "asked whether …", unlike "do not know what …"."""
    return candidate.cue is None or bool(candidate.quotes) or lemma(candidate.cue) in STRONG


def _whole(passage: Passage, candidate: Candidate) -> ClaimDraft | None:
    span = passage.span(candidate.tokens)
    attribution = "direct" if candidate.quotes else "indirect"
    source: Source = "speaker" if candidate.mention is not None else "unstated"
    return ClaimDraft(
        *span,
        candidate.tokens,
        "",
        attribution,
        source,
        rule_name(candidate, source),
        candidate.score,
        reason(candidate, source),
        candidate.mention,
        candidate,
    )


def _attributed(passage: Passage, candidate: Candidate, source: Source) -> list[ClaimDraft]:
    """Return the propositions of an utterance."""
    pieces = _pieces(passage, candidate)
    pieces[0] = with_subject(passage, pieces[0], candidate.cue)
    return [draft for piece in pieces for draft in _drafts(passage, candidate, source, piece)]


def _drafts(passage: Passage, candidate: Candidate, source: Source, piece: Range) -> Iterator[ClaimDraft]:
    """Yield the propositions of a piece of an utterance."""
    for tokens in cut(passage, piece):
        span = proposition(passage, tokens)
        if span is None or "?" in passage.text[span[1] - 1 : span[1] + 1] or is_question(passage, tokens):
            continue
        if count_words(passage.text[slice(*span)]) < _MINIMUM and tokens != piece:
            continue
        yield ClaimDraft(
            *span,
            tokens,
            type_of(passage, tokens),
            _manner(passage, tokens, source, candidate.rule),
            source,
            rule_name(candidate, source),
            candidate.score,
            reason(candidate, source),
            candidate.mention,
            candidate,
        )


def _overlap(a: Range, b: Range) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]


def _pieces(passage: Passage, candidate: Candidate) -> list[Range]:
    """Return the parts of an interrupted utterance that are propositions; one that is none goes with its neighbour."""
    out: list[Range] = []
    for piece in candidate.pieces or [candidate.tokens]:
        joined = out and passage.same_sentence(out[-1][1], piece[0])
        if joined and not (_stands_alone(passage, piece) and passage.is_finite(out[-1])):
            out[-1] = (out[-1][0], piece[1])
        else:
            out.append(piece)
    return out


def _stands_alone(passage: Passage, piece: Range) -> bool:
    """Tell whether a part of an utterance is a proposition: it has a finite verb, and no "because" before it."""
    first, _ = passage.trim(*piece) or piece
    return passage.is_finite(piece) and passage.tokens[first].lower_ not in BINDING


def _manner(passage: Passage, tokens: Range, source: Source, rule: str) -> str:
    """Return direct where (nearly) all words stand in quotation marks, author for the own voice, else indirect."""
    if source == "author":
        return "author"
    return "direct" if rule == "colon" or _quoted_share(passage, tokens) >= _NEARLY_ALL else "indirect"


def _quoted_share(passage: Passage, tokens: Range) -> float:
    words = [i for i in range(tokens[0], tokens[1] + 1) if not passage.is_blank(i)]
    return sum(1 for i in words if passage.is_quoted(i)) / len(words) if words else 0.0


def _take(taken: list[bool], passage: Passage, candidate: Candidate) -> None:
    """Mark the words that are somebody's utterance, and the sentence of the reporting clause."""
    ranges = [candidate.tokens]
    if candidate.cue is not None:
        ranges.append(passage.sentence(candidate.cue.i))
    for first, last in ranges:
        taken[first : last + 1] = [True] * (last + 1 - first)
