"""The words that name a speaker within a noun phrase, and whether the phrase can be a speaker at all."""

from __future__ import annotations

import re

from spacy.tokens import Token

from labeler.nlp.belonging import is_person
from labeler.nlp.candidates import Candidate
from labeler.nlp.cast import Cast
from labeler.nlp.drafts import names_of
from labeler.nlp.lexicon import GROUPS, NEVER_SPEAKERS, SHOWING, SOURCES, Lexicon, lemma
from labeler.nlp.names import Name, is_title, name_at
from labeler.nlp.passage import Passage, Range
from labeler.nlp.wordlists import words

_LONGEST_PHRASE = 16
_BEFORE = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod", "predet", "quantmod", "advmod", "punct"})
_LOOSE = frozenset({"even", "just", "but", "and", "so", "yet", "still", "also", "now", "meanwhile", "however", "then"})
_BINDING = frozenset(
    {"of", "at", "from", "for", "with", "to", "in", "on", "by", "inside", "within", "across", "behind"}
)
_DOCUMENT_BINDING = frozenset({"of", "by", "from", "on", "about", "into"})
_DASHES = frozenset({"-", "--", "–", "—", ":", ";"})
_TIMES = frozenset({"DATE", "TIME"})
_CIRCUMSTANCES = words("circumstances")
_DOCUMENTS = words("documents")
_OWN_TEXT = frozenset({"post", "article", "piece", "story", "essay", "column", "newsletter", "blog", "guide", "page"})
ANSWERS = frozenset({"A", "Answer"})
"""What stands before a colon where the one who is interviewed answers."""

_DATELINE_REACH = 60
_DATELINE = re.compile(r"\s*[A-Z][A-Z.\- ]+(?:,\s[\w. ]{2,20}){0,2}\s*(?:\([\w ]+\)\s*)?(?:—|–|--|-)\s+")
NAMES = frozenset({"PERSON", "ORG", "NORP", "GPE"})


def name_range(passage: Passage, cast: Cast, phrase: Range, head: Token | None, cue: Token | None = None) -> Range:
    """Return the range of the bare name inside a speaker's phrase; of the description where it holds no name."""
    names = names_of(passage.doc)
    if head is None:
        name = next((one for one in names if one.last == phrase[1] and one.first >= phrase[0]), None)
        return phrase if name is None else (name.first, name.last)
    if head.dep_ == "appos" and head.pos_ == "NOUN" and (named := name_at(names, head.head.i)) is not None:
        head, name = head.head, named
    else:
        name = name_at(names, head.i)
    if name is not None and (owned := _owned_by(passage, cast, name)) is not None:
        return owned.first, owned.last
    if name is not None and not is_group(cast, name, head):
        return name.first - _takes_article(cast, name), name.last
    if name is None and (beside := _named_beside(passage, cast, phrase, head)) is not None:
        return beside.first, beside.last
    if name is None and is_unread_name(cast, head):
        return head.i, head.i
    return described(passage, phrase, head, cue)


def true_subject(passage: Passage, head: Token | None, phrase: Range) -> tuple[Token | None, Range]:
    """Return the subject where the parse took another word for it, else what was given.

    It takes a dateline's place ("RENFREW, Oct 3 — ") for it, or a participle ("Speaking on Friday, Ada Hall said").
    """
    if head is not None and head.dep_ == "csubj" and head.tag_ == "VBG":
        actor = next((child for child in head.children if child.dep_ == "nsubj" and child.i > head.i), None)
        return (head, phrase) if actor is None else (actor, (actor.left_edge.i, actor.right_edge.i))
    found = _DATELINE.match(passage.text) if head is not None and head.idx < _DATELINE_REACH else None
    if head is None or found is None or head.idx >= found.end():
        return head, phrase
    for token in passage.tokens:
        if token.idx >= found.end() and token.pos_ in {"NOUN", "PROPN", "PRON"}:
            if token.dep_ in {"compound", "amod", "nmod", "poss"} and token.head.i > token.i:
                continue
            return token, (min(token.left_edge.i, token.i), token.i)
    return head, phrase


def is_unread_name(cast: Cast, head: Token) -> bool:
    """Tell whether a capitalised word is a person's name although it was not read as one."""
    return head.text[:1].isupper() and head.pos_ not in {"PRON", "DET"} and cast.knows(head.text)


def is_group(cast: Cast, name: Name, head: Token) -> bool:
    """Tell whether a capitalised word is one for people of a kind, not a name: "Many Democrats", "the American"."""
    if head.tag_ != "NNPS" and head.ent_type_ != "NORP":
        return False
    actor = cast.find(name.text, name.titles)
    return actor is None or actor.kind != "person"


def _owned_by(passage: Passage, cast: Cast, name: Name) -> Name | None:
    """Return the person whom a possessive name belongs to: "Fox News’ Bret Baier", where the parse stops before."""
    mark = name.last + 1
    if mark >= len(passage.tokens) or passage.tokens[mark].text not in {"’", "'", "'s", "’s"}:
        return None
    person = next((one for one in names_of(passage.doc) if one.first == mark + 1), None)
    return person if person is not None and len(person.text.split()) > 1 and cast.knows(person.text) else None


