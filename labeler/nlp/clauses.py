"""Rules over clauses: "she said that X", "X, she said", "as she put it, X". Each enters candidates into `Finds`."""

from __future__ import annotations

from spacy.tokens import Token

from labeler.nlp.candidates import Finds
from labeler.nlp.lexicon import CONTENT_NOUNS, lemma
from labeler.nlp.passage import FINITE, Passage, Range, subtree
from labeler.nlp.subjects import phrase_of, subject_of

_MINIMUM = 4
_FAR = 40
_LINKS = frozenset({"and", "but", "while", "though", "although", "or"})
_DASHES = frozenset({",", "—", "–", "-"})
_RESUMES_WITH = frozenset({"and", "but", "while", "as", "who", "which", "in", "on", "at", "citing"})
_AFTER_CUE = frozenset({"prep", "npadvmod", "advmod", "dobj", "dative", "advcl"})


def reporting_range(passage: Passage, cue: Token, subject: Token | None) -> Range:
    """Return the range of the reporting clause around a verb: its subject, auxiliaries, particles."""
    first = last = cue.i
    near = [child for child in cue.children if child.dep_ in {"aux", "auxpass", "neg", "prt"}]
    ranges = [(token.i, token.i) for token in near]
    if subject is not None:
        ranges.append(phrase_of(passage, subject, cue.i))
    for left, right in ranges:
        if abs(left - cue.i) < _FAR:
            first, last = min(first, left), max(last, right)
    return first, last


def add_clause(finds: Finds, cue: Token, subject: Token | None, clauses: list[Token]) -> None:
    """Enter the clausal complement of a reporting verb: "said (that) X", "X, he said"."""
    passage = finds.passage
    clauses = _one_side(passage, cue, clauses)
    before = clauses[0].i < cue.i
    features: list[str] = []
    first = min(clause.left_edge.i for clause in clauses)
    last = max(clause.right_edge.i for clause in clauses)
    if before and clauses[-1].i < cue.i:
        own = subject if subject is not None and subject.head.i == cue.i else None
        left, right = reporting_range(passage, cue, own)
        if left <= last <= right:
            last = left - 1
        first = _preposed(passage, cue, first)
        features.append("pre")
    else:
        first = first if before else max(first, cue.i + 1)
        last = _coordinated(finds, cue, clauses[-1], last)
    features += _clause_features(cue, subject, clauses)
    finds.add((first, last), "clause", cue=cue, subject=subject, features=features)


def _one_side(passage: Passage, cue: Token, clauses: list[Token]) -> list[Token]:
    """Keep the clauses behind the cue where the one before it belongs to something else."""
    before = [clause for clause in clauses if clause.i < cue.i]
    after = [clause for clause in clauses if clause.i > cue.i]
    if not before or not after:
        return clauses
    marked = any(child.dep_ == "mark" for child in after[0].children)
    adjacent = after[0].left_edge.i - cue.i <= 1
    return after if not passage.is_quoted(before[0].i) or marked or adjacent else clauses


def _preposed(passage: Passage, cue: Token, first: int) -> int:
    """Return the sentence's start where only a phrase stands before the clause: "In May, X, he said"."""
    start = passage.sentence(cue.i)[0]
    near = passage.same_sentence(first, cue.i) and first - start <= 12
    if not near or cue.dep_ not in {"ROOT", "ccomp", "parataxis"}:
        return first
    own = any(t.dep_ in {"nsubj", "ROOT"} and t.head.i == cue.i for t in passage.tokens[start:first])
    return first if own else start


def _clause_features(cue: Token, subject: Token | None, clauses: list[Token]) -> list[str]:
    marks = [child.lower_ for child in clauses[0].children if child.dep_ == "mark"]
    marks += [token.lower_ for token in clauses[0].subtree if token.tag_ in {"WRB", "WP", "WDT"}][:1]
    features = ["mark=" + (marks[0] if marks else "-")]
    if lemma(cue) == "be" and subject is not None:
        noun = subject.lemma_.lower()
        features.append("be=" + (noun if noun in CONTENT_NOUNS else "other"))
    children = list(cue.children)
    adjectives = [
        child
        for child in children
        if child.dep_ in {"acomp", "oprd"} or (child.dep_ == "advmod" and child.lower_ in {"clear", "aloud"})
    ]
    if adjectives:
        features.append("adj=" + adjectives[0].lower_)
    if any(child.dep_ == "dobj" and child.i < clauses[-1].i for child in children):
        features.append("obj")
    return features


