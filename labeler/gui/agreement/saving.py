"""The report as files: a page to print, figures for programs, items from which every figure can be recomputed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from labeler.agreement.report import Report
from labeler.config import paths
from labeler.domain.errors import LabelerError
from labeler.gui.bus import Bus
from labeler.gui.errors import sentence_of
from labeler.gui.jobs import Cancelled, Job, JobBar, Progress
from labeler.gui.learner import RunJob


class Saving(QObject):
    """told(str): what was written. failed(str): why nothing was."""

    told = Signal(str)
    failed = Signal(str)

    def __init__(self, bus: Bus, run: RunJob, bar: JobBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent, self._bus, self._run, self._bar = parent, bus, run, bar
        self.report: Report | None = None
        self.project = ""

    def menu(self) -> QMenu:
        """Return the forms that a report is written in."""
        menu = QMenu(self._parent)
        forms: tuple[tuple[str, Callable[[], None]], ...] = (
            (self.tr("Page to read and print (HTML)…"), self.save_page),
            (self.tr("Figures for programs (JSON)…"), self.save_figures),
            (self.tr("Items to recompute from (CSV files)…"), self.save_items),
        )
        for words, act in forms:
            menu.addAction(words).triggered.connect(lambda _on=False, act=act: act())
        return menu

    def save_page(self) -> None:
        """Ask for a file and write the report as a page."""
        if (report := self.report) is not None and (file := self._ask_file("html", "HTML (*.html)")):
            title = self.project or self.tr("project")
            self._write(file, lambda: _page(report, title))

    def save_figures(self) -> None:
        """Ask for a file and write the report as JSON."""
        if (report := self.report) is not None and (file := self._ask_file("json", "JSON (*.json)")):
            self._write(file, lambda: _json(report))

    def save_items(self) -> None:
        """Ask for a folder and write the items of every figure as CSV, in the background."""
        report, actor = self.report, self._bus.actor
        if report is None or actor is None:
            return
        folder = QFileDialog.getExistingDirectory(self._parent, self.tr("Folder for the CSV files"))
        if not folder:
            return
        store = self._bus.store

        def work(progress: Progress, cancelled: Cancelled) -> object:
            from labeler.gui.agreement.proof import write_items

            write_items(Path(folder), store, actor, report.asked, progress=progress, cancelled=cancelled)
            return folder

        self._run(work, self._listen)

    def _listen(self, job: Job) -> None:
        self._bar.follow(job, self.tr("Writing the items"))
        job.done.connect(self._written)
        job.failed.connect(self._not_written)

    def _written(self, place: object) -> None:
        self.told.emit(self.tr("Written to {place}.").format(place=place))

    def _not_written(self, error: object) -> None:
        if isinstance(error, LabelerError):
            self.failed.emit(sentence_of(error))
        elif isinstance(error, OSError):
            self.failed.emit(self.tr("Not written: {why}.").format(why=error.strerror or error))
        else:
            self.failed.emit(self.tr("Something went wrong in Labeler itself; see the log."))

    def _ask_file(self, ending: str, kinds: str) -> str:
        name = self.tr("agreement")
        return QFileDialog.getSaveFileName(self._parent, "", f"{name}.{ending}", kinds)[0]

    def _write(self, file: str, make: Callable[[], bytes]) -> None:
        try:
            with paths.whole_file(Path(file)) as out:
                out.write(make())
        except OSError as error:
            self._not_written(error)
        else:
            self._written(file)


def _page(report: Report, title: str) -> bytes:
    from labeler.formats import agreement_html

    return agreement_html.write(report.as_json(), title=title)


def _json(report: Report) -> bytes:
    return (json.dumps(report.as_json(), ensure_ascii=False, indent=1) + "\n").encode()
