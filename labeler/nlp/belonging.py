"""What an article says a named person is, and whom the person belongs to: appositions, titles, "of …", "X's …"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from labeler.nlp.names import ORGANISATION_WORDS, Name, root_of
from labeler.nlp.passage import subtree
from labeler.nlp.wordlists import words

PERSON_NOUNS = words("person_nouns")
_PERSON_ENDING = re.compile(r"(?:man|woman|ist|ian|yst|er|or|eer)$")
_THINGS = words("organisations") | words("documents") | words("things") | ORGANISATION_WORDS

_ROLE_DEPS = frozenset({"appos", "compound", "amod", "nmod"})
_BODIES = frozenset({"ORG", "FAC", "PRODUCT"})
_LINKS = frozenset({"at", "of", "for", "with", "from", "in"})
_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})


def descriptions_of(head: Token) -> Iterator[Token]:
    """Yield the nouns that say what a name is: of appositions on either side and of titles before it."""
    for child in head.children:
        if child.dep_ in _ROLE_DEPS and child.pos_ in {"NOUN", "PROPN"}:
            yield child
            if child.dep_ == "appos":
                yield from (one for one in child.conjuncts if one.pos_ == "NOUN")
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        yield head.head


def role_of(noun: Token) -> frozenset[str]:
    """Return the words of a description, lower case: the noun's lemma and what qualifies it."""
    qualifiers = (child.lower_ for child in noun.children if child.dep_ in {"amod", "compound", "nmod"})
    return frozenset({noun.lemma_.lower(), *qualifiers})


def is_person(noun: Token) -> bool:
    """Tell whether a description is a person's: "analyst", not "company"."""
    word = noun.lemma_.lower()
    return word in PERSON_NOUNS or (_PERSON_ENDING.search(word) is not None and word not in _THINGS)


def affiliation_of(doc: Doc, names: list[Name], name: Name) -> str:
    """Return the body that an apposition, a title, "of …" or a possessive gives a person; "" for none."""
    behind = next((one for one in names if one.first > name.last and _is_linked(doc, name, one)), None)
    if behind is not None:
        return behind.text
    before = [one for one in names if one.last < name.first and _is_before(doc, name, one)]
    return before[0].text if before else ""


def is_body(doc: Doc, name: Name) -> bool:
    """Tell whether a name is plainly a body's here: by the recogniser, or by a word such as "Institute"."""
    if any(word in ORGANISATION_WORDS for word in name.text.lower().split()):
        return True
    return name.label in _BODIES or all(doc[i].ent_type_ in _BODIES for i in range(name.first, name.last + 1))


def _is_linked(doc: Doc, name: Name, other: Name) -> bool:
    """Tell whether a body stands in the apposition behind a person, or behind "of" or "at"."""
    if not is_body(doc, other):
        return False
    head = root_of(doc, name)
    hung = [child for child in head.children if child.i > name.last and child.dep_ in {"appos", "prep", "relcl"}]
    if not any(child.left_edge.i <= other.first <= child.right_edge.i for child in hung):
        return False
    before = other.first - 1 - other.definite
    return doc[before].lower_ in _LINKS or doc[before].tag_ in {"POS", "DT", "PRP$"} or _is_title_noun(doc, other)


def _is_title_noun(doc: Doc, other: Name) -> bool:
    """Tell whether a body's name stands before a person's job: "the Google engineer"."""
    after = other.last + 1 + (other.last + 1 < len(doc) and doc[other.last + 1].tag_ == "POS")
    return after < len(doc) and doc[after].pos_ in _NOUNS


def _is_before(doc: Doc, name: Name, other: Name) -> bool:
    """Tell whether a body stands before a person: "Google's chief, Sundar Pichai", "OpenAI CEO Sam Altman"."""
    if not is_body(doc, other) and not (other.last + 1 < len(doc) and doc[other.last + 1].tag_ == "POS"):
        return False
    if other.label in {"PERSON", "NORP", "GPE"}:
        return False
    head = root_of(doc, name)
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and head.head.i < name.first:
        return subtree(head.head)[0] <= other.first
    return head.left_edge.i <= other.first and any(
        child.left_edge.i <= other.first <= child.right_edge.i
        for child in head.children
        if child.dep_ in {"compound", "nmod", "poss", "amod"}
    )
