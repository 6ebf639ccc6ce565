"""The tally: sums over sets, articles drawn whole, the same report in any order of articles."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from labeler.agreement.marks import Key, Mark, Marks
from labeler.agreement.measures import MEASURES, compare, total
from labeler.agreement.tally import KINDS, Proposed, Tally
from tests.agreement import making

ARTICLES = st.lists(making.articles(), min_size=1, max_size=12)


def proposed(marks: Marks) -> Proposed:
    """Return marks as suggestions whose rules and scores hang on their places."""
    scored: dict[Key, tuple[str, float | None]] = {}
    for one in marks.claims:
        ((start, end),) = one.pieces
        scored["claim", one.id] = f"rule-{start % 2}", end % 11 / 10
        scored |= {("stance", id_): ("phrases", 0.5) for id_ in one.stances}
    scored |= {("speaker", one.id): ("names", one.end % 11 / 10) for one in marks.speakers}
    return Proposed(marks, scored)


def tallied(articles: list[tuple[str, str, Marks, Marks]]) -> Tally:
    tally = Tally()
    for key, text, first, second in articles:
        tally.add(key, text, proposed(first), second, aided=len(text) % 2 == 0)
    return tally


@given(ARTICLES, st.randoms(use_true_random=False))
def test_the_order_of_articles_changes_no_figure(given_: list[tuple[str, Marks, Marks]], rng: random.Random) -> None:
    articles = [(f"{number}", *one) for number, one in enumerate(given_)]
    ours, mixed = tallied(articles), tallied(rng.sample(articles, len(articles)))
    assert ours.group() == mixed.group()
    for one, other in zip(ours.by_rule(), mixed.by_rule(), strict=True):
        assert (one.kind, one.rule, one.suggested, one.right) == (other.kind, other.rule, other.suggested, other.right)
        assert one.mean == (None if other.mean is None else pytest.approx(other.mean))


@given(ARTICLES)
def test_parts_add_up(given_: list[tuple[str, Marks, Marks]]) -> None:
    # Every article has two sets.
    articles = [(f"{number // 2}", *one) for number, one in enumerate(given_)]
    tally = tallied(articles)
    everything, aided, unaided = tally.group(), tally.group(aided=True), tally.group(aided=False)
    assert everything.sets == aided.sets + unaided.sets == tally.aided + tally.unaided == len(articles)
    assert everything.articles == (len(articles) + 1) // 2
    counts = total(compare(first, second, text).counts for _, text, first, second in articles)
    for row, one, other in zip(everything.rows, aided.rows, unaided.rows, strict=True):
        assert row.figures.counts == one.figures.counts.plus(other.figures.counts)
        assert row.figures.counts == counts.get(row.measure.key, row.figures.counts)
    by_article = total(one.counts for one in tally.by_article())
    assert by_article == counts
    kinds = {one.kind: one for one in tally.by_kind()}
    assert set(kinds) == set(KINDS)
    for kind in ("attributed", "author"):
        assert (kinds[kind].right, kinds[kind].suggested) == counts[kind][:2]
        assert kinds[kind].reliability.count == kinds[kind].suggested
    # Boilerplate has no score here: it is judged, and no bin holds it.
    assert kinds["boilerplate"].reliability.count == 0
    assert sum(one.suggested for one in tally.by_rule()) == sum(
        one.suggested for kind, one in kinds.items() if kind != "stance_given"
    )


def test_nothing_is_no_zero() -> None:
    group = Tally().group()
    assert (group.articles, group.sets) == (0, 0)
    assert len(group.rows) == len(MEASURES)
    assert all(row.figures.f1.value is None for row in group.rows)
    assert all(one.precision.value is None for one in Tally().by_kind())


@pytest.mark.parametrize("score", [-0.1, 1.1, float("inf"), float("nan")])
def test_what_no_score_can_be_counts_as_none(score: float) -> None:
    tally = Tally()
    marks = Marks(boilerplate=(Mark("b", 2, 10**9),), speakers=(Mark("s", 0, 1),))
    scored: dict[Key, tuple[str, float | None]] = {("speaker", "s"): ("names", score)}
    tally.add("a", "a bc", Proposed(marks, scored), marks, aided=False)
    counts = {one.measure.key: one.figures.counts for one in tally.group().rows}
    assert counts["boilerplate"] == (2, 2, 2)
    speakers = next(one for one in tally.by_kind() if one.kind == "speaker")
    assert (speakers.right, speakers.reliability.count) == (1, 0)
