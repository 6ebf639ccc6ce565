"""What is to be seen of a clause of the author's voice, as named features for `learning.author`, and in words."""

from __future__ import annotations

import re

from spacy.tokens import Token

from labeler.nlp.cutting import is_reporting
from labeler.nlp.lexicon import SHOWING, STRONG, Lexicon, lemma
from labeler.nlp.paragraphs import BULLET, is_heading
from labeler.nlp.passage import FINITE, Passage, Range
from labeler.nlp.subjects import subject_of
from labeler.nlp.voice import main_verb, subject_kind, tense
from labeler.nlp.wordlists import words

_COMPARING = frozenset({"JJR", "JJS", "RBR", "RBS"})
_SIGNS = frozenset("%$€£")
_FIGURES = frozenset({"MONEY", "PERCENT", "CARDINAL", "QUANTITY", "ORDINAL"})
_REASONS = frozenset({"because", "since", "therefore", "thus", "so", "due", "hence"})
_CONCESSIONS = frozenset({"although", "though", "while", "despite", "whereas", "but", "yet", "rather", "instead"})
CAUSES = words("causes")
_JUDGEMENTS = words("judgements")
_BODIES = words("bodies")
_LIVES = words("lives")
_JUDGING = re.compile(r"(?:ive|able|ible|ous|ful|less|ant|ent|ical|ary)$")
_ABSTRACT = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|cy)s?$")
_NOUGHT = frozenset({"no", "none", "never", "nobody", "nothing", "neither"})
_TAKEN = frozenset({"attr", "acomp", "ccomp", "xcomp", "dobj"})
_PERSONS = {"me": {"i", "me", "my", "mine"}, "us": {"we", "us", "our", "ours"}, "you": {"you", "your", "yours"}}
_FORMALITIES = frozenset({"here", "let", "please"})
_NO_OTHERS = frozenset({"i", "we", "you", "it", "this", "that", "there"})
_SIZES = (3, 5, 8, 14, 22)


def features_of(passage: Passage, tokens: Range) -> list[str]:
    """Return the names of what is seen of a clause."""
    inner = passage.tokens[tokens[0] : tokens[1] + 1]
    root = main_verb(passage, tokens)
    subject = subject_of(root)
    who, when = subject_kind(subject), tense(root)
    names = [f"subject={who}", f"tense={when}", f"subject={who}|tense={when}"]
    content = [*_told(inner), *_built(root, subject)]
    names += content
    names += _placed(passage, tokens)
    return names


def _told(inner: list[Token]) -> list[str]:
    """Return what the words of a clause tell of: figures, dates, comparisons, judgements, reasons, people."""
    found: dict[str, bool] = dict.fromkeys(("figure", "date", "comparison", "judgement", "reason", "person"), False)
    for token in inner:
        low = token.lower_
        found["figure"] |= token.text in _SIGNS or (token.like_num and token.ent_type_ in _FIGURES)
        found["date"] |= token.ent_type_ in {"DATE", "TIME"}
        found["comparison"] |= token.tag_ in _COMPARING or low in {"more", "most", "less", "least", "than"}
        found["judgement"] |= judges(token)
        found["reason"] |= low in _REASONS
        found["person"] |= token.ent_type_ == "PERSON"
    return [name for name, holds in found.items() if holds] + _worded(inner)


def judges(token: Token) -> bool:
    """Tell whether a word is an adjective that judges."""
    return token.pos_ == "ADJ" and (token.lower_ in _JUDGEMENTS or _JUDGING.search(token.lower_) is not None)


def _worded(inner: list[Token]) -> list[str]:
    lows = {token.lower_ for token in inner}
    names = [name for name, own in _PERSONS.items() if lows & own]
    if lows & _CONCESSIONS:
        names.append("contrast")
    if lows & {"if", "unless"}:
        names.append("if")
    if lows & _FORMALITIES:
        names.append("formality")
    if lows & _NOUGHT or any(token.dep_ == "neg" for token in inner):
        names.append("negation")
    if any(token.pos_ == "VERB" and token.lemma_.lower() in CAUSES for token in inner):
        names.append("cause")
    return names


