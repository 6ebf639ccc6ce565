"""What an article says about each form of a name: jobs, titles, ages, and what the recogniser takes it for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeAlias

from spacy.tokens import Doc, Token

from labeler.nlp.belonging import affiliation_of, descriptions_of, is_person, role_of
from labeler.nlp.names import INITIAL, ORGANISATION_WORDS, Name, root_of
from labeler.nlp.wordlists import words

# A description: the noun's lemma, and all its words.
Role: TypeAlias = tuple[str, frozenset[str]]

_TITLES_HE, _TITLES_SHE = words("titles_he"), words("titles_she")
_GIVEN_HE, _GIVEN_SHE = words("given_he"), words("given_she")
_IN_FULL = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "col": "colonel",
    "capt": "captain",
    "prof": "professor",
    "dr": "doctor",
    "lt": "lieutenant",
    "sgt": "sergeant",
}
_AGE = re.compile(r"^\d{1,2}$")


@dataclass(slots=True)
class Record:
    """One form of a name, and what speaks for it being a person's (`person`) or a body's (`body`)."""

    text: str
    votes: Counter[str] = field(default_factory=Counter[str])
    person: float = 0.0
    body: float = 0.0
    gender: str = ""
    affiliation: str = ""
    roles: set[Role] = field(default_factory=set[Role])

    @property
    def words(self) -> list[str]:
        """The words of the name."""
        return self.text.split()

    @classmethod
    def of(cls, text: str) -> Record:
        """Return a new record with what the words themselves say."""
        parts = text.split()
        low = [part.lower() for part in parts]
        record = cls(text)
        if len(parts) > 1:
            given = low[0] in _GIVEN_HE or low[0] in _GIVEN_SHE
            record.person = 1.5 * given + 1.5 * any(INITIAL.match(part) is not None for part in parts[:-1])
            record.gender = gender_of((), parts[0])
        elif gender_of((), text):
            record.person = 1.0
        record.body = 4.0 * any(part in ORGANISATION_WORDS for part in low) + 3.0 * ("&" in parts)
        return record


def gender_of(titles: Iterable[str], given: str = "") -> str:
    """Return "he" or "she" where a title or a given name is plain, "" otherwise."""
    for title in titles:
        if title in _TITLES_HE or title in _TITLES_SHE:
            return "he" if title in _TITLES_HE else "she"
    first = given.lower()
    return "he" if first in _GIVEN_HE else "she" if first in _GIVEN_SHE else ""


def note(record: Record, doc: Doc, names: list[Name], name: Name) -> None:
    """Count what one occurrence says about a name."""
    if name.label:
        record.votes[name.label] += 1
        record.person += name.label == "PERSON"
        record.body += name.label not in {"PERSON", "DATE", "CARDINAL"}
    record.person += 3.0 * bool(name.titles)
    record.body += 2.0 * name.definite
    record.gender = record.gender or gender_of(name.titles)
    head = root_of(doc, name)
    for noun in descriptions_of(head):
        if not name.holds(noun.i) and noun.pos_ == "NOUN":
            record.roles.add((noun.lemma_.lower(), role_of(noun)))
            person = is_person(noun)
            record.person += 2.0 * person
            record.body += 1.0 * (not person)
    record.roles |= {(one, frozenset({one})) for one in (_IN_FULL.get(title, title) for title in name.titles)}
    record.person += 2.0 * _has_age(doc, name) + 2.0 * any(_is_who(child) for child in head.children)
    if not record.affiliation and record.person > 0:
        record.affiliation = affiliation_of(doc, names, name)


def _has_age(doc: Doc, name: Name) -> bool:
    after = name.last + 1
    return after + 1 < len(doc) and doc[after].text == "," and _AGE.match(doc[after + 1].text) is not None


def _is_who(child: Token) -> bool:
    return child.dep_ == "relcl" and any(one.lower_ == "who" for one in child.children)
