import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from labeler.agreement.report import KINDS
from labeler.formats import agreement_html
from labeler.formats.report import words
from labeler.formats.report.page import COLOURS
from tests.formats.agreement_rows import Page, report, row

TYPES = ["fact", "policy", "NONE"]
RICH = report(
    [
        row("frame", "f1", value=0.61, low=0.55, high=0.67, threshold=0.5),
        *(row("claim", "f1_overlap", threshold=t / 10, value=0.9 - t / 50) for t in range(11)),
        row("claim", "u_alpha", attribute="type", value=-0.07, low=-0.2, high=0.1),
        row("claim", "observed", attribute="type", value=1.0, coverage=0.78),
        row("claim", "alpha_nominal", attribute="type", reason="no_variation", coverage=0.78),
        row("claim", "alpha_nominal", attribute="type", category="policy", value=0.4, reason="too_few_articles"),
        row("stance", "alpha_nominal", attribute="value", topic="T1", value=0.7),
        row("stance", "alpha_nominal", attribute="value", value=0.66, low=0.6, high=0.7, coverage=0.5),
        row("claim", "alpha_nominal", attribute="importance", value=0.5),
        row("link", "conditional", value=0.93, threshold=0.5),
        row("entity", "b3", value=0.88),
        row("claim", "gamma", value=0.44),
        row("claim", "f1_overlap", threshold=0.5, value=0.8, annotators=["ann", "ben"]),
        row("claim", "cu_alpha", attribute="type", value=0.71, coverage=0.6, annotators=["ann", "ben"]),
        row("claim", "f1_overlap", threshold=0.5, value=0.9, subset="suggested"),
        row("claim", "f1_overlap", threshold=0.5, value=0.75, subset="unaided"),
        row("claim", "f1_overlap", threshold=0.5, value=0.72, subset="month:2026-10"),
        row("claim", "f1_overlap", threshold=0.5, value=0.95, subset="self", annotators=["ann"]),
        row("claim", "precision", threshold=0.5, value=0.83, annotators=["ann", "gold"]),
    ],
    annotators=["ann", "ben"],
    sets=24,
    doubly=12,
    kinds=[{"layer": "claim", "kind": kind, "count": n} for n, kind in enumerate(("", *KINDS), 100)],
    confusions=[
        {"attribute": "type", "topic": "", "first": "ann", "second": "ben", "values": TYPES, "counts": [[50, 3, 7]] * 3}
    ],
    articles=[{"key": "a1", "title": "Chips", "count": 7, "words": 500, "annotators": ["ann", "ben"]}],
    decisions=[
        {"annotator": "ann", "rule": "said-that"}
        | {"accepted": 6, "edited": 2, "rejected": 2, "undecided": 0, "unaided": 10, "seconds": 2.5}
    ],
    excluded=[{"article": f"b{n}", "annotator": "ben", "reason": "in_progress"} for n in range(30)],
    conventions={"offsets": "Code points, end exclusive."},
)


@pytest.fixture(scope="module")
def page() -> Page:
    return Page(agreement_html.write(RICH, title="chips.labeler"))


def test_the_page_is_whole_and_runs_and_fetches_nothing(page: Page) -> None:
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert all(address.startswith("#") for address in page.all("href"))
    assert "url(" not in "".join(page.styles)
    assert "@import" not in "".join(page.styles)
    assert any("default-src 'none'" in said for said in page.all("content"))


def test_every_address_within_the_page_leads_somewhere(page: Page) -> None:
    places = page.all("id")
    assert len(places) == len(set(places))
    assert {address.removeprefix("#") for address in page.all("href")} <= set(places)


def test_every_figure_is_printed_with_its_interval_or_why_there_is_none(page: Page) -> None:
    for one in RICH["measures"]:
        if one["value"] is not None:
            assert words.number(one["value"]) in page.text
        if one["low"] is not None:
            assert words.between(one) in page.text
    assert "undef." in page.text
    assert "Only one value was used" in page.text
    assert "Too few articles" in page.text


def test_every_figure_is_said_in_plain_words(page: Page) -> None:
    assert "Of 100 frames that one makes, another makes about 61 the same: claim, source and all stances." in page.text
    assert "They differ more than by chance." in page.text
    for one in RICH["measures"]:
        if (
            not one["subset"]
            and not one["category"]
            and "gold" not in one["annotators"]
            and one["threshold"] in {None, 0.5}
        ):
            assert " ".join(words.said(one).split()) in page.text


def test_kinds_add_up_to_all(page: Page) -> None:
    counts = [one["count"] for one in RICH["kinds"] if one["kind"]]
    assert f"{sum(counts)} disagreements; in 100 places" in page.text
    for one in RICH["kinds"]:
        if one["kind"]:
            assert f" {one['count']} {words.percent(one['count'] / sum(counts))} ".replace("\u00a0", " ") in page.text


def test_what_was_left_out_is_counted_and_named(page: Page) -> None:
    assert "30 sets count in no figure." in page.text
    assert "b0 , b1" in page.text
    assert "and 10 more" in page.text


def test_shares_of_decisions_are_of_what_was_shown(page: Page) -> None:
    assert "ann said-that 10 60 % 20 % 20 % 0 % 50 % 2.5 s" in page.text


def test_two_parts_of_the_data_stand_side_by_side_with_how_far_they_are_apart(page: Page) -> None:
    assert "Suggested against unaided" in page.text
    assert "0.90 0.75 +0.15" in page.text
    assert "October 2026" in page.text


