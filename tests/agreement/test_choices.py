"""Agreement on values: counted by hand, counted straight from what it means, and what must hold for all."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labeler.agreement import choice_units
from labeler.agreement.choices import ABSENT, Choice, Choices
from labeler.agreement.corpus import corpus_of, only
from labeler.agreement.overlap import Alignment
from labeler.agreement.subsets import ALL, Subset
from labeler.agreement.sums import NO_ORDER, NO_OVERLAP, NO_PAIRS, NO_UNITS, NO_VARIATION, TOO_FEW, Draws, estimate
from labeler.agreement.units import GOLD, UNSET, ArticleUnits, ClaimUnit, StanceUnit, UnitSet
from tests.agreement import frames_made as made
from tests.agreement.frames_made import Held, held, value

RANKS = {"oppose": 0, "neutral": 1, "support": 2}


class Which(NamedTuple):
    attribute: str
    measure: str
    category: str = ""
    topic: str = ""


def everything(one: Held, two: tuple[int, int] | None = None, subset: Subset = ALL) -> dict[Which, Choice]:
    """Return all measures of a pair or of the team."""
    choices = Choices(one.corpus, one.alignment)
    found: dict[Which, Choice] = {}

    def take(attribute: str, given_: Iterable[Choice]) -> None:
        for choice in given_:
            key = Which(attribute, *choice[:3])
            assert key not in found
            found[key] = choice

    for name in choices.attributes:
        take(name, choices.pair(name, *two, subset) if two else choices.team(name, subset))
    take("value", choices.pair_stances(*two, subset) if two else choices.team_stances(subset))
    return found


def claims(name: str, *values: tuple[int, str], **stances: Sequence[str]) -> UnitSet:
    """Return claims at places with types; stances by topic hold a value for each claim, "" for none."""
    units = tuple(ClaimUnit(f"{name}{n}", at, at + 5, type_) for n, (at, type_) in enumerate(values))
    held_ = tuple(
        StanceUnit(f"{name}{n}{topic}", f"{name}{n}", topic, one)
        for topic, of in stances.items()
        for n, one in enumerate(of)
        if one
    )
    return UnitSet(annotator=name, claims=units, stances=held_)


def article(*sets: UnitSet, key: str = "a") -> ArticleUnits:
    return ArticleUnits(key=key, length=500, sets=sets)


BASE = article(
    claims("Ada", (0, "fact"), (10, "fact"), (20, "policy"), (30, ""), (90, "fact"), T1=["support", "oppose", "", ""]),
    claims("Bo", (0, "fact"), (10, "policy"), (20, "policy"), (30, ""), T1=["support", "neutral", "", "oppose"]),
)


def test_a_pair_counted_by_hand() -> None:
    found = everything(held([BASE]), (0, 1))
    kind = found[Which("type", "observed")].statistic
    # Of four matched claims three are of the same type; Ada's fifth claim matches none.
    assert (value(kind), kind.articles, kind.units, kind.coverage) == (3 / 4, 1, 4, 8 / 9)
    # Values used: fact 3, policy 3, undecided 2. By chance: 1 - 2 * 1 * (8 - 1) / (64 - 9 - 9 - 4).
    assert value(found[Which("type", "alpha_nominal")].statistic) == pytest.approx(1 - 7 * 2 / 42)
    # Undecided against the rest: always agreed.
    assert value(found[Which("type", "alpha_nominal", UNSET)].statistic) == 1
    assert value(found[Which("type", "alpha_nominal", "fact")].statistic) == pytest.approx(1 - 7 * 2 / 30)
    # By chance Ada 2/4 * Bo 1/4 + 1/4 * 2/4 + 1/4 * 1/4.
    chance = 2 / 4 * 1 / 4 + 1 / 4 * 2 / 4 + 1 / 4 * 1 / 4
    assert value(found[Which("type", "kappa")].statistic) == pytest.approx((0.75 - chance) / (1 - chance))
    chance = (2 * (3 / 8) * (5 / 8) + (2 / 8) * (6 / 8)) / 2
    assert value(found[Which("type", "ac1")].statistic) == pytest.approx((0.75 - chance) / (1 - chance))


def test_stances_counted_by_hand() -> None:
    found = everything(held([BASE]), (0, 1))
    topic = found[Which("value", "observed", "", "T1")].statistic
    # support-support and none-none agree; oppose-neutral and none-oppose don't.
    assert (value(topic), topic.units, topic.coverage) == (2 / 4, 4, 8 / 9)
    assert {key.category for key in found if key.attribute == "value"} == {"", ABSENT, "neutral", "oppose", "support"}
    ordinal = found[Which("value", "alpha_ordinal", "", "T1")].statistic
    # Two claims to which both assigned a value: four of five values.
    assert (ordinal.units, ordinal.coverage) == (2, 4 / 5)
    theirs = krippendorff.alpha(
        reliability_data=[[2, 0], [2, 1]], value_domain=[0, 1, 2], level_of_measurement="ordinal"
    )
    assert value(ordinal) == pytest.approx(theirs)
    # With one topic, all topics are this one.
    assert value(found[Which("value", "observed")].statistic) == 2 / 4


def test_every_topic_of_the_data_counts_for_every_claim() -> None:
    other = article(claims("Ada", (0, "fact"), T2=["support"]), claims("Bo", (0, "fact"), T2=["support"]), key="b")
    one = held([BASE, other])
    assert Choices(one.corpus, one.alignment).topics == ("T1", "T2")
    found = everything(one, (0, 1))
    pooled = found[Which("value", "observed")].statistic
    # Five claims, two topics; the two that differ are those of the first.
    assert (value(pooled), pooled.units) == (8 / 10, 10)
    assert value(found[Which("value", "observed", "", "T2")].statistic) == 1


def test_a_team_counted_by_hand() -> None:
    three = article(
        claims("Ada", (0, "fact"), (50, "fact")),
        claims("Bo", (0, "fact"), (60, "policy")),
        claims("Cy", (0, "policy"), (60, "policy")),
    )
    alone = article(claims("Ada", (0, "fact")), key="b")
    found = everything(held([three, alone]))
    observed = found[Which("type", "observed")].statistic
    # One cluster of three ratings, of which one pair of three agrees, and one of two; Ada's other claim is alone, and
    # where nobody else finished, nobody could agree.
    assert value(observed) == pytest.approx((3 * 1 / 3 + 2) / 5)
    assert (observed.articles, observed.units, observed.coverage) == (1, 2, 5 / 6)
    assert Which("type", "kappa") not in found
    theirs = krippendorff.alpha(value_counts=np.array([[2, 1], [0, 2]]), level_of_measurement="nominal")
    assert value(found[Which("type", "alpha_nominal")].statistic) == pytest.approx(theirs)


def reason(found: dict[Which, Choice], *which: str) -> str:
    return estimate(found[Which(*which)].statistic, None).reason


def test_reasons() -> None:
    for two in (None, (0, 1)):
        nothing = everything(held([article(claims("Ada")), article(claims("Bo"), key="b")]), two)
        empty = everything(held([article(claims("Ada"), claims("Bo"))]), two)
        apart = everything(held([article(claims("Ada", (0, "fact")), claims("Bo", (50, "fact")))]), two)
        alike = everything(held([article(claims("Ada", (0, "fact")), claims("Bo", (0, "fact")))]), two)
        for attribute in ("type", "value"):
            for measure in ("observed", "alpha_nominal", "ac1"):
                assert reason(nothing, attribute, measure) == NO_OVERLAP
                assert reason(empty, attribute, measure) == NO_UNITS
                assert reason(apart, attribute, measure) == NO_PAIRS
        assert reason(alike, "type", "observed") == TOO_FEW
        for measure in ("alpha_nominal", "ac1"):
            assert reason(alike, "type", measure) == NO_VARIATION
        assert reason(alike, "value", "alpha_ordinal") == NO_UNITS
    assert everything(held([])).keys() == everything(held([article(claims("Ada"), claims("Bo"))])).keys()


def test_values_without_an_order_have_no_ordinal_alpha() -> None:
    one = article(
        claims("Ada", (0, "fact"), (9, "fact"), T1=["support", "unclear"]),
        claims("Bo", (0, "fact"), (9, "fact"), T1=["oppose", "oppose"]),
    )
    found = everything(held([one]), (0, 1))
    assert reason(found, "value", "alpha_ordinal", "", "T1") == NO_ORDER
    assert reason(found, "value", "alpha_nominal", "", "T1") == TOO_FEW


def test_a_stance_left_open_has_no_rank() -> None:
    open_ = StanceUnit("o", "Ada0", "T2", "")
    one = BASE.sets[0]
    first = UnitSet(annotator="Ada", claims=one.claims, stances=(*one.stances, open_))
    found = everything(held([article(first, BASE.sets[1])]), (0, 1))
    assert reason(found, "value", "alpha_ordinal", "", "T1") == TOO_FEW
    assert reason(found, "value", "alpha_ordinal", "", "T2") == NO_PAIRS
    assert value(found[Which("value", "alpha_nominal", UNSET, "T2")].statistic) == pytest.approx(0)


def test_of_too_many_values_just_observed_agreement_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(2)
    one = held([made.article(rng, f"k{n}", made.NAMES) for n in range(6)])
    for two in (None, (0, 1)):
        with monkeypatch.context() as patch:
            plain = everything(one, two)
            patch.setattr(choice_units, "MANY", 1)
            patch.setattr("labeler.agreement.choices.MANY", 1)
            few = everything(one, two)
        assert {key for key in few if key.attribute != "value"} == {
            Which(attribute, "observed") for attribute in one.corpus.attributes
        }
        for key, choice in few.items():
            assert value(choice.statistic) == pytest.approx(value(plain[key].statistic)), key


class Ratings(NamedTuple):
    """What was said of each unit, by annotator."""

    units: list[dict[int, str]]

    def columns(self) -> tuple[list[str], list[str]]:
        return tuple([one[key] for one in self.units] for key in sorted(self.units[0]))  # pyright: ignore[reportReturnType]


def groups(one: Held, two: tuple[int, int] | None) -> list[list[int]]:
    """Return claims that are the same, two or more together."""
    if two is not None:
        return [list(pair) for pair in one.matched("claim", *two)]
    found: dict[int, list[int]] = defaultdict(list)
    for number, cluster in enumerate(one.alignment.clusters("claim")):
        found[int(cluster)].append(number)
    return [held_ for held_ in found.values() if len(held_) > 1]


def ratings(one: Held, two: tuple[int, int] | None, attribute: str, topic: str) -> Ratings:
    """Return what was said of each unit."""
    annotator = one.corpus.layers["claim"].annotator
    known = sorted({stance.topic for article_ in one.articles for held_ in article_.sets for stance in held_.stances})
    topics = [topic] if topic or attribute != "value" else known

    def said(number: int, name: str) -> str:
        return one.stances(number).get(name, ABSENT) if attribute == "value" else one.attribute(number, attribute)

    units = [{int(annotator[n]): said(n, name) for n in group} for group in groups(one, two) for name in topics]
    return Ratings(units)


def straight(given_: Ratings, measure: str, category: str) -> float | None:
    """Count a figure from its definition, or ask another library."""
    units = given_.units
    if category:
        units = [{who: "it" if word == category else "another" for who, word in one.items()} for one in units]
    if measure == "alpha_ordinal":
        units = [{who: word for who, word in one.items() if word in RANKS} for one in units]
        units = [one for one in units if len(one) > 1]
    used = sorted({word for one in units for word in one.values()}, key=lambda word: (RANKS.get(word, 0), word))
    if not units or (measure != "observed" and len(used) < 2):
        return None
    counts = np.array([[list(one.values()).count(word) for word in used] for one in units])
    if measure.startswith("alpha"):
        level = "ordinal" if measure == "alpha_ordinal" else "nominal"
        domain = list(range(len(used))) if level == "ordinal" else used
        return float(krippendorff.alpha(value_counts=counts, value_domain=domain, level_of_measurement=level))
    if measure == "kappa":
        # Seconds of imports, only where it is asked: every process of a run reads this file.
        from sklearn.metrics import cohen_kappa_score

        return float(cohen_kappa_score(*Ratings(units).columns(), labels=used))
    agreed = sum(2 * sum(a == b for a, b in combinations(one.values(), 2)) / (len(one) - 1) for one in units) / sum(
        map(len, units)
    )
    if measure == "observed":
        return agreed
    share = counts.sum(axis=0) / counts.sum()
    by_chance = float((share * (1 - share)).sum()) / (len(used) - 1)
    return (agreed - by_chance) / (1 - by_chance)


@settings(deadline=None, max_examples=25)
@given(made.articles())
def test_figures_are_what_they_mean(given_: list[ArticleUnits]) -> None:
    one = held(given_)
    for two in (None, *combinations(range(len(one.corpus.annotators)), 2)):
        for key, choice in everything(one, two).items():
            meant = ratings(one, two, key.attribute, key.topic)
            expected = straight(meant, key.measure, key.category)
            assert value(choice.statistic) == pytest.approx(expected, abs=1e-9), (two, key)
            if key.measure != "alpha_ordinal":
                assert choice.statistic.units == len(meant.units)


@settings(deadline=None, max_examples=20)
@given(made.articles())
def test_parts_are_restricted_data(given_: list[ArticleUnits]) -> None:
    one = held(given_)
    part = made.parts(one)[-1]
    assert part.sets is not None
    corpus = only(one.corpus, part.sets)
    rest = Held(given_, corpus, Alignment(corpus))
    for two in (None, *combinations(range(len(one.corpus.annotators)), 2)):
        assert figures(everything(one, two, part)) == figures(everything(rest, two))


def test_topics_that_all_were_asked_about_count_though_nobody_holds_a_stance_on_them() -> None:
    one = held([BASE])
    corpus = corpus_of([BASE], topics=("T0", "T1"))
    asked = Choices(corpus, Alignment(corpus))
    assert asked.topics == ("T0", "T1")
    values = {(c.measure, c.topic): c.statistic for c in asked.team_stances() if not c.category}
    nothing = estimate(values["alpha_nominal", "T0"], None)
    assert (nothing.value, nothing.reason) == (None, NO_VARIATION)
    assert estimate(values["observed", "T0"], None).value == 1
    known = {(c.measure, c.topic): c.statistic for c in Choices(one.corpus, one.alignment).team_stances()}
    alone, both = (estimate(of["observed", ""], None).value for of in (known, values))
    assert alone is not None
    assert both == pytest.approx((alone + 1) / 2)
    kept = only(corpus, np.zeros_like(corpus.finished))
    assert Choices(kept, Alignment(kept)).topics == ("T0", "T1")


def test_a_part_knows_the_topics_of_the_whole() -> None:
    other = article(claims("Ada", (0, "fact"), T2=["support"]), claims("Bo", (0, "fact"), T2=["support"]), key="b")
    one = held([BASE, other])
    sets = np.zeros_like(one.corpus.finished)
    sets[0] = True
    for two in (None, (0, 1)):
        found = everything(one, two, Subset("first", sets=sets))
        assert found[Which("value", "observed")].statistic.units == 2 * 4
        assert value(found[Which("value", "observed", "", "T2")].statistic) == 1


@settings(deadline=None, max_examples=20)
@given(made.articles())
def test_each_unit_is_of_suggestions_or_not(given_: list[ArticleUnits]) -> None:
    one = held(given_)
    whole, suggested, unaided, rule, _ = made.parts(one)
    for two in (None, *combinations(range(len(one.corpus.annotators)), 2)):
        counts = {
            part.name: {key: one_.statistic.units for key, one_ in everything(one, two, part).items()}
            for part in (whole, suggested, unaided, rule)
        }
        key = Which("type", "observed")
        assert counts[""][key] == counts["suggested"][key] + counts["unaided"][key]
        aided = [group for group in groups(one, two) if any(one.claim(n).aided for n in group)]
        assert counts["suggested"][key] == len(aided)
        by_rule = [group for group in groups(one, two) if any(one.claim(n).rule == "quote" for n in group)]
        assert counts["rule:quote"][key] == len(by_rule)


def figures(found: dict[Which, Choice]) -> dict[Which, object]:
    """Return what is said."""
    return {
        key: (value_of(one), one.statistic.reason, one.statistic.articles, one.statistic.units, one.statistic.coverage)
        for key, one in found.items()
    }


def value_of(one: Choice) -> float | None:
    number = value(one.statistic)
    return None if number is None else round(number, 9)


@settings(deadline=None, max_examples=20)
@given(made.articles(), st.randoms(use_true_random=False))
def test_order_and_further_people_do_not_matter(given_: list[ArticleUnits], rng: random.Random) -> None:
    one = held(given_)
    if len(one.corpus.annotators) < 2:
        return
    new = dict(zip(made.NAMES, rng.sample(made.NAMES, len(made.NAMES)), strict=True))
    other = [made.renamed(article_, new) for article_ in given_]
    rng.shuffle(other)
    other.append(article(claims("Zoe", (0, "fact")), key="more"))
    shuffled = held(other)
    assert figures(everything(shuffled)) == figures(everything(one))
    names = one.corpus.annotators
    for i, j in combinations(range(len(names)), 2):
        there = shuffled.corpus.annotators.index(new[names[i]]), shuffled.corpus.annotators.index(new[names[j]])
        assert figures(everything(shuffled, there)) == figures(everything(one, (i, j)))


@settings(deadline=None, max_examples=20)
@given(made.articles())
def test_identical_sets_give_1(given_: list[ArticleUnits]) -> None:
    for whole in given_:
        for one in whole.sets:
            if len({(unit.start, unit.end) for unit in one.claims}) < len(one.claims):
                continue  # which of two on the same words is meant is anybody's guess
            sets = [UnitSet(annotator=name, claims=one.claims, stances=one.stances) for name in ("Ada", "Bo", "Cy")]
            same = held([article(*sets)])
            for two in (None, (0, 1)):
                assert {value_of(choice) for choice in everything(same, two).values()} <= {1.0, None}


def test_intervals_hold_the_value() -> None:
    rng = random.Random(3)
    one = held([made.article(rng, f"k{n}", made.NAMES) for n in range(30)])
    draws = Draws(30, 200)
    for two in (None, (0, 1)):
        for key, choice in everything(one, two).items():
            if key.attribute in {"type", "attribution"}:
                found = estimate(choice.statistic, draws)
                assert found.value is not None
                assert found.low is not None
                assert found.high is not None
                assert found.low < found.value < found.high <= 1


def test_pooled_is_the_sum_of_parts() -> None:
    rng = random.Random(5)
    given_ = [made.article(rng, f"k{n}", made.NAMES) for n in range(12)]
    whole, halves = held(given_), [held(given_[:5]), held(given_[5:])]
    for two in (None, (0, 1)):
        key = Which("type", "alpha_nominal")
        tables = [everything(one, two)[key].statistic.table.sum(axis=0) for one in halves]
        assert everything(whole, two)[key].statistic.table.sum(axis=0) == pytest.approx(tables[0] + tables[1])


def test_gold_is_not_of_the_team() -> None:
    golden = [ArticleUnits(key="a", length=500, sets=BASE.sets, gold=claims(GOLD, (0, "policy"), T9=["oppose"]))]
    with_gold = corpus_of(golden, gold=True)
    other = Held(golden, with_gold, Alignment(with_gold))
    assert figures(everything(other)) == figures(everything(held([BASE])))
    assert other.corpus.annotators == ("Ada", "Bo", GOLD)
    against = everything(other, (0, 2))
    assert value(against[Which("type", "observed")].statistic) == 0
