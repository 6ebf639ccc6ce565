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
from labeler.nlp.accepting import accept_disjoint
from labeler.nlp.cast import Cast
from labeler.nlp.claims import ClaimCutter
from labeler.nlp.drafts import cast_of, passage_of, register_extensions
from labeler.nlp.learning.attributing import attributed
from labeler.nlp.learning.learnt import Learnt, shipped
from labeler.nlp.learning.picking import Picker
from labeler.nlp.learning.sheets import is_first, sheet_of
from labeler.nlp.learning.speaker import Facts, SpeakerChooser
from labeler.nlp.lexicon import of_scheme
from labeler.nlp.quotations import find_quotations
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
    "speaker": "labeler_attributions",
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

    def __init__(self, *, utterances: bool, lexicon: dict[str, list[str]]) -> None:
        self.utterances = utterances
        self.lexicon = of_scheme({name: tuple(words) for name, words in lexicon.items()})
        self._picker: Picker | None = None
        self._chooser: SpeakerChooser | None = None
        self._article: tuple[Cast, Facts] | None = None

    @property
    def picker(self) -> Picker:
        """What chooses the words, by the weights that ship unless it was told others."""
        if self._picker is None:
            self._picker = Picker(shipped("claim"))
        return self._picker

    @property
    def chooser(self) -> SpeakerChooser:
        """What chooses the speaker, by the weights that ship unless it was told others."""
        if self._chooser is None:
            self._chooser = SpeakerChooser(shipped("speaker"), utterances=self.utterances)
        return self._chooser

    def use(self, learnt: Learnt) -> None:
        """Choose by these weights of the part `claim` or `speaker` instead of those that ship.

        Raises:
            ValueError: they lack a model or a number.
        """
        if learnt.part == "speaker":
            self._chooser = SpeakerChooser(learnt, utterances=self.utterances)
        else:
            self._picker = Picker(learnt)

    def __call__(self, doc: Doc) -> Doc:
        """Find the utterances of one paragraph."""
        passage = passage_of(doc)
        doc._.lexicon = self.lexicon
        before = None if doc._.before is None else passage_of(doc._.before)
        sheet = sheet_of(passage, self.lexicon, before, first=is_first(doc))
        picked = attributed(sheet, self.picker.pick(sheet), utterances=self.utterances)
        facts = self._facts_of(cast_of(doc))
        facts.add(sheet.table)
        for candidate in picked:
            self.chooser.choose(sheet, candidate, facts)
        if not self.utterances:
            picked = accept_disjoint(picked, sheet.candidates, passage)
        doc._.attributions = sorted(picked, key=lambda one: (one.first, one.last))
        return doc

    def _facts_of(self, cast: Cast) -> Facts:
        """Return what is known of an article's words so far; each article has a cast of its own."""
        if self._article is None or self._article[0] is not cast:
            self._article = cast, Facts()
        return self._article[1]


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
    nlp: Language, name: str, *, utterances: bool, lexicon: dict[str, list[str]]
) -> AttributionFinder:
    """Return the component `labeler_attributions`: whole utterances, or disjoint ones to be cut."""
    del nlp, name
    return AttributionFinder(utterances=utterances, lexicon=lexicon)


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
    ("labeler_attributions", {"utterances": False, "lexicon": {}}, make_attributions),
    ("labeler_speakers", {"utterances": False}, make_speakers),
    ("labeler_claims", {"utterances": False}, make_claims),
    ("labeler_topics", {"topics": []}, make_topics),
    ("labeler_stances", {}, make_stances),
)
