from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given, settings

from labeler.agreement.against_gold import against_gold
from labeler.agreement.corpus import corpus_of
from labeler.agreement.overlap import Alignment
from labeler.agreement.report import Row
from labeler.agreement.units import GOLD, ArticleUnits, ClaimUnit, StanceUnit, UnitSet
from tests.agreement.parts_made import a_team, article, articles, claims, values


def found_in(*held: ArticleUnits, **others: object) -> Mapping[tuple[object, ...], float | str | None]:
    corpus = corpus_of(held, gold=True)
    return values(against_gold(corpus, Alignment(corpus), **others))


def of(layer: str, measure: str, name: str = "Ada", **others: str) -> tuple[object, ...]:
    threshold = (
        None if measure in {"f1_exact", "f1_characters", "observed"} or (layer, measure) == ("stance", "f1") else 0.5
    )
    return Row(layer, measure, annotators=(name, GOLD), threshold=threshold, **others).which


def test_precision_and_recall_are_those_of_the_annotator() -> None:
    gold = claims(GOLD, (0, 10), (20, 30), (40, 50))
    held = article(
        "a", claims("Ada", (0, 10), (21, 30)), claims("Bo", (0, 10), (12, 14), (52, 55), (56, 58)), gold=gold
    )
    found = found_in(held)
    assert found[of("claim", "precision")] == 1
    assert found[of("claim", "recall")] == pytest.approx(2 / 3)
    assert found[of("claim", "f1_overlap")] == pytest.approx(4 / 5)
    assert found[of("claim", "f1_exact")] == pytest.approx(2 / 5)
    assert found[of("claim", "precision", "Bo")] == pytest.approx(1 / 4)
    assert found[of("claim", "recall", "Bo")] == pytest.approx(1 / 3)


def test_who_marked_nothing_has_a_recall_and_no_precision() -> None:
    found = found_in(article("a", UnitSet(annotator="Ada"), gold=claims(GOLD, (0, 10))))
    assert found[of("claim", "precision")] == "no_units"
    assert found[of("claim", "recall")] == 0


def test_each_type_has_figures_of_its_own() -> None:
    def typed(name: str, *types: str) -> UnitSet:
        units = (ClaimUnit(f"{n}", 20 * n, 20 * n + 10, type_) for n, type_ in enumerate(types))
        return UnitSet(annotator=name, claims=tuple(units))

    held = article("a", typed("Ada", "fact", "fact", "policy"), gold=typed(GOLD, "fact", "policy", "policy"))
    found = found_in(held)
    assert found[of("claim", "precision", attribute="type", category="fact")] == 0.5
    assert found[of("claim", "recall", attribute="type", category="fact")] == 1
    assert found[of("claim", "recall", attribute="type", category="policy")] == 0.5
    assert found[of("claim", "f1_overlap", attribute="type", category="policy")] == pytest.approx(2 / 3)
    assert found[of("claim", "observed", attribute="type")] == pytest.approx(2 / 3)


def test_a_stance_is_right_on_a_claim_that_gold_has_with_the_same_value() -> None:
    def holding(name: str, *held: tuple[str, str, str]) -> UnitSet:
        stances = tuple(StanceUnit(f"{n}", claim, topic, value) for n, (claim, topic, value) in enumerate(held))
        return replace(UnitSet(annotator=name, claims=(ClaimUnit("c", 0, 10), ClaimUnit("d", 20, 30))), stances=stances)

    ada = holding("Ada", ("c", "T1", "support"), ("c", "T2", "oppose"), ("d", "T1", "support"))
    gold = holding(GOLD, ("c", "T1", "support"), ("c", "T2", "support"))
    found = found_in(article("a", ada, gold=gold))
    assert found[of("stance", "precision", attribute="value")] == pytest.approx(1 / 3)
    assert found[of("stance", "recall", attribute="value")] == pytest.approx(1 / 2)
    assert found[of("stance", "f1", attribute="value")] == pytest.approx(2 / 5)
    assert found[of("stance", "precision", attribute="value", topic="T1")] == pytest.approx(1 / 2)
    assert found[of("stance", "recall", attribute="value", category="support")] == pytest.approx(1 / 2)
    assert found[of("frame", "f1")] == 0


def test_articles_without_gold_or_unfinished_by_the_annotator_count_for_nothing() -> None:
    gold = claims(GOLD, (0, 10))
    held = (
        article("a", claims("Ada", (0, 10)), gold=gold),
        article("b", claims("Ada", (30, 40), (50, 55))),
        article("c", claims("Bo", (0, 10)), gold=gold),
    )
    assert found_in(*held)[of("claim", "f1_exact")] == 1


def test_without_gold_nothing_is_said() -> None:
    assert not found_in(article("a", claims("Ada", (0, 10)), claims("Bo", (0, 10))))


def test_only_what_is_asked_for_is_said() -> None:
    held = article("a", claims("Ada", (0, 10)), gold=claims(GOLD, (0, 10)))
    assert {which[0] for which in found_in(held, layers=("frame",))} == {"frame"}


@settings(max_examples=15, deadline=None)
@given(articles())
def test_gold_that_is_an_annotators_own_is_met_in_full(held: list[ArticleUnits]) -> None:
    mine = [
        replace(one, gold=replace(one.sets[0], annotator=GOLD), sets=(replace(one.sets[0], annotator="Ada"),))
        for one in held
        if one.sets
    ]
    for value in found_in(*mine).values():
        assert isinstance(value, str) or value == pytest.approx(1)


@settings(max_examples=15, deadline=None)
@given(articles())
def test_precision_is_the_recall_of_gold_against_the_annotator(held: list[ArticleUnits]) -> None:
    pairs = [(one, one.sets[0], one.gold) for one in held if one.sets and one.gold]
    there = [replace(one, sets=(replace(mine, annotator="Ada"),)) for one, mine, _ in pairs]
    back = [
        replace(one, sets=(replace(gold, annotator="Ada"),), gold=replace(mine, annotator=GOLD))
        for one, mine, gold in pairs
    ]
    one, other = found_in(*there), found_in(*back)
    for which, value in one.items():
        if which[1] == "precision":
            turned = other[(which[0], "recall", *which[2:])]
            assert value == (turned if isinstance(value, str) else pytest.approx(turned))


@settings(max_examples=15, deadline=None)
@given(articles())
def test_nobody_else_changes_what_one_has_against_gold(held: list[ArticleUnits]) -> None:
    alone = [replace(one, sets=tuple(each for each in one.sets if each.annotator == "Ada")) for one in held]
    mine = {which: value for which, value in found_in(*held).items() if which[6] == ("Ada", GOLD)}
    for which, value in found_in(*alone).items():
        # Choices know the topics of all.
        if which[1] in {"precision", "recall", "f1"} and not isinstance(value, str):
            assert mine[which] == pytest.approx(value)


def test_a_team_never_has_gold_among_its_figures() -> None:
    held = article("a", claims("Ada", (0, 10)), claims("Bo", (0, 10)), gold=claims(GOLD, (30, 40)))
    assert a_team(held).pairs == [(0, 1)]
