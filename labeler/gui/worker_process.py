"""One worker process as the window talks to it: requests as lines in, answers as lines out, and never a wait."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from functools import partial

import shiboken6
from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from labeler.nlp import protocol

log = logging.getLogger(__name__)

# Milliseconds that a worker has to end by itself.
PATIENCE = 1500


class WorkerProcess(QObject):
    """answered(Answer): a line came. ended(): it ended by itself, or did not start."""

    answered = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._buffer = bytearray()

    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """Its id, 0 while none runs."""
        return self._process.processId() if self._process is not None else 0

    def start(self, command: Sequence[str]) -> None:
        """Start a process."""
        program, *arguments = command
        process = QProcess(self)
        process.setStandardErrorFile(os.devnull)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed_to_start)
        self._process = process
        self._buffer.clear()
        process.start(program, arguments)

    def send(self, request: protocol.Request) -> None:
        """Hand a request over; nobody hears it where no process runs."""
        if self._process is not None:
            self._process.write(protocol.encode_request(request))

    def stop(self) -> None:
        """End the process, and wait for its end."""
        process = self._part()
        if process is not None:
            if not process.waitForFinished(1000):
                process.kill()
                process.waitForFinished(1000)
            process.deleteLater()

    def let_go(self) -> None:
        """End the process without waiting for it."""
        process = self._part()
        if process is not None:
            process.finished.connect(process.deleteLater)
            QTimer.singleShot(PATIENCE, process, partial(_kill, process))

    def _part(self) -> QProcess | None:
        """Ask the process to end, and hear no more from it."""
        process, self._process = self._process, None
        if process is not None:
            process.readyReadStandardOutput.disconnect(self._read)
            process.finished.disconnect(self._ended)
            process.errorOccurred.disconnect(self._failed_to_start)
            process.write(protocol.encode_request(protocol.Stop()))
            process.closeWriteChannel()
        return process

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        self._buffer += process.readAllStandardOutput().data()
        # What an answer leads to may end the process, and begin another.
        while process is self._process and (end := self._buffer.find(b"\n")) >= 0:
            line = bytes(self._buffer[:end])
            del self._buffer[: end + 1]
            try:
                self.answered.emit(protocol.decode_answer(line))
            except protocol.BadMessage:
                log.warning("the worker sent a line that is no answer")

    def _failed_to_start(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self, *_how: object) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
            self.ended.emit()


def _kill(process: QProcess) -> None:
    if shiboken6.isValid(process) and process.state() != QProcess.ProcessState.NotRunning:
        process.kill()
