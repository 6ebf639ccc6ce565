"""Whom he, she, they, it and "the strategist" stand for: who acts in the paragraph, who spoke before, what fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from labeler.nlp.belonging import is_person, role_of
from labeler.nlp.cast import Actor, Cast
from labeler.nlp.drafts import names_of
from labeler.nlp.names import Name, root_of
from labeler.nlp.naming import described
from labeler.nlp.passage import Passage
from labeler.nlp.wordlists import words

_SHE = frozenset({"she", "her", "herself"})
_HE = frozenset({"he", "him", "his", "himself"})
_PASSIVE_PLACES = frozenset({"poss", "dobj", "compound", "pobj", "iobj", "dative", "nmod"})
_NOUNS_HE, _NOUNS_SHE = words("nouns_he"), words("nouns_she")
_NEW = frozenset({"a", "an", "one", "another", "my", "our", "its", "his", "her", "their"})
_THE = re.compile(r"^the\s+", re.IGNORECASE)
_OWNER = re.compile(r"^(?:the|its|his|her|their)\s+", re.IGNORECASE)
_GENERIC_BODIES = frozenset(
    {
        *("company", "firm", "start-up", "startup", "business", "maker", "manufacturer", "giant", "lab", "laboratory"),
        *("chipmaker", "carmaker", "automaker", "retailer", "lender", "insurer", "supplier", "consultancy", "group"),
        *("organisation", "organization", "nonprofit", "charity", "operator", "developer", "publisher", "outlet"),
        *("bank", "agency", "union", "think-tank", "watchdog", "regulator"),
    }
)


def gender_of_pronoun(word: str) -> str:
    """Return "he" or "she" for a pronoun of one person, "" for others."""
    return "she" if word in _SHE else "he" if word in _HE else ""


def gender_of_noun(noun: Token) -> str:
    """Return "he" or "she" for a noun such as "spokesman", "" for others."""
    word = noun.lemma_.lower()
    return "she" if word in _NOUNS_SHE else "he" if word in _NOUNS_HE else ""


def person_meant(passage: Passage, cast: Cast, place: int, gender: str) -> Actor | None:
    """Return whom a pronoun or a description at token `place` stands for, None for nobody known.

    The nearest who acts before it in the paragraph, else the last speaker, else who is only mentioned before it, else
    who acted in earlier paragraphs; never one who is known to be of the other gender.
    """
    acting: list[Actor] = []
    mentioned: list[Actor] = []
    for i, known, acts in _events(passage, cast, place):
        actor = known or _chosen(cast, acting, mentioned, gender_of_pronoun(passage.tokens[i].lower_))
        if actor is not None:
            (acting if acts else mentioned).append(actor)
    return _chosen(cast, acting, mentioned, gender)


def acting_people(passage: Passage, cast: Cast, place: int | None = None) -> list[Actor]:
    """Return the people who act in a paragraph (before token `place`), outside quotations, the last one last."""
    events = _events(passage, cast, len(passage.tokens) if place is None else place)
    return [actor for _, actor, acts in events if acts and actor is not None]


def _chosen(cast: Cast, acting: list[Actor], mentioned: list[Actor], gender: str) -> Actor | None:
    order = [*reversed(acting), *([] if cast.last is None else [cast.last]), *reversed(mentioned)]
    order += reversed(cast.recent)
    chosen = next((one for one in order if not gender or one.gender in {"", gender}), None)
    if chosen is None and gender:
        sure = [one for one in cast.actors() if one.gender == gender and one.kind == "person"]
        chosen = sure[0] if len(sure) == 1 else None
    if chosen is not None and gender:
        chosen.gender = gender
        chosen.kind = chosen.kind or "person"
    return chosen


def _events(passage: Passage, cast: Cast, place: int) -> Iterable[tuple[int, Actor | None, bool]]:
    """Return who is named or meant before a token, in order, and whether they act; None for a pronoun."""
    events: list[tuple[int, Actor | None, bool]] = [(i, actor, True) for i, actor in cast.spoken if i < place]
    spoken = {i for i, _, _ in events}
    for name in names_of(passage.doc):
        if name.last < place and not passage.is_quoted(name.first) and name.first not in spoken:
            actor = cast.find(name.text, name.titles)
            if actor is not None and (actor.kind == "person" or (not actor.kind and name.label == "PERSON")):
                events.append((name.first, actor, _acts(passage.doc, name)))
    for token in passage.tokens[:place]:
        subject = token.lower_ in {"he", "she"} and token.dep_ in {"nsubj", "nsubjpass"}
        if subject and not passage.is_quoted(token.i) and token.i not in spoken:
            events.append((token.i, None, True))
        if token.i not in spoken and (somebody := _introduced(passage, cast, token)) is not None:
            events.append((token.i, somebody, True))
    return sorted(events, key=lambda one: one[0])


def _introduced(passage: Passage, cast: Cast, noun: Token) -> Actor | None:
    """Return who comes into view without a name: "A reader in Taipei wrote …", "My nephew says …"."""
    if noun.pos_ != "NOUN" or noun.tag_ != "NN" or passage.is_quoted(noun.i):
        return None
    met = _is_met(noun)
    if noun.dep_ != "nsubj" and not met:
        return None
    if noun.i not in cast.introduced:
        new = met or any(child.lower_ in _NEW for child in noun.children if child.i < noun.i)
        if not new or not is_person(noun) or any(child.dep_ == "appos" for child in noun.children):
            return None
        start, end = passage.span(described(passage, (noun.left_edge.i, noun.right_edge.i), noun))
        text = _OWNER.sub("", " ".join(passage.text[start:end].split()))
        actor = Actor(text, "unnamed", gender=gender_of_noun(noun))
        actor.roles.add((noun.lemma_.lower(), role_of(noun)))
        cast.introduced[noun.i] = actor
        cast.unnamed.append(actor)
    return cast.introduced[noun.i]


def _acts(doc: Doc, name: Name) -> bool:
    head = root_of(doc, name)
    if head.dep_ == "appos":
        head = head.head
    return head.dep_ not in _PASSIVE_PLACES or _is_met(head)


def _is_met(head: Token) -> bool:
    """Tell whether a word is the object of what the writer does: "I asked my colleague Jens, and he says"."""
    if head.dep_ == "appos":
        head = head.head
    verb = head.head
    if head.dep_ == "pobj" and verb.dep_ == "prep":
        verb = verb.head
    writes = any(child.dep_ == "nsubj" and child.lower_ in {"i", "we"} for child in verb.children)
    return writes and head.dep_ in {"dobj", "pobj", "dative", "iobj"}


def by_role(passage: Passage, cast: Cast, noun: Token) -> Actor | None:
    """Return the person of whom the article says what a description says: the last speaker first, else most words."""
    acting_people(passage, cast, noun.i)  # who comes into view before it, too
    role, qualified, gender = noun.lemma_.lower(), role_of(noun), gender_of_noun(noun)

    def fit(actor: Actor) -> int:
        if gender and actor.gender not in {"", gender}:
            return 0
        return max((len(qualified & words) for name, words in actor.roles if name == role or role in words), default=0)

    people = [one for one in cast.actors() if one.kind in {"person", "unnamed"}]
    best = max(map(fit, people), default=0)
    fitting = [one for one in people if best and fit(one) == best]
    order = [one for _, one in reversed(cast.spoken)] + [one for one in (cast.last, *reversed(cast.recent)) if one]
    return next((one for one in order if one in fitting), fitting[-1] if fitting else None)


def group_meant(passage: Passage, cast: Cast, place: int) -> Actor | None:
    """Return whom "they" stands for: people who act before a token, a group that spoke, others who act, a body."""
    people = _plural_before(passage, cast, place, people=True)
    return people or cast.last_group or _plural_before(passage, cast, place, people=False) or cast.last_body


def _plural_before(passage: Passage, cast: Cast, place: int, *, people: bool) -> Actor | None:
    for noun in reversed(passage.tokens[:place]):
        acts = noun.dep_ == "nsubj" and noun.tag_ in {"NNS", "NNPS"} and not passage.is_quoted(noun.i)
        if acts and (not people or is_person(noun) or noun.tag_ == "NNPS"):
            start, end = passage.span(described(passage, (noun.left_edge.i, noun.right_edge.i), noun))
            text = _THE.sub("", " ".join(passage.text[start:end].split()))
            known = [one for one in cast.unnamed if one.kind == "group" and one.name == text]
            return known[-1] if known else Actor(text, "group")
    return None


def body_speaking(passage: Passage, cast: Cast, place: int) -> Actor | None:
    """Return the body that "it" stands for as a speaker: one that acts before it in the paragraph, else that spoke."""
    acting, _ = _bodies(passage, cast, place)
    for noun in passage.tokens[:place]:
        if noun.dep_ == "nsubj" and noun.pos_ == "NOUN" and not passage.is_quoted(noun.i) and not is_person(noun):
            meant = body_meant(passage, cast, noun) if noun.i and passage.tokens[noun.i - 1].lower_ == "the" else None
            acting += [] if meant is None else [meant]
    return acting[-1] if acting else cast.last_body


def who_answers(cast: Cast) -> Actor | None:
    """Return who is interviewed: the person who acted most often before the first answer."""
    if cast.interviewed is None:
        acted = Counter(one for one in cast.recent if one.kind == "person")
        cast.interviewed = acted.most_common(1)[0][0] if acted else None
    return cast.interviewed


def owner_of(passage: Passage, cast: Cast, noun: Token) -> str:
    """Return the body whose person a noun is: "its chief analyst", "the company's spokesman"; "" for none."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None:
        return ""
    if owner.lower_ == "its":
        bodies = _bodies_before(passage, cast, owner.i)
        return bodies[0].name if bodies else ""
    meant = body_meant(passage, cast, owner) if owner.pos_ == "NOUN" else None
    return "" if meant is None else meant.name


