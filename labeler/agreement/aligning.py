"""Labels aligned: those of two people one to one, as well as can be; of more in clusters, the best pairs first."""

from __future__ import annotations

from operator import itemgetter

import numpy as np

from labeler.agreement.corpus import Bools, Ints
from labeler.agreement.sums import Floats

# One word of a set of annotators, as bits.
_BITS = 62
# Rounds in which less than one pair in so many is joined take longer than one by one.
_FEW = 50
# Of so few labels every alignment is looked at: importing scipy alone takes longer.
_FEW_LABELS = 8
_NOTHING = (0.0, ())


def one_to_one(article: Ints, first: Ints, second: Ints, weights: Floats, nested: Bools) -> Bools:
    """Return which of the overlapping pairs of two annotators are taken: each label once, the greatest total weight.

    Args:
        article: where each pair is.
        first: numbers of labels of the one, in order.
        second: those of the other, of equal first ones in order.
        weights: what is added up, more than 0.
        nested: articles where labels of one of the two overlap each other.
    """
    taken = np.zeros(len(first), np.bool_)
    deep = nested[article]
    for here, of in ((~deep, _of_chains), (deep, _of_graph)):
        chosen = np.flatnonzero(here)
        if len(chosen):
            taken[chosen] = of(first[chosen], second[chosen], weights[chosen])
    return taken


