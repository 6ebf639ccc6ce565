from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF

from labeler.gui.page.marks import Mark
from labeler.gui.page.tags import Plate, plates
from labeler.gui.page.view import ArticlePage


def _plates(page: ArticlePage) -> list[Plate]:
    return plates(page.scene(QRectF(page.viewport().rect())).drawn, page.scale)


def _claim(number: int, start: int, end: int, tag: str = "fact") -> Mark:
    return Mark(id=f"c{number}", kind="claim", start=start, end=end, tag=tag)


@pytest.mark.parametrize("size", [14, 18, 30])
def test_tags_of_a_line_never_touch(page: ArticlePage, size: int) -> None:
    page.zoom(size)
    placed = _plates(page)
    assert placed
    for one in placed:
        assert not any(one.rect.intersects(other.rect) for other in placed if other is not one)


def test_what_does_not_fit_is_counted(page: ArticlePage) -> None:
    page.show_marks([_claim(number, number, number + 60 + number, "policy ? ✎") for number in range(3)])
    tags = {plate.text: plate for plate in _plates(page)}
    assert len(tags["policy ? ✎"].ids) == 1
    page.show_marks([_claim(number, 2 * number, 300) for number in range(8)])
    more = next(plate for plate in _plates(page) if plate.text.startswith("+"))
    assert more.text == f"+{len(more.ids)}"
    shown = [mark_id for plate in _plates(page) for mark_id in plate.ids]
    assert sorted(shown) == sorted(f"c{number}" for number in range(8))


def test_the_fourth_lane_is_counted_and_clicking_it_tells_which(page: ArticlePage) -> None:
    placed = next(plate for plate in _plates(page) if plate.text == "+1")
    assert placed.ids == ("stance:millions of ",)


def test_a_tag_near_the_end_of_a_line_moves_left(page: ArticlePage) -> None:
    line = page.paragraphs(0, 200)[0].lines[0]
    mark = Mark(id="late", kind="speaker", start=line.end - 5, end=line.end - 1, tag="→ A long name of one")
    page.show_marks([mark])
    placed = _plates(page)[0]
    assert placed.text == mark.tag
    assert placed.rect.right() <= line.column + 24 * page.scale


def test_below_14_pixels_no_tags_are_drawn(page: ArticlePage) -> None:
    assert page.scene(QRectF(page.viewport().rect())).tags
    page.zoom(10)
    assert page.text_size == 14
