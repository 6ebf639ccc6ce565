"""The Annotate page with long articles: opening, labelling, moving, resizing; beside the sketch of its technique.

CPU is that of the process: the window's thread and, where a project is open, the desk's.
"""

import compileall
import gc
import importlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from labeler.config.settings import Settings
from labeler.domain.spans import Span
from labeler.gui import worker
from labeler.gui.app import application, make_window
from labeler.gui.look import theme
from labeler.gui.memory import Collector
from labeler.gui.page.marks import marks_of
from labeler.gui.page.view import ArticlePage
from labeler.gui.window import Window
from labeler.services import projects, sets
from labeler.store import open_store
from tests.benchmarks.figures import ROOT, Figure, percentile
from tests.benchmarks.label import raw_commits
from tests.benchmarks.long_article import Long, make_long, sketch

RUNS, STEPS, PRESSES = 3, 60, 60
COLOURS = {"claim": ("1", "#b8860b"), "speaker": ("2", "#1560bd"), "stance": ("3", "#2e8b57")}


def cpu(work: Callable[[], object]) -> float:
    """Milliseconds of CPU that a work takes until nothing of it is left to be painted."""
    began = time.process_time()
    work()
    QApplication.processEvents()
    return (time.process_time() - began) * 1000


def wall(work: Callable[[], object]) -> float:
    """Milliseconds that pass until a work is done and painted."""
    began = time.perf_counter()
    work()
    QApplication.processEvents()
    return (time.perf_counter() - began) * 1000


