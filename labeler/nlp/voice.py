"""The article's own voice: its clauses that are nobody else's words; what such a clause is about, and when.

`traits` names what is to be seen of a clause, `learning.author` weighs it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from labeler.nlp.cutting import cut, is_finite
from labeler.nlp.paragraphs import BULLET
from labeler.nlp.passage import Passage, Range
from labeler.nlp.subjects import SUBJECTS, is_verb

_WIDE = frozenset({"all", "most", "many", "few", "every", "each", "no", "some", "any", "several", "both", "more"})
_NOBODY = frozenset({"nobody", "everybody", "everyone", "nothing", "everything", "anyone", "anybody", "none"})
_PEOPLE = frozenset({"he", "she"})
_THINGS = frozenset({"this", "that", "these", "those", "which", "what", "who"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_SUBORDINATE = frozenset({"relcl", "acl", "advcl", "pcomp", "csubj"})
_NUMBER = re.compile(r"\s*(?:\(?\d{1,2}[.)]|#\d{1,2}|\d{1,2}[.:]\d\d(?:\s?[ap]\.?m\.?)?)[:\s]\s*")
_LABEL_WORDS = 9
_MUCH = 0.3
_LEAST_WORDS = 3


def own_clauses(passage: Passage, taken: list[bool]) -> Iterator[Range]:
    """Yield the clauses with a finite verb that are not `taken` by anybody's utterance, and ask nothing."""
    for first, last in passage.sentences:
        asks = passage.text[slice(*passage.span((first, last)))].rstrip().endswith("?")
        if asks or sum(taken[first : last + 1]) > _MUCH * (last - first + 1) or not passage.is_finite((first, last)):
            continue
        begin = after_label(passage, first, last)
        for tokens in cut(passage, (begin, last)) if begin <= last else []:
            free = not any(taken[tokens[0] : tokens[1] + 1])
            if free and passage.is_finite(tokens) and passage.words(tokens) >= _LEAST_WORDS:
                yield tokens


def after_label(passage: Passage, first: int, last: int) -> int:
    """Return the first token behind what only labels a clause: "- Training costs: …", "3. …", "17.40 …"."""
    number = _NUMBER.match(passage.text)
    while number is not None and first <= last and passage.tokens[first].idx < number.end():
        first += 1
    colon = next((i for i in range(first, min(last, first + _LABEL_WORDS)) if passage.tokens[i].text == ":"), None)
    if colon is None or (passage.is_finite((first, colon)) and not BULLET.match(passage.text)):
        return first
    return colon + 1


def main_verb(passage: Passage, tokens: Range) -> Token:
    """Return the verb of a clause: its root, or the first whole verb outside of subordinate clauses if that is none."""
    root = passage.doc[tokens[0] : tokens[1] + 1].root
    if is_verb(root) and is_finite(root):
        return root
    for token in passage.tokens[tokens[0] : tokens[1] + 1]:
        if is_verb(token) and is_finite(token) and token.dep_ not in _SUBORDINATE:
            return token
    return root


def subject_kind(subject: Token | None) -> str:
    """Return what a clause is about: `i`, `we`, `you`, `he`, `it`, a `name`, a `thing` of some sort, `none`."""
    if subject is None:
        return "none"
    word = subject.lower_
    if word in {"i", "we", "you", "it", "they", "there"}:
        return word
    if word in _PEOPLE:
        return "he"
    if word in _THINGS or word in _NOBODY:
        return "this" if word in _THINGS else "nobody"
    if subject.ent_type_ == "PERSON":
        return "person"
    owners = {child.lower_ for child in subject.children if child.dep_ == "poss"}
    if owners & {"my", "our"}:
        return "mine"
    if subject.pos_ == "PROPN" or subject.ent_type_ in {"ORG", "GPE", "NORP"}:
        return "name"
    if is_verb(subject):
        return "clause"
    return _noun_kind(subject)


def _noun_kind(subject: Token) -> str:
    modifiers = {child.lower_ for child in subject.children if child.i < subject.i}
    if subject.tag_ == "NNS" and not any(child.dep_ in {"det", "poss", "nummod"} for child in subject.children):
        return "plural"
    if modifiers & _WIDE:
        return "wide"
    if modifiers & {"a", "an"}:
        return "a"
    return (
        "person" if any(child.dep_ == "appos" and child.ent_type_ == "PERSON" for child in subject.children) else "the"
    )


def tense(root: Token) -> str:
    """Return the form of a clause's verb: `present`, `past`, `perfect`, `modal`, `command` …; `none` for no verb."""
    helpers = [child for child in root.children if child.dep_ in _AUXILIARIES]
    if root.tag_ == "MD" or any(child.tag_ == "MD" for child in helpers):
        return "modal"
    tags = {root.tag_, *(child.tag_ for child in helpers)}
    have = [child for child in helpers if child.lemma_ == "have" or child.lower_ in {"'ve", "’ve"}]
    if have:
        return "pluperfect" if have[0].lower_ in {"had", "'d"} else "perfect"
    if tags & {"VBZ", "VBP"}:
        return "going" if root.tag_ == "VBG" and helpers else "present"
    if "VBD" in tags:
        return "past"
    if root.tag_ == "VB" and not any(child.dep_ in SUBJECTS for child in root.children):
        return "command"
    return "none"
