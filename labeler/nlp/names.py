"""The names of a paragraph: runs of capitalised words, whatever the recogniser makes of each.

The small model calls one person PERSON here and ORG there, and splits "Hye-jin Tarrow"; that the words are a name it
seldom misses. So names are read from capitals, and what they name is decided over the whole article (`cast`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from labeler.nlp.wordlists import words

TITLES = words("titles")
ORGANISATION_WORDS = words("organisation_words")
_GIVEN = words("given_he") | words("given_she")
_PARTICLES = words("particles")
_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "PRODUCT"})
_BODIES = frozenset({"ORG", "GPE", "FAC"})
_JOINING = frozenset({"of", "for", "on"})
_NO_NAME = frozenset(
    {
        "PRP",
        "PRP$",
        "DT",
        "IN",
        "CC",
        "WP",
        "WRB",
        "WDT",
        "UH",
        "MD",
        "RB",
        "CD",
        "VBZ",
        "VBD",
        "VBP",
        "VBN",
        "TO",
        "EX",
    }
)
_LEADING = frozenset({"de", "van", "von", "der", "den", "di", "da", "dos", "del", "bin", "al", "el"})
_SAYING = frozenset({"said", "says", "stated", "wrote", "added", "tweeted", "asked", "replied"})
_SMALL = frozenset({"PRP", "PRP$", "DT", "IN", "CC", "CD", "TO", "WP", "WRB"})
_COMPOUNDING = words("compounding")
_HEADLINE = 0.7
_QUOTES = frozenset({'"', "“", "”", "``", "''"})
_OWNING = frozenset({"'s", "’s", "'", "’"})
_POSSESSIVE = re.compile(r"['’]s?$")
_LONGEST = 8

INITIAL = re.compile(r"^(?:[A-Z]\.)+$")
""""J.", "J.D.": the first letters of names."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name without titles: its tokens, both inclusive, and how it stands there.

    `label` is the recogniser's for its last word, `titles` the titles straight before it in lower case, `definite` that
    "the" stands before it.
    """

    first: int
    last: int
    text: str
    label: str
    titles: tuple[str, ...] = ()
    definite: bool = False

    def holds(self, i: int) -> bool:
        """Tell whether token i is part of the name."""
        return self.first <= i <= self.last


def bare_name(name: str) -> str:
    """Return a name without titles and possessive mark; the name itself if it is nothing but titles."""
    parts = _POSSESSIVE.sub("", name).split()
    while parts and is_title(parts[0]):
        parts.pop(0)
    return " ".join(parts) or name.strip()


def is_title(word: str) -> bool:
    """Tell whether a word before a name is no part of it."""
    return word.lower().rstrip(".") in TITLES and INITIAL.match(word) is None


def read_names(doc: Doc) -> list[Name]:
    """Return the names of a paragraph in their order; none overlap."""
    texts = [token.text for token in doc]
    entities = [one for one in doc.ents if one.label_ in _LABELS]
    people = [(one.start, one.end - 1) for one in entities if one.label_ == "PERSON"]
    if _is_headline(texts):
        found = [_bounds(entity) for entity in entities]
        return [name for first, last in found for name in _named(doc, people, first, last)]
    bodies = [_bounds(one) for one in entities if one.label_ in _BODIES and _is_compound(one)]
    out: list[Name] = []
    place = 0
    starts = {last: first for first, last in people}
    for found in _joined(doc, list(_runs(doc, texts))):
        run = _from(texts, starts.get(found[1], found[0]), found[0]), found[1]
        body = next((one for one in bodies if one[0] <= run[1] and run[0] <= one[1]), run)
        first, last = min(run[0], body[0]), max(run[1], body[1])
        if first >= place and last - first < _LONGEST + 4:
            out += _named(doc, people, first, last)
            place = last + 1
    return out


def name_at(names: list[Name], i: int) -> Name | None:
    """Return the name that holds token i, None without one."""
    return next((one for one in names if one.holds(i)), None)


def root_of(doc: Doc, name: Name) -> Token:
    """Return the word that a name hangs on the sentence by."""
    if name.first == name.last:
        return doc[name.first]
    inside = range(name.first, name.last + 1)
    roots = [token for i in inside if (head := (token := doc[i]).head.i) not in inside or head == i]
    return roots[-1] if roots else doc[name.last]


def _from(texts: list[str], start: int, first: int) -> int:
    """Return where a person's name begins, where the tagger takes its first word for another: "Will Estrada"."""
    capitals = start < first <= start + 2 and all(text[:1].isupper() for text in texts[start:first])
    return start if capitals and not is_title(texts[start]) else first


def _is_headline(texts: list[str]) -> bool:
    """Tell whether most words of a line have a capital, so that capitals tell no names."""
    long = [text[0].isupper() for text in texts if len(text) > 3 and text.isalpha()]
    stopped = texts[-1:] and texts[-1] in {".", "?", "!", "”", '"'}
    return len(long) > (5 if stopped else 2) and sum(long) >= _HEADLINE * len(long)


def _runs(doc: Doc, texts: list[str]) -> Iterator[tuple[int, int]]:
    """Yield runs of capitalised words with what may stand between them."""
    place = 0
    for i, text in enumerate(texts):
        if i < place or text.islower() or not _begins(doc, i):
            continue
        last = i
        while (following := _following(doc, last)) is not None:
            last = following
        first = i + int(last > i and doc[i].lower_ in _SAYING and bool(doc[i].is_sent_start))
        while first > 0 and doc[first - 1].lower_ in _LEADING and doc[first - 1].text.islower():
            first -= 1
        if last - first < _LONGEST:
            yield first, last
        place = last + 1


