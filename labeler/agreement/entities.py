"""Agreement on entities: whether mentions that are the same are of the same entity, and group the same way."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from labeler.agreement.corpus import Bools, Corpus, Ints
from labeler.agreement.overlap import Alignment
from labeler.agreement.pairing import Compared, compared, pairs_of, per_article, share_of, team_of
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.sums import Floats, Statistic, share


class Entities(NamedTuple):
    """`b3`: B-cubed F1 of how both group the matched mentions of an article by entity, whatever these are called.

    `observed`: the share of matched mentions whose entity is the same. Who is meant by nobody yet is like no other to
    `b3`; to `observed`, both having left it open is the same answer.
    """

    b3: Statistic
    observed: Statistic


def pair(corpus: Corpus, alignment: Alignment, first: int, second: int, *, subset: Subset = ALL) -> Entities:
    """Return agreement on entities for two annotators, by number, of mentions matched at any overlap."""
    return _of_pair(corpus, compared(corpus, alignment, "speaker", (first, second), 0, subset=subset))


def team(corpus: Corpus, alignment: Alignment, *, subset: Subset = ALL) -> Entities:
    """Return the mean of agreement on entities over all pairs of annotators."""
    found = [compared(corpus, alignment, "speaker", two, 0, subset=subset) for two in pairs_of(corpus)]
    pairs = [_of_pair(corpus, one) for one in found]
    units = sum(len(one.first) for one in found)
    coverage = share_of(2 * units, sum(int(one.units.sum()) for one in found))
    return Entities(
        team_of(corpus, found, [one.b3 for one in pairs], units, coverage),
        team_of(corpus, found, [one.observed for one in pairs], units, coverage),
    )


def apart(corpus: Corpus, found: Compared) -> tuple[Bools, Bools]:
    """Return of which matched mentions the entities differ, and of which the groups."""
    codes = corpus.entity.codes
    ours, theirs = codes[found.first], codes[found.second]
    group, other = _grouped(corpus, found.article, ours), _grouped(corpus, found.article, theirs)
    in_both = _sizes(group * (len(other) + 1) + other)
    return ours != theirs, (in_both < _sizes(group)) | (in_both < _sizes(other))


def _of_pair(corpus: Corpus, found: Compared) -> Entities:
    codes = corpus.entity.codes
    ours, theirs = codes[found.first], codes[found.second]
    group, other = _grouped(corpus, found.article, ours), _grouped(corpus, found.article, theirs)
    in_group, in_other = _sizes(group), _sizes(other)
    in_both = _sizes(group * (len(other) + 1) + other)
    columns = (
        per_article(corpus, found.article, in_both / in_group),
        per_article(corpus, found.article, in_both / in_other),
        per_article(corpus, found.article, ours == theirs),
        per_article(corpus, found.article),
    )
    table = np.column_stack(columns)
    frame = found.reason, found.articles, len(found.first), found.coverage
    return Entities(Statistic(table, _b3, *frame), Statistic(table, _observed, *frame))


def _grouped(corpus: Corpus, article: Ints, entity: Ints) -> Ints:
    """Return the number of the group of each mention: those of an article with one entity; nobody's are alone."""
    words = corpus.entity.words
    nobody = words.index("") if "" in words else -1
    place = np.where(entity == nobody, len(words) + np.arange(len(entity)), entity)
    return np.unique(article * (len(words) + len(entity)) + place, return_inverse=True)[1]


def _sizes(groups: Ints) -> Floats:
    """Return for each member how many its group has."""
    _, number, size = np.unique(groups, return_inverse=True, return_counts=True)
    return size[number].astype(np.float64)


def _b3(totals: Floats) -> Floats:
    # Of the means of precision and recall over as many mentions, their harmonic mean.
    precision, recall, count = totals[..., 0], totals[..., 1], totals[..., 3]
    return share(2 * precision * recall, (precision + recall) * count)


def _observed(totals: Floats) -> Floats:
    return share(totals[..., 2], totals[..., 3])
