from hypothesis import given, settings

from labeler.agreement.assembling import headline_measures
from labeler.agreement.over_time import over_time, parts
from labeler.agreement.subsets import ALL
from labeler.agreement.units import ArticleUnits
from tests.agreement.parts_made import a_team, article, articles, claims, of, values


def test_a_month_compares_what_both_finished_in_it() -> None:
    september, october = {"month": "2026-09"}, {"month": "2026-10"}
    team = a_team(
        article("a", claims("Ada", (0, 10), **september), claims("Bo", (0, 10), **september)),
        article("b", claims("Ada", (0, 10), **october), claims("Bo", (30, 40), **october)),
        article("c", claims("Ada", (0, 10), **september), claims("Bo", (0, 10), **october)),
    )
    found = values(over_time(team))
    assert found[of("claim", "f1_overlap", "month:2026-09")] == 1
    assert found[of("claim", "f1_overlap", "month:2026-10")] == 0
    assert found[of("frame", "f1", "month:2026-10")] == 0
    assert [one.name for one in parts(team)] == ["month:2026-09", "month:2026-10"]


def test_versions_come_before_months_and_what_is_not_known_is_no_part() -> None:
    one = {"guidelines": 2, "month": "2026-10"}
    team = a_team(article("a", claims("Ada", (0, 10), **one), claims("Bo", (0, 10), **one), claims("Cy", (0, 10))))
    assert [part.name for part in parts(team)] == ["guidelines:2", "month:2026-10"]


def test_a_version_under_which_all_was_finished_has_the_figures_of_all() -> None:
    made = {"guidelines": 1}
    sets = claims("Ada", (0, 10), (20, 30), **made), claims("Bo", (0, 9), **made)
    team = a_team(article("a", *sets))
    all_ = values(headline_measures(team, ALL))
    found = values(over_time(team))
    assert found
    for which, value in found.items():
        assert which[5] == "guidelines:1"
        assert value == all_[(*which[:5], "", *which[6:])]


@settings(max_examples=15, deadline=None)
@given(articles())
def test_gold_is_in_none_of_the_figures(held: list[ArticleUnits]) -> None:
    plain = [ArticleUnits(key=one.key, length=one.length, sets=one.sets) for one in held]
    assert values(over_time(a_team(*held))) == values(over_time(a_team(*plain)))