def _begins(doc: Doc, i: int) -> bool:
    token = doc[i]
    if not token.text[:1].isupper():
        return token.tag_ in {"NNP", "NNPS"} and token.ent_type_ in _LABELS and token.text[:1].isalpha()
    if token.tag_ in {"NNP", "NNPS"}:
        return True
    if i + 1 < len(doc) and doc[i + 1].tag_ == "NNP" and token.lower_ in _GIVEN:
        return True
    if _hyphened(doc, i) is not None and token.tag_ not in _SMALL:
        return True
    return token.tag_ not in _NO_NAME and (token.ent_type_ in _LABELS or not token.is_sent_start)


def _following(doc: Doc, last: int) -> int | None:
    """Return the next word of a name that reaches to token `last`."""
    following = last + 1
    if following >= len(doc):
        return None
    token = doc[following]
    if token.text[:1].isupper():
        return following if _begins(doc, following) else None
    if (hyphened := _hyphened(doc, last)) is not None:
        return hyphened
    if token.text == "." and is_title(doc[last].text) and not doc[last].whitespace_:
        return _capital(doc, following + 1)
    if token.text == "&":
        return _capital(doc, following + 1)
    if token.text in _QUOTES and following + 3 < len(doc) and doc[following + 2].text in _QUOTES:
        return _capital(doc, following + 3) if _capital(doc, following + 1) is not None else None
    while following < len(doc) and doc[following].lower_ in _PARTICLES:
        following += 1
    return _capital(doc, following) if following > last + 1 else None


def _hyphened(doc: Doc, i: int) -> int | None:
    """Return the word that a hyphen ties to token i in a name: "Hye-jin", "Reyes-Whitlock"."""
    if i + 2 >= len(doc) or doc[i + 1].text != "-" or doc[i].whitespace_ or doc[i + 1].whitespace_:
        return None
    if doc[i + 2].text[:1].isupper():
        return i + 2
    second = doc[i + 2]
    syllable = second.is_alpha and len(second) < 6 and second.lower_ not in _COMPOUNDING
    return i + 2 if syllable and _capital(doc, i + 3) is not None else None


def _capital(doc: Doc, i: int) -> int | None:
    capital = i < len(doc) and doc[i].text[:1].isupper() and doc[i].tag_ not in _NO_NAME
    return i if capital else None


def _joined(doc: Doc, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the parts of a body's name: "Department of Commerce", "Center for the Study of Politics"."""
    out: list[tuple[int, int]] = []
    for first, last in runs:
        if out:
            before = out[-1]
            between = [token.lower_ for token in doc[before[1] + 1 : first]]
            body = doc[before[1]].lower_ in ORGANISATION_WORDS
            if body and between[:1] and between[0] in _JOINING and between[1:] in ([], ["the"]):
                out[-1] = before[0], last
                continue
        out.append((first, last))
    return out


def _is_compound(entity: Span) -> bool:
    """Tell whether the recogniser's name goes on over small words: of a body, not of two that are named together."""
    small = {token.lower_ for token in entity[1:] if token.text[:1].islower()}
    return bool(small & _JOINING) or ("and" in small and any(one.lower_ in ORGANISATION_WORDS for one in entity))


def _bounds(entity: Span) -> tuple[int, int]:
    first, last = entity.start, entity.end - 1
    if entity[0].lower_ == "the":
        first += 1
    bracket = next((token.i for token in entity if token.text == "("), None)
    if bracket is not None and bracket > first:
        last = bracket - 1
    while last > first and (doc_token := entity.doc[last]).tag_ in {"POS", "-RRB-", ","}:
        last = doc_token.i - 1
    return first, last


def _named(doc: Doc, people: list[tuple[int, int]], first: int, last: int) -> list[Name]:
    """Return the names of one run: what stands before a title is a name of its own ("OpenAI CEO Sam Altman")."""
    start = first
    for i in range(first, last):
        if is_title(doc[i].text) or (doc[i].text == "." and i > first and is_title(doc[i - 1].text)):
            start = i + 1
    person = next((one for one in people if start < one[0] <= last), None)
    if person is not None and person[1] >= last and person[1] > person[0] and doc[person[0] - 1].text != "-":
        start = person[0]
    end = start
    while end > first and (is_title(doc[end - 1].text) or doc[end - 1].text == "."):
        end -= 1
    out = [_name(doc, first, end - 1)] if end > first else []
    titles = [token.lower_ for token in doc[end:start] if token.text != "."]
    while last > start and doc[last].text in _OWNING:
        last -= 1
    if not all(is_title(token.text) for token in doc[start : last + 1]):
        out.append(_name(doc, start, last, titles))
    return out


def _name(doc: Doc, first: int, last: int, titles: list[str] | None = None) -> Name:
    before = first - len(titles or ())
    titles = list(titles or ())
    while before > 0 and (is_title(doc[before - 1].text) and doc[before - 1].lower_ not in {"the", "a", "an"}):
        before -= 1
        titles.append(doc[before].lower_)
    definite = before > 0 and doc[before - 1].lower_ == "the" and not titles
    text = " ".join(doc[first : last + 1].text.split())
    return Name(first, last, text, doc[last].ent_type_, tuple(one.rstrip(".") for one in titles), definite)
