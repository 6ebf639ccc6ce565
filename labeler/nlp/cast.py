"""Who speaks in an article: whom each name stands for, by the fullest name, and who spoke last."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.tokens import Doc

from labeler.domain.registry import EntityKind
from labeler.nlp.candidates import Candidate, Mention
from labeler.nlp.evidence import Record, Role, gender_of, note
from labeler.nlp.names import INITIAL, ORGANISATION_WORDS, bare_name, read_names
from labeler.nlp.wordlists import words

_PARTICLES = words("particles")
_SMALL = frozenset({"of", "for", "the", "and", "on", "in", "&", "u.s.", "us", "uk", "u.k."})
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_PLACES = frozenset({"GPE", "NORP", "LOC"})
_MODEL = re.compile(r"\d|\b(?:mk|ii|iii|iv|pro|max|plus|mini|series|edition)\b")
_MEMORY = 5000
_QUOTES = str.maketrans("", "", "\"“”'’")


@dataclass(slots=True, eq=False)
class Actor:
    """Somebody who can speak, by the fullest name in the article, with what the article says about the name.

    `roles` are descriptions: the noun's lemma, and all words of the description; `gender` is "he", "she" or "".
    """

    name: str
    kind: EntityKind = ""
    roles: set[Role] = field(default_factory=set[Role])
    affiliation: str = ""
    gender: str = ""


class Cast:
    """The people and bodies of one article. Read all paragraphs first, then ask in reading order.

    `last` is who spoke last, `recent` who did something in earlier paragraphs, and `bodies` those named there (the
    latest last); `spoken` is who spoke in the paragraph at hand and where, `introduced` who came into view there
    without a name; `interviewed` is who answers; `place` counts the paragraphs that were asked about. `topical` counts
    the paragraphs (`paragraphs` in all) that hold a word of a topic, "" for any of its keywords.
    """

    def __init__(self) -> None:
        self.last: Actor | None = None
        self.last_body: Actor | None = None
        self.last_group: Actor | None = None
        self.recent: list[Actor] = []
        self.bodies: list[Actor] = []
        self.spoken: list[tuple[int, Actor]] = []
        self.unnamed: list[Actor] = []
        self.introduced: dict[int, Actor] = {}
        self.carried: Mention | None = None
        self.waiting: list[Candidate] = []
        self.topical: Counter[tuple[int, str]] = Counter()
        self.paragraphs = 0
        self.place = 0
        self.interviewed: Actor | None = None
        self._records: dict[str, Record] = {}
        self._known: dict[str, Actor] = {}
        self._surnames: dict[str, list[Actor]] = {}
        self._settled = False

    def read(self, doc: Doc) -> None:
        """Take the names of a paragraph in, with what stands around them."""
        names = read_names(doc)
        doc._.names = names
        self._settled = False
        for name in names:
            if name.text in self._records or len(self._records) < _MEMORY:
                note(self._records.setdefault(name.text, Record.of(name.text)), doc, names, name)

    def find(self, name: str, titles: Iterable[str] = ()) -> Actor | None:
        """Return whom a full or short name stands for, None if the article knows nobody of that name."""
        self._settle()
        bare = bare_name(name)
        gender = gender_of(titles)
        namesakes = self._surnames.get(bare.casefold(), [])
        fitting = [one for one in namesakes if not gender or one.gender in {"", gender}]
        if len(fitting) > 1:
            return _first([*reversed([one for _, one in self.spoken]), self.last, *reversed(self.recent)], fitting)
        found = fitting[0] if fitting else self._known.get(bare.casefold())
        if found is not None and gender and not found.gender:
            found.gender = gender
        return found

    def knows(self, name: str) -> bool:
        """Tell whether a name is that of a person of the article."""
        found = self.find(name)
        return found is not None and found.kind == "person"

    def actors(self) -> list[Actor]:
        """Return everybody with a name, and then those without, in the order of appearance."""
        self._settle()
        return [*dict.fromkeys(self._known.values()), *self.unnamed]

    def _settle(self) -> None:
        """Decide which names are persons', and which stand for the same."""
        if self._settled:
            return
        self._settled = True
        known = dict(self._known)
        self._known.clear()
        self._surnames.clear()
        records = list(self._records.values())
        full = sorted((one for one in records if len(one.words) > 1), key=lambda one: -len(one.words))
        self._add_people([one for one in full if self._is_person(one)], known)
        self._add_bodies([one for one in full if one.text.casefold() not in self._known], known)
        for record in records:
            if len(record.words) == 1:
                self._add_single(record, known)

    def _is_person(self, record: Record) -> bool:
        alone = self._records.get(record.words[-1])
        person = record.person + (0.0 if alone is None else min(2.0, alone.person))
        return person > record.body

    def _add_people(self, records: list[Record], known: dict[str, Actor]) -> None:
        for record in records:
            surname = surname_of(record.words)
            namesakes = self._surnames.setdefault(surname.casefold(), [])
            actor = next((one for one in namesakes if _is_same(record.words, one.name.split())), None)
            if actor is None:
                actor = known.get(record.text.casefold()) or Actor(record.text, "person")
                namesakes.append(actor)
                last = record.words[-1] if record.words[-1].lower() not in _SUFFIXES else surname.split()[-1]
                if last.casefold() != surname.casefold():
                    self._surnames.setdefault(last.casefold(), []).append(actor)
            self._known[record.text.casefold()] = actor
            _describe(actor, record)
        # In the order of the article: the first of two namesakes is the one that a bare surname means.
        order = {text: place for place, text in enumerate(self._records)}
        for namesakes in self._surnames.values():
            namesakes.sort(key=lambda one: order.get(one.name, 0))

    def _add_bodies(self, records: list[Record], known: dict[str, Actor]) -> None:
        keys: dict[frozenset[str], Actor] = {}
        for record in records:
            key = frozenset(word.casefold() for word in record.words) - _SMALL
            same = next((keys[one] for one in keys if one == key), None) or self._longer(record)
            actor = same or known.get(record.text.casefold()) or Actor(record.text, _kind_of(record))
            keys.setdefault(key, actor)
            self._known[record.text.casefold()] = actor
            _describe(actor, record)

    def _longer(self, record: Record) -> Actor | None:
        """Return the one body whose name begins with these words: "Brightwell" of "Brightwell Compute"."""
        if record.votes and record.votes.most_common(1)[0][0] in _PLACES:
            return None
        if len(record.words) == 1 and record.text.lower() in ORGANISATION_WORDS:
            return None
        start = f"{record.text.casefold()} "
        longer = {
            id(one): one
            for text, one in self._known.items()
            if text.startswith(start) and one.kind != "person" and not _MODEL.search(text)
        }
        return next(iter(longer.values())) if len(longer) == 1 else None

    def _add_single(self, record: Record, known: dict[str, Actor]) -> None:
        key = record.text.casefold()
        if key in self._surnames:
            namesakes = self._surnames[key]
            if len(namesakes) == 1:
                _describe(namesakes[0], record)
            return
        actor = self._of_first_name(record) or self._of_acronym(record) or self._longer(record) or self._paper(record)
        if actor is None:
            actor = known.get(key) or Actor(record.text, _kind_of(record))
        self._known[key] = actor
        _describe(actor, record)

    def _of_first_name(self, record: Record) -> Actor | None:
        """Return the person of a first name, a nickname in quotation marks, or a short form ("Ray" of "Raymond")."""
        if record.body >= record.person + 2:
            return None
        short = record.text.casefold()
        people = {id(one): one for one in self._known.values() if one.kind == "person"}
        for found in (
            [one for one in people.values() if short in one.name.casefold().translate(_QUOTES).split()[:-1]],
            [one for one in people.values() if one.name.casefold().startswith(short) and len(short) > 2],
        ):
            if found:
                return found[0] if len(found) == 1 else None
        return None

    def _of_acronym(self, record: Record) -> Actor | None:
        letters = record.text.replace(".", "")
        if not len(letters) + 1 > 2 or not letters.isupper():
            return None
        for text, one in self._known.items():
            parts = [part for part in text.split() if part not in _SMALL or part == "us"]
            if one.kind != "person" and len(parts) > 1 and "".join(part[0] for part in parts).upper() == letters:
                return one
        return None

    def _paper(self, record: Record) -> Actor | None:
        """Return the one body whose name ends with this word, where "the" stands before it: "the Post"."""
        if record.text.lower() not in ORGANISATION_WORDS:
            return None
        end = f" {record.text.casefold()}"
        found = {id(one): one for text, one in self._known.items() if text.endswith(end) and one.kind != "person"}
        return next(iter(found.values())) if len(found) == 1 else None