def _built(root: Token, subject: Token | None) -> list[str]:
    """Return how a clause is built: its verb and what the verb takes."""
    names = [f"modal={child.lower_}" for child in root.children if child.tag_ == "MD"]
    if root.lemma_ == "be":
        names.append("is")
    names += [
        f"has={child.dep_}" for child in root.children if child.dep_ in {"attr", "acomp", "ccomp", "xcomp", "dobj"}
    ]
    if is_reporting(root) and any(_is_held(child) for child in root.children):
        names.append("reports")
        if lemma(root) not in SHOWING and not _is_author_or_thing(subject):
            names.append("reports another")
    if lemma(root) in _BODIES:
        names.append("body")
    if lemma(root) in _LIVES:
        names.append("life")
    if subject is not None:
        if _ABSTRACT.search(subject.lower_):
            names.append("abstract")
        if subject.pos_ == "NOUN" and Lexicon().is_source(subject):
            names.append("source")
        if any(child.dep_ in {"relcl", "appos"} and _of_person(child) for child in subject.children):
            names.append("introduced")
    return names


def _is_held(child: Token) -> bool:
    """Tell whether a verb takes a clause that is no question in other words ("know what it costs")."""
    return child.dep_ in {"ccomp", "xcomp"} and child.left_edge.tag_ not in {"WP", "WRB", "WDT"}


def _is_author_or_thing(subject: Token | None) -> bool:
    return subject is None or subject.lower_ in _NO_OTHERS


def _of_person(child: Token) -> bool:
    return child.dep_ == "appos" or any(one.lower_ == "who" for one in child.children)


def _placed(passage: Passage, tokens: Range) -> list[str]:
    """Return where a clause stands, and how long it is."""
    length = passage.words(tokens)
    first, last = passage.sentence(tokens[0])
    names = [f"words={sum(length > size for size in _SIZES)}"]
    if tokens[0] > first + 1 or tokens[1] < last - 1:
        names.append("part of a sentence")
    before = passage.doc._.before
    if is_heading(passage.text):
        names += ["heading", "heading in capitals" if _is_capital(passage) else "heading in words"]
    elif BULLET.match(passage.text):
        names.append("list")
    if before is not None and before.text.rstrip().endswith("?"):
        names.append("answer")
    if passage.text.rstrip().endswith(":") and passage.sentence_of[tokens[1]] == len(passage.sentences) - 1:
        names.append("introduces a list")
    if passage.tokens[last].text == "!":
        names.append("exclaims")
    if any(token.tag_ in FINITE and lemma(token) in STRONG for token in passage.tokens[first : last + 1]):
        names.append("somebody reports")
    if passage.has_quote(tokens):
        names.append("quoted words")
    if passage.quotes:
        names.append("beside a quotation")
    return names


def _is_capital(passage: Passage) -> bool:
    """Tell whether a heading is set in capitals, or each of its longer words begins with one."""
    long = [token.text for token in passage.tokens if token.is_alpha and len(token) > 3]
    return all(word[0].isupper() for word in long)


PHRASES = {
    "figure": "a figure",
    "date": "a date",
    "comparison": "a comparison",
    "judgement": "a judgement",
    "reason": "a reason is given",
    "cause": "a cause or change",
    "contrast": "a contrast",
    "negation": "something is denied",
    "if": "a condition",
    "is": "says what something is",
    "abstract": "about something abstract",
    "list": "an entry of a list",
    "answer": "answers a question",
    "heading in words": "a heading that is a whole sentence",
    "tense=present": "the present tense",
    "tense=perfect": "what has come about",
    "tense=going": "what is going on",
    "tense=past": "what happened",
    "tense=modal": "a modal verb",
    "subject=plural": "about things in general",
    "subject=wide": "about all, most or few",
    "subject=nobody": "about everybody or nobody",
    "subject=clause": "about doing something",
    "subject=a": "about any one thing",
    "subject=the": "about a thing",
    "subject=it": "about a thing",
    "subject=this": "about what stands before",
    "subject=name": "about somebody named",
    **{f"modal={word}": f"the modal verb “{word}”" for word in ("will", "would", "can", "could", "may", "might")},
    **{f"modal={word}": f"the modal verb “{word}”" for word in ("should", "must", "ought", "shall")},
}
"""What features mean, in words, where they can speak for a claim."""
