"""A run: article text in, suggestions out. Paragraphs are parsed in small groups, articles in bounded chunks."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path

from spacy.about import __version__ as spacy_version
from spacy.language import Language
from spacy.tokens import Doc

from labeler.domain.errors import LabelerError
from labeler.domain.scheme import Scheme, Topic
from labeler.nlp import calibration, furniture, grounds, opposites, wordlists
from labeler.nlp.anywhere import suggest_anywhere
from labeler.nlp.assembly import Assembly
from labeler.nlp.boilerplate import Region, find_boilerplate
from labeler.nlp.cast import Cast
from labeler.nlp.components import COMPONENTS, LEARNERS, Learner, register
from labeler.nlp.drafts import attributions_of, claims_of, mentions_of, passage_of, stances_of
from labeler.nlp.language import looks_english
from labeler.nlp.learning.learnt import Learnt, shipped, shipped_text
from labeler.nlp.learning.lessons import Reading
from labeler.nlp.learning.parts import BAD_LEARNT
from labeler.nlp.models import describe_model, load_model
from labeler.nlp.paragraphs import LONGEST, Paragraph, is_heading, paragraphs_of, readable
from labeler.nlp.parses import Parses
from labeler.nlp.results import NOT_ENGLISH, Cancelled, Result
from labeler.nlp.switches import without
from labeler.nlp.topics import Matter, TopicMarker

RULES = 4
"""Counts the versions of the rules: raise it with any change that can change a suggestion."""

_NONE: Mapping[int, int] = {}
_CHUNK = 200_000
_VOCABULARY = 50_000
"""So many words are kept from article to article (some 20 MB); from there on an article's new words go with it."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def load(
    scheme: Scheme,
    model: str = "",
    *,
    utterances: bool = False,
    parses: Path | None = None,
    learnt: Mapping[str, Learnt] | None = None,
    calibrated: bool = True,
) -> Pipeline:
    """Return the pipeline for a scheme.

    `model` is a package or folder that the user chose, "" for the installed one. `utterances` asks for whole utterances
    instead of propositions and for none of the author's own claims: the form in which news relations are marked.
    `parses` is a folder in which parses are kept, None to keep none. `learnt` are weights by part that take the place
    of those that ship. Without `calibrated`, scores stay as the components give them.

    Raises:
        LabelerError: `no_model`; `bad_learnt`: learnt weights lack what their part needs.
    """
    parser = load_model(model)
    return Pipeline(parser, scheme, utterances=utterances, parses=parses, learnt=learnt, calibrated=calibrated)


def _never() -> bool:
    return False