def surname_of(parts: list[str]) -> str:
    """Return the words that stand for a person alone: the last name with its particles, without "Jr."."""
    last = len(parts) - 1
    while last > 1 and parts[last].lower() in _SUFFIXES:
        last -= 1
    first = last
    while first > 1 and parts[first - 1].lower() in _PARTICLES:
        first -= 1
    return " ".join(parts[first : last + 1])


def _is_same(ours: list[str], theirs: list[str]) -> bool:
    """Tell whether two full names of one surname can be one person's: "Donald Hart", "Donald J. Hart", "D. Hart"."""
    first, other = ours[0].casefold(), theirs[0].casefold()
    if first == other:
        return True
    return first[0] == other[0] and (INITIAL.match(ours[0]) or INITIAL.match(theirs[0])) is not None


def _kind_of(record: Record) -> EntityKind:
    label = record.votes.most_common(1)[0][0] if record.votes else ""
    if label == "NORP":
        return "group"
    # In one word, the recogniser alone tells no person from a firm: news names people in full once.
    if record.person - record.votes["PERSON"] > max(0.0, record.body - 1.0):
        return "person"
    return "organisation" if record.body > record.person else ""


def _describe(actor: Actor, record: Record) -> None:
    """Add what a form of the name is told with."""
    actor.roles |= record.roles
    actor.gender = actor.gender or record.gender
    actor.affiliation = actor.affiliation or record.affiliation


def _first(order: Iterable[Actor | None], among: list[Actor]) -> Actor:
    """Return the first of some actors in an order, else the first of them at all."""
    return next((one for one in order if one in among), among[0])
