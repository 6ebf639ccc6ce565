"""Alignments of two are the best there are, against scipy's on the whole; clusters hold one label of each."""

from __future__ import annotations

import random
from itertools import pairwise

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment

from labeler.agreement.aligning import clustered, one_to_one
from labeler.agreement.overlap import Alignment
from tests.agreement.units_made import a_corpus


def greatest(first: np.ndarray, second: np.ndarray, weights: np.ndarray) -> float:
    table = np.zeros((first.max() + 1, second.max() + 1))
    table[first, second] = weights
    rows, columns = linear_sum_assignment(table, maximize=True)
    return float(table[rows, columns].sum())


@pytest.mark.parametrize("seed", range(40))
def test_any_graph_is_aligned_as_well_as_can_be(seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.integers(0, 8, (9, 7)) * (rng.random((9, 7)) < 0.45)
    first, second = np.nonzero(table)
    weights = table[first, second] / 7
    taken = one_to_one(np.zeros_like(first), first, second, weights, np.array([True]))
    assert len(set(first[taken])) == len(set(second[taken])) == taken.sum()
    assert weights[taken].sum() == pytest.approx(greatest(first, second, weights))


@pytest.mark.parametrize("seed", range(40))
def test_chains_are_aligned_as_well_as_can_be(seed: int) -> None:
    rng = random.Random(seed)
    # Labels that touch or nearly do: everything overlaps the next.
    spans = {
        name: [(a, b - rng.randrange(2)) for a, b in pairwise(cuts) if b - a > 2]
        for name in ("A", "B")
        for cuts in [sorted(rng.sample(range(300), 40))]
    }
    alignment = Alignment(a_corpus(300, **spans))
    assert not alignment.nested("claim").any()
    held = alignment.overlaps("claim")
    for least in (0, 0.2, 0.4):
        near = held.iou >= least
        first, second, weights = held.first[near], held.second[near], held.weight[near]
        none, every = np.zeros(1, np.bool_), np.ones(1, np.bool_)
        taken = [one_to_one(np.zeros_like(first), first, second, weights, nested) for nested in (none, every)]
        assert (taken[0] == taken[1]).all()
        rows, columns = (np.unique(one, return_inverse=True)[1] for one in (first, second))
        best = greatest(rows, columns, weights)
        assert weights[taken[0]].sum() == pytest.approx(best, abs=1e-12)


def test_nothing_is_aligned_where_nothing_overlaps() -> None:
    none = np.empty(0, np.int64)
    assert not len(one_to_one(none, none, none, np.empty(0), np.zeros(3, np.bool_)))
    assert clustered(np.array([0, 1, 1]), none, none).tolist() == [0, 1, 2]
    assert clustered(none, none, none).tolist() == []


def plainly(annotator: list[int], pairs: list[tuple[int, int]]) -> list[int]:
    """Join clusters as it is said, one pair after the other."""
    clusters = [{number} for number in range(len(annotator))]
    for first, second in pairs:
        one, other = clusters[first], clusters[second]
        if one is not other and len({annotator[i] for i in one | other}) == len(one | other):
            joined = one | other
            for number in joined:
                clusters[number] = joined
    return [min(one) for one in clusters]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("people", [3, 70])
def test_clusters_are_those_of_one_pair_after_the_other(seed: int, people: int) -> None:
    rng = random.Random(seed)
    annotator = sorted(rng.randrange(people) for _ in range(60))
    every = [(i, j) for i in range(60) for j in range(i + 1, 60) if annotator[i] != annotator[j]]
    pairs = rng.sample(every, rng.randrange(len(every) + 1))
    first, second = np.array(pairs, np.int64).reshape(-1, 2).T
    assert clustered(np.array(annotator), first, second).tolist() == plainly(annotator, pairs)


def test_long_chains_of_labels_come_out_the_same() -> None:
    # Each overlaps hundreds of others, and always the next is a little better: few pairs are best to both.
    spans = {name: [(at + shift, at + shift + 90) for at in range(0, 900, 3)] for shift, name in enumerate("ABC")}
    corpus = a_corpus(1200, **spans)
    alignment = Alignment(corpus)
    held = alignment.overlaps("claim")
    order = np.argsort(held.rank)
    pairs = list(zip(held.first[order].tolist(), held.second[order].tolist(), strict=True))
    annotator = corpus.layers["claim"].annotator
    found = clustered(annotator, held.first[order], held.second[order]).tolist()
    assert found == plainly(annotator.tolist(), pairs)


def test_a_cluster_holds_one_label_of_an_annotator() -> None:
    # Labels 0 and 1 are of one, 2 of another, 3 of a third: 0-2 is best, then 1-3, then what would join the two.
    annotator = np.array([0, 0, 1, 2])
    assert clustered(annotator, np.array([0, 1, 2]), np.array([2, 3, 3])).tolist() == [0, 1, 0, 1]
    assert clustered(annotator, np.array([0, 2]), np.array([2, 3])).tolist() == [0, 1, 0, 0]
