"""The longest time for which the window's main thread answers nothing, while long work goes on beside it."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from labeler.config.settings import Settings
from labeler.gui import window_commands, worker
from labeler.gui.app import application, make_window
from labeler.gui.projects import new_project
from labeler.gui.window import Window
from labeler.nlp.client import worker_command
from labeler.services import importing, projects
from labeler.services.exporting import export
from labeler.store import open_store
from tests.benchmarks import corpus
from tests.benchmarks.figures import SHARED, Figure

SUGGESTED, IMPORTED, EXPORTED = 1_000, 10_000, 1_000
SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
# A window that never comes to rest is a fault of the program: seconds.
_PATIENCE = 600


class Watch(QObject):
    """Notes the longest gap between the ticks of a timer of 5 ms, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        present = time.perf_counter()
        self.longest = max(self.longest, (present - self._last) * 1000)
        self._last = present


def wait(done: Callable[[], bool]) -> None:
    """Turn the event loop as the program does: QTest's own waiting sleeps between the events."""
    end = time.monotonic() + _PATIENCE
    loop, timer = QEventLoop(), QTimer(interval=20)

    def look() -> None:
        if done() or time.monotonic() > end:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    if not done():
        raise TimeoutError


@contextmanager
def opened(file: Path, folder: Path, command: list[str]) -> Iterator[Window]:
    worker.worker_command = lambda: command
    window = make_window(Settings(folder / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    window.open_project(str(file))
    wait(lambda: window.project is not None and window.project.annotate.opened.sheet is not None)
    yield window
    window.close()
    wait(lambda: not window.bus.busy)
    window.deleteLater()


def watched(done: Callable[[], bool]) -> float:
    watch = Watch()
    wait(done)
    longest = watch.longest
    watch.deleteLater()
    return longest


def idle(window: Window) -> float:
    wait(lambda: not window.bus.busy)
    QTest.qWait(500)
    end = time.monotonic() + 3
    return watched(lambda: time.monotonic() > end)


def suggestions(folder: Path) -> tuple[float, float]:
    """Return the longest stalls of an idle window, and while the worker reads 1,000 articles."""
    texts = folder / "suggested"
    texts.mkdir()
    for number, words in enumerate(corpus.texts(SUGGESTED)):
        (texts / f"{number:04}.txt").write_text(words, "utf-8")
    file = folder / "suggested.labeler"
    store = new_project(str(file), "Figures", "anna")
    importing.import_paths(store, projects.actor_named(store, None), [texts])
    store.close()
    with opened(file, folder, SILENT) as window:
        rest = idle(window)
    with opened(file, folder, worker_command()) as window:
        assert window.project is not None
        ended: list[bool] = []
        window.project.suggester.stopped.connect(lambda: ended.append(True))
        longest = watched(lambda: bool(ended) and not window.bus.busy)
    store = open_store(str(file))
    with store.read() as read:
        runs = read.connection.exec_driver_sql("SELECT count(*) FROM suggestion_run").scalar_one()
    store.close()
    assert runs == SUGGESTED, runs
    return rest, longest


def imports(folder: Path) -> float:
    """Return the longest stall while 10,000 text files are imported and listed."""
    texts = folder / "imported"
    texts.mkdir()
    for number, words in enumerate(corpus.texts(IMPORTED)):
        (texts / f"{number:05}.txt").write_text(words, "utf-8")
    file = folder / "imported.labeler"
    store = new_project(str(file), "Figures", "anna")
    first = folder / "first.txt"
    first.write_text("The first article.\n", "utf-8")
    importing.import_paths(store, projects.actor_named(store, None), [first])
    store.close()
    with opened(file, folder, SILENT) as window:
        view = window.project
        assert view is not None
        wait(lambda: not window.bus.busy)
        window_commands.import_paths(window, [texts])
        return watched(lambda: len(view.annotate.list.model.rows) > IMPORTED and not window.bus.busy)


def exports(folder: Path) -> float:
    """Return the longest stall while a dataset of 1,000 labelled lines is exported."""
    lines = folder / "corpus.jsonl"
    subprocess.run([sys.executable, SHARED / "eval" / "make_native_corpus.py", str(EXPORTED), lines, "1"], check=True)
    file = folder / "exported.labeler"
    store = new_project(str(file), "Figures", "anna")
    lead = projects.actor_named(store, None)
    importing.import_paths(store, lead, [lines], as_annotator=lead.name)
    store.close()
    with opened(file, folder, SILENT) as window:
        wait(lambda: not window.bus.busy)
        ended: list[object] = []
        work = partial(_exported, window, lead, folder / "out")
        window_commands.start_job(window, work, "Exporting", ended.append)
        return watched(lambda: bool(ended))


def _exported(window: Window, lead: object, folder: Path, progress: object, cancelled: object) -> object:
    return export(window.bus.store, lead, folder, layer="all", progress=progress, cancelled=cancelled)


def measure(folder: Path) -> list[Figure]:
    application()
    rest, suggested = suggestions(folder)
    imported = imports(folder)
    exported = exports(folder)
    return [
        Figure(work=f"longest stall, {work}", value=value, unit="ms", bar=50, reference=rest)
        for work, value in (
            (f"suggestions over {SUGGESTED:,} articles", suggested),
            (f"{IMPORTED:,} articles imported", imported),
            (f"an export of {EXPORTED:,} lines", exported),
        )
    ]
