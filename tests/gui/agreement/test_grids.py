from __future__ import annotations

from dataclasses import replace

from labeler.agreement.report import NONE, Confusion, KindCount, Report, Row
from labeler.gui.agreement import grids_counts, grids_layers, grids_people, picks
from labeler.gui.agreement.cells import Cell, Grid, Heat, Interval, Point
from labeler.gui.agreement.words import figure
from tests.gui.agreement import reports


def texts(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in line.cells] for line in grid.lines]


def cells(grid: Grid) -> list[Cell]:
    return [cell for line in grid.lines if not line.heading for cell in line.cells]


def test_the_headline_begins_with_whole_frames_and_names_what_is_left_out() -> None:
    grid = grids_layers.figures(reports.report(3), whole=False)
    assert texts(grid)[0] == ["Whole frames"]
    frame = texts(grid)[1]
    assert frame[:3] == ["Whole frame", "F1, all equal", ".54"]
    typed = next(row for row in texts(grid) if row[:2] == ["Type", "α nominal"])
    assert typed[2] == ".83"
    assert typed[5] == ".89"
    assert typed[7] == "22 % unmatched"
    undefined = next(row for row in texts(grid) if row[0] == "Stance T5")
    assert undefined[2] == "undef."
    assert undefined[4] == ""
    assert undefined[7] == "one value used"


def test_all_figures_hold_every_team_row_once() -> None:
    report = reports.report(3)
    shown = [row for group in picks.everything(report) for row in group.rows]
    team = [row for row in picks.team(report) if row.measure != "f1_overlap" or row.threshold == 0.5]
    assert len(shown) == len(set(shown)) == len(team)
    assert set(shown) == set(team)


def test_under_ten_articles_no_interval_is_drawn() -> None:
    grid = grids_layers.figures(reports.report(2, 4), whole=False)
    bars = [one for cell in cells(grid) if isinstance(cell.drawing, tuple) for one in cell.drawing]
    assert bars
    assert all(one.low is None for one in bars)
    assert {row[4] for row in texts(grid) if len(row) > 1 and row[2] != "undef."} == {"too few"}


def test_an_undefined_value_has_no_dot() -> None:
    row = Row("claim", "alpha_nominal", "type", reason="no_variation")
    assert grids_layers.bar_of(row) == Interval(None, marked=True)


def test_the_scale_holds_every_value() -> None:
    for values in ((0.9, 0.5), (0.21,), (0.05,), (-0.3,), (-0.9,), ()):
        axis = grids_layers.axis_of([Row("claim", "f1", value=one, low=one, high=1.0) for one in values])
        assert all(axis.low <= one <= axis.high for one in values)
        assert len(axis.ticks) <= 5
        assert axis.ticks[-1] == 1.0


def test_the_matrix_has_values_above_and_articles_below() -> None:
    report = reports.report(3)
    measure = picks.comparable(report)[0]
    grid = grids_people.matrix(report, measure)
    assert [line.cells[0].text for line in grid.lines] == ["anna", "ben", "chidi"]
    assert grid.lines[0].cells[1].text == "—"
    row = next(one for one in picks.pairs(report) if one.annotators == ("anna", "ben"))
    above, below = grid.lines[0].cells[2], grid.lines[1].cells[1]
    assert above.text.startswith(".")
    assert below.text == str(row.articles)
    assert above.spoken.startswith("anna and ben: Claim, F1, overlap: ")
    assert above.wanted is not None
    assert [one.annotators for one in above.wanted.figures] == [("anna", "ben")]
    assert below.wanted is not None
    assert (below.wanted.pair, below.wanted.kind, below.wanted.figures) == (("ben", "anna"), "", ())


def test_a_pair_without_a_common_article_is_undefined_not_zero() -> None:
    report = reports.report(5)
    grid = grids_people.matrix(report, picks.comparable(report)[0])
    undefined = [cell for cell in cells(grid) if cell.text == "undef."]
    assert len(undefined) == 1
    assert "no article finished by both" in undefined[0].spoken


def test_kinds_are_ordered_and_add_up() -> None:
    grid = grids_counts.kinds(reports.report(3))
    counts = [int(row[2].replace(",", "")) for row in texts(grid)]
    assert counts == sorted(counts, reverse=True)
    assert sum(int(row[3].removesuffix(" %")) for row in texts(grid)) == 100
    first = grid.lines[0].cells[0].wanted
    assert first is not None
    assert (first.layer, first.kind) == ("claim", "missing")


def test_kinds_that_all_agree_on_are_not_listed() -> None:
    report = replace(reports.report(2), kinds=(KindCount("claim", "", 12), KindCount("claim", "type", 0)))
    assert grids_counts.kinds(report).empty
    assert grids_counts.total_kinds(report) == (0, 12)


