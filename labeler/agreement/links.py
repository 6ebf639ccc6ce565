"""Agreement on links: whether claims that are the same were linked to mentions that are the same."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from labeler.agreement.corpus import Bools, Corpus
from labeler.agreement.overlap import Alignment
from labeler.agreement.pairing import ABOUT, Compared, compared, pairs_of, per_article, share_of, team_of
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.sums import NO_PAIRS, NO_UNITS, Floats, Statistic, share


class Links(NamedTuple):
    """`conditional`: of the matched claims that at least one linked, the share that both linked to matched mentions.

    `f1`: end to end, twice the links in common by all links of both: of claims that only one marked, too.
    """

    conditional: Statistic
    f1: Statistic


class Linked(NamedTuple):
    """Claims of two annotators. By match: whether either is linked, and both to the same; which claims are linked."""

    found: Compared
    either: Bools
    common: Bools
    links: Bools
    matched: int
    """How many of the links are of matched claims."""


def pair(
    corpus: Corpus, alignment: Alignment, first: int, second: int, *, threshold: float = ABOUT, subset: Subset = ALL
) -> Links:
    """Return agreement on links for two annotators, by number; claims and mentions are matched at an IoU."""
    return _of_pair(corpus, linked(corpus, alignment, (first, second), threshold, subset))


def team(corpus: Corpus, alignment: Alignment, *, threshold: float = ABOUT, subset: Subset = ALL) -> Links:
    """Return the mean of agreement on links over all pairs of annotators."""
    held = [linked(corpus, alignment, two, threshold, subset) for two in pairs_of(corpus)]
    pairs = [_of_pair(corpus, one) for one in held]
    found = [one.found for one in held]
    either = sum(int(one.either.sum()) for one in held)
    coverage = share_of(sum(one.matched for one in held), sum(int(one.links.sum()) for one in held))
    links = np.zeros(len(corpus.linked), np.bool_)
    for one in held:
        links |= one.links
    return Links(
        team_of(corpus, found, [one.conditional for one in pairs], either, coverage),
        team_of(corpus, found, [one.f1 for one in pairs], int(links.sum())),
    )


def linked(corpus: Corpus, alignment: Alignment, two: tuple[int, int], threshold: float, subset: Subset) -> Linked:
    """Return the claims of two annotators, by number, with what they are linked to."""
    found = compared(corpus, alignment, "claim", two, threshold, subset=subset)
    # Mentions of an annotator that mark just the same are one target, the first of them.
    again = alignment.repeated("speaker")
    same = np.maximum.accumulate(np.where(again, 0, np.arange(len(again))))
    partner = np.full(len(again), -1, np.int64)
    mine, others = alignment.pairs("speaker", *two, threshold, distinct=True)
    partner[mine] = others
    ours, theirs = corpus.linked[found.first], corpus.linked[found.second]
    common = (ours >= 0) & (theirs >= 0)
    common[common] = partner[same[ours[common]]] == same[theirs[common]]
    matched = int((ours >= 0).sum() + (theirs >= 0).sum())
    return Linked(found, (ours >= 0) | (theirs >= 0), common, found.units & (corpus.linked >= 0), matched)


def _of_pair(corpus: Corpus, one: Linked) -> Links:
    found, count = one.found, int(one.links.sum())
    columns = (
        per_article(corpus, found.article, one.common),
        per_article(corpus, found.article, one.either),
        per_article(corpus, corpus.layers["claim"].article[one.links]),
    )
    table = np.column_stack(columns)
    reason = "" if count else found.reason or NO_UNITS
    missing = reason or ("" if one.either.any() else NO_PAIRS)
    units, coverage = int(one.either.sum()), share_of(one.matched, count)
    return Links(
        Statistic(table, _conditional, missing, found.articles, units, coverage),
        Statistic(table, _f1, reason, found.articles, count),
    )


def _conditional(totals: Floats) -> Floats:
    return share(totals[..., 0], totals[..., 1])


def _f1(totals: Floats) -> Floats:
    return share(2 * totals[..., 0], totals[..., 2])