def _takes_article(cast: Cast, name: Name) -> int:
    """Return 1 where "the" before a name is part of the phrase: a body's, not a person's."""
    actor = cast.find(name.text, name.titles)
    return int(name.definite and (actor is None or actor.kind != "person"))


def _named_beside(passage: Passage, cast: Cast, phrase: Range, head: Token) -> Name | None:
    """Return the name that a description is followed by: "Its chief analyst, Ada Lovelace, said"."""
    if head.pos_ not in {"NOUN", "PROPN"}:
        return None
    names = names_of(passage.doc)
    beside = next((child for child in head.children if child.dep_ == "appos" and child.i > head.i), None)
    name = None if beside is None else name_at(names, beside.i)
    if name is not None and _fits(cast, name, head, close=name.first == head.i + 1):
        return name
    for one in names:
        behind = one.first in {phrase[1] + 2, head.i + 2} and passage.tokens[one.first - 1].text == ","
        ends = one.last + 1 >= len(passage.tokens) or passage.tokens[one.last + 1].pos_ in {"PUNCT", "VERB"}
        stop = one.first == head.i + 2 and passage.tokens[head.i + 1].text == "." and is_title(head.text)
        straight = one.first == head.i + 1 or stop
        if ((behind and ends) or straight) and _fits(cast, one, head, close=straight):
            return one
    return None


def _fits(cast: Cast, name: Name, head: Token, *, close: bool) -> bool:
    """Tell whether a name can be what a noun describes: a person's behind "analyst", a body's close behind "firm"."""
    actor = cast.find(name.text, name.titles)
    if actor is not None and actor.kind == "person":
        return is_person(head) or not close
    return close and not is_person(head)


def described(passage: Passage, phrase: Range, head: Token, cue: Token | None = None) -> Range:
    """Return the whole description, without what says when, where and on what terms it was said."""
    if head.pos_ == "NUM":
        return phrase
    first, last = _left_of(passage, phrase, head), head.i
    for child in head.rights:
        holds_cue = cue is not None and child.left_edge.i <= cue.i <= child.right_edge.i
        if holds_cue or child.left_edge.i != last + 1:
            break
        end = _right_of(passage, head, child)
        if end - head.i > _LONGEST_PHRASE:
            break
        last = max(last, end)
        if end < child.right_edge.i:
            break
    return passage.trim(first, last) or phrase


def _left_of(passage: Passage, phrase: Range, head: Token) -> int:
    """Return where the words straight before a noun begin, where the parse may hang half a sentence on it."""
    first = head.i
    for child in reversed(list(head.lefts)):
        joined = child.right_edge.i == first - 1 and child.left_edge.i >= max(phrase[0], head.i - _LONGEST_PHRASE)
        circumstance = child.dep_ == "advmod" and child.left_edge.i < child.right_edge.i
        dash = child.text in _DASHES and child.i > 0 and passage.tokens[child.i - 1].whitespace_ != ""
        if child.dep_ not in _BEFORE or not joined or circumstance or dash:
            break
        first = child.left_edge.i
    while first < head.i and (passage.tokens[first].lower_ in _LOOSE or passage.is_blank(first)):
        first += 1
    return first


def _right_of(passage: Passage, head: Token, child: Token) -> int:
    """Return the last token of what a noun is followed by that tells which one is meant; before it where nothing is."""
    before, last = child.left_edge.i - 1, child.right_edge.i
    if any(passage.is_quoted(i) for i in range(before + 1, last + 1)) and not passage.is_quoted(head.i):
        return before
    document = head.lemma_.lower() in _DOCUMENTS
    if child.dep_ in {"cc", "conj"}:
        return last if _shares_words(head, child) else before
    if child.dep_ == "prep":
        return _preposition(child, document=document)
    if document or child.dep_ not in {"acl", "relcl", "amod"}:
        return before
    inner = passage.doc[before + 1 : last + 1]
    if child.dep_ == "relcl" and (inner[0].tag_ not in {"WP", "WDT"} or _is_term(inner[0].head)):
        return before
    cut = next((one.i for one in inner if one.text in {",", "(", "—", "–", "--"}), last + 1)
    again = next((one.i - 1 for one in inner[1:] if one.tag_ == "WP" and one.nbor(-1).tag_ == "CC"), last + 1)
    loose = [one.left_edge.i for one in child.children if one.dep_ == "prep" and one.i > child.i and _is_term_of(one)]
    return min([cut, again, *loose]) - 1


def _shares_words(head: Token, child: Token) -> bool:
    """Tell whether "and …" goes on with the same description: "teachers and officials", not "he and his aides"."""
    conjunct = child if child.dep_ == "conj" else next((one for one in head.children if one.dep_ == "conj"), None)
    if conjunct is None or not all(one.pos_ == "NOUN" or one.tag_ == "NNPS" for one in (conjunct, head)):
        return False
    return not any(one.dep_ in {"det", "poss", "predet"} or one.dep_ == "appos" for one in conjunct.children)