def test_the_same_report_gives_the_same_bytes() -> None:
    assert agreement_html.write(RICH, title="a") == agreement_html.write(RICH, title="a")


def test_gold_has_a_row_for_each_annotator_and_label() -> None:
    who = {"annotators": ["ann", "gold"], "threshold": 0.5}
    rows = [row("claim", kind, value=value, **who) for kind, value in (("precision", 0.8), ("f1_overlap", 0.7))]
    rows.append(row("stance", "precision", reason="no_units", **who))
    rows.append(row("claim", "kappa", attribute="type", value=0.66, annotators=["ann", "gold"]))
    text = Page(agreement_html.write(report(rows), title="x")).text
    assert "Gold labels come from the annotators' own" in text
    assert "ann Claims 0.80 – 0.70 – 12 " in text
    assert "ann Claim type 0.66 12 " in text
    assert "Stance cues" not in text


def test_a_pairs_cell_holds_the_figure_of_all_values_not_of_one() -> None:
    people = ["ann", "ben", "cy"]
    both = {"annotators": ["ann", "ben"], "attribute": "type"}
    rows = [row("claim", "alpha_nominal", value=0.61, **both)]
    rows.append(row("claim", "alpha_nominal", value=0.97, category="fact", **both))
    text = Page(agreement_html.write(report(rows, annotators=people), title="x")).text
    assert "Claim type: Krippendorff's alpha ann ben cy ann – 0.61" in text
    assert "0.97" not in text


def test_of_two_annotators_no_figure_stands_twice(page: Page) -> None:
    assert "Pair by pair" not in page.text
    assert "Figures for pairs alone" in page.text


def test_a_report_with_nothing_in_it_says_so() -> None:
    text = Page(agreement_html.write(report([], doubly=0), title="empty")).text
    assert "No article was finished by two people: there is nothing to compare." in text
    assert "There is nothing to compare yet." in text


def test_few_articles_are_said_at_the_top() -> None:
    rows = [row("claim", "f1_overlap", threshold=0.5, value=0.8, reason="too_few_articles", articles=3)]
    text = Page(agreement_html.write(report(rows, doubly=3), title="few")).text
    assert "Fewer than ten articles were finished by two people: no intervals are given." in text
    assert "0.80" in text


def test_a_threshold_of_ones_own_is_the_one_that_counts() -> None:
    rows = [row("claim", "f1_overlap", threshold=t, value=v) for t, v in ((0.5, 0.81), (0.75, 0.62))]
    text = Page(agreement_html.write(report(rows, asked={"threshold": 0.75}), title="strict")).text
    assert "Of 100 claims that one marks, another marks about 62 that share 75 % or more." in text
    assert "about 81" not in text


def test_confusions_of_several_pairs_are_added_whoever_gave_which_value() -> None:
    base = {"attribute": "type", "topic": ""}
    maps = [
        base | {"first": "a", "second": "b", "values": TYPES, "counts": [[5, 2, 1], [3, 7, 0], [4, 0, 0]]},
        base | {"first": "a", "second": "c", "values": ["policy", "NONE"], "counts": [[1, 6], [8, 0]]},
    ]
    text = Page(agreement_html.write(report([], confusions=maps), title="x")).text
    assert "Claim type , 2 pairs together fact policy NONE fact 5 5 5 policy 8 14 NONE ·" in text


def test_many_annotators_are_listed_in_pairs_instead_of_a_matrix() -> None:
    people = [f"p{n}" for n in range(12)]
    rows = [row("claim", "f1_overlap", threshold=0.5, value=0.8, annotators=["p0", other]) for other in people[1:]]
    text = Page(agreement_html.write(report(rows, annotators=people), title="x")).text
    assert "p0 and p11" in text


def test_what_people_wrote_is_shown_as_it_is() -> None:
    evil = '<script>alert("1")</script>&amp;\u202e'
    rows = [row("claim", "f1_overlap", threshold=0.5, value=0.8, annotators=[evil, "b"])]
    rows.append(row("stance", "observed", attribute="value", topic=evil, value=0.8))
    made = report(rows, annotators=[evil, "b"], excluded=[{"article": evil, "annotator": evil, "reason": evil}])
    made |= {"articles": [{"key": evil, "title": evil, "count": 3, "words": 9, "annotators": [evil]}]}
    page = Page(agreement_html.write(made, title=evil))
    assert "script" not in page.tags
    assert page.text.count('<script>alert("1")</script>&amp;\ufffd') >= 7
    assert "\u202e" not in page.text


@settings(max_examples=25)
@given(st.text(alphabet=st.characters(codec=None), max_size=30))
def test_any_name_makes_a_whole_page(name: str) -> None:
    rows = [row("claim", "f1_overlap", threshold=0.5, value=0.8, annotators=[name, "other"], topic="")]
    page = Page(agreement_html.write(report(rows, annotators=[name, "other"]), title=name))
    assert "script" not in page.tags
    assert not re.search("[\u202a-\u202e\x00-\x08]", page.text)


def test_colours_are_those_of_the_window() -> None:
    tokens = pytest.importorskip("labeler.gui.look.tokens")
    for name, (light, dark) in COLOURS.items():
        assert (getattr(tokens.LIGHT, name), getattr(tokens.DARK, name)) == (light, dark)