def median(works: list[float]) -> float:
    return sorted(works)[len(works) // 2]


def shown_page() -> ArticlePage:
    page = ArticlePage()
    page.resize(900, 700)
    page.show()
    QTest.qWait(50)
    return page


def open_page(page: ArticlePage, long: Long) -> tuple[float, float]:
    """CPU until the article is painted, its sheet read from the store; and of what is laid out after that."""
    store = open_store(str(long.file))
    actor, scheme = projects.actor_named(store, None), projects.current_scheme(store)

    def show(article_id: str) -> None:
        sheet = sets.open_sheet(store, actor, article_id)
        page.set_article(sheet.article.text)
        page.show_marks(marks_of(sheet, scheme))
        page.viewport().repaint()

    taken: list[float] = []
    after: list[float] = []
    for _ in range(RUNS + 1):
        show(long.short_id)
        QTest.qWait(250)
        gc.collect()
        taken.append(cpu(lambda: show(long.article_id)))
        after.append(cpu(lambda: QTest.qWait(800)))
    store.close()
    return median(taken[1:]), median(after[1:])


def moving(page: ArticlePage) -> dict[str, list[float]]:
    """Milliseconds of a page down, a step of the caret and a selection, one after another all over the article."""
    page.setFocus()
    page.put_caret(0)
    page.verticalScrollBar().setValue(0)
    down = [wall(lambda: QTest.keyClick(page, Qt.Key.Key_PageDown)) for _ in range(STEPS)]
    right = [wall(lambda: QTest.keyClick(page, Qt.Key.Key_Right)) for _ in range(STEPS)]
    at = page.caret()
    chosen = [wall(lambda n=n: page.select(Span(at + 40 * n, at + 40 * n + 25))) for n in range(STEPS)]
    return {"page down": down, "caret right": right, "selection change": chosen}


def sketch_figures(long: Long, *, moves: bool) -> dict[str, float]:
    """The sketch's figures for the same labels; none where it is not at hand."""
    module = sketch()
    if module is None:
        return {}
    view = module.ArticleView(COLOURS)
    view.set_article("short", [])  # it can't be painted without a text
    view.resize(900, 700)
    view.show()
    QTest.qWait(50)
    spans = [module.Span(n, start, end, kind) for n, (kind, start, end) in enumerate(long.spans)]

    def show() -> None:
        view.set_article(long.text, spans)
        view.viewport().repaint()

    taken: list[float] = []
    for _ in range(RUNS):
        view.set_article("short", [])
        QApplication.processEvents()
        gc.collect()
        taken.append(cpu(show))
    found = {"open": median(taken)}
    if moves:
        view.setFocus()
        view.select(0, 0)
        down = [wall(lambda: QTest.keyClick(view, Qt.Key.Key_PageDown)) for _ in range(STEPS)]
        right = [wall(lambda: QTest.keyClick(view, Qt.Key.Key_Right)) for _ in range(STEPS)]
        at = view.selection()[0]
        chosen = [wall(lambda n=n: view.select(at + 40 * n, at + 40 * n + 25)) for n in range(STEPS)]
        found["page down"], found["caret right"] = percentile(down, 0.95), percentile(right, 0.95)
        found["selection change"] = percentile(chosen, 0.95)
    view.close()
    view.deleteLater()
    return found


def open_window(folder: Path, long: Long) -> Window:
    window = make_window(Settings(folder / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.open_project(str(long.file))
    while window.project is None or window.project.annotate.opened.sheet is None or window.bus.busy:
        QTest.qWait(5)
    QTest.qWait(1500)
    return window


class Painted:
    """Ends a loop when the page is painted for the first time after it is `awaited`."""

    def __init__(self) -> None:
        self.loop: QEventLoop | None = None
        self.at = 0.0
        paint = ArticlePage.paintEvent

        def painted(self_: ArticlePage, event: QPaintEvent) -> None:
            paint(self_, event)
            if self.loop is not None:
                self.at = time.perf_counter()
                self.loop.quit()
                self.loop = None

        setattr(ArticlePage, "paintEvent", painted)  # noqa: B010  the method is replaced, on purpose

    def awaited(self, loop: QEventLoop) -> None:
        self.loop = loop


def label_presses(window: Window, painted: Painted) -> tuple[list[float], list[float]]:
    """Milliseconds from the key to label committed and painted; CPU of that and of all that follows."""
    assert window.project is not None
    view = window.project.annotate
    page, words = view.page, view.bench.words
    page.setFocus()
    taken: list[float] = []
    spent: list[float] = []
    at = len(page.text) // 3
    for _ in range(PRESSES + 5):
        start = words.after(at)
        end = start
        for _ in range(9):
            end = words.end_after(end)
        at = end
        page.select(Span(start, end))
        QTest.qWait(60)
        # A loop that waits as the program's own does: a busy one would keep the desk's thread from working.
        loop = QEventLoop()
        stored = view.opened.patched.connect(lambda _changed, loop=loop: painted.awaited(loop))
        used, began = time.process_time(), time.perf_counter()
        QTest.keyClick(page, Qt.Key.Key_1)
        loop.exec()
        view.opened.patched.disconnect(stored)
        taken.append((painted.at - began) * 1000)
        QTest.qWait(250)
        while window.bus.busy:
            QTest.qWait(5)
        spent.append((time.process_time() - used) * 1000)
    return taken[5:], spent[5:]


def resized(page: ArticlePage) -> int:
    """How often the text is laid out for 20 sizes of the window and 5 of the text within 200 ms."""
    counted: list[int] = []
    page.laid_out.connect(lambda: counted.append(1))
    QTest.qWait(400)
    counted.clear()
    began = time.perf_counter()
    for number in range(20):
        page.resize(QSize(900 - 10 * number, 700))
        if number % 4 == 0:
            page.zoom(18 + number // 4 - 2)
        QApplication.processEvents()
        while time.perf_counter() - began < 0.009 * (number + 1):
            QApplication.processEvents()
    QTest.qWait(1500)
    return len(counted)


def jump_distance(long: Long) -> float:
    """Largest distance in pixels between where a jump brings a label's first line, and where it should be.

    Each jump is the first thing done with the article: nothing between its beginning and the label is laid out yet.
    """
    page = shown_page()
    store = open_store(str(long.file))
    actor, scheme = projects.actor_named(store, None), projects.current_scheme(store)
    sheet = sets.open_sheet(store, actor, long.article_id)
    store.close()
    marks = sorted(marks_of(sheet, scheme), key=lambda mark: mark.order)
    worst = 0.0
    for share in (0.3, 0.6, 0.9):
        mark = marks[int(len(marks) * share)]
        page.set_article("")
        page.set_article(sheet.article.text)
        page.show_marks(marks)
        page.go_to(mark.id)
        QTest.qWait(1500)  # whatever is laid out later must not move it
        worst = max(worst, abs(page.framed()[0].rect.top() - page.viewport().height() / 3))
    page.close()
    page.deleteLater()
    return worst if worst >= 1 else 0.0  # the scroll bar knows whole pixels only


def figures_of(name: str, long: Long, bar: float, *, moves: bool = False) -> list[Figure]:
    """Figures of one article on a page by itself."""
    page = shown_page()
    opened, after = open_page(page, long)
    peer = sketch_figures(long, moves=moves)
    out = [
        Figure(work=f"{name}: open and paint", value=opened, unit="ms CPU", bar=bar, reference=peer.get("open")),
        Figure(work=f"{name}: laid out after that, out of sight", value=after, unit="ms CPU"),
    ]
    if moves:
        for work, taken in moving(page).items():
            p95 = percentile(taken, 0.95)
            out.append(Figure(work=f"{name}: {work}, p95", value=p95, unit="ms", bar=8, reference=peer.get(work)))
    else:
        out.append(Figure(work=f"{name}: layouts for 20 sizes within 200 ms", value=resized(page), unit="times", bar=1))
    page.close()
    page.deleteLater()
    return out


def pressed(folder: Path, long: Long) -> list[Figure]:
    """Figures of a label by key in the window over a real project."""
    (folder / "before").mkdir()
    (folder / "after").mkdir()
    raw = raw_commits(folder / "before")
    painted = Painted()
    window = open_window(folder, long)
    taken, spent = label_presses(window, painted)
    raw += raw_commits(folder / "after")
    window.close()
    window.deleteLater()
    commit = percentile(raw, 0.95)
    name = "200,000 characters, 5,000 labels: a label from the key press to committed and painted"
    return [
        Figure(work=f"{name}, p50", value=percentile(taken, 0.5), unit="ms", reference=percentile(raw, 0.5)),
        Figure(work=f"{name}, p95", value=percentile(taken, 0.95), unit="ms", reference=commit),
        Figure(work=f"{name}, p95 beyond a commit's", value=percentile(taken, 0.95) - commit, unit="ms", bar=16),
        Figure(work=f"{name}, with all that follows", value=percentile(spent, 0.5), unit="ms CPU"),
    ]


def others(folder: Path) -> list[Figure]:
    """Figures of the lists and of the window's longest pauses."""
    out: list[Figure] = []
    for name in ("annotate_lists", "annotate_stalls"):
        try:
            module = importlib.import_module(f"tests.benchmarks.{name}")
        except ModuleNotFoundError as missing:
            if missing.name != f"tests.benchmarks.{name}":
                raise
            continue
        (folder / name).mkdir()
        out += module.measure(folder / name)
    return out


def measure(folder: Path) -> list[Figure]:
    compileall.compile_dir(ROOT / "labeler", quiet=2)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    theme.apply(application(), "light")
    collector = Collector()  # as in the window
    worker.worker_command = lambda: [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
    usual = make_long(folder / "usual", 200_000, 5_000)
    dense = make_long(folder / "dense", 200_000, 50_000)
    huge = make_long(folder / "huge", 2_000_000, 50_000)
    out = figures_of("200,000 characters, 5,000 labels", usual, 180, moves=True)
    out += pressed(folder, usual)
    out += figures_of("200,000 characters, 50,000 labels", dense, 500)[:2]
    out += figures_of("2,000,000 characters, 50,000 labels", huge, 1200)
    out.append(
        Figure(
            work="2,000,000 characters, 50,000 labels: a jump misses by", value=jump_distance(huge), unit="px", bar=0
        )
    )
    collector.stop()
    return out + others(folder)
