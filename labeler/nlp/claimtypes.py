"""The type of a claim: policy, prediction, fact or evaluation, by its modal verbs, figures and comparisons."""

from __future__ import annotations

from spacy.tokens import Token

from labeler.nlp.passage import Passage, Range

_OUGHT = frozenset({"should", "must", "shall", "ought"})
_COMING = frozenset({"will", "wo", "'ll", "’ll", "would", "shall"})
_POSSIBLE = frozenset({"may", "might", "could"})
_SIGNS = frozenset("%$€£")
_ROUND_NUMBERS = frozenset({"dozens", "hundreds", "thousands", "millions", "billions", "trillions"})
_STEPS = 4
_FIGURES = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY"})
_COMPARING = frozenset({"JJR", "JJS", "RBR", "RBS"})
_PAST = frozenset({"VBD", "VBN"})


def type_of(passage: Passage, tokens: Range) -> str:
    """Return the claim type that the words of a range speak for."""
    span = passage.doc[tokens[0] : tokens[1] + 1]
    root = _held(span.root)
    inner = list(span)
    if any(token.tag_ == "MD" and token.lower_ in _OUGHT for token in inner) or _needs_to(root):
        return "policy"
    modals = {child.lower_ for child in root.children if child.tag_ == "MD"} | {root.lower_}
    if modals & _COMING or (modals & _POSSIBLE and not _is_state(root)) or _is_going_to(root):
        return "prediction"
    compares = any(token.tag_ in _COMPARING for token in inner)
    if any(_is_figure(token) and _is_near(token, root) for token in inner) and not (root.lemma_ == "be" and compares):
        return "fact"
    dated = any(token.ent_type_ == "DATE" for token in inner)
    if dated and not compares and root.lemma_ != "be" and _is_past(root):
        return "fact"
    return "evaluation"


def _held(root: Token) -> Token:
    """Return the verb of what the speaker thinks: "will" counts in "I reckon it will rain"."""
    if not any(child.dep_ == "nsubj" and child.lower_ in {"i", "we"} for child in root.children):
        return root
    return next((child for child in root.children if child.dep_ == "ccomp"), root)


def _is_figure(token: Token) -> bool:
    return token.text in _SIGNS or token.lower_ in _ROUND_NUMBERS or (token.like_num and token.ent_type_ in _FIGURES)


def _is_near(token: Token, root: Token) -> bool:
    """Tell whether a figure belongs to the main clause, not to something said in passing."""
    for _ in range(_STEPS):
        if token.i == root.i:
            return True
        token = token.head
    return token.i == root.i


def _is_state(root: Token) -> bool:
    """Tell whether "may" or "could" speaks of what is or was, not of what is to come."""
    return root.lemma_ in {"be", "have"} or any(
        child.lemma_ == "have" and child.dep_ == "aux" for child in root.children
    )


def _needs_to(root: Token) -> bool:
    return root.lemma_ == "need" and any(child.dep_ == "xcomp" for child in root.children)


def _is_going_to(root: Token) -> bool:
    going = root.lower_ == "going" and any(child.dep_ == "xcomp" for child in root.children)
    plans = root.lemma_.lower() in {"plan", "expect", "intend"} and any(
        child.dep_ == "xcomp" for child in root.children
    )
    return going or plans


def _is_past(root: Token) -> bool:
    return root.tag_ == "VBD" or (
        root.tag_ == "VBN" and any(child.lower_ in {"was", "were"} for child in root.children)
    )
