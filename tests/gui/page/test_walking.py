from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from labeler.domain.spans import Span
from labeler.gui.page.caret import Place
from labeler.gui.page.marks import Mark
from labeler.gui.page.view import ArticlePage

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LONG = "\n".join(f"Paragraph {number} of many. " + "It goes on. " * 20 for number in range(50))


def _stack(depth: int, *, same: bool) -> list[Mark]:
    kinds = ("claim", "speaker", "stance", "claim")
    return [
        Mark(id=f"{n:02}", kind=kinds[n % 4], start=10, end=30 if same else 30 + n, suggested=n % 5 == 4, tag=f"t{n}")
        for n in range(depth)
    ]


def _click(page: ArticlePage, at: int) -> None:
    box = page.parts(at, at + 1)[0].rect
    place = QPointF(box.left() + 1, box.center().y()).toPoint()
    QTest.mousePress(page.viewport(), LEFT, NONE, place)
    QTest.mouseRelease(page.viewport(), LEFT, NONE, place)


@pytest.mark.parametrize("same", [True, False])
@pytest.mark.parametrize("depth", [2, 7, 20])
def test_clicks_and_a_key_go_through_a_stack_of_any_depth(page: ArticlePage, depth: int, same: bool) -> None:
    marks = _stack(depth, same=same)
    page.show_marks(marks)
    clicked: list[str] = []
    for _ in range(depth):
        _click(page, 20)
        clicked.append(page.current)
    assert sorted(clicked) == [mark.id for mark in marks]
    _click(page, 20)
    assert page.current == clicked[0]
    page.set_current("")
    page.put_caret(20)
    walked: list[str] = []
    for _ in range(depth):
        assert page.deeper()
        walked.append(page.current)
    assert walked == clicked
    assert page.caret() == 20


def test_deeper_begins_where_the_current_mark_is(page: ArticlePage) -> None:
    page.show_marks(_stack(4, same=False))
    page.go_to("00")
    seen = {page.current}
    for _ in range(3):
        assert page.deeper()
        seen.add(page.current)
    assert seen == {"00", "01", "02", "03"}
    page.set_current("")
    page.put_caret(60)
    assert not page.deeper()


def test_more_lists_every_mark_that_has_no_tag(page: ArticlePage) -> None:
    page.show_marks(_stack(20, same=True))
    line = page.parts(10, 30)[0]
    listed = set[str]()
    page.crowd_clicked.connect(listed.update)
    clicked = set[str]()
    for x in range(round(line.rect.left()), round(line.line.column) + 24, 3):
        place = QPoint(x, round(line.rect.bottom() + 9))
        QTest.mousePress(page.viewport(), LEFT, NONE, place)
        QTest.mouseRelease(page.viewport(), LEFT, NONE, place)
        clicked.add(page.current)
    assert listed
    assert listed | clicked >= {f"{n:02}" for n in range(20)}


def test_claims_and_speakers_in_sight(page: ArticlePage) -> None:
    page.resize(760, 260)
    claims, speakers = page.claims_in_sight(), page.speakers_in_sight()
    assert claims[0].startswith("claim")
    assert speakers[:2] == ["she", "speaker:many harbour"]
    assert not {"sign", "he"} & {*claims, *speakers}
    page.go_to("sign")
    assert "sign" in page.claims_in_sight()
    assert all((mark := page.index.mark(one)) and not mark.suggested for one in page.claims_in_sight())


def test_a_place_is_found_again_in_another_layout(page: ArticlePage) -> None:
    page.resize(760, 400)
    page.set_article(LONG)
    page.put_caret(LONG.index("Paragraph 30") + 9, LONG.index("Paragraph 30"))
    top = LONG.index("Paragraph 20")
    page.put_at_top(page.map.to_units(top))
    place = page.place()
    assert place == Place(LONG.index("Paragraph 30"), LONG.index("Paragraph 30") + 9, top)
    page.set_article("else")
    assert page.place() == Place(0, 0, 0)
    page.set_article(LONG)
    page.zoom(24)
    page.resize(500, 400)
    page.restore(place)
    assert page.raw_selection() == Span(place.anchor, place.caret)
    box = page.parts(top, top + 1)[0].rect
    assert abs(box.top()) < 2
    page.restore(Place(-5, 10**9, 10**9))
    assert page.raw_selection() == Span(0, len(LONG))
    page.restore(Place(0, 0, 0))
    assert page.verticalScrollBar().value() == 0


def test_face_and_line_width_keep_what_stands_at_the_top(page: ArticlePage) -> None:
    page.resize(900, 400)
    page.set_article(LONG)
    top = LONG.index("Paragraph 20")
    page.restore(Place(0, 0, top))
    widths: list[int] = []
    for change in (
        lambda: page.set_line_width(50),
        lambda: page.set_face("sans"),
        lambda: page.zoom(22),
        lambda: page.set_face("system"),
        lambda: page.set_line_width(100),
    ):
        change()
        page.lay_out()
        assert abs(page.parts(top, top + 1)[0].rect.top()) <= 2
        widths.append(page.lineWrapColumnOrWidth())
    assert widths[0] < widths[-1]
    page.set_line_width(1)
    page.lay_out()
    lines = [line.end - line.start for line in page.paragraphs(0, 300)[0].lines]
    assert 30 <= max(lines) <= 60
