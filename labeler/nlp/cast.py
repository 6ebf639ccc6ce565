"""Who speaks in an article: full names, roles, affiliations, and whom a pronoun or a description stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from labeler.nlp.candidates import Candidate, Mention
from labeler.nlp.passage import subtree
from labeler.nlp.wordlists import words

TITLES = words("titles")
_GENDER = {"mr": "he", "sir": "he", "lord": "he", "mrs": "she", "ms": "she", "lady": "she"}
_POSSESSIVE = re.compile(r"['’]s?$")
_ROLE_DEPS = frozenset({"appos", "compound", "amod", "nmod"})
_MEMORY = 5000


@dataclass(slots=True)
class Person:
    """A person by full name, with what the article says about the name."""

    name: str
    roles: set[str] = field(default_factory=set[str])
    affiliation: str = ""
    gender: str = ""


def bare_name(name: str) -> str:
    """Return a name without titles and possessive mark; the name itself if it is nothing but titles."""
    parts = _POSSESSIVE.sub("", name).split()
    while parts and parts[0].lower().rstrip(".") in TITLES:
        parts.pop(0)
    return " ".join(parts) or name.strip()


def first_of_name(entity: Span) -> int:
    """Return where a person's name begins, where the recogniser gave its last part only: "Ada [Lovelace]"."""
    first = entity.start
    while first > 0 and len(entity) == 1:
        before = entity.doc[first - 1]
        inside = entity.start <= before.head.i < entity.end
        if before.tag_ != "NNP" or before.dep_ != "compound" or not inside or not before.text[:1].isupper():
            break
        first -= 1
    return first


class Cast:
    """The people of one article. Read all paragraphs first, then ask in reading order."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = {}
        self.by_last_name: dict[str, Person] = {}
        self.by_first_name: dict[str, Person] = {}
        self.last: Person | None = None
        self.last_organisation = ""
        self.last_group = ""
        self.carried: Mention | None = None
        self.waiting: list[Candidate] = []
        self.organisations: dict[str, str] = {}

    def read(self, doc: Doc) -> None:
        """Take the people of a paragraph in: names of two words or more, their roles and affiliations."""
        for entity in doc.ents:
            if entity.label_ == "PERSON":
                self._enter(entity)
            elif entity.label_ == "ORG" and len(self.organisations) < _MEMORY:
                name = re.sub(r"^[Tt]he\s+", "", bare_name(entity.text))
                for role in roles_of(entity.root) if entity.root.dep_ != "compound" else ():
                    self.organisations.setdefault(role, name)

    def _enter(self, entity: Span) -> None:
        name = bare_name(entity.doc[first_of_name(entity) : entity.end].text)
        parts = name.split()
        if len(parts) < 2 or not name[0].isupper() or len(self.people) >= _MEMORY:
            return
        person = self.people.get(name)
        if person is None:
            person = self.people[name] = Person(name)
            self.by_last_name.setdefault(parts[-1], person)
            self.by_first_name.setdefault(parts[0], person)
        before = entity.doc[entity.start - 1] if entity.start else None
        titles = [entity[0], *([] if before is None else [before])]
        for title in titles:
            gender = _GENDER.get(title.lower_.rstrip("."))
            person.gender = person.gender or gender or ""
        person.roles |= roles_of(entity.root)
        person.affiliation = person.affiliation or affiliation_of(entity)

    def find(self, name: str) -> Person | None:
        """Return the person that a full or short name stands for, None if the article has no fuller name."""
        bare = bare_name(name)
        if bare in self.people:
            return self.people[bare]
        parts = bare.split()
        known = self.by_last_name.get(parts[-1]) if parts else None
        if len(parts) == 1:
            return known or self.by_first_name.get(parts[0])
        if known is None:
            return None
        ours, theirs = set(parts), set(known.name.split())
        return known if ours <= theirs or theirs <= ours else None

    def by_pronoun(self, pronoun: str, before: list[str]) -> Person | None:
        """Return whom he or she stands for: the nearest fitting name of `before` (its last), else the last speaker."""
        gender = "she" if pronoun in {"she", "her"} else "he" if pronoun in {"he", "him", "his"} else ""
        found = [self.find(name) or Person(bare_name(name)) for name in reversed(before)]
        if self.last is not None:
            found.append(self.last)
        fitting = [one for one in found if not gender or one.gender in {"", gender}]
        chosen = fitting[0] if fitting else None
        if chosen is not None and gender and not chosen.gender:
            chosen.gender = gender
        return chosen

    def by_role(self, role: str) -> Person | None:
        """Return the person of a description such as "the strategist": the last speaker first, if the role fits."""
        if self.last is not None and role in self.last.roles:
            return self.last
        return next((one for one in self.people.values() if role in one.roles), None)


def roles_of(head: Token) -> set[str]:
    """Return the nouns that say what a person is: of appositions and of titles before the name, in lower case."""
    near = [child for child in head.children if child.dep_ in _ROLE_DEPS]
    if head.dep_ == "appos":
        near.append(head.head)
    roles = {token.lemma_.lower() for token in near if token.pos_ in {"NOUN", "PROPN"}}
    for token in near:
        roles |= {child.lemma_.lower() for child in token.children if child.dep_ == "conj" and child.pos_ == "NOUN"}
    return roles


def affiliation_of(name: Span) -> str:
    """Return the organisation that an apposition, a title or "of …" gives a person; "" for none."""
    head = name.root
    first, last = name.start, name.end - 1
    for child in head.children:
        if child.dep_ in {"appos", "compound", "nmod", "poss", "prep"}:
            left, right = subtree(child)
            first, last = min(first, left), max(last, right)
    if head.dep_ == "appos" and head.head.pos_ == "NOUN":
        first = min(first, head.head.left_edge.i)
    organisations = [one for one in name.doc[first : last + 1].ents if one.label_ == "ORG" and _is_apart(one, name)]
    return (
        re.sub(r"^[Tt]he\s+", "", _POSSESSIVE.sub("", organisations[-1 if last >= name.end else 0].text))
        if organisations
        else ""
    )


def _is_apart(one: Span, name: Span) -> bool:
    return one.end <= name.start or one.start >= name.end