def clustered(annotator: Ints, first: Ints, second: Ints) -> Ints:
    """Return the cluster of each unit, by the number of its first one; pairs that overlap come the best first.

    A pair joins the clusters of its units unless both hold a label of the same annotator. All pairs that are the best
    of both their clusters are joined at once: the same comes out as one by one. Where few are, as in long chains of
    labels that overlap each other, the rest goes one by one.
    """
    count = len(annotator)
    cluster = np.arange(count)
    held = np.zeros((count, int(annotator.max(initial=0)) // _BITS + 1), np.int64)
    held[np.arange(count), annotator // _BITS] = np.int64(1) << (annotator % _BITS)
    best = np.empty(count, np.int64)
    while len(first):
        place = np.arange(len(first))
        best[first] = best[second] = len(first)
        np.minimum.at(best, first, place)
        np.minimum.at(best, second, place)
        joined = (best[first] == place) & (best[second] == place)
        keep, give = np.minimum(first[joined], second[joined]), np.maximum(first[joined], second[joined])
        held[keep] |= held[give]
        to = np.arange(count)
        to[give] = keep
        cluster = to[cluster]
        first, second = to[first], to[second]
        open_ = ~(held[first] & held[second]).any(axis=1)
        first, second = first[open_], second[open_]
        if len(keep) * _FEW < len(first):
            return _one_by_one(held, first, second)[cluster]
    return cluster


def _one_by_one(held: Ints, first: Ints, second: Ints) -> Ints:
    """Return what each cluster becomes where pairs, the best first, join theirs; `held` tells whose labels it has."""
    to = list(range(len(held)))
    whose = [sum(int(word) << (_BITS * at) for at, word in enumerate(row)) for row in held.tolist()]

    def found(one: int) -> int:
        while to[one] != one:
            to[one] = one = to[to[one]]
        return one

    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        keep, give = sorted((found(one), found(other)))
        if not whose[keep] & whose[give]:
            whose[keep] |= whose[give]
            to[give] = keep
    return np.array([found(one) for one in range(len(to))], np.int64)


def _of_chains(first: Ints, second: Ints, weights: Floats) -> Bools:
    """Return which pairs are taken where no labels of one annotator overlap each other.

    There each pair shares a label with the one before it or begins a chain, and all those that it cannot be taken
    with come right before it or right after it.
    """
    new_first, new_second = np.ones((2, len(first)), np.bool_)
    new_first[1:], new_second[1:] = first[1:] != first[:-1], second[1:] != second[:-1]
    begins = np.flatnonzero(new_first & new_second)
    sizes = np.diff(begins, append=len(first))
    taken = np.repeat(sizes == 1, sizes)
    rest = np.flatnonzero(~taken)
    if len(rest):
        place = np.arange(len(rest))
        runs = [np.maximum.accumulate(np.where(new[rest], place, 0)) for new in (new_first, new_second)]
        taken[rest] = _best_of_chains(weights[rest], np.minimum(*runs), sizes[sizes > 1])
    return taken


def _best_of_chains(weights: Floats, since: Ints, sizes: Ints) -> Bools:
    """Return which pairs of chains are taken; `since` is the first of those before a pair that it cannot go with.

    The best of a chain up to a pair is the best up to the one before, or this one with the best before `since`: all
    chains go one step at a time.
    """
    chain = np.repeat(np.arange(len(sizes)), sizes)
    begins = np.cumsum(sizes) - sizes
    # Each chain has a place before its first pair, where the best is nothing.
    best = np.zeros(len(weights) + len(sizes))
    better = np.zeros(len(weights), np.bool_)
    for step in range(int(sizes.max())):
        here = begins[sizes > step] + step
        before = here + chain[here]
        with_it = weights[here] + best[since[here] + chain[here]]
        better[here] = with_it > best[before]
        best[before + 1] = np.maximum(with_it, best[before])
    taken = np.zeros(len(weights), np.bool_)
    begin, last = begins, begins + sizes - 1
    while len(last):
        taken[last] = better[last]
        last = np.where(better[last], since[last], last) - 1
        begin, last = begin[last >= begin], last[last >= begin]
    return taken


def _of_graph(first: Ints, second: Ints, weights: Floats) -> Bools:
    """Return which pairs are taken, whatever overlaps what.

    A pair that weighs no less than the best other one of its first label with the best other one of its second is in
    an alignment of the greatest weight. When no such pair is left, all
    alignments of what is tied together are compared.
    """
    taken = np.zeros(len(first), np.bool_)
    left = np.arange(len(first))
    sure = left
    while len(left) and len(sure):
        i, j = np.unique(first[left], return_inverse=True)[1], np.unique(second[left], return_inverse=True)[1]
        others = _best_other(i, weights[left]) + _best_other(j, weights[left])
        sure = np.flatnonzero(weights[left] >= others)
        # Of equal ones that share a label, the first: the next is looked at again.
        sure = sure[np.unique(i[sure], return_index=True)[1]]
        sure = sure[np.unique(j[sure], return_index=True)[1]]
        taken[left[sure]] = True
        left = left[~(np.isin(i, i[sure]) | np.isin(j, j[sure]))]
    if len(left):
        taken[left] = _best_of_graph(first[left], second[left], weights[left])
    return taken


def _best_other(label: Ints, weights: Floats) -> Floats:
    """Return for each pair the greatest weight of another pair of its label, 0 without one."""
    order = np.lexsort((-weights, label))
    new = np.ones(len(label), np.bool_)
    new[1:] = label[order][1:] != label[order][:-1]
    begins = np.flatnonzero(new)
    following = np.append(weights[order][1:], 0.0) * ~np.append(new[1:], True)
    heaviest = np.repeat(weights[order][begins], np.diff(begins, append=len(label)))
    found = np.empty(len(label))
    found[order] = np.where(new, following, heaviest)
    return found


def _best_of_graph(first: Ints, second: Ints, weights: Floats) -> Bools:
    taken = np.zeros(len(first), np.bool_)
    for held in _components(first.tolist(), second.tolist()):
        rows, columns = (np.unique(one[held], return_inverse=True)[1] for one in (first, second))
        if columns.max() > rows.max():
            rows, columns = columns, rows
        of = _best_of_few if columns.max() < _FEW_LABELS else _best_of_many
        taken[held[of(rows, columns, weights[held])]] = True
    return taken


def _components(first: list[int], second: list[int]) -> list[Ints]:
    """Return the places of the pairs of each part of the graph that is tied together."""
    to: dict[int, int] = {}

    def found(one: int) -> int:
        while (held := to.setdefault(one, one)) != one:
            to[one] = one = to[held]
        return one

    for one, other in zip(first, second, strict=True):
        to[found(one)] = found(other)
    parts: dict[int, list[int]] = {}
    for place, one in enumerate(first):
        parts.setdefault(found(one), []).append(place)
    return [np.array(part, np.int64) for part in parts.values()]


def _best_of_few(rows: Ints, columns: Ints, weights: Floats) -> list[int]:
    """Return the places of the pairs that are taken: the best for each set of columns that the rows so far take."""
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for row in range(int(rows.max()) + 1):
        known = tuple(best.items())
        for place in np.flatnonzero(rows == row).tolist():
            bit, weight = 1 << int(columns[place]), float(weights[place])
            for used, (total, chosen) in known:
                if not used & bit and best.get(used | bit, _NOTHING)[0] < total + weight:
                    best[used | bit] = total + weight, (*chosen, place)
    return list(max(best.values(), key=itemgetter(0))[1])


def _best_of_many(rows: Ints, columns: Ints, weights: Floats) -> Ints:
    """Return the same, found by scipy."""
    from scipy.optimize import linear_sum_assignment

    table, number = np.zeros((rows.max() + 1, columns.max() + 1)), np.full((rows.max() + 1, columns.max() + 1), -1)
    table[rows, columns] = weights
    number[rows, columns] = np.arange(len(rows))
    chosen = number[linear_sum_assignment(table, maximize=True)]
    return chosen[chosen >= 0]
