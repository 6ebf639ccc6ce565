"""A candidate: words that may be somebody's claim, with the construction that says so."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from labeler.domain.registry import EntityKind
from labeler.nlp.lexicon import Lexicon
from labeler.nlp.passage import Passage, Range
from labeler.nlp.subjects import phrase_of


@dataclass(slots=True, eq=False)
class Mention:
    """The words that name a speaker, and who that is: `entity` is the canonical name in the article."""

    tokens: Range
    entity: str
    kind: EntityKind
    affiliation: str
    rule: str
    why: str


@dataclass(slots=True, eq=False)
class Candidate:
    """What one construction reports.

    `first`, `last` are tokens of the paragraph, both inclusive; `pieces` the parts of an interrupted utterance;
    `quotes` the numbers of the quotations it took in. `cue` is the reporting word, `subject` the head of the words that
    name the speaker (`speaker`), `mention` that speaker once known. `features` is what the construction adds to the
    score; `score` is a probability, `reasons` what speaks most for it, in words. A `carrier` only passes on what
    somebody else said ("according to Reuters, she said"): a speaker without a claim. A `tentative` one counts only if a
    neighbouring paragraph gives it a speaker.
    """

    first: int
    last: int
    rule: str
    cue: Token | None = None
    subject: Token | None = None
    speaker: Range | None = None
    features: list[str] = field(default_factory=list[str])
    quotes: set[int] = field(default_factory=set[int])
    pieces: list[Range] = field(default_factory=list[Range])
    mention: Mention | None = None
    nested: bool = False
    carrier: bool = False
    tentative: bool = False
    score: float = 0.0
    reasons: list[str] = field(default_factory=list[str])

    @property
    def tokens(self) -> Range:
        """The range of the whole utterance."""
        return self.first, self.last

    def holds_cue(self, tokens: Range) -> bool:
        """Tell whether the reporting word stands in a range."""
        return self.cue is not None and tokens[0] <= self.cue.i <= tokens[1]


class Finds:
    """The candidates of one paragraph, as the rules add them."""

    def __init__(self, passage: Passage, lexicon: Lexicon) -> None:
        self.passage = passage
        self.lexicon = lexicon
        self.candidates: list[Candidate] = []
        self.owner: dict[int, Candidate] = {}

    def add(
        self,
        tokens: Range,
        rule: str,
        *,
        cue: Token | None = None,
        subject: Token | None = None,
        speaker: Range | None = None,
        features: list[str] | None = None,
    ) -> Candidate | None:
        """Enter a candidate; None where the range holds no word. The subject gives the speaker unless that is given."""
        kept = self.passage.trim(*tokens)
        if kept is None:
            return None
        if speaker is None and subject is not None:
            speaker = phrase_of(self.passage, subject, None if cue is None else cue.i)
        made = Candidate(*kept, rule, cue=cue, subject=subject, speaker=speaker, features=features or [])
        self.candidates.append(made)
        return made

    def own(self, number: int, candidate: Candidate) -> None:
        """Note that a candidate took in a quotation."""
        candidate.quotes.add(number)
        self.owner[number] = candidate
