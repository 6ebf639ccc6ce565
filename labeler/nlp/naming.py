"""The words that name a speaker within a noun phrase, and whether the phrase can be a speaker at all."""

from __future__ import annotations

from spacy.tokens import Span, Token

from labeler.nlp.candidates import Candidate
from labeler.nlp.cast import TITLES, first_of_name
from labeler.nlp.lexicon import NEVER_SPEAKERS, SHOWING, Lexicon, lemma
from labeler.nlp.passage import Passage, Range

_LONGEST_PHRASE = 12
_MODIFIERS = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod"})
_BINDING = frozenset({"of", "at", "from", "for", "with", "to", "who"})
NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def name_range(passage: Passage, phrase: Range, head: Token | None) -> Range:
    """Return the range of the bare name inside a speaker's phrase; the phrase where it holds no name."""
    if head is None:
        return phrase
    person = person_at(passage, phrase, head) or _named_beside(passage, head)
    if person is not None:
        return _without_titles(passage, first_of_name(person), person.end - 1)
    if head.pos_ == "PROPN":
        first = _after_possessive(passage, phrase, head)
        last = phrase[1] if first == phrase[0] else max(head.i, min(phrase[1], head.right_edge.i))
        inner = [child for child in head.children if child.dep_ == "prep" and child.i > head.i]
        if inner and head.ent_type_ in {"PERSON", ""}:
            last = min(last, inner[0].i - 1)
        return passage.trim(*_without_titles(passage, first, max(last, head.i))) or phrase
    return _without_circumstances(passage, phrase, head)


def _without_circumstances(passage: Passage, phrase: Range, head: Token) -> Range:
    """Leave off what says when and where it was said: "the strategist in an interview with …"."""
    if phrase[1] - phrase[0] >= _LONGEST_PHRASE:
        return _modified(head)
    loose = [
        child for child in head.children if child.dep_ == "prep" and child.i > head.i and child.lower_ not in _BINDING
    ]
    last = min([phrase[1], *(child.left_edge.i - 1 for child in loose)])
    return passage.trim(phrase[0], max(last, head.i)) or phrase


def person_at(passage: Passage, phrase: Range, head: Token) -> Span | None:
    """Return the person's name that holds the head of a phrase, None without one."""
    for entity in passage.doc[phrase[0] : phrase[1] + 1].ents:
        if entity.label_ == "PERSON" and entity.start <= head.i < entity.end:
            return entity
    return None


def _named_beside(passage: Passage, head: Token) -> Span | None:
    """Return the name that a description is followed by: "Its chief analyst, Ada Lovelace, said"."""
    beside = next((child for child in head.children if child.dep_ == "appos" and child.i > head.i), None)
    if head.pos_ != "NOUN" or beside is None:
        return None
    return next((one for one in passage.doc.ents if one.label_ == "PERSON" and one.start <= beside.i < one.end), None)


def _without_titles(passage: Passage, first: int, last: int) -> Range:
    while first < last:
        token = passage.tokens[first]
        if token.lower_.rstrip(".") not in TITLES and token.tag_ != "POS" and token.text != "-":
            break
        first += 1
    while last > first and passage.tokens[last].tag_ == "POS":
        last -= 1
    return first, last


def _modified(head: Token) -> Range:
    """Return a noun with what stands straight before it, where the parse hangs half a sentence on it."""
    first = head.i
    for child in reversed(list(head.lefts)):
        if (
            child.dep_ not in _MODIFIERS
            or child.right_edge.i != first - 1
            or child.left_edge.i < head.i - _LONGEST_PHRASE
        ):
            break
        first = child.left_edge.i
    return first, head.i


def _after_possessive(passage: Passage, phrase: Range, head: Token) -> int:
    for i in range(head.i - 1, phrase[0] - 1, -1):
        if passage.tokens[i].tag_ == "POS" and passage.tokens[i + 1].pos_ == "PROPN":
            return i + 1
    return phrase[0]


def is_author(candidate: Candidate) -> bool:
    """Tell whether the subject is the writer: "I think that X" outside quotations."""
    subject = candidate.subject
    return subject is not None and subject.lower_ in {"i", "we"} and candidate.rule in {"clause", "paren"}


def can_speak(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Tell whether the words that the parse gives as subject can be a speaker.

    "Everyone", "It", "His comments" and things that show something are none; names, people and documents that say are.
    """
    subject, cue = candidate.subject, candidate.cue
    if subject is None:
        return candidate.speaker is not None
    if subject.tag_ == "PRP$":
        return subject.lower_ in {"his", "her"}
    strong = cue is not None and lexicon.is_strong(cue) and lemma(cue) not in SHOWING
    word = subject.lower_
    if word == "those" and any(child.dep_ == "relcl" for child in subject.children):
        return strong
    if word in NEVER_SPEAKERS:
        return word == "it" and strong and candidate.rule in {"clause", "quote", "paren"} and subject.dep_ == "nsubj"
    if subject.pos_ == "PRON" or subject.ent_type_ == "PERSON":
        return True
    source = lexicon.is_source(subject)
    if cue is not None and lemma(cue) in SHOWING:
        document = subject.pos_ != "PROPN" and source
        return document or (subject.ent_type_ in NAMES and bool(candidate.quotes))
    if subject.pos_ == "PROPN" or subject.ent_type_ in NAMES:
        return True
    return source or (strong and not _is_owned_thing(subject))


def _is_owned_thing(subject: Token) -> bool:
    """Tell whether a noun is somebody's thing: "his comments", "the company's success"."""
    return any(child.dep_ == "poss" for child in subject.children)
