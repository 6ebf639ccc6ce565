"""A parsed paragraph as plain columns: spaCy's tokens are slow to ask, and every candidate asks the same.

Words are known by their place; a place without a word is -1.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from labeler.nlp.passage import FINITE, Passage, Range

if TYPE_CHECKING:
    from collections.abc import Sequence

NOBODY = -1
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_VERBS = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_SHARING = frozenset({"conj", "advcl", "xcomp", "ccomp", "pcomp", "dep", "parataxis"})
_DEPTH = 4
_RELATIVES = frozenset({"who", "that", "which"})


class Table:
    """The columns of one paragraph: `lower[i]`, `lemma[i]`, `tag[i]`, `pos[i]`, `dep[i]`, `head[i]`, `ent[i]`.

    `kids[i]` are the places of what hangs on word i; `left[i]` to `right[i]` all that hangs on it, itself too.
    `words(a, b)`, `finite(a, b)` and `quoted(a, b)` count in a range, both ends in.
    """

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.text = passage.text
        self.quote_of = passage.quote_of
        self.quotes: list[Range] = [one for one in passage.quote_ranges if one is not None]
        words = passage.tokens
        self.n = len(words)
        self.lower = [word.lower_ for word in words]
        self.lemma = [word.lemma_.lower() for word in words]
        self.tag = [word.tag_ for word in words]
        self.pos = [word.pos_ for word in words]
        self.dep = [word.dep_ for word in words]
        self.ent = [word.ent_type_ for word in words]
        self.head = [word.head.i for word in words]
        self.idx = [word.idx for word in words]
        self.kids = [[kid.i for kid in word.children] for word in words]
        self.left = [word.left_edge.i for word in words]
        self.right = [word.right_edge.i for word in words]
        self.blank = [passage.is_blank(i) for i in range(self.n)]
        self._words = _sums([not one for one in self.blank])
        self._finite = _sums([tag in FINITE for tag in self.tag])
        self._quoted = _sums(
            [number >= 0 and not blank for number, blank in zip(self.quote_of, self.blank, strict=True)]
        )
        self._subjects: dict[int, int] = {}

    def words(self, first: int, last: int) -> int:
        """Return the number of words of a range."""
        return self._words[last + 1] - self._words[first]

    def finite(self, first: int, last: int) -> int:
        """Return the number of finite verbs of a range."""
        return self._finite[last + 1] - self._finite[first]

    def quoted(self, first: int, last: int) -> int:
        """Return the number of words of a range that stand in quotations."""
        return self._quoted[last + 1] - self._quoted[first]

    def sentence(self, i: int) -> Range:
        """Return the range of the sentence that holds word i."""
        return self.passage.sentences[self.passage.sentence_of[i]]

    def trim(self, first: int, last: int) -> Range | None:
        """Return the range without punctuation at its ends, None where no word is left."""
        blank = self.blank
        while first <= last and blank[first]:
            first += 1
        while last >= first and blank[last]:
            last -= 1
        return (first, last) if first <= last else None

    def kid(self, i: int, kinds: frozenset[str]) -> int:
        """Return the first dependent of some kinds, -1 without one."""
        return next((k for k in self.kids[i] if self.dep[k] in kinds), NOBODY)

    def is_verb(self, i: int) -> bool:
        """Tell whether a word is a verb or an auxiliary."""
        return self.pos[i] in _VERBS

    def subject(self, verb: int) -> int:
        """Return the head of a verb's subject, its own or one that it shares; -1 without one."""
        found = self._subjects.get(verb)
        if found is None:
            found = self._subjects[verb] = self._subject(verb, 0)
        return found

    def _subject(self, verb: int, depth: int) -> int:
        head, dep = self.head[verb], self.dep[verb]
        own = self.kid(verb, SUBJECTS)
        if own >= 0:
            return head if dep == "relcl" and self.lower[own] in _RELATIVES else own
        if depth >= _DEPTH:
            return NOBODY
        if dep in {"relcl", "acl"} and self.pos[head] in _NOMINAL:
            return head
        if dep in _SHARING and self.is_verb(head) and (dep != "ccomp" or self.tag[verb] in {"VBG", "VBN"}):
            return self._subject(head, depth + 1)
        if dep == "pcomp" and self.dep[head] == "prep":
            return self._subject(self.head[head], depth + 1)
        return NOBODY


def _sums(flags: Sequence[bool]) -> list[int]:
    return [0, *accumulate(int(flag) for flag in flags)]
