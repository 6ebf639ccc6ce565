"""A token's facts, asked of spaCy once: the rules look at each word many times, and each look at a Token costs.

A `Word` answers as its Token does. What it does not hold itself it asks the Token.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from spacy.attrs import DEP, ENT_TYPE, HEAD, IS_PUNCT, IS_SPACE, LEMMA, LOWER, ORTH, POS, TAG
from spacy.tokens import Doc, Token

_STRINGS = (ORTH, LOWER, LEMMA, TAG, POS, DEP, ENT_TYPE)
_CLOSED = frozenset({TAG, POS, DEP, ENT_TYPE})
_LABELS: dict[int, str] = {}
"""The names of tags, parts of speech, dependencies and kinds of names, by spaCy's numbers: a few dozen each."""


class Word:
    """One token of a paragraph; `children` are in order, `left_edge` and `right_edge` bound all that hangs on it."""

    __slots__ = (
        "_token",
        "children",
        "dep_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_space",
        "left_edge",
        "lemma_",
        "lower_",
        "pos_",
        "right_edge",
        "tag_",
        "text",
    )

    head: Word
    left_edge: Word
    right_edge: Word
    text: str

    def __init__(self, token: Token, i: int) -> None:
        self._token = token
        self.i = i
        self.idx = token.idx
        self.head = self.left_edge = self.right_edge = self
        self.children: Sequence[Word] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word | Token) and other.i == self.i and other.doc is self._token.doc

    def __hash__(self) -> int:
        return hash(self._token)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._token, name)


def words_of(doc: Doc) -> list[Token]:
    """Return the words of a paragraph; to a type checker they are what they stand for."""
    words = [Word(token, i) for i, token in enumerate(doc)]
    columns = [_strings(doc, attribute) for attribute in _STRINGS]
    flags = [cast("list[int]", doc.to_array(attribute).tolist()) for attribute in (IS_PUNCT, IS_SPACE)]
    for word, text, lower, lemma, tag, pos, dep, ent, punct, space in zip(words, *columns, *flags, strict=True):
        word.text, word.lower_, word.lemma_, word.tag_, word.pos_, word.dep_ = text, lower, lemma, tag, pos, dep
        word.ent_type_, word.is_punct, word.is_space = ent, punct == 1, space == 1
    for i, offset in enumerate(doc.to_array(HEAD).astype("int64").tolist()):
        if offset:
            _hang(words[i], words[i + offset])
    _bound(words)
    return cast("list[Token]", words)


def _strings(doc: Doc, attribute: int) -> list[str]:
    strings = doc.vocab.strings
    keys = cast("list[int]", doc.to_array(attribute).tolist())
    if attribute not in _CLOSED:
        return [strings[key] if key else "" for key in keys]
    for key in set(keys).difference(_LABELS):
        _LABELS[key] = strings[key] if key else ""
    return [_LABELS[key] for key in keys]


def _hang(word: Word, above: Word) -> None:
    """Hang a word on another; words come in their order."""
    word.head = above
    if above.children:
        cast("list[Word]", above.children).append(word)
    else:
        above.children = [word]


def _bound(words: Sequence[Word]) -> None:
    """Let each word reach as far as what hangs on it."""
    for word in words:
        i, above = word.i, word.head
        while i < above.left_edge.i or i > above.right_edge.i:
            if i < above.left_edge.i:
                above.left_edge = word
            else:
                above.right_edge = word
            above = above.head
