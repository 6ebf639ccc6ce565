"""What the components hand on to each other in Doc extensions. Spans are code points of the paragraph.

`doc._.quotations`, `doc._.attributions`, `doc._.mentions`, `doc._.claims`, `doc._.stances` are lists, each set by the
component of that name; `doc._.passage` is the view of the paragraph, `doc._.ground` what it holds of the scheme's
topics, `doc._.cast` who speaks in the whole article; `doc._.before` and `doc._.heading` are the paragraph before and
the heading above, or None.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from labeler.domain.labels import Source
from labeler.nlp.candidates import Candidate, Mention
from labeler.nlp.cast import Cast
from labeler.nlp.lexicon import Lexicon
from labeler.nlp.names import Name, read_names
from labeler.nlp.passage import Passage, Range

LISTS = ("quotations", "attributions", "mentions", "claims", "stances")


@dataclass(slots=True, eq=False)
class ClaimDraft:
    """A claim of the paragraph; `tokens` is its range, `cue` the reporting word's."""

    start: int
    end: int
    tokens: Range
    type: str
    attribution: str
    source: Source
    rule: str
    score: float
    why: str
    mention: Mention | None = None
    candidate: Candidate | None = None


@dataclass(slots=True, eq=False)
class StanceDraft:
    """A stance of a claim, with its cue `[start, end)`."""

    claim: ClaimDraft
    topic: str
    value: str
    start: int
    end: int
    score: float
    why: str
    rule: str


def register_extensions() -> None:
    """Make the Doc extensions known to spaCy; harmless when repeated."""
    for name in LISTS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    for name in ("passage", "cast", "lexicon", "ground", "before", "heading", "names"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def passage_of(doc: Doc) -> Passage:
    """Return the view of a paragraph, made at first use."""
    if doc._.passage is None:
        doc._.passage = Passage(doc, doc._.quotations)
    return doc._.passage


def cast_of(doc: Doc) -> Cast:
    """Return who speaks in the paragraph's article: its own people where the article is not known."""
    if doc._.cast is None:
        cast = Cast()
        cast.read(doc)
        doc._.cast = cast
    return doc._.cast


def names_of(doc: Doc) -> list[Name]:
    """Return the names of a paragraph."""
    if doc._.names is None:
        doc._.names = read_names(doc)
    return doc._.names


def lexicon_of(doc: Doc) -> Lexicon:
    """Return the word lists that the attributions were found with."""
    return doc._.lexicon or Lexicon()


def attributions_of(doc: Doc) -> list[Candidate]:
    """Return the accepted utterances of a paragraph."""
    return doc._.attributions or []


def mentions_of(doc: Doc) -> list[Mention]:
    """Return the speakers of a paragraph."""
    return doc._.mentions or []


def claims_of(doc: Doc) -> list[ClaimDraft]:
    """Return the claims of a paragraph."""
    return doc._.claims or []


def stances_of(doc: Doc) -> list[StanceDraft]:
    """Return the stances of a paragraph."""
    return doc._.stances or []
