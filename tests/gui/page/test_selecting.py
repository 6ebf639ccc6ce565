from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.gui.page.view import ArticlePage

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
LONG = "\n".join(f"Paragraph {number} of many, it says." for number in range(80))


@pytest.fixture
def long(page: ArticlePage) -> ArticlePage:
    page.resize(760, 400)
    page.set_article(LONG)
    return page


def _place(page: ArticlePage, point: int, *, right: bool = False) -> QPoint:
    unit = page.map.to_units(point)
    box = page.parts(unit, unit + 1)[0].rect
    return QPointF(box.right() - 1 if right else box.left() + 1, box.center().y()).toPoint()


def _words(page: ArticlePage) -> str:
    span = page.raw_selection()
    return "" if span is None else span.of(page.text)


def test_a_drag_beyond_the_edge_scrolls_and_selects_on(long: ArticlePage, qtbot: QtBot) -> None:
    view, start = long.viewport(), LONG.index("Paragraph 3 ")
    QTest.mousePress(view, LEFT, NONE, _place(long, start))
    QTest.mouseMove(view, QPoint(200, 300))
    QTest.mouseMove(view, QPoint(200, view.height() + 80))
    qtbot.waitUntil(lambda: len(_words(long)) > 700, timeout=5000)
    down = long.verticalScrollBar().value()
    assert down > 300
    QTest.mouseMove(view, QPoint(200, -90))
    qtbot.waitUntil(lambda: long.verticalScrollBar().value() == 0, timeout=5000)
    QTest.mouseMove(view, QPoint(200, 30))
    QTest.mouseRelease(view, LEFT, NONE, QPoint(200, 30))
    assert long.caret() < start
    assert _words(long) == _words(long).strip()
    still = long.verticalScrollBar().value()
    qtbot.wait(120)
    assert long.verticalScrollBar().value() == still


def test_text_does_not_move_under_a_drag_near_the_edge(long: ArticlePage) -> None:
    long.verticalScrollBar().setValue(213)
    view = long.viewport()
    QTest.mousePress(view, LEFT, NONE, QPoint(100, 200))
    for y in (300, view.height() - 2, 3, 200):
        QTest.mouseMove(view, QPoint(150, y))
        assert long.verticalScrollBar().value() == 213
    QTest.mouseRelease(view, LEFT, NONE, QPoint(150, 200))


def test_shift_click_takes_whole_words_from_the_caret(long: ArticlePage) -> None:
    QTest.mouseClick(long.viewport(), LEFT, NONE, _place(long, LONG.index("Paragraph 1 ")))
    QTest.mouseClick(long.viewport(), LEFT, SHIFT, _place(long, LONG.index("any", LONG.index("Paragraph 1 ")) + 1))
    assert _words(long).startswith("Paragraph 1 of ")
    assert _words(long).endswith(" many")


def test_a_drag_after_a_double_click_takes_more_words(long: ArticlePage) -> None:
    view, place = long.viewport(), _place(long, LONG.index("of many") + 4)
    QTest.mouseClick(view, LEFT, NONE, place)
    QTest.mouseDClick(view, LEFT, NONE, place)
    QTest.mousePress(view, LEFT, NONE, place)
    QTest.mouseRelease(view, LEFT, NONE, place)
    assert _words(long) == "Paragraph 0 of many, it says."
    long.clear_selection()
    QTest.qWait(QApplication.doubleClickInterval() + 20)
    QTest.mouseDClick(view, LEFT, NONE, place)
    assert _words(long) == "many"


def test_ctrl_takes_exact_characters_as_alt_does(long: ArticlePage) -> None:
    start = LONG.index("aragraph 0")
    for keys in (ALT, CTRL):
        QTest.mousePress(long.viewport(), LEFT, keys, _place(long, start))
        QTest.mouseMove(long.viewport(), _place(long, start + 5))
        QTest.mouseRelease(long.viewport(), LEFT, keys, _place(long, start + 5, right=True))
        assert _words(long) == "aragra"


def test_a_click_labels_nothing_and_moves_the_caret(long: ArticlePage) -> None:
    place = LONG.index("Paragraph 2 ") + 4
    QTest.mouseClick(long.viewport(), LEFT, NONE, _place(long, place))
    assert (long.caret(), _words(long)) == (place, "")


def test_nothing_that_is_dropped_typed_or_composed_changes_the_text(long: ArticlePage) -> None:
    before = long.toPlainText()
    assert not long.acceptDrops()
    assert not long.viewport().acceptDrops()
    assert not long.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    event = QInputMethodEvent("かな", [])
    event.setCommitString("仮名")
    QApplication.sendEvent(long, event)
    QTest.keyClicks(long, "xyz")
    QTest.keyClick(long, Qt.Key.Key_Delete)
    long.paste()
    long.cut()
    assert long.toPlainText() == before
    start = LONG.index("Paragraph 1")
    long.put_caret(start + 9, start)
    QTest.mousePress(long.viewport(), LEFT, NONE, _place(long, start + 3))
    QTest.mouseMove(long.viewport(), _place(long, start + 60))
    QTest.mouseRelease(long.viewport(), LEFT, NONE, _place(long, start + 60))
    assert long.toPlainText() == before
