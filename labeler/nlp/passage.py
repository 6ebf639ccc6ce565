"""A parsed paragraph with its quotations: the view that every rule works on.

Ranges of tokens are pairs (first, last), both inclusive. Tokens are compared by their index `.i`: spaCy makes a new
Token object at each access, and those of a passage are `Word`s that stand for them.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from spacy.tokens import Doc, Token

from labeler.nlp.quotations import Quotation, find_quotations
from labeler.nlp.word import words_of

Range: TypeAlias = tuple[int, int]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

_WORD = re.compile(r"\w+")
_MARKS = frozenset({"''", "``", "'", "`", "-", "--"})


def count_words(text: str) -> int:
    """Return the number of runs of letters and digits."""
    return sum(1 for _ in _WORD.finditer(text))


class Passage:
    """One parsed paragraph. `quote_of[i]` is the number of the quotation that token i stands in, -1 outside."""

    def __init__(self, doc: Doc, quotations: list[Quotation] | None = None) -> None:
        self.doc = doc
        self.text = doc.text
        self.quotes = find_quotations(self.text) if quotations is None else quotations
        self.tokens: list[Token] = words_of(doc)
        self.quote_of = [-1] * len(self.tokens)
        self.quote_ranges: list[Range | None] = [None] * len(self.quotes)
        self.sentences: list[Range] = []
        self.sentence_of = [0] * len(self.tokens)
        self._place_quotes()
        self._place_sentences()

    def _place_quotes(self) -> None:
        number = 0
        for token in self.tokens:
            while number < len(self.quotes) and token.idx >= self.quotes[number].end:
                number += 1
            if number < len(self.quotes) and token.idx >= self.quotes[number].start:
                self.quote_of[token.i] = number
                first = self.quote_ranges[number]
                self.quote_ranges[number] = (token.i if first is None else first[0], token.i)

    def _place_sentences(self) -> None:
        for sentence in self.doc.sents:
            for i in range(sentence.start, sentence.end):
                self.sentence_of[i] = len(self.sentences)
            self.sentences.append((sentence.start, sentence.end - 1))

    def sentence(self, i: int) -> Range:
        """Return the range of the sentence that holds token i."""
        return self.sentences[self.sentence_of[i]]

    def same_sentence(self, i: int, j: int) -> bool:
        """Tell whether both tokens stand in one sentence."""
        return self.sentence_of[i] == self.sentence_of[j]

    def is_quoted(self, i: int) -> bool:
        """Tell whether token i stands in a quotation."""
        return self.quote_of[i] >= 0

    def has_quote(self, tokens: Range) -> bool:
        """Tell whether any token of the range stands in a quotation."""
        return any(self.quote_of[i] >= 0 for i in range(tokens[0], tokens[1] + 1))

    def is_blank(self, i: int) -> bool:
        """Tell whether token i is punctuation or white space."""
        token = self.tokens[i]
        return token.is_punct or token.is_space or token.text in _MARKS

    def is_finite(self, tokens: Range) -> bool:
        """Tell whether the range holds a finite verb."""
        return any(self.tokens[i].tag_ in FINITE for i in range(tokens[0], tokens[1] + 1))

    def trim(self, first: int, last: int) -> Range | None:
        """Return the range without punctuation at its ends, None where no word is left."""
        while first <= last and self.is_blank(first):
            first += 1
        while last >= first and self.is_blank(last):
            last -= 1
        return (first, last) if first <= last else None

    def span(self, tokens: Range) -> tuple[int, int]:
        """Return `[start, end)` of a range in code points of the paragraph."""
        last = self.tokens[tokens[1]]
        return self.tokens[tokens[0]].idx, last.idx + len(last)

    def words(self, tokens: Range | None) -> int:
        """Return the number of words of a range, 0 for None."""
        if tokens is None:
            return 0
        start, end = self.span(tokens)
        return count_words(self.text[start:end])


def subtree(token: Token) -> Range:
    """Return the range from the leftmost to the rightmost token that hangs on this one."""
    return token.left_edge.i, token.right_edge.i