def _coordinated(finds: Finds, cue: Token, head: Token, last: int) -> int:
    """Return the end of a coordinated clause.

    Cut before a further reporting verb ("said he won and added …"), grown by a that-clause ("that A, but that B").
    """
    passage = finds.passage
    for token in passage.tokens[head.i + 1 : last + 1]:
        if _reports_anew(finds, cue, token):
            cut = token.left_edge.i - 1
            while cut > head.i and (passage.is_blank(cut) or passage.tokens[cut].lower_ in _LINKS):
                cut -= 1
            if cut > head.left_edge.i + 2:
                return min(last, cut)
    for token in cue.children:
        that = any(child.dep_ == "mark" and child.lower_ == "that" for child in token.children)
        if token.dep_ == "conj" and token.i > last and that:
            last = max(last, token.right_edge.i)
    return last


def _reports_anew(finds: Finds, cue: Token, token: Token) -> bool:
    passage = finds.passage
    if passage.is_quoted(token.i) or token.pos_ != "VERB" or token.tag_ not in FINITE:
        return False
    if token.dep_ not in {"conj", "advcl"} or not (finds.lexicon.is_strong(token) or _takes_that(token)):
        return False
    if not any(child.dep_ == "ccomp" or passage.is_quoted(child.i) for child in token.children):
        return False
    own = any(child.dep_ in {"nsubj", "nsubjpass"} for child in token.children)
    return own or (token.dep_ == "conj" and token.tag_ == cue.tag_)


def _takes_that(verb: Token) -> bool:
    clauses = [child for child in verb.children if child.dep_ == "ccomp"]
    return any(child.dep_ == "mark" and child.lower_ == "that" for clause in clauses for child in clause.children)


def add_parenthetical(finds: Finds, cue: Token, subject: Token) -> bool:
    """Enter the rest of the sentence where the parse hangs no clause on a reporting verb; tell if that was done."""
    passage = finds.passage
    start, end = passage.sentence(cue.i)
    first, last = reporting_range(passage, cue, subject)
    left, right = passage.trim(start, first - 1), passage.trim(last + 1, end)
    following = passage.tokens[last + 1] if last + 1 < len(passage.tokens) else None
    if left is not None and _follows_words(passage, left, start, first) and _ends_there(following, last, end):
        features = ["pre"]
        tokens = left
        if right is not None and _is_resumed(passage, following, right):
            tokens, features = (left[0], right[1]), ["pre", "interrupted"]
        finds.add(tokens, "paren", cue=cue, subject=subject, features=features)
        return True
    if right is None or following is None or cue.tag_ not in FINITE | {"VBG", "VBN"}:
        return False
    if not passage.is_finite(right) or passage.words(right) < _MINIMUM:
        return False
    finds.add(right, "paren", cue=cue, subject=subject, features=["post", "nextdep=" + following.dep_])
    return True


def _follows_words(passage: Passage, left: Range, start: int, first: int) -> bool:
    if first <= start:
        return False
    mark = passage.tokens[first - 1].text in {",", "—", "–", "?", "!"} or passage.is_quoted(first - 1)
    return mark and (passage.is_finite(left) or passage.has_quote(left)) and passage.words(left) >= _MINIMUM


def _ends_there(following: Token | None, last: int, end: int) -> bool:
    return following is None or following.is_punct or last >= end or following.dep_ in _AFTER_CUE


def _is_resumed(passage: Passage, following: Token | None, right: Range) -> bool:
    token = passage.tokens[right[0]]
    dashed = following is not None and following.text in _DASHES
    return dashed and token.lower_ not in _RESUMES_WITH and token.tag_ != "VBG" and not passage.has_quote(right)


def add_as_clause(finds: Finds, cue: Token) -> bool:
    """Enter "X, as Warren put it" and "as the Post reported, X"; tell whether the verb is of that kind."""
    introduced = any(
        child.dep_ in {"mark", "advmod", "prep"} and child.lower_ == "as" and child.i < cue.i for child in cue.children
    )
    if cue.dep_ != "advcl" or not introduced or any(child.dep_ in {"ccomp", "xcomp"} for child in cue.children):
        return False
    passage, subject = finds.passage, subject_of(cue)
    if subject is None or subject.head.i != cue.i:
        return False
    if not finds.lexicon.is_strong(cue) and lemma(cue) not in {"put", "describe", "see"}:
        return False
    start, end = passage.sentence(cue.i)
    first, last = subtree(cue)
    tokens = _rest(passage.trim(start, first - 1), passage.trim(last + 1, end))
    if tokens is not None:
        finds.add(tokens, "as", cue=cue, subject=subject)
    return True


def _rest(left: Range | None, right: Range | None) -> Range | None:
    if left is not None and (right is None or right[1] - right[0] < 4):
        return left
    if right is not None and (left is None or left[1] - left[0] < 3):
        return right
    return None if left is None or right is None else (left[0], right[1])
