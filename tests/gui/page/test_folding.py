from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from labeler.domain.spans import Span
from labeler.gui.page.marks import Mark, Patch
from labeler.gui.page.view import ArticlePage

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
TEXT = (
    "Skip to the text\nMenu 😀\n\nThe first words.\n\nRead next\n\nAnother story\r\n\nThe middle words.\nShare this "
    "and read on.\nMore of it.\n\nThe last words.\n\nSign up\nto read more.\n"
)


def _plate(ident: str, first: str, last: str) -> Mark:
    return Mark(id=ident, kind="boilerplate", start=TEXT.index(first), end=TEXT.index(last) + len(last))


MARKS = [
    _plate("menu", "Skip", "Menu 😀"),
    _plate("next", "Read next", "Read next"),
    _plate("story", "Another", "Another story"),
    _plate("share", "Share this", "Share this"),
    _plate("sign", "Sign up", "read more."),
]


@pytest.fixture
def folding(page: ArticlePage) -> ArticlePage:
    page.set_article(TEXT)
    page.show_marks(MARKS)
    return page


def _hidden(page: ArticlePage) -> list[str]:
    block = page.document().begin()
    out: list[str] = []
    while block.isValid():
        if not block.isVisible():
            out.append(block.text())
        block = block.next()
    return out


def _line(page: ArticlePage, above: str) -> QPoint:
    """Return a place on the line that stands above a blank line and then some words."""
    block = page.document().findBlock(page.map.to_units(TEXT.index(above))).previous()
    corner = page.origin(block)
    return QPointF(corner.x() + 30, corner.y() - 24 * page.scale).toPoint()


def test_all_paragraphs_that_are_boilerplate_from_end_to_end_fold(folding: ArticlePage) -> None:
    folding.set_folded(True)
    assert _hidden(folding) == [
        *("Skip to the text", "Menu 😀", "Read next", "", "Another story"),
        *("Sign up", "to read more."),
    ]
    assert "6 lines" in folding.folds_in_words()
    folding.set_folded(False)
    assert _hidden(folding) == []


def test_folding_and_unfolding_gives_the_same_layout_again(folding: ArticlePage) -> None:
    def places() -> list[float]:
        return [folding.parts(at, at + 1)[0].rect.top() for at in range(0, 60, 7) if folding.parts(at, at + 1)]

    before, height = places(), folding.document().size().height()
    folding.set_folded(True)
    assert folding.document().size().height() < height
    folding.set_folded(False)
    assert (places(), folding.document().size().height()) == (before, height)


def test_the_text_that_is_copied_stays_the_articles(folding: ArticlePage) -> None:
    folding.set_folded(True)
    folding.selectAll()
    assert folding.createMimeDataFromSelection().text() == TEXT
    folding.select(Span(TEXT.index("first"), TEXT.index("middle")))
    assert folding.createMimeDataFromSelection().text() == TEXT[TEXT.index("first") : TEXT.index("middle")]


def test_a_click_on_a_line_unfolds_what_it_stands_for(folding: ArticlePage) -> None:
    folding.set_folded(True)
    QTest.mouseClick(folding.viewport(), LEFT, NONE, _line(folding, "The middle"))
    assert _hidden(folding) == ["Skip to the text", "Menu 😀", "Sign up", "to read more."]
    QTest.mouseClick(folding.viewport(), LEFT, NONE, _line(folding, "The first"))
    assert _hidden(folding) == ["Sign up", "to read more."]
    folding.set_folded(True)
    assert len(_hidden(folding)) == 7


def test_a_click_on_the_rule_in_the_margin_folds_that_one(folding: ArticlePage) -> None:
    at = folding.map.to_units(TEXT.index("Read next"))
    box = folding.parts(at, at + 1)[0].rect
    QTest.mouseClick(folding.viewport(), LEFT, NONE, QPointF(box.left() - 14, box.center().y()).toPoint())
    assert _hidden(folding) == ["Read next", "", "Another story"]


def test_the_last_fold_has_its_line_below_the_text(folding: ArticlePage) -> None:
    folding.set_folded(True)
    folding.set_article("Words to read.\nSign up\nnow")
    folding.show_marks([Mark(id="b", kind="boilerplate", start=15, end=26)])
    assert _hidden(folding) == ["Sign up", "now"]
    box = folding.parts(0, 5)[0].rect
    QTest.mouseClick(folding.viewport(), LEFT, NONE, QPointF(box.left() + 20, box.bottom() + 40).toPoint())
    assert _hidden(folding) == []


