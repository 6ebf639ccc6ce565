from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from labeler.domain.spans import Span
from labeler.gui.page.caret import CaretText

PIECES = [
    *("a", "b ", ".", "é", "e\u0301", "\u00a0", "\u200d", "\u2028", "\u2029", "\t", "\r", "\n", "\r\n", "\x0b", "\x0c"),
    *("\ufdd0", "\ufdd1", "\ufffc", "\ufffd", "\ufeff", "\u200b", "\x85", "\x1c", "\u202e", "\u202c", "\ufffe"),
    *("😀", "👩‍👩‍👧‍👦", "🇩🇪", "𝔸", "שלום", "مرحبا", "中文", "ก็", "한", "\U0010ffff", "\U000e0041"),
]
TEXTS = st.lists(
    st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40
)


@pytest.fixture
def surface(qtbot: QtBot) -> CaretText:
    made = CaretText()
    qtbot.addWidget(made)
    made.resize(700, 400)
    return made


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=TEXTS)
@example(pieces=["\r", "\r\n", "\n", "😀", "\r"])
@example(pieces=["\ufeff", "\ufeff", "a"])
@example(pieces=["\ufffe", "a"])
@example(pieces=["\ufdd0", "a", "\ufdd1", "\u2029", "\ufffc"])
def test_the_map_agrees_with_a_real_document(surface: CaretText, pieces: list[str]) -> None:
    text = "".join(pieces)
    surface.show_text(text)
    document, bridge = surface.document(), surface.map
    assert document.characterCount() - 1 == bridge.units
    raw = document.toRawText().encode("utf-16-le", "surrogatepass")
    point = 0
    while point < len(text):
        start, end = bridge.to_units(point), bridge.to_units(point + 1)
        assert bridge.to_points(start) == point
        if text[point : point + 2] == "\r\n":
            point += 2
            assert raw[2 * start : 2 * start + 2].decode("utf-16-le") == "\u2029"
            continue
        shown = raw[2 * start : 2 * end].decode("utf-16-le")
        breaks = text[point] in "\r\n\u2029\ufdd0\ufdd1"
        assert shown == ("\u2029" if breaks else text[point])
        point += 1


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=TEXTS, data=st.data())
def test_what_is_selected_by_offsets_is_what_is_stored(
    surface: CaretText, pieces: list[str], data: st.DataObject
) -> None:
    text = "".join(pieces)
    if not text:
        return
    surface.show_text(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    inside = any(text[at - 1 : at + 1] == "\r\n" for at in (start, end) if at > 0)
    surface.put_caret(end, start)
    if not inside:
        assert surface.raw_selection() == Span(start, end)
        copied = surface.createMimeDataFromSelection().text()
        assert copied == text[start:end]


def test_copying_takes_the_stored_text(surface: CaretText) -> None:
    text = "Ten\u00a0million,\r\nshe\u2028said.\rOk"
    surface.show_text(text)
    surface.selectAll()
    assert surface.createMimeDataFromSelection().text() == text


@pytest.mark.parametrize("size", [14, 18, 27, 36])
def test_lines_have_room_for_tags_and_three_lanes(surface: CaretText, size: int) -> None:
    surface.zoom(size)
    surface.show_text("word " * 200)
    surface.show()
    lines = surface.paragraphs(0, 400)[0].lines
    gap = lines[1].box.top() - lines[0].box.bottom()
    assert gap >= 14 * surface.scale


def test_zoom_and_resize_keep_what_stands_at_the_top(surface: CaretText) -> None:
    surface.show_text("\n".join(f"Paragraph {number} " + "word " * 40 for number in range(60)))
    surface.show()
    surface.verticalScrollBar().setValue(3000)
    top = surface.unit_at(QPointF(60, 10))
    for size in (30, 14, 18):
        surface.zoom(size)
        assert abs(surface.unit_at(QPointF(60, 10)) - top) < 150
    surface.resize(420, 400)
    assert abs(surface.unit_at(QPointF(60, 10)) - top) < 150


def test_a_long_article_follows_once_after_a_pause(surface: CaretText, qtbot: QtBot) -> None:
    surface.show_text("word " * 12_000)
    surface.show()
    qtbot.waitExposed(surface)
    before = surface.font().pixelSize()
    with qtbot.waitSignal(surface.laid_out, timeout=5000):
        surface.zoom(24)
        surface.zoom(25)
        assert surface.font().pixelSize() == before
    assert surface.font().pixelSize() == 25


def test_the_column_is_at_most_72_characters_and_in_the_middle(surface: CaretText) -> None:
    surface.show_text("word " * 400)
    surface.show()
    surface.resize(1600, 500)
    lines = surface.paragraphs(0, 400)[0].lines
    assert max(line.end - line.start for line in lines) <= 90
    assert lines[0].column - lines[0].origin.x() <= 641
    left = surface.viewport().x() + lines[0].origin.x()
    right = surface.width() - surface.viewport().x() - lines[0].column
    assert abs(left - right) < 40


def test_a_jump_lands_on_its_place_in_a_long_article(surface: CaretText) -> None:
    text = "\n".join("word " * 60 for _ in range(300)) + "\nTHE END"
    surface.show_text(text)
    surface.show()
    start = surface.map.to_units(text.index("THE END"))
    surface.bring(start, start + 7)
    box = surface.parts(start, start + 7)[0].rect
    assert box.top() >= 0
    assert box.bottom() <= surface.viewport().height()


def test_pieces_are_trimmed_where_a_line_wraps(surface: CaretText) -> None:
    surface.show_text("word " * 60)
    surface.show()
    for part in surface.parts(0, 300):
        assert part.rect.right() <= part.line.column + 0.5
    empty = surface.parts(surface.paragraphs(0, 200)[0].lines[0].end - 1, surface.paragraphs(0, 200)[0].lines[0].end)
    assert empty == []


def test_right_to_left_words_get_their_own_boxes(surface: CaretText) -> None:
    text = "He wrote שלום עולם in the margin."
    surface.show_text(text)
    surface.show()
    first, second = text.index("שלום"), text.index("עולם")
    left = surface.parts(second, second + 4)[0].rect
    right = surface.parts(first, first + 4)[0].rect
    assert left.right() <= right.left() + 1
    across = surface.parts(second, second + 7)
    assert len(across) == 2
    whole = surface.parts(0, len(text))
    assert len(whole) == 1


def test_the_gap_under_a_line_belongs_to_it(surface: CaretText) -> None:
    surface.show_text("word " * 60 + "\n\n" + "other " * 30)
    surface.show()
    for paragraph in surface.paragraphs(0, 400):
        for line in paragraph.lines:
            if line.end - line.start < 30:
                continue
            for x in (60.0, 200.0, 330.0):
                inside = surface.unit_at(QPointF(x, line.box.center().y()))
                for away in (1.0, 7.0, 13.0):
                    assert surface.unit_at(QPointF(x, line.box.bottom() + away)) == inside
