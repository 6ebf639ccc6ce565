"""The Review page: opening it and an article, deciding by a key, and the lists over thousands of articles.

CPU is that of the window's thread, which keys wait for; what the desk spends beside it is told apart. 10,000 articles
instead of 2,000 are reviewed if LABELER_LONG is set.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labeler.config.settings import Settings
from labeler.gui import worker
from labeler.gui.app import application, make_window
from labeler.gui.review.page import ReviewPage
from labeler.gui.window import Window
from labeler.services import projects, reviewing, reviewing_counts, reviewing_items
from labeler.services.reviewing import ItemQuery, ReviewRow
from labeler.store import open_store
from tests.benchmarks import reviewed
from tests.benchmarks.figures import Figure, percentile, seconds

PRESSES = 40
DECIDE, OPEN, LIST = 50.0, 100.0, 100.0


def measure(folder: Path) -> list[Figure]:
    application()
    worker.worker_command = lambda: [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
    figures = _page_figures(folder)
    if not reviewed.MAKER.is_file():
        print(f"review: {reviewed.MAKER} is missing", file=sys.stderr)
        return figures
    return figures + _list_figures(reviewed.many(10_000 if os.environ.get("LABELER_LONG") else 2_000))


# -- one article in the window


def _page_figures(folder: Path) -> list[Figure]:
    file = reviewed.dense(folder)
    writing = percentile(_bare_decisions(folder), 0.5)
    window = _open_window(file, folder)
    first, page = _turned(window)
    opening = _openings(window, page)
    shown, after, desk, wall = _decisions(window, page)
    window.close()
    article = f"{reviewed.CLAIMS} claims x {reviewed.PEOPLE}"
    ms = "ms CPU"
    return [
        Figure(work="the Review page made and shown for the first time", value=first, unit=ms, bar=OPEN),
        Figure(work=f"{article}: open in Review, till painted", value=opening, unit=ms, bar=OPEN),
        Figure(work=f"{article}: a decision, key to painted, p50", value=percentile(shown, 0.5), unit=ms, bar=DECIDE),
        Figure(work=f"{article}: a decision, key to painted, p95", value=percentile(shown, 0.95), unit=ms, bar=DECIDE),
        Figure(
            work=f"{article}: a decision with all that follows, p50",
            value=percentile(after, 0.5),
            unit=ms,
            bar=DECIDE,
        ),
        Figure(work=f"{article}: a decision on the desk, p50", value=percentile(desk, 0.5), unit=ms, reference=writing),
        Figure(work=f"{article}: a decision, key till the desk is quiet, p50", value=percentile(wall, 0.5), unit="ms"),
    ]


def _open_window(file: Path, folder: Path) -> Window:
    window = make_window(Settings(folder / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.open_project(str(file), "ruth")
    while window.project is None or window.project.annotate.opened.sheet is None or window.bus.busy:
        QTest.qWait(5)
    QTest.qWait(5000)  # what pages are made of is imported in peace
    return window


def _spent(window: Window, work: Callable[[], object], done: Callable[[], bool] = lambda: True) -> float:
    """Return the milliseconds of the main thread until a work is done, nobody is busy and all is painted."""
    began = time.thread_time()
    work()
    QApplication.processEvents()
    while window.bus.busy or not done():
        QTest.qWait(1)
    QApplication.processEvents()
    return (time.thread_time() - began) * 1000


def _turned(window: Window) -> tuple[float, ReviewPage]:
    project = window.project
    assert project is not None

    def opened() -> bool:
        page = project.pages.made("review")
        return isinstance(page, ReviewPage) and page.opened.reading is not None

    taken = _spent(window, lambda: project.pages.turn("review"), opened)
    page = project.pages.made("review")
    assert isinstance(page, ReviewPage)
    return taken, page


def _openings(window: Window, page: ReviewPage) -> float:
    """Return the milliseconds of opening the article after the short one."""
    dense, short = (row.article_id for row in page.column.articles.model.rows)
    taken: list[float] = []
    for _ in range(7):
        _spent(window, lambda: page.show_article(short), lambda: page.opened.article_id == short)
        QTest.qWait(300)
        taken.append(_spent(window, lambda: page.show_article(dense), lambda: page.opened.article_id == dense))
        QTest.qWait(300)
    return sorted(taken)[len(taken) // 2]


def _decisions(window: Window, page: ReviewPage) -> tuple[list[float], list[float], list[float], list[float]]:
    """Return what decisions by a key take: till painted, with all that follows, on the desk, by the clock."""
    shown: list[float] = []
    after: list[float] = []
    desk: list[float] = []
    wall: list[float] = []
    page.centre.focus_widget.setFocus()
    for number in range(PRESSES):
        case = page.opened.case
        assert case is not None
        assert case.open
        key = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)[number % 3]
        QTest.qWait(20)
        both, own, began = time.process_time(), time.thread_time(), time.perf_counter()
        QTest.keyClick(page.centre.focus_widget, key)
        QApplication.processEvents()
        shown.append((time.thread_time() - own) * 1000)
        while window.bus.busy:
            QTest.qWait(1)
        QApplication.processEvents()
        wall.append((time.perf_counter() - began) * 1000)
        after.append((time.thread_time() - own) * 1000)
        desk.append((time.process_time() - both) * 1000 - after[-1])
        held = page.opened.reading.case(case.id) if page.opened.reading else None
        assert held is not None
        assert held.verdict is not None
    return shown, after, desk, wall


def _bare_decisions(folder: Path) -> list[float]:
    """Return the CPU milliseconds of writing a settlement, its gold claim and a journal's entry without anything."""
    taken: list[float] = []
    with closing(sqlite3.connect(folder / "raw.db", isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        for table in ("adjudication", "claim", "entry"):
            connection.execute(f"CREATE TABLE {table} (id TEXT PRIMARY KEY, body TEXT)")
        for number in range(PRESSES):
            began = time.process_time()
            connection.execute("BEGIN IMMEDIATE")
            for table, size in (("adjudication", 1000), ("claim", 300), ("entry", 2500)):
                connection.execute(f"INSERT INTO {table} VALUES (?, ?)", (str(number), "x" * size))
            connection.execute("COMMIT")
            taken.append((time.process_time() - began) * 1000)
    return taken


# -- lists over thousands of articles


def _list_figures(file: Path) -> list[Figure]:
    store = open_store(str(file))
    ruth = projects.actor_named(store, None)
    read = _bare_reading(file)
    reviewing.review_list(store, ruth, most=0)
    # The window asks for a few counts at a time; between two, the desk does what is waiting.
    steps = [_taken(lambda: reviewing.review_list(store, ruth, most=40)) for _ in range(5)]
    rows: Sequence[ReviewRow] = reviewing.review_list(store, ruth)
    again = seconds(lambda: reviewing.review_list(store, ruth), cpu=True) * 1000
    query = ItemQuery(layer="claim", kind="boundary")
    first: list[float] = []
    for _ in range(3):
        reviewing_counts._KNOWN.items = None
        first.append(_taken(lambda: reviewing_items.items_of(store, ruth, query)))
    later = seconds(lambda: reviewing_items.items_of(store, ruth, query), cpu=True) * 1000
    pair = ItemQuery(pair=(rows[0].finished[0], rows[0].finished[1]), attribute="type", first="fact", second="policy")
    of_two = seconds(lambda: reviewing_items.items_of(store, ruth, pair), cpu=True) * 1000
    store.close()
    many = f"{len(rows):,} articles x {reviewed.PEOPLE}"
    ms = "ms CPU"
    return [
        Figure(work=f"{many}: the list, counted", value=again, unit=ms, bar=LIST),
        Figure(work=f"{many}: a step of counting", value=sorted(steps)[2], unit=ms),
        Figure(work=f"{many}: the items of a kind, first", value=sorted(first)[1], unit=ms, reference=read),
        Figure(work=f"{many}: the items of a kind, again", value=later, unit=ms, bar=LIST),
        Figure(work=f"{many}: the items of a cell of two", value=of_two, unit=ms),
    ]


def _taken(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return (time.process_time() - began) * 1000


def _bare_reading(file: Path) -> float:
    """Return the CPU milliseconds of reading all labels as bare rows: what no way to the items can leave out."""
    queries = (
        'SELECT set_id, id, start, "end", type, attribution, source, speaker_id FROM claim',
        'SELECT set_id, id, start, "end", entity_id FROM speaker',
        'SELECT set_id, id, claim_id, topic, value, start, "end" FROM stance',
    )

    def read() -> None:
        with closing(sqlite3.connect(file)) as connection:
            for query in queries:
                connection.execute(query).fetchall()

    return seconds(read, cpu=True) * 1000
