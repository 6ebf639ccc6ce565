"""Find in the article by keys, and what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from labeler.domain.spans import Span
from labeler.gui.annotate import literal
from labeler.gui.annotate.find_bar import PAINTED, FindBar
from labeler.gui.annotate.literal import hits_in, pattern_of
from labeler.gui.annotate.page import AnnotatePage
from labeler.gui.page.view import ArticlePage
from labeler.gui.window import Window
from tests.gui.builders import TEXT

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
FIND = (Qt.Key.Key_F, CTRL)


@pytest.fixture
def view(opened: Window) -> AnnotatePage:
    assert opened.project is not None
    return opened.project.annotate


def found(text: str, words: str, *, case: bool = False, whole: bool = False) -> list[str]:
    return [hit.of(text) for hits in hits_in(text, words, case=case, whole=whole) for hit in hits]


def places(words: str) -> list[Span]:
    return [Span(*match.span()) for match in re.finditer(re.escape(words), TEXT, re.IGNORECASE)]


def test_enter_walks_the_hits_round_and_esc_leaves_the_current_one_selected(
    view: AnnotatePage, press: Callable[..., None]
) -> None:
    press(FIND, "models")
    bar, spans = view.find_bar, places("models")
    assert len(spans) == 2
    assert (bar.isVisible(), bar.field.hasFocus(), bar.count.text()) == (True, True, "1 of 2")
    press(Qt.Key.Key_Return)
    assert (bar.count.text(), bar.current) == ("2 of 2", spans[1])
    press(Qt.Key.Key_Return)
    assert bar.current == spans[0]
    press((Qt.Key.Key_Return, SHIFT))
    assert bar.current == spans[1]
    press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view.page.hasFocus()
    assert view.page.selection() == spans[1]
    press("1")
    assert view.bench.claim is not None
    assert view.bench.claim.text == "models"


def test_hits_are_marked_on_the_page_and_taken_off_again(view: AnnotatePage, press: Callable[..., None]) -> None:
    view.page.put_caret(0)
    before = view.page.viewport().grab().toImage()
    press(FIND, "nowhere at all")
    focused = view.page.viewport().grab().toImage()
    assert view.find_bar.count.text() == "not found"
    view.find_bar.field.selectAll()
    press("models")
    assert view.page.viewport().grab().toImage() != focused
    view.find_bar.field.selectAll()
    press("nowhere at all")
    assert view.page.viewport().grab().toImage() == focused
    press(Qt.Key.Key_Escape)
    assert view.page.viewport().grab().toImage() == before


def test_the_selection_is_looked_for(view: AnnotatePage, press: Callable[..., None]) -> None:
    second = places("Tidewater")[1]
    view.page.select(second)
    press(FIND)
    bar = view.find_bar
    assert (bar.field.text(), bar.field.selectedText(), bar.current) == ("Tidewater", "Tidewater", second)


def test_a_passage_over_paragraphs_is_not_looked_for(view: AnnotatePage, press: Callable[..., None]) -> None:
    press(FIND, "chips", Qt.Key.Key_Escape)
    view.page.select(Span(0, TEXT.index("Cheap") + 5))
    press(FIND)
    assert view.find_bar.field.text() == "chips"


def test_f3_goes_on_from_the_caret_with_the_bar_closed(view: AnnotatePage, press: Callable[..., None]) -> None:
    spans = places("models")
    press(FIND, "models", Qt.Key.Key_Escape)
    view.page.put_caret(0)
    press(Qt.Key.Key_F3)
    assert (view.page.selection(), view.page.hasFocus(), view.find_bar.isVisible()) == (spans[0], True, False)
    press(Qt.Key.Key_F3)
    assert view.page.selection() == spans[1]
    press(Qt.Key.Key_F3)
    assert view.page.selection() == spans[0]
    press((Qt.Key.Key_F3, SHIFT))
    assert view.page.selection() == spans[1]
    view.page.put_caret(spans[1].start)
    press((Qt.Key.Key_F3, SHIFT))
    assert view.page.selection() == spans[0]


def test_f3_without_words_asks_for_them(view: AnnotatePage, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_F3)
    assert view.find_bar.field.hasFocus()


def test_options_narrow_at_once(view: AnnotatePage, press: Callable[..., None]) -> None:
    press(FIND, "tide")
    bar = view.find_bar
    assert bar.count.text() == "1 of 2"
    bar.whole.click()
    assert bar.count.text() == "not found"
    bar.whole.click()
    bar.case.click()
    assert bar.count.text() == "not found"
    bar.field.selectAll()
    press("Tide")
    assert bar.count.text() == "1 of 2"


def test_another_article_is_searched_for_the_same_words(
    view: AnnotatePage, press: Callable[..., None], idle: Callable[[], None]
) -> None:
    press(FIND, "the")
    view.travel.step(1)
    idle()
    assert view.opened.sheet is not None
    assert view.opened.sheet.article.key == "b-tugboats"
    text = view.opened.sheet.article.text
    assert [hit.of(text) for hit in view.find_bar.hits] == ["The", "the"]
    assert view.find_bar.count.text() == "1 of 2"


def test_the_first_hit_is_the_one_after_the_caret(view: AnnotatePage, press: Callable[..., None]) -> None:
    spans = places("models")
    view.page.put_caret(spans[0].end)
    press(FIND, "m")
    assert view.find_bar.current == next(hit for hit in places("m") if hit.start >= spans[0].end)
    press("odels")
    assert view.find_bar.current == spans[1]


@pytest.mark.parametrize("words", [".*", "(", "[a", "\\", "a+", "$1", "^", "|", "{2}", "#", "\\d"])
def test_signs_stand_for_themselves(words: str) -> None:
    assert found(f"abc 12 {words} x", words) == [words]
    assert found("abc 12 xyz", words) == []


def test_diacritics_count_and_case_does_not() -> None:
    text = "Café CAFÉ cafe cafe\u0301 Straße STRASSE Σίσυφος"
    assert found(text, "café") == ["Café", "CAFÉ"]
    assert found(text, "cafe") == ["cafe", "cafe"]
    assert found(text, "straße") == ["Straße"]
    assert found(text, "ΣΊΣΥΦΟΣ") == ["Σίσυφος"]
    assert found(text, "Café", case=True) == ["Café"]


def test_blanks_and_straight_quotation_marks_find_their_kin() -> None:
    text = "she said\u00a0“no”, didn’t\r\nshe\nsay"
    assert found(text, 'said "no", didn\'t she say') == ["said\u00a0“no”, didn’t\r\nshe\nsay"]
    assert found(text, "’t") == ["’t"]
    assert found("it's", "it’s") == []


def test_whole_words_end_where_letters_end() -> None:
    assert found("AI, said, AI-led: ai; U.S. (AI)", "ai", whole=True) == ["AI", "AI", "ai", "AI"]
    assert found("in the U.S., U.S.A", "U.S.", whole=True) == ["U.S.", "U.S."]


@settings(max_examples=200, deadline=None)
@given(
    text=st.text(alphabet="aAb é\U0001f600\u00a0\r\nß'’_", max_size=60),
    words=st.text(alphabet="aAb é\U0001f600ß'’", min_size=1, max_size=4),
    size=st.integers(1, 9),
    case=st.booleans(),
    whole=st.booleans(),
)
def test_slices_find_what_one_look_finds(text: str, words: str, size: int, case: bool, whole: bool) -> None:
    at_once = [match.group() for match in pattern_of(words, case=case, whole=whole).finditer(text)]
    kept, literal.SLICE = literal.SLICE, size
    try:
        assert found(text, words, case=case, whole=whole) == at_once
    finally:
        literal.SLICE = kept


def test_hits_are_code_points() -> None:
    text = "\U0001f600\U0001f600 Sign\r\n\U0001f1e9\U0001f1ea sign"
    spans = [hit for hits in hits_in(text, "sign") for hit in hits]
    assert [hit.of(text) for hit in spans] == ["Sign", "sign"]


def test_a_long_article_is_searched_in_turns_and_counted_whole(qtbot: QtBot) -> None:
    page = ArticlePage()
    qtbot.addWidget(page)
    page.resize(600, 400)
    page.show()
    bar = FindBar(page)
    qtbot.addWidget(bar)
    line = "A word stands in this line of the long article, and another word.\n"
    page.set_article(line * 20_000)
    bar.show()
    bar.open()
    bar.field.setText("word")
    qtbot.waitUntil(lambda: not bar.searching, timeout=10_000)
    assert len(bar.hits) == 40_000 > PAINTED
    assert bar.count.text() == "1 of 40,000"
    bar.step(-1)
    assert bar.count.text() == "40,000 of 40,000"
    assert bar.current == Span(len(line) * 20_000 - 6, len(line) * 20_000 - 2)
