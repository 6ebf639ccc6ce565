"""Who does what: the subject of a verb, the words that name it, and the kind of subject it is."""

from __future__ import annotations

from spacy.tokens import Token

from labeler.nlp.passage import Passage, Range, subtree

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LOOSE_SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT", "dep", "npadvmod", "nmod"})
_SHARING = frozenset({"conj", "advcl", "xcomp", "ccomp", "pcomp", "dep", "auxpass", "aux"})
_DETACHED = frozenset({"relcl", "acl", "appos", "advcl"})
_DEPTH = 4


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Return the head of a verb's subject: its own, that of the noun its relative clause hangs on, or a shared one."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            relative = child.lower_ in {"who", "that", "which"} and verb.dep_ == "relcl"
            return verb.head if relative else child
    if depth >= _DEPTH:
        return None
    head = verb.head
    if verb.dep_ in {"relcl", "acl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return head
    clausal = verb.dep_ != "ccomp" or verb.tag_ in {"VBG", "VBN"}
    if verb.dep_ in _SHARING and is_verb(head) and clausal:
        return subject_of(head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ == "prep" and is_verb(head.head):
        return subject_of(head.head, depth + 1)
    return None


def is_verb(token: Token) -> bool:
    """Tell whether a token is a verb or an auxiliary."""
    return token.pos_ in {"VERB", "AUX"}


def near_subject(passage: Passage, verb: Token) -> Token | None:
    """Return a likely subject where the parse gives none.

    The noun phrase straight before the verb, or a name straight behind it ("said Ada Lovelace").
    """
    for i in range(verb.i - 1, max(-1, verb.i - 13), -1):
        token = passage.tokens[i]
        if not passage.same_sentence(i, verb.i) or passage.is_quoted(i):
            break
        noun = token.pos_ in {"PROPN", "NOUN", "PRON"} and token.dep_ in _LOOSE_SUBJECTS
        if noun and token.lower_ not in {"what", "which", "that"}:
            return token
        if token.pos_ == "VERB" or token.dep_ == "mark":
            break
    return _name_behind(passage, verb)


def _name_behind(passage: Passage, verb: Token) -> Token | None:
    for token in passage.tokens[verb.i + 1 : verb.i + 6]:
        if passage.is_quoted(token.i) or token.is_punct:
            return None
        if token.pos_ in {"PROPN", "PRON"} and token.tag_ != "PRP$":
            head = token
            while head.dep_ in {"compound", "nmod", "poss"} and head.i < head.head.i < verb.i + 8:
                head = head.head
            after_mark = verb.i > 0 and (passage.is_quoted(verb.i - 1) or passage.tokens[verb.i - 1].is_punct)
            return head if after_mark else None
    return None


def phrase_of(passage: Passage, head: Token, cue: int | None = None) -> Range:
    """Return the range of the noun phrase of `head`: no relative clause, nothing that holds the cue, no quotation."""
    first, last = subtree(head)
    for child in head.children:
        holds_cue = cue is not None and child.left_edge.i <= cue <= child.right_edge.i
        if child.i > head.i and (holds_cue or child.dep_ in _DETACHED):
            last = min(last, child.left_edge.i - 1)
        elif child.i < head.i and holds_cue:
            first = max(first, child.right_edge.i + 1)
    first, last = min(first, head.i), max(last, head.i)
    if not passage.is_quoted(head.i):
        first = next((i + 1 for i in range(head.i, first - 1, -1) if passage.is_quoted(i)), first)
        last = next((i - 1 for i in range(head.i, last + 1) if passage.is_quoted(i)), last)
    return passage.trim(first, last) or (head.i, head.i)


def kind_of(subject: Token | None) -> str:
    """Return the kind of subject that the score knows, such as `name`, `pron3`, `nouns`; `none` for no subject."""
    if subject is None:
        return "none"
    word = subject.lower_
    if word in {"i", "we", "you"}:
        return "pron12"
    if word in {"it", "this", "that", "what", "which", "there"}:
        return "it"
    if subject.pos_ == "PRON":
        return {"he": "pron3", "she": "pron3", "they": "they"}.get(word, "pron")
    if subject.ent_type_ in {"PERSON", "ORG", "NORP", "GPE"}:
        return "name" if subject.ent_type_ == "PERSON" else "org"
    if subject.pos_ == "PROPN":
        return "propn"
    return "nouns" if subject.tag_ == "NNS" else "noun"
