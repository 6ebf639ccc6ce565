"""The Agreement page on kept figures: from the key to the painted page, and what is done there afterwards.

Each run is a process of its own, in which the page was never shown: `python -m tests.benchmarks.agreement_page REPORT
FOLDER [made]` prints its milliseconds as JSON; with `made` the window had the time to make the page beforehand.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from labeler.agreement.defaults import DRAWS, SEED
from labeler.agreement.report import Asked, Report, report_of_json
from labeler.config.settings import Settings
from labeler.gui import worker
from labeler.gui.agreement.chart import Chart
from labeler.gui.agreement.page import AgreementPage
from labeler.gui.app import application, make_window
from labeler.gui.early import MODULES
from labeler.gui.look import theme
from labeler.gui.look.fonts import ui_font
from labeler.gui.window import Window
from labeler.services import agreement_cache, projects
from labeler.services.agreement_kept import state_for
from labeler.store import open_store
from tests.benchmarks.figures import ROOT, Figure
from tests.gui.builders import make_project

RUNS, BAR, STALL = 3, 100.0, 50.0
SILENT = [sys.executable, "-c", "import sys\nfor line in sys.stdin: pass"]
OTHER = Asked(threshold=0.3)
# Milliseconds between two looks at whether anything was painted, and looks without after which nothing more is to come.
_LOOK, _LOOKS = 20, 15
_PAINTING = {QEvent.Type.UpdateRequest, QEvent.Type.Expose, QEvent.Type.Paint}


class Watched(QObject):
    """Watches a window: when it was last painted, and what its thread worked for at one go, in milliseconds."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window = window
        self._painted = self._used = self._mark = self.longest = 0.0
        window.installEventFilter(self)
        window.windowHandle().installEventFilter(self)
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.aboutToBlock.connect(self._turn)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Qt paints at once all that has changed: what is posted before comes after that."""
        if event.type() in _PAINTING:
            QApplication.postEvent(self, QEvent(QEvent.Type.User))
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            self._painted, self._used = time.perf_counter(), time.thread_time()
            return True
        return super().event(event)

    def take(self, act: Callable[[], object], done: Callable[[], bool] = lambda: True) -> dict[str, float]:
        """Return what it takes to do something until nothing of it is left to be painted.

        On the clock, of the main thread's CPU, and at most between two turns of its event loop.
        """
        self.rest(lambda: not self.window.bus.busy)
        self.longest, self._mark = 0.0, time.thread_time()
        began, used = time.perf_counter(), time.thread_time()
        act()
        self._turn()
        self.rest(done)
        return {
            "wall": (self._painted - began) * 1000,
            "cpu": (self._used - used) * 1000,
            "longest": self.longest,
        }

    def rest(self, done: Callable[[], bool] = lambda: True) -> None:
        """Wait until something is done, and nothing more is painted."""
        loop, timer = QEventLoop(), QTimer(interval=_LOOK)
        seen: list[float] = []

        def look() -> None:
            seen.append(self._painted if done() else -len(seen))
            if len(set(seen[-_LOOKS:])) == 1 and len(seen) > _LOOKS:
                loop.quit()

        timer.timeout.connect(look)
        timer.start()
        loop.exec()

    def _turn(self) -> None:
        now = time.thread_time()
        self.longest, self._mark = max(self.longest, (now - self._mark) * 1000), now


def kept(file: Path, report: Report, *asked: Asked) -> None:
    """Keep a report as that of a project, for each of what may be asked of it."""
    store = open_store(str(file))
    with store.read() as read:
        state = state_for(read, projects.actor_named(store, None))
    store.close()
    for one in asked:
        place = agreement_cache.place(state.project, one, DRAWS, SEED)
        agreement_cache.keep(place, state.change, replace(report, asked=one))


def words_of(page: AgreementPage) -> list[tuple[QRect, str]]:
    """Return the words of the page that are in sight, and where."""
    window, out = page.window(), list[tuple[QRect, str]]()
    for chart in page.findChildren(Chart):
        seen = chart.viewport().visibleRegion().boundingRect()
        for row, line in enumerate(chart.grid.lines if not seen.isEmpty() else ()):
            for column, cell in enumerate(line.cells):
                place = chart.visualRect(chart.cells.index(row, column))
                if cell.text and place.intersects(seen):
                    corner = chart.viewport().mapTo(window, place.topLeft())
                    out.append((QRect(corner, place.size()), cell.text))
    return out


class Plain(QWidget):
    """Nothing but words where they stand: the least that painting them takes."""

    def __init__(self, words: list[tuple[QRect, str]]) -> None:
        super().__init__()
        self._words = words

    def paintEvent(self, _event: QEvent) -> None:  # noqa: N802
        painter = QPainter(self)
        painter.setFont(ui_font())
        for place, text in self._words:
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()


def bare(report: Path, page: AgreementPage) -> float:
    """Return the CPU of reading a report as JSON, and painting the page's words with nothing else."""
    words, size = words_of(page), page.window().size()
    began = time.thread_time()
    json.loads(report.read_bytes())
    plain = Plain(words)
    plain.resize(size)
    plain.render(QImage(size, QImage.Format.Format_RGB32))
    return (time.thread_time() - began) * 1000