def body_meant(passage: Passage, cast: Cast, noun: Token) -> Actor | None:
    """Return the body that "the company", "the department" stands for: one so described or so named, else the last."""
    word = noun.lemma_.lower()
    bodies = [one for one in _bodies_before(passage, cast, noun.i) if one.kind != "person"]
    for one in bodies:
        if any(word == name for name, _ in one.roles) or word in one.name.lower().split():
            return one
    for one in cast.actors():
        if one.kind == "organisation" and any(word == name for name, _ in one.roles):
            return one
    return bodies[0] if bodies and word in _GENERIC_BODIES else None


def bodies_named(passage: Passage, cast: Cast) -> list[Actor]:
    """Return the bodies named in a paragraph, places aside, the last one last; acting ones behind the others."""
    acting, others = _bodies(passage, cast, len(passage.tokens))
    return [*others, *acting]


def _bodies_before(passage: Passage, cast: Cast, place: int) -> list[Actor]:
    """Return the bodies named before a token, the nearest first: acting ones of the paragraph, the last, the others."""
    acting, others = _bodies(passage, cast, place)
    last = [] if cast.last_body is None else [cast.last_body]
    return [*reversed(acting), *last, *reversed(others), *reversed(cast.bodies)]


def _bodies(passage: Passage, cast: Cast, place: int) -> tuple[list[Actor], list[Actor]]:
    acting: list[Actor] = []
    others: list[Actor] = []
    for name in names_of(passage.doc):
        actor = cast.find(name.text, name.titles) if name.last < place else None
        if actor is not None and actor.kind in {"organisation", ""} and name.label not in {"GPE", "NORP", "DATE"}:
            (acting if _acts(passage.doc, name) else others).append(actor)
    return acting, others
