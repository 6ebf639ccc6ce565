"""Cutting an utterance, or a sentence of the author's, into propositions: clauses that can stand alone."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Token

from labeler.nlp.lexicon import STRONG, lemma
from labeler.nlp.passage import FINITE, Passage, Range
from labeler.nlp.subjects import is_verb

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "npadvmod", "acomp", "advmod"})
_CONTRAST = frozenset({"while", "although", "though", "whereas"})
_JOINING = _CONTRAST | {"and", "but", "or", "so", "yet", "nor"}
BINDING = frozenset(
    {"because", "if", "since", "unless", "when", "where", "as", "until", "after", "before", "once", "that"}
)
_THINKING = frozenset({"think", "believe", "know", "hope", "feel", "mean", "expect", "guess", "suspect", "see", "hear"})
_ASKING = frozenset({"WRB", "WP", "WDT"})
_NEAR = 3
_NOT = frozenset({"not", "n't", "n’t"})
_ONLY = frozenset({"only", "just", "merely", "simply"})


def cut(passage: Passage, tokens: Range) -> list[Range]:
    """Return the propositions of a range in order; together they cover it.

    Cuts stand at sentence ends, before conjoined clauses with a subject of their own, around while- and
    although-clauses, and at a semicolon, a colon or a bare comma between whole clauses.
    """
    first, last = tokens
    inner = passage.tokens[first : last + 1]
    cuts = {token.i for token in inner[1:] if token.is_sent_start}
    clauses = [(verb, subject) for verb in inner if is_verb(verb) and (subject := _subject(passage, verb, tokens))]
    cuts |= _semicolons(passage, tokens)
    begun = last + 1
    for verb, subject in sorted(clauses, key=lambda one: one[1].i):
        whole = is_finite(verb)
        if whole and begun < subject.left_edge.i:
            cuts |= _cuts_before(passage, verb, subject, tokens)
        cuts |= _cuts_around(verb, tokens)
        begun = min(begun, max(verb.i, subject.i)) if whole else begun
    edges = [first, *sorted(place for place in cuts if first < place <= last), last + 1]
    return [(a, b - 1) for a, b in pairwise(edges)]


def _semicolons(passage: Passage, tokens: Range) -> set[int]:
    """Return where a clause begins behind a semicolon with a clause on either side, unless it is "not only …; also"."""
    marks = [i for i in range(tokens[0], tokens[1] + 1) if passage.tokens[i].text == ";"]
    edges = [tokens[0] - 1, *marks, tokens[1] + 1]
    parts = list(pairwise(edges))
    return {
        after[0] + 1
        for before, after in pairwise(parts)
        if _holds_clause(passage, before) and _holds_clause(passage, after) and not _says_not_only(passage, before)
    }


def _holds_clause(passage: Passage, between: Range) -> bool:
    inner = passage.tokens[between[0] + 1 : between[1]]
    return any(one.dep_ in _SUBJECTS for one in inner) and any(one.tag_ in FINITE for one in inner)


def _says_not_only(passage: Passage, between: Range) -> bool:
    inner = passage.tokens[between[0] + 1 : between[1]]
    return any(one.lower_ in _NOT and after.lower_ in _ONLY for one, after in pairwise(inner))


def is_finite(verb: Token) -> bool:
    """Tell whether a verb, or an auxiliary of its, is finite."""
    return verb.tag_ in FINITE or any(child.tag_ in FINITE and child.dep_ in _AUXILIARIES for child in verb.children)


def _subject(passage: Passage, verb: Token, tokens: Range) -> Token | None:
    """Return a verb's own subject, or the one that the parse lost."""
    own = next((child for child in verb.lefts if child.dep_ in _SUBJECTS and child.i >= tokens[0]), None)
    return own if own is not None else _lost_subject(passage, verb, tokens)


def _lost_subject(passage: Passage, verb: Token, tokens: Range) -> Token | None:
    """Return the subject that the parse joined to the noun before it: "sold the boat and a man in Leith bought it"."""
    if verb.dep_ not in {"conj", "advcl"} or not tokens[0] <= verb.head.i < verb.i or not is_finite(verb):
        return None
    begins = verb.i
    while begins > tokens[0] and passage.tokens[begins - 1].dep_ in {"aux", "auxpass", "neg", "advmod"}:
        begins -= 1
    for i in range(begins - 1, verb.head.i, -1):
        token = passage.tokens[i]
        if token.is_punct or is_verb(token) or token.dep_ in {"mark", "relcl"}:
            return None
        if token.dep_ == "cc":
            found = next((one for one in passage.tokens[i + 1 : begins] if one.dep_ == "conj"), None)
            joined = found is not None and found.left_edge.i == i + 1 and found.head.dep_ in _OBJECTS
            return found if joined else None
    return None


def _cuts_before(passage: Passage, verb: Token, subject: Token, tokens: Range) -> set[int]:
    """Return where a whole clause begins that stands behind another one, and does not hang on it."""
    if _is_inside(verb, tokens) or any(token.tag_ == "WDT" for token in subject.subtree):
        return set()
    head, place = verb.head, min(verb.left_edge.i, subject.left_edge.i)
    if any(
        token.tag_ in _ASKING for token in passage.tokens[max(place, subject.left_edge.i - _NEAR) : subject.left_edge.i]
    ):
        return set()
    if verb.dep_ == "conj" and tokens[0] <= head.i < place and is_verb(head):
        return set() if _is_command(head) else {place}
    place = subject.left_edge.i
    if subject.dep_ == "conj":
        return {place}
    before = passage.tokens[place - 1]
    if before.text == ":":
        return {place}
    after_comma = place - 2 >= tokens[0] and passage.tokens[place - 2].text in {",", ";"}
    if before.lower_ in _JOINING and after_comma:
        return {place - 1}
    spliced = before.text == "," and verb.dep_ == "ROOT" and not is_reporting(verb)
    return {place} if spliced and any(_is_spliced(child) for child in verb.lefts) else set()


def _is_command(verb: Token) -> bool:
    """Tell whether a clause only sets a condition: "Build more, and it will work"."""
    return verb.tag_ == "VB" and not any(
        child.dep_ in _SUBJECTS or child.dep_ in _AUXILIARIES for child in verb.children
    )


def _is_spliced(verb: Token) -> bool:
    return verb.dep_ == "ccomp" and is_finite(verb) and not any(child.dep_ == "mark" for child in verb.children)


def is_reporting(verb: Token) -> bool:
    """Tell whether a verb is of those that take what somebody says or thinks."""
    return lemma(verb) in STRONG or lemma(verb) in _THINKING


def _is_inside(verb: Token, tokens: Range) -> bool:
    """Tell whether a clause belongs to a relative clause, or to one that begins with because, if, when or the like."""
    one = verb
    while tokens[0] <= one.i <= tokens[1]:
        if one.dep_ in {"relcl", "acl", "pcomp", "csubj"}:
            return True
        if one.dep_ == "advcl":
            links = {child.lower_ for child in one.children if child.dep_ in {"mark", "advmod"} and child.i < one.i}
            return bool(links & BINDING) and not links & _CONTRAST
        if one.head.i == one.i:
            break
        one = one.head
    return False


def _cuts_around(verb: Token, tokens: Range) -> set[int]:
    """Return the borders of a while- or although-clause."""
    first, last = tokens
    left, right = verb.left_edge.i, verb.right_edge.i
    if verb.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ in _CONTRAST for child in verb.children):
        return ({left} if left > first else set()) | ({right + 1} if right + 2 <= last else set())
    return set()
