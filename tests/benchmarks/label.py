"""The article page: opening a long one, moving in it, and a label from the key press to commit and paint."""

import random
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labeler.config.settings import Settings
from labeler.domain.spans import Span
from labeler.gui import worker
from labeler.gui.app import application, make_window
from labeler.gui.page.marks import Mark, Patch
from labeler.gui.page.view import ArticlePage
from labeler.gui.projects import new_project
from labeler.gui.window import Window
from labeler.services import importing, projects
from tests.benchmarks.figures import SHARED, Figure, percentile

LENGTH, LABELS, PRESSES = 200_000, 5_000, 200
LONG_ARTICLE = SHARED / "articles" / "001_f9aa58ed742b63a3.txt"


def long_text() -> str:
    dice = random.Random(1)
    words = ["".join(dice.choices("etaoinshrdlu", k=dice.randint(2, 9))) for _ in range(2000)]
    return "\n".join(" ".join(dice.choices(words, k=90)) + "." for _ in range(500))[:LENGTH]


def many_marks() -> list[Mark]:
    dice = random.Random(2)
    marks: list[Mark] = []
    for number in range(LABELS):
        start, length = dice.randrange(LENGTH - 200), dice.choice([8, 12, 40, 120])
        kind, tag = dice.choice([("claim", "eval"), ("claim", "fact"), ("speaker", "S"), ("stance", "T1 ▲")])
        marks.append(
            Mark(id=str(number), kind=kind, start=start, end=start + length, tag=tag, suggested=dice.random() < 0.3)
        )
    return marks


def milliseconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    QApplication.processEvents()
    return (time.process_time() - began) * 1000


def page_figures() -> list[Figure]:
    page = ArticlePage()
    page.resize(900, 700)
    page.show()
    QTest.qWait(50)
    text, marks = long_text(), many_marks()

    def opened() -> None:
        page.set_article(text)
        page.show_marks(marks)
        page.viewport().repaint()

    def bare() -> None:
        page.set_article(text)
        page.viewport().repaint()

    opening = sorted(milliseconds(opened) for _ in range(5))[2]
    plain = sorted(milliseconds(bare) for _ in range(5))[2]
    opened()
    QTest.qWait(200)
    adding = [
        milliseconds(lambda n=n: page.patch_marks(Patch(put=(Mark(id=f"n{n}", kind="claim", start=n, end=n + 60),))))
        for n in range(60)
    ]
    page.setFocus()
    paging = [milliseconds(lambda: QTest.keyClick(page, Qt.Key.Key_PageDown)) for _ in range(60)]
    moving = [milliseconds(lambda: QTest.keyClick(page, Qt.Key.Key_Right)) for _ in range(60)]
    page.close()
    return [
        Figure(
            work="open and paint, 200,000 characters, 5,000 labels",
            value=opening,
            unit="ms CPU",
            bar=180,
            reference=plain,
        ),
        Figure(work="a label put on that page, p95", value=percentile(adding, 0.95), unit="ms CPU", bar=8),
        Figure(work="page down there, p95", value=percentile(paging, 0.95), unit="ms CPU", bar=8),
        Figure(work="caret right there, p95", value=percentile(moving, 0.95), unit="ms CPU", bar=8),
    ]


def raw_commits(folder: Path) -> list[float]:
    """Return the milliseconds of raw commits of a label's and a journal's row, WAL and FULL, on the same disk."""
    connection = sqlite3.connect(folder / "raw.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE label (id TEXT PRIMARY KEY, body TEXT)")
    connection.execute("CREATE TABLE entry (id TEXT PRIMARY KEY, body TEXT)")
    taken: list[float] = []
    for number in range(PRESSES):
        began = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO label VALUES (?, ?)", (str(number), "x" * 200))
        connection.execute("INSERT INTO entry VALUES (?, ?)", (str(number), "x" * 800))
        connection.execute("COMMIT")
        taken.append((time.perf_counter() - began) * 1000)
    connection.close()
    return taken


def open_window(folder: Path) -> Window:
    article = folder / "article.txt"
    article.write_bytes(LONG_ARTICLE.read_bytes() if LONG_ARTICLE.exists() else long_text()[:18_049].encode())
    store = new_project(str(folder / "label.labeler"), "Figures", "anna")
    importing.import_paths(store, projects.actor_named(store, None), [article])
    store.close()
    window = make_window(Settings(folder / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.open_project(str(folder / "label.labeler"))
    while window.project is None or window.project.annotate.opened.sheet is None or window.bus.busy:
        QTest.qWait(5)
    return window


def key_presses(folder: Path) -> list[float]:
    """Return the milliseconds from the key to label committed and painted, for many labels in one article."""
    window = open_window(folder)
    assert window.project is not None
    view = window.project.annotate
    page, words = view.page, view.bench.words
    page.setFocus()
    taken: list[float] = []
    at = 0
    for _ in range(PRESSES):
        start = words.after(at)
        end = start
        for _ in range(9):
            end = words.end_after(end)
        at = end
        page.select(Span(start, end))
        QApplication.processEvents()
        # A loop that waits as the program's own does: a busy one would keep the desk's thread from working.
        loop = QEventLoop()
        stored = view.opened.patched.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
        began = time.perf_counter()
        QTest.keyClick(page, Qt.Key.Key_1)
        loop.exec()
        view.opened.patched.disconnect(stored)
        # What the label changed is painted by the update that is pending now.
        QApplication.processEvents()
        taken.append((time.perf_counter() - began) * 1000)
        while window.bus.busy:
            QTest.qWait(1)
    window.close()
    return taken


def measure(folder: Path) -> list[Figure]:
    application()
    figures = page_figures()
    worker.worker_command = lambda: [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
    raw = raw_commits(folder)
    taken = key_presses(folder)
    return [
        *figures,
        Figure(
            work="label, 18,049 characters: key press to committed and painted, p50",
            value=percentile(taken, 0.5),
            unit="ms",
            reference=percentile(raw, 0.5),
        ),
        Figure(
            work="label, 18,049 characters: key press to committed and painted, p95",
            value=percentile(taken, 0.95),
            unit="ms",
            bar=16,
            reference=percentile(raw, 0.95),
        ),
    ]