def run(source: Path, folder: Path, *, made: bool) -> dict[str, object]:
    """Open a project, turn to the page by its key, and do what is done there.

    `made`: the window had the time to make the page, not only to import what it is made of.
    """
    for name in MODULES:
        import_module(name)
    worker.worker_command = lambda: SILENT
    application()
    report, file = report_of_json(json.loads(source.read_bytes())), make_project(folder)
    kept(file, report, Asked(), OTHER)
    window = make_window(Settings(folder / "settings.json", {"theme": "light"}))
    window.resize(1440, 900)
    window.show()
    window.activateWindow()
    watched = Watched(window)
    window.open_project(str(file))
    watched.rest(lambda: window.project is not None and (window.project.early.ready or not made))
    view = window.project
    assert view is not None

    def page() -> AgreementPage | None:
        found = view.pages.made("agreement")
        return found if isinstance(found, AgreementPage) else None

    def shows(asked: Asked) -> bool:
        shown = page()
        return shown is not None and shown.report is not None and shown.report.asked == asked

    def opened() -> bool:
        return shows(Asked())

    out: dict[str, object] = {"opened": watched.take(lambda: QTest.keyClick(window, "3", _ALT), opened)}
    shown = page()
    assert shown is not None
    out["bare"] = bare(source, shown)
    out["another filter"] = watched.take(lambda: shown.ask(OTHER), lambda: shows(OTHER))
    out["the filter taken away"] = watched.take(lambda: shown.ask(Asked()), opened)
    out["a wider window"] = watched.take(lambda: window.resize(1500, 900))
    out["a window of one column"] = watched.take(lambda: window.resize(1024, 700))
    window.resize(1440, 900)
    out["scrolled to the end"] = watched.take(
        lambda: shown.body.verticalScrollBar().setValue(shown.body.verticalScrollBar().maximum())
    )
    out["another theme"] = watched.take(lambda: theme.apply(application(), "dark"))
    watched.take(lambda: QTest.keyClick(window, "1", _ALT))
    out["come back to"] = watched.take(lambda: QTest.keyClick(window, "3", _ALT), opened)
    window.close()
    return out


def figures(source: Path, folder: Path, work: str) -> list[Figure]:
    """Return the medians of several runs on a report."""
    runs: dict[str, list[dict[str, Any]]] = {"": [], "made": []}
    for number in range(RUNS):
        for kind, found in runs.items():
            own = folder / f"{kind or 'cold'}-{number}"
            own.mkdir()
            settings = {**os.environ, "XDG_CACHE_HOME": str(own), "XDG_CONFIG_HOME": str(own)}
            command = [sys.executable, "-m", "tests.benchmarks.agreement_page", str(source), str(own), kind]
            done = subprocess.run(command, env=settings, cwd=ROOT, capture_output=True, text=True, check=True)
            found.append(json.loads(done.stdout))
    out: list[Figure] = []
    bare_ = statistics.median(one["bare"] for one in [*runs[""], *runs["made"]])
    for kind, name in (("made", "the page opened"), ("", "the page opened before it was prepared")):
        for unit, measure in (("ms", "wall"), ("ms CPU", "cpu")):
            value = statistics.median(one["opened"][measure] for one in runs[kind])
            out.append(Figure(work=f"{work}: {name}", value=value, unit=unit, bar=BAR, reference=bare_))
    for name in runs["made"][0]:
        if name != "bare":
            longest = statistics.median(one[name]["longest"] for one in runs["made"])
            out.append(Figure(work=f"{work}: longest piece, {name}", value=longest, unit="ms CPU", bar=STALL))
    return out


_ALT = Qt.KeyboardModifier.AltModifier


def main() -> None:
    print(json.dumps(run(Path(sys.argv[1]), Path(sys.argv[2]), made="made" in sys.argv)))


if __name__ == "__main__":
    main()
