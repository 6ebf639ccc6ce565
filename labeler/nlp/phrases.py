"""Rules over phrases: "promised to X", "called Y a fool", "the claim that X", "sure that X", "according to Y, X"."""

from __future__ import annotations

from spacy.tokens import Token

from labeler.nlp.candidates import Finds
from labeler.nlp.lexicon import CONTENT_NOUNS, lemma
from labeler.nlp.passage import Range, subtree
from labeler.nlp.subjects import is_verb, phrase_of, subject_of

_OBJECTS = frozenset({"dobj", "oprd", "prep", "advcl", "xcomp"})


def add_infinitive(finds: Finds, cue: Token, subject: Token | None, complement: Token) -> None:
    """Enter "promised to X" and "urged Y to X"; in "is expected to X" and "seems to X" the subject belongs to X."""
    children = list(cue.children)
    passive = any(child.dep_ == "auxpass" for child in children)
    if passive:
        subject = next((child for child in children if child.dep_ == "nsubjpass"), subject)
    features = ["passive" if passive else "active"]
    last = complement.right_edge.i
    if passive or lemma(cue) in {"seem", "appear"}:
        if subject is not None:
            first = phrase_of(finds.passage, subject, cue.i)[0]
            finds.add((first, last), "raising", cue=cue, features=features)
        return
    inner = [child for child in children if child.dep_ in {"dobj", "prep", "dative"} and child.i > cue.i]
    first = min(token.left_edge.i for token in [complement, *inner])
    finds.add((first, last), "infinitive", cue=cue, subject=subject, features=features)


def add_object(finds: Finds, cue: Token, subject: Token | None) -> None:
    """Enter "called Y a fool", "described Y as X", "accused Y of X", "expressed concern about X", "called for X"."""
    children = list(cue.children)
    main = [child for child in children if child.i > cue.i and child.dep_ in _OBJECTS and not _set_off(finds, child)]
    if not main:
        return
    first = min(child.left_edge.i for child in main)
    last = max(child.right_edge.i for child in main)
    features = ["deps=" + "+".join(dict.fromkeys(child.dep_ for child in main))]
    prepositions = [child.lower_ for child in main if child.dep_ == "prep"]
    if prepositions:
        features.append("prep=" + prepositions[0])
    thing = next((child for child in main if child.dep_ == "dobj"), None)
    if thing is not None and thing.lemma_.lower() in CONTENT_NOUNS:
        features.append("objnoun")
    if main[0].dep_ == "prep":
        features.append("vprep")
        if main[0].left_edge.i == main[0].i:
            first = main[0].i + 1
    if any(child.dep_ == "auxpass" for child in children):
        features.append("passive")
    finds.add((first, last), "object", cue=cue, subject=subject, features=features)


def _set_off(finds: Finds, child: Token) -> bool:
    return child.dep_ == "advcl" and finds.passage.tokens[child.left_edge.i - 1].text in {",", "—", "–"}


def add_according(finds: Finds, cue: Token) -> None:
    """Enter the sentence around "according to Y"."""
    passage = finds.passage
    if cue.i + 1 >= len(passage.tokens) or passage.tokens[cue.i + 1].lower_ != "to":
        return
    heads = (cue, passage.tokens[cue.i + 1])
    source = next((child for head in heads for child in head.children if child.dep_ == "pobj"), None)
    if source is None:
        return
    start, end = passage.sentence(cue.i)
    left = passage.trim(start, cue.i - 1)
    right = passage.trim(max(source.right_edge.i, cue.i + 1) + 1, end)
    tokens = _around(left, right, passage.words(left), passage.words(right))
    if tokens is not None:
        finds.add(tokens, "according", cue=cue, subject=source)


def _around(left: Range | None, right: Range | None, words_left: int, words_right: int) -> Range | None:
    if left is None or (words_left <= 3 and words_right >= 4):
        return right
    return left if right is None or words_right <= 3 else (left[0], right[1])


def add_noun(finds: Finds, noun: Token) -> None:
    """Enter the clause of "Y's claim that X", "Y rejected the idea that X"."""
    clause = next((child for child in noun.children if _is_that_clause(child)), None)
    if clause is None:
        return
    tokens = subtree(clause)
    source, how = _noun_source(noun, clause)
    if source is None and _is_misread_verb(finds, noun):
        finds.add(tokens, "noun", cue=noun, subject=finds.passage.tokens[noun.i - 1], features=["how=misparse"])
        return
    if source is None and is_verb(noun.head) and noun.dep_ in {"dobj", "pobj", "attr"}:
        source, how = subject_of(noun.head), "subj"
    if source is None and noun.dep_ == "pobj" and is_verb(noun.head.head):
        source, how = subject_of(noun.head.head), "subj2"
    features = ["how=" + (how if source is not None else "none"), "head=" + lemma(noun.head)]
    finds.add(tokens, "noun", cue=noun, subject=source, features=features)


def _is_that_clause(token: Token) -> bool:
    that = any(child.lower_ == "that" and child.dep_ == "mark" for child in token.children)
    return token.dep_ in {"acl", "ccomp", "relcl"} and that


def _noun_source(noun: Token, clause: Token) -> tuple[Token | None, str]:
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner, "poss"
    of = next(
        (t for t in noun.children if t.dep_ == "prep" and t.lower_ in {"by", "from", "of", "among"} and t.i < clause.i),
        None,
    )
    return (None if of is None else next((child for child in of.children if child.dep_ == "pobj"), None)), "prep"


def _is_misread_verb(finds: Finds, noun: Token) -> bool:
    """Tell whether the noun is a verb in truth: "Trump predicts that", read as a noun by the parse."""
    if noun.tag_ != "NNS" or noun.lemma_.lower() in CONTENT_NOUNS or noun.i == 0:
        return False
    before = finds.passage.tokens[noun.i - 1]
    return before.pos_ == "PROPN" or before.tag_ in {"NN", "NNS", "PRP"}


def add_adjective(finds: Finds, adjective: Token) -> None:
    """Enter the clause of "is sure that X"."""
    clause = next((child for child in adjective.children if child.dep_ == "ccomp" and child.i > adjective.i), None)
    if clause is None or not is_verb(adjective.head):
        return
    features = ["head=" + lemma(adjective.head)]
    finds.add(subtree(clause), "adjective", cue=adjective, subject=subject_of(adjective.head), features=features)
