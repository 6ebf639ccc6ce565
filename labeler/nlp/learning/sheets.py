"""A paragraph made ready for choosing claims: what the rules propose, and all spans with their features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from labeler.nlp.accepting import accept_utterances
from labeler.nlp.candidates import Candidate
from labeler.nlp.finder import find_candidates
from labeler.nlp.learning.features import Features, Proposal
from labeler.nlp.learning.linear import Linear
from labeler.nlp.learning.spans import Span, find_spans
from labeler.nlp.learning.table import NOBODY, Table
from labeler.nlp.lexicon import Lexicon
from labeler.nlp.passage import Passage, Range
from labeler.nlp.quotations import find_quotations
from labeler.nlp.scoring import features_of

ACCEPTED = 0.4
"""From which score of the rules' own a candidate counts as accepted by them."""


@dataclass(slots=True, eq=False)
class Sheet:
    """One paragraph. `names[i]` are the features of the rules' candidate i; `proposals` are set once it has a score."""

    table: Table
    before: Passage | None
    first: bool
    candidates: list[Candidate]
    names: list[set[str]]
    spans: list[Span]
    settled: list[Range]
    proposals: list[Proposal] = field(default_factory=list[Proposal])

    def propose(self, rules: Linear) -> None:
        """Let the rules say how sure they are of each candidate, and which stand against their rivals."""
        passage = self.table.passage
        for candidate, names in zip(self.candidates, self.names, strict=True):
            candidate.score = rules.probability(names)
        kept = {id(one) for one in accept_utterances(self.candidates, passage, ACCEPTED)}
        self.proposals = [
            Proposal(tokens, one.rule, one.score, id(one) in kept)
            for one, tokens in zip(self.candidates, self.settled, strict=True)
        ]

    def features(self) -> Features:
        """Return the features of the spans, once `propose` was called."""
        return Features(self.table, self.before, self.proposals, first=self.first)


def sheet_of(passage: Passage, lexicon: Lexicon, before: Passage | None, *, first: bool) -> Sheet:
    """Return a paragraph's sheet."""
    candidates = find_candidates(passage, lexicon)
    settled = [settled_range(one, passage) for one in candidates]
    table = Table(passage)
    proposals = [
        (tokens, one.rule, NOBODY if one.cue is None else one.cue.i, NOBODY if one.subject is None else one.subject.i)
        for one, short in zip(candidates, settled, strict=True)
        for tokens in dict.fromkeys((short, one.tokens))
    ]
    names = [features_of(one, passage, lexicon) for one in candidates]
    return Sheet(table, before, first, candidates, names, find_spans(table, proposals), settled)


def sheets_of(docs: Sequence[Doc], lexicon: Lexicon) -> list[Sheet]:
    """Return the sheets of an article's paragraphs."""
    passages = {id(doc): Passage(doc, find_quotations(doc.text)) for doc in docs}
    return [sheet_of(passages[id(doc)], lexicon, passages.get(id(doc._.before)), first=is_first(doc)) for doc in docs]


def is_first(doc: Doc) -> bool:
    """Tell whether a paragraph is the first of its article."""
    return doc._.before is None and doc._.heading is None


def settled_range(candidate: Candidate, passage: Passage) -> Range:
    """Return the longest piece of an interrupted utterance where the interruption outweighs what it would lose."""
    if not candidate.pieces:
        return candidate.tokens
    total = sum(passage.words(piece) for piece in candidate.pieces)
    whole = passage.words(candidate.tokens)
    longest = max(candidate.pieces, key=passage.words)
    if whole and total and passage.words(longest) / total > total / whole:
        return passage.trim(*longest) or candidate.tokens
    return candidate.tokens
