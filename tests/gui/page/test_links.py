from __future__ import annotations

from labeler.gui.page.links import link_points
from labeler.gui.page.view import ArticlePage


def _points(page: ArticlePage, claim: str, speaker: str) -> list[tuple[float, float]]:
    first, second = (page.parts(*page.index.units(one)) for one in (claim, speaker))
    return [point.toTuple() for point in link_points(first, second, page.scale)]


def test_on_one_line_it_goes_through_the_gap(page: ArticlePage) -> None:
    points = _points(page, "spent", "north")
    box = page.parts(*page.index.units("north"))[0].rect
    assert len(points) == 3
    assert points[0][1] == points[1][1] > box.bottom()
    assert points[2] == (box.center().x(), box.bottom())


def test_far_apart_it_goes_round_the_text(page: ArticlePage) -> None:
    points = _points(page, "spent", "he")
    line = page.paragraphs(0, 400)[0].lines[0]
    assert len(points) == 5
    assert points[1][0] > line.column
    upwards = _points(page, "sign", "she")
    assert upwards[1][0] < line.origin.x()


def test_on_neighbouring_lines_it_stays_between_them(page: ArticlePage) -> None:
    points = _points(page, "spent", "speaker:some observe")
    claim = page.parts(*page.index.units("spent"))[-1].rect
    box = page.parts(*page.index.units("speaker:some observe"))[0].rect
    assert len(points) == 3
    assert claim.bottom() < points[0][1] < box.top()
    assert points[-1][1] == box.top()


def test_a_speaker_in_the_claim_needs_no_line(page: ArticlePage) -> None:
    claim = next(mark.id for mark in page.index.marks() if mark.id.startswith("claim:The shock"))
    assert _points(page, claim, "speaker:many harbour") == []
    assert link_points([], [], 1.0) == []
