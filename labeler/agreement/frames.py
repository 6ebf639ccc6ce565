"""Agreement on frames: a claim, its source and its stances together, as whoever uses the labels takes them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from labeler.agreement.corpus import Bools, Corpus, Ints
from labeler.agreement.overlap import Alignment
from labeler.agreement.pairing import ABOUT, Compared, compared, pairs_of, per_article, team_of
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.sums import Floats, Statistic, share


class Frames(NamedTuple):
    """What makes the frames of a corpus the same: by claim, the number of its source and of its set of stances."""

    source: Ints
    stances: Ints


def frames_of(corpus: Corpus) -> Frames:
    """Return the frames of a corpus.

    The source is the same where both are the author, both unstated, both undecided, or both a speaker of the same
    entity. Speakers who are nobody yet are the same where both mentions mark just the same text: what is not known to
    be of one person is not taken to be.
    """
    return Frames(_sources(corpus), _stances(corpus))


def pair(
    corpus: Corpus,
    alignment: Alignment,
    frames: Frames,
    first: int,
    second: int,
    *,
    threshold: float = ABOUT,
    subset: Subset = ALL,
) -> Statistic:
    """Return the F1 of frames for two annotators, by number; claims are matched at an IoU."""
    return _of_pair(corpus, frames, compared(corpus, alignment, "claim", (first, second), threshold, subset=subset))


def team(
    corpus: Corpus, alignment: Alignment, frames: Frames, *, threshold: float = ABOUT, subset: Subset = ALL
) -> Statistic:
    """Return the mean F1 of frames over all pairs of annotators."""
    found = [compared(corpus, alignment, "claim", two, threshold, subset=subset) for two in pairs_of(corpus)]
    claims = np.zeros(len(frames.source), np.bool_)
    for one in found:
        claims |= one.units
    return team_of(corpus, found, [_of_pair(corpus, frames, one) for one in found], int(claims.sum()))


def same(frames: Frames, first: Ints, second: Ints) -> Bools:
    """Return which claims, side by side, have the same source and the same stances."""
    sources = frames.source[first] == frames.source[second]
    return sources & (frames.stances[first] == frames.stances[second])


def _of_pair(corpus: Corpus, frames: Frames, found: Compared) -> Statistic:
    common = per_article(corpus, found.article, same(frames, found.first, found.second))
    marked = per_article(corpus, corpus.layers["claim"].article[found.units])
    count = int(found.units.sum())
    return Statistic(np.column_stack((common, marked)), _f1, "" if count else found.reason, found.articles, count)


def _f1(totals: Floats) -> Floats:
    return share(2 * totals[..., 0], totals[..., 1])


def _sources(corpus: Corpus) -> Ints:
    source = corpus.attributes["source"]
    is_speaker = source.codes == (source.words.index("speaker") if "speaker" in source.words else -1)
    words, mentions = corpus.entity.words, corpus.layers["speaker"]
    nobody = words.index("") if "" in words else -1
    stride = int(mentions.end.max(initial=0)) + 1
    # Nobody yet is told apart by the place of the mention.
    place = np.where(corpus.entity.codes == nobody, len(words) + mentions.start * stride + mentions.end, 0)
    who = np.full(len(source.codes), -1, np.int64)
    linked = corpus.linked >= 0
    at = corpus.linked[linked]
    who[linked] = np.where(place[at] > 0, place[at], corpus.entity.codes[at])
    return np.where(is_speaker, 1 + len(source.words) + who, source.codes)


def _stances(corpus: Corpus) -> Ints:
    """Return a number for each claim: the same for the same set of topics and values."""
    held = corpus.stances
    topics, values = len(held.topic.words), len(held.value.words)
    each = topics * values
    given = np.unique(held.claim * each + held.topic.codes * values + held.value.codes) if each else held.claim
    claim, stance = np.divmod(given, max(each, 1))
    number = np.zeros(len(corpus.layers["claim"]), np.int64)
    # The first stances tell claims apart, then the second ones, and so on: as often as any claim has stances.
    nth = np.arange(len(claim)) - np.searchsorted(claim, claim)
    for turn in range(int(nth.max(initial=-1)) + 1):
        here = nth == turn
        key = number * (each + 1)
        key[claim[here]] += 1 + stance[here]
        number = np.unique(key, return_inverse=True)[1]
    return number
