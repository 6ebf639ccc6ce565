"""The same parse in less time: two components of a model answer from tables what spaCy asks again for each token.

In the English models a fifth of the parse goes into asking each of the attribute ruler's patterns about each token.
They ask for few facts of one token, so that the answers are kept by those facts; lemmas are kept by word, part of
speech and morphology. What is set is the same. A model whose components or patterns are of another kind keeps its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

from spacy.attrs import DEP, IS_SPACE, LOWER, TAG
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc, Token
from spacy.tokens._retokenize import set_token_attrs

_Facts: TypeAlias = tuple[int, ...]
_Test: TypeAlias = Callable[[int], bool]
_Asked: TypeAlias = list[tuple[int, _Test]]
_Attributes: TypeAlias = dict[int, Any]

_FACTS = {"TAG": 0, "LOWER": 1, "DEP": 2, "IS_SPACE": 3}
_MOST = 50_000
"""Tables are begun anew at this length: articles without end must not fill the memory."""


class _StrangeError(Exception):
    """A pattern asks what the tables do not hold."""


def quicken(nlp: Language) -> None:
    """Let a loaded model parse in less time with the same results, where its components are those that are known."""
    components = dict(nlp.pipeline)
    ruler, lemmatizer = (cast("object", components.get(name)) for name in ("attribute_ruler", "lemmatizer"))
    if isinstance(ruler, AttributeRuler) and type(ruler) is AttributeRuler:
        try:
            table = _Table(ruler, nlp.vocab.strings)
        except _StrangeError:
            return
        vars(ruler).update(match=table.match, set_annotations=_set)
    if isinstance(lemmatizer, EnglishLemmatizer) and lemmatizer.mode == "rule":
        words = lemmatizer.lookups.get_table("lemma_index", {})
        for kind in list(words):  # looked up in for each ending that a rule takes off
            words[kind] = frozenset(words[kind])
        lemmatizer.lemmatize = _remembered(lemmatizer.rule_lemmatize)


class _Table:
    """A ruler's patterns: which of them hold for a token with these facts, and what they set together."""

    def __init__(self, ruler: AttributeRuler, strings: StringStore) -> None:
        self._strings = strings
        self._attributes = cast("list[_Attributes]", ruler.attrs)
        self._single: list[tuple[int, _Asked]] = []
        self._longer: list[tuple[int, int, list[_Asked]]] = []
        self._apart: set[int] = set()
        self._apart_by: list[_Test] = []
        for number, rule in enumerate(ruler.patterns):
            for pattern in cast("list[list[dict[str, Any]]]", rule["patterns"]):
                self._add(number, cast("int", rule["index"]), [self._asked(token) for token in pattern])
        self._words: dict[int, int] = {}
        self._known: dict[_Facts, tuple[tuple[int, ...], list[tuple[int, int, list[_Asked]]]]] = {}
        self._together: dict[tuple[int, ...], _Attributes] = {}

    def _add(self, number: int, index: int, tokens: list[_Asked]) -> None:
        if not -len(tokens) <= index < len(tokens):
            raise _StrangeError
        if len(tokens) == 1:
            self._single.append((number, tokens[0]))
        else:
            self._longer.append((number, index % len(tokens), tokens))

    def _asked(self, token: Mapping[str, Any]) -> _Asked:
        """Return what a pattern asks of a token: the places of facts with their tests."""
        if not set(token) <= set(_FACTS):
            raise _StrangeError
        out = [(_FACTS[name], _test(value, self._strings)) for name, value in token.items()]
        match token.get("LOWER"):
            case None:
                pass
            case str(word):
                self._apart.add(self._strings.add(word))
            case {"IN": list(words)} | {"NOT_IN": list(words)}:
                self._apart.update(self._strings.add(word) for word in cast("list[str]", words))
            case other:
                self._apart_by.append(_test(other, self._strings))
        return out

    def match(self, doc: Doc) -> list[tuple[int, _Attributes]]:
        """Return what is to be set on which tokens."""
        facts = cast("list[list[int]]", doc.to_array([TAG, LOWER, DEP, IS_SPACE]).tolist())
        found: list[tuple[int, ...]] = []
        more: list[tuple[int, int]] = []
        for i, (tag, word, dep, space) in enumerate(facts):
            known = self._known.get((tag, self._words.get(word, -1), dep, space))
            single, longer = self._ask(tag, word, dep, space) if known is None else known
            found.append(single)
            for number, index, tokens in longer:
                rest = facts[i : i + len(tokens)]
                if len(rest) == len(tokens) and all(map(_holds, tokens, rest)):
                    more.append((i + index, number))
        for i, number in more:
            found[i] = tuple(sorted({*found[i], number}))
        return [(i, self._merged(numbers)) for i, numbers in enumerate(found) if numbers]

    def _ask(
        self, tag: int, word: int, dep: int, space: int
    ) -> tuple[tuple[int, ...], list[tuple[int, int, list[_Asked]]]]:
        """Ask all patterns about a token and remember what they said."""
        if len(self._words) >= _MOST:
            self._words.clear()
        apart = word in self._apart or any(test(word) for test in self._apart_by)
        kind = self._words.setdefault(word, word if apart else 0)
        key, facts = (tag, kind, dep, space), (tag, word, dep, space)
        if key not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            single = {number for number, asked in self._single if _holds(asked, facts)}
            self._known[key] = (tuple(sorted(single)), [one for one in self._longer if _holds(one[2][0], facts)])
        return self._known[key]

    def _merged(self, numbers: tuple[int, ...]) -> _Attributes:
        """Return what patterns set together: later ones overrule."""
        if numbers not in self._together:
            merged: _Attributes = {}
            for number in numbers:
                merged |= self._attributes[number]
            self._together[numbers] = merged
        return self._together[numbers]


def _set(doc: Doc, matches: list[tuple[int, _Attributes]]) -> None:
    for i, attributes in matches:
        set_token_attrs(doc[i], attributes)


def _holds(asked: _Asked, facts: _Facts | list[int]) -> bool:
    return all(test(facts[place]) for place, test in asked)


def _test(wanted: Any, strings: StringStore) -> _Test:
    """Return the test of one fact, as the matcher means it."""
    match wanted:
        case bool() | str():
            key = int(wanted) if isinstance(wanted, bool) else strings.add(wanted)
            return lambda fact: fact == key
        case {"IN": list(words), **rest} if not rest:
            some = frozenset(strings.add(word) for word in words)
            return lambda fact: fact in some
        case {"NOT_IN": list(words), **rest} if not rest:
            none = frozenset(strings.add(word) for word in words)
            return lambda fact: fact not in none
        case {"REGEX": str(pattern), **rest} if not rest:
            search = re.compile(pattern).search
            return lambda fact: search(strings[fact]) is not None
        case _:
            raise _StrangeError


def _remembered(lemmatize: Callable[[Token], list[str]]) -> Callable[[Token], list[str]]:
    """Return the rules of lemmas with their answers kept: they depend on the word, its kind and its morphology."""
    known: dict[tuple[int, int, int], list[str]] = {}

    def lemmas(token: Token) -> list[str]:
        key = (token.orth, token.pos, hash(token.morph))
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST:
                known.clear()
            found = known[key] = lemmatize(token)
        return found

    return lemmas
