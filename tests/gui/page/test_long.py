"""Long articles, and labels upon labels: nothing moves, nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from labeler.gui.page.marks import Mark, MarkKind, Patch
from labeler.gui.page.surface import LONG, PAUSE_MS
from labeler.gui.page.tags import plates
from labeler.gui.page.view import ArticlePage

SENTENCE = "The port wants barges, and the council wants quiet: neither gets what it asked for. "
LONG_TEXT = "\n\n".join(f"{number}. {SENTENCE * (3 + number % 5)}" for number in range(300))
ONE_LINE = SENTENCE * 2400


def _claim(ident: str, start: int, end: int, **rest: object) -> Mark:
    return Mark(id=ident, kind="claim", start=start, end=end, tag="fact", **rest)  # type: ignore[arg-type]


def _seen(page: ArticlePage) -> list[tuple[object, ...]]:
    scene = page.scene(QRectF(page.viewport().rect()))
    return [(one.item, one.first, one.last, [part.rect.getRect() for part in one.parts]) for one in scene.drawn]


def _top(page: ArticlePage, mark_id: str) -> float:
    return page.parts(*page.index.units(mark_id))[0].rect.top()


@pytest.mark.parametrize("text", [LONG_TEXT, ONE_LINE], ids=["many paragraphs", "one line"])
@pytest.mark.parametrize("share", [0.2, 0.7])
def test_a_jump_lands_exactly_before_all_above_is_laid_out(page: ArticlePage, text: str, share: float) -> None:
    start = text.index("council", int(len(text) * share))
    page.set_article(text)
    page.show_marks([_claim("c", start, start + 7)])
    page.go_to("c")
    landed = _top(page, "c")
    assert abs(landed - page.viewport().height() / 3) <= 1
    page.document().documentLayout().documentSize()  # the rest is laid out too
    QTest.qWait(30)
    assert _top(page, "c") == landed


def test_the_last_label_is_reached_as_far_as_there_is_text(page: ArticlePage) -> None:
    end = len(LONG_TEXT.rstrip())
    page.set_article(LONG_TEXT)
    page.show_marks([_claim("c", end - 10, end)])
    page.go_to("c")
    landed = _top(page, "c")
    assert 0 < landed < page.viewport().height()
    QTest.qWait(30)
    assert _top(page, "c") == landed
    assert page.verticalScrollBar().value() == page.verticalScrollBar().maximum()


@pytest.mark.parametrize("key", [Qt.Key.Key_End, Qt.Key.Key_PageDown])
def test_keys_go_as_far_as_they_say_in_a_text_not_laid_out_yet(page: ArticlePage, key: Qt.Key) -> None:
    page.set_article(LONG_TEXT)
    page.setFocus()
    to_the_end = key == Qt.Key.Key_End
    QTest.keyClick(page, key, Qt.KeyboardModifier.ControlModifier if to_the_end else Qt.KeyboardModifier.NoModifier)
    box = page.cursorRect()
    assert page.viewport().rect().contains(box.center())
    if to_the_end:
        assert page.caret() == len(LONG_TEXT)
    else:
        assert page.verticalScrollBar().value() > page.viewport().height() / 2


def test_many_sizes_and_zooms_are_laid_out_once(page: ArticlePage, qtbot: QtBot) -> None:
    page.set_article(LONG_TEXT)
    assert len(LONG_TEXT) > LONG
    page.show_marks([_claim("c", 60_000, 60_040)])
    page.go_to("c")
    before = page.map.to_points(page.unit_at(QRectF(page.viewport().rect()).center()))
    done: list[int] = []
    page.laid_out.connect(lambda: done.append(page.font().pixelSize()))
    for number in range(20):
        page.resize(QSize(800 - 10 * number, 600))
        page.zoom(16 + number % 5)
    qtbot.waitUntil(lambda: bool(done))
    qtbot.wait(PAUSE_MS + 50)  # nothing that it changed asks for another
    assert done == [20]
    after = page.map.to_points(page.unit_at(QRectF(page.viewport().rect()).center()))
    assert abs(after - before) < 1500  # what was read is still in sight
    assert page.lineWrapColumnOrWidth() <= page.width()


def test_the_rest_of_a_text_is_laid_out_without_moving_the_view(page: ArticlePage, qtbot: QtBot) -> None:
    page.set_article(LONG_TEXT)
    page.verticalScrollBar().setValue(300)
    first = page.unit_at(QRectF(page.viewport().rect()).topLeft())
    full = page.document().documentLayout().documentSize().height() - page.viewport().height()
    qtbot.waitUntil(lambda: abs(page.verticalScrollBar().maximum() - full) <= 1)
    assert page.verticalScrollBar().value() == 300
    assert page.unit_at(QRectF(page.viewport().rect()).topLeft()) == first


def test_fifty_labels_of_one_extent_are_all_there(page: ArticlePage) -> None:
    page.set_article(SENTENCE * 20)
    page.show_marks([_claim(f"{number:03d}", 100, 160) for number in range(50)])
    assert len(_seen(page)) == 50
    placed = plates(page.scene(QRectF(page.viewport().rect())).drawn, page.scale)
    assert sorted(key for plate in placed for key in plate.ids) == [f"{number:03d}" for number in range(50)]
    assert f"+{50 - (len(placed) - 1)}" in [plate.text for plate in placed]
    page.set_current("")
    walked = {page.current for _ in range(50) if page.next_label()}
    assert len(walked) == 50


def test_overlaps_two_hundred_deep_stay_whole_when_one_goes(page: ArticlePage) -> None:
    page.set_article(SENTENCE * 40)
    marks = [_claim(f"{number:03d}", number, 400 + number) for number in range(200)]
    page.show_marks(marks)
    page.viewport().repaint()
    page.patch_marks(Patch(removed=("100",)))
    page.viewport().repaint()
    kept = _seen(page)
    page.show_marks([])
    page.show_marks([mark for mark in reversed(marks) if mark.id != "100"])
    assert _seen(page) == kept
    assert len(kept) == 199


KINDS: tuple[MarkKind, ...] = ("claim", "speaker", "stance", "boilerplate")
MARKS = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 900), st.integers(1, 300), st.booleans(), st.booleans()),
    max_size=10,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=MARKS, order=st.randoms())
def test_patching_shows_what_showing_all_does(
    page: ArticlePage, rows: list[tuple[MarkKind, int, int, bool, bool]], order: object
) -> None:
    marks = [
        _claim(str(n), start, start + length, suggested=suggested, unsure=unsure)._replace(
            kind=kind,
            tag="" if kind == "boilerplate" else kind,
        )
        for n, (kind, start, length, suggested, unsure) in enumerate(rows)
    ]
    text = (SENTENCE * 2 + "\n😀 ") * 12
    page.set_article(text)
    page.show_marks(marks)
    whole, seen = page.viewport().grab().toImage(), _seen(page)
    page.set_article(text)
    shuffled = list(marks)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    for mark in shuffled:
        page.patch_marks(Patch(put=(mark,)))
        page.viewport().repaint()
    for mark in shuffled[::3]:
        page.patch_marks(Patch(removed=(mark.id,)))
        page.viewport().repaint()
        page.patch_marks(Patch(put=(mark,)))
    assert _seen(page) == seen
    assert page.viewport().grab().toImage() == whole


def test_other_suggestions_come_without_moving_what_is_read(page: ArticlePage) -> None:
    page.set_article(LONG_TEXT)
    here = LONG_TEXT.index("council", 50_000)
    label = Mark(id="mine", kind="speaker", start=here, end=here + 7, tag="S")
    page.show_marks([label, *_suggestions("old", 300)])
    page.go_to("mine")
    page.put_caret(here + 40, here + 20)
    QTest.qWait(10)
    before = _place(page)
    page.show_marks([label, *_suggestions("new", 1700)])
    QTest.qWait(30)
    assert _place(page) == before
    assert sum(mark.suggested for mark in page.index.marks()) == 1700


def _suggestions(name: str, count: int) -> list[Mark]:
    return [_claim(f"{name}{n}", n * 40, n * 40 + 25, suggested=True, score=0.5) for n in range(count)]


def _place(page: ArticlePage) -> tuple[object, ...]:
    bar = page.verticalScrollBar()
    return bar.value(), page.caret(), page.selection(), page.current, _top(page, "mine")