def test_a_confusion_tells_who_marked_what() -> None:
    one = Confusion("type", "", "anna", "ben", ("factual", "policy", NONE), ((9, 2, 4), (0, 5, 1), (7, 3, 0)))
    grid = grids_people.confusion(one)
    assert texts(grid) == [["factual", "9", "2", "4"], ["policy", "0", "5", "1"], [NONE, "7", "3", "·"]]
    assert grid.lines[0].cells[2].spoken == "2 that anna marked as factual and ben as policy"
    assert grid.lines[0].cells[3].spoken == "4 that anna marked as factual and ben did not mark"
    assert grid.lines[2].cells[1].spoken == "7 that ben marked as factual and anna did not mark"
    assert grid.lines[0].cells[1].spoken == "9 that both marked as factual"
    missed = grid.lines[0].cells[3].wanted
    assert missed is not None
    query = missed.query()
    assert (query.layer, query.kind, query.pair) == ("claim", "", ("anna", "ben"))
    assert (query.attribute, query.first, query.second) == ("type", "factual", NONE)


def test_a_confusion_is_filled_by_count_the_diagonal_is_not() -> None:
    one = Confusion("type", "", "a", "b", ("x", "y", NONE), ((90, 30, 0), (9, 80, 15), (1, 1, 0)))
    steps = [[cell.drawing.step for cell in line.cells[1:] if isinstance(cell.drawing, Heat)]
             for line in grids_people.confusion(one).lines]  # fmt: skip
    assert steps == [[0, 3, 0], [1, 0, 2], [1, 1, 0]]


def test_nothing_stands_behind_a_count_of_nought() -> None:
    one = Confusion("type", "", "a", "b", ("x", NONE), ((3, 0), (1, 0)))
    assert [cell.wanted is not None for cell in grids_people.confusion(one).lines[0].cells[1:]] == [True, False]


def test_the_worst_article_comes_first_and_titles_stay_text() -> None:
    grid = grids_counts.worst(reports.report(5))
    rates = [float(row[2]) for row in texts(grid)]
    assert rates == sorted(rates, reverse=True)
    wanted = grid.lines[0].cells[0].wanted
    assert wanted is not None
    assert wanted.article.startswith("article-")


def test_influence_says_the_gap() -> None:
    grid = grids_layers.influence(reports.report(3), "suggested", "unaided")
    assert [cell.text for cell in grid.lines[0].cells[2:]] == [".92", ".78", "+.14"]
    assert "gap +.14" in grid.lines[0].cells[0].spoken


def test_a_trend_has_a_place_for_every_month_and_a_gap_where_nothing_is() -> None:
    report = reports.report(3)
    rows = tuple(one for one in report.rows if not (one.subset == "month:2026-05" and one.measure == "f1"))
    grid = grids_layers.over_parts(replace(report, rows=rows), picks.subsets(report, "month:"))
    assert [one.head for one in grid.columns[1:]] == [f"2026-{one:02}" for one in range(3, 9)]
    frame = next(line for line in grid.lines if line.key.startswith("Whole frame"))
    points = [cell.drawing for cell in frame.cells[1:]]
    assert all(isinstance(one, Point) for one in points)
    assert [one.here is None for one in points if isinstance(one, Point)] == [False, False, True, False, False, False]
    assert isinstance(points[1], Point)
    assert points[1].after is None


def test_guidelines_are_in_the_order_of_their_numbers() -> None:
    rows = tuple(Row("claim", "f1_overlap", subset=f"guidelines:{one}", threshold=0.5, value=0.5) for one in (10, 9, 2))
    report = Report(rows=rows)
    assert picks.subsets(report, "guidelines:") == ["guidelines:2", "guidelines:9", "guidelines:10"]


def test_every_figure_that_is_shown_leads_to_the_items_behind_it() -> None:
    report = reports.report(3)
    grids = [
        grids_layers.figures(report, whole=True),
        grids_people.matrix(report, picks.comparable(report)[0]),
        grids_layers.influence(report, "suggested", "unaided"),
        grids_layers.influence(report, "shown", "blind"),
        grids_layers.over_parts(report, picks.subsets(report, "month:")),
        grids_layers.over_parts(report, picks.subsets(report, "guidelines:")),
        grids_layers.over_thresholds(report),
        grids_people.against_gold(report),
        grids_people.with_oneself(report),
    ]
    known = {Row(*row.which) for row in report.rows}
    for grid in grids:
        told = [cell for cell in cells(grid) if cell.text[:1] in set(".1u") and cell.text[1:2] in set(".0123456789n")]
        assert told
        for cell in told:
            assert cell.wanted is not None, cell.spoken
            assert cell.wanted.figures
            assert set(cell.wanted.figures) <= known


