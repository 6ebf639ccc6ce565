import random
from dataclasses import replace

import pytest
from hypothesis import given, settings

from labeler.agreement.assembling import headline_measures
from labeler.agreement.influence import Decision, decided, influence
from labeler.agreement.report import Decided
from labeler.agreement.subsets import ALL
from labeler.agreement.units import ArticleUnits, ClaimUnit, SpeakerUnit, UnitSet
from tests.agreement.parts_made import a_team, article, articles, claims, of, values


def test_labels_are_suggested_if_any_of_those_that_match_is() -> None:
    ada = UnitSet(
        annotator="Ada",
        claims=(ClaimUnit("1", 0, 10, aided=True, rule="quote"), ClaimUnit("2", 20, 30)),
    )
    found = values(influence(a_team(article("a", ada, claims("Bo", (0, 10), (20, 30), (40, 50))))))
    assert found[of("claim", "f1_overlap", "suggested")] == 1
    assert found[of("claim", "f1_overlap", "unaided")] == pytest.approx(2 / 3)
    assert found[of("claim", "f1_exact", "rule:quote")] == 1


def test_sets_shown_suggestions_are_compared_with_each_other_and_blind_ones_with_each_other() -> None:
    shown, blind = {"shown": True}, {"shown": False}
    held = (
        article("a", claims("Ada", (0, 10), **shown), claims("Bo", (0, 10), **shown), claims("Cy", (30, 40), **blind)),
        article("b", claims("Ada", (0, 10), **blind), claims("Bo", (0, 9), (20, 30), **blind)),
        article("c", claims("Ada", (0, 10), **shown), claims("Bo", (20, 30), **blind)),
    )
    found = values(influence(a_team(*held)))
    assert found[of("claim", "f1_overlap", "shown")] == 1
    assert found[of("claim", "f1_overlap", "blind")] == pytest.approx(2 / 3)
    assert found[of("claim", "f1_exact", "blind")] == 0


def test_data_without_suggestions_say_nothing_of_them() -> None:
    assert not list(influence(a_team(article("a", claims("Ada", (0, 10)), claims("Bo", (0, 10))))))


def test_a_rule_has_figures_for_the_layers_that_it_made_labels_of() -> None:
    ada = UnitSet(annotator="Ada", speakers=(SpeakerUnit("1", 0, 10, aided=True, rule="name"),))
    found = values(influence(a_team(article("a", ada, UnitSet(annotator="Bo")))))
    assert {which[0] for which in found if which[5] == "rule:name"} == {"speaker"}
    assert found[of("speaker", "f1_overlap", "rule:name")] == 0


@settings(max_examples=15, deadline=None)
@given(articles())
def test_every_label_is_suggested_or_unaided(held: list[ArticleUnits]) -> None:
    team = a_team(*held)
    units = {
        row.subset + row.layer: one.units
        for row, one in (*headline_measures(team, ALL), *influence(team))
        if row.measure == "f1_exact"
    }
    for layer in ("claim", "speaker"):
        if f"suggested{layer}" in units:
            # With three annotators a label may be in a suggested pair and in an unaided one.
            both = units[f"suggested{layer}"] + units[f"unaided{layer}"]
            assert units[layer] <= both
            if len(team.pairs) == 1:
                assert units[layer] == both


@settings(max_examples=15, deadline=None)
@given(articles())
def test_neither_the_order_of_articles_nor_of_annotators_matters(held: list[ArticleUnits]) -> None:
    mixed = [replace(one, sets=one.sets[::-1]) for one in held[::-1]]
    one, other = values(influence(a_team(*held))), values(influence(a_team(*mixed)))
    assert one.keys() == other.keys()
    for which, value in one.items():
        assert value == (other[which] if isinstance(value, str) else pytest.approx(other[which]))


def test_what_becomes_of_suggestions_is_counted_by_annotator_and_rule() -> None:
    made = [
        Decision("Bo", "quote", "accepted", 2.0),
        Decision("Bo", "quote", "accepted", 9.0),
        Decision("Bo", "said-that", "edited", 4.0),
        Decision("Bo", "said-that", "unaided match"),
        Decision("Ada", "quote", "rejected"),
        Decision("Ada", "", "undecided"),
    ]
    random.Random(1).shuffle(made)
    assert decided(made) == (
        Decided("Ada", "", 0, 0, 1, 0, 1, None),
        Decided("Ada", "quote", 0, 0, 1, 0, 0, None),
        Decided("Bo", "", 2, 1, 0, 1, 0, 4.0),
        Decided("Bo", "quote", 2, 0, 0, 0, 0, 5.5),
        Decided("Bo", "said-that", 0, 1, 0, 1, 0, 4.0),
    )
