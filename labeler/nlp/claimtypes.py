"""The type of a claim: policy, prediction, fact or evaluation, by its modal verbs, figures and comparisons."""

from __future__ import annotations

from spacy.tokens import Token

from labeler.nlp.passage import Passage, Range

_OUGHT = frozenset({"should", "must", "shall", "ought"})
_COMING = frozenset({"will", "wo", "'ll", "’ll", "may", "might", "could", "would", "shall"})
_FIGURES = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY"})
_COMPARING = frozenset({"JJR", "JJS", "RBR", "RBS"})
_PAST = frozenset({"VBD", "VBN"})


def type_of(passage: Passage, tokens: Range) -> str:
    """Return the claim type that the words of a range speak for."""
    span = passage.doc[tokens[0] : tokens[1] + 1]
    root = span.root
    inner = list(span)
    modals = {token.lower_ for token in inner if token.tag_ == "MD"}
    if modals & _OUGHT or _needs_to(root):
        return "policy"
    own = {child.lower_ for child in root.children if child.tag_ == "MD"} | {root.lower_}
    if own & _COMING or _is_going_to(root):
        return "prediction"
    if root.dep_ == "conj" and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in root.children):
        own |= {child.lower_ for child in root.head.children if child.tag_ == "MD"}
    figure = any(token.ent_type_ in _FIGURES or token.text in {"%", "$"} for token in inner)
    compares = any(token.tag_ in _COMPARING for token in inner)
    judged = root.lemma_ == "be" or compares
    if figure and not (root.lemma_ == "be" and compares):
        return "fact"
    dated = any(token.ent_type_ == "DATE" for token in inner)
    if dated and not judged and _is_past(root):
        return "fact"
    return "evaluation"


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