def test_the_figures_of_a_trend_and_of_gold_lead_to_their_own_part() -> None:
    report = reports.report(3)
    months = grids_layers.over_parts(report, picks.subsets(report, "month:"))
    wanted = months.lines[0].cells[3].wanted
    assert wanted is not None
    assert [one.subset for one in wanted.figures] == ["month:2026-05"]
    line = grids_people.against_gold(report).lines[0]
    measures = [[one.measure for one in cell.wanted.figures] for cell in line.cells if cell.wanted is not None]
    assert measures == [["f1"], ["f1"], ["precision"], ["recall"], ["f1"], ["f1"]]
    both = grids_layers.influence(report, "suggested", "unaided").lines[0].cells
    parts = [[one.subset for one in cell.wanted.figures] for cell in both if cell.wanted is not None]
    assert parts == [["suggested", "unaided"]] * 2 + [["suggested"], ["unaided"], ["suggested", "unaided"]]


def test_against_the_rest_is_the_mean_of_the_pairs_of_three_and_more() -> None:
    report = reports.report(3)
    measure = picks.comparable(report)[0]
    grid = grids_people.matrix(report, measure)
    assert grid.columns[-1].named == "against rest"
    pairs = {one.annotators: one.value for one in picks.pairs(report) if picks.measure_of(one) == measure}
    mine = [value for two, value in pairs.items() if "ben" in two and value is not None]
    cell = grid.lines[1].cells[-1]
    assert cell.text == figure(sum(mine) / 2)
    assert isinstance(cell.drawing, Heat)
    assert cell.drawing.below == "2 pairs"
    assert f"the mean of 2 pairs (anna {figure(mine[0])}, chidi {figure(mine[1])})" in cell.spoken
    assert cell.wanted is not None
    assert [one.annotators for one in cell.wanted.figures] == [("anna", "ben"), ("ben", "chidi")]
    two = reports.report(2)
    assert len(grids_people.matrix(two, picks.comparable(two)[0]).columns) == 3


def test_a_pair_without_a_figure_is_left_out_of_the_rest() -> None:
    report = reports.report(5)
    grid = grids_people.matrix(report, picks.comparable(report)[0])
    drawn = [line.cells[-1].drawing for line in grid.lines]
    below = [one.below for one in drawn if isinstance(one, Heat)]
    assert below == ["4 pairs", "3 pairs", "4 pairs", "3 pairs", "4 pairs"]


def test_the_map_of_all_pairs_adds_them_up_both_ways_round() -> None:
    values = ("x", "y", NONE)
    pairs = (
        Confusion("type", "", "a", "b", values, ((5, 1, 2), (3, 7, 0), (4, 0, 0))),
        Confusion("type", "", "a", "c", values, ((1, 0, 0), (2, 1, 6), (0, 1, 0))),
    )
    found = picks.maps(Report(rows=(), confusions=pairs))
    assert [grids_people.pair_name(one) for one in found] == ["All pairs", "a × b", "a × c"]
    assert found[0].counts == ((6, 6, 6), (6, 8, 7), (6, 7, 0))
    grid = grids_people.confusion(found[0])
    assert grid.lines[0].cells[2].spoken == "6 × one marked x and another y"
    assert grid.lines[0].cells[3].spoken == grid.lines[2].cells[1].spoken == "6 × one marked x and another nothing"
    assert grid.lines[1].cells[2].spoken == "8 × two marked y"
    wanted = grid.lines[0].cells[2].wanted
    assert wanted is not None
    assert (wanted.pair, wanted.values) == ((), ("x", "y"))
    assert picks.maps(Report(rows=(), confusions=pairs[:1])) == list(pairs[:1])


def test_decisions_lead_to_the_labels_they_left() -> None:
    line = grids_counts.decisions(reports.report(2), by_rule=True).lines[0]
    wanted = [cell.wanted.decided if cell.wanted is not None else None for cell in line.cells]
    name, rule = line.cells[0].text, line.cells[1].text
    accepted = (name, rule, "accepted")
    assert wanted == [accepted] * 3 + [(name, rule, "edited"), None, (name, rule, "unaided match"), accepted]
    assert "no label" in line.cells[4].tip


def test_what_is_left_out_is_counted_by_reason() -> None:
    report = reports.report(3)
    told = grids_counts.left_out_words(report)
    assert told == "18 articles have sets that are left out: 9 being annotated, 6 not started, 3 skipped."
    assert len(grids_counts.left_out(report).lines) == 18
    assert not grids_counts.left_out_words(replace(report, excluded=()))


def test_against_gold_and_oneself() -> None:
    report = reports.report(2)
    gold = grids_people.against_gold(report)
    assert [(line.cells[0].text, line.cells[1].text) for line in gold.lines] == [
        ("anna", "Claim"),
        ("anna", "Speaker"),
        ("ben", "Claim"),
        ("ben", "Speaker"),
    ]
    assert texts(grids_people.with_oneself(report)) == [["anna", "Claim · F1, overlap", ".93", ""]]


def test_decisions_are_shares_of_all_suggestions() -> None:
    grid = grids_counts.decisions(reports.report(2), by_rule=False)
    assert [row[0] for row in texts(grid)] == ["anna", "ben"]
    assert all(row[1].endswith(" %") for row in texts(grid))
    assert len(grids_counts.decisions(reports.report(2), by_rule=True).lines) == 6