class Pipeline:
    """A loaded pipeline. `version` names everything that can change a suggestion; `description` says it as JSON text.

    `parser` is the spaCy model as it was loaded, `chain` the components that read what it parsed: a spaCy pipeline on
    the same vocabulary, whose components can be replaced as in any.
    """

    def __init__(
        self,
        parser: Language,
        scheme: Scheme,
        *,
        utterances: bool = False,
        parses: Path | None = None,
        learnt: Mapping[str, Learnt] | None = None,
        calibrated: bool = True,
    ) -> None:
        self.parser = parser
        self._reader = parser if parses is None else Parses(parser, parses)
        self.chain = Language(vocab=parser.vocab)
        self.utterances = utterances
        self._off = scheme.off
        self._phrases = scheme.lexicon.get("boilerplate_phrases", ())
        self.matter = _add_components(self.chain, scheme, parser, utterances=utterances)
        used = _use(self.chain, learnt or {})
        weights = shipped(calibration.PART) if calibrated and not utterances else calibration.NONE
        self._calibration = calibration.Calibration(weights, used)
        used[calibration.PART] = hashlib.sha256(weights.as_json().encode("utf-8")).hexdigest()[:16]
        self.description = _describe(parser, self.chain, scheme, used, utterances=utterances)
        self.version = hashlib.sha256(self.description.encode("utf-8")).hexdigest()[:16]

    def suggest(
        self, text: str, *, cancelled: Callable[[], bool] = _never, elsewhere: Mapping[int, int] = _NONE
    ) -> Result:
        """Return the suggestions for one article.

        `elsewhere` says where lines begin that stand in other articles of its source too, and in how many.

        Raises:
            Cancelled: `cancelled` said so; it is asked after every few paragraphs.
        """
        paragraphs = paragraphs_of(text)
        assembly = Assembly(text)
        regions = self._boilerplate(paragraphs, elsewhere, cancelled)
        for region in regions:
            assembly.add_boilerplate(region)
        if not self._reads(text):
            return self._suggest_anywhere(text, _content(paragraphs, regions), assembly)
        sentences, cast = 0, Cast()
        for chunk in _chunks(_content(paragraphs, regions)):
            sentences += self._read_chunk(chunk, cast, assembly, cancelled)
        return self._result(assembly, sentences)

    def suggest_many(self, texts: Iterable[str]) -> Iterator[Result]:
        """Yield the results of many articles in their order; each is read when it is asked for."""
        for text in texts:
            yield self.suggest(text)

    def read(self, text: str, *, cancelled: Callable[[], bool] = _never) -> Reading:
        """Return an article's paragraphs as `suggest` parses them, before any component has seen them: to learn from.

        Raises:
            Cancelled: `cancelled` said so; it is asked after every few paragraphs.
        """
        paragraphs = paragraphs_of(text)
        regions = self._boilerplate(paragraphs)
        content, cast = list(_content(paragraphs, regions)), Cast()
        docs = [doc for chunk in _chunks(content) for doc in self._parse(chunk, cast, cancelled)]
        return Reading(content, docs, cast, self.matter)

    def suggest_again(self, text: str, reading: Reading, since: str = "") -> Result:
        """Return what `suggest` would, from a reading by a pipeline on the same parser, as often as one likes.

        `since` names the first component that is to run: those before it must have run last on this reading as they
        are here.
        """
        assembly = Assembly(text)
        paragraphs = paragraphs_of(text)
        regions = self._boilerplate(paragraphs)
        for region in regions:
            assembly.add_boilerplate(region)
        if not self._reads(text):
            return self._suggest_anywhere(text, _content(paragraphs, regions), assembly)
        known = reading if since else fresh(reading)
        sentences = self._follow(reading.paragraphs, known, assembly, since) if reading.docs else 0
        return self._result(assembly, sentences)

    def _result(self, assembly: Assembly, sentences: int) -> Result:
        return Result(self._calibration.applied(without(assembly.finish(), self._off)), sentences)

    def _reads(self, text: str) -> bool:
        """Tell whether the rules, which are English, can read a text."""
        return self.parser.lang == "en" and looks_english(text)

    def _suggest_anywhere(self, text: str, content: Iterable[Paragraph], assembly: Assembly) -> Result:
        """Return what can be told without English words; a parser of another language helps to find who speaks."""
        parse = None if self.parser.lang == "en" else self.parser
        found = [*assembly.finish(), *suggest_anywhere(text, content, parse)]
        kept = without(found, self._off)
        return Result(sorted(kept, key=lambda one: (one.start or 0, one.end or 0, one.id)), 0, NOT_ENGLISH)

    def _boilerplate(
        self,
        paragraphs: list[Paragraph],
        elsewhere: Mapping[int, int] = _NONE,
        cancelled: Callable[[], bool] = _never,
    ) -> list[Region]:
        """Return what is no part of the article, by the rules that are not switched off."""
        if self.utterances:
            return []
        found = find_boilerplate(
            paragraphs, elsewhere=elsewhere, phrases=self._phrases, at_each=lambda: _stop_if(cancelled)
        )
        return [one for one in found if one.rule not in self._off]

    def _read_chunk(self, chunk: list[Paragraph], cast: Cast, assembly: Assembly, cancelled: Callable[[], bool]) -> int:
        """Read some paragraphs of an article into the assembly and return the number of sentences."""
        fault: Exception | None = None
        sentences = 0
        known = len(self.parser.vocab) < _VOCABULARY
        with nullcontext() if known else self.parser.memory_zone():  # a zone does not outlive an exception unharmed
            try:
                sentences = self._read_docs(chunk, cast, assembly, cancelled)
            except Exception as error:  # noqa: BLE001  # raised again behind the zone
                fault = error
        if fault is not None:
            raise fault
        return sentences

    def _read_docs(self, chunk: list[Paragraph], cast: Cast, assembly: Assembly, cancelled: Callable[[], bool]) -> int:
        reading = Reading(chunk, self._parse(chunk, cast, cancelled), cast)
        sentences = self._follow(chunk, reading, assembly, cancelled=cancelled)
        for doc in reading.docs:
            doc.user_data.clear()  # what was found in it points back at it: freed at once, not by the collector
        return sentences

    def _follow(
        self,
        chunk: list[Paragraph],
        reading: Reading,
        assembly: Assembly,
        since: str = "",
        cancelled: Callable[[], bool] = _never,
    ) -> int:
        """Let the components draft, enter what they drafted and return the number of sentences."""
        first = self.chain.pipe_names.index(since) if since else 0
        for _, component in self.chain.pipeline[first:]:
            for doc in reading.docs:
                _stop_if(cancelled)
                component(doc)
        reading.cast.waiting.clear()
        _assemble(assembly, [paragraph.start for paragraph in chunk], reading.docs)
        return sum(len(passage_of(doc).sentences) for doc in reading.docs)

    def _parse(self, chunk: list[Paragraph], cast: Cast, cancelled: Callable[[], bool]) -> list[Doc]:
        """Return the paragraphs parsed and placed, and let the cast read them."""
        docs: list[Doc] = []
        for group in _groups(chunk, LONGEST):
            _stop_if(cancelled)
            docs += self._reader.pipe(one.text for one in group)
        _introduce(docs, cast, cancelled)
        return docs


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled


