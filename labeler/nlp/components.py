"""The chain as spaCy knows it: one factory a component, each with its settings.

`labeler_quotations` -> `labeler_attributions` -> `labeler_speakers` -> `labeler_claims` -> `labeler_topics` ->
`labeler_stances`. A Doc is one parsed paragraph. Replace a component by any that sets the same Doc extension (see
`drafts`). They look at the whole article through `doc._.cast`; `pipeline` runs them once all paragraphs of an article
are parsed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from spacy.language import Language
from spacy.tokens import Doc

from labeler.domain.scheme import Topic
from labeler.nlp.accepting import accept_disjoint, accept_utterances, settle
from labeler.nlp.claims import ClaimCutter
from labeler.nlp.drafts import passage_of, register_extensions
from labeler.nlp.finder import find_candidates
from labeler.nlp.learning.learnt import Learnt
from labeler.nlp.lexicon import of_scheme
from labeler.nlp.quotations import find_quotations
from labeler.nlp.scoring import probability, read_weights, weights_text
from labeler.nlp.speakers import SpeakerNamer
from labeler.nlp.stances import StanceFinder
from labeler.nlp.topics import TopicMarker

COMPONENTS = (
    "labeler_quotations",
    "labeler_attributions",
    "labeler_speakers",
    "labeler_claims",
    "labeler_topics",
    "labeler_stances",
)

LEARNERS = {
    "claim": "labeler_attributions",
    "speaker": "labeler_speakers",
    "author": "labeler_claims",
    "stance": "labeler_stances",
}
"""Which component is set by the weights of which part; it has a method `use` then (see `Learner`)."""


@runtime_checkable
class Learner(Protocol):
    """A component whose weights can be replaced by those that a project learnt."""

    def use(self, learnt: Learnt) -> None:
        """Work with these weights instead of those that ship.

        Raises:
            ValueError: they lack a model or a number that the part needs.
        """
        ...


class QuotationFinder:
    """The component `labeler_quotations`: sets `doc._.quotations`."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations of one paragraph."""
        doc._.quotations = find_quotations(doc.text)
        return doc


class AttributionFinder:
    """The component `labeler_attributions`: sets `doc._.attributions`, the utterances that somebody is said to make."""

    def __init__(self, *, threshold: float, utterances: bool, lexicon: dict[str, list[str]]) -> None:
        self.threshold = threshold
        self.utterances = utterances
        self.lexicon = of_scheme({name: tuple(words) for name, words in lexicon.items()})
        self.weights = read_weights(weights_text())

    def __call__(self, doc: Doc) -> Doc:
        """Find the utterances of one paragraph."""
        passage = passage_of(doc)
        doc._.lexicon = self.lexicon
        candidates = find_candidates(passage, self.lexicon)
        for candidate in candidates:
            if self.utterances:
                settle(candidate, passage)
            candidate.score = probability(candidate, passage, self.lexicon, self.weights)
        accept = accept_utterances if self.utterances else accept_disjoint
        doc._.attributions = accept(candidates, passage, self.threshold)
        return doc


def register() -> None:
    """Make factories and Doc extensions known to spaCy; harmless when repeated."""
    register_extensions()
    for name, settings, make in _FACTORIES:
        if not Language.has_factory(name):
            Language.factory(name, default_config=settings, func=make)


def make_quotations(nlp: Language, name: str) -> QuotationFinder:
    """Return the component `labeler_quotations`."""
    del nlp, name
    return QuotationFinder()


def make_attributions(
    nlp: Language, name: str, *, threshold: float, utterances: bool, lexicon: dict[str, list[str]]
) -> AttributionFinder:
    """Return the component `labeler_attributions`: from which probability, whole utterances or disjoint ones."""
    del nlp, name
    return AttributionFinder(threshold=threshold, utterances=utterances, lexicon=lexicon)


def make_speakers(nlp: Language, name: str, *, utterances: bool) -> SpeakerNamer:
    """Return the component `labeler_speakers`."""
    del nlp, name
    return SpeakerNamer(utterances=utterances)


def make_claims(nlp: Language, name: str, *, utterances: bool) -> ClaimCutter:
    """Return the component `labeler_claims`: whole utterances, or propositions and the author's own claims."""
    del nlp, name
    return ClaimCutter(utterances=utterances)


def make_topics(nlp: Language, name: str, *, topics: list[dict[str, Any]]) -> TopicMarker:
    """Return the component `labeler_topics` for topics given as tables of `domain.scheme.Topic`'s fields."""
    del nlp, name
    return TopicMarker(_topic(one) for one in topics)


def make_stances(nlp: Language, name: str) -> StanceFinder:
    """Return the component `labeler_stances`."""
    del nlp, name
    return StanceFinder()


def _topic(table: dict[str, Any]) -> Topic:
    return Topic(
        id=table["id"],
        statement=table.get("statement", ""),
        keywords=tuple(table.get("keywords", ())),
        supporting=tuple(table.get("supporting", ())),
        opposing=tuple(table.get("opposing", ())),
    )


_FACTORIES: tuple[tuple[str, dict[str, Any], Callable[..., Callable[[Doc], Doc]]], ...] = (
    ("labeler_quotations", {}, make_quotations),
    ("labeler_attributions", {"threshold": 0.4, "utterances": False, "lexicon": {}}, make_attributions),
    ("labeler_speakers", {"utterances": False}, make_speakers),
    ("labeler_claims", {"utterances": False}, make_claims),
    ("labeler_topics", {"topics": []}, make_topics),
    ("labeler_stances", {}, make_stances),
)
