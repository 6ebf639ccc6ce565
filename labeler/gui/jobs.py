"""Long work off the main thread, with progress and Cancel: imports, exports, the sample project."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, Qt, QThread, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from labeler.gui.look.controls import Button, PlainLabel, ProgressBar
from labeler.gui.look.fonts import px
from labeler.gui.memory import resting

log = logging.getLogger(__name__)

Progress: TypeAlias = Callable[[int, int, str], None]
Cancelled: TypeAlias = Callable[[], bool]
Work: TypeAlias = Callable[[Progress, Cancelled], object]

# Seconds between two reports of progress.
_TICK = 0.1


class Job(QThread):
    """One piece of long work. done(result), failed(error): exactly one of them, on the main thread."""

    progressed = Signal(int, int, str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._cancel = threading.Event()
        # For other threads: what Qt knows of this one goes away with it.
        self.ended = threading.Event()
        self._told = 0.0

    def cancel(self) -> None:
        """Ask the work to end; it ends at the next place where it can."""
        self._cancel.set()

    def run(self) -> None:
        """Do the work; called by Qt on the new thread."""
        try:
            with resting():
                result = self._work(self._progress, self._cancel.is_set)
        except Exception as error:
            log.warning("long work failed", exc_info=error)
            self.failed.emit(error)
        else:
            self.done.emit(result)
        finally:
            self.ended.set()

    def _progress(self, done: int, total: int, what: str) -> None:
        now = time.monotonic()
        if now - self._told >= _TICK or done == total:
            self._told = now
            self.progressed.emit(done, total, what)


class JobBar(QWidget):
    """A thin bar with figures and Cancel for one job at a time."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._followed = ""
        self._words = PlainLabel(role="secondary", elide=True)
        self._bar = ProgressBar(self.tr("Progress"))
        self._cancel = Button(self.tr("Cancel"))
        self._cancel.setProperty("size", "small")
        self._cancel.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(12), px(6), px(12), px(6))
        row.setSpacing(px(12))
        row.addWidget(self._words, 2)
        row.addWidget(self._bar, 3, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._cancel)
        self.hide()

    def follow(self, job: Job, words: str) -> None:
        """Show a job until it ends."""
        self._words.setText(words)
        self._bar.set_parts(0, 0)
        self.show()
        self._followed = words
        # Methods, not functions of no owner: a job may outlive the project whose bar this is.
        job.progressed.connect(self._progressed)
        job.finished.connect(self.hide)
        self.cancelled.connect(job.cancel)

    def show_progress(self, words: str, done: int, total: int) -> None:
        """Show how far something has come that is no job."""
        self.show()
        self._tell(words, done, total, "")

    def _progressed(self, done: int, total: int, what: str) -> None:
        self._tell(self._followed, done, total, what)

    def _tell(self, words: str, done: int, total: int, what: str) -> None:
        figures = f"{done:,} / {total:,}" if total else ""
        self._words.setText(" · ".join(part for part in (words, figures, what) if part))
        self._bar.set_parts(done, total)
