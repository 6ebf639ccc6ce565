"""Who is meant by a speaker's words in this article: a full name, a short one, a pronoun, a description."""

from __future__ import annotations

import re

from spacy.tokens import Token

from labeler.domain.registry import EntityKind
from labeler.nlp.belonging import is_body, is_person, role_of
from labeler.nlp.candidates import Mention
from labeler.nlp.cast import Actor, Cast
from labeler.nlp.drafts import names_of
from labeler.nlp.names import Name, name_at, root_of
from labeler.nlp.naming import ANSWERS, is_group, is_plural, is_unread_name
from labeler.nlp.passage import Passage, Range
from labeler.nlp.scene import (
    body_meant,
    body_speaking,
    by_role,
    gender_of_noun,
    gender_of_pronoun,
    group_meant,
    owner_of,
    person_meant,
    who_answers,
)
from labeler.nlp.wordlists import words

_ORGANISATIONS = words("organisations")
_DOCUMENTS = words("documents")
_PRONOUNS = frozenset({"he", "she", "they", "who", "it", "him", "her", "his", "their", "them"})
_LEAD = 3
_ANYBODY = words("anybody")
_THE = re.compile(r"^(?:the|its|his|her|their)\s+", re.IGNORECASE)


def identify(passage: Passage, cast: Cast, tokens: Range, head: Token | None) -> Mention:
    """Return who the words of a range are, and note in the cast that they spoke."""
    start, end = passage.span(tokens)
    text = " ".join(passage.text[start:end].split())
    if text.lower() in _PRONOUNS:
        return _by_pronoun(passage, cast, tokens, text)
    if head is None and text in ANSWERS and (actor := who_answers(cast)) is not None:
        return _speaks(cast, tokens, actor, "speaker-name", "the one who is interviewed")
    name = name_at(names_of(passage.doc), tokens[1])
    named = head is None or (name is not None and (not name.holds(head.i) or not is_group(cast, name, head)))
    if named and (name is None or tokens[0] >= name.first - 1):
        return _by_name(passage, cast, tokens, text, name)
    unread = head is not None and is_unread_name(cast, head)
    if head is None or unread or (head.pos_ == "PROPN" and name is None and not is_person(head)):
        return _by_name(passage, cast, tokens, text, None)
    return _by_description(passage, cast, tokens, text, head)


def _speaks(cast: Cast, tokens: Range, actor: Actor, rule: str, why: str) -> Mention:
    """Return a mention, and note who spoke where."""
    if actor.kind == "group":
        cast.last_group = actor
    elif actor.kind == "organisation":
        cast.last_body = actor
    elif actor.kind in {"person", "unnamed"}:
        cast.last = actor
        cast.spoken.append((tokens[0], actor))
    affiliation = cast.find(actor.affiliation) if actor.affiliation else None
    belongs = actor.affiliation if affiliation is None or affiliation.kind == "person" else affiliation.name
    belongs = "" if belongs == actor.name else belongs
    return Mention(tokens, actor.name, actor.kind, belongs, rule, why)


def _by_pronoun(passage: Passage, cast: Cast, tokens: Range, text: str) -> Mention:
    word, rule = text.lower(), "speaker-pronoun"
    actor: Actor | None = None
    if word == "it":
        actor = body_speaking(passage, cast, tokens[0])
    elif word in {"they", "their", "them"}:
        actor = group_meant(passage, cast, tokens[0])
        actor = actor or person_meant(passage, cast, tokens[0], "")
    else:
        actor = person_meant(passage, cast, tokens[0], gender_of_pronoun(word))
    if actor is None:
        return Mention(tokens, text, "unnamed", "", rule, "a pronoun; nobody was named before")
    return _speaks(cast, tokens, actor, rule, f"a pronoun; last named: {actor.name}")


def _by_name(passage: Passage, cast: Cast, tokens: Range, text: str, name: Name | None) -> Mention:
    actor = cast.find(text) if name is None else cast.find(name.text, name.titles)
    if actor is None:
        bare = _THE.sub("", text) if name is None else name.text
        actor = Actor(bare, "person" if name is not None and name.titles else "")
    if actor.kind == "person" and not actor.affiliation and name is not None:
        root = root_of(passage.doc, name)
        actor.affiliation = owner_of(passage, cast, root.head) if root.dep_ == "appos" else ""
    why = "a named person" if actor.kind == "person" else "a name"
    return _speaks(cast, tokens, actor, "speaker-name", why)


def _by_description(passage: Passage, cast: Cast, tokens: Range, text: str, head: Token) -> Mention:
    rule = "speaker-description"
    introduced = cast.introduced.get(head.i)
    if introduced is not None:
        return _speaks(cast, tokens, introduced, rule, "a description")
    meant = _led_to(cast, text, head) or _meant(passage, cast, tokens, text, head)
    if meant is not None:
        return _speaks(cast, tokens, meant, rule, f"a description; last named: {meant.name}")
    entity = _THE.sub("", text)
    kind = _kind_of(head)
    body = _body_within(passage, tokens) or owner_of(passage, cast, head)
    actor = Actor(entity, kind, affiliation=body, gender=gender_of_noun(head))
    why = {"group": "a group without names", "organisation": "a description"}.get(kind, "a description")
    if kind == "unnamed" and head.lemma_.lower() in _DOCUMENTS:
        return Mention(tokens, entity, kind, "", rule, why)
    actor.roles.add((head.lemma_.lower(), role_of(head)))
    cast.unnamed.append(actor)
    return _speaks(cast, tokens, actor, rule, why)


def _kind_of(head: Token) -> EntityKind:
    if is_plural(head) or head.ent_type_ == "NORP":
        return "group" if is_plural(head) else "unnamed"
    return "organisation" if head.lemma_.lower() in _ORGANISATIONS else "unnamed"


def _meant(passage: Passage, cast: Cast, tokens: Range, text: str, head: Token) -> Actor | None:
    """Return whom a definite description stands for, None where it introduces somebody."""
    role = head.lemma_.lower()
    if not text.lower().startswith(("the ", "that ", "this ")):
        return None
    if is_plural(head):
        groups = (one for one in reversed(cast.unnamed) if one.kind == "group")
        return next((one for one in groups if any(role == name for name, _ in one.roles)), None)
    bare = tokens[1] == head.i == tokens[0] + 1
    if head.pos_ not in {"NOUN", "PROPN"} or role in _DOCUMENTS:
        return None
    if not is_person(head):
        return body_meant(passage, cast, head) if bare else None
    if any(child.dep_ == "poss" for child in head.children):
        return None
    actor = by_role(passage, cast, head)
    if actor is not None or tokens[1] != head.i:
        return actor
    near = person_meant(passage, cast, tokens[0], gender_of_noun(head))
    # Somebody of whom another job is told is somebody else, unless the word says no job.
    return near if near is not None and (role in _ANYBODY or not near.roles) else None


def _led_to(cast: Cast, text: str, head: Token) -> Actor | None:
    """Return the person whom an article's first lines only describe ("A federal judge"), where just one fits."""
    if cast.place > _LEAD or not text.lower().startswith(("a ", "an ")):
        return None
    role = head.lemma_.lower()
    fitting = [one for one in cast.actors() if one.kind == "person" and any(role == name for name, _ in one.roles)]
    return fitting[0] if len(fitting) == 1 and fitting[0] not in cast.recent else None


def _body_within(passage: Passage, tokens: Range) -> str:
    """Return the body that a description names: "A spokesperson for Nvidia"."""
    for name in names_of(passage.doc):
        if tokens[0] <= name.first and name.last <= tokens[1] and is_body(passage.doc, name):
            return name.text
    return ""
