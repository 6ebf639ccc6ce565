"""The lists over 100,000 articles: reading them, typing in the filter, searching their texts."""

import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labeler.config.settings import Settings
from labeler.gui import worker
from labeler.gui.app import application, make_window
from labeler.gui.window import Window
from labeler.services import articles, finding, projects
from labeler.store import open_store
from tests.benchmarks import corpus
from tests.benchmarks.figures import Figure, percentile, seconds

ARTICLES = 100_000


def milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def open_window(file: Path, folder: Path) -> Window:
    worker.worker_command = lambda: [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
    window = make_window(Settings(folder / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.open_project(str(file))
    while window.project is None or window.project.annotate.opened.sheet is None or window.bus.busy:
        QTest.qWait(5)
    return window


def queries() -> list[str]:
    """Return what people search for: a word, common or rare, two words, a phrase of two, the beginning of a word."""
    dice, words = random.Random(11), corpus.vocabulary()
    common, rare = words[:300], words[300:]
    found = [dice.choice(common) for _ in range(20)] + [dice.choice(rare) for _ in range(20)]
    found += [f"{dice.choice(common)} {dice.choice(rare)}" for _ in range(20)]
    found += [f"{dice.choice(common)} {dice.choice(common)}" for _ in range(20)]
    found += [f'"{dice.choice(common)} {dice.choice(common)}"' for _ in range(20)]
    return found + [f"{dice.choice(words)[:4]}*" for _ in range(20)]


def typing(file: Path, folder: Path) -> list[float]:
    """Return the milliseconds of each key in the list's filter: pressed, filtered and painted."""
    window = open_window(file, folder)
    assert window.project is not None
    articles_list = window.project.annotate.list
    assert len(articles_list.model.rows) == ARTICLES
    dice, words = random.Random(13), corpus.vocabulary()
    taken: list[float] = []
    articles_list.filter.setFocus()
    QTest.qWait(50)

    def press(key: str | Qt.Key) -> None:
        if isinstance(key, str):
            QTest.keyClicks(articles_list.filter, key)
        else:
            QTest.keyClick(articles_list.filter, key)
        QApplication.processEvents()

    for _ in range(12):
        typed = f"{dice.choice(words[:300])} {dice.choice(words[:300])[:3]}"
        taken += [milliseconds(lambda char=char: press(char)) for char in typed]
        taken += [milliseconds(lambda: press(Qt.Key.Key_Backspace)) for _ in typed]
        assert articles_list.model.rowCount() == ARTICLES
    window.close()
    return taken


def raw_query(query: str) -> str:
    return " ".join(
        f'"{part.strip(chr(34)).rstrip("*")}"{"*" * part.endswith("*")}' for part in re.findall(r'"[^"]*"|\S+', query)
    )


def raw_searches(folder: Path) -> list[float]:
    """Return the milliseconds of the same searches over a bare FTS5 table: the first 200 with snippets, the count."""
    taken: list[float] = []
    with closing(sqlite3.connect(folder / "raw.db")) as connection:
        connection.execute("CREATE VIRTUAL TABLE words USING fts5(body, tokenize='unicode61 remove_diacritics 2')")
        connection.executemany("INSERT INTO words (body) VALUES (?)", ((one,) for one in corpus.texts(ARTICLES)))
        connection.commit()
        select = "SELECT rowid, snippet(words, 0, '[', ']', '…', 20) FROM words WHERE words MATCH ? LIMIT 200"
        for query in queries():
            given = (raw_query(query),)

            def work(given: tuple[str] = given) -> None:
                connection.execute(select, given).fetchall()
                connection.execute("SELECT count(*) FROM words WHERE words MATCH ?", given).fetchone()

            taken.append(milliseconds(work))
    return taken


def measure(folder: Path) -> list[Figure]:
    application()
    file = corpus.project(ARTICLES)
    store = open_store(str(file))
    anna = projects.actor_named(store, None)
    listing = seconds(lambda: articles.list_articles(store, anna), runs=3) * 1000
    searching = [milliseconds(lambda query=query: finding.search_text(store, anna, query)) for query in queries()]
    store.close()
    raw = raw_searches(folder)
    keys = typing(file, folder)
    many = f"{ARTICLES:,} articles"
    return [
        Figure(work=f"list {many}", value=listing, unit="ms"),
        Figure(work=f"type in the list filter over {many}, p95", value=percentile(keys, 0.95), unit="ms", bar=50),
        Figure(
            work=f"full-text search over {many}, p50",
            value=percentile(searching, 0.5),
            unit="ms",
            reference=percentile(raw, 0.5),
        ),
        Figure(
            work=f"full-text search over {many}, p95",
            value=percentile(searching, 0.95),
            unit="ms",
            bar=100,
            reference=percentile(raw, 0.95),
        ),
    ]