def fresh(reading: Reading) -> Reading:
    """Return a reading as if no component had seen it: on the same Docs, without what they were told or have noted."""
    cast = Cast()
    for doc in reading.docs:
        doc.user_data.clear()
    _introduce(reading.docs, cast)
    return Reading(reading.paragraphs, reading.docs, cast, reading.matter)


def _introduce(docs: list[Doc], cast: Cast, cancelled: Callable[[], bool] = _never) -> None:
    for doc in docs:
        _stop_if(cancelled)
        doc._.cast = cast
        cast.read(doc)
    _place(docs)


def _place(docs: list[Doc]) -> None:
    """Tell each paragraph which one stands before it and which heading above it."""
    before, heading = None, None
    for doc in docs:
        doc._.before, doc._.heading = before, heading
        if is_heading(doc.text):
            before, heading = None, doc
        else:
            before = doc


def _assemble(assembly: Assembly, offsets: list[int], docs: list[Doc]) -> None:
    """Enter what the components drafted; speakers first, because a claim's may stand in another paragraph."""
    scores: dict[int, float] = {}
    sources = [(claim.mention, claim.score) for doc in docs for claim in claims_of(doc)]
    sources += [(one.mention, one.score) for doc in docs for one in attributions_of(doc) if one.carrier]
    for mention, score in sources:
        scores[id(mention)] = max(score, scores.get(id(mention), 0.0))
    for offset, doc in zip(offsets, docs, strict=True):
        for mention in mentions_of(doc):
            if id(mention) in scores:
                start, end = passage_of(doc).span(mention.tokens)
                assembly.add_mention(mention, start + offset, end + offset, scores[id(mention)])
    for offset, doc in zip(offsets, docs, strict=True):
        for claim in claims_of(doc):
            assembly.add_claim(claim, offset, [stance for stance in stances_of(doc) if stance.claim is claim])