def _preposition(child: Token, *, document: bool) -> int:
    if child.lower_ not in (_DOCUMENT_BINDING if document else _BINDING) or _is_aside(child):
        return child.left_edge.i - 1
    last = child.right_edge.i
    long = last - child.i > _LONGEST_PHRASE - 4
    for one in child.subtree:
        clause = one.dep_ in {"acl", "relcl"} and (document or long)
        if one.i > child.i and (one.text in {",", "(", "—"} or clause):
            return min(last, one.left_edge.i - 1)
    return last


def _is_aside(preposition: Token) -> bool:
    """Tell whether a preposition says when or in what talk: "in an interview", "on Tuesday", "on condition of"."""
    return any(
        child.ent_type_ in _TIMES or child.lemma_.lower() in _CIRCUMSTANCES
        for child in preposition.children
        if child.dep_ == "pobj"
    )


def _is_term_of(preposition: Token) -> bool:
    """Tell whether a preposition says on what terms or when: "on condition of anonymity", "on Tuesday"."""
    terms = {"condition", "anonymity"}
    pobj = [child for child in preposition.children if child.dep_ == "pobj"]
    return any(child.lemma_.lower() in terms or child.ent_type_ in _TIMES for child in pobj)


def _is_term(verb: Token) -> bool:
    """Tell whether a relative clause only says on what terms somebody spoke: "who asked not to be named"."""
    asking = lemma(verb) in {"ask", "speak", "request", "insist", "decline", "want", "wish", "refuse"}
    return asking and any(
        one.lemma_.lower() in {"anonymity", "condition", "anonymous", "name", "identify", "quote"}
        for one in verb.subtree
    )


def is_author(candidate: Candidate) -> bool:
    """Tell whether the subject is the writer: "I think that X" outside quotations."""
    subject = candidate.subject
    return subject is not None and subject.lower_ in {"i", "we"} and candidate.rule in {"clause", "paren"}


def can_speak(candidate: Candidate, lexicon: Lexicon) -> bool:
    """Tell whether the words that the parse gives as subject can be a speaker.

    "Everyone", "It", "His comments" and things that show something are none; names, people and documents that say are.
    """
    subject, cue = candidate.subject, candidate.cue
    if subject is None:
        return candidate.speaker is not None
    if any(child.lower_ == "this" for child in subject.children) and lemma(subject) in _OWN_TEXT:
        return False
    if subject.tag_ == "PRP$":
        return subject.lower_ in {"his", "her"}
    if cue is not None and cue.tag_ == "VBN" and cue.dep_ == "acl" and cue.head.i == subject.i:
        return False
    strong = cue is not None and lexicon.is_strong(cue) and lemma(cue) not in SHOWING
    word = subject.lower_
    if word == "those" and any(child.dep_ == "relcl" for child in subject.children):
        return strong
    if word == "one" and any(child.lower_ == "of" for child in subject.children):
        return strong
    if word in NEVER_SPEAKERS or word == "each":
        return _can_it_speak(candidate) if word == "it" and strong else False
    if subject.pos_ == "PRON" or subject.ent_type_ == "PERSON":
        return True
    owned = any(child.dep_ == "poss" for child in subject.children)
    listed = lemma(subject) in SOURCES or subject.lower_ in SOURCES
    source = is_person(subject) or listed or (lexicon.is_source(subject) and not owned)
    if cue is not None and lemma(cue) in SHOWING:
        document = subject.pos_ != "PROPN" and source
        return document or (subject.ent_type_ in NAMES and bool(candidate.quotes))
    if subject.pos_ == "PROPN" or subject.ent_type_ in NAMES:
        return True
    return source or (strong and not owned and candidate.rule not in {"object", "infinitive"})


def _can_it_speak(candidate: Candidate) -> bool:
    """Tell whether "it" is somebody: the subject of the reporting verb itself, not of "it would be easy to say"."""
    subject, cue = candidate.subject, candidate.cue
    if subject is None or cue is None or subject.dep_ != "nsubj":
        return False
    return candidate.rule in {"clause", "quote", "paren"} and (subject.head.i == cue.i or cue in subject.head.conjuncts)


def is_line_label(cast: Cast, text: str) -> bool:
    """Tell whether what stands before a colon is no speaker: "Q", "Explainer". Names and parts of names are one."""
    if text in ANSWERS:
        return not cast.recent
    actor = cast.find(text)
    if len(text.split()) == 1:
        return actor is None or len(actor.name.split()) == 1
    return not text.isupper() and (actor is None or actor.kind != "person")


def is_plural(head: Token) -> bool:
    """Tell whether a description is of several."""
    return head.tag_ in {"NNS", "NNPS"} or head.lower_ in GROUPS or head.lower_ in {"those", "these"}
