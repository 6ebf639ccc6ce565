"""Who is meant by a speaker's words in this article: a full name, a short one, a pronoun, a description."""

from __future__ import annotations

import re

from spacy.tokens import Token

from labeler.domain.registry import EntityKind
from labeler.nlp.candidates import Mention
from labeler.nlp.cast import Cast, Person, affiliation_of, bare_name
from labeler.nlp.lexicon import GROUPS
from labeler.nlp.naming import person_at
from labeler.nlp.passage import Passage, Range
from labeler.nlp.wordlists import words

_ORGANISATIONS = words("organisations")
_DOCUMENTS = words("documents")
_PRONOUNS = frozenset({"he", "she", "they", "who", "it", "him", "her", "his"})
_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_NAMED_KINDS = frozenset({"ORG", "GPE", "NORP"})


def identify(passage: Passage, cast: Cast, tokens: Range, head: Token | None) -> Mention:
    """Return who the words of a range are, and note in the cast that they spoke."""
    start, end = passage.span(tokens)
    text = passage.text[start:end]
    if text.lower() in _PRONOUNS:
        return _by_pronoun(passage, cast, tokens, text)
    name = None if head is None else person_at(passage, tokens, head)
    known = cast.find(text)
    if name is not None or known is not None:
        person = known or Person(bare_name(text))
        if name is not None and not person.affiliation:
            person.affiliation = affiliation_of(name)
        return _speaks(cast, tokens, person, "speaker-name", "a named person")
    if head is None or head.pos_ == "PROPN" or head.ent_type_ in _NAMED_KINDS:
        return _by_name(cast, tokens, text, head)
    return _by_description(passage, cast, tokens, text, head)


def _speaks(cast: Cast, tokens: Range, person: Person, rule: str, why: str) -> Mention:
    cast.last = person
    return Mention(tokens, person.name, "person", person.affiliation, rule, why)


def _by_pronoun(passage: Passage, cast: Cast, tokens: Range, text: str) -> Mention:
    word = text.lower()
    if word == "it" and cast.last_organisation:
        why = f"a pronoun; last named: {cast.last_organisation}"
        return Mention(tokens, cast.last_organisation, "organisation", "", "speaker-pronoun", why)
    if word == "they" and cast.last_group:
        return Mention(
            tokens, cast.last_group, "group", "", "speaker-pronoun", f"a pronoun; last named: {cast.last_group}"
        )
    person = (
        None if word == "it" else cast.by_pronoun(word, [] if word == "they" else _names_before(passage, tokens[0]))
    )
    if person is None:
        return Mention(tokens, text, "unnamed", "", "speaker-pronoun", "a pronoun; nobody was named before")
    return _speaks(cast, tokens, person, "speaker-pronoun", f"a pronoun; last named: {person.name}")


def _by_name(cast: Cast, tokens: Range, text: str, head: Token | None) -> Mention:
    entity = _LEADING.sub("", text)
    label = "" if head is None else head.ent_type_
    kind: EntityKind = "organisation" if label in {"ORG", "GPE"} else ""
    if label == "NORP" or (head is not None and head.tag_ == "NNPS"):
        kind = "group"
    if kind == "organisation":
        cast.last_organisation = entity
    return Mention(tokens, entity, kind, "", "speaker-name", "a name")


def _by_description(passage: Passage, cast: Cast, tokens: Range, text: str, head: Token) -> Mention:
    role, rule = head.lemma_.lower(), "speaker-description"
    definite = text.lower().startswith("the ")
    plural = head.tag_ in {"NNS", "NNPS"} or head.lower_ in GROUPS
    bare = tokens[1] - tokens[0] == 1
    organisation = cast.organisations.get(role) or (cast.last_organisation if role in _ORGANISATIONS else "")
    if definite and bare and not plural and organisation:
        why = f"a description; last named: {organisation}"
        return Mention(tokens, organisation, "organisation", "", rule, why)
    if definite and not plural and head.pos_ == "NOUN" and role not in _ORGANISATIONS | _DOCUMENTS:
        person = cast.by_role(role) or cast.by_pronoun("", _names_before(passage, tokens[0]))
        if person is not None:
            return _speaks(cast, tokens, person, rule, f"a description; last named: {person.name}")
    entity = _LEADING.sub("", text) if definite else text
    if plural:
        cast.last_group = entity
        return Mention(tokens, entity, "group", "", rule, "a group without names")
    kind: EntityKind = "organisation" if role in _ORGANISATIONS else "unnamed"
    return Mention(tokens, entity, kind, "", rule, "a description")


def _names_before(passage: Passage, place: int) -> list[str]:
    """Return the people who act before a token, outside quotations; the nearest last."""
    return [
        entity.text
        for entity in passage.doc.ents
        if entity.label_ == "PERSON"
        and entity.end <= place
        and not passage.is_quoted(entity.start)
        and entity.root.dep_ not in {"poss", "dobj", "compound"}
    ]