def _content(paragraphs: list[Paragraph], regions: list[Region]) -> Iterator[Paragraph]:
    """Yield what is to be parsed: all but the boilerplate, in parts of bounded length, lone surrogates replaced."""
    place = 0
    for paragraph in paragraphs:
        while place < len(regions) and regions[place].end <= paragraph.start:
            place += 1
        if place < len(regions) and regions[place].start < paragraph.end:
            continue
        for part in readable(paragraph):
            yield Paragraph(part.start, _SURROGATES.sub("\ufffd", part.text))


def _chunks(paragraphs: Iterable[Paragraph]) -> Iterator[list[Paragraph]]:
    return _groups(paragraphs, _CHUNK)


def _groups(paragraphs: Iterable[Paragraph], size: int) -> Iterator[list[Paragraph]]:
    """Yield runs of paragraphs of at most `size` code points together (or one that is longer)."""
    group: list[Paragraph] = []
    total = 0
    for paragraph in paragraphs:
        if group and total + len(paragraph.text) > size:
            yield group
            group, total = [], 0
        group.append(paragraph)
        total += len(paragraph.text)
    if group:
        yield group


def _add_components(chain: Language, scheme: Scheme, parser: Language, *, utterances: bool) -> Matter | None:
    """Fill the chain and return the topics, read; None where another component takes the place of ours."""
    register()
    words = {name: list(entries) for name, entries in scheme.lexicon.items()}
    settings: dict[str, dict[str, object]] = {
        "labeler_attributions": {"utterances": utterances, "lexicon": words},
        "labeler_speakers": {"utterances": utterances},
        "labeler_claims": {"utterances": utterances},
        "labeler_topics": {"topics": [_table(topic) for topic in scheme.topics if not topic.retired]},
    }
    components = {name: chain.add_pipe(name, config=settings.get(name, {})) for name in COMPONENTS}
    marker = components.get("labeler_topics")
    if not isinstance(marker, TopicMarker):
        return None
    marker.study(parser)
    return marker.matter


def _use(chain: Language, learnt: Mapping[str, Learnt]) -> dict[str, str]:
    """Set the components by what was learnt and return the hashes of the weights by part."""
    used: dict[str, str] = {}
    for part, weights in sorted(learnt.items()):
        component = chain.get_pipe(LEARNERS[part])
        if isinstance(component, Learner):
            try:
                component.use(weights)
            except ValueError as fault:
                raise LabelerError(BAD_LEARNT, part=part, fault=fault) from None
            used[part] = hashlib.sha256(weights.as_json().encode("utf-8")).hexdigest()[:16]
    return used


def _table(topic: Topic) -> dict[str, object]:
    return {
        "id": topic.id,
        "statement": topic.statement,
        "keywords": list(topic.keywords),
        "supporting": list(topic.supporting),
        "opposing": list(topic.opposing),
    }


def _describe(parser: Language, chain: Language, scheme: Scheme, learnt: Mapping[str, str], *, utterances: bool) -> str:
    parts = {
        "rules": RULES,
        "lexicon": wordlists.digest(),
        "furniture": furniture.digest(),
        "boilerplate": hashlib.sha256(shipped_text(grounds.PART).encode("utf-8")).hexdigest()[:16],
        "opposites": opposites.digest(),
        "weights": hashlib.sha256((shipped_text("claim") + shipped_text("speaker")).encode("utf-8")).hexdigest()[:16],
        "stances": hashlib.sha256(shipped_text("stance").encode("utf-8")).hexdigest()[:16],
        "learnt": dict(learnt),
        "topics": [_table(topic) for topic in scheme.topics if not topic.retired],
        "off": sorted(scheme.off),
        "additions": {name: list(words) for name, words in sorted(scheme.lexicon.items())},
        "spacy": spacy_version,
        "model": describe_model(parser),
        "components": [*parser.pipe_names, *chain.pipe_names],
        "utterances": utterances,
    }
    return json.dumps(parts, sort_keys=True, ensure_ascii=False)
