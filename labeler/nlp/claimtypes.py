"""The type of a claim: policy, prediction, fact or evaluation, by its modal verbs, figures, events and comparisons."""

from __future__ import annotations

from spacy.tokens import Token

from labeler.nlp.lexicon import lemma
from labeler.nlp.passage import Passage, Range
from labeler.nlp.subjects import SUBJECTS, subject_of
from labeler.nlp.traits import CAUSES, judges
from labeler.nlp.voice import main_verb, subject_kind, tense
from labeler.nlp.wordlists import words

_OUGHT = frozenset({"should", "must", "shall", "ought"})
_COMING = frozenset({"will", "wo", "'ll", "’ll"})
_POSSIBLE = frozenset({"may", "might", "could"})
_SIGNS = frozenset("%$€£")
_NUMBER_WORDS = words("number_words")
_TIMES = frozenset({"double", "halve", "triple", "treble", "quadruple"})
_STEPS = 4
_FIGURES = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY"})
_COMPARING = frozenset({"JJR", "JJS", "RBR", "RBS"})
_WISHING = frozenset({"want", "urge", "ask", "demand", "call", "press", "push", "tell", "advise"})
_HELD = frozenset({"mean", "think", "believe", "perceive", "consider", "know", "suppose", "see", "suit"})
_ACTING = frozenset({"i", "we", "he", "they", "person", "name"})


def type_of(passage: Passage, tokens: Range) -> str:
    """Return the claim type that the words of a range speak for."""
    inner = passage.tokens[tokens[0] : tokens[1] + 1]
    root = _held(main_verb(passage, tokens))
    modals = _modals(root, tokens)
    if (modals & _OUGHT and not _is_thing(root)) or _needs_to(root) or _is_wished(root):
        return "policy"
    if _is_coming(root, modals):
        return "prediction"
    return "fact" if _is_fact(inner, root, modals) else "evaluation"


def _held(root: Token) -> Token:
    """Return the verb of what the speaker thinks: "will" counts in "I reckon it will rain"."""
    if not any(child.dep_ == "nsubj" and child.lower_ in {"i", "we"} for child in root.children):
        return root
    return next((child for child in root.children if child.dep_ == "ccomp"), root)


def _modals(root: Token, tokens: Range) -> set[str]:
    """Return the modal verbs of a clause and of those that it joins: "Close it, and the bills will rise"."""
    verbs = [root, *(child for child in root.children if child.dep_ == "conj")]
    if root.lemma_ == "be":
        verbs += [child for child in root.children if child.dep_ == "ccomp"]
    inner = [*(one for verb in verbs for one in verb.children), root]
    return {token.lower_ for token in inner if token.tag_ == "MD" and tokens[0] <= token.i <= tokens[1]}


def _is_thing(root: Token) -> bool:
    """Tell whether "should" says what something is or is expected to bring, not what somebody ought to do."""
    subject = subject_of(root)
    if subject is None:
        return False
    if subject.lower_ in {"this", "that", "it"} and root.lemma_ != "be":
        return subject.dep_ == "nsubj"
    named = subject.pos_ == "PROPN" or subject.ent_type_ != ""
    return root.lemma_ == "be" and not named and any(child.dep_ == "attr" for child in root.children)


def _needs_to(root: Token) -> bool:
    inner = [child for child in root.children if child.dep_ == "xcomp"]
    return root.lemma_ == "need" and any(one.lower_ == "to" for child in inner for one in child.children)


def _is_wished(root: Token) -> bool:
    """Tell whether it is what somebody wants done: "wants the state to pay"."""
    return _is_bare(root) and lemma(root.head) in _WISHING


def _is_bare(root: Token) -> bool:
    """Tell whether a verb with "to" has a subject, as in "expects prices to fall"."""
    to = any(child.tag_ == "TO" for child in root.children)
    return to and root.head.i != root.i and any(child.dep_ in SUBJECTS for child in root.children)


def _is_coming(root: Token, modals: set[str]) -> bool:
    if modals & _COMING or (modals & _OUGHT and _is_thing(root) and root.lemma_ != "be") or _is_bare(root):
        return True
    had = any(child.lemma_ == "have" and child.dep_ == "aux" for child in root.children)
    if "would" in modals and not had:
        return not _is_supposed(root)
    if modals & _POSSIBLE and root.lemma_ not in {"be", "have"} and not had:
        return True
    return _is_going_to(root)


def _is_supposed(root: Token) -> bool:
    """Tell whether "would" tells of a world that is none: "If it were so, …"."""
    clauses = [child for child in root.children if child.dep_ == "advcl"]
    words = [{one.lower_ for one in (clause, *clause.children)} for clause in clauses]
    return any(found >= {"if", "were"} for found in words)


def _is_going_to(root: Token) -> bool:
    next_verb = any(
        child.dep_ == "xcomp" and any(one.lower_ == "to" for one in child.children) for child in root.children
    )
    likely = any(
        child.lower_ in {"likely", "set", "due", "bound", "poised"} and child.dep_ in {"acomp", "oprd"}
        for child in root.children
    )
    word = root.lemma_.lower()
    planned = root.lower_ == "going" or word in {"plan", "expect", "intend", "be"}
    return (planned and next_verb) or (likely and tense(root) == "present")


def _is_fact(inner: list[Token], root: Token, modals: set[str]) -> bool:
    compares = any(token.tag_ in _COMPARING for token in inner)
    if modals or lemma(root) in _TIMES:
        return lemma(root) in _TIMES and not modals
    if any(_is_figure(token) and _is_near(token, root) for token in inner):
        return not (root.lemma_ == "be" and compares)
    return not compares and _is_event(inner, root)


def _is_event(inner: list[Token], root: Token) -> bool:
    """Tell whether it is told what somebody did or what was done, and when, or without a judgement.

    What a thing did to another is no event but a cause: "Cheap panels killed her company".
    """
    when = tense(root)
    if when not in {"past", "perfect", "pluperfect"} or root.lemma_ == "be":
        return False
    if when == "past" and any(token.ent_type_ in {"DATE", "TIME"} for token in inner):
        return True
    if lemma(root) in CAUSES or any(judges(token) for token in inner):
        return False
    subject = subject_of(root)
    if subject is None or root.lemma_ == "do":
        return False
    done = subject.dep_ == "nsubjpass" and lemma(root) not in _HELD
    return done or subject_kind(subject) in _ACTING


def _is_figure(token: Token) -> bool:
    if token.text in _SIGNS or token.lower_ in _NUMBER_WORDS:
        return token.dep_ != "advmod"
    return token.like_num and token.ent_type_ in _FIGURES and token.lower_ != "one"


def _is_near(token: Token, root: Token) -> bool:
    """Tell whether a figure belongs to the main clause, not to something said in passing."""
    for _ in range(_STEPS):
        if token.i == root.i:
            return True
        token = token.head
    return token.i == root.i