def test_an_article_of_nothing_else_is_not_folded_away(folding: ArticlePage) -> None:
    folding.set_article("Sign up\nnow")
    folding.show_marks([Mark(id="b", kind="boilerplate", start=0, end=11)])
    folding.set_folded(True)
    assert _hidden(folding) == []
    assert folding.folds_in_words()


def test_the_caret_steps_over_what_is_folded(folding: ArticlePage) -> None:
    folding.set_folded(True)
    first, middle = TEXT.index("The first"), TEXT.index("The middle")
    folding.put_caret(first)
    seen = set[int]()
    for _ in range(12):
        folding.word_forward()
        seen.add(folding.caret())
    assert middle in seen
    assert not any(first + 18 < at < middle - 1 for at in seen)
    folding.put_caret(first)
    for _ in range(30):
        QTest.keyClick(folding, Qt.Key.Key_Right)
        assert not folding.hidden_at(folding.textCursor().position())
    assert folding.caret() > middle
    QTest.keyClick(folding, Qt.Key.Key_Up)
    QTest.keyClick(folding, Qt.Key.Key_Up)
    QTest.keyClick(folding, Qt.Key.Key_Up)
    QTest.keyClick(folding, Qt.Key.Key_Up)
    assert folding.caret() < middle
    for _ in range(60):
        QTest.keyClick(folding, Qt.Key.Key_Left)
        assert not folding.hidden_at(folding.textCursor().position())
    folding.next_paragraph()
    folding.next_paragraph()
    assert folding.caret() == middle
    folding.previous_sentence()
    assert folding.caret() < middle
    assert _hidden(folding)


def test_a_jump_into_what_is_folded_unfolds_it_alone(folding: ArticlePage) -> None:
    folding.set_folded(True)
    start = TEXT.index("Another")
    folding.patch_marks(Patch(put=(Mark(id="s", kind="claim", start=start, end=start + 7, suggested=True),)))
    assert len(_hidden(folding)) == 7
    assert folding.next_suggestion()
    assert _hidden(folding) == ["Skip to the text", "Menu 😀", "Sign up", "to read more."]
    assert folding.caret() == start + 7
    folding.set_folded(True)
    folding.reveal(Span(TEXT.index("Sign"), TEXT.index("Sign") + 4))
    assert "Sign up" not in _hidden(folding)
    folding.set_folded(True)
    folding.select(Span(0, 4))
    assert "Menu 😀" not in _hidden(folding)


def test_what_becomes_boilerplate_while_all_is_folded_folds_too(folding: ArticlePage) -> None:
    folding.set_folded(True)
    folding.patch_marks(Patch(put=(_plate("more", "More of", "of it."),), removed=("sign",)))
    assert "More of it." in _hidden(folding)
    assert "Sign up" not in _hidden(folding)
    folding.set_article(TEXT)
    assert _hidden(folding) == []
    folding.show_marks(MARKS)
    assert len(_hidden(folding)) == 7


def test_folding_keeps_what_stands_at_the_top(page: ArticlePage) -> None:
    paragraphs = [f"Paragraph {number} " + "word " * 30 for number in range(60)]
    text = "\n".join(paragraphs)
    page.resize(760, 400)
    page.set_article(text)
    starts = [text.index(words) for words in paragraphs]
    page.show_marks(
        [
            Mark(id=str(number), kind="boilerplate", start=starts[number], end=starts[number] + len(paragraphs[number]))
            for number in range(1, 60, 2)
        ]
    )
    page.reveal(Span(starts[40], starts[40] + 5))
    line = page.parts(starts[40], starts[40] + 1)[0].rect.top()
    page.verticalScrollBar().setValue(round(page.verticalScrollBar().value() + line - 4))
    for folded in (True, False, True):
        page.set_folded(folded)
        assert abs(page.parts(starts[40], starts[40] + 1)[0].rect.top() - 4) <= 1.5
    page.zoom(27)
    assert abs(page.parts(starts[40], starts[40] + 1)[0].rect.top() - 4) < 60
    assert page.document().findBlockByNumber(2).blockFormat().topMargin() == 60


def test_zoom_and_width_do_not_unfold(folding: ArticlePage, qtbot: QtBot) -> None:
    folding.set_folded(True)
    folding.zoom(24)
    folding.set_line_width(50)
    folding.resize(500, 600)
    qtbot.wait(1)
    assert len(_hidden(folding)) == 7
