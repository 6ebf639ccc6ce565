"""Bars for a long article with thousands of labels, in CPU time and with room for a busy machine."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from labeler.gui.page.marks import Mark, Patch
from labeler.gui.page.view import ArticlePage

ROOM = 3.0
LENGTH, LABELS = 200_000, 5_000


def _text() -> str:
    dice = random.Random(1)
    words = ["".join(dice.choices("etaoinshrdlu", k=dice.randint(2, 9))) for _ in range(2000)]
    paragraphs = (" ".join(dice.choices(words, k=90)) + "." for _ in range(500))
    return "\n".join(paragraphs)[:LENGTH]


def _marks() -> list[Mark]:
    dice = random.Random(2)
    marks: list[Mark] = []
    for number in range(LABELS):
        start, length = dice.randrange(LENGTH - 200), dice.choice([8, 12, 40, 120])
        kind, tag = dice.choice([("claim", "eval"), ("claim", "fact"), ("speaker", "S"), ("stance", "T1 ▲")])
        suggested = dice.random() < 0.3
        marks.append(Mark(id=str(number), kind=kind, start=start, end=start + length, tag=tag, suggested=suggested))
    return marks


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    QApplication.processEvents()
    return (time.process_time() - start) * 1000


@pytest.fixture
def long_page(qtbot: QtBot) -> ArticlePage:
    made = ArticlePage()
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_a_long_article_opens_and_moves_within_the_bars(long_page: ArticlePage, qtbot: QtBot) -> None:
    text, marks = _text(), _marks()

    def opened() -> None:
        long_page.set_article(text)
        long_page.show_marks(marks)
        long_page.viewport().repaint()

    opening = min(_milliseconds(opened) for _ in range(3))
    qtbot.wait(200)  # the overview strip has its pause first
    adding = [
        _milliseconds(
            lambda n=n: long_page.patch_marks(Patch(put=(Mark(id=f"n{n}", kind="claim", start=n, end=n + 60),)))
        )
        for n in range(40)
    ]
    long_page.setFocus()
    paging = [_milliseconds(lambda: QTest.keyClick(long_page, Qt.Key.Key_PageDown)) for _ in range(40)]
    moving = [_milliseconds(lambda: QTest.keyClick(long_page, Qt.Key.Key_Right)) for _ in range(40)]
    late = {
        name: statistics.quantiles(took, n=20)[-1]
        for name, took in (("add", adding), ("page", paging), ("move", moving))
    }
    print(f"open {opening:.0f} ms; p95", {name: round(took, 1) for name, took in late.items()})
    assert opening < 180 * ROOM
    assert max(late.values()) < 8 * ROOM
