"""How often one's value met another's on the same claim, and how often the other did not mark it at all."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from labeler.agreement.choices import ABSENT
from labeler.agreement.corpus import Bools, Codes, Corpus, Ints
from labeler.agreement.overlap import Alignment
from labeler.agreement.report import NONE, Confusion
from labeler.agreement.units import UNSET

MANY = 100
"""Values beyond which a map shows nothing: an attribute with more is no choice among values."""


def confusions(corpus: Corpus, alignment: Alignment, pairs: Iterator[tuple[int, int]]) -> Iterator[Confusion]:
    """Yield the maps of all pairs: attributes of claims, then stances by topic and over all topics (topic "")."""
    attributes = {name: one for name, one in corpus.attributes.items() if len(one.words) <= MANY}
    stances = stance_values(corpus)
    for first, second in pairs:
        ours, theirs = alignment.pairs("claim", first, second, 0)
        claims = corpus.layers["claim"]
        both = corpus.finished[:, first] & corpus.finished[:, second]
        here = both[claims.article]
        alone = [
            _without(here & (claims.annotator == who), matched) for who, matched in ((first, ours), (second, theirs))
        ]
        names = corpus.annotators[first], corpus.annotators[second]
        for name, one in attributes.items():
            yield _map(one, (ours, theirs), alone, (name, "", *names))
        pooled: Confusion | None = None
        for topic, one in stances.items():
            found = _map(one, (ours, theirs), alone, ("value", topic, *names))
            pooled = found if pooled is None else _added(pooled, found)
            yield found
        if pooled is not None and len(stances) > 1:
            yield Confusion("value", "", *names, pooled.values, pooled.counts)


def stance_values(corpus: Corpus) -> dict[str, Codes]:
    """Return for each topic the value of every claim: what it holds, or that it holds nothing."""
    held = corpus.stances
    named = [word or UNSET for word in held.value.words]
    words = (ABSENT, *sorted({*named} - {ABSENT}))
    to = np.array([words.index(word) for word in named], np.int64)
    count = len(corpus.layers["claim"])
    found: dict[str, Codes] = {}
    for number, topic in enumerate(held.topic.words):
        mine = held.topic.codes == number
        if len(words) <= MANY and mine.any():
            codes = np.zeros(count, np.int64)
            codes[held.claim[mine]] = to[held.value.codes[mine]]
            found[topic or UNSET] = Codes(codes, words)
    return found


def _without(those: Bools, taken: Ints) -> Ints:
    """Return the numbers of labels, those that are taken left out."""
    left = those.copy()
    left[taken] = False
    return np.flatnonzero(left)


def _map(one: Codes, matched: tuple[Ints, Ints], alone: list[Ints], named: tuple[str, str, str, str]) -> Confusion:
    size = len(one.words) + 1
    last = np.int64(size - 1)
    both = one.codes[matched[0]] * size + one.codes[matched[1]]
    met = np.concatenate((both, one.codes[alone[0]] * size + last, last * size + one.codes[alone[1]]))
    counts = np.bincount(met, minlength=size * size).reshape(size, size)
    return Confusion(*named, (*one.words, NONE), tuple(tuple(row) for row in counts.tolist()))


def _added(one: Confusion, other: Confusion) -> Confusion:
    rows = zip(one.counts, other.counts, strict=True)
    counts = tuple(tuple(a + b for a, b in zip(*row, strict=True)) for row in rows)
    return Confusion(one.attribute, one.topic, one.first, one.second, one.values, counts)
