"""The speakers of a paragraph: the words that name the source of each utterance, and who that is in the article."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from labeler.domain.registry import EntityKind
from labeler.nlp.candidates import Candidate, Mention
from labeler.nlp.cast import Cast, Person, affiliation_of, bare_name
from labeler.nlp.drafts import attributions_of, cast_of, lexicon_of, passage_of
from labeler.nlp.naming import can_speak, is_author, name_range, person_at
from labeler.nlp.passage import Passage, Range

_ORGANISATIONS = frozenset(
    """government company administration agency firm bank union court ministry department party committee commission
    council panel office institute university newspaper magazine outlet startup start-up police army military
    organisation organization bureau regulator""".split()
)
_PRONOUNS = frozenset({"he", "she", "they", "who", "him", "her", "his"})
_NOT_PERSONS = frozenset({"report", "study", "survey", "poll", "paper", "letter", "document", "statement", "article", "order"})
_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


class SpeakerNamer:
    """The component `labeler_speakers`: sets `doc._.mentions`, one for each span that names a speaker."""

    def __init__(self, *, utterances: bool = False) -> None:
        self.utterances = utterances

    def __call__(self, doc: Doc) -> Doc:
        """Name the speakers of one paragraph; paragraphs of an article must come in reading order."""
        passage, cast = passage_of(doc), cast_of(doc)
        mentions: dict[Range, Mention] = {}
        for candidate in attributions_of(doc):
            phrase = candidate.speaker
            if phrase is None:
                candidate.mention = cast.carried if _goes_on(candidate, passage) else None
            elif self.utterances or self._is_speaker(candidate, doc, passage):
                head = candidate.subject
                tokens = phrase if self.utterances else name_range(passage, phrase, head)
                if tokens not in mentions:
                    mentions[tokens] = _identify(passage, cast, tokens, head)
                candidate.mention = mentions[tokens]
        doc._.mentions = list(mentions.values())
        _remember(passage, cast, doc._.mentions)
        cast.carried = _carried(passage, attributions_of(doc))
        return doc

    def _is_speaker(self, candidate: Candidate, doc: Doc, passage: Passage) -> bool:
        return not is_author(candidate) and can_speak(candidate, passage, lexicon_of(doc))


def _identify(passage: Passage, cast: Cast, tokens: Range, head: Token | None) -> Mention:
    start, end = passage.span(tokens)
    words = passage.text[start:end]
    person = None if head is None else person_at(passage, tokens, head)
    if head is not None and words.lower() in _PRONOUNS:
        return _from_pronoun(passage, cast, tokens, words)
    if person is not None or cast.find(words) is not None:
        known = cast.find(words) or Person(bare_name(words))
        if person is not None and not known.affiliation:
            known.affiliation = affiliation_of(person)
        cast.last = known
        return Mention(tokens, known.name, "person", known.affiliation, "speaker-name", "a named person")
    if head is None or head.pos_ == "PROPN" or head.ent_type_ in {"ORG", "GPE", "NORP"}:
        return _from_name(passage, cast, tokens, head)
    return _from_description(passage, cast, tokens, head)


def _from_pronoun(passage: Passage, cast: Cast, tokens: Range, words: str) -> Mention:
    low = words.lower()
    before = [] if low == "they" else _names_before(passage, tokens[0])
    person = cast.by_pronoun(low, before)
    if low == "it" or person is None:
        entity, kind = cast.last_organisation if low == "it" else "", "organisation" if low == "it" else "unnamed"
        return _mention(tokens, entity or words, kind if entity else "unnamed", "speaker-pronoun", "a pronoun")
    cast.last = person
    why = f"a pronoun; last named: {person.name}"
    return Mention(tokens, person.name, "person", person.affiliation, "speaker-pronoun", why)


def _mention(tokens: Range, entity: str, kind: EntityKind, rule: str, why: str) -> Mention:
    return Mention(tokens, entity, kind, "", rule, why)


def _from_name(passage: Passage, cast: Cast, tokens: Range, head: Token | None) -> Mention:
    start, end = passage.span(tokens)
    entity = _LEADING.sub("", passage.text[start:end])
    kind: EntityKind = "organisation"
    if head is not None and head.ent_type_ == "NORP":
        kind = "group"
    elif head is not None and head.ent_type_ == "":
        kind = "" if head.tag_ != "NNPS" else "group"
    if kind == "organisation":
        cast.last_organisation = entity
    return _mention(tokens, entity, kind, "speaker-name", "a name")


def _from_description(passage: Passage, cast: Cast, tokens: Range, head: Token) -> Mention:
    start, end = passage.span(tokens)
    words = passage.text[start:end]
    role = head.lemma_.lower()
    definite = words.lower().startswith("the ")
    plural = head.tag_ in {"NNS", "NNPS"} or head.lower_ in {"many", "some", "others", "several", "most", "few", "both"}
    if definite and not plural and role in _ORGANISATIONS and len(words.split()) == 2 and cast.last_organisation:
        return _mention(tokens, cast.last_organisation, "organisation", "speaker-description", "a description")
    if definite and not plural and role not in _ORGANISATIONS | _NOT_PERSONS and head.pos_ == "NOUN":
        person = cast.by_role(role) or cast.by_pronoun("", _names_before(passage, tokens[0]))
        if person is not None:
            cast.last = person
            why = f"a description; {person.name} was named before"
            return Mention(tokens, person.name, "person", person.affiliation, "speaker-description", why)
    kind: EntityKind = "group" if plural else "organisation" if role in _ORGANISATIONS else "unnamed"
    return _mention(tokens, _LEADING.sub("", words) if definite else words, kind, "speaker-description", "a description")


def _names_before(passage: Passage, place: int) -> list[str]:
    return [
        entity.text
        for entity in passage.doc.ents
        if entity.label_ == "PERSON"
        and entity.end <= place
        and not passage.is_quoted(entity.start)
        and entity.root.dep_ not in {"poss", "dobj", "compound"}
    ]


def _goes_on(candidate: Candidate, passage: Passage) -> bool:
    """Tell whether a quotation without a cue opens the paragraph, and so may carry on that of the paragraph before."""
    return candidate.rule == "orphan" and passage.words((0, candidate.first)) <= 1


def _carried(passage: Passage, attributions: list[Candidate]) -> Mention | None:
    """Return whose quotation is still open at the paragraph's end, or was all of the paragraph."""
    if not attributions or not attributions[-1].quotes:
        return None
    last = attributions[-1]
    at_end = max(last.quotes) == len(passage.quotes) - 1
    return last.mention if at_end and passage.words((last.last, len(passage.tokens) - 1)) <= 1 else None


def _remember(passage: Passage, cast: Cast, mentions: list[Mention]) -> None:
    """Let the next paragraph know who was in view: the last speaker, else the last person who did something."""
    if mentions:
        return
    for entity in reversed(passage.doc.ents):
        if entity.label_ == "PERSON" and entity.root.dep_ == "nsubj" and not passage.is_quoted(entity.start):
            cast.last = cast.find(entity.text) or Person(bare_name(entity.text))
            return
