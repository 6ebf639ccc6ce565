from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.domain.spans import Span
from labeler.gui.look import theme
from labeler.gui.page.review import Agreed, Case, ReviewPage, Side
from tests.gui.page.pictures import TEXT
from tests.gui.page.seeing import has_colour


def _span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


LONG = _span("sums on the order of hundreds of millions of euros are needed")
LATE = _span("hundreds of millions of euros are needed for a quay to be profitable")
CASES = [
    Case(id="edges", number=1, sides=(Side(who="A", span=LONG, tag="eval"), Side(who="B", span=LATE, tag="fact"))),
    Case(id="alone", number=2, sides=(Side(who="B", span=_span("Ida Holm")),)),
    Case(id="done", number=3, settled=True, sides=(Side(who="A", span=_span("still bold")),)),
]
AGREED = [Agreed(span=_span("many harbour boards"), box=True), Agreed(span=_span("The port will certainly"))]


@pytest.fixture
def review(qtbot: QtBot, qapp: QApplication) -> ReviewPage:
    theme.apply(qapp, "light")
    made = ReviewPage()
    qtbot.addWidget(made)
    made.resize(760, 900)
    made.show_text(TEXT)
    made.show_cases(AGREED, CASES)
    made.show()
    qtbot.waitExposed(made)
    return made


def _box(review: ReviewPage, span: Span) -> QRectF:
    return review.parts(review.map.to_units(span.start), review.map.to_units(span.end))[0].rect


def test_common_and_union_of_a_case() -> None:
    assert CASES[0].common == Span(LATE.start, LONG.end)
    assert CASES[0].union == [Span(LONG.start, LATE.end)]
    assert CASES[1].common is None


@pytest.mark.parametrize("name", ["light", "dark"])
def test_each_side_has_its_lane_in_its_colour(review: ReviewPage, qapp: QApplication, name: str) -> None:
    theme.apply(qapp, name)
    image, look = review.viewport().grab().toImage(), theme.tokens()
    first, second = _box(review, LONG), _box(review, LATE)
    assert has_colour(image, QRectF(first.left(), first.bottom(), first.width(), 8), look.color("annA"))
    assert has_colour(image, QRectF(second.left(), second.bottom() + 9, second.width(), 6), look.color("annB"))
    agreed = _box(review, AGREED[1].span)
    assert has_colour(image, QRectF(agreed.left(), agreed.bottom() + 2, 50, 3), look.color("line2"))


def test_the_current_case_shows_what_is_common_and_what_is_not(review: ReviewPage) -> None:
    look, reach = theme.tokens(), _box(review, LATE)
    review.go_to("edges")
    image = review.viewport().grab().toImage()
    assert review.current == "edges"
    assert has_colour(image, QRectF(reach.left() + 4, reach.top(), 40, 4), look.color("claimS"), away=6)
    alone = _box(review, LONG)
    assert has_colour(image, QRectF(alone.left() + 4, alone.top(), 60, 8), look.color("annAT"), away=6)
    assert has_colour(image, alone.adjusted(-5, 2, -alone.width(), -2), look.color("focus"))
    review.show_cases(AGREED, CASES[1:])
    assert review.current == ""
    review.go_to("nobody")
    assert review.current == ""


def test_a_click_on_a_case_or_its_number_tells_which(review: ReviewPage, qtbot: QtBot) -> None:
    box = _box(review, CASES[1].sides[0].span)
    for point in (box.center(), QRectF(20, box.top(), 10, box.height()).center()):
        with qtbot.waitSignal(review.case_clicked) as told:
            QTest.mouseClick(review.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
        assert told.args == ["alone"]
        qtbot.wait(QApplication.doubleClickInterval() + 20)
