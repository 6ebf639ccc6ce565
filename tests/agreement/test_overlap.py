"""Which labels are the same: against every possibility tried, and pair by pair."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labeler.agreement.corpus import Corpus, corpus_of
from labeler.agreement.overlap import Alignment, people
from labeler.agreement.units import ArticleUnits, UnitSet
from tests.agreement.units_made import a_corpus, a_set, an_article, articles


def iou(corpus: Corpus, one: int, other: int) -> float:
    """Return the share of positions of either that are common, counted one by one."""
    layer = corpus.layers["claim"]
    ours, theirs = (set(range(layer.start[i], layer.end[i])) for i in (one, other))
    if layer.article[one] != layer.article[other]:
        return 0.0
    return len(ours & theirs) / max(1, len(ours | theirs))


def best_total(corpus: Corpus, ours: list[int], theirs: list[int], least: float) -> tuple[float, int]:
    """Return the greatest total IoU of any one-to-one alignment, and the most pairs that reach it."""
    if not ours:
        return 0.0, 0
    best = best_total(corpus, ours[1:], theirs, least)
    for other in theirs:
        share = iou(corpus, ours[0], other)
        if share > 0 and share >= least:
            total, pairs = best_total(corpus, ours[1:], [one for one in theirs if one != other], least)
            best = max(best, (round(total + share, 9), pairs + 1))
    return best


def of(corpus: Corpus, article: int, annotator: int) -> list[int]:
    layer = corpus.layers["claim"]
    return [int(i) for i in np.flatnonzero((layer.article == article) & (layer.annotator == annotator))]


@settings(deadline=None, max_examples=60)
@given(articles(most=2), st.sampled_from((0, 0.2, 0.5, 1.0)))
def test_no_alignment_of_two_has_a_greater_total(given_: list[ArticleUnits], least: float) -> None:
    corpus = corpus_of(given_)
    alignment, layer = Alignment(corpus), corpus.layers["claim"]
    for first in people(corpus):
        for second in people(corpus)[first + 1 :]:
            ours, theirs = alignment.pairs("claim", first, second, least)
            assert len(set(ours)) == len(ours)
            assert len(set(theirs)) == len(theirs)
            assert [*map(list, alignment.pairs("claim", second, first, least))] == [list(theirs), list(ours)]
            for article in range(len(corpus)):
                here = [(a, b) for a, b in zip(ours, theirs, strict=True) if layer.article[a] == article]
                found = [iou(corpus, a, b) for a, b in here]
                assert all(one > 0 and one >= least for one in found)
                total, pairs = best_total(corpus, of(corpus, article, first), of(corpus, article, second), least)
                assert sum(found) == pytest.approx(total)
                assert len(found) == pairs


@settings(deadline=None, max_examples=60)
@given(articles(most=3))
def test_clusters_are_those_of_joining_pair_by_pair(given_: list[ArticleUnits]) -> None:
    corpus = corpus_of(given_)
    alignment, layer = Alignment(corpus), corpus.layers["claim"]
    found = alignment.clusters("claim")
    overlaps = alignment.overlaps("claim")
    cluster = {i: {i} for i in range(len(layer))}
    for edge in np.argsort(overlaps.rank):
        i, j = int(overlaps.first[edge]), int(overlaps.second[edge])
        if corpus.finished[layer.article[i]].sum() == 2:
            ours, theirs = alignment.pairs("claim", int(layer.annotator[i]), int(layer.annotator[j]), 0)
            if (i, j) not in zip(ours, theirs, strict=True):
                continue
        if not {layer.annotator[k] for k in cluster[i]} & {layer.annotator[k] for k in cluster[j]}:
            joined = cluster[i] | cluster[j]
            cluster.update(dict.fromkeys(joined, joined))
    assert {frozenset(one) for one in cluster.values()} == {
        frozenset(map(int, np.flatnonzero(found == number))) for number in set(found)
    }
    # Numbered in the order of their first labels, without a gap.
    assert list(dict.fromkeys(found)) == list(range(len(set(found))))


@given(articles(most=3))
def test_overlaps_are_all_pairs_that_share_a_position(given_: list[ArticleUnits]) -> None:
    corpus = corpus_of(given_)
    layer, found = corpus.layers["claim"], Alignment(corpus).overlaps("claim")
    shares = {(int(a), int(b)): share for a, b, share in zip(found.first, found.second, found.iou, strict=True)}
    expected = {
        (a, b): iou(corpus, a, b)
        for a in range(len(layer))
        for b in range(a + 1, len(layer))
        if layer.annotator[a] != layer.annotator[b] and iou(corpus, a, b) > 0
    }
    assert shares == expected
    by_rank = [found.iou[edge] for edge in np.argsort(found.rank)]
    assert all(one >= other for one, other in pairwise(by_rank))


def test_clusters_of_some_leave_out_the_others() -> None:
    corpus = a_corpus(30, Ada=[(0, 10)], Bo=[(1, 10), (20, 30)], Cy=[(0, 9)])
    alignment = Alignment(corpus)
    assert list(alignment.clusters("claim")) == [0, 0, 1, 0]
    assert list(alignment.clusters("claim", (0, 2))) == [0, -1, -1, 0]
    assert list(alignment.clusters("claim", (1,))) == [-1, 0, 1, -1]
    assert list(alignment.clusters("speaker")) == []


def test_gold_is_in_no_cluster_of_the_people() -> None:
    article = an_article(30, Ada=[(0, 10)], Bo=[(0, 10)])
    corpus = corpus_of([ArticleUnits(key="a", length=30, sets=article.sets, gold=a_set("gold", (0, 10)))], gold=True)
    alignment = Alignment(corpus)
    assert [corpus.annotators[one] for one in people(corpus)] == ["Ada", "Bo"]
    gold = corpus.layers["claim"].annotator == corpus.annotators.index("gold")
    assert list(alignment.clusters("claim")[gold]) == [-1]
    assert list(alignment.clusters("claim")[~gold]) == [0, 0]
    assert len(alignment.pairs("claim", 0, corpus.annotators.index("gold"), 1.0)[0]) == 1


def test_the_earlier_of_two_equal_halves_is_taken() -> None:
    for names in (("Ada", "Bo"), ("Bo", "Ada")):
        whole, halves = names
        corpus = a_corpus(30, **{whole: [(0, 10)], halves: [(0, 5), (5, 10)]})
        first, second = Alignment(corpus).pairs("claim", 0, 1, 0)
        layer = corpus.layers["claim"]
        assert {(int(layer.start[i]), int(layer.end[i])) for i in (*first, *second)} == {(0, 10), (0, 5)}


def test_more_pairs_are_taken_of_equal_totals() -> None:
    # The long one shares a third with the one before and with itself; 1/3 + 1/3 is as much as 2/3 alone.
    corpus = a_corpus(30, Ada=[(0, 2), (2, 8)], Bo=[(0, 4), (4, 8)])
    first, _ = Alignment(corpus).pairs("claim", 0, 1, 0)
    assert len(first) == 2


def test_labels_that_mark_the_same_twice_are_one_where_asked() -> None:
    corpus = a_corpus(30, Ada=[(0, 10), (0, 10), (12, 14)], Bo=[(0, 10), (0, 10)])
    alignment = Alignment(corpus)
    assert list(alignment.repeated("claim")) == [False, True, False, False, True]
    assert len(alignment.pairs("claim", 0, 1, 0.5)[0]) == 2
    assert [list(one) for one in alignment.pairs("claim", 0, 1, 0.5, distinct=True)] == [[0], [3]]
    # The same span in another article, or of somebody else, is no repetition.
    sets = (a_set("Ada", (0, 10)),)
    other = corpus_of([ArticleUnits(key=key, length=30, sets=sets) for key in "ab"])
    assert not Alignment(other).repeated("claim").any()


def test_nothing_overlaps_where_there_is_nothing() -> None:
    for corpus in (
        corpus_of([]),
        a_corpus(0),
        a_corpus(9, Ada=[], Bo=[]),
        a_corpus(9, Ada=[(0, 0)], Bo=[(0, 0), (0, 9)]),
    ):
        alignment = Alignment(corpus)
        assert not len(alignment.overlaps("claim").first)
        assert len(set(alignment.clusters("claim"))) == len(corpus.layers["claim"])
        if len(corpus.annotators) > 1:
            assert not len(alignment.pairs("claim", 0, 1, 0)[0])


def test_more_annotators_than_fit_one_number() -> None:
    sets = tuple(a_set(f"P{number:03}", (0, 10), (10, 12)) for number in range(130))
    corpus = corpus_of([ArticleUnits(key="a", length=30, sets=sets)])
    found = Alignment(corpus).clusters("claim")
    assert list(found) == [0, 1] * 130


def test_many_labels_over_each_other_are_looked_at_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = a_corpus(99, Ada=[(n, n + 20) for n in range(40)], Bo=[(n, n + 9) for n in range(40)])
    whole = Alignment(corpus).overlaps("claim")
    monkeypatch.setattr("labeler.agreement.overlap._AT_ONCE", 7)
    assert all((a == b).all() for a, b in zip(whole, Alignment(corpus).overlaps("claim"), strict=True))


def test_speakers_cues_and_boilerplate_have_their_own() -> None:
    corpus = corpus_of([ArticleUnits(key="a", length=9, sets=(UnitSet(annotator="Ada"), a_set("Bo", (0, 5))))])
    alignment = Alignment(corpus)
    assert [len(alignment.clusters(name)) for name in ("claim", "speaker", "stance", "boilerplate")] == [1, 0, 0, 0]


def test_a_third_does_not_decide_between_two() -> None:
    # Both ways to align the two are as good; what others marked there has no say in which is taken.
    two = {"A": [(0, 6), (2, 8), (4, 10)], "B": [(1, 7), (3, 9), (1, 9)]}
    alone = Alignment(a_corpus(20, **two)).pairs("claim", 0, 1, 0)
    for others in ([(0, 9)], [(2, 7), (4, 9), (0, 5)], [(3, 12), (1, 6)]):
        beside = Alignment(a_corpus(20, **two, C=others)).pairs("claim", 0, 1, 0)
        assert [one.tolist() for one in beside] == [one.tolist() for one in alone]


def test_of_labels_on_the_same_words_the_first_go_together() -> None:
    ours, theirs = Alignment(a_corpus(20, A=[(2, 8)] * 3, B=[(2, 8)] * 3)).pairs("claim", 0, 1, 0)
    assert ours.tolist() == [0, 1, 2]
    assert theirs.tolist() == [3, 4, 5]
